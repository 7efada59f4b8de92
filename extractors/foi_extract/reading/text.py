"""Plain text to a document: printed lines, indents, paragraphs, a site's words around the response."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from foi_extract.errors import SourceError
from foi_extract.reading.characters import clean_line, decoded
from foi_extract.reading.chrome import mark_attachment_list, mark_chrome
from foi_extract.reading.paragraphs import mend_broken_words, number_paragraphs
from foi_records.document import Document, Known, Line, Page, Source, assemble

PARTED_MASK = re.compile(r"\[[ \t]*\r?\n[ \t]*(email address|mobile number)[ \t]*\r?\n[ \t]*\]")
"""A mask of WhatDoTheyKnow that a text dump of its page has set on three lines."""
GAP = " " * 300
LONGER_GAP = re.compile(GAP + " +")
"""A gap wider than any page: it says no more than :data:`GAP`, and costs every later pattern dear."""

__all__ = ["clean_line", "decoded", "lines_from_text", "read"]


def lines_from_text(
    text: str, before_paragraphs: Callable[[Sequence[Line]], None] | None = None
) -> list[Line]:
    """The lines of a plain text; blank ones are kept and end a paragraph; a form feed turns the page.

    ``before_paragraphs`` may change the lines before they are put together into paragraphs.
    """
    lines: list[Line] = []
    page = 1
    text = PARTED_MASK.sub(r"[\1]", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    paged = "\f" in text
    for raw in text.split("\n"):
        page += raw.count("\f")
        words = LONGER_GAP.sub(GAP, clean_line(raw.replace("\f", "").expandtabs(8)))
        lines.append(Line(words, page=page if paged else None, indent=len(words) - len(words.lstrip())))
    mark_chrome(lines)
    if before_paragraphs:
        before_paragraphs(lines)
    number_paragraphs(lines)
    mend_broken_words(lines, text)
    return lines


def document_from_text(text: str, source: Source) -> Document:
    """A plain text as one document."""
    lines = lines_from_text(text)
    names = mark_attachment_list(lines)
    if not any(line.text.strip() for line in lines):
        raise SourceError("empty", f"{source.name} has no words in it. Fetch it again.")
    pages = [Page(n, 0, 0) for n in sorted({line.page for line in lines if line.page})]
    return assemble(Document(source=source, lines=lines, pages=pages, known=Known(attachments=names)))


def read(data: bytes, source: Source) -> list[Document]:
    """A plain text as one document."""
    return [document_from_text(decoded(data), source)]
