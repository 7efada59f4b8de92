"""A sheet's cells to lines and grids: tables where cells stand in rows and columns, words around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foi_extract.reading.characters import clean_line
from foi_records.document import Cell, Grid, Line

NOTE_LENGTH = 90
GENERIC_NAME = re.compile(r"(?:sheet|tabelle|blad)\s?\d*\Z", re.IGNORECASE)


@dataclass(slots=True)
class SheetCell:
    """A filled cell: its words as shown, its place (from 0), how far it is merged, whether it is bold."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False


@dataclass(slots=True)
class SheetWriter:
    """Writes the lines and grids of sheets one after another."""

    lines: list[Line]
    grids: list[Grid]
    block: int = 0

    def write_sheet(self, name: str, cells: Sequence[SheetCell]) -> None:
        """Write a sheet under its name."""
        if not cells:
            return
        if not GENERIC_NAME.match(name):
            self.block += 1
            self.lines.append(Line(clean_line(name), block=self.block, heading=1, element=f"'{name}'!A1"))
        for region in regions_of(cells):
            self._write_region(name, region)

    def _write_region(self, name: str, region: list[SheetCell]) -> None:
        head, table, notes = parted(region)
        for cell in head:
            self._write_words(name, cell)
        if is_table(table):
            self._write_table(name, table)
        else:
            for cell in table:
                self._write_words(name, cell)
        for cell in notes:
            self._write_words(name, cell)

    def _write_words(self, name: str, cell: SheetCell, place: tuple[int, int, int] | None = None) -> None:
        self.block += 1
        for row in cell.text.split("\n"):
            words = clean_line(row)
            if words.strip():
                self.lines.append(
                    Line(
                        words.strip(),
                        block=self.block,
                        bold=cell.bold,
                        cell=place,
                        element=f"'{name}'!{address_of(cell.row, cell.column)}",
                    )
                )

    def _write_table(self, name: str, table: list[SheetCell]) -> None:
        """Write a table as a grid, its empty rows and columns left out."""
        rows = {r: n for n, r in enumerate(sorted({c.row for c in table}))}
        columns = {c: n for n, c in enumerate(sorted({c.column for c in table}))}
        list_of_rows, list_of_columns = list(rows), list(columns)
        number = len(self.grids)
        cells: list[Cell] = []
        for cell in sorted(table, key=lambda c: (c.row, c.column)):
            row, column = rows[cell.row], columns[cell.column]
            self._write_words(name, cell, (number, row, column))
            cells.append(
                Cell(
                    row,
                    column,
                    " ".join(cell.text.split()),
                    rowspan=max(1, covered(list_of_rows, cell.row, cell.rowspan)),
                    colspan=max(1, covered(list_of_columns, cell.column, cell.colspan)),
                    bold=cell.bold,
                )
            )
        first, last = min(table, key=lambda c: (c.row, c.column)), max(table, key=lambda c: (c.row, c.column))
        element = f"'{name}'!{address_of(first.row, first.column)}:{address_of(last.row, last.column)}"
        self.grids.append(Grid(with_empty_cells(cells), "sheet", element=element))


ASKS = re.compile(
    r"\?|^\s*(?:Q(?:uestion)?\s?)?\(?\d{1,2}[a-z]?[.):]|^\s*(?:please|how|what|when|which)\b", re.IGNORECASE
)
"""A label that is a question: it asks, or it is numbered as questions are."""


def covered(places: list[int], first: int, length: int) -> int:
    """How many of some sorted places lie in a span."""
    return bisect_left(places, first + length) - bisect_left(places, first)


def with_empty_cells(cells: list[Cell]) -> list[Cell]:
    """The cells with an empty one in every place that none covers."""
    rows, columns = max(c.row for c in cells) + 1, max(c.column for c in cells) + 1
    covered = {
        (r, x)
        for c in cells
        for r in range(c.row, min(c.row + c.rowspan, rows))
        for x in range(c.column, min(c.column + c.colspan, columns))
    }
    empty = [Cell(r, x) for r in range(rows) for x in range(columns) if (r, x) not in covered]
    return sorted([*cells, *empty], key=lambda c: (c.row, c.column))


