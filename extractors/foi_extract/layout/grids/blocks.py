"""Printed lines to blocks that share columns: runs of lines parted by the same white strips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foi_extract.layout.grids.cell_words import is_number, is_period
from foi_extract.layout.grids.printed import PrintedLine, Segment

NARROWEST = 3.0
"""A white strip between columns is at least this wide (points)."""
FAR = 2.6
"""A table goes on over a gap of at most this many line heights."""


@dataclass(slots=True)
class Block:
    """Lines of one borderless table and the white strips (x0, x1) between its columns."""

    lines: list[PrintedLine]
    strips: list[tuple[float, float]] = field(default_factory=list)


Strips = list[tuple[float, float]]


def strips_of(line: PrintedLine) -> Strips:
    """The white of a line: left of it, between its segments, right of it."""
    ends = [-1e4, *(s.x1 for s in line.segments)]
    starts = [*(s.x0 for s in line.segments), 1e5]
    return list(zip(ends, starts, strict=True))


def common(a: Strips, b: Strips) -> Strips:
    """The white that two sets of strips share."""
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        low, high = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if high - low >= NARROWEST:
            out.append((low, high))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return out


def inner(strips: Strips) -> Strips:
    """The strips that lie between columns."""
    return [s for s in strips if s[0] > -1e4 and s[1] < 1e5]


def blocks_of(lines: Sequence[PrintedLine]) -> list[Block]:
    """Every block of at least two lines that share a white strip, from top to bottom."""
    out = []
    at = 0
    while at < len(lines):
        if len(lines[at].segments) < 2:
            at += 1
            continue
        block, end = _grow(lines, at)
        if block is None:
            at += 1
        else:
            out.append(block)
            at = end
    return out


def _grow(lines: Sequence[PrintedLine], at: int) -> tuple[Block | None, int]:
    """The block that begins at a line, and the index behind it."""
    strips = strips_of(lines[at])
    kept = [at]
    last_many = at
    i = at + 1
    while i < len(lines):
        line = lines[i]
        if line.top - lines[i - 1].bottom > FAR * max(line.height, lines[i - 1].height):
            break
        shared = common(strips, strips_of(line))
        lost = len(inner(strips)) - len(inner(shared))
        if len(line.segments) >= 2:
            without_head = _without_head(lines, kept, line) if lost else []
            if lost and len(inner(without_head)) > len(inner(shared)):
                shared, lost = without_head, 0
            if not inner(shared) or (lost and not _worth(lines, i, strips, shared, len(kept))):
                if _exception(lines, i, strips):
                    kept.append(i)
                    i += 1
                    continue
                break
            strips = shared
            kept.append(i)
            last_many = i
        elif i - last_many > 3 or (lost and not _exception(lines, i, strips)):
            break
        else:
            kept.append(i)
        i += 1
    kept = [n for n in kept if n <= last_many]
    rows = [lines[n] for n in kept]
    if sum(len(line.segments) >= 2 for line in rows) < 2:
        return None, at
    strips = _populated(rows, strips_by_vote(rows) or inner(strips))
    if not strips:
        return None, at
    end = kept[-1] + 1
    while end < len(lines) and _ends_label(lines[end], rows[-1], strips[0][0]):
        rows.append(lines[end])
        end += 1
    return Block(rows, strips), end


def _ends_label(line: PrintedLine, above: PrintedLine, edge: float) -> bool:
    """Whether a line just below a block is the end of its last row's wrapped label."""
    tight = line.top - above.bottom < 0.65 * line.height
    words = line.segments[0]
    return tight and len(line.segments) == 1 and words.x1 <= edge + 2 and words.text[0].islower()


def _without_head(lines: Sequence[PrintedLine], kept: Sequence[int], line: PrintedLine) -> Strips:
    """The white that a line shares with a block whose first line, its heads, is left out."""
    strips = strips_of(line)
    for n in kept[1:]:
        if len(lines[n].segments) >= 2:
            strips = common(strips, strips_of(lines[n]))
    return strips if len(kept) > 2 else []


