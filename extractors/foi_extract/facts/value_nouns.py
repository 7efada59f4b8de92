"""What a question counts ("how many allotment plots"), and which figures of an answer count just that."""

from __future__ import annotations

import re
from functools import cache

from foi_extract.facts.figure_nouns import is_stop
from foi_extract.facts.value_booleans import stems
from foi_extract.law.phrasebook import data_file

COUNTED = re.compile(
    r"\b(?:how\s+many|(?:total\s+|overall\s+|annual\s+)?numbers?\s+of|count\s+of|total\s+of)\s+(?P<noun>[^?.,;:\n]{2,80})",
    re.IGNORECASE,
)
MOST = 5
"""The longest noun phrase that a question counts, in words."""
PART_AFTER = re.compile(r"\s*(?:\w+\s+)?of\s+(?:which|whom|these|those|them)\b", re.IGNORECASE)
PART_BEFORE = re.compile(
    r"(?:\bof\s+(?:which|whom|these|those|them),?|\bincluding|\bincludes?|\bcompris\w+|\bconsist\w+\s+of)"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d\d[/-]\d\d\b")


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


@cache
def measures() -> frozenset[str]:
    """The units that measure and do not count: kg, litre, mile."""
    return frozenset(row["name"] for row in data_file("units.toml")["unit"] if row["kind"] == "measure")


def is_part(text: str, start: int, end: int, opening: int) -> bool:
    """Whether a figure is said to be a part of one before it: "of whom 300 are children", "(18 general)".

    ``opening`` is where its answer begins.  What a bracket says of another year is no part.
    """
    if PART_AFTER.match(text, end) or PART_BEFORE.search(text[max(opening, start - 70) : start]):
        return True
    bracket = text.rfind("(", opening, start)
    if bracket <= opening or ")" in text[bracket:start]:
        return False
    close = text.find(")", end)
    return close >= 0 and not YEAR.search(text[bracket:close])
