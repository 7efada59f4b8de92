"""The one value that answers each question, chosen by what was asked; null when the answer gives none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from foi_extract.facts.outcomes import Judgement
from foi_extract.facts.value_booleans import boolean_of, stems
from foi_extract.facts.value_questions import Kind, asked_kinds, asks_several
from foi_extract.language import sentence_at, sentences_in
from foi_records.facts import DateMention, Figure, Number
from foi_records.letter import Letter, Pair, Pairing
from foi_records.response import Value
from foi_records.spans import Stretch
from foi_records.table import Table

SILENT = frozenset(
    {"refused", "not_held", "ncnd", "transferred", "clarification", "unanswered", "available_elsewhere"}
)
"""Outcomes whose answers hold no value: their numbers are of the search, the limit or somebody else's."""
MONEY = frozenset({"GBP", "EUR", "USD"})
TIMES = frozenset({"year", "month", "week", "day", "working day", "hour", "minute", "second"})
NOT_APPLICABLE = re.compile(r"^\W{0,4}(?:n/?a|not\s+applicable)\W*$", re.IGNORECASE)
TOTAL = re.compile(r"\b(?:in\s+total|totals?|altogether|overall|combined|grand\s+total)\b", re.IGNORECASE)
PARTS_FOLLOW = re.compile(
    r"\s*(?:[-–—:;]|in\s+total|of\s+(?:which|whom)|(?:\w+\s+){0,2}?(?:consisting|compris))"
)
PART_POST = re.compile(
    r"\b(?:FTE|WTE|part[- ]time|p/t|\d\s?(?:hours|hrs)(?:\s+(?:per|a|each)\s+week|\s+pw|\b))", re.IGNORECASE
)
ANSWERING = re.compile(
    r"\W*(?:(?:response|answer|a)\s?[:.–-]\s*)?(?:(?:at\s+present"
    r"|currently|in\s+total|to\s+date),?\s+|[^,.\n]{4,60},\s+)?(?:there\s+(?:is"
    r"|are|was|were|have\s+been|has\s+been)|we\s+(?:have|had"
    r"|employ(?:ed)?|received|issued|recorded)"
    r"|[\w\s]{1,60}\s(?:consists?\s+of|comprises?(?:\s+of)?|is\s+made\s+up\s+of|made\s+up\s+of))\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|no|nobody|none|n[’']t)\b", re.IGNORECASE)
NO_COST = re.compile(
    r"^\W{0,4}(?:nil|none|zero|no\s+(?:cost|charge|fee|budget|expenditure|spend|payments?)s?)\b",
    re.IGNORECASE,
)
NONE_OF = re.compile(r"^\W{0,4}none\s+of\s+(?:the|these|them|those)\b", re.IGNORECASE)
NOBODY = re.compile(r"^\W{0,4}(?:none|nil|zero|nobody|no\s?one|not\s+any)\b", re.IGNORECASE)
LONGEST_TEXT = 90
"""An answer longer than this, in letters, is an explanation and no value."""


class Candidate(NamedTuple):
    """A figure as a possible value: its kind, bounds, unit and place."""

    kind: Kind
    low: Number | None
    high: Number | None
    unit: str | None
    start: int
    end: int


class Found(NamedTuple):
    """A value and where it stands."""

    kind: Kind
    low: bool | Number | str | None
    high: bool | Number | str | None
    unit: str | None
    start: int
    end: int


def kind_of_unit(unit: str | None) -> Kind:
    """The kind of value that a figure's unit makes it."""
    if unit in MONEY:
        return "money"
    if unit in ("percent", "percentage point"):
        return "percent"
    return "duration" if unit in TIMES else "number"


