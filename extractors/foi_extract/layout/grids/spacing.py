"""How the words of a page's lines are spaced: measured once, so that finders look only where white is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from foi_extract.layout.grids.printed import (
    LEADING,
    VALUE_GAP,
    WIDE_GAP,
    Cut,
    PrintedLine,
    Segment,
    left_end,
    rows_by_height,
    segments_of,
)
from foi_records.page_objects import Word

USUAL_BLANK = 0.28
"""The blank of most fonts in shares of their size."""
FEW = 40
"""Fewer blanks than this say nothing about a page."""
SLACK = 1 - 1e-9
"""What makes up for rounding where a look at shares of a size stands for one at points."""
LEADERS = re.compile(rf"[{LEADING}]{{3}}")


@dataclass(slots=True)
class Spaced:
    """Rows of words from top to bottom, and the white between neighbours in shares of the letters' size.

    ``levels`` are for each row the heights of its highest and lowest word's middle, ``widest`` the widest
    white in sizes of the smaller neighbour; ``blanks`` are all, in sizes of the left one, ``alike`` those
    between words of one size (taken as 4 points at least).
    """

    rows: list[list[Word]]
    levels: list[tuple[float, float]] = field(default_factory=list)
    widest: list[float] = field(default_factory=list)
    blanks: list[float] = field(default_factory=list)
    alike: list[float] = field(default_factory=list)


def spaced(words: Sequence[Word]) -> Spaced:
    """Words grouped into rows and their blanks measured."""
    found = Spaced(rows_by_height(words))
    blanks, alike = found.blanks, found.alike
    for row in found.rows:
        highest, lowest = row[0], row[-1]
        found.levels.append(((highest.top + highest.bottom) / 2, (lowest.top + lowest.bottom) / 2))
        row.sort(key=left_end)
        widest = float("-inf")
        last = row[0]
        for word in row[1:]:
            gap = word.x0 - last.x1
            size, own = last.size, word.size
            share = gap / size if size > 0 else float("inf")
            if 0.1 < share < 0.6:
                blanks.append(share)
            if own == size:
                alike.append(share if size > 4.0 else gap / 4.0)
            elif own < size:
                share = gap / own if own > 0 else float("inf")
            if share > widest:
                widest = share
            last = word
        found.widest.append(widest)
    return found


def usual_blank(page: Spaced) -> float:
    """The usual blank of a page in shares of the letters' size."""
    return median(page.blanks) if page.blanks else USUAL_BLANK


def wide_gap(page: Spaced) -> float:
    """The gap, in letter sizes, that is wider than a blank on a page whose blanks are all alike.

    Columns may be set close together there: a gap a little wider than a blank parts them.
    """
    gaps = sorted([gap for gap in page.alike if 0.12 < gap < 0.6])
    if len(gaps) < FEW:
        return WIDE_GAP
    # Gaps count in hundredths.  They are in order, so only those at the ends of what counts need rounding.
    middle = len(gaps) // 2
    usual = median(round(gap, 2) for gap in gaps[middle - 1 + len(gaps) % 2 : middle + 1])
    first = bisect_left(gaps, True, key=lambda gap: round(gap, 2) - usual >= -0.02)
    end = bisect_left(gaps, True, key=lambda gap: round(gap, 2) - usual > 0.02)
    return 1.32 * usual if end - first >= 0.75 * len(gaps) else WIDE_GAP


def lines_in_columns(page: Spaced, cuts: Sequence[Cut]) -> list[PrintedLine]:
    """A page's printed lines, cut into segments; none unless two lines or more have several.

    Most pages are prose and end here: only lines with white, rulings (``cuts``) or leaders in them are cut.
    """
    wide = wide_gap(page)
    least = SLACK * min(wide, VALUE_GAP)
    led = LEADERS.search(" ".join([w.text for row in page.rows for w in row])) is not None
    near = [_cuts_in(row, level, cuts) for row, level in zip(page.rows, page.levels, strict=True)]
    found = [
        segments_of(row, crossing, wide) if led or crossing or white > least else None
        for row, white, crossing in zip(page.rows, page.widest, near, strict=True)
    ]
    if sum(segments is not None and len(segments) > 1 for segments in found) < 2:
        return []
    every = ([Segment(row)] if parts is None else parts for row, parts in zip(page.rows, found, strict=True))
    return sorted([PrintedLine(parts) for parts in every if parts], key=lambda line: line.top)


def _cuts_in(row: Sequence[Word], level: tuple[float, float], cuts: Sequence[Cut]) -> list[Cut]:
    """The rulings that may stand between words of a row."""
    high, low = level
    level_with = [cut for cut in cuts if cut[1] <= low and high <= cut[2]]
    return [cut for cut in level_with if row[0].x0 - 2 < cut[0] < row[-1].x0 + 2]
