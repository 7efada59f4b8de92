"""Scanned pages of a PDF to words, put where the reader keeps the words of its other pages."""

from __future__ import annotations

import time
from collections.abc import Sequence

from foi_extract.errors import SourceError
from foi_extract.reading.ocr import INSTALL, LOW, PageReading, available, reading_of_image, rendered_pages
from foi_extract.reading.ocr_time import end_of_ocr
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
        read, tried = _read_in_time(data, pages, numbers, notes)
    except SourceError as error:
        notes.append(
            Note(
                "page-without-text",
                f"{_listed(numbers)} only pictures of text. {error.message}",
                page=numbers[0],
            )
        )
        return ()
    if tried < len(numbers):
        what = "Split the file." if tried == MOST_PAGES else "Give it longer (--timeout), or split it."
        notes.append(Note("truncated", f"OCR read the first {tried} of {len(numbers)} scanned pages. {what}"))
    for number in (n for n in numbers[:tried] if n not in read):
        notes.append(
            Note("page-without-text", f"Page {number} has no words that OCR could read.", page=number)
        )
    return tuple(read)


def _read_in_time(
    data: bytes, pages: Sequence[PageObjects], numbers: Sequence[int], notes: list[Note]
) -> tuple[list[int], int]:
    """Read pages while there is time; those that had words, and how many were tried."""
    end = end_of_ocr()
    read: list[int] = []
    for tried, number in enumerate(numbers[:MOST_PAGES]):
        if time.monotonic() > end:
            return read, tried
        read += _fill(data, pages, [number], notes)
    return read, min(len(numbers), MOST_PAGES)


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


def _listed(numbers: Sequence[int]) -> str:
    """Pages as the subject of a sentence: "Page 3 is", "Pages 2 and 5 are"."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} is"
    if len(numbers) == 2:
        return f"Pages {numbers[0]} and {numbers[1]} are"
    return f"{len(numbers)} pages ({', '.join(map(str, numbers[:3]))} …) are"
