"""Tables of a page: which ones are grids of cells, and where each cell stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bs4 import Tag

from foi_extract.reading.html.soup import attribute, nearest
from foi_records.document import Cell, Line

MOST_COLUMNS = 200
MOST_CELLS = 200_000
TABLE = frozenset({"table"})
TABLE_OR_ROW = frozenset({"table", "tr"})
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


class TableIndex:
    """The rows and cells of every table below an element, found in one pass."""

    def __init__(self, root: Tag) -> None:
        self._rows: dict[int, list[Tag]] = {}
        self._cells: dict[int, list[Tag]] = {}
        self._above: dict[int, int | None] = {}
        self._holders: set[int] = set()
        for tag in root.find_all(["table", "tr", "td", "th"]):
            if isinstance(tag, Tag):
                self._add(tag)
        for table in [t for t in self._above if self.has_rows_and_columns(t)]:
            above = self._above[table]
            while above is not None and above not in self._holders:
                self._holders.add(above)
                above = self._above.get(above)

    def _add(self, tag: Tag) -> None:
        """Keep a table, or a row or cell with what it is in."""
        if tag.name == "tr":
            table = nearest(tag, TABLE)
            if table is not None:
                self._rows.setdefault(id(table), []).append(tag)
            return
        if tag.name == "table":
            above = nearest(tag, TABLE)
            self._above[id(tag)] = None if above is None else id(above)
            return
        row = nearest(tag, TABLE_OR_ROW)
        if row is not None and row.name == "tr":
            self._cells.setdefault(id(row), []).append(tag)

    def rows(self, table: Tag) -> list[Tag]:
        """A table's own rows, those of tables inside it left out."""
        return self._rows.get(id(table), [])

    def cells(self, row: Tag) -> list[Tag]:
        """A row's own cells."""
        return self._cells.get(id(row), [])

    def has_rows_and_columns(self, table: int) -> bool:
        """Whether a table, given by ``id()``, has at least two rows and two columns of its own."""
        rows = self._rows.get(table, [])
        return len(rows) > 1 and any(len(self.cells(row)) > 1 for row in rows)

    def holds_a_grid(self, table: Tag) -> bool:
        """Whether a table with rows and columns lies in a table, which then only lays out the page."""
        return id(table) in self._holders

    def plan(self, table: Tag) -> TablePlan | None:
        """The plan of a table whose rows and columns mean something; null for one of mere layout."""
        presented = attribute(table, "role").lower() in {"presentation", "none"}
        if self.holds_a_grid(table) or (presented and not table.find("th")):
            return None
        rows = self.rows(table)
        cells = [self.cells(row) for row in rows]
        plan = placed_cells(cells)
        filled_rows = {c.row for c in plan.places.values()}
        columns = {c.column for c in plan.places.values()}
        if len(columns) < 2 or not filled_rows or (len(filled_rows) < 2 and not table.find("th")):
            return None
        plan.header_rows = header_rows_of(cells)
        return plan


def placed_cells(rows: Sequence[Sequence[Tag]]) -> TablePlan:
    """Every cell in its row and column; spans are capped at the table's own size."""
    plan = TablePlan()
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for tag in row:
            while (r, column) in taken:
                column += 1
            if column >= MOST_COLUMNS or len(taken) > MOST_CELLS:
                break
            down = min(span_of(tag, "rowspan") or len(rows) - r, len(rows) - r)
            across = min(span_of(tag, "colspan") or 1, MOST_COLUMNS - column)
            if down > 1 or across > 1:
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
    if tag.name == "th":
        return True
    row = tag.parent
    return row is not None and row.parent is not None and row.parent.name == "thead"


def header_rows_of(rows: Sequence[Sequence[Tag]]) -> int | None:
    """How many rows at the top are headers; null when the page does not say."""
    count = 0
    for cells in rows:
        if not cells or not all(is_header(cell) for cell in cells):
            break
        count += 1
    return None if count in {0, len(rows)} else count
