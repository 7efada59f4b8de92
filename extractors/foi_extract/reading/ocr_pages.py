"""Scanned pages of a PDF to words, put where the reader keeps the words of its other pages."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.errors import SourceError
from foi_extract.reading.ocr import INSTALL, LOW, PageReading, available, reading_of_image, rendered_pages
from foi_records.document import Note
from foi_records.page_objects import PageObjects

MOST_PAGES = 60
"""Pages of one file that are read; a page takes some seconds."""


def fill_pages(
    data: bytes, pages: Sequence[PageObjects], numbers: Sequence[int], notes: list[Note]
) -> tuple[int, ...]:
    """Read some pages of a PDF by OCR and put their words in place; the numbers of the pages read.

    Pages that stay unread are noted, with what to install.
    """
    if not numbers:
        return ()
    if not available():
        notes.append(
            Note(
                "page-without-text", f"{_listed(numbers)} only pictures of text. {INSTALL}.", page=numbers[0]
            )
        )
        return ()
    try:
        read = [n for batch in _batches(numbers[:MOST_PAGES]) for n in _fill(data, pages, batch, notes)]
    except SourceError as error:
        notes.append(
            Note(
                "page-without-text",
                f"{_listed(numbers)} only pictures of text. {error.message}",
                page=numbers[0],
            )
        )
        return ()
    if len(numbers) > MOST_PAGES:
        notes.append(
            Note(
                "truncated",
                f"OCR read the first {MOST_PAGES} of {len(numbers)} scanned pages. Split the file.",
            )
        )
    for number in (n for n in numbers[:MOST_PAGES] if n not in read):
        notes.append(
            Note("page-without-text", f"Page {number} has no words that OCR could read.", page=number)
        )
    return tuple(read)


def _fill(data: bytes, pages: Sequence[PageObjects], numbers: Sequence[int], notes: list[Note]) -> list[int]:
    """Read a few pages; the numbers of those that had words."""
    by_number = {page.number: page for page in pages}
    done: list[int] = []
    for number, image in rendered_pages(data, numbers).items():
        page = by_number.get(number)
        if page is None:
            continue
        reading = reading_of_image(image, 72 * image.width / page.width)
        if not reading.words:
            continue
        put_reading(page, reading)
        note_confidence(notes, number, reading)
        done.append(number)
    return done


def put_reading(page: PageObjects, reading: PageReading) -> None:
    """Put what OCR read on a page in place of its own words; a page that lay on its side is turned up."""
    page.words = reading.words
    page.rulings = reading.rulings
    page.fonts = page.fonts or ["OCR"]
    if reading.turned:
        page.width, page.height = page.height, page.width
        page.pictures, page.links, page.fills = [], [], []


def note_confidence(notes: list[Note], number: int, reading: PageReading) -> None:
    """Note a page that OCR read with little confidence, or figures on it."""
    confidence = reading.confidence
    if confidence >= LOW and reading.doubtful:
        some = ", ".join(reading.doubtful[:8])
        message = f"OCR read some figures on page {number} with little confidence: {some}."
        notes.append(Note("low-ocr-confidence", message, page=number))
    if confidence < LOW:
        notes.append(
            Note(
                "low-ocr-confidence",
                f"OCR read page {number} with a mean confidence of {confidence:.0f} of 100: check it by eye.",
                page=number,
            )
        )


def _batches(numbers: Sequence[int], size: int = 4) -> list[Sequence[int]]:
    """The numbers a few at a time, so that few pictures are held at once."""
    return [numbers[i : i + size] for i in range(0, len(numbers), size)]


def _listed(numbers: Sequence[int]) -> str:
    """Pages as the subject of a sentence: "Page 3 is", "Pages 2 and 5 are"."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} is"
    if len(numbers) == 2:
        return f"Pages {numbers[0]} and {numbers[1]} are"
    return f"{len(numbers)} pages ({', '.join(map(str, numbers[:3]))} …) are"
