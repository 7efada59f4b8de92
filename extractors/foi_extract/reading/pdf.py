"""A PDF to a document: words, ruled lines, boxes, links and pictures of each page, ready to be laid out.

Each page is drawn by an engine (``pdf_engines``: ours, or pdfplumber where in doubt); the lines are made by
the layout.  Nothing a PDF holds may raise anything but ``SourceError``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage

from foi_extract.errors import SourceError
from foi_extract.reading.pdf_annotations import annotations_of
from foi_extract.reading.pdf_blackouts import blackouts_on_page, inked, shown
from foi_extract.reading.pdf_canvas import Canvas, Run
from foi_extract.reading.pdf_engines import REFERENCE, chosen_engine, could_differ, drawn, fuller
from foi_extract.reading.pdf_file import MAX_PAGES, damaged, opened, pages_of, pages_said, repaired
from foi_extract.reading.pdf_fonts import UNKNOWN, Face, Fonts
from foi_extract.reading.pdf_paths import TooMuch
from foi_extract.reading.pdf_second import pages_by_pdfium
from foi_extract.reading.pdf_turned import upright_page
from foi_extract.reading.pdf_words import words_from_runs
from foi_records.document import Blackout, Document, Note, Page, Source
from foi_records.page_objects import PageObjects

MAX_WORDS = 3_000_000
"""Words of one document; beyond it the rest is left unread and the record says so."""


class Reading:
    """One PDF as far as it is read: what each page holds, and what there is to say about it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        self.engine = chosen_engine()
        self.manager = Fonts()
        self.faces: dict[int, Face] = {}
        self.objects: list[PageObjects] = []
        self.pages: list[Page] = []
        self.notes: list[Note] = []
        self.blackouts: list[Blackout] = []
        self.failed: list[int] = []
        self.degraded: str | None = None

    def read_pages(self, file: PDFDocument) -> None:
        """Read every page up to the caps."""
        words = number = 0
        for number, page in enumerate(pages_of(file), 1):
            if number > MAX_PAGES or words > MAX_WORDS:
                self.notes.append(
                    Note("truncated", f"Only the first {number - 1} pages were read.", page=number)
                )
                return
            self.read_page(page, number)
            words += len(self.objects[-1].words)
        if 0 < number < (said := pages_said(file)):
            self.notes.append(Note("truncated", f"The file says it has {said} pages; {number} were found."))

    def read_page(self, page: PDFPage, number: int) -> None:
        """Read one page; what can't be read of it is noted.

        A page on which the lean engine fails, or might read other words than the reference, is read by
        pdfplumber; the document says so where the page then came from there.
        """
        canvas, stopped = drawn(page, self.engine, self.manager, self.faces)
        damaged = canvas.damaged
        if isinstance(stopped, TooMuch):
            self.notes.append(
                Note("truncated", f"Page {number} holds too much to be read in full.", page=number)
            )
        elif self.engine != REFERENCE and (stopped is not None or could_differ(canvas, page)):
            canvas = self.read_by_reference(page, number, canvas, stopped)
        elif stopped is not None:
            self.failed.append(number)
        if damaged and number not in self.failed:
            self.failed.append(number)
        self.keep(page, number, canvas)

    def read_by_reference(
        self, page: PDFPage, number: int, partial: Canvas, stopped: Exception | None
    ) -> Canvas:
        """Read a page by the reference engine; where that fails too, the fuller of the two is kept."""
        canvas, failed = drawn(page, REFERENCE, self.manager, self.faces)
        if stopped is not None and failed is not None:
            self.failed.append(number)
            return max(canvas, partial, key=lambda c: len(c.runs))
        if failed is not None or (stopped is None and fuller(partial, canvas) is partial):
            return partial
        self.degraded = "reference_engine"
        return canvas

    def keep(self, page: PDFPage, number: int, canvas: Canvas) -> None:
        """Make a canvas the objects of a page: hidden letters off, the crop applied, turned pages turned."""
        width, height = canvas.width or 595.0, canvas.height or 842.0
        ctm = page_matrix(page)
        links, laid_over = annotations_of(page, ctm, height)
        fills = [*canvas.shapes.fills, *laid_over]
        runs, covering = shown(canvas.runs, fills, height)
        runs = cropped(runs, page, height)
        visible = runs if canvas.shaded else inked(runs, fills, canvas.pictures, height)
        if len(visible) < len(runs):
            message = f"Page {number} has text that can't be seen; it was left out."
            self.notes.append(Note("hidden-text", message, severity="info", page=number))
            runs = visible
        blackouts = blackouts_on_page(fills, covering, runs, number, width, height)
        if any(b.covers_text for b in blackouts):
            self.notes.append(
                Note(
                    "unapplied-redaction", f"Text still lies under a black box on page {number}.", page=number
                )
            )
        if canvas.shapes.left_off:
            self.notes.append(Note("truncated", f"Page {number} has too many lines and boxes.", page=number))
        objects = PageObjects(
            number=number,
            width=round(width, 2),
            height=round(height, 2),
            words=words_from_runs(runs, width, height),
            rulings=canvas.shapes.rulings,
            fills=fills,
            pictures=canvas.pictures,
            links=links,
            fonts=[face.name for face in self.faces.values()],
        )
        rotation = upright_page(objects, blackouts)
        self.objects.append(objects)
        self.blackouts += blackouts
        self.pages.append(Page(number, objects.width, objects.height, (page.rotate + rotation) % 360))


