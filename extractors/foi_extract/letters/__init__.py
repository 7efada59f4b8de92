"""Documents to letters: the parts of a letter named, its head read."""

from foi_extract.letters.parts import parts_from_document
from foi_records.document import Document
from foi_records.letter import Letter


def letter_from_document(document: Document) -> Letter:
    """The letter that a document holds."""
    return Letter(document, parts=parts_from_document(document))
