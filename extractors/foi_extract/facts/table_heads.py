"""Which rows of a grid are heads, and the name that they give each column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.facts.table_marks import mark_of
from foi_extract.facts.table_values import DIGIT, MONTH_ONLY, YEAR, is_number
from foi_records.document import Cell, Grid

PERIOD = re.compile(
    r"(?:FY|AY)?\s?(?:(?:19|20)\d{2}(?:\s?[-–/]\s?(?:\d{4}|\d{2}))?|\d{2}/\d{2})(?:\s?\(.*\))?[*£’'s\s]*|(?:[A-Z][a-z]{2,8}|Q[1-4])[\s'’-]{1,2}\d{2,4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
)
YEAR_DIGITS = 4
MOST_HEADS = 5


def is_count(text: str) -> bool:
    """Whether a cell is a number that is not a year or a period."""
    if not DIGIT.search(text):
        return False
    if text.isdecimal() and len(text) != YEAR_DIGITS:
        return True
    words = " ".join(text.split())
    return not PERIOD.fullmatch(words) and not MONTH_ONLY.fullmatch(words) and is_number(words)


def _is_mark(text: str) -> bool:
    """Whether a cell is a mark that stands for a figure; a bare letter may name a column."""
    return mark_of(text) is not None and not text.strip().isalpha()


def head_rows(grid: Grid) -> tuple[int, int]:
    """How many rows at the top are titles (one cell across all columns), and the row where the body begins.

    The form's word counts first, then where the numbers begin.
    """
    rows, by_row = grid.rows(), _cells_by_row(grid)
    titles = 0
    while titles < len(rows) - 2 and _is_title(grid, by_row.get(titles, [])):
        titles += 1
    if grid.header_rows is not None:
        return min(titles, grid.header_rows), min(grid.header_rows, max(len(rows) - 1, 0))
    flagged = _flagged(by_row, len(rows))
    if flagged > titles:
        return titles, flagged
    count = titles
    while count < min(titles + MOST_HEADS, len(rows) - 1) and _is_head(rows, by_row, count, titles):
        count += 1
    return titles, count


def _is_title(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Whether a row is one cell across the table."""
    filled = [c for c in cells if c.text]
    return len(filled) == 1 and filled[0].column == 0 and filled[0].colspan >= grid.n_columns > 1


def foot_rows(grid: Grid, begin: int) -> int:
    """How many rows at the bottom are one cell of words across the table: notes, not data."""
    by_row, count = _cells_by_row(grid), 0
    last = grid.n_rows - 1
    while last - count > begin and _is_title(grid, cells := by_row.get(last - count, [])):
        if not any(len(c.text.split()) >= 5 for c in cells):
            break
        count += 1
    return count


def _cells_by_row(grid: Grid) -> dict[int, list[Cell]]:
    """The cells that begin in each row."""
    out: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        out.setdefault(cell.row, []).append(cell)
    return out


def _flagged(by_row: dict[int, list[Cell]], total: int) -> int:
    """Rows at the top all of whose filled cells the form calls heads."""
    count = 0
    while count < total - 1:
        filled = [c for c in by_row.get(count, ()) if c.text]
        if not filled or not all(c.header for c in filled):
            break
        count += 1
    return count


def _is_head(rows: Sequence[Sequence[str]], by_row: dict[int, list[Cell]], n: int, first: int) -> bool:
    """Whether row ``n`` is a head, the rows from ``first`` to it being heads."""
    row, below = rows[n], rows[n + 1 :]
    filled = [t for t in row if t]
    if not filled or any(is_count(t) for t in row) or any(_is_mark(t) for t in row[1:]):
        return False
    if n == first:
        return _numbers_below(row, below) or _bold_alone(by_row, n, len(rows)) or _names_all(row, below)
    above = by_row.get(n - 1, [])
    under_span = any(c.colspan > 1 or c.rowspan > 1 for c in above) or not row[0]
    return under_span and (_numbers_below(row, below) or _bold_alone(by_row, n, len(rows)))


def _numbers_below(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether some column has counts below a cell that is none."""
    for c in range(len(row)):
        cells = [r[c] for r in below if c < len(r) and r[c]]
        counts = sum(is_count(t) or _is_mark(t) for t in cells)
        if (
            mark_of(row[c]) is None
            and counts * 3 >= len(cells) > 0
            and counts
            and (row[c] or counts * 3 >= 2 * len(cells))
        ):
            return True
    return False


def _bold_alone(by_row: dict[int, list[Cell]], n: int, total: int) -> bool:
    """Whether a row is all bold and the one below it is not."""
    own = [c for c in by_row.get(n, ()) if c.text]
    under = [c for m in range(n + 1, min(n + 4, total)) for c in by_row.get(m, ()) if c.text]
    return bool(own) and all(c.bold for c in own) and any(not c.bold for c in under)


def _names_all(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row of words looks like names of columns: all filled, short, none of them met again below."""
    if len(row) < 2 or len(below) < 2 or not all(row) or len(set(row)) < len(row):
        return False
    if any(len(t.split()) > 7 or t.rstrip()[-1] in ".;" or YEAR.fullmatch(t) for t in row):
        return False
    met = {t.casefold() for r in below for t in r}
    longer = sum(len(t) for r in below for t in r) / max(1, sum(bool(t) for r in below for t in r))
    return not any(t.casefold() in met for t in row) and (
        longer >= 0.8 * sum(map(len, row)) / len(row) or len(below) >= 3
    )


def column_names(grid: Grid, titles: int, heads: int) -> tuple[str, ...] | None:
    """Each column's heads from top to bottom joined by " / "; null when no head has words."""
    width = grid.n_columns
    names: list[list[str]] = [[] for _ in range(width)]
    for row in range(titles, heads):
        for c in range(width):
            text = _covering(grid, row, c)
            if text and (not names[c] or names[c][-1] != text):
                names[c].append(text)
    joined = tuple(" / ".join(parts) for parts in names)
    return joined if any(joined) else None


def _covering(grid: Grid, row: int, column: int) -> str:
    """The text of the head cell that covers a place (a tall head counts in its first row only)."""
    for cell in grid.cells:
        if cell.row == row and cell.column <= column < cell.column + cell.colspan:
            return cell.text
    return ""
