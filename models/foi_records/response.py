"""The published record of one response, and of each question and answer in it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from foi_records.facts import (
    Citation,
    Cost,
    DateMention,
    Exemption,
    Figure,
    Finding,
    Number,
    PublicInterestTest,
    Redaction,
    Rights,
    Timeline,
    WebLink,
)
from foi_records.letter import Kind, PartKind
from foi_records.spans import Record, Span, Words
from foi_records.table import Table

SCHEMA = "foi-records/response/1"

ErrorKind = Literal[
    "encrypted", "unreadable", "empty", "embedded_only", "unsupported", "timeout", "memory", "crash"
]
Outcome = Literal[
    "granted", "part_refused", "refused", "not_held", "ncnd", "available_elsewhere",
    "clarification", "transferred", "unanswered",
]  # fmt: skip
Held = Literal["yes", "part", "no", "unconfirmed"]
LetterOutcome = Literal[
    "granted_in_full", "refused_in_part", "refused_in_full", "not_held", "clarification", "ncnd"
]


class Failure(Record):
    """Why a source could not be read, and what to do about it."""

    kind: ErrorKind
    message: str
    page: int | None = None


class SourceRecord(Record):
    """The source's name, media type, SHA-256, size in bytes, number of pages, pages read by OCR, and part."""

    name: str
    media_type: str
    sha256: str
    size: int
    pages: int | None = None
    ocr_pages: tuple[int, ...] = ()
    part: str | None = None


class NamedSpan(Record):
    """A name and where it stands (null span when a site's page said it)."""

    name: str
    span: Span | None = None


class ValueSpan(Record):
    """A value and where it stands."""

    value: str
    span: Span | None = None


class TextSpan(Record):
    """Words and where they stand."""

    text: str
    span: Span | None = None


class LetterPart(Record):
    """A named part of the letter."""

    kind: PartKind
    span: Span


class Value(Record):
    """The one value that answers a question.

    Numbers in ``low`` and ``high``; for dates these are ISO strings; for a boolean both are true or false;
    for text both are null and the span has the words.
    """

    kind: Literal["number", "money", "percent", "duration", "date", "boolean", "text"]
    low: bool | Number | str | None = None
    high: bool | Number | str | None = None
    unit: str | None = None
    span: Span


class Exchange(Record):
    """A question and its answer."""

    id: str
    number: str | None = None
    parent: str | None = None
    question: Words
    answer: Words
    value: Value | None = None
    held: Held | None = None
    outcome: Outcome
    answered_in: tuple[Literal["text", "table", "attachment", "link", "elsewhere"], ...] = ()
    tables: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    confidence: float = Field(ge=0, le=1)


class Response(Record):
    """One response as data. Its format has a version of its own, which it names."""

    schema_: Literal["foi-records/response/1"] = Field(alias="schema", default="foi-records/response/1")
    status: Literal["ok", "partial", "failed"]
    error: Failure | None = None
    degraded: str | None = None
    id: str
    source: SourceRecord
    text: str = ""
    kind: Kind | None = None
    authority: NamedSpan | None = None
    reference: ValueSpan | None = None
    subject: TextSpan | None = None
    regimes: tuple[str, ...] = ()
    outcome: LetterOutcome | None = None
    parts: tuple[LetterPart, ...] = ()
    timeline: Timeline = Timeline()
    exchanges: tuple[Exchange, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    citations: tuple[Citation, ...] = ()
    public_interest_tests: tuple[PublicInterestTest, ...] = ()
    costs: tuple[Cost, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    links: tuple[WebLink, ...] = ()
    rights: Rights = Rights()
    findings: tuple[Finding, ...] = ()

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON text, keys as in the contract."""
        return self.model_dump_json(by_alias=True, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Response:
        """A record read back from JSON; raises ``pydantic.ValidationError`` when it breaks the contract."""
        return cls.model_validate_json(text)

    def _repr_html_(self) -> str:
        """The record as a table for a notebook; every text is escaped."""
        from foi_records.display import response_to_html

        return response_to_html(self)
