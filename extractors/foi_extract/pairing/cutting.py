"""Answers on the question's own line: "Visitor permits - 51", "Please give the name. This is exempt …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from foi_extract.pairing.passages import DASH, Passage
from foi_extract.pairing.wording import leaning
from foi_records.document import Document

STOPPED = re.compile(r"(?:[?.:)]|\byes ?(?:or|/) ?no\)?)$", re.IGNORECASE)
VALUE = re.compile(
    r"^(?:[£$€<>~]?\s?\d[\d,.]*\s?(?:%|k|m|bn)?|yes|no|none|nil|n/?a|unknown"
    r"|not (?:held|known|applicable|recorded))\W*$",
    re.IGNORECASE,
)
STOP = re.compile(r"\.[\"”’)]?\s+(?=[A-Z])")
ASKS, ANSWERS = 2.0, -2.4
FIRST_SENTENCES = 5
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
    for stop in islice(STOP.finditer(text), FIRST_SENTENCES):
        head, tail = " ".join(text[: stop.end()].split()), " ".join(text[stop.end() :].split())
        if leaning(head) >= ASKS and leaning(tail) <= ANSWERS:
            yield replace(passage, end=passage.start + stop.start() + 1, words=head)
            yield _tail(document, passage, passage.start + stop.end(), tail, dash=False)
            return
    for found in DASH.finditer(text):
        head, tail = " ".join(text[: found.start()].split()), " ".join(text[found.end() :].split())
        if _is_answer_behind(head, tail, passage):
            yield replace(passage, end=passage.start + found.start(), words=head)
            yield _tail(document, passage, passage.start + found.end(), tail, dash=True)
            return
    yield passage


def _tail(document: Document, passage: Passage, start: int, words: str, *, dash: bool) -> Passage:
    """The rest of a passage, from an offset on, as a passage of its own."""
    return replace(
        passage, start=start, begin=start, plain=start, words=words, line=document.line_at(start),
        label=None, bullet=None, hard=False, dash=dash,
    )  # fmt: skip


def _is_answer_behind(head: str, tail: str, passage: Passage) -> bool:
    """Whether what stands behind a dash answers what stands before it."""
    if not head or not tail or head.count("(") > head.count(")"):
        return False
    asks = leaning(head)
    if NUMBER_END.search(head) and NUMBER_START.match(tail) and not VALUE.match(tail):
        return False
    if asks >= 1.5:
        return bool(VALUE.match(tail)) or (
            leaning(tail) <= -1.0 and (STOPPED.search(head) is not None or len(tail) < 400)
        )
    if passage.bullet and VALUE.match(tail):
        return asks > -1.2 and len(head) < 160
    return passage.label is not None and asks > -1.2 and len(head) < 160
