"""Labels below the numbering of the questions: (a), (b) under 1; i, ii under (a)."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.pairing.labels import ROMAN, family_of
from foi_extract.pairing.passages import Passage

BELOW = {
    "question": ("letter", "roman", "bracket", "number"),
    "spoken": ("letter", "roman", "bracket"),
    "answer": ("letter", "roman", "bracket"),
    "ordinal": ("number", "letter", "bracket", "roman", "question"),
    "number": ("letter", "roman", "bracket"),
    "bracket": ("letter", "roman"),
    "bare": ("letter", "roman", "bracket"),
    "letter": ("roman", "bracket", "number"),
    "roman": ("letter", "bracket"),
    "bullet": ("letter", "roman", "number", "bracket"),
}


def sub_openers(passages: Sequence[Passage], start: int, stop: int, family: str) -> list[int]:
    """Indexes of the labels that number parts of a question: in order from the first, or on from ``1a``."""
    label = passages[start].label
    letter = label.letter if label else ""
    for below in BELOW.get(family, ()):
        before = ROMAN.get(letter, 0) if below == "roman" else (ord(letter) - 96 if letter else 0)
        found = _in_order(passages, start + 1, stop, below, before)
        if found:
            return found
    return []


def parts_of_a_lost_question(passages: Sequence[Passage], first: int) -> list[int]:
    """Indexes of the letters a, b … that stand before the label "2": parts of a first question left out."""
    label = passages[first].label
    if label is None or label.value != 2 or label.letter:
        return []
    return _in_order(passages, 0, first, "letter", 0)


def _in_order(passages: Sequence[Passage], start: int, stop: int, family: str, before: int) -> list[int]:
    out: list[int] = []
    for i in range(start, stop):
        label = passages[i].label
        if label is None or label.value is None:
            continue
        mine = family_of(label)
        if (
            mine == "roman"
            and family == "letter"
            and len(label.printed) == 1
            and label.value != len(out) + before + 1
        ):
            value: int | None = ord(label.printed.lower()) - 96
        elif mine == "letter" and family == "roman" and label.printed.lower() in ("i", "v", "x"):
            value = {"i": 1, "v": 5, "x": 10}[label.printed.lower()]
        elif mine == family:
            value = label.value
        else:
            continue
        if value == len(out) + before + 1:
            out.append(i)
    return out
