"""Words to printed lines: the rows of a page, the pieces of a row, and what a line of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import attrgetter

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


_left = attrgetter("x0")
_place = attrgetter("baseline", "x0")


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


def printed(words: list[Word], cell: tuple[int, int, int] | None = None) -> Printed:
    """A line of words that are in order from left to right."""
    first = words[0]
    top, x1, bottom, size = first.top, first.x1, first.bottom, first.size
    alike = True
    for word in words:
        if word.top < top:
            top = word.top
        if word.x1 > x1:
            x1 = word.x1
        if word.bottom > bottom:
            bottom = word.bottom
        if word.size != size:
            alike = False
    base = first if alike else _of_main_size(words)
    return Printed(words, first.x0, top, x1, bottom, base.baseline, base.size, cell)


def _of_main_size(words: Sequence[Word]) -> Word:
    """The first word of the size in which most letters are set, the larger of two."""
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda s: (weights[s], s))
    return next(w for w in words if w.size == size)


def rows_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the lines they stand on, top to bottom: baselines within a third of their size are one.

    Each line's words are from left to right.
    """
    if len(words) < 2:
        return [[word] for word in words]
    rows: list[list[Word]] = []
    row: list[Word] = []
    base, reach = float("-inf"), 0.0
    for word in sorted(words, key=_place):
        baseline, size = word.baseline, word.size
        if baseline - base <= reach or baseline - base <= 0.3 * size:
            row.append(word)
            if size > 1.2 * reach / 0.3:
                base, reach = baseline, 0.3 * size
        else:
            row = [word]
            rows.append(row)
            base, reach = baseline, 0.3 * size
    rows = _with_marks(rows)
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


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


def pieces_of_row(row: Sequence[Word]) -> list[Printed]:
    """A row, from left to right, cut where wide gaps are; a list mark stays with what it marks."""
    piece = [row[0]]
    pieces = [piece]
    end = row[0].x1
    for word in row[1:]:
        gap = word.x0 - end
        if gap > 8.0 and gap > PIECE_GAP * word.size and not (gap < 6 * word.size and _is_mark(piece)):
            piece = [word]
            pieces.append(piece)
            end = word.x1
        else:
            piece.append(word)
            if word.x1 > end:
                end = word.x1
    return [printed(piece) for piece in pieces]


def _is_mark(words: Sequence[Word]) -> bool:
    """Whether a piece is but a list mark."""
    return len(words) == 1 and MARK.fullmatch(words[0].text) is not None


def joined(pieces: Sequence[Printed]) -> Printed:
    """Pieces of one row as one line."""
    if len(pieces) == 1:
        return pieces[0]
    return printed(sorted([w for p in pieces for w in p.words], key=_left))


def line_from_printed(line: Printed, page: int, links: Sequence[PageLink]) -> Line:
    """The record of a printed line: its text, box, look, and the links that lie on it."""
    words = line.words
    if len(words) > 1 and words[0].text in BULLETS:
        words[0].text = "•"
    parts = _text_parts(words)
    text = "".join(parts)
    if "\u00ad" in text:  # at the line's end it says that the word is broken
        text = text[: -len(parts[-1])].replace("\u00ad", "-") + parts[-1]
    bold, italic, tail = look_of(words)
    left = round(line.x0, 2)
    return Line(
        text=text,
        page=page,
        box=(left, round(line.top, 2), round(line.x1, 2), round(line.bottom, 2)),
        size=line.size,
        bold=bold,
        italic=italic,
        indent=left,
        tail=tail,
        cell=line.cell,
        links=links_on(words, parts, links) if links else (),
    )


def _text_parts(words: Sequence[Word]) -> list[str]:
    """The words' texts with the blanks between them: wide ones where words are set apart."""
    last = words[0]
    parts = [last.text]
    for word in words[1:]:
        apart = word.x0 - last.x1 > WIDE_GAP * word.size and not _is_mark([last])
        parts += ("   " if apart else " ", word.text)
        last = word
    return parts


def look_of(words: Sequence[Word]) -> tuple[bool, bool, int]:
    """Whether nearly all letters of some words are bold, or italic; and :attr:`Line.tail`."""
    bolds, italics = [w.bold for w in words], [w.italic for w in words]
    if True not in bolds and True not in italics:
        return False, False, 0
    letters = [len(w.text) for w in words]
    most = 9 * sum(letters)
    bold = 10 * sum(compress(letters, bolds)) >= most
    return bold, 10 * sum(compress(letters, italics)) >= most, tail_of(zip(letters, bolds, strict=True))


def links_on(words: Sequence[Word], parts: Sequence[str], links: Sequence[PageLink]) -> tuple[Link, ...]:
    """The links whose box lies on words of a line, each over the stretch of those words.

    ``parts`` are the words' texts and the blanks between them in turn.
    """
    found: list[Link] = []
    top, bottom = min([w.top for w in words]), max([w.bottom for w in words])
    near = [link for link in links if link.box[1] - 1 <= bottom and top <= link.box[3] + 1]
    ends = [0, *accumulate(map(len, parts))] if near else []
    for link in near:
        touched = [n for n, word in enumerate(words) if _covers(link.box, word)]
        if touched:
            found.append(Link(link.url, ends[2 * touched[0]], ends[2 * touched[-1] + 1]))
    return tuple(found)


def _covers(box: Box, word: Word) -> bool:
    """Whether a link's box covers a word: its middle height, and most of its width or much of the box's."""
    middle = (word.top + word.bottom) / 2
    if not box[1] - 1 <= middle <= box[3] + 1:
        return False
    shared = min(box[2], word.x1) - max(box[0], word.x0)
    return shared > 0.4 * (word.x1 - word.x0) or shared > 0.6 * (box[2] - box[0]) > 0