def strips_by_vote(lines: Sequence[PrintedLine]) -> Strips:
    """White that the fullest lines share; heads over several columns and wrapped lines have no vote.

    One line in twelve may be written across a strip.
    """
    valued = [line for line in lines if len(line.segments) >= 2 and _has_counts(line)]
    among = valued if len(valued) >= 3 else lines
    most = max(len(line.segments) for line in among)
    voters = [line for line in among if len(line.segments) >= max(2, 0.7 * most)]
    if len(voters) < 2:
        voters = [line for line in lines if len(line.segments) >= 2]
    allowed = len(voters) // 12
    ends = sorted(
        [(s.x0, 1) for line in voters for s in line.segments]
        + [(s.x1, -1) for line in voters for s in line.segments]
    )
    out: Strips = []
    covering, begin = 0, None
    for x, step in ends:
        before, covering = covering, covering + step
        if before > allowed >= covering:
            begin = x
        elif before <= allowed < covering and begin is not None:
            if x - begin >= NARROWEST:
                out.append((begin, x))
            begin = None
    return out


def _worth(lines: Sequence[PrintedLine], i: int, strips: Strips, shared: Strips, so_far: int) -> bool:
    """Whether a line that closes strips is worth it: they were few lines' chance, or the next lines agree."""
    if so_far <= 2 and inner(shared):
        return True
    if i + 1 >= len(lines):
        return False
    following = common(strips, strips_of(lines[i + 1]))
    return len(inner(following)) < len(inner(strips)) and bool(inner(common(shared, strips_of(lines[i + 1]))))


def _exception(lines: Sequence[PrintedLine], i: int, strips: Strips) -> bool:
    """Whether a line across the columns is an inside heading: the next lines keep to all columns again."""
    after = [line for line in lines[i + 1 : i + 4] if len(line.segments) >= 2][:2]
    near = lines[i].top - lines[i - 1].bottom < 1.6 * lines[i].height
    words = sum(len(s.words) for s in lines[i].segments)
    keeps = [len(inner(common(strips, strips_of(line)))) == len(inner(strips)) for line in after]
    return near and len(after) >= 1 and all(keeps) and words <= 9 and len(inner(strips)) >= 2


def _populated(lines: Sequence[PrintedLine], strips: Strips) -> Strips:
    """Strips that have segments on both sides in at least two lines."""
    out: Strips = []
    for strip in strips:
        left = out[-1][1] if out else -1e4
        count = sum(
            any(left <= s.middle <= strip[0] + 1 for s in line.segments)
            and any(s.x0 >= strip[1] - 1 for s in line.segments)
            for line in lines
        )
        if count >= 2:
            out.append(strip)
    return out


def _has_counts(line: PrintedLine) -> bool:
    """Whether a line has a number that is no year behind its first segment."""
    return any(is_number(s.text) and not is_period(s.text) for s in line.segments[1:])


def column_of(segment: Segment, strips: Strips) -> tuple[int, int]:
    """First and last column that a segment lies in.

    It lies in both columns beside a strip when it begins before the strip and ends behind it, or stands in
    the middle of it (a head over both); other heads may stand over the strip's edge.
    """
    first = last = 0
    for left, right in strips:
        begins_before = segment.x0 < left - 1
        ends_behind = segment.x1 > right + 1
        if not begins_before and not ends_behind:
            at = (segment.middle - left) / max(right - left, 0.1)
            begins_before, ends_behind = at < 0.8, at > 0.2
        first += not begins_before
        last += ends_behind
    return first, max(first, last)


def parted(block: Block) -> list[Block]:
    """A block as the tables that stand side by side in it: parted at a strip far wider than all others.

    Both sides must begin with a column of names and have counts of their own.
    """
    if len(block.strips) < 3:
        return [block]
    widths = [b - a for a, b in block.strips]
    widest = max(range(len(widths)), key=widths.__getitem__)
    others = [w for n, w in enumerate(widths) if n != widest]
    if widths[widest] < 2 * max(others) or widths[widest] < 30 or widest in (0, len(widths) - 1):
        return [block]
    cut = sum(block.strips[widest]) / 2
    sides = [_side(block.lines, lambda s: s.middle < cut), _side(block.lines, lambda s: s.middle >= cut)]
    if not all(len(side) >= 3 and _is_keyed(side) for side in sides):
        return [block]
    return [Block(sides[0], block.strips[:widest]), Block(sides[1], block.strips[widest + 1 :])]


def _side(lines: Sequence[PrintedLine], belongs: Callable[[Segment], bool]) -> list[PrintedLine]:
    """The segments of one side, line by line."""
    kept = [[s for s in line.segments if belongs(s)] for line in lines]
    return [PrintedLine(segments) for segments in kept if segments]


def _is_keyed(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines begin with names or periods and have counts behind them."""
    body = lines[1:]
    names = sum(not is_number(line.segments[0].text) or is_period(line.segments[0].text) for line in body)
    return names == len(body) and sum(_has_counts(line) for line in body) * 2 > len(body)
