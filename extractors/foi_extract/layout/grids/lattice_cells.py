"""Words into the cells of a lattice; bands that hold several unruled rows are split."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.layout.grids.cell_words import is_value
from foi_extract.layout.grids.printed import rows_of_words
from foi_extract.layout.grids.ruled import Lattice
from foi_records.document import Cell, Grid
from foi_records.page_objects import Box, Word
from foi_records.spans import Region

Spanned = tuple[int, int, int, int]


def grid_from_lattice(lattice: Lattice, words: Sequence[Word], page: int) -> Grid | None:
    """The grid of a lattice, or null when it is a frame, an empty form or a single row or column."""
    filled = _words_by_cell(lattice, words)
    lattice, filled = _split_bands(lattice, filled)
    spans = _without_empty(lattice, filled)
    rows = {r for (r, _, _, _), held in filled.items() if held}
    columns = {c for (_, c, _, _), held in filled.items() if held}
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
                bold=bool(held) and all(w.bold for w in held),
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


def text_of(words: Sequence[Word]) -> str:
    """A cell's words, line by line."""
    return " ".join(w.text for row in rows_of_words(words) for w in row)


def _words_by_cell(lattice: Lattice, words: Sequence[Word]) -> dict[Spanned, list[Word]]:
    """Each cell's words: those whose middle lies in its box."""
    place: dict[tuple[int, int], Spanned] = {}
    for span in lattice.spans:
        r, c, high, wide = span
        place.update(dict.fromkeys(((y, x) for y in range(r, r + high) for x in range(c, c + wide)), span))
    out: dict[Spanned, list[Word]] = {span: [] for span in lattice.spans}
    for word in words:
        row = _band(lattice.ys, (word.top + word.bottom) / 2)
        column = _band(lattice.xs, (word.x0 + word.x1) / 2)
        if row is not None and column is not None:
            out[place[row, column]].append(word)
    return out


def _band(edges: Sequence[float], at: float) -> int | None:
    """The number of the band between two edges that holds a place."""
    if not edges[0] <= at < edges[-1]:
        return None
    return sum(edge <= at for edge in edges) - 1


def _without_empty(lattice: Lattice, filled: dict[Spanned, list[Word]]) -> list[tuple[Spanned, Spanned]]:
    """Cells renumbered without the thin rows and columns that only double rulings make."""
    thin_rows = {n for n, (a, b) in enumerate(zip(lattice.ys, lattice.ys[1:], strict=False)) if b - a < 5}
    thin_columns = {n for n, (a, b) in enumerate(zip(lattice.xs, lattice.xs[1:], strict=False)) if b - a < 5}
    starts_r = {r for (r, _, _, _), held in filled.items() if held}
    starts_c = {c for (_, c, _, _), held in filled.items() if held}
    rows = [n for n in range(len(lattice.ys) - 1) if n not in thin_rows or n in starts_r]
    columns = [n for n in range(len(lattice.xs) - 1) if n not in thin_columns or n in starts_c]
    columns = _used(columns, lattice.spans, 1)
    rows = _used(rows, lattice.spans, 0)
    out = []
    for span in lattice.spans:
        r, c, high, wide = span
        ys = [n for n, y in enumerate(rows) if r <= y < r + high]
        xs = [n for n, x in enumerate(columns) if c <= x < c + wide]
        if ys and xs:
            out.append((span, (ys[0], xs[0], len(ys), len(xs))))
    return out


def _used(places: list[int], spans: Sequence[Spanned], axis: int) -> list[int]:
    """Rows (or columns) at which a cell begins; those that every cell merely runs through say nothing."""
    starts = {span[axis] for span in spans}
    return [n for n in places if n in starts]


def _split_bands(
    lattice: Lattice, filled: dict[Spanned, list[Word]]
) -> tuple[Lattice, dict[Spanned, list[Word]]]:
    """Split every band whose columns all hold the same printed lines: rows that were not ruled off."""
    for row in range(len(lattice.ys) - 2, -1, -1):
        cuts = _cuts_in_band(filled, row)
        if cuts:
            lattice, filled = _cut_row(lattice, filled, row, cuts)
    return lattice, filled


def _cuts_in_band(filled: dict[Spanned, list[Word]], row: int) -> list[float]:
    """Heights at which a band of unruled rows is to be cut, none when it is one row."""
    band = {span: held for span, held in filled.items() if span[0] == row and held}
    if len(band) < 2 or any(span[2] > 1 for span in band):
        return []
    lines = rows_of_words([w for held in band.values() for w in held])
    if len(lines) < 3:
        return []
    counts = {span: rows_of_words(held) for span, held in band.items()}
    full = [span for span, rows in counts.items() if len(rows) >= len(lines) - 1]
    valued = [
        span for span in full if sum(is_value(" ".join(w.text for w in r)) for r in counts[span]) * 4 >= 3 * len(counts[span])
    ]
    if len(full) < 2 or not valued:
        return []
    boxes = [(min(w.top for w in line), max(w.bottom for w in line)) for line in lines]
    return [(a[1] + b[0]) / 2 for a, b in zip(boxes, boxes[1:], strict=False)]


def _cut_row(
    lattice: Lattice, filled: dict[Spanned, list[Word]], row: int, cuts: list[float]
) -> tuple[Lattice, dict[Spanned, list[Word]]]:
    """The lattice with one band cut at some heights."""
    more = len(cuts)
    ys = [*lattice.ys[: row + 1], *cuts, *lattice.ys[row + 1 :]]
    spans: list[Spanned] = []
    for r, c, high, wide in lattice.spans:
        if r > row:
            spans.append((r + more, c, high, wide))
        elif r == row and high == 1:
            spans += [(r + n, c, 1, wide) for n in range(more + 1)]
        else:
            spans.append((r, c, high + more if r + high > row else high, wide))
    cut = Lattice(lattice.xs, ys, spans)
    return cut, _words_by_cell(cut, [w for held in filled.values() for w in held])


def inside(box: Box, word: Word) -> bool:
    """Whether a word's middle lies in a box."""
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]
