"""An Excel workbook, one sheet a flat table; long texts go whole to a CSV beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foi_extract.errors import MissingExtra
from foi_extract.exporting.flat import Flattening
from foi_records.response import Response
from foi_records.rows import COLUMNS

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
MOST_ROWS = 1_048_575
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(records: Iterable[Response], path: Path) -> list[str]:
    """Write the workbook; needs the extra ``xlsx``.

    Texts are never formulas; control characters become U+FFFD; a text that is too long is cut and given
    whole in ``<stem>-long-texts.csv``; each is counted in the notes.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("Excel", "xlsx", verb="Writing") from None
    book = Workbook(write_only=True)
    sheets = {name: book.create_sheet(name) for name in COLUMNS}
    rows_written = dict.fromkeys(COLUMNS, 0)
    for name, sheet in sheets.items():
        sheet.append(list(COLUMNS[name]))
    flattening, long_texts = Flattening(), LongTexts(path.with_name(f"{path.stem}-long-texts.csv"))
    for name, rows in flattening.tables(records):
        for row in rows:
            rows_written[name] += 1
            if rows_written[name] > MOST_ROWS:
                flattening.said[f"rows of {name} over Excel's limit left out"] += 1
                continue
            cells = [_cell(row.get(c), (name, row, c), flattening, long_texts) for c in COLUMNS[name]]
            sheets[name].append([_as_text(sheets[name], cell) for cell in cells])
    book.save(path)
    long_texts.close()
    return flattening.notes()


class LongTexts:
    """The texts that don't fit a cell, whole, in a CSV that is made when there is one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: Any = None

    def add(self, table: str, row: dict[str, Any], column: str, text: str) -> None:
        """Keep one text with the keys of its row."""
        if self.file is None:
            self.file = self.path.open("w", encoding="utf-8", newline="")
            self.writer = csv.writer(self.file)
            self.writer.writerow(["table", "response", "exchange", "column", "text"])
        self.writer.writerow([table, row.get("response"), row.get("exchange"), column, text])

    def close(self) -> None:
        """End the file."""
        if self.file is not None:
            self.file.close()


def _cell(
    value: Any, place: tuple[str, dict[str, Any], str], flattening: Flattening, long_texts: LongTexts
) -> Any:
    if not isinstance(value, str):
        return value
    text, replaced = CONTROL.subn("\ufffd", value)
    if replaced:
        flattening.said["control characters replaced by U+FFFD"] += replaced
    if len(text) > LONGEST_CELL:
        flattening.said[f"texts over {LONGEST_CELL:,} characters cut (whole in {long_texts.path.name})"] += 1
        long_texts.add(*place, value)
        text = text[: LONGEST_CELL - 1] + "…"
    return text


def _as_text(sheet: Any, value: Any) -> Any:
    """A cell that is text even where it begins with ``=``."""
    if isinstance(value, str) and value.startswith("="):
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet, value=value)
        cell.data_type = "s"
        return cell
    return value
