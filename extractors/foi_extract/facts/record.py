"""All facts of a letter found, in their order, and put together into its published record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from foi_extract.facts.citations import citations_in
from foi_extract.facts.costs import costs
from foi_extract.facts.dates import date_mentions, unread_stretches
from foi_extract.facts.exemptions import exemptions_and_citations
from foi_extract.facts.figures import figures
from foi_extract.facts.findings import findings
from foi_extract.facts.flattened import flattened_findings
from foi_extract.facts.interest import public_interest_tests
from foi_extract.facts.links import links
from foi_extract.facts.masks import masked_stretches, merged
from foi_extract.facts.outcomes import Judgement, judgements, letter_outcome
from foi_extract.facts.places import InOrder
from foi_extract.facts.redactions import redactions
from foi_extract.facts.rights import rights
from foi_extract.facts.tables import tables
from foi_extract.facts.timeline import timeline
from foi_extract.facts.values import values
from foi_extract.law.provisions import INSTRUMENTS, instrument
from foi_records.document import Document
from foi_records.facts import DateMention, Exemption, Figure
from foi_records.letter import Letter, Named, Pair, Pairing
from foi_records.response import (
    Exchange,
    LetterPart,
    NamedSpan,
    Response,
    SourceRecord,
    TextSpan,
    Value,
    ValueSpan,
)
from foi_records.spans import Span, Stretch, Words

T = TypeVar("T")
Fact = TypeVar("Fact", DateMention, Figure)
UNREAD = frozenset({"page-without-text", "truncated", "attachment-unread"})
"""Findings of something that could not be read: the record is partial."""


def response_from_pairing(letter: Letter, pairing: Pairing) -> Response:
    """The record of a letter whose questions and answers have been paired."""
    document = letter.document
    matches = citations_in(letter.text)
    cited = [Stretch(match.start, match.end) for match in matches]
    taken = merged([*masked_stretches(letter.text), *cited, *unread_stretches(letter)])
    found_dates = date_mentions(letter, pairing, taken)
    found_figures = figures(letter, pairing, taken, found_dates)
    found_tables, table_findings = tables(letter, pairing)
    exemptions, citations, law_findings = exemptions_and_citations(letter, pairing, matches, found_tables)
    judged = judgements(letter, pairing, exemptions, found_tables)
    tests = public_interest_tests(letter, pairing, exemptions)
    clock, clock_findings = timeline(letter, found_dates)
    offered = rights(letter, clock)
    estimates = costs(letter)
    said = findings(
        letter=letter,
        pairing=pairing,
        judgements=judged,
        exemptions=exemptions,
        tests=tests,
        rights=offered,
        costs=estimates,
    )
    noticed = (*said, *table_findings, *flattened_findings(document), *law_findings, *clock_findings)
    exchanges = Facts(
        judged,
        values(letter, pairing, found_figures, found_dates, found_tables, judged),
        _ids_by_exchange((table.id, (table.exchange,)) for table in found_tables),
        FoundIn(found_figures),
        FoundIn(found_dates),
        _ids_by_exchange((x.id, x.exchanges) for x in exemptions),
    )
    return Response(
        schema="foi-records/response/1",
        status="partial" if any(f.code in UNREAD for f in noticed) else "ok",
        degraded=document.degraded,
        id=document.source.sha256[:16],
        source=source_record(document),
        text=document.text,
        kind=letter.kind,
        authority=_named(letter.authority, document, lambda v, s: NamedSpan(name=v, span=s)),
        reference=_named(letter.reference, document, lambda v, s: ValueSpan(value=v, span=s)),
        subject=_named(letter.subject, document, lambda v, s: TextSpan(text=v, span=s)),
        regimes=letter.regimes or _regimes_relied_on(exemptions),
        outcome=letter_outcome(judged, exemptions),
        parts=tuple(LetterPart(kind=p.kind, span=document.span(p.start, p.end)) for p in letter.parts),
        timeline=clock,
        exchanges=tuple(exchange_from_pair(pair, document, exchanges) for pair in pairing.pairs),
        tables=tuple(found_tables),
        figures=tuple(found_figures),
        dates=tuple(found_dates),
        exemptions=tuple(exemptions),
        citations=tuple(citations),
        public_interest_tests=tuple(tests),
        costs=tuple(estimates),
        redactions=tuple(redactions(letter)),
        links=tuple(links(letter)),
        rights=offered,
        findings=noticed,
    )


def _regimes_relied_on(exemptions: Sequence[Exemption]) -> tuple[str, ...]:
    """The access law of a letter that names none: the one of all the exemptions it speaks of."""
    laws = {x.instrument for x in exemptions if x.status != "quoted"}
    return tuple(law for law in laws if len(laws) == 1 and law in INSTRUMENTS and instrument(law).regime)


def source_record(document: Document) -> SourceRecord:
    """Where the document came from."""
    source = document.source
    return SourceRecord(
        name=source.name,
        media_type=source.media_type,
        sha256=source.sha256,
        size=source.size,
        pages=len(document.pages) or None,
        ocr_pages=document.ocr_pages,
        part=source.part,
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found, to be told apart by exchange."""

    judgements: Mapping[str, Judgement]
    values: Mapping[str, Value]
    tables: Mapping[str, tuple[str, ...]]
    figures: FoundIn[Figure]
    dates: FoundIn[DateMention]
    exemptions: Mapping[str, tuple[str, ...]]


