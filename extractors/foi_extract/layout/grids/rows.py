"""Rows of stretches to a grid of cells."""

from __future__ import annotations

from collections.abc import Sequence

from foi_records.document import Cell, Document, Grid, Line, Origin
from foi_records.spans import Stretch

Row = list[list[Stretch]]
"""One row: a list of stretches (the printed lines of the cell) for every column."""


def eligible_lines(document: Document) -> list[int | None]:
    """Indexes of the lines that may stand in a flattened table, a null where the chain is broken.

    Lines of grids that the format gave, older mail, the requester's own message and the site's words
    never do; furniture is passed over as if it were not there.
    """
    out: list[int | None] = []
    for i, line in enumerate(document.lines):
        if line.role == "furniture":
            continue
        if line.cell is not None or line.role in ("quoted", "request", "chrome") or line.heading:
            out.append(None)
        else:
            out.append(i)
    return out


def stretch_in(line: Line, start: int, end: int) -> Stretch:
    """The stretch of the document that some letters of a line cover, blanks at its ends left out."""
    words = line.text[start:end]
    start += len(words) - len(words.lstrip())
    return Stretch(line.start + start, line.start + max(start, start + len(words.strip())))


def words_of(document: Document, stretches: Sequence[Stretch]) -> str:
    """The text of a cell: its printed lines joined by blanks."""
    return " ".join(" ".join(document.text[s:e].split()) for s, e in stretches if s < e).strip()


def grid_from_rows(
    document: Document,
    rows: Sequence[Row],
    origin: Origin,
    header_rows: int | None,
    restored: frozenset[tuple[int, int]] = frozenset(),
) -> Grid:
    """A grid of the rows given; short rows are filled with empty cells at their end.

    ``restored`` are the places of empty cells that a converter lost and that were put back.
    """
    width = max(len(row) for row in rows)
    cells = []
    for r, row in enumerate(rows):
        for c in range(width):
            pieces = tuple(s for s in (row[c] if c < len(row) else ()) if s.start < s.end)
            cells.append(
                Cell(
                    row=r,
                    column=c,
                    text=words_of(document, pieces),
                    stretches=pieces,
                    header=r < (header_rows or 0),
                    restored=(r, c) in restored and not pieces,
                )
            )
    return Grid(cells=cells, origin=origin, header_rows=header_rows)
