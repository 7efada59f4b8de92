"""Grids of single pages joined where one table runs over the page break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foi_records.document import Document, Grid, Line, assemble

SIDE = 14.0
"""Left and right ends of a ruled table on two pages differ by less than this (points)."""
NEAR = 5.0
"""Columns without rulings begin or end within this distance of one another."""
HEAD_ROWS = 4
CONTINUED = re.compile(r"^.{0,120}\b(?:continued|cont(?:'d|’d|\.))\W*$", re.IGNORECASE)


def join_across_pages(document: Document) -> Document:
    """The document with every table that runs over page breaks as one grid.

    Two grids are one when the second stands on the next page, with as many columns at the same places, and
    only furniture stands between them.  Heads repeated on the next page become furniture.
    """
    if len({region.page for grid in document.grids for region in grid.regions}) < 2:
        return document
    first_line, last_line = _ends(document)
    grids: list[Grid] = []
    home: dict[int, tuple[int, int, int]] = {}
    last = -1
    for number, grid in enumerate(document.grids):
        if (
            last >= 0
            and _goes_on(grids[-1], grid)
            and _adjoin(document, last_line.get(last), first_line.get(number))
        ):
            repeated = _repeated_rows(grids[-1], grid)
            offset = grids[-1].n_rows - repeated
            cells = [replace(c, row=c.row + offset) for c in grid.cells if c.row >= repeated]
            regions = (*grids[-1].regions, *grid.regions)
            grids[-1] = replace(grids[-1], cells=[*grids[-1].cells, *cells], regions=regions)
            home[number] = (len(grids) - 1, offset, repeated)
        else:
            grids.append(grid)
            home[number] = (len(grids) - 1, 0, 0)
        last = number
    if len(grids) == len(document.grids):
        return document
    return assemble(replace(document, grids=grids), [_moved(line, home) for line in document.lines])


def _ends(document: Document) -> tuple[dict[int, int], dict[int, int]]:
    """Index of the first and of the last line of every grid."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for i, line in enumerate(document.lines):
        if line.cell is not None:
            first.setdefault(line.cell[0], i)
            last[line.cell[0]] = i
    return first, last


def _goes_on(first: Grid, second: Grid) -> bool:
    """Whether the second grid is on the next page, as wide, in as many columns, of the same make."""
    if not first.regions or not second.regions or first.origin != second.origin:
        return False
    above, below = first.regions[-1], second.regions[0]
    if below.page != above.page + 1 or first.n_columns != second.n_columns:
        return False
    if first.origin == "ruled":
        return abs(above.x0 - below.x0) < SIDE and abs(above.x1 - below.x1) < SIDE
    return all(_aligned(a, b) for a, b in zip(_ends_of_columns(first), _ends_of_columns(second), strict=True))


def _ends_of_columns(grid: Grid) -> list[tuple[float, float] | None]:
    """Left and right end of each column's words, heads left out; null for a column without any."""
    out: list[tuple[float, float] | None] = [None] * grid.n_columns
    for cell in grid.cells:
        if cell.box is None or cell.colspan > 1 or cell.row < (grid.header_rows or 0):
            continue
        known = out[cell.column] or (cell.box[0], cell.box[2])
        out[cell.column] = (min(known[0], cell.box[0]), max(known[1], cell.box[2]))
    return out


def _aligned(first: tuple[float, float] | None, second: tuple[float, float] | None) -> bool:
    """Whether two columns begin or end at the same place."""
    if first is None or second is None:
        return True
    return abs(first[0] - second[0]) < NEAR or abs(first[1] - second[1]) < NEAR


def _adjoin(document: Document, last: int | None, first: int | None) -> bool:
    """Whether only furniture, blank lines and a word that it goes on stand between two grids."""
    if last is None or first is None:
        return False
    between = (line for line in document.lines[last + 1 : first] if line.role != "furniture")
    return all(not line.text.strip() or CONTINUED.search(line.text) for line in between)


def _repeated_rows(first: Grid, second: Grid) -> int:
    """How many rows at the top of the second grid repeat the first grid's top rows."""
    above, below = _top_rows(first), _top_rows(second)
    count = 0
    while count < min(len(above), len(below), second.n_rows - 1) and below[count] == above[count]:
        count += 1
    return count


def _top_rows(grid: Grid) -> Sequence[tuple[str, ...]]:
    """The texts of the rows at the top that may be heads."""
    rows: list[list[str]] = [[] for _ in range(min(HEAD_ROWS, grid.n_rows))]
    for cell in grid.cells:
        if cell.row < len(rows):
            rows[cell.row].append(cell.text.casefold())
    return [tuple(row) for row in rows if any(row)]


def _moved(line: Line, home: dict[int, tuple[int, int, int]]) -> Line:
    """A line in its cell of the joined grid; one of a repeated head is furniture."""
    if line.cell is None:
        return line
    number, row, column = line.cell
    grid, offset, repeated = home[number]
    if row < repeated:
        return replace(line, cell=None, role="furniture")
    return replace(line, cell=(grid, row + offset, column))
