"""The page model: what a reader sees of a source, before anything is understood.

Slotted dataclasses, because there are many.  A ``Document`` is one response's worth of lines in reading
order; its ``text`` is those lines joined by newlines, and every offset of every later stage indexes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Literal

from foi_records.page_objects import PageObjects
from foi_records.spans import Region, Span, Stretch

BLANKS = re.compile(r"[ \t]+")
BULLETS = frozenset("•◦▪●○■□‣⁃∙")
"""List marks without a number: drawn, not said, so running text leaves them out."""

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points, origin top left."""

LineRole = Literal["body", "furniture", "letterhead", "request", "quoted", "chrome"]
"""``request``: known by the format to be the requester's own message; ``quoted``: older mail below a
reply; ``furniture``: running heads and feet; ``chrome``: a site's own words around the response."""

Origin = Literal["ruled", "aligned", "html", "stacked", "docx", "sheet", "ocr"]


@dataclass(slots=True)
class Link:
    """A hyperlink: its target and the stretch of its line's text that carries it (line offsets)."""

    url: str
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """One printed line (PDF, text) or one block of text (HTML, docx), normalised to Unicode NFC.

    ``start`` is its offset in the document's text, set by :func:`assemble`.  ``block`` numbers the
    paragraph: lines of one paragraph share it.  ``indent`` is the distance of the first letter from the
    left edge: points (PDF) or characters (text).  ``mark`` is the list mark that the format itself gives
    (``<li>``, docx numbering), also printed at the beginning of ``text``.  ``cell`` is
    ``(grid, row, column)`` when the line is in a grid; ``heading`` the level given by the format.
    ``joins_next`` says that the last word was broken at the line end and has been mended here.
    ``tail`` counts the letters (blanks not counted) at the end of the line that are bold while all before
    them are not, or the other way round; 0 when the line does not turn, or more than once.
    """

    text: str
    start: int = 0
    page: int | None = None
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    indent: float = 0.0
    block: int = 0
    role: LineRole = "body"
    mark: str | None = None
    depth: int = 0
    heading: int | None = None
    cell: tuple[int, int, int] | None = None
    element: str | None = None
    links: tuple[Link, ...] = ()
    joins_next: bool = False
    tail: int = 0

    @property
    def end(self) -> int:
        """Offset of the line's end in the document's text, its newline not included."""
        return self.start + len(self.text)

    def copy(self) -> Line:
        """A line of the same values: what ``replace`` gives, but quickly, for there are many lines."""
        return Line(*_values_of_line(self))


_values_of_line = attrgetter(*(each.name for each in fields(Line)))


