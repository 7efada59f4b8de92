"""What is odd about a table: totals that are not the sums of their parts, cells lost on the way."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.facts.table_totals import Check
from foi_records.document import Document, Grid
from foi_records.facts import Finding
from foi_records.spans import Span
from foi_records.table import Table


def findings_of_table(
    document: Document, grid: Grid, table: Table, checks: Sequence[Check], begin: int
) -> list[Finding]:
    """The findings of one table, whose body begins in the grid's row ``begin``."""
    return [
        *_mismatch(document, grid, table, checks, begin),
        *_lost_cells(document, grid, table, checks, begin),
    ]


def _mismatch(
    document: Document, grid: Grid, table: Table, checks: Sequence[Check], begin: int
) -> list[Finding]:
    """A finding for the printed totals that are not the sums of their parts; both figures are given."""
    wrong = [check for check in checks if check.agrees is False]
    if not wrong or table.total is None:
        return []
    said = "; ".join(f"{shown(c.printed)} printed, {shown(c.summed)} added up" for c in wrong[:6])
    some = f"{len(wrong)} of {len(checks)} printed totals are not the sum of their parts"
    rows = set() if table.total.row is None else {table.total.row + begin}
    return [
        Finding(
            code="table-total-mismatch",
            severity="warning",
            message=f"Table {table.id}: {some} ({said}).",
            spans=_spans_of_rows(document, grid, rows) or table.spans[:1],
        )
    ]


def _lost_cells(
    document: Document, grid: Grid, table: Table, checks: Sequence[Check], begin: int
) -> list[Finding]:
    """A finding for cells lost in conversion and put back empty, with what a total says of a single one."""
    lost = [c for c in grid.cells if c.restored]
    if not lost:
        return []
    places = "; ".join(_place(table, c.row - begin, c.column) for c in lost[:4])
    cells = "1 empty cell was" if len(lost) == 1 else f"{len(lost)} empty cells were"
    message = f"Table {table.id}: {cells} lost in conversion and put back at {places}."
    agreed = {c.line for c in checks if c.agrees and not c.across}
    if grid.n_columns > 2 and not {c.column for c in lost} <= agreed:
        message += " Nothing tells which cell of the row was lost; the last is shown empty."
    elif len(lost) == 1:
        message += _said_by_total(checks, lost[0].row - begin, lost[0].column)
    spans = _spans_of_rows(document, grid, {c.row for c in lost})
    return [Finding(code="cell-lost", severity="info", message=message, spans=spans)]


def _said_by_total(checks: Sequence[Check], row: int, column: int) -> str:
    """What the total of its column says of the one lost cell."""
    check = next((c for c in checks if c.line == column and not c.across), None)
    if check is None:
        return ""
    if check.agrees:
        return f" The total of {shown(check.printed)} is the sum of the other cells, so it adds nothing."
    if check.unknown != (row,):
        return ""
    rest = shown(check.printed - check.summed)
    return f" The total of {shown(check.printed)} would make it {rest}; it is left empty."


def _spans_of_rows(document: Document, grid: Grid, rows: set[int]) -> tuple[Span, ...]:
    """The evidence for whole rows of a grid: a span for every piece of a cell."""
    return tuple(document.span(*s) for c in grid.cells if c.row in rows for s in c.stretches)


def _place(table: Table, row: int, column: int) -> str:
    """Where a cell is, in the table's own words."""
    name = table.columns[column] if table.columns and table.columns[column] else f"column {column + 1}"
    return f"row “{table.rows[row][0] or row + 1}”, “{name}”"


def shown(number: float) -> str:
    """A number with thousands and without needless decimals."""
    whole = round(number, 2)
    return f"{int(whole):,}" if whole == int(whole) else f"{whole:,}"
