"""Lattices made finer where their rulings leave rows or columns to the eye."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from foi_extract.layout.grids.bands import bands_of, numeric_columns, values_in
from foi_extract.layout.grids.blocks import strips_by_vote
from foi_extract.layout.grids.body_rows import around_anchors
from foi_extract.layout.grids.cell_words import is_value
from foi_extract.layout.grids.printed import PrintedLine, printed_lines, rows_of_words
from foi_extract.layout.grids.ruled import Lattice
from foi_records.page_objects import Word

Spanned = tuple[int, int, int, int]


def finer(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """A lattice with unruled columns, rows and cells cut where the words show them."""
    lattice = _columns_cut(lattice, words)
    lattice = _wide_cells_cut(lattice, words)
    lattice = _tall_cells_cut(lattice, words)
    lattice = _bands_cut(lattice, words)
    return _tall_cells_cut(lattice, words)


def words_by_cell(lattice: Lattice, words: Sequence[Word]) -> dict[Spanned, list[Word]]:
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
    return bisect.bisect_right(edges, at) - 1


def _columns_cut(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """Columns whose cells hold several columns of values, cut at the white between these."""
    filled = words_by_cell(lattice, words)
    for column in range(len(lattice.xs) - 2, -1, -1):
        own = [
            line
            for (_, c, _, wide), held in filled.items()
            if c == column and wide == 1
            for line in printed_lines(held)
        ]
        edges = _edges_inside(own)
        if edges:
            lattice = _cut_column(lattice, column, edges)
    return lattice


def _edges_inside(lines: Sequence[PrintedLine]) -> list[float]:
    """Places at which a column of cells is cut: white that most lines share, with values beside it."""
    many = [line for line in lines if len(line.segments) >= 2]
    if len(many) < 3 or len(many) * 5 < len(lines) * 3:
        return []
    if sum(is_value(line.segments[-1].text) for line in many) * 5 < len(many) * 3:
        return []
    return [(a + b) / 2 for a, b in strips_by_vote(many)]


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


def _wide_cells_cut(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """Cells over several columns cut at the column edges, when their segments keep to the columns."""
    filled = words_by_cell(lattice, words)
    spans: list[Spanned] = []
    for span in lattice.spans:
        r, _, high, wide = span
        groups = _kept_to_columns(lattice, span, filled[span]) if wide > 1 else None
        if groups is None:
            spans.append(span)
        else:
            spans += [(r, first, high, last - first + 1) for first, last in groups]
    return Lattice(lattice.xs, lattice.ys, spans)


def _kept_to_columns(lattice: Lattice, span: Spanned, words: Sequence[Word]) -> list[tuple[int, int]] | None:
    """The column groups that a wide cell falls into, or null when it is one cell."""
    _, column, _, wide = span
    edges = lattice.xs[column + 1 : column + wide]
    if any(w.x0 < edge - 1 and w.x1 > edge + 1 for w in words for edge in edges):
        return None
    lines = printed_lines(words, [(edge, -1e4, 1e5) for edge in edges] if _looks_cut(words, edges) else [])
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


def _bands_cut(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """Bands that hold several rows of values, cut between these."""
    filled = words_by_cell(lattice, words)
    for row in range(len(lattice.ys) - 2, -1, -1):
        held = [w for span, own in filled.items() if span[0] == row and span[2] == 1 for w in own]
        cuts = _rows_inside(held, lattice.xs)
        if cuts:
            lattice = _cut_row(lattice, row, cuts)
    return lattice


def _rows_inside(words: Sequence[Word], xs: Sequence[float]) -> list[float]:
    """Heights at which a band is cut: between its rows, when it has three or more of values."""
    edges = list(xs[1:-1])
    lines = printed_lines(words, [(edge, -1e4, 1e5) for edge in edges])
    if len(lines) < 3 or not edges:
        return []
    bands = bands_of(lines, [(edge, edge) for edge in edges])
    numeric = numeric_columns(bands, len(edges) + 1)
    anchors = [values_in(band, numeric) for band in bands]
    if sum(n >= 1 for n in anchors) < 3 or (
        sum(n >= 2 for n in anchors) < 3 and sum(n >= 1 for n in anchors) < len(bands)
    ):
        return []
    rows = around_anchors(bands, numeric)
    return [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]


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


def _tall_cells_cut(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """Cells over several rows that hold one line for nearly every row, cut into these rows."""
    filled = words_by_cell(lattice, words)
    spans: list[Spanned] = []
    for span in lattice.spans:
        r, c, high, wide = span
        lines = rows_of_words(filled[span]) if high >= 2 else []
        rows = {_band(lattice.ys, median((w.top + w.bottom) / 2 for w in line)) for line in lines}
        a_row_each = len(lines) >= 3 and len(rows) >= 0.7 * high and len(lines) <= high + 1
        listed = len(lines) > 3 * high and len(rows) == high and _end_in_values(lines)
        if a_row_each or listed:
            spans += [(r + n, c, 1, wide) for n in range(high)]
        else:
            spans.append(span)
    return Lattice(lattice.xs, lattice.ys, spans)


def _end_in_values(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether most lines of a cell end in a value."""
    return sum(is_value(line[-1].text) for line in lines) * 5 >= len(lines) * 4
