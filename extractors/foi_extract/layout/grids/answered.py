"""Questions and answers side by side without rulings: rows found by the white that runs through both columns.

The two columns may stand as near as a wide blank, and a row's cells may be set at the top or at the middle of
the row, so that lines of the two columns interleave.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from foi_extract.layout.boxes import around
from foi_extract.layout.grids.cell_words import ASKING, LIST_MARK
from foi_extract.layout.grids.spacing import SLACK, Spaced, usual_blank
from foi_records.document import Cell, Grid
from foi_records.page_objects import PageObjects, Word
from foi_records.spans import Region

WIDER = 1.25
"""A gap this many times the usual blank parts the columns."""
SAME = 0.6
"""Lines whose left ends differ by less than this many points are set under one another."""
DEEPEST = 60.0
"""A line of the right column is indented by no more than this."""
FAR = 2.6
"""The next line is at most this many line heights away."""
NARROWEST = 60.0
TOP = 0.15
"""What begins in this share of a page's height may go on from the page before."""
NUMBER = re.compile(r"\(?(?:Q\s?)?\d{1,3}[a-z]?[.):]{0,2}|\(?[a-z]{1,3}[.)]", re.IGNORECASE)
HEAD_WORDS = 5


@dataclass(slots=True)
class Side:
    """A line as far as it stands in the two columns."""

    left: list[Word]
    right: list[Word]
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        words = self.left + self.right
        self.top, self.bottom = min(w.top for w in words), max(w.bottom for w in words)


def answered_grids(spaced: Spaced, page: PageObjects) -> Iterator[Grid]:
    """Every grid of questions and answers that no ruling shows, among the lines outside other grids."""
    blank = usual_blank(spaced)
    rows = spaced.rows
    taken: set[int] = set()
    for edge in _edges(spaced, blank):
        sides = [None if n in taken else _side(row, edge, blank) for n, row in enumerate(rows)]
        at = 0
        while at < len(rows):
            side = sides[at]
            if side is None or not (
                side.left and (side.right or _answered(side, sides[max(at - 1, 0) : at + 2]))
            ):
                at += 1
                continue
            start, end = _reach(sides, at)
            goes_on = page.number > 1 and (start < 3 or rows[start][0].top < TOP * page.height)
            bands = bands_of(_without_ends(sides, start, end), goes_on)
            if bands:
                head = _head(rows[start - 1], bands[0][0], edge) if start and start - 1 not in taken else None
                yield _grid(head, bands, edge, page.number)
                taken.update(range(start, end))
            at = end


def _parts(a: Word, b: Word, blank: float) -> bool:
    """Whether the gap between two words of a row is wider than a blank."""
    return b.x0 - a.x1 > WIDER * blank * max(a.size, b.size)


def _edges(page: Spaced, blank: float) -> list[float]:
    """Left ends of a second column: places at which words of three or more lines begin behind white."""
    starts: Counter[int] = Counter()
    behind: set[int] = set()
    places: dict[int, float] = {}
    rows = page.rows
    margin = min([row[0].x0 for row in rows], default=0.0) + NARROWEST
    white = SLACK * WIDER * blank
    for i, row in enumerate(rows):
        found = [(row[0], _is_beside(rows, i))] if row[0].x0 > margin else []
        if page.widest[i] > white:
            found += [(b, True) for a, b in pairwise(row) if b.x0 > margin and _parts(a, b, blank)]
        for word, is_behind in found:
            key = round(word.x0)
            starts[key] += 1
            places.setdefault(key, word.x0)
            if is_behind:
                behind.add(key)
    return [places[key] for key, count in starts.most_common(4) if count >= 3 and key in behind]


def _is_beside(rows: Sequence[Sequence[Word]], i: int) -> bool:
    """Whether a row stands beside the one above or below."""
    return any(_beside(rows[i], other) for other in (*rows[max(i - 1, 0) : i], *rows[i + 1 : i + 2]))


def _beside(right: Sequence[Word], left: Sequence[Word]) -> bool:
    """Whether a row stands beside another one: to the right of it, their heights overlapping."""
    level = min(right[0].bottom, left[0].bottom) - max(right[0].top, left[0].top)
    return level > 0.1 * right[0].size and left[-1].x1 < right[0].x0


def _side(row: Sequence[Word], edge: float, blank: float) -> Side | None:
    """A row parted at an edge, or null when it runs across."""
    left = [w for w in row if w.x0 < edge - SAME]
    right = [w for w in row if w.x0 >= edge - SAME]
    if left and (max(w.x1 for w in left) > edge or (right and not _parts(left[-1], right[0], blank))):
        return None
    if right and right[0].x0 > edge + (DEEPEST if not left else SAME):
        return None
    return Side(left, right)


def _answered(side: Side, around: Sequence[Side | None]) -> bool:
    """Whether a line of the left column has a line of the right one beside it, a little higher or lower."""
    return any(other and not other.left and _beside(other.right, side.left) for other in around)


def _reach(sides: Sequence[Side | None], at: int) -> tuple[int, int]:
    """The lines around one that keep to the two columns, as first and last (exclusive)."""
    seed = sides[at]
    assert seed is not None
    margin = seed.left[0].x0
    start, end = at, at + 1
    for step in (-1, 1):
        n, last = at + step, seed
        while 0 <= n < len(sides) and (side := sides[n]) is not None:
            space = side.top - last.bottom if step > 0 else last.top - side.bottom
            if space > FAR * (side.bottom - side.top) or _hangs_out(side, margin):
                break
            start, end, last = min(start, n), max(end, n + 1), side
            n += step
    return start, end


