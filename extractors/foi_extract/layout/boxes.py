"""The box around words."""

from __future__ import annotations

from collections.abc import Sequence

from foi_records.page_objects import Box, Word


def around(words: Sequence[Word]) -> Box:
    """The smallest box around some words."""
    return (
        min([w.x0 for w in words]),
        min([w.top for w in words]),
        max([w.x1 for w in words]),
        max([w.bottom for w in words]),
    )


def inside(words: Sequence[Word], box: Box) -> tuple[list[Word], list[Word]]:
    """The words whose middle is in a box, and the others."""
    x0, top, x1, bottom = box
    held: list[Word] = []
    others: list[Word] = []
    for word in words:
        is_held = x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
        (held if is_held else others).append(word)
    return held, others
