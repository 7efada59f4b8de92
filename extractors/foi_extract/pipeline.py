"""The whole job: bytes to documents, documents to letters, letters to pairs, pairs to records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from foi_extract.errors import SourceError
from foi_extract.facts.record import response_from_pairing
from foi_extract.layout import arrange
from foi_extract.layout.reach import MOST_PRINTED, within_reach
from foi_extract.letters import letter_from_document
from foi_extract.pairing import pair_letter
from foi_extract.reading import documents_from_bytes
from foi_records.document import Document
from foi_records.response import Failure, Response, SourceRecord


def responses_from_bytes(data: bytes, name: str) -> list[Response]:
    """Every response in a source, in order; raises :class:`SourceError` when it can't be read at all."""
    documents = documents_from_bytes(data, name)
    return list(_numbered(response_from_document(d) for d in documents))


def response_from_document(document: Document) -> Response:
    """One document's record: arranged, its letter read, its questions paired, its facts found."""
    arranged = arrange(within_reach(document, MOST_PRINTED))
    letter = letter_from_document(within_reach(arranged))
    return response_from_pairing(letter, pair_letter(letter))


def failed_response(error: SourceError, name: str, data: bytes = b"") -> Response:
    """The record of a source that could not be read."""
    digest = hashlib.sha256(data).hexdigest()
    return Response(
        schema="foi-records/response/1",
        status="failed",
        error=Failure(kind=error.kind, message=error.message, page=error.page),
        id=digest[:16],
        source=SourceRecord(name=name, media_type="application/octet-stream", sha256=digest, size=len(data)),
    )


def _numbered(responses: Iterator[Response]) -> Iterator[Response]:
    """Give the second and later responses of one source ``-2``, ``-3`` and so on at their ids."""
    for n, response in enumerate(responses, 1):
        yield response if n == 1 else response.model_copy(update={"id": f"{response.id}-{n}"})
