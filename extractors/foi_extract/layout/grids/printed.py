"""Words of a page to printed lines, cut into segments at gaps too wide for a blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from foi_extract.layout.grids.cell_words import LIST_MARK, is_number, is_value
from foi_records.page_objects import Word

WIDE_GAP = 0.95
"""A gap of this many letter sizes parts two segments."""
VALUE_GAP = 0.55
"""A gap of this many letter sizes parts two values."""
FAR_FROM_MARK = 45.0
"""Words nearer than this (points) to a list mark belong to it."""
LEADING = ".…·_"
LEADERS = re.compile(r"(?<![.…·_])[.…·_]{3,}$|^[.…·]+$")
MARK_ALONE = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|Q\d{1,2}[.:)]?|[•◦▪·●○■])$")

Cut = tuple[float, float, float]
"""An upright ruling that parts words: where it stands, its top and its bottom."""

left_end = attrgetter("x0")


@dataclass(slots=True)
class Segment:
    """Neighbouring words of one line; its box and text."""

    words: list[Word]
    after_leaders: bool = False
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0 = self.words[0].x0
        self.x1 = max([w.x1 for w in self.words])

    @property
    def text(self) -> str:
        """Its words joined by blanks."""
        return " ".join([w.text for w in self.words])

    @property
    def middle(self) -> float:
        """Its horizontal centre."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class PrintedLine:
    """One printed line: segments from left to right."""

    segments: list[Segment]
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        words = self.words
        every = [w for w in words if not w.raised] or words
        self.top = min([w.top for w in every])
        self.bottom = max([w.bottom for w in every])

    @property
    def height(self) -> float:
        """Height of its letters' box."""
        return self.bottom - self.top

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.segments[-1].x1

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [w for s in self.segments for w in s.words]


def rows_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into printed lines from top to bottom, each from left to right."""
    rows = rows_by_height(words)
    for row in rows:
        if len(row) > 1:
            row.sort(key=left_end)
    return rows


def rows_by_height(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into printed lines from top to bottom, each line's by the height of their middles."""
    if len(words) < 2:
        return [[word] for word in words]
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    home: list[Word] = []
    alike: tuple[float, float, bool] | None = None
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        # Plain comparisons: this is the innermost loop of all tables.
        above, below, raised = word.top, word.bottom, word.raised
        if (above, below, raised) == alike:
            home.append(word)
            continue
        high = below - above
        n = len(rows)
        last = n - 3 if n > 3 else 0
        while n > last:
            n -= 1
            top, bottom = spans[n]
            overlap = (bottom if bottom < below else below) - (top if top > above else above)
            least = bottom - top if bottom - top < high else high
            if overlap > 0.55 * least or (raised and top < (above + below) / 2 < bottom):
                home = rows[n]
                home.append(word)
                if not raised and overlap > 0.8 * (bottom - top):
                    spans[n] = (top if top < above else above, bottom if bottom > below else below)
                break
        else:
            home = [word]
            rows.append(home)
            spans.append((above, below))
        alike = (above, below, raised) if high > 0 else None
    return rows


def lines_of_rows(rows: Sequence[list[Word]], cuts: Sequence[Cut] = ()) -> list[PrintedLine]:
    """Rows of words as printed lines of segments, from top to bottom.

    ``cuts`` are upright rulings that part the words.
    """
    found = [segments for row in rows if (segments := segments_of(row, cuts))]
    return sorted([PrintedLine(segments) for segments in found], key=lambda line: line.top)


def segments_of(row: list[Word], cuts: Sequence[Cut] = (), wide: float = WIDE_GAP) -> list[Segment]:
    """A line's words cut at gaps of ``wide`` letter sizes, at rulings and at leaders.

    A list mark stays with its words.
    """
    out: list[Segment] = []
    group: list[Word] = []
    leaders = False
    least = wide if wide < VALUE_GAP else VALUE_GAP
    for word in row:
        if word.text[-1:] in LEADING and len(word.text) > 3 and LEADERS.search(word.text):
            leaders, group = True, _closed(out, group, leaders)
            continue
        if group:
            last = group[-1]
            size = last.size if last.size < word.size else word.size
            if (cuts or word.x0 - last.x1 > least * size) and _parted(last, word, cuts, wide):
                group = _closed(out, group, leaders)
        group.append(word)
    _closed(out, group, leaders)
    near = len(out) > 1 and out[1].x0 - out[0].x1 < FAR_FROM_MARK
    if near and _is_mark(out[0]) and not is_value(out[1].text):
        out[:2] = [Segment([*out[0].words, *out[1].words])]
    return out


def _is_mark(segment: Segment) -> bool:
    """Whether a segment is a list mark alone."""
    text = segment.text
    return bool(MARK_ALONE.match(text) and LIST_MARK.match(text + " ")) and not is_number(text)


def _closed(out: list[Segment], group: list[Word], leaders: bool) -> list[Word]:
    """End a segment; gives the next, empty one."""
    if group:
        out.append(Segment(group, leaders))
    return []


def _parted(last: Word, word: Word, cuts: Sequence[Cut], wide: float) -> bool:
    """Whether a word begins a new segment."""
    gap = word.x0 - last.x1
    size = last.size if last.size < word.size else word.size
    if size < 4.0:
        size = 4.0
    if gap > wide * size and gap > (WIDE_GAP if last.text[-1] in ".?!:;," else wide) * size:
        return True
    if gap > VALUE_GAP * size and is_value(word.text) and is_value(last.text) and word.text not in "-–":
        return True
    if not cuts:
        return False
    middle = (word.top + word.bottom) / 2
    left, right = last.x1 - 2, word.x0 + 2
    for x, top, bottom in cuts:  # noqa: SIM110 (a plain loop: this runs for every word between rulings)
        if left < x < right and top <= middle <= bottom:
            return True
    return False
