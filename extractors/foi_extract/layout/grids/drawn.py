"""Tables drawn with characters: box lines, pipes, plus and minus, markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from foi_extract.layout.grids.cell_words import is_value
from foi_extract.layout.grids.rows import Row, grid_from_rows, stretch_in
from foi_records.document import Document, Grid, Line

BORDER = re.compile(r"[\s:|│┃║+─━═=\-┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛]{3,}$")
BAR = re.compile(r"(?<!\\)[|│┃║]")
SPACED_BAR = re.compile(r"(?<=\s)[|│┃║](?=\s|$)")
CLOSING = re.compile(r"^\s*[└╚┗]")
OPENING = re.compile(r"^\s*[┌╔┏]")
DRAWN = re.compile(r"[+|│┃║┌├└╔╠╚┏┣┗]")
"""One of these is in every line of a drawn table."""


def drawn_grids(document: Document, lines: list[int | None]) -> Iterator[tuple[Grid, set[int]]]:
    """Every drawn table among some lines, with the indexes of the lines it covers."""
    if DRAWN.search(document.text) is None:
        return
    for block in _blocks(document, lines):
        texts = [document.lines[i].text.strip() for i in block]
        ruled = any(_is_border(text) for text in texts)
        open_sided = not all(_is_border(text) or text[0] in "|│┃║" for text in texts)
        if not ruled and (open_sided or len(block) < 3):
            continue
        grid = _grid_of(document, block)
        if grid is not None:
            yield grid, set(block)


def _is_border(text: str) -> bool:
    """Whether a line is drawn only (a rule of minus signs alone is a border only inside a block)."""
    return BORDER.match(text.strip()) is not None and any(c in text for c in "─━═-=")


def _belongs(text: str) -> bool:
    """Whether a line is part of a drawn table: a border with corners, or cells between bars."""
    words = text.strip()
    if _is_border(words):
        return len(words) > 3 and (words[0] in "+|┌├└╔╠╚┏┣┗│" or "+" in words)
    if words[0] in "|│┃║":
        return BAR.search(words, 1) is not None
    return SPACED_BAR.search(words) is not None


def _blocks(document: Document, lines: list[int | None]) -> Iterator[list[int]]:
    """Runs of lines that belong to one drawn table."""
    block: list[int] = []
    for i in [*lines, None]:
        text = "" if i is None else document.lines[i].text
        if i is not None and DRAWN.search(text) and _belongs(text):
            if OPENING.match(text) and block:
                yield block
                block = []
            block.append(i)
            if CLOSING.match(text):
                yield block
                block = []
        elif block:
            yield block
            block = []


def _cells_of(line: Line) -> Row:
    """The stretches between a line's bars."""
    text = line.text
    bars = [m.start() for m in BAR.finditer(text)]
    left = [] if bars and not text[: bars[0]].strip() else [-1]
    right = [] if bars and not text[bars[-1] + 1 :].strip() else [len(text)]
    edges = [*left, *bars, *right]
    return [[stretch_in(line, a + 1, b)] for a, b in pairwise(edges)]


def _grid_of(document: Document, block: list[int]) -> Grid | None:
    """The rows of a block: one a band between borders, or one a line where only the head is ruled off."""
    bands: list[list[Row]] = [[]]
    for i in block:
        if _is_border(document.lines[i].text):
            bands.append([])
        else:
            bands[-1].append(_cells_of(document.lines[i]))
    bands = [band for band in bands if band]
    if not bands:
        return None
    headed = len(bands) >= 2
    if len(bands) <= 2 and _one_row_a_line(document, bands[-1]):
        rows = [_joined(bands[0]), *bands[1]] if headed else bands[0]
    else:
        rows = [_joined(band) for band in bands]
    width = max(len(row) for row in rows)
    if width < 2 or len(rows) < 2:
        return None
    return grid_from_rows(document, rows, "aligned", 1 if headed else None)


def _one_row_a_line(document: Document, band: list[Row]) -> bool:
    """Whether each line of a band is a row of its own and not a part of one wrapped row."""
    filled = sum(1 for row in band if row and any(s < e for s, e in row[0]))
    values = sum(1 for row in band if any(is_value(document.text[s:e]) for c in row[1:] for s, e in c))
    return filled == len(band) or (values >= 2 and values >= len(band) / 2)


def _joined(band: list[Row]) -> Row:
    """The lines of one row put together, column by column."""
    out: Row = [[] for _ in range(max(len(row) for row in band))]
    for row in band:
        for column, cell in zip(out, row, strict=False):
            column.extend(s for s in cell if s.start < s.end)
    return out
