"""Tables on a page, from its words and rulings: between rulings first, then by columns of white."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.layout.boxes import around, inside
from foi_extract.layout.grids.answered import answered_grids
from foi_extract.layout.grids.bands import RowBand, texts_of
from foi_extract.layout.grids.blocks import blocks_of, parted
from foi_extract.layout.grids.borderless import rows_of_block
from foi_extract.layout.grids.ghosts import is_contents, is_table
from foi_extract.layout.grids.lattice_cells import grid_from_lattice
from foi_extract.layout.grids.ruled import Rule, lattices, rules_of
from foi_extract.layout.grids.spacing import Spaced, lines_in_columns, spaced
from foi_records.document import Cell, Grid
from foi_records.page_objects import Box, PageObjects
from foi_records.spans import Region


def grids_from_page(page: PageObjects) -> list[Grid]:
    """Every table of a page, from top to bottom.

    A word belongs to the cell whose box holds its middle.  ``Cell.text`` has the words in reading order; the
    stretches come later, from the lines.
    """
    words = [w for w in page.words if w.angle == 0]
    if len(words) < 4:
        return []
    levels, uprights = rules_of(page.rulings, True), rules_of(page.rulings, False)
    grids: list[Grid] = []
    free = words
    if len(page.rulings) >= 4:
        for lattice in lattices(levels, uprights):
            grid = grid_from_lattice(lattice, inside(words, lattice.box)[0], page.number)
            if grid is not None:
                grids.append(grid)
                free = inside(free, lattice.box)[1]
    lines = spaced(free)
    asked = list(answered_grids(lines, page))
    if asked:
        for grid in asked:
            free = inside(free, _box(grid))[1]
        lines = spaced(free)
    grids += asked + _borderless_grids(lines, page.number, levels, uprights)
    return sorted(grids, key=lambda grid: _box(grid)[1])


def _box(grid: Grid) -> Box:
    """The box of a grid of one page."""
    region = grid.regions[0]
    return (region.x0, region.top, region.x1, region.bottom)


def _borderless_grids(
    page: Spaced, number: int, levels: Sequence[Rule], uprights: Sequence[Rule]
) -> list[Grid]:
    """Tables that columns of white show."""
    lines = lines_in_columns(page, [(r.at, r.start, r.end) for r in uprights])
    out = []
    for block in (part for whole in blocks_of(lines) for part in parted(whole)):
        left, right = min(line.x0 for line in block.lines), max(line.x1 for line in block.lines)
        across = [b.at for b in levels if min(b.end, right) - max(b.start, left) > 0.5 * (right - left)]
        rows, heads = rows_of_block(block, across)
        width = len(block.strips) + 1
        if is_table(texts_of(rows, width)) and not is_contents(block.lines):
            out.append(grid_from_bands(rows, width, heads, number))
    return out


def grid_from_bands(rows: Sequence[RowBand], width: int, heads: int, page: int) -> Grid:
    """A grid of rows of placed words; empty places become empty cells without a box."""
    cells = []
    for r, row in enumerate(rows):
        covered: set[int] = set()
        for piece in row.pieces:
            span = piece.last - piece.first + 1
            covered.update(range(piece.first, piece.last + 1))
            cells.append(
                Cell(
                    row=r,
                    column=piece.first,
                    text=piece.text,
                    colspan=span,
                    header=r < heads,
                    bold=all(w.bold for w in piece.words),
                    box=around(piece.words),
                )
            )
        cells += [Cell(row=r, column=c, header=r < heads) for c in range(width) if c not in covered]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    x0, top, x1, bottom = around([w for row in rows for p in row.pieces for w in p.words])
    region = Region(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
    return Grid(cells=cells, origin="aligned", regions=(region,), header_rows=heads or None)
