"""Paragraphs that answer several questions by name, cut at each: "As to (i), 14. As to (ii), none."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from foi_extract.pairing.labels import Label, label_at
from foi_extract.pairing.passages import Passage
from foi_records.document import Document

LEAST = 2
STARTS = re.compile(
    r"[.?)][\"”]?\s+(?=(?:In|With|As|For|On|To|Regarding|Concerning|Finally|Lastly|Question|Part|Point|Item)\s)"
)


def cut_at_spoken_labels(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, those of which two or more sentences begin by naming a question cut before each."""
    out: list[Passage] = []
    for passage in passages:
        found = list(_spoken(document.text, passage))
        if len(found) < LEAST or "?" in passage.words:
            out.append(passage)
        else:
            out.extend(_cut(document, passage, found))
    return out


def _spoken(text: str, passage: Passage) -> Iterator[tuple[int, Label]]:
    """Where sentences of a passage begin by naming a question, with the names as labels."""
    if passage.label and passage.label.style != "spoken":
        return
    if passage.label:
        yield passage.start, passage.label
    for sentence in STARTS.finditer(text, passage.start, passage.end):
        label = label_at(text, sentence.end(), passage.end)
        if label and label.style == "spoken":
            yield sentence.end(), label


def _cut(document: Document, passage: Passage, found: Sequence[tuple[int, Label]]) -> Iterator[Passage]:
    if found[0][0] > passage.start:
        yield _piece(document, passage, passage.start, found[0][0], None)
    ends = [*(start for start, _ in found), passage.end]
    for (start, end), (_, label) in zip(pairwise(ends), found, strict=True):
        yield _piece(document, passage, start, end, label)


def _piece(document: Document, passage: Passage, start: int, end: int, label: Label | None) -> Passage:
    start, end = document.trimmed(start, end)
    first = start == passage.start
    return replace(
        passage,
        start=start,
        end=end,
        begin=passage.begin if first else start,
        plain=passage.plain if first else start,
        words=" ".join(document.text[start:end].split()),
        line=passage.line if first else document.line_at(start),
        label=label,
        hard=True if label else passage.hard,
        bullet=passage.bullet if first else None,
    )