def values(
    letter: Letter,
    pairing: Pairing,
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    tables: Sequence[Table],
    judgements: Mapping[str, Judgement],
) -> dict[str, Value]:
    """The value of each exchange that has one, by the exchange's id."""
    document = letter.document
    out: dict[str, Value] = {}
    for pair in pairing.pairs:
        judged = judgements.get(pair.id)
        if not pair.answer or (judged is not None and judged.outcome in SILENT):
            continue
        tabled = bool(pair.grids) or (judged is not None and "table" in judged.answered_in)
        found = _of_pair(letter, pair, figures, dates, tabled)
        if found is not None:
            span = document.span(*document.trimmed(found.start, found.end))
            out[pair.id] = Value(kind=found.kind, low=found.low, high=found.high, unit=found.unit, span=span)
    return out


def _of_pair(
    letter: Letter, pair: Pair, figures: Sequence[Figure], dates: Sequence[DateMention], tabled: bool
) -> Found | None:
    """The value of one exchange; where a table answers, the numbers around it are none."""

    def inside(offset: int) -> bool:
        return any(s <= offset < e for s, e in pair.answer)

    candidates = [
        Candidate(kind_of_unit(f.unit), f.low, f.high, f.unit, f.span.start, f.span.end)
        for f in figures
        if inside(f.span.start)
    ]
    if tabled:
        candidates = []
    days = [d for d in dates if inside(d.span.start)]
    return value_from_answer(letter.document.prose(pair.question), letter.text, pair.answer, candidates, days)


def value_from_answer(
    question: str,
    text: str,
    answer: Sequence[Stretch],
    candidates: Sequence[Candidate],
    dates: Sequence[DateMention],
) -> Found | None:
    """The value of the first thing that a question asks for, from the figures and dates of its answer."""
    start = answer[0].start + len(text[answer[0].start :]) - len(text[answer[0].start :].lstrip())
    end = answer[0].end
    if NOT_APPLICABLE.match(text[start:end]):
        return Found("text", None, None, None, start, end)
    asked = asked_kinds(question)
    if not asked:
        return _lone(text, answer, candidates)
    match asked[0]:
        case "boolean":
            return _boolean(question, text, start, end)
        case "date":
            return _date(text, start, answer, dates)
        case "text":
            return _words(text, answer, start)
        case kind:
            return _quantity(
                question, text, answer, start, [c for c in candidates if c.kind == kind], kind, asked
            )


def _lone(text: str, answer: Sequence[Stretch], candidates: Sequence[Candidate]) -> Found | None:
    """A question that says no kind is answered by an answer that is one figure and nothing else."""
    if len(candidates) != 1:
        return None
    one = candidates[0]
    rest = sum(len(text[s:e].strip()) for s, e in answer) - (one.end - one.start)
    return Found(*one) if rest <= 3 else None


def _boolean(question: str, text: str, start: int, end: int) -> Found | None:
    sentence = next(iter(sentences_in(text, start, end)), Stretch(start, end))
    said = boolean_of(question, text[start:end], text[sentence.start : sentence.end])
    return said and Found("boolean", said.yes, said.yes, None, start, start + said.end)


def _date(text: str, start: int, answer: Sequence[Stretch], dates: Sequence[DateMention]) -> Found | None:
    """The only date of the answer, or of its first sentence."""
    known = [d for d in dates if d.start and d.end and d.role not in ("request", "received", "response")]
    sentence = next(iter(sentences_in(text, start, answer[0].end)), None)
    first = [d for d in known if sentence and d.span.start < sentence.end]
    chosen = known[0] if len(known) == 1 else first[0] if len(first) == 1 else None
    if chosen is None:
        return None
    return Found("date", chosen.start, chosen.end, chosen.precision, chosen.span.start, chosen.span.end)


def _words(text: str, answer: Sequence[Stretch], start: int) -> Found | None:
    """A short answer of one line to "who" or "which company"."""
    words = text[start : answer[-1].end].strip()
    if len(answer) > 1 or len(words) > LONGEST_TEXT or "\n\n" in words or not words or words[0] in "[(":
        return None
    if re.search(
        r"\b(?:not|attached|see|exempt|withheld|redacted|unable|e-?mail|address)\b", words, re.IGNORECASE
    ):
        return None
    return Found("text", None, None, None, start, start + len(words))


