"""Plain text to a document: printed lines, indents, paragraphs at blank lines."""

from __future__ import annotations

import re
import unicodedata

from foi_records.document import Document, Line, Page, Source, assemble

BLANKS = str.maketrans({c: " " for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"})
DROPPED = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean_line(text: str) -> str:
    """A line in NFC with plain blanks, without soft hyphens, zero-width or control characters."""
    return DROPPED.sub("", unicodedata.normalize("NFC", text)).translate(BLANKS).rstrip()


def decoded(data: bytes) -> str:
    """Text from bytes: by its byte order mark, else UTF-8, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def lines_from_text(text: str) -> list[Line]:
    """The lines of a plain text; blank ones are kept and end a paragraph; a form feed turns the page."""
    lines: list[Line] = []
    block, page = 0, 1
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paged = "\f" in text
    for raw in text.split("\n"):
        page += raw.count("\f")
        words = clean_line(raw.replace("\f", "").expandtabs(8))
        block += not words
        lines.append(
            Line(words, page=page if paged else None, block=block, indent=len(words) - len(words.lstrip()))
        )
    return lines


def read(data: bytes, source: Source) -> list[Document]:
    """A plain text as one document."""
    lines = lines_from_text(decoded(data))
    pages = [Page(n, 0, 0) for n in sorted({line.page for line in lines if line.page})]
    return [assemble(Document(source=source, lines=lines, pages=pages))]
