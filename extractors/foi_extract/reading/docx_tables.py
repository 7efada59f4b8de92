"""A Word table's shape: where each cell stands and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from foi_extract.reading.docx_numbering import W
from foi_records.document import Cell

MOST_COLUMNS = 200


@dataclass(slots=True)
class TableShape:
    """A table's cells with their elements, in reading order, and how many rows repeat as headers."""

    cells: list[tuple[Cell, Any]] = field(default_factory=list)
    header_rows: int | None = None

    @property
    def is_grid(self) -> bool:
        """Whether it has at least two rows and two columns: less is only layout."""
        rows = {cell.row for cell, _ in self.cells}
        columns = {cell.column for cell, _ in self.cells}
        return len(rows) > 1 and len(columns) > 1


def shape_of_table(table: Any) -> TableShape:
    """The shape of a ``w:tbl``; cells merged downwards are one."""
    shape = TableShape()
    open_above: dict[int, Cell] = {}
    headers = 0
    for r, row in enumerate(rows_of(table)):
        column = _value(row.find(f"{W}trPr/{W}gridBefore"), 0)
        is_header = _is_on(row.find(f"{W}trPr/{W}tblHeader"))
        headers += is_header and headers == r
        still_open: dict[int, Cell] = {}
        for element in cells_of(row):
            across = min(max(_value(element.find(f"{W}tcPr/{W}gridSpan"), 1), 1), MOST_COLUMNS)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            above = open_above.get(column)
            if merge is not None and merge.get(f"{W}val") != "restart" and above is not None:
                above.rowspan = r - above.row + 1
                still_open[column] = above
            else:
                cell = Cell(r, column, colspan=across, header=is_header)
                shape.cells.append((cell, element))
                if merge is not None:
                    still_open[column] = cell
            column += across
        open_above = still_open
    shape.header_rows = headers or None
    return narrowed(shape)


def narrowed(shape: TableShape) -> TableShape:
    """Number the columns by the places at which cells begin: Word's own grid has columns that nobody sees."""
    starts = sorted({cell.column for cell, _ in shape.cells})
    number = {start: n for n, start in enumerate(starts)}
    for cell, _ in shape.cells:
        end = cell.column + cell.colspan
        cell.colspan = max(1, sum(cell.column <= start < end for start in starts))
        cell.column = number[cell.column]
    return shape


def rows_of(table: Any) -> list[Any]:
    """A table's own rows, those in content controls included."""
    return _children(table, f"{W}tr")


def cells_of(row: Any) -> list[Any]:
    """A row's own cells."""
    return _children(row, f"{W}tc")


def _children(parent: Any, tag: str) -> list[Any]:
    """Children of a kind, looked for inside content controls and marks of change too."""
    out: list[Any] = []
    for child in parent:
        if child.tag == tag:
            out.append(child)
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            out += _children(child, tag)
    return out


def _value(element: Any, default: int) -> int:
    """An element's ``w:val`` as a number."""
    words = "" if element is None else element.get(f"{W}val", "")
    return int(words) if words.isdigit() else default


def _is_on(element: Any) -> bool:
    """Whether a switch is there and on."""
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}
