"""Answers printed in columns: the pieces of a cell, cut out of lines that other cells share, as one text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from foi_records.document import Document
from foi_records.spans import Stretch

SHORT = 3


class Column(NamedTuple):
    """The joined words of some pieces, and for each letter its offset in the document's text."""

    text: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> Stretch:
        """Where a stretch of the joined words stands in the document: its first unbroken piece."""
        first = last = self.offsets[start]
        for offset in self.offsets[start + 1 : end]:
            if offset != last + 1:
                break
            last = offset
        return Stretch(first, last + 1)


def is_in_columns(document: Document, stretches: Sequence[Stretch]) -> bool:
    """Whether an answer is made of pieces of lines, with other words before them on the same lines."""
    return len(stretches) >= SHORT and sum(_begins_inside(document, s) for s in stretches) * 2 > len(
        stretches
    )


def _begins_inside(document: Document, stretch: Stretch) -> bool:
    line = document.lines[document.line_at(stretch.start)]
    return bool(line.text[: max(0, stretch.start - line.start)].strip()) and stretch.end < line.end


def column_from_pieces(text: str, stretches: Sequence[Stretch]) -> Column:
    """The pieces one after the other, each trimmed, a blank between."""
    words: list[str] = []
    offsets: list[int] = []
    for start, end in stretches:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if not piece:
            continue
        words.append(piece + " ")
        offsets += range(first, first + len(piece) + 1)
    return Column("".join(words), tuple(offsets))
