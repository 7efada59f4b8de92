"""Grids of single pages joined where one table runs over the page break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from foi_records.document import Cell, Grid, Line
from foi_records.spans import Region

SIDE = 14.0
"""Left and right ends of a ruled table on two pages differ by less than this (points)."""
NEAR = 5.0
"""Columns without rulings begin or end within this distance of one another."""
HEAD_ROWS = 4
CONTINUED = re.compile(r"^.{0,120}\b(?:continued|cont(?:'d|’d|\.))\W*$", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """A table as far as it has been put together from the grids of single pages."""

    first: Grid
    n_rows: int
    n_columns: int
    cells: list[Cell]
    regions: list[Region]
    ends: list[tuple[float, float] | None]

    def grid(self) -> Grid:
        """The table as one grid."""
        if len(self.regions) == len(self.first.regions):
            return self.first
        return replace(self.first, cells=self.cells, regions=tuple(self.regions))


def join_across_pages(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Grid]:
    """Grids of single pages with every table that runs over page breaks as one; cells and lines move into it.

    Two grids are one when the second stands on the next page, with as many columns at the same places, and
    only furniture stands between them.  Heads repeated on the next page become furniture.
    """
    if len({region.page for grid in grids for region in grid.regions}) < 2:
        return list(grids)
    first_line, last_line = _ends(lines)
    tables: list[Table] = []
    home: dict[int, tuple[int, int, int]] = {}
    for number, grid in enumerate(grids):
        table = _table(grid)
        last = tables[-1] if tables else None
        if (
            last is not None
            and _goes_on(last, table)
            and _adjoin(lines, last_line.get(number - 1), first_line.get(number))
        ):
            repeated = _repeated_rows(last, table)
            offset = last.n_rows - repeated
            home[number] = (len(tables) - 1, offset, repeated)
            _take(last, table, offset, repeated)
        else:
            tables.append(table)
            home[number] = (len(tables) - 1, 0, 0)
    if len(tables) < len(grids):
        for line in lines:
            _move(line, home)
    return [table.grid() for table in tables]


def _table(grid: Grid) -> Table:
    """The grid of one page as the beginning of a table."""
    ends: list[tuple[float, float] | None] = [None] * grid.n_columns
    _widen(ends, (cell for cell in grid.cells if cell.row >= (grid.header_rows or 0)))
    return Table(grid, grid.n_rows, len(ends), list(grid.cells), list(grid.regions), ends)


def _take(table: Table, more: Table, offset: int, repeated: int) -> None:
    """Let a table take over the cells of the next page's grid, but for the heads that it repeats."""
    kept = [cell for cell in more.cells if cell.row >= repeated]
    for cell in kept:
        cell.row += offset
    _widen(table.ends, kept)
    table.cells += kept
    table.regions += more.regions
    table.n_rows = max([table.n_rows, *(cell.row + cell.rowspan for cell in kept)])


def _ends(lines: Sequence[Line]) -> tuple[dict[int, int], dict[int, int]]:
    """Index of the first and of the last line of every grid."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for i, line in enumerate(lines):
        if line.cell is not None:
            first.setdefault(line.cell[0], i)
            last[line.cell[0]] = i
    return first, last


def _goes_on(first: Table, second: Table) -> bool:
    """Whether the second table is on the next page, as wide, in as many columns, of the same make."""
    if not first.regions or not second.regions or first.first.origin != second.first.origin:
        return False
    above, below = first.regions[-1], second.regions[0]
    if below.page != above.page + 1 or first.n_columns != second.n_columns:
        return False
    if first.first.origin == "ruled":
        return abs(above.x0 - below.x0) < SIDE and abs(above.x1 - below.x1) < SIDE
    return all(_aligned(a, b) for a, b in zip(first.ends, second.ends, strict=True))


def _widen(ends: list[tuple[float, float] | None], cells: Iterable[Cell]) -> None:
    """Widen each column's left and right end of words, null for none, to those of some cells."""
    for cell in cells:
        if cell.box is not None and cell.colspan == 1:
            known = ends[cell.column] or (cell.box[0], cell.box[2])
            ends[cell.column] = (min(known[0], cell.box[0]), max(known[1], cell.box[2]))


def _aligned(first: tuple[float, float] | None, second: tuple[float, float] | None) -> bool:
    """Whether two columns begin or end at the same place."""
    if first is None or second is None:
        return True
    return abs(first[0] - second[0]) < NEAR or abs(first[1] - second[1]) < NEAR


def _adjoin(lines: Sequence[Line], last: int | None, first: int | None) -> bool:
    """Whether only furniture, blank lines and a word that it goes on stand between two grids."""
    if last is None or first is None:
        return False
    between = (line for line in lines[last + 1 : first] if line.role != "furniture")
    return all(not line.text.strip() or CONTINUED.search(line.text) for line in between)


def _repeated_rows(first: Table, second: Table) -> int:
    """How many rows at the top of the second table repeat the first one's top rows."""
    above, below = _top_rows(first), _top_rows(second)
    count = 0
    while count < min(len(above), len(below), second.n_rows - 1) and below[count] == above[count]:
        count += 1
    return count


def _top_rows(table: Table) -> Sequence[tuple[str, ...]]:
    """The texts of the rows at the top that may be heads."""
    rows: list[list[str]] = [[] for _ in range(min(HEAD_ROWS, table.n_rows))]
    for cell in takewhile(lambda c: c.row < len(rows), table.cells):
        rows[cell.row].append(cell.text.casefold())
    return [tuple(row) for row in rows if any(row)]


def _move(line: Line, home: dict[int, tuple[int, int, int]]) -> None:
    """Put a line into its cell of the joined grid; one of a repeated head is furniture."""
    if line.cell is None:
        return
    number, row, column = line.cell
    grid, offset, repeated = home[number]
    if row < repeated:
        line.cell, line.role = None, "furniture"
    else:
        line.cell = (grid, row + offset, column)
