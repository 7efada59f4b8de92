"""Comma-separated values to a document: one table, with the words above and below it."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from foi_extract.errors import SourceError
from foi_extract.reading.characters import decoded
from foi_extract.reading.sheet_regions import SheetCell, SheetWriter
from foi_records.document import Document, Note, Source, assemble

MOST_CELLS = 200_000


def read(data: bytes, source: Source) -> list[Document]:
    """A file of comma-separated values as one document."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    cells: list[SheetCell] = []
    notes: list[Note] = []
    try:
        for r, row in enumerate(csv.reader(StringIO(text), delimiter=delimiter_of(text))):
            cells += [SheetCell(r, c, words.strip()) for c, words in enumerate(row[:500]) if words.strip()]
            if len(cells) > MOST_CELLS:
                notes.append(Note("truncated", f"Only the first {r + 1:,} rows were read."))
                break
    except csv.Error as error:
        raise SourceError(
            "unreadable",
            f"{source.name} is a CSV file that is damaged: {error}. Save it again from its sheet.",
        ) from error
    writer = SheetWriter([], [])
    writer.write_sheet("Sheet", cells)
    if not writer.lines:
        raise SourceError("empty", f"{source.name} is a CSV file without a filled cell.")
    return [assemble(Document(source=source, lines=writer.lines, grids=writer.grids, notes=notes))]


def delimiter_of(text: str) -> str:
    """The mark that parts the most lines into the same number of cells."""
    rows = [row for row in text.split("\n", 60)[:60] if row.strip()]

    def evenness(mark: str) -> int:
        counts = Counter(row.count(mark) for row in rows if mark in row)
        return max(counts.values(), default=0)

    return max((",", ";", "\t", "|"), key=evenness)
