"""Lattices made finer where their rulings leave rows or columns to the eye."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from foi_extract.layout.grids.bands import bands_of, numeric_columns, values_in
from foi_extract.layout.grids.blocks import strips_by_vote
from foi_extract.layout.grids.body_rows import around_anchors
from foi_extract.layout.grids.cell_words import is_value
from foi_extract.layout.grids.printed import (
    PrintedLine,
    lines_of_rows,
    rows_of_words,
    segments_of,
)
from foi_extract.layout.grids.ruled import Lattice
from foi_records.page_objects import Word

Spanned = tuple[int, int, int, int]


@dataclass(slots=True)
class Held:
    """The words in a cell, and the printed lines that they make, grouped when first asked for."""

    words: list[Word] = field(default_factory=list)
    _rows: list[list[Word]] | None = None

    @property
    def rows(self) -> list[list[Word]]:
        """Its printed lines, from top to bottom."""
        if self._rows is None:
            self._rows = rows_of_words(self.words)
        return self._rows


Filled = dict[Spanned, Held]


def finer(lattice: Lattice, words: Sequence[Word]) -> tuple[Lattice, Filled]:
    """A lattice with unruled columns, rows and cells cut where the words show them, and each cell's words."""
    filled = words_by_cell(lattice, words)
    for cut in (_columns_cut, _wide_cells_cut, _tall_cells_cut, _bands_cut, _tall_cells_cut):
        found = cut(lattice, filled)
        if found is not lattice:
            lattice, filled = found, words_by_cell(found, words)
    return lattice, filled


def words_by_cell(lattice: Lattice, words: Sequence[Word]) -> Filled:
    """Each cell's words: those whose middle lies in its box."""
    xs, ys = lattice.xs, lattice.ys
    out: Filled = {}
    columns = len(xs) - 1
    place = [Held()] * (columns * (len(ys) - 1))
    for span in lattice.spans:
        row, column, high, wide = span
        held = out[span] = Held()
        for begin in range(row * columns + column, (row + high) * columns, columns):
            place[begin : begin + wide] = [held] * wide
    x0, top, x1, bottom = lattice.box
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if x0 <= x < x1 and top <= y < bottom:
            place[(bisect_right(ys, y) - 1) * columns + bisect_right(xs, x) - 1].words.append(word)
    return out


def _band(edges: Sequence[float], at: float) -> int | None:
    """The number of the band between two edges that holds a place."""
    if not edges[0] <= at < edges[-1]:
        return None
    return bisect_right(edges, at) - 1


def _columns_cut(lattice: Lattice, filled: Filled) -> Lattice:
    """Columns whose cells hold several columns of values, cut at the white between these."""
    cells: dict[int, list[Held]] = {}
    for (_, column, _, wide), held in filled.items():
        if wide == 1 and held.words:
            cells.setdefault(column, []).append(held)
    for column in sorted(cells, reverse=True):
        edges = _edges_inside(cells[column])
        if edges:
            lattice = _cut_column(lattice, column, edges)
    return lattice


def _edges_inside(cells: Sequence[Held]) -> list[float]:
    """Places at which a column of cells is cut: white that most lines share, with values beside it."""
    found = [segments_of(row) for held in cells if len(held.words) > 1 for row in held.rows]
    many = [segments for segments in found if len(segments) >= 2]
    if len(many) < 3:
        return []
    single = [segments_of(held.words) for held in cells if len(held.words) == 1]
    lines = sum(map(bool, found + single))
    if len(many) * 5 < lines * 3 or sum(is_value(parts[-1].text) for parts in many) * 5 < len(many) * 3:
        return []
    return [(a + b) / 2 for a, b in strips_by_vote([PrintedLine(segments) for segments in many])]


def _cut_column(lattice: Lattice, column: int, edges: list[float]) -> Lattice:
    """The lattice with one column cut at some places; cells of one segment across a cut stay whole."""
    more = len(edges)
    xs = [*lattice.xs[: column + 1], *edges, *lattice.xs[column + 1 :]]
    spans: list[Spanned] = []
    for r, c, high, wide in lattice.spans:
        if c > column:
            spans.append((r, c + more, high, wide))
        elif c + wide > column:
            spans.append((r, c, high, wide + more))
        else:
            spans.append((r, c, high, wide))
    return Lattice(xs, lattice.ys, spans)


