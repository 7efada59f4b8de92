"""A picture of a letter (a scan, a photograph) to a document, by OCR."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from foi_extract.errors import MissingExtra, SourceError
from foi_extract.reading.ocr import INSTALL, available, reading_of_image
from foi_extract.reading.ocr_pages import note_confidence, put_reading
from foi_extract.reading.ocr_time import end_of_ocr
from foi_records.document import Document, Note, Page, Source
from foi_records.page_objects import PageObjects

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_FRAMES = 200
MOST_DOTS = 80_000_000
PAPER_WIDTH = 595.0
"""Width in points that a picture without a resolution of its own is taken to have (A4)."""


def read(data: bytes, source: Source) -> list[Document]:
    """A picture, or each page of a TIFF, as one document whose lines the layout makes."""
    if not available():
        raise SourceError("unsupported", f"{source.name} is a picture of text. {INSTALL} and read it again.")
    document = Document(source=source, lines=[], objects=[])
    end = end_of_ocr()
    for number, image in enumerate(_frames(data, source), 1):
        if time.monotonic() > end:
            message = f"OCR read the first {number - 1} pictures. Give it longer (--timeout), or split it."
            document.notes.append(Note("truncated", message))
            break
        dpi = dpi_of(image)
        reading = reading_of_image(image, dpi)
        page = PageObjects(number, round(image.width * 72 / dpi, 2), round(image.height * 72 / dpi, 2))
        put_reading(page, reading)
        document.pages.append(Page(number, page.width, page.height))
        document.objects.append(page)
        if page.words:
            document.ocr_pages = (*document.ocr_pages, number)
            note_confidence(document.notes, number, reading)
        else:
            document.notes.append(
                Note("page-without-text", f"Picture {number} has no words that can be read.")
            )
    if not document.ocr_pages:
        raise SourceError("empty", f"{source.name} is a picture without words that can be read.")
    return [document]


def _frames(data: bytes, source: Source) -> Iterator[Image]:
    """The pictures in a file, each loaded whole."""
    try:
        from PIL import Image as Pillow
        from PIL import ImageOps
    except ImportError as error:
        raise MissingExtra("pictures", "ocr") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Pillow.open(BytesIO(data)) as whole:
                for frame in range(min(getattr(whole, "n_frames", 1), MOST_FRAMES)):
                    whole.seek(frame)
                    if whole.width * whole.height > MOST_DOTS:
                        raise SourceError(
                            "memory", f"{source.name} is too large a picture. Save it at 300 dots an inch."
                        )
                    yield ImageOps.exif_transpose(whole)
        except (
            OSError,
            ValueError,
            SyntaxError,
            EOFError,
            Pillow.DecompressionBombError,
            MemoryError,
        ) as error:
            raise SourceError(
                "unreadable", f"{source.name} is a picture that is damaged. Fetch it again."
            ) from error


def dpi_of(image: Image) -> float:
    """A picture's dots an inch: its own where it makes a page of it, else as if it were A4."""
    dpi = image.info.get("dpi")
    own = float(dpi[0]) if isinstance(dpi, tuple) and dpi and dpi[0] else 0.0
    if own and 300 <= image.width * 72 / own <= 1300:
        return own
    return image.width * 72 / PAPER_WIDTH
