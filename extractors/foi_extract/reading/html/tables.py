"""Tables of a page: which ones are grids of cells, and where each cell stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bs4 import Tag

from foi_extract.reading.html.soup import attribute
from foi_records.document import Cell, Line

MOST_COLUMNS = 200
MOST_CELLS = 200_000
SPAN = re.compile(r"\s*(\d{1,6})")


@dataclass(slots=True)
class TablePlan:
    """A table's cells by ``id()`` of their elements, placed with their spans."""

    places: dict[int, Cell] = field(default_factory=dict)
    header_rows: int | None = None
    first_line: int = 0

    def cells_from_lines(self, grid: int, lines: Sequence[Line]) -> list[Cell]:
        """The cells with the words of the lines that stand in them."""
        by_place = {(cell.row, cell.column): cell for cell in self.places.values()}
        written: dict[tuple[int, int], list[Line]] = {}
        for line in lines:
            if line.cell and line.cell[0] == grid:
                written.setdefault(line.cell[1:], []).append(line)
        for place, own in written.items():
            by_place[place].text = " ".join(line.text for line in own)
            by_place[place].bold = all(line.bold for line in own)
        return [by_place[place] for place in sorted(by_place)]


def plan_of_table(table: Tag) -> TablePlan | None:
    """The plan of a table whose rows and columns mean something; null for one that only lays out the page."""
    if attribute(table, "role").lower() in {"presentation", "none"} and not table.find("th"):
        return None
    if any(rows_and_columns(inner) for inner in table.find_all("table")):
        return None
    rows = rows_of(table)
    plan = placed_cells(rows)
    filled_rows = {c.row for c in plan.places.values()}
    columns = {c.column for c in plan.places.values()}
    if len(columns) < 2 or not filled_rows or (len(filled_rows) < 2 and not table.find("th")):
        return None
    plan.header_rows = header_rows_of(rows)
    return plan


def rows_and_columns(table: Tag) -> bool:
    """Whether a table has at least two rows and two columns of its own."""
    rows = rows_of(table)
    return len(rows) > 1 and any(len(cells_of(row)) > 1 for row in rows)


def rows_of(table: Tag) -> list[Tag]:
    """A table's own rows, those of tables inside it left out, its foot last."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    return sorted(rows, key=lambda row: row.parent is not None and row.parent.name == "tfoot")


def cells_of(row: Tag) -> list[Tag]:
    """A row's own cells."""
    return [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]


def placed_cells(rows: Sequence[Tag]) -> TablePlan:
    """Every cell in its row and column; spans are capped at the table's own size."""
    plan = TablePlan()
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for tag in cells_of(row):
            while (r, column) in taken:
                column += 1
            if column >= MOST_COLUMNS or len(taken) > MOST_CELLS:
                break
            down = min(span_of(tag, "rowspan") or len(rows) - r, len(rows) - r)
            across = min(span_of(tag, "colspan") or 1, MOST_COLUMNS - column)
            taken.update((y, x) for y in range(r, r + down) for x in range(column, column + across))
            plan.places[id(tag)] = Cell(r, column, rowspan=down, colspan=across, header=is_header(tag))
            column += across
    return narrowed(plan)


def narrowed(plan: TablePlan) -> TablePlan:
    """Cut spans that reach beyond the last column in which any cell begins."""
    last = max((c.column for c in plan.places.values()), default=0)
    for cell in plan.places.values():
        cell.colspan = max(1, min(cell.colspan, last + 1 - cell.column))
    return plan


def span_of(tag: Tag, name: str) -> int:
    """A cell's ``rowspan`` or ``colspan``; 1 when it is missing or no number."""
    found = SPAN.match(attribute(tag, name))
    return int(found.group(1)) if found else 1


def is_header(tag: Tag) -> bool:
    """Whether the page itself calls a cell a header."""
    return tag.name == "th" or tag.find_parent(["thead", "table"]).name == "thead"  # type: ignore[union-attr]


def header_rows_of(rows: Sequence[Tag]) -> int | None:
    """How many rows at the top are headers; null when the page does not say."""
    count = 0
    for row in rows:
        cells = cells_of(row)
        if not cells or not all(is_header(cell) for cell in cells):
            break
        count += 1
    if count == len(rows):
        return None
    return count or None
