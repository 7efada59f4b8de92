"""What a careful reader would flag: contradictions, gaps, and rights that a refusal should explain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from foi_extract.facts.outcomes import Judgement
from foi_extract.facts.places import overlaps
from foi_extract.facts.table_surroundings import notes_of
from foi_records.document import Note
from foi_records.facts import Cost, Exemption, Finding, PublicInterestTest, Rights
from foi_records.letter import Letter, Pair, Pairing, PartKind
from foi_records.spans import Span

ANSWERING = frozenset({"response", "internal_review", "other"})
REFUSALS = frozenset({"refused", "part_refused", "ncnd"})
WITH_REGULATOR = frozenset(
    {"foia2000", "eir2004", "foisa2002", "eisr2004", "iefoi2014", "aufoi1982", "caatia", "nzoia1982"}
)
SPOKEN: tuple[PartKind, ...] = ("introduction", "reply", "legal_annex", "other")
PUBLIC_INTEREST = re.compile(r"\bpublic\s+interest\b|\binterests?\s+of\s+the\s+public\b", re.IGNORECASE)
ALL_HELD = re.compile(
    r"""\b(?:confirm\s+that\s+)(?:[\w'’]+\s+){1,8}?(?:holds?|is\s+held|do\s+hold|does\s+hold)\s+
        (?:all\s+(?:of\s+)?)?(?:the|this)\s+(?:requested\s+)?information\b(?!\s+(?:for|in\s+(?:relation|respect)))""",
    re.VERBOSE | re.IGNORECASE,
)
LEFT_OVER = 8  # words; shorter rests are headings and page numbers


def findings(
    *,
    letter: Letter,
    pairing: Pairing,
    judgements: Mapping[str, Judgement],
    exemptions: Sequence[Exemption],
    tests: Sequence[PublicInterestTest],
    costs: Sequence[Cost],
    rights: Rights,
) -> list[Finding]:
    """Every finding that rests on the facts together, and the reader's own notes as findings.

    The findings of tables, timeline and exemptions come with those facts and are not repeated here.
    """
    out = [*_noted(letter)]
    out += _unpaired(letter, pairing)
    if letter.kind in ANSWERING:
        out += _unanswered(letter, pairing, judgements)
        out += _untested(letter, exemptions, tests)
        out += _unexplained_rights(letter, judgements, exemptions, rights)
    out += _contradictions(letter, pairing, judgements, exemptions)
    out += _sums(costs)
    return out


def _noted(letter: Letter) -> Iterator[Finding]:
    for note in letter.document.notes:
        yield Finding(
            code=note.code,
            severity=note.severity,
            message=note.message if note.page is None else f"page {note.page}: {note.message}",
            spans=_note_spans(letter, note),
        )


def _note_spans(letter: Letter, note: Note) -> tuple[Span, ...]:
    return tuple(letter.document.span(*s) for s in note.stretches)


def _unpaired(letter: Letter, pairing: Pairing) -> Iterator[Finding]:
    """Answers whose question stands nowhere, and words of the reply that are of no exchange and no table."""
    for pair in pairing.pairs:
        if (pair.answer or pair.grids) and not pair.question:
            label = f"answer {pair.number}" if pair.number else "an answer"
            yield Finding(
                code="answer-without-question",
                severity="info",
                message=f"the question of {label} stands nowhere in the source",
                spans=_answer_spans(letter, pair),
            )
    notes = [note for grid in letter.document.grids for note in notes_of(letter.document, grid, ())]
    for start, end in pairing.leftover:
        if len(letter.text[start:end].split()) > LEFT_OVER and not overlaps(start, end, notes):
            yield Finding(
                code="text-unpaired",
                severity="info",
                message="these words of the reply belong to no question",
                spans=(letter.document.span(*letter.document.trimmed(start, end)),),
            )


def _unanswered(letter: Letter, pairing: Pairing, judgements: Mapping[str, Judgement]) -> Iterator[Finding]:
    for pair in pairing.pairs:
        if pair.id in judgements and judgements[pair.id].outcome == "unanswered":
            yield Finding(
                code="question-unanswered",
                message=f"{_name(pair)} has no answer",
                spans=tuple(letter.document.span(*s) for s in pair.question),
            )


def _untested(
    letter: Letter, exemptions: Sequence[Exemption], tests: Sequence[PublicInterestTest]
) -> Iterator[Finding]:
    """Qualified grounds of withholding without a public interest test.

    Where the letter speaks of the public interest at all, in a form that is not read as a test, nothing is
    flagged: the letter may well hold one.
    """
    weighed = {i for t in tests for i in t.exemptions}
    untested = [
        x for x in exemptions if x.test == "qualified" and x.status == "applied" and x.id not in weighed
    ]
    if not untested or any(not t.exemptions for t in tests):
        return
    if tests or not any(PUBLIC_INTEREST.search(letter.text, *part) for part in letter.of_kind(*SPOKEN)):
        for exemption in untested:
            yield Finding(
                code="qualified-without-public-interest-test",
                message=f"{exemption.provision} is a qualified ground, and no public interest test is given",
                spans=exemption.spans[:1],
            )


def _unexplained_rights(
    letter: Letter, judgements: Mapping[str, Judgement], exemptions: Sequence[Exemption], rights: Rights
) -> Iterator[Finding]:
    """A refusal notice must tell of internal review and of the right to go to the regulator."""
    if not any(j.outcome in REFUSALS for j in judgements.values()):
        return
    grounds = tuple(x.spans[0] for x in exemptions if x.status in ("applied", "ncnd") and x.spans)[:1]
    if not rights.internal_review and letter.kind != "internal_review":
        message = "information is refused, and no internal review or appeal is offered"
        yield Finding(code="refusal-without-review-rights", message=message, spans=grounds)
    laws = {*letter.regimes, *(x.instrument for x in exemptions)}
    if rights.regulator is None and laws & WITH_REGULATOR:
        message = "information is refused, and the regulator is not named"
        yield Finding(code="refusal-without-regulator", message=message, spans=grounds)


def _contradictions(
    letter: Letter,
    pairing: Pairing,
    judgements: Mapping[str, Judgement],
    exemptions: Sequence[Exemption],
) -> Iterator[Finding]:
    """Information said not to be held, yet given, exempted or covered by "we hold the information"."""
    denied = [p for p in pairing.pairs if p.id in judgements and judgements[p.id].held == "no"]
    if not denied:
        return
    spoken = letter.of_kind("introduction", "reply")
    all_held = next((m for s, e in spoken if (m := ALL_HELD.search(letter.text, s, e))), None)
    withheld = {i for x in exemptions if x.status == "applied" for i in x.exchanges}
    for pair in denied:
        yet = (
            "a table gives it"
            if "table" in judgements[pair.id].answered_in
            else "it is exempted"
            if pair.id in withheld
            else ""
        )
        spans = _answer_spans(letter, pair)
        if not yet and all_held:
            yet = "the letter confirms that the information is held"
            spans = (letter.document.span(*all_held.span()), *spans)
        if yet:
            yield Finding(
                code="said-not-held-yet-held",
                message=f"the information of {_name(pair)} is said not to be held, yet {yet}",
                spans=spans,
            )


def _sums(costs: Sequence[Cost]) -> Iterator[Finding]:
    for cost in costs:
        if cost.consistent is False:
            yield Finding(code="cost-arithmetic", message=_wrong_sum(cost), spans=cost.spans)


def _wrong_sum(cost: Cost) -> str:
    if cost.items and cost.minutes_per_item and cost.hours:
        hours = cost.items * cost.minutes_per_item / 60
        sum_stated = f"{cost.items:,} items at {cost.minutes_per_item} minutes"
        return f"{sum_stated} make {hours:,.0f} hours, not {cost.hours:,}"
    return f"{cost.hours} hours at £{cost.rate} do not make £{cost.pounds}"


def _answer_spans(letter: Letter, pair: Pair) -> tuple[Span, ...]:
    """The words of an answer; of one that is a table alone, its cells."""
    document = letter.document
    tabled = (s for g in pair.grids if g < len(document.grids) for s in document.grids[g].stretches)
    return tuple(document.span(*document.trimmed(*s)) for s in pair.answer or tabled)


def _name(pair: Pair) -> str:
    return f"question {pair.number}" if pair.number else "a question"
