"""The figure that answers a question of number, money, share or time; null where several may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from foi_extract.facts.value_booleans import stems
from foi_extract.facts.value_nouns import counts_two_things, is_part, is_share, measures, nouns_counted
from foi_extract.facts.value_questions import Kind, asks_several
from foi_extract.language import sentence_at, sentences_in
from foi_records.facts import Number
from foi_records.spans import Stretch

MONEY = frozenset({"GBP", "EUR", "USD"})
TIMES = frozenset({"year", "month", "week", "day", "working day", "hour", "minute", "second"})
TOTAL = re.compile(r"\b(?:in\s+total|totals?|altogether|overall|combined|grand\s+total)\b", re.IGNORECASE)
PARTS_FOLLOW = re.compile(
    r"\s*(?:[-–—:;]|in\s+total|,?\s*of\s+(?:which|whom)|(?:\w+\s+){0,2}?(?:consisting|compris))"
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
EACH = re.compile(r"\b(?:each|apiece|every)\b", re.IGNORECASE)
OF_EACH = re.compile(r"\b(?:each|every|individual)\s+(?!way\b|other\b)[a-z]", re.IGNORECASE)
"""A question for each of some things is not answered by their total."""
ALL_OF = re.compile(r"\b(?:all|both)\s+(?:of\s+(?:the|these|those)\s+)?$", re.IGNORECASE)
HOWEVER = re.compile(
    r"\s*(?:however|(?:it|we|this)\s+(?:cannot|can\s+not)|in\s+addition|additionally"
    r"|there\s+(?:is|are|were|was)\s+also)\b",
    re.IGNORECASE,
)
SHARE_OF = re.compile(
    r"\b(?:out\s+of|from|against)\s+(?:an?|the|our|its)\s+(?:\w+\s+){0,2}(?:total|overall)\b", re.IGNORECASE
)
LETTERED = re.compile(r"\(?\ba\).*\(?\bb\)", re.DOTALL)
YEARS = re.compile(
    r"\b(?:19|20)\d\d\b(?=[^.?]{0,40}\band\s+(?:in\s+)?(?:19|20)\d\d)|(?<=\band\s)(?:19|20)\d\d\b"
)
CLAUSE = re.compile(r"[^,.;()\n]{0,120}")
HOLDER = re.compile(r"\s+of\s+\w", re.IGNORECASE)
NOBODY = re.compile(r"^\W{0,4}(?:none|nil|zero|nobody|no\s?one|not\s+any)\b", re.IGNORECASE)


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


def quantity(
    question: str,
    text: str,
    answer: Sequence[Stretch],
    start: int,
    candidates: Sequence[Candidate],
    kind: Kind,
) -> Found | None:
    """The figure of the kind asked for: the answer's first words, its total, its only one; else null."""
    nothing = _nothing(text, answer, start, candidates, kind)
    if nothing is not None:
        return nothing
    if kind == "number":
        candidates = [c for c in candidates if c.unit not in measures()]
    sentence = next(iter(sentences_in(text, start, answer[0].end)), Stretch(start, answer[0].end))
    if len(candidates) > 1 and _in_doubt(question, text, start, sentence, candidates):
        return None
    if kind == "number" and counts_two_things(question, [c.unit for c in candidates]):
        return None
    candidates = _wholes(text, start, candidates)
    if not candidates or (kind == "number" and _in_part_posts(text, answer, candidates)):
        return None
    totals = [c for c in candidates if _is_total(text, c)]
    if len(totals) == 1 and OF_EACH.search(question):
        return None
    if len(totals) == 1:
        return Found(*totals[0])
    leading = [c for c in candidates if c.start <= start + 2]
    alone = bool(leading) and not text[leading[0].end : sentence.end].strip(" \n.")
    if leading and not alone and HOWEVER.match(text, sentence.end):
        return None
    if leading and (len(candidates) == 1 or _stands_apart(text, leading[0], sentence, candidates)):
        return Found(*leading[0])
    chosen = _lone_answer(question, text, sentence, candidates)
    return chosen and Found(*chosen)


def _in_doubt(
    question: str, text: str, start: int, sentence: Stretch, candidates: Sequence[Candidate]
) -> bool:
    """Whether several figures answer alike: for each of some things, for cases asked together, for a part."""
    return (
        EACH.search(text, *sentence) is not None
        or _lists_cases(question)
        or _asks_for_part(question, text, start, candidates)
    )