def _quantity(
    question: str,
    text: str,
    answer: Sequence[Stretch],
    start: int,
    candidates: Sequence[Candidate],
    kind: Kind,
    asked: Sequence[Kind],
) -> Found | None:
    """The figure of the kind asked for: the answer's first words, its total, its only one; else null."""
    nothing = _nothing(text, answer, start, candidates, kind)
    if nothing is not None:
        return nothing
    if not candidates:
        return None
    sentence = next(iter(sentences_in(text, start, answer[0].end)), Stretch(start, answer[0].end))
    if kind == "number" and _in_part_posts(text, answer, candidates):
        return None
    leading = [c for c in candidates if c.start <= start + 2]
    if leading and (len(candidates) == 1 or _stands_apart(text, leading[0], sentence, candidates)):
        return Found(*leading[0])
    totals = [c for c in candidates if _is_total(text, c)]
    if len(totals) == 1:
        return Found(*totals[0])
    if len(candidates) == 1:
        late = candidates[0].start >= sentence.end and NEGATED.search(text[sentence.start : sentence.end])
        return (
            Found(*candidates[0])
            if not late and _answers(question, text, candidates[0], candidates[0].start < sentence.end)
            else None
        )
    first = [c for c in candidates if c.start < sentence.end]
    alike = [c for c in candidates if _answers(question, text, c, c.start < sentence.end)]
    if len(first) == 1 and first[0] in alike and not asks_several(question):
        return Found(*first[0])
    return None


def _stands_apart(text: str, one: Candidate, sentence: Stretch, candidates: Sequence[Candidate]) -> bool:
    """Whether the leading figure is the answer and the rest its detail: alone as a sentence, or a total."""
    if PARTS_FOLLOW.match(text, one.end):
        return True
    return (
        text[one.end : sentence.end].strip(" \n.") == ""
        and sum(c.low or 0 for c in candidates[1:]) != one.low
    )


def _in_part_posts(text: str, answer: Sequence[Stretch], candidates: Sequence[Candidate]) -> bool:
    """Whether people are counted beside hours or full-time equivalents: which number is meant is in doubt."""
    units = {c.unit == "FTE" for c in candidates}
    if candidates[0].unit == "FTE":
        return False
    return len(units) > 1 or any(PART_POST.search(text, s, e) for s, e in answer)


def _is_total(text: str, one: Candidate) -> bool:
    return (
        TOTAL.search(text[max(0, one.start - 24) : one.start] + " # " + text[one.end : one.end + 14])
        is not None
    )


def _answers(question: str, text: str, one: Candidate, first: bool) -> bool:
    """Whether the sentence of a figure takes up the question's matter, or is hardly more than the figure."""
    sentence = sentence_at(text, one.start)
    words = text[sentence.start : sentence.end]
    if re.search(r"\b(?:estimate|manual(?:ly)?|search|would\s+take|limit)\b", words, re.IGNORECASE):
        return False
    shared = len(stems(question) & stems(words))
    noun = stems(question) & stems(text[one.start : one.end])
    if first and (shared or ANSWERING.match(words)):
        return True
    return len(words.split()) <= 8 or shared > 1 or bool(noun)


def _nothing(
    text: str, answer: Sequence[Stretch], start: int, candidates: Sequence[Candidate], kind: Kind
) -> Found | None:
    """0 where the answer begins with "none" or "no cost" and gives no other figure of the kind."""
    words = text[start : answer[0].end]
    said = NO_COST.match(words) if kind == "money" else NOBODY.match(words) if kind == "number" else None
    others = [c for c in candidates if c.low not in (0, None)]
    if NONE_OF.match(words):
        others = []
    if said is None or others:
        return None
    return Found(kind, 0, 0, "GBP" if kind == "money" else None, start, start + said.end())
