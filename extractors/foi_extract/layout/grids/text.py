"""Tables flattened to plain text, found again: drawn, in columns, in rows of values, stacked."""

from __future__ import annotations

import re
from dataclasses import replace

from foi_extract.layout.grids.aligned import aligned_grids
from foi_extract.layout.grids.columned import columned_grids
from foi_extract.layout.grids.drawn import drawn_grids
from foi_extract.layout.grids.rows import eligible_lines
from foi_extract.layout.grids.stacked import stacked_grids
from foi_records.document import Document, Grid

FINDERS = (drawn_grids, columned_grids, aligned_grids, stacked_grids)
"""In order of how sure they are; a line belongs to the first that takes it.

Each is called with the document and its lines' indexes, a null where the chain is broken, and gives grids
with the indexes of the lines that they cover.
"""

SALUTATION = re.compile(r"\s*(?:Dear\b|To whom it may concern)", re.IGNORECASE)


def grids_in_lines(document: Document) -> Document:
    """The document with a grid for every table that stands flattened in its lines.

    Cells have the stretches of their words; the lines stay as they are.  Nothing above the salutation is a
    table, for there stand addresses and references.
    """
    lines = eligible_lines(document)
    lines = lines[_letter_begin(document, lines) :]
    grids: list[Grid] = []
    for finder in FINDERS:
        taken: set[int] = set()
        for grid, used in finder(document, lines):
            grids.append(grid)
            taken |= used
        if taken:
            lines = [None if i in taken else i for i in lines]
    if not grids:
        return document
    grids.sort(key=lambda g: g.stretches[:1])
    return replace(document, grids=[*document.grids, *grids])


def _letter_begin(document: Document, lines: list[int | None]) -> int:
    """Where the letter proper begins: behind its salutation, when it has one among its first lines."""
    for at, i in enumerate(lines[:80]):
        if i is not None and SALUTATION.match(document.lines[i].text):
            return at
    return 0
