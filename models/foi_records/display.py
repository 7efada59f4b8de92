"""A record as a small HTML table for a notebook; every text is escaped."""

from __future__ import annotations

from html import escape

from foi_records.response import Exchange, Response

MOST_EXCHANGES = 20
LONGEST = 300


def response_to_html(record: Response) -> str:
    """The head of a response and its first exchanges."""
    head = [
        record.authority.name if record.authority else None,
        record.reference.value if record.reference else None,
        record.timeline.responded.date if record.timeline.responded else None,
        record.outcome,
    ]
    title = " · ".join(escape(words) for words in head if words) or escape(record.source.name)
    if record.error:
        return f"<p><b>{title}</b>: {escape(record.error.kind)}, {escape(record.error.message)}</p>"
    rows = "".join(_exchange_row(e) for e in record.exchanges[:MOST_EXCHANGES])
    more = len(record.exchanges) - MOST_EXCHANGES
    rest = f"<p>… and {more} more</p>" if more > 0 else ""
    heads = "".join(f"<th>{h}</th>" for h in ("", "question", "answer", "outcome"))
    return f"<p><b>{title}</b></p><table><tr>{heads}</tr>{rows}</table>{rest}"


def _exchange_row(exchange: Exchange) -> str:
    cells = (exchange.number or "", exchange.question.text, exchange.answer.text, exchange.outcome)
    return "<tr>" + "".join(f"<td>{escape(shortened(c))}</td>" for c in cells) + "</tr>"


def shortened(text: str) -> str:
    """A text cut to a length that a notebook shows well."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
