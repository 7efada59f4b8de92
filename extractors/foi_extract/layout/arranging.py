"""A document as read to a document laid out: the one page to read first in this package."""

from __future__ import annotations

from dataclasses import replace

from foi_extract.layout.broken_words import mended
from foi_extract.layout.furniture import furniture_lines
from foi_extract.layout.grids.pages import join_across_pages
from foi_extract.layout.grids.pdf import grids_from_page
from foi_extract.layout.grids.text import grids_in_lines
from foi_extract.layout.pages import lines_of_page
from foi_extract.layout.paragraphs import join_over_pages, number_blocks
from foi_extract.layout.printed import line_from_printed
from foi_extract.layout.text_furniture import with_text_furniture
from foi_records.document import Document, Grid, Line, assemble
from foi_records.page_objects import PageObjects

PRINTED_LINES = (
    "text/plain",
    "text/markdown",
    "message/rfc822",
    "application/ms-tnef",
    "application/vnd.ms-outlook",
)
"""Forms whose lines are lines as printed, in which a table may stand flattened."""


def arrange(document: Document) -> Document:
    """The document with its lines in reading order, paragraphs put together and grids found."""
    if document.objects:
        return from_page_objects(document)
    if document.printed or document.source.media_type in PRINTED_LINES:
        return grids_in_lines(with_text_furniture(document))
    if any(grid.origin == "sheet" for grid in document.grids):
        return document
    return grids_in_lines(document)


def from_page_objects(document: Document) -> Document:
    """Pages of words and ruled lines laid out; what stood on the pages is dropped afterwards."""
    lines: list[Line] = []
    grids: list[Grid] = []
    block = 0
    usual: dict[int, float] = {}
    for page in document.objects:
        found = grids_from_page(page)
        made, block = lines_from_page(page, found, len(grids), block, usual)
        lines += made
        grids += found
    for i in furniture_lines(lines, document.pages):
        lines[i].role = "furniture"
    join_over_pages(lines)
    lines = mended(lines)
    grids = join_across_pages(grids, lines)
    return assemble(replace(document, grids=grids, objects=[]), lines, fresh=True)


def lines_from_page(
    page: PageObjects, grids: list[Grid], first_grid: int, block: int, usual: dict[int, float]
) -> tuple[list[Line], int]:
    """A page's lines with their paragraphs, marginal text last as furniture; and the next free block."""
    printed, marginal = lines_of_page(page, grids, first_grid)
    lines = [line_from_printed(p, page.number, page.links) for p in printed]
    block = number_blocks(lines, printed, page.width, block, usual)
    for p in marginal:
        line = line_from_printed(p, page.number, ())
        line.role, line.block = "furniture", block
        block += 1
        lines.append(line)
    return lines, block
