"""Reading order: which rows of a page stand in columns side by side, and in which order they are read.

A gutter is a strip that no word crosses over some rows, with words on both sides.  What stands left of it is
read whole before what stands right, unless the two sides belong together row by row (labels and values).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from foi_extract.layout.printed import Printed, joined

LABEL = re.compile(
    r""".*:
    | (?:(?:our|your|my|m|y|foi|file|case|customer)[\s/]*)?
      (?:ref|reference|r)(?:\.|\s*(?:no|number)\.?)?
    | (?:please\s)?(?:ask\sfor|contact|enquiries(?:\sto)?|reply\sto)
    | (?:direct\s)?(?:line|dial|tel|telephone|phone|fax|facsimile|mobile|minicom|textphone|ext|extension)
      (?:\s?no\.?)?
    | (?:e-?mail|web|website|internet)(?:\saddress)?
    | dx|date|dated|subject|title|name|from|to|cc|address|department|directorate|service|officer""",
    re.IGNORECASE | re.VERBOSE,
)
"""What labels a value to its right, with a colon or by its word."""
SALUTATION = re.compile(r"Dear\b", re.IGNORECASE)
VALUE = re.compile(r"[£$€(\-–—+~<>]*\d[\d,.:/%–-]*[%)]?(?:k|m|bn)?|nil|n/?a|yes|no|-|–|£", re.IGNORECASE)
TOP_SHARE = 0.45
"""Side by side in this share of the first page's height is a letterhead."""

Row = list[Printed]


@dataclass(slots=True)
class Block:
    """Rows ``start`` to ``end`` (exclusive) that a gutter parts."""

    start: int
    end: int
    left: list[Row]
    right: list[Row]

    @property
    def paired(self) -> int:
        """Rows that stand on both sides."""
        return sum(1 for left, right in zip(self.left, self.right, strict=True) if left and right)


def ordered(rows: Sequence[Row], letterhead_above: float = 0.0, depth: int = 0) -> list[Printed]:
    """The lines of some rows in reading order; ``flow`` numbers the column that each stands in.

    ``letterhead_above`` is the height on the page above which side by side means a letterhead.
    """
    lines: list[Printed] = []
    at = 0
    for block in blocks_of(rows) if depth < 4 else []:
        lines += _across(rows[at : block.start])
        lines += _block_lines(block, rows, letterhead_above, depth)
        at = block.end
    lines += _across(rows[at:])
    if depth == 0:
        _number_flows(lines)
    return lines


def _across(rows: Sequence[Row]) -> list[Printed]:
    """Each row as one line."""
    return [joined(row) for row in rows if row]


def _block_lines(block: Block, rows: Sequence[Row], letterhead_above: float, depth: int) -> list[Printed]:
    """A block's lines: across, or the one side and then the other."""
    bands = [block] if labelled(block) else bands_of(block)
    if len(bands) > 1:
        return [line for band in bands for line in _side_by_side(band, letterhead_above, depth)]
    if reads_across(block, letterhead_above):
        return _across(rows[block.start : block.end])
    return _side_by_side(block, letterhead_above, depth)


def bands_of(block: Block) -> list[Block]:
    """A block cut into the rows of an unruled table, when white bands cut it so that each has both sides."""
    rows = [a + b for a, b in zip(block.left, block.right, strict=True)]
    spaces = [_space_above(rows, j) for j in range(1, len(rows))]
    if len(spaces) < 3:
        return [block]
    within = median(spaces)
    cuts = [
        0,
        *(j for j, space in enumerate(spaces, 1) if space > max(1.6 * within, within + 0.4)),
        len(rows),
    ]
    bands = [Block(a, b, block.left[a:b], block.right[a:b]) for a, b in pairwise(cuts)]
    both = all(any(band.left) and any(band.right) for band in bands)
    return bands if both and len(bands) > 2 else [block]


def _side_by_side(block: Block, letterhead_above: float, depth: int) -> list[Printed]:
    """A block's left side and then its right; first the one that begins well above the other."""
    _take_values(block)
    left = [row for row in block.left if row]
    right = [row for row in block.right if row]
    sides = [left, right]
    if right[0][0].bottom < left[0][0].top:
        sides = [right, left]
    lines: list[Printed] = []
    for side in sides:
        column = ordered(side, letterhead_above, depth + 1)
        for line in column:
            line.flow = line.flow * 2 + 1 + (side is right)
        lines += column
    return lines


def _take_values(block: Block) -> None:
    """Give a label that ends the left side with a colon the value that stands beside it on the right."""
    last = max(i for i, row in enumerate(block.left) if row)
    if (
        sum(map(bool, block.right)) > 1
        and block.right[last]
        and block.left[last][-1].words[-1].text.endswith(":")
    ):
        block.left[last] = [*block.left[last], *block.right[last]]
        block.right[last] = []


def _number_flows(lines: Sequence[Printed]) -> None:
    """Make each run of lines of one column a flow with a number of its own."""
    number, last = 0, None
    for line in lines:
        if line.flow != last:
            number += 1
            last = line.flow
        line.flow = number


def blocks_of(rows: Sequence[Row]) -> list[Block]:
    """The blocks of rows that gutters part, top to bottom, none overlapping."""
    blocks: list[Block] = []
    free = 0
    at = 0
    while at < len(rows):
        best: Block | None = None
        for g0, g1 in _gaps_at(rows, at):
            block = _grown(rows, at, g0, g1, free)
            if block and (best is None or block.end - block.start > best.end - best.start):
                best = block
        if best is None:
            at += 1
        else:
            blocks.append(best)
            at = free = best.end
    return blocks