def exchange_from_pair(pair: Pair, document: Document, facts: Facts) -> Exchange:
    """The published exchange of a pair, with the ids of all that was found in it."""
    judged = facts.judgements[pair.id]
    return Exchange(
        id=pair.id,
        number=pair.number,
        parent=pair.parent,
        question=words_at(document, pair.question, pair.restated),
        answer=words_at(document, pair.answer),
        value=facts.values.get(pair.id),
        held=judged.held,
        outcome=judged.outcome,
        answered_in=judged.answered_in,
        tables=facts.tables.get(pair.id, ()),
        figures=facts.figures.ids_in(pair),
        dates=facts.dates.ids_in(pair),
        exemptions=facts.exemptions.get(pair.id, ()),
        confidence=round(min(max(pair.confidence, 0.0), 1.0), 3),
    )


def words_at(document: Document, stretches: Iterable[Stretch], also: Iterable[Stretch] = ()) -> Words:
    """The words of some stretches, with the spans of these and of the other places where they stand."""
    stretches = tuple(stretches)
    places = (document.trimmed(*s) for s in sorted({*stretches, *also}))
    return Words(
        text=document.prose(stretches), spans=tuple(document.span(*p) for p in places if p.end > p.start)
    )


class FoundIn(Generic[Fact]):
    """Facts to be told apart by exchange."""

    def __init__(self, found: Sequence[Fact]) -> None:
        self._order = {fact.id: n for n, fact in enumerate(found)}
        self._places: InOrder[Fact] = InOrder(found)
        self._own: dict[str | None, list[Fact]] = {}
        for fact in found:
            self._own.setdefault(fact.exchange, []).append(fact)

    def ids_in(self, pair: Pair) -> tuple[str, ...]:
        """Those of the exchange itself, and those in an answer that it shares with another."""
        held = (*self._own.get(pair.id, ()), *self._places.within(pair.answer))
        return tuple(sorted({fact.id for fact in held}, key=self._order.__getitem__))


def _ids_by_exchange(found: Iterable[tuple[str, Iterable[str | None]]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for fact, exchanges in found:
        for exchange in exchanges:
            out[exchange or ""] = (*out.get(exchange or "", ()), fact)
    return out


def _named(named: Named | None, document: Document, make: Callable[[str, Span | None], T]) -> T | None:
    if named is None:
        return None
    return make(named.value, document.span(*named.stretch) if named.stretch else None)
