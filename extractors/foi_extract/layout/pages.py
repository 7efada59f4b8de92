"""One page's objects to its lines in reading order, the cells of its grids among them."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.layout.boxes import around, around_boxes, inside
from foi_extract.layout.columns import TOP_SHARE, ordered
from foi_extract.layout.printed import Printed, pieces_of_row, printed, rows_of_words
from foi_records.document import Cell, Grid
from foi_records.page_objects import Box, PageObjects, Word

BAND = 8.0
"""Cells are looked up by bands of the page this many points high."""
MARGIN = 0.08
"""Turned text in this share of the page's width from its edge is marginal."""


def lines_of_page(
    page: PageObjects, grids: Sequence[Grid], first_grid: int
) -> tuple[list[Printed], list[Printed]]:
    """A page's lines in reading order, and its marginal and slanting ones.

    ``grids`` are the page's; the document numbers them from ``first_grid``.
    """
    level = [w for w in page.words if w.angle == 0]
    turned = [w for w in page.words if w.angle != 0]
    blocks: list[tuple[Box, list[Printed]]] = []
    for number, grid in enumerate(grids, first_grid):
        box = _box_of(grid)
        if box is None:
            continue
        held, level = inside(level, box)
        held_turned, turned = inside(turned, box)
        lines, strays = lines_of_grid(grid, number, held, held_turned)
        level += [w for w in strays if w.angle == 0]
        turned += [w for w in strays if w.angle != 0]
        blocks.append((box, lines))
    letterhead = TOP_SHARE * page.height if page.number == 1 else 0.0
    out = _with_grids(level, sorted(blocks, key=lambda b: (b[0][1], b[0][0])), letterhead)
    body, marginal = _turned_lines(turned, page)
    return out + body, marginal


def _with_grids(
    words: list[Word], blocks: list[tuple[Box, list[Printed]]], letterhead: float
) -> list[Printed]:
    """Words in reading order with each grid in its place."""
    out: list[Printed] = []
    flow = 0
    for box, lines in blocks:
        middle = (box[1] + box[3]) / 2
        above = [w for w in words if (w.top + w.bottom) / 2 < middle]
        words = [w for w in words if (w.top + w.bottom) / 2 >= middle] if above else words
        before = _in_order(above, letterhead, flow)
        flow = max([line.flow for line in before], default=flow) + 1
        for line in lines:
            line.flow = flow
        flow += 1
        out += before + lines
    return out + _in_order(words, letterhead, flow)


def _in_order(words: Sequence[Word], letterhead: float, flow: int) -> list[Printed]:
    """Words as lines in reading order; their columns are numbered on from ``flow``."""
    lines = ordered([pieces_of_row(row) for row in rows_of_words(words)], letterhead)
    for line in lines:
        line.flow += flow
    return lines


def lines_of_grid(
    grid: Grid, number: int, words: list[Word], turned: list[Word]
) -> tuple[list[Printed], list[Word]]:
    """The lines of a grid cell by cell, row by row, and the words in its box that no cell holds."""
    cells = sorted((c for c in grid.cells if c.box is not None), key=lambda c: (c.row, c.column))
    held, strays = words_by_cell(cells, words)
    held_turned, strays_turned = words_by_cell(cells, turned)
    lines: list[Printed] = []
    for n, cell in enumerate(cells):
        place = (number, cell.row, cell.column)
        if n in held:
            lines += [printed(row, place) for row in rows_of_words(held[n])]
        if n in held_turned:
            lines += [_turned(run, place) for run in _turned_runs(held_turned[n])]
    return lines, strays + strays_turned


def words_by_cell(cells: Sequence[Cell], words: Sequence[Word]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Words by the index of the first cell whose box holds their middle, and the words that none holds."""
    if not words:
        return {}, []
    near: dict[int, list[tuple[float, float, float, float, int]]] = {}
    for n, cell in enumerate(cells):
        assert cell.box is not None
        x0, top, x1, bottom = cell.box
        for band in range(int(top // BAND), int(bottom // BAND) + 1):
            if band in near:
                near[band].append((x0, x1, top, bottom, n))
            else:
                near[band] = [(x0, x1, top, bottom, n)]
    held: dict[int, list[Word]] = {}
    strays: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for x0, x1, top, bottom, n in near.get(int(y // BAND), ()):
            if x0 <= x <= x1 and top <= y <= bottom:
                if n in held:
                    held[n].append(word)
                else:
                    held[n] = [word]
                break
        else:
            strays.append(word)
    return held, strays


def _box_of(grid: Grid) -> Box | None:
    """The box around a grid's cells."""
    boxes = [c.box for c in grid.cells if c.box is not None]
    return around_boxes(boxes) if boxes else None


def _turned_lines(words: list[Word], page: PageObjects) -> tuple[list[Printed], list[Printed]]:
    """Turned words as lines in the order drawn: those in the body, and the marginal or slanting ones."""
    body: list[Printed] = []
    marginal: list[Printed] = []
    for run in _turned_runs(words):
        line = _turned(run)
        line.flow = 1 << 20
        middle = (line.x0 + line.x1) / 2
        at_edge = not MARGIN * page.width < middle < (1 - MARGIN) * page.width
        (marginal if at_edge or run[0].angle < 0 else body).append(line)
    return body, marginal


def _turned(run: list[Word], cell: tuple[int, int, int] | None = None) -> Printed:
    """A line of turned words."""
    return Printed(run, *around(run), run[0].baseline, run[0].size, cell)


def _turned_runs(words: list[Word]) -> list[list[Word]]:
    """Turned words by the line they stand on, in the order drawn."""
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if last is not None and last.angle == word.angle and _same_turned_line(last, word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _same_turned_line(last: Word, word: Word) -> bool:
    """Whether two turned words stand on one line."""
    if word.angle in (90, 270):
        return abs(last.x0 - word.x0) < 0.5 * word.size
    return abs(last.top - word.top) < 0.5 * word.size or word.angle < 0
