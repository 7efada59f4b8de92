"""A document far longer than any letter to as much of it as is read, its tables whole if they can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from foi_records.document import Document, Grid, Line, Note
from foi_records.spans import Stretch

MOST_LETTERS = 500_000
"""Characters outside tables that are read: a letter of some two hundred and fifty pages."""
MOST_LINES = 20_000
MOST_CELLS = 100_000
REACHED = "The document is far longer than a letter: only"
MOST_PRINTED = 2_000_000
"""Characters of lines in which tables may still stand flattened."""
LONG_LINE = 20_000
"""A line longer than this may be cut within; of others all or nothing is read."""


def within_reach(document: Document, most: int = MOST_LETTERS) -> Document:
    """The document itself, or its beginning with a note that says where reading stopped."""
    if len(document.text) <= most and len(document.lines) <= min(MOST_LINES, MOST_CELLS):
        return document
    lines = _lines_in_reach(document, most)
    end = lines[-1].end if lines else 0
    if end >= len(document.text.rstrip()):
        return document
    return replace(
        document,
        lines=lines,
        text=document.text[:end],
        grids=[_grid_before(grid, end) for grid in document.grids],
        notes=[*_notes_before(document.notes, end), _truncated(end)],
        _starts=[line.start for line in lines],
    )


def _lines_in_reach(document: Document, most: int) -> list[Line]:
    """The lines before the first that is out of reach; a table that has begun goes on to its own limit."""
    flat = {document.line_at(s.start) for grid in document.grids for c in grid.cells for s in c.stretches}
    letters = cells = spoken = 0
    most_lines = MOST_LINES * most // MOST_LETTERS
    row: tuple[int, ...] | None = None
    for n, line in enumerate(document.lines):
        if line.cell is not None or n in flat:
            cells += 1
            if cells > MOST_CELLS and (line.cell is None or line.cell[:2] != row):
                return document.lines[:n]
            row = line.cell[:2] if line.cell else None
            continue
        letters += len(line.text) + 1
        spoken += bool(line.text.strip())
        if spoken > most_lines:
            return document.lines[:n]
        if letters > most:
            left = most - letters + len(line.text) + 1
            return [*document.lines[:n], *_beginning(line, left)]
    return document.lines


def _beginning(line: Line, most: int) -> list[Line]:
    """A very long line up to its last blank in reach."""
    if len(line.text) <= LONG_LINE:
        return []
    end = max(line.text.rfind(" ", 0, most), 0) or most
    links = tuple(link for link in line.links if link.end <= end)
    return [replace(line, text=line.text[:end], links=links, joins_next=False)] if end > 0 else []


def _grid_before(grid: Grid, end: int) -> Grid:
    """A grid as far as its cells stand before an offset."""
    rows = [c.row for c in grid.cells if c.stretches and c.stretches[-1].end <= end]
    last = max(rows, default=-1)
    cells = [c for c in grid.cells if c.row <= last and (not c.stretches or c.stretches[-1].end <= end)]
    caption = grid.caption if grid.caption and grid.caption.end <= end else None
    return replace(grid, cells=cells, caption=caption, notes=_before(grid.notes, end))


def _notes_before(notes: Iterable[Note], end: int) -> list[Note]:
    """The notes but for an earlier one of the same kind, which this one outdoes."""
    kept = (note for note in notes if not note.message.startswith(REACHED))
    return [replace(note, stretches=_before(note.stretches, end)) for note in kept]


def _before(stretches: Iterable[Stretch], end: int) -> tuple[Stretch, ...]:
    return tuple(s for s in stretches if s.end <= end)


def _truncated(end: int) -> Note:
    return Note("truncated", f"{REACHED} the first {end:,} characters were read. Give it in parts.")
