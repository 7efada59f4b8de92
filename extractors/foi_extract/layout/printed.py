"""Words to printed lines: the rows of a page, the pieces of a row, and what a line of them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foi_records.document import Line, Link, tail_of
from foi_records.page_objects import Box, PageLink, Word

PIECE_GAP = 1.0
"""Words further apart than this share of their size may belong to two columns."""
WIDE_GAP = 2.5
"""Words further apart than this share of their size are set apart by three blanks in the text."""
MARK = re.compile(
    r"""[^\x00-\x7f£€] | [-*>o+~]
    | \(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})(?:[.)]|\.\d{1,2}\.?)?[).:]?
    | [QA]\d{1,3}[.):]?""",
    re.VERBOSE,
)
"""A word that may be the mark of a list item or question, standing apart from what it marks."""


BULLETS = ("\ufffd", "·")
"""What stands for a bullet at the beginning of a line: a glyph without a letter, a middle dot."""


@dataclass(slots=True)
class Printed:
    """Words that stand on one line, from left to right."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    cell: tuple[int, int, int] | None = None
    flow: int = 0

    @property
    def first(self) -> Word:
        """Its first word."""
        return self.words[0]


def printed(words: Sequence[Word], cell: tuple[int, int, int] | None = None) -> Printed:
    """A line of some words."""
    ordered = sorted(words, key=lambda w: w.x0)
    weights: dict[float, int] = {}
    for word in ordered:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda s: (weights[s], s))
    return Printed(
        words=ordered,
        x0=ordered[0].x0,
        top=min(w.top for w in ordered),
        x1=max(w.x1 for w in ordered),
        bottom=max(w.bottom for w in ordered),
        baseline=next(w.baseline for w in ordered if w.size == size),
        size=size,
        cell=cell,
    )


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the lines they stand on, top to bottom: baselines within a third of their size are one."""
    rows: list[list[Word]] = []
    base, reach = 0.0, 0.0
    for word in sorted(words, key=lambda w: (w.baseline, w.x0)):
        if rows and word.baseline - base <= max(reach, 0.3 * word.size):
            rows[-1].append(word)
            if word.size > 1.2 * reach / 0.3:
                base, reach = word.baseline, 0.3 * word.size
        else:
            rows.append([word])
            base, reach = word.baseline, 0.3 * word.size
    return _with_marks(rows)


def _with_marks(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows with each list mark that stands a little high or low put on the row that it marks."""
    out: list[list[Word]] = []
    waiting: list[Word] = []
    for row in rows:
        mark = row[0]
        if len(row) == 1 and MARK.fullmatch(mark.text):
            if out and _marks(mark, out[-1]):
                out[-1].append(mark)
            else:
                waiting.append(mark)
            continue
        for mark in waiting:
            if _marks(mark, row):
                row.append(mark)
            else:
                out.append([mark])
        waiting = []
        out.append(row)
    return out + [[mark] for mark in waiting]


def _marks(mark: Word, row: Sequence[Word]) -> bool:
    """Whether a list mark stands left of a row, within its height."""
    middle = (mark.top + mark.bottom) / 2
    begin = min(row, key=lambda w: w.x0)
    return mark.x1 <= begin.x0 < mark.x1 + 6 * begin.size and begin.top <= middle <= begin.bottom


def pieces_of_row(row: Iterable[Word]) -> list[Printed]:
    """A row cut where wide gaps are; a list mark stays with what it marks."""
    pieces: list[list[Word]] = []
    end = 0.0
    for word in sorted(row, key=lambda w: w.x0):
        gap = word.x0 - end
        apart = not pieces or (gap > 8.0 and gap > PIECE_GAP * word.size)
        if apart and not (pieces and _is_mark(pieces[-1]) and gap < 6 * word.size):
            pieces.append([word])
        else:
            pieces[-1].append(word)
        end = max(end, word.x1) if len(pieces[-1]) > 1 else word.x1
    return [printed(piece) for piece in pieces]


def _is_mark(words: Sequence[Word]) -> bool:
    """Whether a piece is but a list mark."""
    return len(words) == 1 and MARK.fullmatch(words[0].text) is not None


def joined(pieces: Sequence[Printed]) -> Printed:
    """Pieces of one row as one line."""
    return pieces[0] if len(pieces) == 1 else printed([w for p in pieces for w in p.words])


def line_from_printed(line: Printed, page: int, links: Sequence[PageLink]) -> Line:
    """The record of a printed line: its text, box, look, and the links that lie on it."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    offset = 0
    last: Word | None = None
    if len(line.words) > 1 and line.first.text in BULLETS:
        line.first.text = "•"
    for word in line.words:
        text = word.text if word is line.words[-1] else word.text.replace("\u00ad", "-")
        if last is not None:
            blank = "   " if word.x0 - last.x1 > WIDE_GAP * word.size and not _is_mark([last]) else " "
            parts.append(blank)
            offset += len(blank)
        places.append((offset, offset + len(text)))
        parts.append(text)
        offset += len(text)
        last = word
    letters, bold, italic = lettering(line.words)
    return Line(
        text="".join(parts),
        page=page,
        box=(round(line.x0, 2), round(line.top, 2), round(line.x1, 2), round(line.bottom, 2)),
        size=line.size,
        bold=10 * bold >= 9 * letters,
        italic=10 * italic >= 9 * letters,
        indent=round(line.x0, 2),
        tail=tail_of((len(w.text), w.bold) for w in line.words),
        cell=line.cell,
        links=links_on(line, places, links) if links else (),
    )


def lettering(words: Sequence[Word]) -> tuple[int, int, int]:
    """How many letters some words have, how many of them bold, and how many italic."""
    letters = bold = italic = 0
    for word in words:
        size = len(word.text)
        letters += size
        bold += size * word.bold
        italic += size * word.italic
    return letters, bold, italic


def links_on(line: Printed, places: Sequence[tuple[int, int]], links: Sequence[PageLink]) -> tuple[Link, ...]:
    """The links whose box lies on words of a line, each over the stretch of those words."""
    found: list[Link] = []
    for link in links:
        touched = [place for word, place in zip(line.words, places, strict=True) if _covers(link.box, word)]
        if touched:
            found.append(Link(link.url, touched[0][0], touched[-1][1]))
    return tuple(found)


def _covers(box: Box, word: Word) -> bool:
    """Whether a link's box covers a word: its middle height, and most of its width or much of the box's."""
    middle = (word.top + word.bottom) / 2
    if not box[1] - 1 <= middle <= box[3] + 1:
        return False
    shared = min(box[2], word.x1) - max(box[0], word.x0)
    return shared > 0.4 * (word.x1 - word.x0) or shared > 0.6 * (box[2] - box[0]) > 0
