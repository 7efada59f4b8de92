"""A workbook (.xlsx) to a document: every shown sheet's tables, and the words around them."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from foi_extract.errors import MissingExtra, SourceError
from foi_extract.reading.sheet_regions import SheetCell, SheetWriter
from foi_extract.reading.sheet_values import printed
from foi_extract.reading.zip_size import refuse_bomb
from foi_records.document import Document, Note, Source, assemble

MOST_CELLS = 200_000
MOST_COLUMNS = 500


def read(data: bytes, source: Source) -> list[Document]:
    """A workbook as one document."""
    refuse_bomb(data, source.name)
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("spreadsheets", "office") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(BytesIO(data), data_only=True)
            return [_document(workbook, source)]
    except SourceError:
        raise
    except Exception as error:  # openpyxl and its parsers raise many kinds on damaged files
        raise SourceError(
            "unreadable",
            f"{source.name} is a workbook that is damaged. Open it, save it again, and give that.",
        ) from error


def _document(workbook: Any, source: Source) -> Document:
    """The lines of an opened workbook."""
    writer = SheetWriter([], [])
    notes: list[Note] = []
    left = MOST_CELLS
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(
                Note("hidden-sheet", f"The sheet {sheet.title!r} is hidden and was not read.", "info")
            )
            continue
        cells = cells_of_sheet(sheet, left)
        left -= len(cells)
        writer.write_sheet(sheet.title, cells)
        if left <= 0:
            notes.append(Note("truncated", f"Only the first {MOST_CELLS:,} cells were read."))
            break
    if not writer.lines:
        raise SourceError("empty", f"{source.name} is a workbook without a filled cell.")
    return assemble(Document(source=source, lines=writer.lines, grids=writer.grids, notes=notes))


def cells_of_sheet(sheet: Any, most: int) -> list[SheetCell]:
    """A sheet's filled cells as shown: hidden rows and columns left out, merged cells as one."""
    spans = {
        (r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
    }
    hidden = hidden_columns(sheet)
    out: list[SheetCell] = []
    for row in sheet.iter_rows(max_col=min(sheet.max_column or 1, MOST_COLUMNS)):
        if row and sheet.row_dimensions[row[0].row].hidden:
            continue
        for cell in row:
            text = "" if cell.value is None else printed(cell.value, cell.number_format or "General")
            if not text.strip() or cell.column in hidden:
                continue
            down, across = spans.get((cell.row, cell.column), (1, 1))
            bold = bool(cell.font and cell.font.b)
            out.append(SheetCell(cell.row - 1, cell.column - 1, text, down, across, bold))
            if len(out) >= most:
                return out
    return out


def hidden_columns(sheet: Any) -> set[int]:
    """Numbers of the columns that a sheet does not show."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, min(dimension.max, MOST_COLUMNS) + 1))
    return hidden