def regions_of(cells: Sequence[SheetCell]) -> Iterator[list[SheetCell]]:
    """The blocks of a sheet between empty rows, tables side by side parted at empty columns."""
    for band in bands(cells, "row"):
        parts = list(bands(band, "column"))
        if len(parts) > 1 and all(stands_alone(part) for part in parts):
            for part in parts:
                yield from bands(part, "row")
        else:
            yield band


def bands(cells: Sequence[SheetCell], way: str) -> Iterator[list[SheetCell]]:
    """The cells in groups that no empty row (or column) runs through."""
    row = way == "row"
    current: list[SheetCell] = []
    reach = -1
    for cell in sorted(cells, key=lambda c: (c.row, c.column) if row else (c.column, c.row)):
        first = cell.row if row else cell.column
        if current and first > reach + 1:
            yield current
            current = []
        current.append(cell)
        reach = max(reach, first + (cell.rowspan if row else cell.colspan) - 1)
    if current:
        yield current


def parted(region: list[SheetCell]) -> tuple[list[SheetCell], list[SheetCell], list[SheetCell]]:
    """A block's words above its table (a question, a title), the table, and the notes below or beside it."""
    by_row: dict[int, list[SheetCell]] = {}
    for cell in region:
        by_row.setdefault(cell.row, []).append(cell)
    rows = [sorted(by_row[r], key=lambda c: c.column) for r in sorted(by_row)]
    first, last = 0, len(rows)
    left = min(cell.column for cell in region)
    while (
        first < last
        and len(rows[first]) == 1
        and rows[first][0].column == left
        and not is_number(rows[first][0].text)
    ):
        first += 1
    while last > first and len(rows[last - 1]) == 1 and len(rows[last - 1][0].text) > NOTE_LENGTH:
        last -= 1
    middle = [cell for row in rows[first:last] for cell in row]
    beside = side_notes(middle)
    head = [cell for row in rows[:first] for cell in row]
    notes = [*beside, *(cell for row in rows[last:] for cell in row)]
    return head, [cell for cell in middle if cell not in beside], notes


def side_notes(cells: Sequence[SheetCell]) -> list[SheetCell]:
    """Long words that stand alone in their column, right of a table: a note on it and no cell of it."""
    columns: dict[int, list[SheetCell]] = {}
    for cell in cells:
        columns.setdefault(cell.column, []).append(cell)
    alone = [own[0] for own in columns.values() if len(own) == 1 and len(own[0].text) > NOTE_LENGTH]
    return [cell for cell in alone if len(columns) > 2 and cell.column == max(columns)]


def is_table(cells: Sequence[SheetCell]) -> bool:
    """Whether cells stand in at least two rows and two columns, or are one row of a form."""
    return (len({c.row for c in cells}) > 1 and len({c.column for c in cells}) > 1) or is_value_row(cells)


def is_value_row(cells: Sequence[SheetCell]) -> bool:
    """Whether cells are one row of a form filled in: a label that asks nothing, then numbers alone."""
    if len(cells) < 2 or len({c.row for c in cells}) > 1:
        return False
    label, *values = sorted(cells, key=lambda c: c.column)
    return (
        not ASKS.search(label.text) and not is_number(label.text) and all(is_number(v.text) for v in values)
    )


def stands_alone(cells: Sequence[SheetCell]) -> bool:
    """Whether cells are a table that needs no other beside it: it has its own labels and its own numbers."""
    numbers = sum(is_number(c.text) for c in cells)
    return is_table(cells) and numbers >= 2 and len(cells) - numbers >= 2


def is_number(text: str) -> bool:
    """Whether a cell's words are a mere number."""
    return bool(re.fullmatch(r"[£$€]?\s?-?[\d,]+(?:\.\d+)?%?", text.strip()))


def address_of(row: int, column: int) -> str:
    """A cell's address as sheets print it: row 0, column 0 is A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