@dataclass(slots=True)
class Cell:
    """One cell of a grid; ``text`` as printed, lines joined by blanks; ``""`` when it is empty."""

    row: int
    column: int
    text: str = ""
    stretches: tuple[Stretch, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    bold: bool = False
    box: Box | None = None
    restored: bool = False

    def copy(self) -> Cell:
        """A cell of the same values: what ``replace`` gives, but quickly, for there are many cells."""
        return Cell(*_values_of_cell(self))


_values_of_cell = attrgetter(*(each.name for each in fields(Cell)))


@dataclass(slots=True)
class Grid:
    """Rows and columns as printed, whatever they hold: data, questions and answers, or mere layout.

    ``regions`` are the page boxes it covers (PDF), ``element`` its CSS path (HTML).  ``header_rows`` is
    null where the form does not say.  ``role`` is decided by later stages: ``data`` becomes a table,
    ``exchanges`` holds questions and answers, ``layout`` means nothing.
    """

    cells: list[Cell]
    origin: Origin
    regions: tuple[Region, ...] = ()
    element: str | None = None
    caption: Stretch | None = None
    notes: tuple[Stretch, ...] = ()
    header_rows: int | None = None
    role: Literal["data", "exchanges", "layout"] | None = None

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return max([c.row + c.rowspan for c in self.cells], default=0)

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return max([c.column + c.colspan for c in self.cells], default=0)

    def rows(self) -> list[list[str]]:
        """The cells' texts as a full rectangle; a spanning cell's text stands in its first place only."""
        width = self.n_columns
        out = [[""] * width for _ in range(self.n_rows)]
        for cell in self.cells:
            out[cell.row][cell.column] = cell.text
        return out

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every stretch of text that stands in the grid, in reading order."""
        return tuple(sorted(s for c in self.cells for s in c.stretches))


@dataclass(slots=True)
class Page:
    """A page's number (from 1) and size in points."""

    number: int
    width: float
    height: float
    rotation: int = 0


@dataclass(slots=True)
class Source:
    """Where a document came from; ``part`` names the attachment, message or member within the source."""

    name: str
    media_type: str
    sha256: str
    size: int
    part: str | None = None


@dataclass(slots=True)
class Known:
    """What the format or the site says outright about a response, so that it need not be guessed.

    Dates are ISO strings.  Everything is null where the form does not say.
    """

    authority: str | None = None
    reference: str | None = None
    subject: str | None = None
    requested: str | None = None
    responded: str | None = None
    regime: str | None = None
    status: str | None = None
    kind: str | None = None
    url: str | None = None
    attachments: tuple[str, ...] = ()


@dataclass(slots=True)
class Note:
    """Something a reader could not do or noticed on the way; becomes a finding of the record."""

    code: str
    message: str
    severity: Literal["info", "warning", "error"] = "warning"
    page: int | None = None
    stretches: tuple[Stretch, ...] = ()


@dataclass(slots=True)
class Blackout:
    """A filled box drawn over a place where text is or was; ``covers_text``: text still lies under it."""

    region: Region
    covers_text: bool = False


@dataclass(slots=True)
class Document:
    """One response as lines in reading order, with pages, grids and what its form says outright.

    ``objects`` is what a PDF reader or OCR found on each page; the layout makes the lines of it and drops it.
    ``printed`` says that the lines are lines as printed, in which a table may stand flattened (the texts of
    mails on a site, pages converted from PDF).
    """

    source: Source
    lines: list[Line]
    text: str = ""
    pages: list[Page] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    notes: list[Note] = field(default_factory=list)
    blackouts: list[Blackout] = field(default_factory=list)
    degraded: str | None = None
    ocr_pages: tuple[int, ...] = ()
    printed: bool = False
    objects: list[PageObjects] = field(default_factory=list, repr=False)
    _starts: list[int] = field(default_factory=list, repr=False)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds a text offset."""
        at = bisect_right(self._starts, offset)
        return at - 1 if at else 0

    def lines_of(self, start: int, end: int) -> range:
        """Indexes of the lines that a stretch touches."""
        if not self.lines:
            return range(0)
        starts = self._starts
        first = bisect_right(starts, start)
        last = bisect_right(starts, end - 1, first) if end > start else first
        return range(first - 1 if first else 0, last or 1)

    def span(self, start: int, end: int) -> Span:
        """The evidence for a stretch: its words, and the boxes or the element they stand in."""
        regions: dict[int, Box] = {}
        element: str | None = None
        lines = self.lines
        for i in self.lines_of(start, end):
            line = lines[i]
            element = element or line.element
            page, letters = line.page, len(line.text)
            if page is None or line.box is None or line.start >= end or line.start + letters <= start:
                continue
            x0, top, x1, bottom = _part_of_box(line.box, letters, start - line.start, end - line.start)
            if (held := regions.get(page)) is not None:
                x0, top = min(held[0], x0), min(held[1], top)
                x1, bottom = max(held[2], x1), max(held[3], bottom)
            regions[page] = (x0, top, x1, bottom)
        return Span(
            start=start,
            end=end,
            quote=self.text[start:end],
            regions=tuple(
                Region(
                    page=p, x0=round(b[0], 2), top=round(b[1], 2), x1=round(b[2], 2), bottom=round(b[3], 2)
                )
                for p, b in sorted(regions.items())
            ),
            element=element or None,
        )

    def trimmed(self, start: int, end: int) -> Stretch:
        """The stretch without blanks at its ends."""
        words = self.text[start:end]
        return Stretch(
            start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip()))
        )

    def prose(self, stretches: Iterable[tuple[int, int]]) -> str:
        """The words of some stretches as running text: lines joined by blanks, paragraphs by newlines."""
        out: list[str] = []
        block: int | None = None
        for start, end in stretches:
            for i in self.lines_of(start, end):
                line = self.lines[i]
                words = self.text[max(start, line.start) : min(end, line.end)].strip()
                if not words:
                    continue
                if words[0] in BULLETS and start <= line.start:
                    words = words[1:].lstrip()
                if out and words:
                    out.append(" " if line.block == block else "\n")
                out.append(BLANKS.sub(" ", words) if "  " in words or "\t" in words else words)
                block = line.block
        return "".join(out)


def tail_of(runs: Iterable[tuple[int, bool]]) -> int:
    """The letters of a line behind its one turn from plain to bold or back, from its runs."""
    tail = turns = 0
    weight: bool | None = None
    for letters, bold in runs:
        if letters and weight is not None and bold != weight:
            turns, tail = turns + 1, 0
        if letters:
            weight, tail = bold, tail + letters
    return tail if turns == 1 else 0


def _part_of_box(box: Box, letters: int, start: int, end: int) -> Box:
    """The share of a line's box that some of its letters cover, all letters taken as equally wide."""
    x0, top, x1, bottom = box
    width = (x1 - x0) / max(letters, 1)
    left = x0 + width * start if start > 0 else x0
    return (left, top, x0 + width * (end if end < letters else letters), bottom)


def assemble(document: Document, lines: Sequence[Line] | None = None, fresh: bool = False) -> Document:
    """Make the canonical text: number the lines' offsets and find the stretches of cells from their lines.

    Returns a new ``Document``; the lines are copied, so a stage that reorders them leaves its input whole.
    ``fresh`` lines and cells were made for this document and stand in no other: they need no copies.
    """
    placed: list[Line] = []
    starts: list[int] = []
    cells: dict[tuple[int, int, int], list[Stretch]] = {}
    offset = 0
    for line in document.lines if lines is None else lines:
        if not fresh:
            line = line.copy()
        line.start = offset
        placed.append(line)
        starts.append(offset)
        end = offset + len(line.text)
        if line.cell is not None and line.text.strip():
            cells.setdefault(line.cell, []).append(Stretch(offset, end))
        offset = end + 1
    return replace(
        document,
        lines=placed,
        text="\n".join([line.text for line in placed]),
        grids=[_grid_of_lines(g, grid, cells, fresh) for g, grid in enumerate(document.grids)],
        _starts=starts,
    )


def _grid_of_lines(
    number: int, grid: Grid, found: dict[tuple[int, int, int], list[Stretch]], fresh: bool
) -> Grid:
    """A grid whose cells have the stretches of their lines; a cell without lines stays as it is."""
    cells = []
    for cell in grid.cells:
        stretches = found.get((number, cell.row, cell.column))
        if stretches is not None:
            if not fresh:
                cell = cell.copy()
            cell.stretches = tuple(stretches)
        cells.append(cell)
    return replace(grid, cells=cells)
