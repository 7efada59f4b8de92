"""Words that make a number a bound, an estimate or an average."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

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


HINT_BEFORE = re.compile(
    r"(?:than|least|most|under|below|over|above|exceed\w*"
    r"|excess\s+of|upwards?\s+of|up\s+to|including|of|about"
    r"|around|approx\.?|approximately|roughly|circa|ca?\.?"
    r"|some|nearly|almost|close\s+to|broadly|estimated|be"
    r"|at|to|total|average|averag\w+|mean|median|min|max|minimum"
    r"|maximum|is|was|were|being|beyond|virtually|age|figure"
    r"|\w+,|[<>≤≥~≈=])\s*$",
    re.IGNORECASE,
)
HINT_AFTER = re.compile(
    r"[\s-]*(?:\+|(?:\w+\s+){0,2}(?:or|and|at|minimum|maximum|max|plus|approx\w*)\b)", re.IGNORECASE
)


MONEY = re.compile(r"[£€$]")


def modifier_of(text: str, start: int, end: int) -> Modified | None:
    """The modifier of the number at a stretch, by the words right before or after it."""
    before, after = _rows()
    left = text[max(0, start - LEFT) : start]
    if HINT_BEFORE.search(left):
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
