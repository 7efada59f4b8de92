"""The side of the record: what was read, each part a link to where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from foi_extract.showing.evidence import provision_of
from foi_extract.showing.facts import (
    finding_list,
    rest_of_record,
    table_to_html,
)
from foi_extract.showing.links import Links
from foi_records.display import amount_to_words
from foi_records.response import Exchange, Response


def record_to_html(response: Response, prefix: str, links: Links) -> str:
    """One response: its head, its findings, its questions, and what else it says."""
    if response.error:
        return (
            f'<section class="record failed"><h2>{escape(response.source.name)}</h2>'
            f"<p><b>{escape(response.error.kind)}</b> {escape(response.error.message)}</p></section>"
        )
    exchanges = "".join(exchange_to_html(e, response, prefix, links) for e in response.exchanges)
    elsewhere = "".join(table_to_html(t, prefix, links) for t in response.tables if not t.exchange)
    return (
        f'<section class="record">{head_to_html(response, prefix, links)}'
        f"{finding_list(response, prefix, links)}{exchanges}{elsewhere}"
        f"{rest_of_record(response, prefix, links)}</section>"
    )


def head_to_html(response: Response, prefix: str, links: Links) -> str:
    """Who answers, when, under which law, and how the whole was decided."""
    authority, subject = response.authority, response.subject
    name = authority.name if authority else response.source.name
    title = links.link(f"{prefix}-authority", name, "head")
    badges = "".join(badge(code) for code in (response.outcome, _kind_worth_saying(response)) if code)
    about = (
        f'<p class="subject">{links.link(f"{prefix}-subject", subject.text, "head")}</p>' if subject else ""
    )
    facts = "".join(
        f"<div><dt>{label}</dt><dd>{words}</dd></div>"
        for label, words in _particulars(response, prefix, links)
    )
    return (
        f'<header class="head"><h2>{title}</h2><p class="badges">{badges}</p>{about}<dl>{facts}</dl></header>'
    )


def _kind_worth_saying(response: Response) -> str | None:
    return response.kind if response.kind != "response" else None


def _particulars(response: Response, prefix: str, links: Links) -> Iterable[tuple[str, str]]:
    clock, rights = response.timeline, response.rights
    if response.reference:
        yield "reference", links.link(f"{prefix}-reference", response.reference.value, "head")
    if response.regimes:
        yield "handled under", escape(", ".join(response.regimes))
    for label in ("requested", "received", "clarified", "responded"):
        dated = getattr(clock, label)
        if dated:
            yield label, links.link(f"{prefix}-{label}", dated.date, "head")
    if clock.working_days is not None:
        late = {True: "in time", False: "late", None: ""}[clock.on_time]
        yield "took", f"{clock.working_days} working days" + (f", {late}" if late else "")
    if rights.internal_review or rights.regulator:
        said = [w for w in ("internal review" if rights.internal_review else None, rights.regulator) if w]
        yield "rights explained", links.link(f"{prefix}-rights", ", ".join(said), "head")
    if response.degraded:
        yield "read by", escape(response.degraded)


def exchange_to_html(exchange: Exchange, response: Response, prefix: str, links: Links) -> str:
    """A question with its answer and everything in it."""
    key = f"{prefix}-{exchange.id}"
    asked = links.link(f"{key}-question", exchange.question.text or "question not in the letter", "question")
    said = links.link(f"{key}-answer", exchange.answer.text, "answer") if exchange.answer.text else ""
    tables = "".join(table_to_html(t, prefix, links) for t in response.tables if t.id in exchange.tables)
    sure = round(100 * exchange.confidence)
    nested = " part" if exchange.parent else ""
    number = escape(exchange.number or "·")
    return (
        f'<article class="exchange{nested}"><header><span class="number">{number}</span>'
        f'<h3>{asked}</h3></header><p class="badges">{badge(exchange.outcome)}{_held(exchange)}'
        f'<span class="sure" title="confidence of the pairing">{sure} %</span></p>'
        f'<div class="answer-text">{said}</div>{_chips(exchange, response, prefix, links)}{tables}</article>'
    )


def _held(exchange: Exchange) -> str:
    return "" if exchange.held in (None, "yes") else f'<span class="held">held: {exchange.held}</span>'


def _chips(exchange: Exchange, response: Response, prefix: str, links: Links) -> str:
    """The value, figures, dates and exemptions of an answer, a chip each."""
    out = []
    if exchange.value:
        out.append(links.link(f"{prefix}-{exchange.id}-value", value_in_words(exchange), "value"))
    out += [
        links.link(f"{prefix}-{f.id}", f.text, "figure") for f in response.figures if f.id in exchange.figures
    ]
    out += [
        links.link(f"{prefix}-{d.id}", f"{d.text} → {d.edtf or d.start or '?'}", "date")
        for d in response.dates
        if d.id in exchange.dates
    ]
    out += [
        links.link(f"{prefix}-{x.id}", f"{provision_of(x)} {x.status}", "exemption")
        for x in response.exemptions
        if x.id in exchange.exemptions
    ]
    return f'<p class="chips">{"".join(out)}</p>' if out else ""


def value_in_words(exchange: Exchange) -> str:
    """The value of an answer: its amount, else its words."""
    value = exchange.value
    if value is None:
        return ""
    return amount_to_words(value.kind, value.low, value.high, value.unit) or value.span.quote


def badge(code: str) -> str:
    """An outcome in a coloured word."""
    return f'<span class="badge {escape(code)}">{escape(code.replace("_", " "))}</span>'
