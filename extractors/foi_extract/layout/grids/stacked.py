"""Tables that a converter left as one cell a line, with the empty cells lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foi_extract.layout.grids.cell_words import (
    PROSE_END,
    is_label,
    is_number,
    is_period,
    is_value,
)
from foi_extract.layout.grids.lost_cells import put_by_totals
from foi_extract.layout.grids.rows import Row, grid_from_rows, stretch_in
from foi_records.document import Document, Grid
from foi_records.spans import Stretch

WIDEST = 12
LONGEST_CELL = 70
FEWEST = 3
"""Values that a stacked table has at least."""


@dataclass(slots=True)
class Item:
    """One stacked cell: its printed lines, whether it is a value or a label, whether a blank follows."""

    lines: list[int]
    text: str
    value: bool
    period: bool
    gap_before: bool = False


def stacked_grids(document: Document, lines: list[int | None]) -> Iterator[tuple[Grid, set[int]]]:
    """Every stacked table among some lines, with the indexes of the lines it covers."""
    for run in _runs(document, lines):
        at = 0
        while at < len(run):
            found = _table_from(run, at)
            if found is None:
                at += 1
                continue
            head, width, rows, end = found
            yield _grid(document, run, head, width, rows)
            at = end


def _runs(document: Document, lines: list[int | None]) -> Iterator[list[Item]]:
    """Runs of short lines that may be cells; single blank lines inside are passed over."""
    for stretch in _stretches(document, lines):
        run: list[Item] = []
        blanks = 0
        for i, text, value in stretch:
            if not text and blanks < 2:
                blanks += 1
                continue
            if text and (value or is_label(text)):
                period = is_period(text)
                if run and not blanks and _is_rest(run[-1], text, period):
                    run[-1].lines.append(i)
                    run[-1].text += " " + text
                    continue
                counts = value and not (period and not is_number(text))
                run.append(Item([i], text, counts, period, blanks > 0))
            elif run:
                if sum(item.value for item in run) >= FEWEST:
                    yield run
                run = []
            blanks = 0
        if sum(item.value for item in run) >= FEWEST:
            yield run


def _stretches(document: Document, lines: list[int | None]) -> Iterator[list[tuple[int, str, bool]]]:
    """Stretches of lines that are short and end in no stop, their words, and whether they are values.

    Only where there are enough values in one need its lines be looked at closely.
    """
    stretch: list[tuple[int, str, bool]] = []
    values = 0
    for i in [*lines, None]:
        text = "" if i is None else document.lines[i].text.strip()
        if i is not None and not text:
            stretch.append((i, text, False))
            continue
        value = 0 < len(text) <= LONGEST_CELL and is_value(text)
        if i is not None and (value or (len(text) <= LONGEST_CELL and text[-1] not in ".;,?")):
            stretch.append((i, text, value))
            values += value
            continue
        if values >= FEWEST:
            yield stretch
        stretch, values = [], 0


def _is_rest(last: Item, text: str, period: bool) -> bool:
    """Whether a line is the rest of the label above it, wrapped."""
    if last.value or last.period or period or is_value(text):
        return False
    return text[0].islower() or text[0] in "(&" or PROSE_END.search(last.text) is not None


def _is_key(item: Item) -> bool:
    """Whether an item can name a row: a label or a period ("2019" is both a number and a year)."""
    return not item.value or item.period


def _table_from(run: list[Item], at: int) -> tuple[int, int, list[list[int | None]], int] | None:
    """The table whose first body row begins at an item: head length, width, rows of items, end."""
    if not _is_key(run[at]):
        return None
    if at and run[at - 1].value and _is_key(run[at - 1]) is False:
        return None
    for width in range(WIDEST, 1, -1):
        rows, end = _rows_of(run, at, width)
        full = sum(1 for row in rows if None not in row)
        if rows and all(run[i].period for i in rows[0] if i is not None) and None in rows[0]:
            continue
        if full < (3 if width == 2 else 2) or full < 0.6 * len(rows):
            continue
        head = _head_before(run, at, width)
        keys_are_periods = sum(run[row[0]].period for row in rows if row[0] is not None) >= 0.6 * len(rows)
        if head or keys_are_periods or (width > 2 and full >= 3):
            return head, width, rows, end
    return None


def _rows_of(run: list[Item], at: int, width: int) -> tuple[list[list[int | None]], int]:
    """Rows of a key and ``width - 1`` values; a key with fewer has lost its empty cells."""
    rows: list[list[int | None]] = []
    i = at
    while i < len(run) and _is_key(run[i]):
        values: list[int] = []
        j = i + 1
        dated = width > 2 and not run[i].period
        while j < len(run) and len(values) < width - 1 and (run[j].value or (dated and run[j].period)):
            if (
                run[j].period
                and width == 2
                and not (j + 1 >= len(run) or not run[j + 1].value or run[j + 1].period)
            ):
                break
            values.append(j)
            j += 1
        if j < len(run) and len(values) == width - 1 and run[j].value and not run[j].period:
            break
        if not values and rows and (len(rows) < 2 or j >= len(run) or not _continues(run, j, width)):
            break
        if not values and not rows:
            break
        rows.append([i, *values, *([None] * (width - 1 - len(values)))])
        i = j
    while rows and rows[-1][1] is None:
        last = rows.pop()[0]
        i = last if last is not None else i
    return rows, i


def _continues(run: list[Item], i: int, width: int) -> bool:
    """Whether a whole row stands at an item, so that the key before it has lost its values."""
    tail = run[i + 1 : i + width]
    return _is_key(run[i]) and len(tail) == width - 1 and all(item.value for item in tail)


def _head_before(run: list[Item], at: int, width: int) -> int:
    """How many items above the body are its column heads.

    Just ``width`` of them; one fewer when these are periods, for the corner was empty; else none.
    """
    spaced = sum(item.gap_before for item in run) * 2 > len(run)
    count = 0
    while count <= width and at - count - 1 >= 0:
        item = run[at - count - 1]
        if item.value and not item.period:
            break
        count += 1
        if item.gap_before and not spaced:
            break
    if count == width or (spaced and count > width):
        return width
    if count == width + 1:
        return width
    tail = run[at - width + 1 : at] if width > 2 else []
    return width - 1 if len(tail) == width - 1 and count >= width - 1 and all(i.period for i in tail) else 0


def _grid(
    document: Document, run: list[Item], head: int, width: int, rows: list[list[int | None]]
) -> tuple[Grid, set[int]]:
    """The grid of a stacked table, its lost cells put back as empty ones."""
    first = rows[0][0]
    assert first is not None
    body = put_by_totals([list(row) for row in rows], lambda i: run[i].text)
    lost = {(r, c) for r, row in enumerate(body) for c, i in enumerate(row) if i is None}
    if not head and _names_columns(run, body):
        head = width
    elif head:
        heads: list[int | None] = [*([None] * (width - head)), *range(first - head, first)]
        body.insert(0, heads)
        lost = {(r + 1, c) for r, c in lost}
    used: set[int] = set()

    def cell(i: int | None) -> list[Stretch]:
        if i is None:
            return []
        used.update(run[i].lines)
        return [stretch_in(document.lines[n], 0, len(document.lines[n].text)) for n in run[i].lines]

    table: list[Row] = [[cell(i) for i in row] for row in body]
    return grid_from_rows(document, table, "stacked", 1 if head else None, frozenset(lost)), used


def _names_columns(run: list[Item], body: list[list[int | None]]) -> bool:
    """Whether the first row is one of heads after all: a label and periods, with counts below them."""
    first = [run[i] for i in body[0][1:] if i is not None]
    below = [run[i] for row in body[1:] for i in row[1:] if i is not None]
    return len(first) > 1 and all(i.period for i in first) and not all(i.period for i in below)
