"""Everything in a record that stands somewhere in its source: what kind of thing, its name, its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from foi_records.facts import Exemption
from foi_records.response import Exchange, Response
from foi_records.spans import Region, Span

KINDS = {
    "question": "questions",
    "answer": "answers",
    "value": "values",
    "figure": "figures",
    "date": "dates",
    "exemption": "exemptions",
    "table": "tables",
    "head": "head of the letter",
    "finding": "findings",
    "other": "other",
}
"""Every kind of evidence, in the order of the legend, with its plural."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing of a record and where it stands; ``key`` is unique on the page and links both sides."""

    key: str
    kind: str
    label: str
    spans: tuple[Span, ...] = ()
    regions: tuple[Region, ...] = ()

    @property
    def spans_in_text(self) -> tuple[Span, ...]:
        """Its spans that hold any words."""
        return tuple(span for span in self.spans if span.start < span.end)

    def on(self, pages: Set[int]) -> Evidence:
        """The same with only its boxes on these pages."""
        return replace(self, regions=tuple(box for box in self.boxes if box.page in pages), spans=())

    @property
    def boxes(self) -> tuple[Region, ...]:
        """Its boxes on the pages: its own where it has them, else those of its words."""
        return self.regions or tuple(region for span in self.spans for region in span.regions)


def evidence_of(response: Response, prefix: str) -> list[Evidence]:
    """All evidence of a record; keys start with ``prefix``. What stands nowhere is left out."""
    found = [
        *_head(response, prefix),
        *(e for exchange in response.exchanges for e in _exchange(exchange, prefix)),
        *_facts(response, prefix),
        *_rest(response, prefix),
    ]
    return [e for e in found if e.spans or e.regions]


def _head(response: Response, prefix: str) -> Iterator[Evidence]:
    clock = response.timeline
    for name, thing in (
        ("authority", response.authority),
        ("reference", response.reference),
        ("subject", response.subject),
        ("requested", clock.requested),
        ("received", clock.received),
        ("clarified", clock.clarified),
        ("responded", clock.responded),
        ("rights", response.rights),
    ):
        if thing is not None and thing.span is not None:
            yield Evidence(f"{prefix}-{name}", "head", name, (thing.span,))


def _exchange(exchange: Exchange, prefix: str) -> Iterator[Evidence]:
    key = f"{prefix}-{exchange.id}"
    name = exchange.number or exchange.id
    yield Evidence(f"{key}-question", "question", f"question {name}", exchange.question.spans)
    yield Evidence(f"{key}-answer", "answer", f"answer to {name}", exchange.answer.spans)
    if exchange.value:
        yield Evidence(f"{key}-value", "value", f"value of {name}", (exchange.value.span,))


def _facts(response: Response, prefix: str) -> Iterator[Evidence]:
    for table in response.tables:
        label = f"table {table.caption or table.id}"
        yield Evidence(f"{prefix}-{table.id}", "table", label, table.spans, table.regions or ())
    for figure in response.figures:
        yield Evidence(f"{prefix}-{figure.id}", "figure", f"figure: {figure.text}", (figure.span,))
    for date in response.dates:
        role = f" ({date.role.replace('_', ' ')})" if date.role else ""
        yield Evidence(f"{prefix}-{date.id}", "date", f"date: {date.text}{role}", (date.span,))
    for exemption in response.exemptions:
        label = f"exemption: {provision_of(exemption)}, {exemption.status}"
        yield Evidence(f"{prefix}-{exemption.id}", "exemption", label, exemption.spans)


def _rest(response: Response, prefix: str) -> Iterator[Evidence]:
    for n, finding in enumerate(response.findings, 1):
        yield Evidence(f"{prefix}-finding{n}", "finding", finding.code.replace("-", " "), finding.spans)
    for n, citation in enumerate(response.citations, 1):
        yield Evidence(f"{prefix}-citation{n}", "other", "citation", (citation.span,))
    for n, test in enumerate(response.public_interest_tests, 1):
        yield Evidence(f"{prefix}-test{n}", "other", "public interest test", (test.span,))
    for n, cost in enumerate(response.costs, 1):
        yield Evidence(f"{prefix}-cost{n}", "other", "cost estimate", cost.spans)
    for n, link in enumerate(response.links, 1):
        yield Evidence(f"{prefix}-link{n}", "other", "link", _only(link.span))
    for n, hidden in enumerate(response.redactions, 1):
        regions = (hidden.region,) if hidden.region else ()
        yield Evidence(
            f"{prefix}-hidden{n}", "other", f"redaction ({hidden.kind})", _only(hidden.span), regions
        )


def provision_of(exemption: Exemption) -> str:
    """An exemption's law and provision: ``foia2000 40(2)``."""
    return f"{exemption.instrument or 'law without an id'} {exemption.provision}"


def counts_of(evidence: Iterable[Evidence]) -> dict[str, int]:
    """How many pieces of evidence there are of each kind that there is any of."""
    found = dict.fromkeys(KINDS, 0)
    for e in evidence:
        found[e.kind] += 1
    return {kind: n for kind, n in found.items() if n}


def _only(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()
