"""Words into the cells of a lattice; bands that hold several unruled rows are split."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from foi_extract.layout.grids.refine import Filled, Held, finer
from foi_extract.layout.grids.ruled import Lattice
from foi_records.document import Cell, Grid
from foi_records.page_objects import Word
from foi_records.spans import Region

Spanned = tuple[int, int, int, int]


def grid_from_lattice(lattice: Lattice, words: Sequence[Word], page: int) -> Grid | None:
    """The grid of a lattice and the words in it; null for a frame, an empty form, a single row or column."""
    lattice, filled = finer(lattice, words)
    held_in = sum(bool(held.words) for held in filled.values())
    if held_in < 0.2 * len(filled) and len(filled) >= 12:
        return None
    spans = _without_empty(lattice, filled)
    rows = {r for (r, _, _, _), held in filled.items() if held.words}
    columns = {c for (_, c, _, _), held in filled.items() if held.words}
    if len(rows) < 2 or len(columns) < 2:
        return None
    cells = []
    for span, (row, column, high, wide) in spans:
        held = filled[span]
        cells.append(
            Cell(
                row=row,
                column=column,
                text=text_of(held),
                rowspan=high,
                colspan=wide,
                bold=bool(held.words) and all(w.bold for w in held.words),
                box=lattice.cell_box(*span),
            )
        )
    x0, top, x1, bottom = lattice.box
    return Grid(
        cells=sorted(cells, key=lambda c: (c.row, c.column)),
        origin="ruled",
        regions=(Region(page=page, x0=x0, top=top, x1=x1, bottom=bottom),),
        header_rows=None,
    )


def text_of(held: Held) -> str:
    """A cell's words, line by line."""
    return " ".join([w.text for row in held.rows for w in row])


def _without_empty(lattice: Lattice, filled: Filled) -> list[tuple[Spanned, Spanned]]:
    """Cells renumbered without the thin rows and columns that only double rulings make."""
    thin_rows = {n for n, (a, b) in enumerate(zip(lattice.ys, lattice.ys[1:], strict=False)) if b - a < 5}
    thin_columns = {n for n, (a, b) in enumerate(zip(lattice.xs, lattice.xs[1:], strict=False)) if b - a < 5}
    starts_r = {r for (r, _, _, _), held in filled.items() if held.words}
    starts_c = {c for (_, c, _, _), held in filled.items() if held.words}
    rows = [n for n in range(len(lattice.ys) - 1) if n not in thin_rows or n in starts_r]
    columns = [n for n in range(len(lattice.xs) - 1) if n not in thin_columns or n in starts_c]
    columns = _used(columns, lattice.spans, 1)
    rows = _used(rows, lattice.spans, 0)
    out = []
    for span in lattice.spans:
        r, c, high, wide = span
        y, x = bisect_left(rows, r), bisect_left(columns, c)
        tall, broad = bisect_left(rows, r + high) - y, bisect_left(columns, c + wide) - x
        if tall and broad:
            out.append((span, (y, x, tall, broad)))
    return out


def _used(places: list[int], spans: Sequence[Spanned], axis: int) -> list[int]:
    """Rows (or columns) at which a cell begins; those that every cell merely runs through say nothing."""
    starts = {span[axis] for span in spans}
    return [n for n in places if n in starts]
