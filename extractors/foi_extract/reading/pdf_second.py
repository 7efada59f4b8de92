"""The second attempt on a PDF that pdfminer can't read: the words that PDFium finds, if it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foi_extract.reading.pdf_blackouts import boxes_that_hide
from foi_extract.reading.pdf_colours import darkness
from foi_records.page_objects import Box, Fill, PageObjects, Word

MAX_LETTERS = 60_000
"""Letters of one page; each costs several calls."""
MAX_SHAPES = 20_000
OPAQUE = 178
"""From this opacity, of 255, a dark box hides what is under it."""


def pages_by_pdfium(data: bytes, most: int) -> Iterator[PageObjects]:
    """Each page's words as PDFium has them; nothing when it is not installed or can't open the file."""
    try:
        import pypdfium2
    except ImportError:
        return
    try:
        file = pypdfium2.PdfDocument(data)
    except Exception:
        return
    try:
        for index in range(min(len(file), most)):
            try:
                yield _objects(file[index], index + 1)
            except Exception:
                yield PageObjects(index + 1, 595.0, 842.0)
    finally:
        file.close()


def _objects(page: Any, number: int) -> PageObjects:
    """One page's words, those under a dark box left out, and these boxes."""
    width, height = page.get_size()
    text = page.get_textpage()
    letters: list[tuple[str, tuple[float, float, float, float]]] = []
    for i in range(min(text.count_chars(), MAX_LETTERS)):
        letters.append((text.get_text_range(i, 1), text.get_charbox(i, loose=True)))
    fills = list(_fills(page, height))
    hiding = boxes_that_hide(fills)
    words = [w for w in _words(letters, height) if not any(_touches(fill.box, w) for fill in hiding)]
    return PageObjects(number, width, height, words=words, fills=fills)


def _fills(page: Any, height: float) -> Iterator[Fill]:
    """The filled, opaque shapes of a page, by the box around each."""
    from ctypes import byref, c_int, c_uint

    from pypdfium2 import raw

    for nth, shape in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4)):
        if nth > MAX_SHAPES:
            return
        how, stroked = c_int(), c_int()
        red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint()
        drawn = raw.FPDFPath_GetDrawMode(shape.raw, byref(how), byref(stroked))
        coloured = raw.FPDFPageObj_GetFillColor(
            shape.raw, byref(red), byref(green), byref(blue), byref(opacity)
        )
        if not (drawn and how.value and coloured and opacity.value >= OPAQUE):
            continue
        left, low, right, high = shape.get_bounds() if hasattr(shape, "get_bounds") else shape.get_pos()
        shade = darkness((red.value / 255, green.value / 255, blue.value / 255))
        yield Fill((left, height - high, right, height - low), shade)


def _touches(box: Box, word: Word) -> bool:
    """Whether a dark box lies over the middle height of a word and some of its width."""
    middle = (word.top + word.bottom) / 2
    return box[1] <= middle <= box[3] and word.x0 < box[2] - 0.5 and word.x1 > box[0] + 0.5


def _words(letters: list[tuple[str, Any]], height: float) -> Iterator[Word]:
    """Letters to words, at blanks and at jumps."""
    word: Word | None = None
    for char, (left, low, right, high) in letters:
        top, bottom = height - high, height - low
        if not char.strip():
            if word:
                yield word
            word = None
        elif word and abs(bottom - word.bottom) < 0.5 * word.size and -1 < left - word.x1 < 0.3 * word.size:
            word.text += char
            word.x1 = max(word.x1, right)
        else:
            if word:
                yield word
            size = max(bottom - top, 1.0)
            word = Word(char, left, top, right, bottom, size, bottom - 0.2 * size)
    if word:
        yield word
