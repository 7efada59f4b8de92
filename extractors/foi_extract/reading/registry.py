"""Which reader reads what: media type, as sniffed from the bytes, to the module that reads it."""

from __future__ import annotations

import hashlib
from importlib import import_module

from foi_extract.errors import SourceError
from foi_extract.reading.sniff import media_type_of
from foi_records.document import Document, Source

READERS = {
    "application/pdf": "pdf",
    "text/html": "html",
    "text/plain": "text",
}
"""Media type to the module of this package whose ``read(data, source)`` gives its documents.

A reader returns one ``Document`` for each response in the source and raises ``SourceError`` when there is
none to be had.  Modules are imported when first needed.
"""


def documents_from_bytes(data: bytes, name: str) -> list[Document]:
    """The documents of a source, one for each response in it."""
    if not data:
        raise SourceError("empty", f"{name} is empty: it has no bytes. Fetch it again.")
    media_type = media_type_of(data, name)
    module = READERS.get(media_type)
    if module is None:
        raise SourceError("unsupported", f"{name} is {media_type}, which foi-extract does not read.")
    source = Source(name, media_type, hashlib.sha256(data).hexdigest(), len(data))
    read = import_module(f"foi_extract.reading.{module}").read
    documents: list[Document] = read(data, source)
    return documents
