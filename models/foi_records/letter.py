"""The letter in a document: its parts, and the pairs of question and answer found in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple

from foi_records.document import Document
from foi_records.spans import Stretch

PartKind = Literal[
    "letterhead", "reference", "salutation", "request", "introduction", "reply", "legal_annex", "rights",
    "reuse", "signature", "disclaimer", "quoted_mail", "page_furniture", "other",
]  # fmt: skip

Kind = Literal[
    "response", "internal_review", "acknowledgement", "extension", "clarification", "transfer", "request",
    "other",
]  # fmt: skip


class Part(NamedTuple):
    """A named part of the letter: whole lines, in document order; parts never overlap."""

    kind: PartKind
    start: int
    end: int


class Named(NamedTuple):
    """A value read from the letter's head and where it stands (null when a site's page said it)."""

    value: str
    stretch: Stretch | None


@dataclass(slots=True)
class Letter:
    """A document with its parts named.

    ``parts`` cover every line of the text that is not blank.  ``requested``, ``received`` and
    ``responded`` are the stretches of the words that give these dates, ``regimes`` ids of the law files.
    ``jurisdiction`` is ``uk``, ``scotland``, ``ireland``, ``us``, ``canada``, ``australia``,
    ``new_zealand`` or null.
    """

    document: Document
    parts: list[Part] = field(default_factory=list)
    kind: Kind = "response"
    authority: Named | None = None
    reference: Named | None = None
    subject: Named | None = None
    regimes: tuple[str, ...] = ()
    jurisdiction: str | None = None

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    def of_kind(self, *kinds: PartKind) -> list[Stretch]:
        """The stretches of the parts of some kinds, in document order."""
        return [Stretch(p.start, p.end) for p in self.parts if p.kind in kinds]

    def kind_at(self, offset: int) -> PartKind | None:
        """The kind of the part that holds an offset."""
        at = bisect_right(self.parts, offset, key=attrgetter("start")) - 1
        return self.parts[at].kind if at >= 0 and offset < self.parts[at].end else None


@dataclass(slots=True)
class Pair:
    """A question and its answer, as stretches of the text; becomes an ``Exchange`` of the record.

    ``question`` are the words that count (those repeated above the answer), ``restated`` the other places
    where the same question stands.  ``grids`` are indexes of the document's grids that belong to the
    answer.  ``refers_to`` are ids of pairs whose answer serves this one too ("see answer to question 3").
    ``confidence`` is 0 to 1; ``style`` names the way of pairing.
    """

    id: str
    number: str | None = None
    parent: str | None = None
    question: tuple[Stretch, ...] = ()
    restated: tuple[Stretch, ...] = ()
    answer: tuple[Stretch, ...] = ()
    grids: tuple[int, ...] = ()
    refers_to: tuple[str, ...] = ()
    confidence: float = 0.0
    style: str = ""


@dataclass(slots=True)
class Pairing:
    """The chosen reading of a letter: its pairs, and the stretches of the reply that no pair holds."""

    pairs: list[Pair] = field(default_factory=list)
    leftover: list[Stretch] = field(default_factory=list)
    style: str = ""
    margin: float = 0.0
