"""What a question counts ("how many allotment plots"), and which figures of an answer count just that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from foi_extract.facts.figure_nouns import is_stop
from foi_extract.facts.value_booleans import stems
from foi_extract.law.phrasebook import data_file

COUNTED = re.compile(
    r"\b(?:how\s+many|(?:total\s+|overall\s+|annual\s+)?numbers?\s+of|count\s+of|total\s+of)\s+(?P<noun>[^?.,;:\n]{2,80})",
    re.IGNORECASE,
)
AND_OR = re.compile(r"\s+(?:and/or|and|or|&)\s+|\s?/\s?", re.IGNORECASE)
MOST = 5
"""The longest noun phrase that a question counts, in words."""
PART_AFTER = re.compile(r"\s*(?:\w+\s+)?of\s+(?:which|whom|these|those|them)\b", re.IGNORECASE)
PART_BEFORE = re.compile(
    r"(?:\bof\s+(?:which|whom|these|those|them),?|\bincluding|\bincludes?|\bcompris\w+|\bconsist\w+\s+of)"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|up\s+from|down\s+from|(?:as\s+)?against|versus|rather\s+than|out\s+of)\s+(?:[a-z£]+\s+){0,4}£?$",
    re.IGNORECASE,
)
"""What leads up to a figure that the answer is only held against."""
NO_PART = re.compile(r"\b(?:19|20)\d\d\b|\b\d\d[/-]\d\d\b|\btotal\b", re.IGNORECASE)


def nouns_counted(question: str) -> set[str]:
    """The stems of the things that a question asks the number of; empty where it names none, or several."""
    out: set[str] = set()
    for found in COUNTED.finditer(question):
        words: list[str] = []
        for word in found["noun"].split()[:MOST]:
            if word.lower() in ("and", "or", "and/or", "&"):
                return set()
            if is_stop(word):
                break
            words.append(word)
        out |= stems(" ".join(words))
    return out


def counts_two_things(question: str, units: Sequence[str | None]) -> bool:
    """Whether a question counts two things ("deaths and injuries") that its answer tells apart."""
    for found in COUNTED.finditer(question):
        sides = [stems(side) for side in AND_OR.split(found["noun"], maxsplit=1)]
        if len(sides) == 2:
            counted = [stems(unit) for unit in units if unit]
            first, second = ([bool(c & side) for c in counted] for side in sides)
            if any(a and not b for a, b in zip(first, second, strict=True)) and any(
                b and not a for a, b in zip(first, second, strict=True)
            ):
                return True
    return False


@cache
def measures() -> frozenset[str]:
    """The units that measure and do not count: kg, litre, mile."""
    return frozenset(row["name"] for row in data_file("units.toml")["unit"] if row["kind"] == "measure")


def is_share(text: str, start: int, end: int, opening: int) -> bool:
    """Whether a figure is said to be of those before it: "31 of which led to a notice"."""
    before = text[max(opening, start - 70) : start]
    return PART_AFTER.match(text, end) is not None or PART_BEFORE.search(before) is not None


def is_part(text: str, start: int, end: int, opening: int) -> bool:
    """Whether a figure is a part of one before it, or held against it: "of whom 300 are", "up from 7".

    ``opening`` is where its answer begins.  What a bracket says of another year, or of the total, is no part.
    """
    if is_share(text, start, end, opening) or COMPARED.search(text[max(opening, start - 70) : start]):
        return True
    bracket = text.rfind("(", opening, start)
    if bracket <= opening or ")" in text[bracket:start]:
        return False
    close = text.find(")", end)
    return close >= 0 and not NO_PART.search(text[bracket:close])
