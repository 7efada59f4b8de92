"""Words of a page to printed lines, cut into segments at gaps too wide for a blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from foi_extract.layout.grids.cell_words import LIST_MARK, is_number, is_value
from foi_records.page_objects import Box, Word

WIDE_GAP = 0.95
"""A gap of this many letter sizes parts two segments."""
FAR_FROM_MARK = 45.0
"""Words nearer than this (points) to a list mark belong to it."""
LEADING = ".…·_"
LEADERS = re.compile(r"(?<![.…·_])[.…·_]{3,}$|^[.…·]+$")
MARK_ALONE = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|Q\d{1,2}[.:)]?|[•◦▪·●○■])$")


@dataclass(slots=True)
class Segment:
    """Neighbouring words of one line; its box and text."""

    words: list[Word]
    after_leaders: bool = False
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0 = self.words[0].x0
        self.x1 = max(w.x1 for w in self.words)

    @property
    def text(self) -> str:
        """Its words joined by blanks."""
        return " ".join(w.text for w in self.words)

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
        heights = [w for s in self.segments for w in s.words if not w.raised]
        every = heights or [w for s in self.segments for w in s.words]
        self.top = min(w.top for w in every)
        self.bottom = max(w.bottom for w in every)

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


def box_of(words: Iterable[Word]) -> Box:
    """The smallest box around some words."""
    boxes = [w.box for w in words]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def rows_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into printed lines from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        above, below = word.top, word.bottom
        high = below - above
        for n in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = spans[n]  # plain comparisons below: this is the innermost loop of all tables
            overlap = (bottom if bottom < below else below) - (top if top > above else above)
            least = bottom - top if bottom - top < high else high
            if overlap > 0.55 * least or (word.raised and top < (above + below) / 2 < bottom):
                rows[n].append(word)
                if not word.raised and overlap > 0.8 * (bottom - top):
                    spans[n] = (min(top, above), max(bottom, below))
                break
        else:
            rows.append([word])
            spans.append((above, below))
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def printed_lines(
    words: Sequence[Word], cuts: Sequence[tuple[float, float, float]] = (), close: bool = False
) -> list[PrintedLine]:
    """Printed lines of segments; ``cuts`` are upright rulings (x, top, bottom) that part the words.

    ``close`` looks for columns set close together: where the blanks of the page are all alike, a gap a
    little wider than a blank parts two segments.
    """
    lines = []
    rows = rows_of_words([w for w in words if not w.turned])
    wide = _wide_gap(rows) if close else WIDE_GAP
    for row in rows:
        segments = _segments(row, cuts, wide)
        if segments:
            lines.append(PrintedLine(segments))
    lines.sort(key=lambda line: line.top)
    return lines


def _wide_gap(rows: Sequence[Sequence[Word]]) -> float:
    """The gap, in letter sizes, that is wider than a blank on a page whose blanks are all alike."""
    gaps = [
        round(gap, 2)
        for row in rows
        for a, b in pairwise(row)
        if a.size == b.size and 0.12 < (gap := (b.x0 - a.x1) / (a.size if a.size > 4.0 else 4.0)) < 0.6
    ]
    if len(gaps) < 40:
        return WIDE_GAP
    usual = median(gaps)
    alike = sum(abs(gap - usual) <= 0.02 for gap in gaps)
    return 1.32 * usual if alike >= 0.75 * len(gaps) else WIDE_GAP


def _segments(row: list[Word], cuts: Sequence[tuple[float, float, float]], wide: float) -> list[Segment]:
    """A line's words cut at wide gaps, at rulings and at leaders; a list mark stays with its words."""
    out: list[Segment] = []
    group: list[Word] = []
    leaders = False
    for word in row:
        if word.text[-1:] in LEADING and len(word.text) > 3 and LEADERS.search(word.text):
            leaders, group = True, _closed(out, group, leaders)
            continue
        if group and _parted(group, word, cuts, wide):
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


def _parted(group: list[Word], word: Word, cuts: Sequence[tuple[float, float, float]], wide: float) -> bool:
    """Whether a word begins a new segment."""
    last = group[-1]
    gap = word.x0 - last.x1
    size = max(min(last.size, word.size), 4.0)
    if gap > (WIDE_GAP if last.text[-1] in ".?!:;," else wide) * size:
        return True
    if gap > 0.55 * size and is_value(word.text) and is_value(last.text) and word.text not in "-–":
        return True
    middle = (word.top + word.bottom) / 2
    left, right = last.x1 - 2, word.x0 + 2
    for x, top, bottom in cuts:  # noqa: SIM110 (a plain loop: this runs for every word of every page)
        if left < x < right and top <= middle <= bottom:
            return True
    return False
