"""What kind of value a question asks for, by its words, and whether it asks for more than one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from foi_extract.law.cues import lowered, speaks_of
from foi_extract.law.phrasebook import phrasebook

Kind = Literal["number", "money", "percent", "duration", "date", "boolean", "text"]
MEASURED = frozenset({"number", "money", "percent", "duration", "date"})


class Asking(NamedTuple):
    """A place in a question that asks for a value of a kind."""

    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=256)
def askings(question: str) -> tuple[Asking, ...]:
    """The places where a question asks for a value, in order, none inside another."""
    found: dict[int, Asking] = {}
    small = lowered(question)
    for wording in phrasebook("asked_values.toml"):
        if not speaks_of(small, wording.row["cues"]):
            continue
        for said in wording.pattern.finditer(question):
            start, end = said.span()
            if not any(one.start <= start < one.end for one in found.values()):
                found[start] = Asking(start, end, wording.signal)  # type: ignore[arg-type]
    return tuple(sorted(found.values()))


def asked_kinds(question: str) -> tuple[Kind, ...]:
    """The kinds of value that a question asks for, in the order of its asking, each once.

    "How many staff do you employ and at what cost?" asks for a number, then for money.
    """
    return tuple(dict.fromkeys(one.kind for one in askings(question)))


SEVERAL = re.compile(
    r"\?[^?]*\?|\b(?:broken\s+down|breakdown|split|by|per|for\s+each|each\s+of|in\s+each)\b", re.IGNORECASE
)
JOINED = re.compile(
    r"(?:\band\b|&|\bas\s+well\s+as\b|\balong\s+with\b|[?;])\W*(?:[\w’']+\s+){0,4}$", re.IGNORECASE
)
"""The words between two askings that make them two: "and what was the"."""
OF_THE_FIRST = re.compile(
    r"\s+(?:of\s+(?:the(?:se|m)|those|which|whom|the\s+above)"
    r"|were|was|are|have|had|has|did|do|resulted|led|ended)\b",
    re.IGNORECASE,
)
"""What follows a second asking that takes its part from the first: "and how many of these were paid"."""
BOTH_ENDS = re.compile(
    r"\b(?:start|commencement|beginning|opening|award(?:ed)?)\b[^.?;]{0,25}?(?:\band\b|&|/|\bto\b)[^.?;]{0,25}?"
    r"\b(?:end|expiry|expiration|finish|completion|termination|closing|renewal|review)\b",
    re.IGNORECASE,
)
LEADING = re.compile(r"[\s,;.:!?*•-]*(?:(?:and|if\s+so|also|please)\b[\s,]*)*", re.IGNORECASE)
SECOND = re.compile(r"\w\W+(?:and|&)\s+(?:also\s+)?$", re.IGNORECASE)
"""What stands before the second of two things asked: "Vacancies, and how long each was open"."""
ASKED_BEFORE = re.compile(r"\b(?:what|which|who|where|why|how)\b[^?]*(?:\?|[,;]\s*and\b)", re.IGNORECASE)


def asks_several(question: str) -> bool:
    """Whether a question asks for more than one number: two question marks, or a breakdown."""
    return SEVERAL.search(question) is not None


def asks_two_values(question: str) -> bool:
    """Whether a question asks for two values of like standing: "how many plots are let and at what rent".

    What a first number is made of ("and how many of these were paid") is no value of like standing, and
    neither is a reason, or what follows a yes or no.
    """
    first, *others = askings(question) or (None,)
    if first is None or first.kind == "boolean":
        return False
    if any(one.kind == "date" for one in (first, *others)) and BOTH_ENDS.search(question):
        return True
    before = first
    for one in others:
        joined = JOINED.search(question, before.end, one.start) is not None
        if joined and one.kind in MEASURED and not OF_THE_FIRST.match(question, one.end):
            return True
        before = one
    return False


def asks_first_for_words(question: str) -> bool:
    """Whether a question first asks for nothing measured: "What is it called, and is it safe?"."""
    first = next(iter(askings(question)), None)
    if first is None:
        return False
    lead = LEADING.match(question, first.start)
    before = question[: lead.end() if lead else first.start]
    if ASKED_BEFORE.search(before):
        return True
    return first.kind in MEASURED and SECOND.search(before) is not None
