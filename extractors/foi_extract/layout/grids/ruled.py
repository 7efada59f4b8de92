"""Drawn lines of a page to lattices: rows, columns and spanning cells between rulings."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foi_records.page_objects import Box, Ruling

SNAP = 2.5
"""Rulings nearer than this (points) are one; ends this near to a crossing touch it."""
SHORTEST = 6.0


@dataclass(slots=True)
class Lattice:
    """Crossing rulings: column edges, row edges and the cells between them.

    ``spans`` are ``(row, column, rowspan, colspan)``.
    """

    xs: list[float]
    ys: list[float]
    spans: list[tuple[int, int, int, int]]

    @property
    def box(self) -> Box:
        """Its outer edges."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, row: int, column: int, rowspan: int, colspan: int) -> Box:
        """The box of a cell."""
        return (self.xs[column], self.ys[row], self.xs[column + colspan], self.ys[row + rowspan])


@dataclass(slots=True)
class Rule:
    """A joined ruling: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


def rules_of(rulings: Sequence[Ruling], level: bool) -> list[Rule]:
    """Level (or upright) rulings snapped to common places and joined where they touch."""
    raw = sorted(
        (r.top, r.x0, r.x1) if level else (r.x0, r.top, r.bottom) for r in rulings if r.level is level
    )
    groups: list[list[tuple[float, float, float]]] = []
    for rule in raw:
        if groups and rule[0] - groups[-1][-1][0] <= SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    out: list[Rule] = []
    for group in groups:
        at = sum(g[0] for g in group) / len(group)
        joined: list[Rule] = []
        for _, start, end in sorted(group, key=lambda g: g[1]):
            if joined and start <= joined[-1].end + SNAP + 0.5:
                joined[-1].end = max(joined[-1].end, end)
            else:
                joined.append(Rule(at, start, end))
        out += [rule for rule in joined if rule.end - rule.start >= SHORTEST]
    return out


def lattices(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[Lattice]:
    """Every lattice of crossing rulings that has at least two rows or two columns of cells."""
    out = []
    for hs, vs in _components(levels, uprights):
        lattice = _lattice(hs, vs)
        if lattice is not None:
            out.append(lattice)
    return sorted(out, key=lambda found: (found.box[1], found.box[0]))


def _components(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch one another, grouped."""
    parent = list(range(len(levels) + len(uprights)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    places = [h.at for h in levels]
    for v, upright in enumerate(uprights):
        low = bisect.bisect_left(places, upright.start - SNAP)
        high = bisect.bisect_right(places, upright.end + SNAP)
        for h in range(low, high):
            if levels[h].start - SNAP <= upright.at <= levels[h].end + SNAP:
                parent[root(h)] = root(len(levels) + v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n in range(len(parent)):
        hs, vs = groups.setdefault(root(n), ([], []))
        (hs if n < len(levels) else vs).append(levels[n] if n < len(levels) else uprights[n - len(levels)])
    return [(hs, vs) for hs, vs in groups.values() if hs and vs]


def _edges(rules: list[Rule], across: list[Rule]) -> list[float]:
    """Places of rules, with the ends of the rules across them where these run on by more than a little."""
    places = sorted({rule.at for rule in rules})
    start, end = min(r.start for r in across), max(r.end for r in across)
    many = len(across) >= 2
    if many and start < places[0] - 4 * SNAP:
        places.insert(0, start)
    if many and end > places[-1] + 4 * SNAP:
        places.append(end)
    return places


def _lattice(levels: list[Rule], uprights: list[Rule]) -> Lattice | None:
    """The cells between some crossing rules: elementary boxes joined where no rule parts them."""
    xs, ys = _edges(uprights, levels), _edges(levels, uprights)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > 40_000:
        return None
    right = _walls(uprights, xs, ys)
    below = _walls(levels, ys, xs)
    spans = _joined(rows, columns, right, below)
    return Lattice(xs, ys, spans) if len(spans) >= 2 else None


def _walls(rules: list[Rule], places: list[float], across: list[float]) -> set[tuple[int, int]]:
    """Pairs (edge number, band number) at which a rule lies on an edge all along a band."""
    out: set[tuple[int, int]] = set()
    middles = [(a + b) / 2 for a, b in pairwise(across)]
    for rule in rules:
        edge = _nearest(places, rule.at)
        low, high = bisect.bisect_left(middles, rule.start), bisect.bisect_right(middles, rule.end)
        out.update((edge, band) for band in range(low, high))
    return out


def _nearest(places: list[float], at: float) -> int:
    """The number of the place nearest to one, the lower of two equally near; ``places`` are in order."""
    above = bisect.bisect_left(places, at)
    if above == len(places) or (above and at - places[above - 1] <= places[above] - at):
        return above - 1
    return above


def _joined(
    rows: int, columns: int, right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> list[tuple[int, int, int, int]]:
    """Cells as ``(row, column, rowspan, colspan)``: boxes grown to the right, then down, up to a wall."""
    taken = [[False] * columns for _ in range(rows)]
    out = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            wide = 1
            while c + wide < columns and not taken[r][c + wide] and (c + wide, r) not in right:
                wide += 1
            high = 1
            while r + high < rows and _open_below(r + high, c, wide, right, below):
                high += 1
            for y in range(r, r + high):
                taken[y][c : c + wide] = [True] * wide
            out.append((r, c, high, wide))
    return out


def _open_below(
    row: int, column: int, wide: int, right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> bool:
    """Whether a cell goes on into the next row: no wall above it there, none within it."""
    return all((row, c) not in below for c in range(column, column + wide)) and all(
        (c, row) not in right for c in range(column + 1, column + wide)
    )
