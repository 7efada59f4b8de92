"""Lines and boxes to a letter's layout: reading order, furniture, paragraphs, grids."""

from foi_records.document import Document


def arrange(document: Document) -> Document:
    """The document with its lines in reading order, paragraphs put together and grids found."""
    return document
