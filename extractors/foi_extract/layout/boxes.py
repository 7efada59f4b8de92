"""The box around words or boxes, and the words in a box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from foi_records.page_objects import Box, Word

_box = attrgetter("x0", "top", "x1", "bottom")


def around(words: Iterable[Word]) -> Box:
    """The smallest box around some words."""
    return around_boxes(map(_box, words))


def around_boxes(boxes: Iterable[Box]) -> Box:
    """The smallest box around some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def inside(words: Sequence[Word], box: Box) -> tuple[list[Word], list[Word]]:
    """The words whose middle is in a box, and the others."""
    x0, top, x1, bottom = box
    held: list[Word] = []
    others: list[Word] = []
    for word in words:
        if top <= (word.top + word.bottom) / 2 <= bottom and x0 <= (word.x0 + word.x1) / 2 <= x1:
            held.append(word)
        else:
            others.append(word)
    return held, others
