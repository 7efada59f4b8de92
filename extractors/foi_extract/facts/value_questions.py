"""What kind of value a question asks for, by its words."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from foi_extract.law.phrasebook import matches

Kind = Literal["number", "money", "percent", "duration", "date", "boolean", "text"]


@cache
def asked_kinds(question: str) -> tuple[Kind, ...]:
    """The kinds of value that a question asks for, in the order of its asking, each once.

    "How many staff do you employ and at what cost?" asks for a number, then for money.
    """
    found: dict[int, tuple[int, Kind]] = {}
    for match in matches("asked_values.toml", question):
        start, end = match.stretch
        inside = any(s <= start < e for s, (e, _) in found.items())
        if not inside:
            found[start] = (end, match.signal)  # type: ignore[assignment]
    return tuple(dict.fromkeys(kind for _, (_, kind) in sorted(found.items())))


SEVERAL = re.compile(
    r"\?[^?]*\?|\b(?:broken\s+down|breakdown|split|by|per|for\s+each|each\s+of|in\s+each)\b", re.IGNORECASE
)


def asks_several(question: str) -> bool:
    """Whether a question asks for more than one number: two question marks, or a breakdown."""
    return SEVERAL.search(question) is not None
