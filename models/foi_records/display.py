"""A record as a small HTML table for a notebook; every text is escaped."""

from __future__ import annotations

from html import escape

from foi_records.response import Exchange, Response

MOST_EXCHANGES = 20
LONGEST = 300
SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
Bound = bool | int | float | str | None


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


def amount_to_words(kind: str | None, low: Bound, high: Bound, unit: str | None) -> str:
    """A value as a person writes it: "£12,300", "3 to 4 months", "under 5", "45%", "yes".

    Empty where nothing is known of it.
    """
    if isinstance(low, bool):
        return "yes" if low else "no"
    if low is None and high is None:
        return ""
    if low is None or high is None:
        known, word = (high, "up to") if low is None else (low, "from")
        return f"{word} {_bound(kind, known, unit)}{_after(kind, known, unit)}"
    if low == high:
        return f"{_bound(kind, low, unit)}{_after(kind, low, unit)}"
    return f"{_bound(kind, low, unit)} to {_bound(kind, high, unit)}{_after(kind, high, unit)}"


def _bound(kind: str | None, value: Bound, unit: str | None) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    pence = kind == "money" and isinstance(value, float)
    sign = SIGNS.get(unit or "", "") if kind == "money" else ""
    return f"{sign}{value:,.2f}" if pence else f"{sign}{value:,}"


def _after(kind: str | None, value: Bound, unit: str | None) -> str:
    """What stands behind the number: a percent sign, a unit of time, a currency without a sign."""
    if kind == "percent":
        return "%"
    if kind == "duration" and unit:
        return f" {unit}" + ("" if value == 1 or unit.endswith("s") else "s")
    return f" {unit}" if kind == "money" and unit and unit not in SIGNS else ""


def shortened(text: str) -> str:
    """A text cut to a length that a notebook shows well."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