def _lone_answer(
    question: str, text: str, sentence: Stretch, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The only figure, the only one that counts what is asked, or the only one of the first sentence."""
    first = [c for c in candidates if c.start < sentence.end]
    alike = [c for c in candidates if _answers(question, text, c, c.start < sentence.end)]
    if len(candidates) == 1:
        late = not first and NEGATED.search(text[sentence.start : sentence.end])
        return alike[0] if alike and not late else None
    counted = _counting(question, first)
    if counted is not None:
        return counted
    return first[0] if len(first) == 1 and first[0] in alike and not asks_several(question) else None


def _wholes(text: str, start: int, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The figures that are no part of the first one."""
    return [c for n, c in enumerate(candidates) if not n or not is_part(text, c.start, c.end, start)]


def _lists_cases(question: str) -> bool:
    """Whether a question asks the same of several: "for (a) nurses and (b) porters", "in 2022 and 2023"."""
    return LETTERED.search(question) is not None or len(set(YEARS.findall(question))) > 1


def _asks_for_part(question: str, text: str, start: int, candidates: Sequence[Candidate]) -> bool:
    """Whether the question takes up what is said of a part: "205 visits, 31 of which led to a notice"."""
    asked = stems(question)
    for n, one in enumerate(candidates):
        if n and is_share(text, one.start, one.end, start):
            clause = CLAUSE.match(text, one.end)
            own = stems(clause.group()) if clause else set()
            before = stems(text[sentence_at(text, one.start).start : one.start])
            if len((asked & own) - before) > 1 or (asked & own and not asked & before):
                return True
    return False


def _counting(question: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """The one figure that counts what the question counts, where every other counts something else."""
    asked = nouns_counted(question)
    if not asked or any(c.unit is None for c in candidates):
        return None
    alike = [c for c in candidates if stems(c.unit or "") & asked]
    return alike[0] if len(alike) == 1 and not asks_several(question) else None


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
    """Whether a figure is called the total, and not what a share is taken of ("out of a total of 220")."""
    if SHARE_OF.search(text[max(0, one.start - 40) : one.start]):
        return False
    start, end = sentence_at(text, one.start)
    before, after = text[max(start, one.start - 24) : one.start], text[one.end : min(one.end + 14, end)]
    return TOTAL.search(f"{before} # {after}") is not None


def _answers(question: str, text: str, one: Candidate, first: bool) -> bool:
    """Whether the sentence of a figure takes up the question's matter, or is hardly more than the figure."""
    sentence = sentence_at(text, one.start)
    words = text[sentence.start : sentence.end]
    if _holds_what_is_counted(question, text, one) or HOWEVER.match(text, sentence.end):
        return False
    if ALL_OF.search(text[max(0, one.start - 20) : one.start]) and len(stems(question) & stems(words)) < 2:
        return False  # "All 4 were adults" tells a questioner about children something else
    if re.search(r"\b(?:estimate|manual(?:ly)?|search|would\s+take|limit)\b", words, re.IGNORECASE):
        return False
    shared = len(stems(question) & stems(words))
    noun = stems(question) & stems(text[one.start : one.end])
    if first and (shared or ANSWERING.match(words)):
        return True
    return len(words.split()) <= 8 or shared > 1 or bool(noun)


def _holds_what_is_counted(question: str, text: str, one: Candidate) -> bool:
    """As "3 boxes of files" for a question of files: the boxes are counted, and not the files."""
    asked = nouns_counted(question)
    if not asked or one.unit is None or stems(one.unit) & asked or not HOLDER.match(text, one.end):
        return False
    return bool(stems(text[one.end : one.end + 40]) & asked)


def _nothing(
    text: str, answer: Sequence[Stretch], start: int, candidates: Sequence[Candidate], kind: Kind
) -> Found | None:
    """0 where the answer begins with "none" or "no cost" and gives no other figure of the kind."""
    words = text[start : answer[0].end]
    said = NO_COST.match(words) if kind == "money" else NOBODY.match(words) if kind == "number" else None
    others = [c for c in candidates if (c.low, c.high) != (0, 0)]
    if NONE_OF.match(words):
        others = []
    if said is None or others:
        return None
    return Found(kind, 0, 0, "GBP" if kind == "money" else None, start, start + said.end())
