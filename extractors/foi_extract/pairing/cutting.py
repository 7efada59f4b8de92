"""Answers written behind a dash on the question's own line: "Visitor permits - 51", "Yes or no – N/A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foi_extract.pairing.passages import DASH, Passage
from foi_extract.pairing.wording import leaning
from foi_records.document import Document

STOPPED = re.compile(r"(?:[?.:)]|\byes ?(?:or|/) ?no\)?)$", re.IGNORECASE)
VALUE = re.compile(
    r"^(?:[£$€<>~]?\s?\d[\d,.]*\s?(?:%|k|m|bn)?|yes|no|none|nil|n/?a|unknown|not (?:held|known|applicable|recorded))\W*$",
    re.IGNORECASE,
)
NUMBER_END = re.compile(r"\d\W*$")
NUMBER_START = re.compile(r"[£$€(]?\d")


def cut_at_dashes(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, those with an answer behind a dash cut in two."""
    out: list[Passage] = []
    for passage in passages:
        out.extend(_halves(document, passage))
    return out


def _halves(document: Document, passage: Passage) -> Iterator[Passage]:
    text = document.text[passage.start : passage.end]
    for found in DASH.finditer(text):
        head, tail = " ".join(text[: found.start()].split()), " ".join(text[found.end() :].split())
        if _is_answer_behind(head, tail, passage):
            yield replace(passage, end=passage.start + found.start(), words=head)
            yield replace(
                passage, start=passage.start + found.end(), begin=passage.start + found.end(),
                plain=passage.start + found.end(), words=tail,
                line=document.line_at(passage.start + found.end()), label=None, bullet=None, hard=False,
                dash=True,
            )  # fmt: skip
            return
    yield passage


def _is_answer_behind(head: str, tail: str, passage: Passage) -> bool:
    """Whether what stands behind a dash answers what stands before it."""
    if not head or not tail or head.count("(") > head.count(")"):
        return False
    asks = leaning(head)
    if NUMBER_END.search(head) and NUMBER_START.match(tail) and not VALUE.match(tail):
        return False
    if asks >= 1.5:
        return (
            bool(VALUE.match(tail))
            or leaning(tail) <= -1.0
            and (STOPPED.search(head) is not None or len(tail) < 400)
        )
    return passage.label is not None and asks > -1.0 and len(head) < 160
