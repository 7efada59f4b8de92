"""The one value that answers each question, chosen by what was asked; null when the answer gives none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from foi_extract.facts.outcomes import Judgement
from foi_extract.facts.places import InOrder
from foi_extract.facts.value_booleans import boolean_of
from foi_extract.facts.value_quantities import Candidate, Found, kind_of_unit, quantity
from foi_extract.facts.value_questions import asked_kinds, asks_first_for_words, asks_two_values
from foi_extract.language import sentences_in
from foi_records.facts import DateMention, Figure
from foi_records.letter import Letter, Pair, Pairing
from foi_records.response import Value
from foi_records.spans import Stretch
from foi_records.table import Table

SILENT = frozenset(
    {"refused", "not_held", "ncnd", "transferred", "clarification", "unanswered", "available_elsewhere"}
)
"""Outcomes whose answers hold no value: their numbers are of the search, the limit or somebody else's."""
NOT_APPLICABLE = re.compile(r"^\W{0,4}(?:n/?a|not\s+applicable)\W*$", re.IGNORECASE)
LONGEST_TEXT = 90
"""An answer longer than this, in letters, is an explanation and no value."""
MOST_FIGURES = 300
"""An answer with more figures than this is a set of data and no value."""


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
    placed, dated = InOrder(figures), InOrder(dates)
    out: dict[str, Value] = {}
    sharing = Counter(pair.answer for pair in pairing.pairs)
    for pair in pairing.pairs:
        judged = judgements.get(pair.id)
        if not pair.answer or (judged is not None and judged.outcome in SILENT):
            continue
        tabled = bool(pair.grids) or (judged is not None and "table" in judged.answered_in)
        found = _of_pair(letter, pair, placed, dated, tabled)
        if found is not None and (found.kind == "boolean" or sharing[pair.answer] == 1):
            span = document.span(*document.trimmed(found.start, found.end))
            out[pair.id] = Value(kind=found.kind, low=found.low, high=found.high, unit=found.unit, span=span)
    return out


def _of_pair(
    letter: Letter, pair: Pair, figures: InOrder[Figure], dates: InOrder[DateMention], tabled: bool
) -> Found | None:
    """The value of one exchange; where a table answers, the numbers around it are none."""
    candidates = [
        Candidate(kind_of_unit(f.unit), f.low, f.high, f.unit, f.span.start, f.span.end)
        for f in figures.within(pair.answer)
    ]
    if tabled:
        candidates = []
    days = dates.within(pair.answer)
    return value_from_answer(letter.document.prose(pair.question), letter.text, pair.answer, candidates, days)


def value_from_answer(
    question: str,
    text: str,
    answer: Sequence[Stretch],
    candidates: Sequence[Candidate],
    dates: Sequence[DateMention],
) -> Found | None:
    """The value of the thing that a question asks for, from the figures and dates of its answer.

    A question that asks for two values of like standing has not the one.
    """
    start, end = answer[0]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if NOT_APPLICABLE.match(text[start:end]):
        return Found("text", None, None, None, start, end)
    if len(candidates) > MOST_FIGURES:
        return None
    asked = asked_kinds(question)
    if not asked:
        return _lone(text, answer, candidates)
    if asks_two_values(question) or asks_first_for_words(question):
        return None
    match asked[0]:
        case "boolean":
            return _boolean(question, text, start, end)
        case "date":
            return _date(text, start, answer, dates)
        case "text":
            return _words(text, answer, start)
        case kind:
            return quantity(question, text, answer, start, [c for c in candidates if c.kind == kind], kind)


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