def _gaps_at(rows: Sequence[Row], at: int) -> list[tuple[float, float]]:
    """The gaps in a row, and the gap between it and a row beside it that stands a little lower."""
    row = rows[at]
    if len(row) > 1:
        return [(a.x1, b.x0) for a, b in pairwise(row)]
    if at + 1 == len(rows) or len(rows[at + 1]) > 1:
        return []
    first, second = row[0], rows[at + 1][0]
    if second.x0 < first.x0:
        first, second = second, first
    size = row[0].size
    if second.x0 - first.x1 <= 2 * size:
        return []
    level = min(first.bottom, second.bottom) - max(first.top, second.top)
    return [(first.x1, second.x0)] if level > 0.25 * size else []


def _grown(rows: Sequence[Row], at: int, g0: float, g1: float, free: int) -> Block | None:
    """The block around one gap at one row: grown down and up while no word crosses the gutter."""
    least = max(0.8 * rows[at][0].size, 7.0)
    begun = _parted(rows[at], g0, g1, least)
    if begun is None:
        return None
    sides = {at: begun[:2]}
    last_both, end = at, at + 1
    for j in range(at + 1, len(rows)):
        parted = _parted(rows[j], g0, g1, least)
        if parted is None:
            break
        left, right, h0, h1 = parted
        space = _space_above(rows, j)
        if space > (4.0 if left and right else 1.3) and not _returns(rows, j, g0, g1, least):
            break
        g0, g1 = h0, h1
        sides[j] = (left, right)
        if left and right:
            last_both = j
        end = j + 1
    start = at
    for j in range(at - 1, free - 1, -1):
        parted = _parted(rows[j], g0, g1, least)
        if parted is None or _space_above(rows, j + 1) > (1.3 if parted[0] else 2.5):
            break
        left, right, g0, g1 = parted
        sides[j] = (left, right)
        start = j
    while end - 1 > last_both and _space_between(rows, last_both, end - 1, sides) > 1.3:
        end -= 1
    chosen = [sides[j] for j in range(start, end)]
    lefts, rights = [s[0] for s in chosen], [s[1] for s in chosen]
    if sum(map(bool, lefts)) < 2 or sum(map(bool, rights)) < 2:
        return None
    return Block(start, end, lefts, rights)


def _parted(row: Row, g0: float, g1: float, least: float) -> tuple[Row, Row, float, float] | None:
    """A row's pieces left and right of a gutter, and the gutter that remains; null when one crosses it."""
    left: Row = []
    right: Row = []
    if SALUTATION.match(row[0].first.text):
        return None
    for piece in row:
        goes_left, goes_right = piece.x1 <= g1 - least, piece.x0 >= g0 + least
        if goes_left and goes_right:
            goes_left = piece.x0 - g0 < g1 - piece.x1
        if goes_left:
            left.append(piece)
            g0 = max(g0, piece.x1)
        elif goes_right:
            right.append(piece)
            g1 = min(g1, piece.x0)
        else:
            return None
    return (left, right, g0, g1) if g1 - g0 >= least else None


def _space_above(rows: Sequence[Row], j: int) -> float:
    """The space above a row in heights of its letters."""
    above = max(p.bottom for p in rows[j - 1])
    return (min(p.top for p in rows[j]) - above) / max(rows[j][0].size, 1.0)


def _space_between(rows: Sequence[Row], first: int, last: int, sides: dict[int, tuple[Row, Row]]) -> float:
    """The widest space between the rows after the last one that stands on both sides."""
    return max((_space_above(rows, j) for j in range(first + 1, last + 1)), default=0.0)


def _returns(rows: Sequence[Row], j: int, g0: float, g1: float, least: float) -> bool:
    """Whether within the next few rows one stands on both sides of the gutter again."""
    for row in rows[j : j + 6]:
        parted = _parted(row, g0, g1, least)
        if parted is None:
            return False
        if parted[0] and parted[1]:
            return True
    return False


def reads_across(block: Block, letterhead_above: float) -> bool:
    """Whether the two sides of a block belong together row by row."""
    left = [joined(row) for row in block.left if row]
    right = [joined(row) for row in block.right if row]
    if labelled(block):
        return True
    pairs = block.paired
    values = sum(1 for line in right if len(line.words) <= 3 and VALUE.fullmatch(line.words[-1].text))
    if values >= 0.7 * len(right) and 2 * pairs >= len(right):
        return True
    if 2 * pairs < min(len(left), len(right)):
        return False
    if _letters(left) >= 22 and _letters(right) >= 22 and min(len(left), len(right)) >= 3:
        return False
    return not max(left[0].top, right[0].top) < letterhead_above


def labelled(block: Block) -> bool:
    """Whether most of what stands left on rows with two sides are labels."""
    labels = [joined(a) for a, b in zip(block.left, block.right, strict=True) if a and b]
    return bool(labels) and sum(map(_is_label, labels)) >= 0.6 * len(labels)


def _is_label(line: Printed) -> bool:
    """Whether a line is a label of what stands to its right."""
    return LABEL.fullmatch(" ".join(w.text for w in line.words)) is not None


def _letters(lines: Sequence[Printed]) -> float:
    """The mean number of letters of some lines."""
    return sum(len(w.text) + 1 for line in lines for w in line.words) / max(len(lines), 1)
