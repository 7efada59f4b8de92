"""The second attempt on a PDF that pdfminer can't read: the words that PDFium finds, if it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foi_records.page_objects import PageObjects, Word

MAX_LETTERS = 60_000
"""Letters of one page; each costs several calls."""


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
    """One page's words."""
    width, height = page.get_size()
    text = page.get_textpage()
    letters: list[tuple[str, tuple[float, float, float, float]]] = []
    for i in range(min(text.count_chars(), MAX_LETTERS)):
        letters.append((text.get_text_range(i, 1), text.get_charbox(i, loose=True)))
    return PageObjects(number, width, height, words=list(_words(letters, height)))


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
