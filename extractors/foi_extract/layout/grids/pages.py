"""Grids of single pages joined where one table runs over the page break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from foi_records.document import Cell, Grid

SIDE = 14.0
"""Left and right ends of a table on two pages differ by less than this (points)."""


def join_across_pages(grids: Sequence[Grid], between: Callable[[Grid, Grid], bool] | None = None) -> list[Grid]:
    """Grids in document order, those that go on over a page break joined to one.

    Two grids are one table when the second is the first thing of the next page and the first the last of
    its own, with as many columns at the same places; heads that are repeated are left out the second time.
    ``between(first, second)`` says whether body text stands between them, which keeps them apart.
    """
    out: list[Grid] = []
    for grid in grids:
        if out and _goes_on(out[-1], grid) and not (between is not None and between(out[-1], grid)):
            out[-1] = _joined(out[-1], grid)
        else:
            out.append(grid)
    return out


def _goes_on(first: Grid, second: Grid) -> bool:
    """Whether the second grid is on the next page, as wide, in as many columns, of the same make."""
    if not first.regions or not second.regions or first.origin != second.origin:
        return False
    above, below = first.regions[-1], second.regions[0]
    if below.page != above.page + 1 or first.n_columns != second.n_columns:
        return False
    return abs(above.x0 - below.x0) < SIDE and abs(above.x1 - below.x1) < SIDE


def _joined(first: Grid, second: Grid) -> Grid:
    """One grid of two; the second's repeated head rows are dropped."""
    repeated = _repeated_rows(first, second)
    offset = first.n_rows - repeated
    cells: list[Cell] = [replace(c, row=c.row + offset) for c in second.cells if c.row >= repeated]
    return replace(first, cells=[*first.cells, *cells], regions=(*first.regions, *second.regions))


def _repeated_rows(first: Grid, second: Grid) -> int:
    """How many rows at the top of the second grid repeat the first grid's top rows."""
    heads = [_row(first, n) for n in range(4)]
    count = 0
    while count < min(4, second.n_rows - 1) and heads[count] and _row(second, count) == heads[count]:
        count += 1
    return count


def _row(grid: Grid, number: int) -> tuple[str, ...]:
    """The texts of a row."""
    return tuple(c.text.casefold() for c in grid.cells if c.row == number)
