"""Tables, findings, grounds and the rest of a record as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from foi_extract.showing.evidence import provision_of
from foi_extract.showing.links import Links
from foi_records.facts import Cost
from foi_records.response import Response
from foi_records.table import Table

MOST_ROWS = 200


def table_to_html(table: Table, prefix: str, links: Links) -> str:
    """A table as printed; cells whose value is no text are set apart by their kind."""
    caption = links.link(f"{prefix}-{table.id}", table.caption or f"Table {table.id}", "table")
    head = "".join(f"<th>{escape(c)}</th>" for c in table.columns or ())
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="cell-{kind_of(table, r, c)}">{escape(cell)}</td>' for c, cell in enumerate(row)
        )
        + "</tr>"
        for r, row in enumerate(table.rows[:MOST_ROWS])
    )
    more = len(table.rows) - MOST_ROWS
    rest = f"<p>… and {more} more rows</p>" if more > 0 else ""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
    return (
        f'<div class="tabular"><p class="caption">{caption}</p><table>'
        f"{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>{rest}{notes}</div>"
    )


def kind_of(table: Table, row: int, column: int) -> str:
    """The kind of a cell's value; text where the typed grid is short of it."""
    typed = table.values[row] if row < len(table.values) else ()
    return typed[column].kind if column < len(typed) else "text"


def finding_list(response: Response, prefix: str, links: Links) -> str:
    """What a careful reader would flag, worst first."""
    order = ("error", "warning", "info")
    found = sorted(enumerate(response.findings, 1), key=lambda f: order.index(f[1].severity))
    items = "".join(
        f'<li class="{f.severity}">{links.link(f"{prefix}-finding{n}", f.code.replace("-", " "), "finding")}'
        f" <span>{escape(f.message)}</span></li>"
        for n, f in found
    )
    return f'<ul class="findings">{items}</ul>' if items else ""


def rest_of_record(response: Response, prefix: str, links: Links) -> str:
    """Grounds of refusal, tests, costs, citations, redactions, links, and the dates of no question."""
    sections = (
        ("Grounds of refusal", _grounds(response, prefix, links)),
        ("Public interest tests", _tests(response, prefix, links)),
        ("Cost estimates", _costs(response, prefix, links)),
        ("Other provisions cited", _citations(response, prefix, links)),
        ("Dates outside answers", _dates(response, prefix, links)),
        ("Redactions", _redactions(response, prefix, links)),
        ("Links", _links(response, prefix, links)),
    )
    return "".join(
        f'<section class="rest"><h3>{title}</h3><ul>{"".join(f"<li>{i}</li>" for i in listed)}</ul></section>'
        for title, items in sections
        if (listed := list(items))
    )


def _grounds(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for x in response.exemptions:
        about = ", ".join(w for w in (x.title, x.test, x.basis) if w)
        named = links.link(f"{prefix}-{x.id}", f"{provision_of(x)} {x.status}", "exemption")
        yield f"{named} <span>{escape(about)}</span>"


def _tests(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for n, test in enumerate(response.public_interest_tests, 1):
        weighed = (
            f"{len(test.favouring_disclosure)} for disclosure, {len(test.favouring_withholding)} against; "
            f"balance: {test.balance or 'not said'}"
        )
        yield links.link(f"{prefix}-test{n}", weighed, "other")


def _costs(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for n, cost in enumerate(response.costs, 1):
        yield links.link(f"{prefix}-cost{n}", cost_in_words(cost), "other")


def cost_in_words(cost: Cost) -> str:
    """An estimate in its own terms, and whether its sum is right."""
    said = [
        f"{name.replace('_', ' ')} {value:g}"
        for name in ("items", "minutes_per_item", "hours", "rate", "pounds", "limit")
        if (value := getattr(cost, name)) is not None
    ]
    checked = {True: "arithmetic right", False: "arithmetic wrong", None: ""}[cost.consistent]
    return ", ".join([*said, *([checked] if checked else [])])


def _citations(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for n, c in enumerate(response.citations, 1):
        named = " ".join(w for w in (c.instrument, c.provision) if w) or c.span.quote
        title = f" <span>{escape(c.title)}</span>" if c.title else ""
        yield links.link(f"{prefix}-citation{n}", named, "other") + title


def _dates(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for d in response.dates:
        if d.exchange is None:
            role = f" <span>{escape(d.role.replace('_', ' '))}</span>" if d.role else ""
            yield links.link(f"{prefix}-{d.id}", f"{d.text} → {d.edtf or d.start or '?'}", "date") + role


def _redactions(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for n, hidden in enumerate(response.redactions, 1):
        yield links.link(f"{prefix}-hidden{n}", f"{hidden.kind} {hidden.text or ''}".strip(), "other")


def _links(response: Response, prefix: str, links: Links) -> Iterator[str]:
    for n, web in enumerate(response.links, 1):
        # The address is shown and never followed: the page leads nowhere outside itself.
        yield links.link(f"{prefix}-link{n}", web.url, "other")