def _hangs_out(side: Side, margin: float) -> bool:
    """Whether a line begins left of the left column; a number alone may stand there."""
    if not side.left or side.left[0].x0 >= margin - SAME:
        return False
    return len(side.left) > 1 or NUMBER.fullmatch(side.left[0].text) is None


def _without_ends(sides: Sequence[Side | None], start: int, end: int) -> list[Side]:
    """The lines of a run, as far as there are any."""
    return [side for side in sides[start:end] if side is not None]


def bands_of(lines: Sequence[Side], goes_on: bool = False) -> list[list[Side]]:
    """Lines parted into rows at the white that runs through both columns; none when no parting makes sense.

    The finest parting is taken by which every row asks on the left and answers on the right.  Where a grid
    ``goes_on`` from the page before, its first row may be the rest of an answer.
    """
    reach = 0.0
    gaps: list[float] = []
    for line in lines:
        gaps.append(line.top - reach if reach else 0.0)
        reach = max(reach, line.bottom)
    best: list[list[Side]] = []
    for least in sorted({round(g, 1) for g in gaps[1:] if g > 0}, reverse=True):
        parted = _parted(lines, gaps, least - 0.3)
        bands = _trimmed(parted)
        if len(bands) >= max(2, len(best)) and _makes_sense(bands):
            rest = parted[0] if goes_on and parted[0] is not bands[0] and parted[1] is bands[0] else None
            best = [rest, *bands] if rest and not any(line.left for line in rest) else bands
    return best


def _parted(lines: Sequence[Side], gaps: Sequence[float], least: float) -> list[list[Side]]:
    """Lines parted at every gap of a least height."""
    bands: list[list[Side]] = []
    for line, gap in zip(lines, gaps, strict=True):
        if not bands or gap >= least:
            bands.append([])
        bands[-1].append(line)
    return bands


def _trimmed(bands: list[list[Side]]) -> list[list[Side]]:
    """Rows without those at the ends that stand in one column only: paragraphs above and below."""
    both = [n for n, band in enumerate(bands) if any(x.left for x in band) and any(x.right for x in band)]
    return bands[both[0] : both[-1] + 1] if both else []


def _makes_sense(bands: Sequence[Sequence[Side]]) -> bool:
    """Whether most rows ask on the left and answer on the right, and none goes on with the row above."""
    asked = [text_of(w for line in band for w in line.left) for band in bands]
    answered = [any(line.right for line in band) for band in bands]
    if not all(asked) or sum(answered) * 5 < len(bands) * 4:
        return False
    if sum(len(words.split()) for words in asked) < 3 * len(asked) or any(w[0].islower() for w in asked[1:]):
        return False
    asks = sum(bool(ASKING.search(words) or LIST_MARK.match(words)) for words in asked)
    questions = sum(bool(ASKING.search(words)) for words in asked)
    return asks * 5 >= len(asked) * 3 and questions * 2 >= len(asked)


def _head(row: Sequence[Word], first: Side, edge: float) -> Side | None:
    """The row above as the heads of the two columns, set apart and short, or null."""
    left = [w for w in row if w.x1 < edge]
    right = [w for w in row if w.x0 >= edge - SAME]
    close = 0 < first.top - max(w.bottom for w in row) < FAR * (first.bottom - first.top)
    short = 0 < len(left) <= HEAD_WORDS and 0 < len(right) <= HEAD_WORDS
    return Side(left, right) if close and short and len(left) + len(right) == len(row) else None


def text_of(words: Iterable[Word]) -> str:
    """Words joined by blanks."""
    return " ".join(w.text for w in words)


def _grid(head: Side | None, bands: Sequence[Sequence[Side]], edge: float, page: int) -> Grid:
    """The grid of some rows; their boxes tile the grid's."""
    rows = [*([[head]] if head else []), *bands]
    x0, top, x1, bottom = around([w for row in rows for line in row for w in line.left + line.right])
    ends = [(max(line.bottom for line in a) + min(line.top for line in b)) / 2 for a, b in pairwise(rows)]
    edges = [x0, *_numbers_end(bands), edge - SAME, x1]
    cells = []
    for n, (row, (upper, lower)) in enumerate(zip(rows, pairwise([top, *ends, bottom]), strict=True)):
        words = [w for line in row for w in line.left + line.right]
        for column, (begin, end) in enumerate(pairwise(edges)):
            held = [w for w in words if begin <= (w.x0 + w.x1) / 2 <= end]
            cells.append(
                Cell(
                    row=n,
                    column=column,
                    text=text_of(held),
                    header=bool(head) and n == 0,
                    bold=bool(held) and all(w.bold for w in held),
                    box=(begin, upper, end, lower),
                )
            )
    region = Region(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
    return Grid(cells=cells, origin="aligned", regions=(region,), header_rows=1 if head else None)


def _numbers_end(bands: Sequence[Sequence[Side]]) -> list[float]:
    """Where a column of numbers of its own ends, left of the questions; empty when there is none.

    Numbers that stand at the beginning of their questions' first lines belong to these.
    """
    ends: list[float] = []
    begins: list[float] = []
    apart = False
    for band in bands:
        left = [line.left for line in band if line.left]
        numbers = [line[0] for line in left if NUMBER.fullmatch(line[0].text)]
        if not left:
            continue
        first = min((line[0] for line in left), key=lambda w: w.x0)
        if len(numbers) != 1 or first is not numbers[0]:
            return []
        ends.append(first.x1)
        begins += [w.x0 for line in left for w in line if w is not first]
        apart = apart or left[0][0] is not first
    return [(max(ends) + min(begins)) / 2] if apart and begins and max(ends) < min(begins) else []
