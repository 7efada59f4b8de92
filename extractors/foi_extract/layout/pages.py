"""One page's objects to its lines in reading order, the cells of its grids among them."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.layout.columns import TOP_SHARE, ordered
from foi_extract.layout.printed import Printed, pieces_of_row, printed, rows_of_words
from foi_records.document import Cell, Grid
from foi_records.page_objects import Box, PageObjects, Word

BAND = 16.0
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
        held, level = _parted(level, box)
        held_turned, turned = _parted(turned, box)
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
    for box, lines in [*blocks, ((0.0, float("inf"), 0.0, float("inf")), [])]:
        above = [
            w
            for w in words
            if (w.top + w.bottom) / 2 < (box[1] if box[1] == box[3] else (box[1] + box[3]) / 2)
        ]
        taken = set(map(id, above))
        words = [w for w in words if id(w) not in taken]
        ordered_lines = ordered([pieces_of_row(row) for row in rows_of_words(above)], letterhead)
        for line in ordered_lines:
            line.flow += flow
        flow = max((line.flow for line in ordered_lines), default=flow) + 1
        for line in lines:
            line.flow = flow
        flow += 1
        out += ordered_lines + lines
    return out


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
        lines += [printed(row, place) for row in rows_of_words(held.get(n, ()))]
        lines += [
            Printed(run, *_around(run), run[0].baseline, run[0].size, place)
            for run in _turned_runs(held_turned.get(n, []))
        ]
    return lines, strays + strays_turned


def words_by_cell(cells: Sequence[Cell], words: Sequence[Word]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Words by the index of the first cell whose box holds their middle, and the words that none holds."""
    bands: dict[int, list[int]] = {}
    for n, cell in enumerate(cells):
        assert cell.box is not None
        for band in range(int(cell.box[1] // BAND), int(cell.box[3] // BAND) + 1):
            bands.setdefault(band, []).append(n)
    held: dict[int, list[Word]] = {}
    strays: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for n in bands.get(int(y // BAND), ()):
            box = cells[n].box
            if box is not None and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                held.setdefault(n, []).append(word)
                break
        else:
            strays.append(word)
    return held, strays


def _parted(words: list[Word], box: Box) -> tuple[list[Word], list[Word]]:
    """The words whose middle is in a box, and the others."""
    x0, top, x1, bottom = box
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        (inside if x0 <= x <= x1 and top <= y <= bottom else outside).append(word)
    return inside, outside


def _box_of(grid: Grid) -> Box | None:
    """The box around a grid's cells."""
    boxes = [c.box for c in grid.cells if c.box is not None]
    if not boxes:
        return None
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _turned_lines(words: list[Word], page: PageObjects) -> tuple[list[Printed], list[Printed]]:
    """Turned words as lines in the order drawn: those in the body, and the marginal or slanting ones."""
    body: list[Printed] = []
    marginal: list[Printed] = []
    for run in _turned_runs(words):
        line = Printed(run, *_around(run), run[0].baseline, run[0].size, flow=1 << 20)
        middle = (line.x0 + line.x1) / 2
        at_edge = not MARGIN * page.width < middle < (1 - MARGIN) * page.width
        (marginal if at_edge or run[0].angle < 0 else body).append(line)
    return body, marginal


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


def _around(words: Sequence[Word]) -> Box:
    """The box around words."""
    return (
        min(w.x0 for w in words),
        min(w.top for w in words),
        max(w.x1 for w in words),
        max(w.bottom for w in words),
    )
