"""Which reader reads what: media type, as sniffed from the bytes, to the module that reads it."""

from __future__ import annotations

import hashlib
from contextvars import ContextVar
from importlib import import_module

from foi_extract.errors import SourceError
from foi_extract.reading.sniff import EXCEL, SLIDES, WORD, media_type_of
from foi_records.document import Document, Source

READERS = {
    "application/pdf": "pdf",
    "text/html": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/csv": "csv_sheet",
    "application/json": "api",
    "message/rfc822": "mail",
    "application/ms-tnef": "winmail",
    "application/vnd.ms-outlook": "outlook",
    WORD: "docx",
    EXCEL: "sheet",
    "application/zip": "archive",
    "image/png": "image",
    "image/jpeg": "image",
    "image/tiff": "image",
    "image/gif": "image",
    "image/bmp": "image",
}
"""Media type to the module of this package whose ``read(data, source)`` gives its documents.

A reader returns one ``Document`` for each response in the source and raises ``SourceError`` when there is
none to be had.  Modules are imported when first needed.
"""

TO_DOCX = "Convert it with LibreOffice (soffice --headless --convert-to docx FILE) and give the .docx."
TO_XLSX = "Convert it with LibreOffice (soffice --headless --convert-to xlsx FILE) and give the .xlsx."
TO_PDF = "Convert it with LibreOffice (soffice --headless --convert-to pdf FILE) and give the PDF."
UNPACK = "Unpack it and give the files in it."
UNREAD = {
    "application/msword": f"an old Word document (.doc). {TO_DOCX}",
    "application/rtf": f"a Rich Text document. {TO_DOCX}",
    "application/vnd.oasis.opendocument.text": f"an OpenDocument text. {TO_DOCX}",
    "application/vnd.ms-excel": f"an old Excel workbook (.xls). {TO_XLSX}",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": f"a binary Excel workbook. {TO_XLSX}",
    "application/vnd.oasis.opendocument.spreadsheet": f"an OpenDocument sheet. {TO_XLSX}",
    SLIDES: f"a presentation. {TO_PDF}",
    "application/vnd.ms-powerpoint": f"a presentation. {TO_PDF}",
    "application/vnd.oasis.opendocument.presentation": f"a presentation. {TO_PDF}",
    "application/postscript": "PostScript. Convert it with ps2pdf and give the PDF.",
    "application/gzip": f"a gzip archive. {UNPACK}",
    "application/x-7z-compressed": f"a 7-Zip archive. {UNPACK}",
    "application/vnd.rar": f"a RAR archive. {UNPACK}",
    "application/x-ole-storage": "an old Office file that can't be told. Save it again as .docx or PDF.",
    "application/octet-stream": "of a form that can't be told. Give a PDF, page, mail, Word or text file.",
}
"""Forms that are known and not read, with what to do about each."""


def documents_from_bytes(data: bytes, name: str) -> list[Document]:
    """The documents of a source, one for each response in it."""
    if not data or not data.strip(b"\0 \t\r\n"):
        raise SourceError(
            "empty", f"{name} is empty: {'no' if not data else 'only blank'} bytes. Fetch it again."
        )
    media_type = media_type_of(data, name)
    if media_type == "application/x-ole-encrypted":
        raise SourceError("encrypted", f"{name} needs a password. Save it without one and give that.")
    module = READERS.get(media_type)
    if module is None:
        advice = UNREAD.get(media_type, f"{media_type}. Convert it to PDF and give that.")
        raise SourceError("unsupported", f"{name} is {advice}")
    source = Source(name, media_type, hashlib.sha256(data).hexdigest(), len(data))
    read = import_module(f"foi_extract.reading.{module}").read
    documents: list[Document] = read(data, source)
    return documents


NESTING: ContextVar[int] = ContextVar("nesting", default=0)
"""How deep the part being read lies in others: a zip in a mail in a zip …"""
DEEPEST = 4


def documents_of_part(data: bytes, name: str, whole: Source, part: str) -> list[Document]:
    """The documents of a part of a source (an attachment, a zip's member), named after the whole."""
    depth = NESTING.get()
    if depth >= DEEPEST:
        raise SourceError(
            "unsupported", f"{name} lies too deep in other files. Take it out and give it alone."
        )
    token = NESTING.set(depth + 1)
    try:
        documents = documents_from_bytes(data, name)
    finally:
        NESTING.reset(token)
    for document in documents:
        inner = document.source.part
        document.source = Source(
            name=whole.name,
            media_type=document.source.media_type,
            sha256=whole.sha256,
            size=whole.size,
            part=f"{part}/{inner}" if inner else part,
        )
    return documents
