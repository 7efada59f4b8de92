"""Pictures of pages to words, by Tesseract: turned upright, deskewed, read in the page mode that reads best.

Tesseract is a program of its own, found on the machine; without it nothing else changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from foi_extract.errors import MissingExtra
from foi_extract.reading.ocr_mending import mended_words
from foi_extract.reading.ocr_page import deskewed, lies_on_its_side, reduced, with_white_paper, without_specks
from foi_extract.reading.ocr_rulings import ruling_of, rulings_in, without_rulings
from foi_extract.reading.ocr_time import seconds_of_call
from foi_extract.reading.ocr_weight import bold_words
from foi_extract.reading.ocr_words import TsvWord, confidence_of, words_from_tsv, words_on_page
from foi_records.page_objects import Ruling, Word

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
GOOD = 86.0
"""Mean confidence from which a reading is taken without trying another page mode."""
POOR = 55.0
"""Mean confidence below which the page may be upside down."""
LOW = 70.0
"""Mean confidence below which the record says so."""
DOUBTFUL = 60.0
"""Confidence below which a figure may be misread."""
MODES = (4, 6, 3)
"""Page modes in the order tried: one column of lines of any size; one block; Tesseract's own segmentation."""
INSTALL = (
    "Install Tesseract (Debian or Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; "
    "Windows: winget install UB-Mannheim.TesseractOCR)"
)


def available() -> bool:
    """Whether Tesseract is on this machine."""
    return shutil.which("tesseract") is not None


@dataclass(frozen=True, slots=True)
class PageReading:
    """The words and ruled lines on a picture in points, and how far to trust it.

    ``confidence`` is the mean of the words' (0 to 100); ``turned``: it lay on its side; ``doubtful``: words
    with figures read with little confidence.
    """

    words: list[Word]
    confidence: float
    turned: bool
    rulings: list[Ruling] = field(default_factory=list)
    doubtful: tuple[str, ...] = ()


def reading_of_image(image: Image, dpi: float = DPI) -> PageReading:
    """A picture of a page read: upright, deskewed, in the page mode that reads best."""
    grey = without_specks(reduced(image))
    scale = 72 / dpi * max(image.size) / max(grey.size)
    turned = lies_on_its_side(grey)
    if turned:
        grey = grey.rotate(90, expand=True)
    straight = with_white_paper(deskewed(grey))
    lines = rulings_in(straight, 72 / scale)
    clean = without_rulings(straight, lines)
    found, confidence = best_reading(clean)
    if confidence < POOR:
        other, other_confidence = best_reading(clean.rotate(180))
        if other_confidence > confidence + 10:
            found, confidence = other, other_confidence
            clean = clean.rotate(180)
            lines = [
                (clean.width - r, clean.height - b, clean.width - x, clean.height - t) for x, t, r, b in lines
            ]
    rulings = [ruling_of(box, scale) for box in lines]
    doubtful = tuple(w.text for w in found if w.confidence < DOUBTFUL and any(c.isdigit() for c in w.text))
    found = mended_words(found)
    bold = bold_words(clean, found)
    return PageReading(words_on_page(found, scale, bold), round(confidence, 1), turned, rulings, doubtful)


def best_reading(image: Image) -> tuple[list[TsvWord], float]:
    """The reading of the page mode that reads most letters with most confidence."""
    best: tuple[list[TsvWord], float] = ([], 0.0)
    best_sum = -1.0
    for mode in MODES:
        words = words_from_tsv(tesseract_tsv(image, mode))
        confidence = confidence_of(words)
        total = sum(len(w.text) * max(w.confidence - 30, 0) for w in words)
        if total > best_sum:
            best, best_sum = (words, confidence), total
        if confidence >= GOOD:
            break
    return best


def tesseract_tsv(image: Image, mode: int) -> str:
    """What Tesseract prints for a picture in a page mode; nothing when it fails or takes too long."""
    buffer = BytesIO()
    image.save(buffer, "PNG")
    program = shutil.which("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "--dpi", str(DPI), "--psm", str(mode), "-l", "eng", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=seconds_of_call(),
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


def rendered_pages(data: bytes, numbers: Sequence[int]) -> dict[int, Image]:
    """Pictures of some pages of a PDF at :data:`DPI`; pages that can't be drawn are left out."""
    try:
        import PIL  # noqa: F401 - pypdfium2 needs it to give pictures
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("scanned pages", "ocr") from error
    out: dict[int, Image] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            if not 1 <= number <= len(document):
                continue
            page = document[number - 1]
            dpi = scan_dpi(page) or DPI
            scale = min(dpi / 72, 5000 / max(page.get_size()))
            out[number] = page.render(scale=scale, grayscale=True).to_pil()
            page.close()
    finally:
        document.close()
    return out


def scan_dpi(page: Any) -> float | None:
    """The resolution of the picture that covers most of a page, so that its dots are read as they are."""
    width, height = page.get_size()
    for thing in page.get_objects(max_depth=2):
        if not hasattr(thing, "get_px_size"):
            continue
        left, low, right, top = thing.get_bounds()
        if (right - left) * (top - low) < 0.6 * width * height:
            continue
        dots = thing.get_px_size()[0] / max(right - left, 1) * 72
        return dots if 140 <= dots <= 620 else None
    return None
