"""Words that make a number a bound, an estimate or an average."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from foi_extract.law.cues import lowered
from foi_extract.law.phrasebook import Wording, phrasebook
from foi_records.facts import Modifier

LEFT, RIGHT = 70, 26
NEAR = 30
"""A modifier farther off than this ("the average length of time is") is not quoted with its figure."""


class Modified(NamedTuple):
    """A modifier and how many letters before and after the number say it."""

    modifier: Modifier
    before: int
    after: int


@cache
def _rows() -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """The rows whose words stand before the figure, and those whose words stand after."""
    rows = phrasebook("modifiers.toml")
    after = tuple(w for w in rows if w.row["pattern"].startswith("#"))
    return tuple(w for w in rows if w not in after), after


ENDINGS = (
    "than", "least", "most", "under", "below", "over", "above", "including", "of", "about", "around",
    "approx", "approx.", "approximately", "roughly", "c", "ca", "c.", "ca.", "some", "nearly", "almost", "to",
    "broadly", "estimated", "be", "at", "total", "average", "mean", "median", "min", "max", "minimum",
    "maximum", "is", "was", "were", "being", "beyond", "virtually", "age", "figure",
    "<", ">", "=", "≤", "≥", "~", "≈",
)  # fmt: skip
"""How the words end that may stand before a number and modify it."""
INFLECTED = re.compile(r"(?:exceed\w*|averag\w+|\w,)\Z")
HINT_AFTER = re.compile(
    r"[\s-]*(?:\+|(?:\w+\s+){0,2}(?:or|and|at|minimum|maximum|max|plus|approx\w*)\b)", re.IGNORECASE
)


MONEY = re.compile(r"[£€$]")


def modifier_of(text: str, start: int, end: int) -> Modified | None:
    """The modifier of the number at a stretch, by the words right before or after it."""
    before, after = _rows()
    left = text[max(0, start - LEFT) : start]
    if may_modify(left):
        words = left.replace("#", " ") + "#"
        for row in before:
            for found in row.pattern.finditer(words):
                if found.end() == len(words):
                    length = len(words) - 1 - found.start()
                    return Modified(cast(Modifier, row.signal), length if length <= NEAR else 0, 0)
    if HINT_AFTER.match(text, end):
        words = ("£#" if MONEY.match(text, start) else "#") + text[end : end + RIGHT].replace("#", " ")
        number = words.index("#")
        for row in after:
            said = row.pattern.match(words, number)
            if said:
                return Modified(cast(Modifier, row.signal), 0, said.end() - number - 1)
    return None


def may_modify(left: str) -> bool:
    """Whether words end in one that may modify the number after them."""
    left = lowered(left).rstrip()
    return left.endswith(ENDINGS) or INFLECTED.search(left) is not None