def _wide_cells_cut(lattice: Lattice, filled: Filled) -> Lattice:
    """Cells over several columns cut at the column edges, when their segments keep to the columns."""
    cut: dict[Spanned, list[Spanned]] = {}
    for span, held in filled.items():
        r, _, high, wide = span
        groups = _kept_to_columns(lattice, span, held) if wide > 1 and len(held.words) > 1 else None
        if groups is not None:
            cut[span] = [(r, first, high, last - first + 1) for first, last in groups]
    return _with_cut(lattice, cut)


def _with_cut(lattice: Lattice, cut: dict[Spanned, list[Spanned]]) -> Lattice:
    """The lattice with some of its cells in pieces; itself when there are none."""
    if not cut:
        return lattice
    spans = [piece for span in lattice.spans for piece in cut.get(span, (span,))]
    return Lattice(lattice.xs, lattice.ys, spans)


def _kept_to_columns(lattice: Lattice, span: Spanned, held: Held) -> list[tuple[int, int]] | None:
    """The column groups that a wide cell falls into, or null when it is one cell."""
    _, column, _, wide = span
    edges = lattice.xs[column + 1 : column + wide]
    if any(w.x0 < edge - 1 and w.x1 > edge + 1 for w in held.words for edge in edges):
        return None
    cut = _looks_cut(held.words, edges)
    lines = lines_of_rows(held.rows, [(edge, -1e4, 1e5) for edge in edges] if cut else [])
    segments = [s for line in lines for s in line.segments]
    if len(segments) < 2 or len(lines[0].segments) < 2:
        return None
    homes = [(sum(e <= s.x0 + 1 for e in edges), sum(e < s.x1 - 1 for e in edges)) for s in segments]
    starts = sorted({first for first, _ in homes})
    if len(starts) < 2 or any(first != last for first, last in homes):
        return None
    return [(column + n, column + n) for n in range(wide)]


def _looks_cut(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether values stand on both sides of most edges (heads over several columns do not)."""
    values = [w for w in words if is_value(w.text)]
    return len(values) >= max(2, len(edges)) and len(values) * 2 >= len(words)


def _bands_cut(lattice: Lattice, filled: Filled) -> Lattice:
    """Bands that hold several rows of values, cut between these."""
    bands: dict[int, list[Word]] = {}
    for (row, _, high, _), held in filled.items():
        if high == 1 and held.words:
            bands.setdefault(row, []).extend(held.words)
    for row in sorted(bands, reverse=True):
        cuts = _rows_inside(bands[row], lattice.xs)
        if cuts:
            lattice = _cut_row(lattice, row, cuts)
    return lattice


def _rows_inside(words: Sequence[Word], xs: Sequence[float]) -> list[float]:
    """Heights at which a band is cut: between its rows, when it has three or more of values."""
    edges = list(xs[1:-1])
    if not edges or len(words) < 3 or len(rows := rows_of_words(words)) < 3:
        return []
    lines = lines_of_rows(rows, [(edge, -1e4, 1e5) for edge in edges])
    if len(lines) < 3:
        return []
    bands = bands_of(lines, [(edge, edge) for edge in edges])
    numeric = numeric_columns(bands, len(edges) + 1)
    anchors = [values_in(band, numeric) for band in bands]
    if sum(n >= 1 for n in anchors) < 3 or (
        sum(n >= 2 for n in anchors) < 3 and sum(n >= 1 for n in anchors) < len(bands)
    ):
        return []
    cut = around_anchors(bands, numeric)
    return [(a.bottom + b.top) / 2 for a, b in pairwise(cut)]


def _cut_row(lattice: Lattice, row: int, cuts: list[float]) -> Lattice:
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
    return Lattice(lattice.xs, ys, spans)


def _tall_cells_cut(lattice: Lattice, filled: Filled) -> Lattice:
    """Cells over several rows that hold one line for nearly every row, cut into these rows."""
    cut: dict[Spanned, list[Spanned]] = {}
    for span, held in filled.items():
        r, c, high, wide = span
        if high < 2 or len(held.words) < 3:
            continue
        lines = held.rows
        rows = {_band(lattice.ys, median((w.top + w.bottom) / 2 for w in line)) for line in lines}
        a_row_each = len(lines) >= 3 and len(rows) >= 0.7 * high and len(lines) <= high + 1
        listed = len(lines) > 3 * high and len(rows) == high and _end_in_values(lines)
        if a_row_each or listed:
            cut[span] = [(r + n, c, 1, wide) for n in range(high)]
    return _with_cut(lattice, cut)


def _end_in_values(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether most lines of a cell end in a value."""
    return sum(is_value(line[-1].text) for line in lines) * 5 >= len(lines) * 4
