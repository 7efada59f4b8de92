"""Tables flattened into lines: rows whose last words are values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from foi_extract.layout.grids.cell_words import (
    LIST_MARK,
    MONTH,
    PROSE_END,
    YEAR,
    is_number,
    is_period,
)
from foi_extract.layout.grids.headings import heads_of
from foi_extract.layout.grids.lost_cells import put_by_totals
from foi_extract.layout.grids.rows import Row, grid_from_rows, stretch_in
from foi_extract.layout.grids.value_rows import Printed, value_runs
from foi_records.document import Document, Grid
from foi_records.spans import Stretch

FEW = 3
"""Rows, or values of a single row below heads, that a table has at least."""
MONTH_ALONE = re.compile(rf"{MONTH}\.?", re.IGNORECASE)
MONTH_YEAR = re.compile(rf"({MONTH})\.?\s+({YEAR})", re.IGNORECASE)


def aligned_grids(document: Document, lines: list[int | None]) -> Iterator[tuple[Grid, set[int]]]:
    """Every table of label-and-values rows among some lines, with the indexes of the lines it covers."""
    places = {index: at for at, index in enumerate(lines) if index is not None}
    for run in value_runs(document, lines):
        if len(run) == 1 and len(run[0].values) < FEW:
            continue
        found = _grid_of(document, lines, places, run)
        if found is not None:
            yield found


def _grid_of(
    document: Document, lines: list[int | None], places: dict[int, int], run: list[Printed]
) -> tuple[Grid, set[int]] | None:
    """The grid of a run of rows, if it is one: enough rows, plain labels, heads above.

    ``places`` says where in ``lines`` each line stands.
    """
    run = _from_head_row(run)
    count = _count_of(run[1:] if len(run) > 1 and _is_head_row(run[0], run[1:]) else run)
    above = run[0].index
    heads: list[Row] = []
    used = {i for row in run for i in row.lines}
    if _is_head_row(run[0], run[1:]):
        heads = [_heads_in_row(run[0])]
        run = run[1:]
    while len(heads) < 3 and (index := _line_before(document, lines, places[above])) is not None:
        found = heads_of(document.lines[index], count)
        if found is None or (heads and not _names_periods(document, found)):
            break
        heads.insert(0, found)
        used.add(index)
        above = index
    run = _months_parted(run, count)
    named = bool(heads) and len(heads[-1]) > count
    if not _is_table([row for row in run if row.values], count, bool(heads), named):
        return None
    rows, lost = _rows_of(document, run, count)
    head_rows: list[Row] = [[[]] * (count + 1 - len(head)) + head for head in heads]
    restored = frozenset((r + len(heads), c) for r, c in lost)
    return grid_from_rows(document, [*head_rows, *rows], "aligned", len(heads) or None, restored), used


def _rows_of(document: Document, run: list[Printed], count: int) -> tuple[list[Row], set[tuple[int, int]]]:
    """The cells of every row, and the places of those that a short row has lost."""
    body = [_row_of(row, count) for row in run]
    filled: list[list[list[Stretch] | None]] = [[*row, *([None] * (count + 1 - len(row)))] for row in body]
    placed = put_by_totals(filled, lambda cell: document.text[cell[-1].start : cell[-1].end])
    lost = {(r, c) for r, row in enumerate(placed) for c, cell in enumerate(row) if cell is None}
    return [[cell or [] for cell in row] for row in placed], {(r, c) for r, c in lost if run[r].values}


def _months_parted(run: list[Printed], count: int) -> list[Printed]:
    """Rows whose count was read as the year of their month ("Jan 2019 2031" below other bare months)."""
    if not any(MONTH_ALONE.fullmatch(row.words) for row in run):
        return run
    out = []
    for row in run:
        found = MONTH_YEAR.fullmatch(row.words) if len(row.values) < count else None
        if found:
            start = row.label[0] + row.line.text[row.label[0] :].index(found[2])
            values = [(start, start + 4, "value"), *row.values]
            out.append(replace(row, label=(row.label[0], start), values=values))
        else:
            out.append(row)
    return out


def _names_periods(document: Document, head: Row) -> bool:
    """Whether a second line of heads is one of periods (any other line above heads is a caption)."""
    texts = [document.text[s:e] for cell in head for s, e in cell]
    return sum(is_period(t) for t in texts) >= max(2, len(texts) - 1)


def _from_head_row(run: list[Printed]) -> list[Printed]:
    """A run from its row of column heads on, when there is one with other lines before it."""
    for at in range(1, len(run) - 1):
        if _is_head_row(run[at], run[at + 1 :]) and len(run[at].values) > len(run[at - 1].values):
            return run[at:]
    return run


def _count_of(run: list[Printed]) -> int:
    """How many value columns a run has: the commonest number of values, the larger one of equals."""
    counts = Counter(len(row.values) for row in run if row.values)
    return max(counts, key=lambda n: (counts[n], n))


def _line_before(document: Document, lines: list[int | None], at: int) -> int | None:
    """The nearest line above a place that is not blank (one blank line at most between them)."""
    for back in (1, 2):
        before = lines[at - back] if at >= back else None
        if before is None:
            return None
        if document.lines[before].text.strip():
            return before
    return None


def _is_head_row(row: Printed, rest: list[Printed]) -> bool:
    """Whether a row of values is really the heads of the columns: years or months above counts."""
    kinds = [row.line.text[s:e].strip() for s, e, _ in row.values]
    if row.label[1] > row.label[0] and is_period(row.words):
        kinds.insert(0, row.words)
    if not rest or len(kinds) < 2 or not all(is_period(k) for k in kinds):
        return False
    count = _count_of(rest)
    below = [rest[0].line.text[s:e].strip() for s, e, _ in rest[0].values]
    return count <= len(kinds) <= count + 1 and not all(is_period(b) for b in below)


def _heads_in_row(row: Printed) -> list[list[Stretch]]:
    """The heads that a row of periods gives, with the label before them when there is one."""
    heads = [[stretch_in(row.line, s, e)] for s, e, _ in row.values]
    if row.words:
        heads.insert(0, [stretch_in(row.line, *row.label)])
    return heads


def _row_of(row: Printed, count: int) -> Row:
    """The cells of a row: its label and its last ``count`` values."""
    label, values = row.with_values(count)
    above = [stretch_in(line, 0, len(line.text)) for _, line in row.before]
    below = [stretch_in(line, 0, len(line.text)) for _, line in row.after]
    return [
        [*above, stretch_in(row.line, *label), *below],
        *([stretch_in(row.line, s, e)] for s, e, _ in values),
    ]


def _is_table(run: list[Printed], count: int, headed: bool, named: bool) -> bool:
    """Whether a run of rows is plain enough to be a table.

    One value column needs heads above it, or periods down its side; several need three rows, or fewer
    below heads (``named``: the label column has one too).  A list mark, a dash or colon before the value, or
    an unfinished phrase says prose or list.
    """
    labels = [row.line.text[slice(*row.with_values(count)[0])].strip() for row in run]
    if any(not label and count == 1 for label in labels):
        return False
    numbers = sum(any(is_number(row.line.text[s:e]) for s, e, _ in row.values) for row in run)
    if numbers * 2 < len(run):
        return False
    marked = sum(bool(LIST_MARK.match(x)) and not is_period(x) for x in labels)
    loose = sum(bool(PROSE_END.search(x)) for x in labels)
    periods = sum(is_period(x) for x in labels)
    if marked * 3 > len(run) or loose * 4 > len(run):
        return False
    if count == 1:
        tidy = all(len(x) <= 60 and (x[0].isupper() or not x[0].isalpha()) for x in labels)
        return (tidy and len(run) >= 3 and (headed or periods >= 0.7 * len(run))) or (
            headed and tidy and len(run) >= 2
        )
    full = sum(len(row.values) >= count for row in run)
    if full * 2 <= len(run) or not _alike(run, count):
        return False
    return len(run) >= 3 or (headed and (count >= 3 or (named and len(run) >= 2)))


def _alike(run: list[Printed], count: int) -> bool:
    """Whether the values of each column are of one kind, marks aside, and no column is mere dashes."""
    for c in range(count):
        texts = [row.line.text[slice(*row.values[-count:][c][:2])] for row in run if len(row.values) >= count]
        kinds = {_kind(t) for t in texts} - {"mark"}
        if len(kinds) > 1 or (c == 0 and all(t.strip() in "-–—:=" for t in texts)):
            return False
    return True


def _kind(text: str) -> str:
    """The sort of a value: number, date or month, word, mark."""
    if is_number(text):
        return "number"
    if is_period(text):
        return "period"
    return "word" if text.strip().casefold() in ("yes", "no") else "mark"