def read(data: bytes, source: Source) -> list[Document]:
    """A PDF as one document whose lines the layout makes; raises ``SourceError`` when it holds no page."""
    reading = Reading(data, source.name)
    degraded = read_somehow(reading)
    if not reading.pages:
        raise SourceError("unreadable", damaged(source.name))
    by_ocr = read_by_ocr(reading)
    note_unread(reading)
    return [
        Document(
            source=source,
            lines=[],
            pages=reading.pages,
            notes=reading.notes,
            blackouts=reading.blackouts,
            degraded=degraded,
            ocr_pages=by_ocr,
            objects=reading.objects,
        )
    ]


def read_somehow(reading: Reading) -> str | None:
    """Read the pages: as they should be, else by the objects left in a damaged file, else through PDFium."""
    degraded = None
    try:
        reading.read_pages(opened(reading.data, reading.name))
    except SourceError as error:
        if error.kind != "unreadable":
            raise
    except (Exception, RecursionError):
        reading.notes.append(Note("truncated", "The file is damaged; some pages could not be read."))
    blank = not any(p.words or p.pictures or p.fills for p in reading.objects)
    if blank and (file := repaired(reading.data)) is not None:
        again = Reading(reading.data, reading.name)
        with suppress(Exception, RecursionError):
            again.read_pages(file)
        if any(p.words for p in again.objects):
            vars(reading).update(vars(again))
            reading.notes.append(Note("truncated", "The file is damaged; it was read as far as it goes."))
            degraded = "repaired"
    if not reading.pages or set(reading.failed) & {p.number for p in reading.objects if not p.words}:
        degraded = second_attempt(reading) or degraded
    return degraded or reading.degraded


def second_attempt(reading: Reading) -> str | None:
    """Fill pages that pdfminer could not read from PDFium, if it is installed; says so when it helped."""
    helped = False
    known = {p.number: i for i, p in enumerate(reading.objects)}
    for objects in pages_by_pdfium(reading.data, MAX_PAGES):
        at = known.get(objects.number)
        if at is None:
            reading.objects.append(objects)
            reading.pages.append(Page(objects.number, objects.width, objects.height))
            helped = helped or bool(objects.words)
        elif objects.number in reading.failed and not reading.objects[at].words and objects.words:
            reading.objects[at].words = objects.words
            helped = True
    return "pdfium" if helped else None


def read_by_ocr(reading: Reading) -> tuple[int, ...]:
    """Have OCR read the pages that need it, when it is there; gives the numbers of those it read."""
    numbers = pages_needing_ocr(reading.objects)
    if not numbers:
        return ()
    fill_pages: Callable[..., tuple[int, ...]] = import_module("foi_extract.reading.ocr_pages").fill_pages
    try:
        return fill_pages(reading.data, reading.objects, numbers, reading.notes)
    except Exception:  # OCR is a second way: where it fails, the pages stay noted as unread
        return ()


def note_unread(reading: Reading) -> None:
    """Note each page without text and each whose letters the file does not tell."""
    for number in reading.failed:
        reading.notes.append(
            Note("truncated", f"Page {number} is damaged and was read in part.", page=number)
        )
    noted = {note.page for note in reading.notes if note.code == "page-without-text"}
    unread = pages_needing_ocr(reading.objects)
    if not any(p.words for p in reading.objects):
        unread = [p.number for p in reading.objects]
    for number in sorted(set(unread) - noted):
        page = reading.objects[number - 1]
        if has_text(page):
            message = f"The letters of page {number} can't be told from the file; it needs OCR."
        elif page.pictures or page.fills or page.rulings:
            message = f"Page {number} has no text, only a picture; it needs OCR."
        else:
            message = f"Page {number} has no text."
        reading.notes.append(Note("page-without-text", message, page=number))


def pages_needing_ocr(pages: list[PageObjects]) -> list[int]:
    """The pages that a person can read and we can't: pictures without text, unknown letters."""
    return [
        p.number
        for p in pages
        if (not has_text(p) and (_picture_share(p) > 0.05 or len(p.fills) > 500)) or _mostly_unknown(p)
    ]


def has_text(page: PageObjects) -> bool:
    """Whether a page has more words than a stamp or a page number."""
    letters = 0
    for word in page.words:
        letters += len(word.text)
        if letters >= 12:
            return True
    return False


def _picture_share(page: PageObjects) -> float:
    """The share of a page that pictures cover, overlaps counted twice."""
    area = sum(max(0.0, x1 - x0) * max(0.0, bottom - top) for x0, top, x1, bottom in page.pictures)
    return area / max(page.width * page.height, 1.0)


def _mostly_unknown(page: PageObjects) -> bool:
    """Whether a third of a page's letters is unknown."""
    letters = "".join([word.text for word in page.words])
    return len(letters) > 20 and 3 * letters.count(UNKNOWN) > len(letters)


def page_matrix(page: PDFPage) -> tuple[float, float, float, float, float, float]:
    """The matrix from the page's own space to the page as shown, as pdfminer makes it."""
    x0, y0, x1, y1 = page.mediabox
    return {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(page.rotate, (1.0, 0.0, 0.0, 1.0, -x0, -y0))


def cropped(runs: list[Run], page: Any, height: float) -> list[Run]:
    """The runs inside the part of the page that is shown."""
    if page.cropbox == page.mediabox or page.rotate:
        return runs
    (x0, y0, x1, y1), (left, low, _, _) = page.cropbox, page.mediabox
    if x1 - x0 < 50 or y1 - y0 < 50:
        return runs
    return [
        run
        for run in runs
        if run.angle != 0
        or (x0 - left - 2 <= (run.u0 + run.u1) / 2 <= x1 - left + 2 and y0 - low - 2 <= run.v <= y1 - low + 2)
    ]
