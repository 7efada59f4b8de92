"""Data grids to tables: named columns, typed values, notes, and totals added up again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from foi_extract.facts.places import exchange_at
from foi_extract.facts.table_findings import findings_of_table
from foi_extract.facts.table_heads import column_names, foot_rows, head_rows
from foi_extract.facts.table_marks import legends_in, mark_of
from foi_extract.facts.table_roles import is_data
from foi_extract.facts.table_surroundings import caption_of, notes_of
from foi_extract.facts.table_totals import (
    Check,
    checks_of_column,
    checks_of_row,
    status_of,
    total_column,
    total_row,
)
from foi_extract.facts.table_values import column_from_cells, value_from_cell
from foi_records.document import Document, Grid
from foi_records.facts import Finding
from foi_records.letter import Letter, Pairing
from foi_records.spans import Span, Stretch
from foi_records.table import CellValue, Table, Total


def tables(letter: Letter, pairing: Pairing) -> tuple[list[Table], list[Finding]]:
    """The data tables of a letter in document order, and what is odd about them."""
    out: list[Table] = []
    findings: list[Finding] = []
    order = sorted(range(len(letter.document.grids)), key=lambda n: letter.document.grids[n].stretches[:1])
    for number in order:
        grid = letter.document.grids[number]
        if is_data(letter, pairing, grid):
            table, odd = table_from_grid(letter, pairing, number, f"t{len(out) + 1}")
            out.append(table)
            findings += odd
    return out, findings


def table_from_grid(letter: Letter, pairing: Pairing, number: int, name: str) -> tuple[Table, list[Finding]]:
    """One data grid as a table, with its findings."""
    document, grid = letter.document, letter.document.grids[number]
    questions = tuple(s for p in pairing.pairs for s in (*p.question, *p.restated))
    titles, begin = head_rows(grid)
    columns = column_names(grid, titles, begin)
    foot = grid.n_rows - foot_rows(grid, begin)
    rows = grid.rows()[begin:foot]
    notes = [s for c in grid.cells if c.row >= foot for s in c.stretches] + notes_of(
        document, grid, questions
    )
    values = typed_rows(document, grid, columns, rows, notes, begin)
    row, column, checks = _checked(columns, rows, values)
    title = " ".join(t for r in grid.rows()[:titles] for t in r if t)
    table = Table(
        id=name,
        exchange=_exchange(pairing, grid, number),
        caption=title or caption_of(document, grid, questions),
        columns=columns,
        rows=tuple(tuple(r) for r in rows),
        values=values,
        notes=tuple(" ".join(document.text[s:e].split()) for s, e in notes),
        total=None
        if row is None and column is None
        else Total(row=row, column=column, status=status_of(checks)),
        regions=grid.regions or None,
        element=grid.element,
        origin="ocr" if _is_read_by_ocr(document, grid) else grid.origin,
        spans=_spans(document, grid),
    )
    return table, findings_of_table(document, grid, table, checks, begin)


def typed_rows(
    document: Document,
    grid: Grid,
    columns: tuple[str, ...] | None,
    rows: Sequence[Sequence[str]],
    notes: Sequence[Stretch],
    begin: int,
) -> tuple[tuple[CellValue, ...], ...]:
    """The rows' values, each read with its column and with the legend of the marks that occur."""
    width = grid.n_columns
    marks = {mark for r in rows for t in r if (mark := mark_of(t)) is not None}
    said = "\n".join(document.text[s:e] for s, e in notes)
    legends = legends_in(document.text, marks, said) if marks else {}
    kinds = [
        column_from_cells(columns[c] if columns else "", [r[c] for r in rows], c == 0) for c in range(width)
    ]
    restored = {(c.row - begin, c.column) for c in grid.cells if c.restored}

    @cache
    def value(text: str, column: int, lost: bool) -> CellValue:
        return value_from_cell(text, kinds[column], legends, lost)

    return tuple(
        tuple(value(text, c, (n, c) in restored) for c, text in enumerate(r)) for n, r in enumerate(rows)
    )


def _is_read_by_ocr(document: Document, grid: Grid) -> bool:
    """Whether a grid stands on pages whose words were read by OCR."""
    return bool(grid.regions) and all(region.page in document.ocr_pages for region in grid.regions)


def _exchange(pairing: Pairing, grid: Grid, number: int) -> str | None:
    """The exchange that a grid answers: said by the pairing, else by whose answer holds its first word."""
    said = next((p.id for p in pairing.pairs if number in p.grids), None)
    return said or (exchange_at(pairing, grid.stretches[0].start) if grid.stretches else None)


def _spans(document: Document, grid: Grid) -> tuple[Span, ...]:
    """The evidence for a table: one span for every unbroken run of its cells."""
    runs: list[Stretch] = []
    for start, end in grid.stretches:
        if runs and not document.text[runs[-1].end : start].strip(" \n\t|│┃║+─━═-┌┬┐├┼┤└┴┘:"):
            runs[-1] = Stretch(runs[-1].start, max(end, runs[-1].end))
        else:
            runs.append(Stretch(start, end))
    return tuple(document.span(*run) for run in runs)


def _checked(
    columns: tuple[str, ...] | None, rows: Sequence[Sequence[str]], values: Sequence[Sequence[CellValue]]
) -> tuple[int | None, int | None, list[Check]]:
    """The total row and column, and every printed total with the sum of its parts."""
    keys = [next((t for t in r[:2] if t and any(c.isalpha() for c in t)), r[0]) for r in rows]
    row, column = total_row(keys), total_column(columns)
    checks = checks_of_row(values, keys, row) if row is not None else []
    if column is not None:
        checks = [*checks, *checks_of_column(values, column)]
    return row, column, checks
