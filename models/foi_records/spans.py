"""Evidence: where in the source a value stands, and the exact words it was read from."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Stretch(NamedTuple):
    """A half-open stretch of the canonical text: code points ``start`` to ``end``."""

    start: int
    end: int


class Record(BaseModel):
    """Base of every published record: frozen, strict about its keys, never leaving one out."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Region(Record):
    """A box on a page, in PDF points from the top left corner; pages count from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Span(Record):
    """A quotation of ``Response.text``: ``text[start:end] == quote``.

    ``regions`` has one box for each page that the quotation stands on (PDF and OCR); ``element`` is the
    id or CSS path of the innermost element that holds it (HTML), both empty where the form has none.
    """

    start: int
    end: int
    quote: str
    regions: tuple[Region, ...] = ()
    element: str | None = None


class Words(Record):
    """Words put together from one or several places of the text, in reading order."""

    text: str
    spans: tuple[Span, ...] = ()
