"""Answers on the question's own line: "Visitor permits - 51", "Please give the name. This is exempt …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from foi_extract.pairing.passages import DASH, DASHED, Passage
from foi_extract.pairing.wording import leaning
from foi_records.document import Document

STOPPED = re.compile(r"(?:[?.:)]|\b(?:yes ?(?:or|/) ?no|y ?/ ?n)\)?)$", re.IGNORECASE)
VALUE = re.compile(
    r"^(?:[£$€<>~]?\s?\d[\d,.]*\s?(?:%|k|m|bn)?|y|n|yes|no|none|nil|n/?a|unknown"
    r"|not (?:held|known|applicable|recorded)|\d[\d,.]* per ?cent)\W*(?:\([^()]*\)\W*)?$",
    re.IGNORECASE,
)
PUT = re.compile(r"[?.][\"”’')]*$")
COLON = re.compile(r"(?<=[^\W\d_]|[)?]|\d)\s?:\s+(?=\S)")
NEW_LINE = re.compile(r"(?<!\s)[^\S\n]*\n\s*+(?=[A-Z0-9£])")
YEAR = re.compile(r"(?:19|20)\d\d\W*$")
GOES_ON = re.compile(
    r"(?:\b(?:in|of|at|by|to|for|from|with|on|and|or|the|a|an|your|our|their|its|which|that|is|are|was|were|between"
    r"|within|under|[A-Z][a-z]+)|,)$"
)
OPEN_DASH = re.compile(r"\s+[-–—]+\s*$")
STOP = re.compile(r"\.[\"”’)]?\s+(?=[A-Z£$€\d])")
ASKS, ANSWERS = 2.0, -2.4
FIRST_SENTENCES, FIRST_DASHES, FIRST_LINES = 5, 8, 4
"""An answer on the question's own line begins early; further on, such marks belong to the answer."""
NUMBER_END = re.compile(r"\d\W*$")
NUMBER_START = re.compile(r"[£$€(]?\d")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
DATE_END = re.compile(rf"(?:\b(?:19|20)\d\d|\b{MONTH}|\b\d{{1,2}}(?:st|nd|rd|th)?)\W*$")
DATE_START = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d|(?:19|20)\d\d\b"
)
SPANS = re.compile(
    r"\b(?:between|from|since|period|dates?|years?|during|of|for|in)\b[^.?:;]{0,40}$", re.IGNORECASE
)
QUALIFIES = re.compile(r"(?:by|per|including|excluding|split|broken|such|if|e\.g|i\.e)\b")
"""Words behind a dash with which a question goes on, where a value below it answers it."""
EMPTY_CELL = re.compile(r"(?<![\d/.,])(?!(?:19|20)\d\d$)\d[\d,.]*$")
REMARK = re.compile(r"\((?:[^()\n]|\n(?!\s*\n)|\([^()]*\)){12,600}\){1,2}\s+(?=[A-Z£\d])")


def cut_at_dashes(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, those with an answer behind a dash, a colon or a stop cut in two."""
    out: list[Passage] = []
    signs = _signs(document, passages)
    for n, passage in enumerate(passages):
        if n in signs:
            out.extend(_halves_at(document, passage, signs[n]))
            continue
        below = passages[n + 1] if n + 1 < len(passages) else None
        last = below is None or below.label is not None
        if out and out[-1].words.endswith("?") and (remark := _remark(document, passage)):
            out[-1] = replace(out[-1], end=remark.end, words=f"{out[-1].words} {remark.words}")
            words = passage.words.removeprefix(remark.words).strip()
            passage = _tail(document, passage, remark.end + 1, words, dash=False)
        if out and passage.label is None and (left := _open_dash(out[-1].words)):
            out[-1] = _without_dash(document, out[-1], left)
            passage.dash = True
        valued = below is not None and not last and bool(VALUE.match(below.words))
        out.extend(_halves(document, passage, alone=last and passage.label is not None, valued=valued))
    return out


def _open_dash(words: str) -> re.Match[str] | None:
    """A dash at the end of a question; behind a bare number it is an empty cell ("Holm Road 4 -")."""
    left = OPEN_DASH.search(words)
    if left and EMPTY_CELL.search(words, 0, left.start()) and leaning(words[: left.start()]) < ASKS:
        return None
    return left


def _remark(document: Document, passage: Passage) -> Passage | None:
    """The words in brackets right behind a question mark, where the answer follows them on the line."""
    if passage.hard or passage.label or not passage.words.startswith("("):
        return None
    found = REMARK.match(document.text, passage.start, passage.end)
    if found is None:
        return None
    words = found.group().rstrip()
    return replace(passage, end=passage.start + len(words), words=" ".join(words.split()))


def _without_dash(document: Document, passage: Passage, left: re.Match[str]) -> Passage:
    """A question without the dash behind it that leads over to its answer on the next line."""
    found = OPEN_DASH.search(document.text, passage.start, passage.end)
    if found is None or not left.start():
        return passage
    return replace(passage, end=found.start(), words=passage.words[: left.start()])


def _signs(document: Document, passages: Sequence[Passage]) -> dict[int, re.Match[str]]:
    """The colons or dashes behind which labelled passages or bullets are answered ("1.2 Spend: £41,800").

    They count where most passages marked in one way have one: then it is the letter's way of answering.
    """
    labelled = [n for n, p in enumerate(passages) if p.label and p.label.kind != "answer"]
    bullets = [n for n, p in enumerate(passages) if p.bullet and not p.label]
    plain = [n for n, p in enumerate(passages) if p.hard and not p.bullet and not p.label]
    for marked, sign, asking in (
        (labelled, COLON, 0.25),
        (bullets, COLON, 0.5),
        (bullets, DASH, 0.5),
        (labelled, DASH, 0.3),
        (plain, COLON, 0.6),
    ):
        found: dict[int, re.Match[str]] = {}
        asks = 0
        for n in marked:
            passage = passages[n]
            if sign is COLON and ":" not in document.text[passage.start : passage.end]:
                continue
            mark = sign.search(document.text, passage.start, passage.end)
            if mark and _answers_shortly(document, passage, mark):
                found[n] = mark
                asks += leaning(" ".join(document.text[passage.start : mark.start()].split())) > 0.8
        if len(found) >= 3 and len(found) >= 0.5 * len(marked) and asks >= asking * len(found):
            return found
    return {}


def _answers_shortly(document: Document, passage: Passage, found: re.Match[str]) -> bool:
    head = " ".join(document.text[passage.start : found.start()].split())
    tail = " ".join(document.text[found.end() : passage.end].split())
    return 0 < len(head) < 130 and bool(tail) and leaning(tail) < 0.8 and not _spans_time(head, tail)


def _halves_at(document: Document, passage: Passage, found: re.Match[str]) -> Iterator[Passage]:
    words = " ".join(document.text[found.end() : passage.end].split())
    head = " ".join(document.text[passage.start : found.start()].split())
    yield replace(passage, end=found.start(), words=head)
    yield _tail(document, passage, found.end(), words, dash=True)


def _halves(document: Document, passage: Passage, *, alone: bool, valued: bool) -> Iterator[Passage]:
    """A passage cut at the first stop, dash or turn of type face behind which it is answered; else as it is.

    ``alone`` says that no other passage can answer it, so that a new line may; ``valued`` that a value stands
    below it, so that "the places - by ward" goes on.
    """
    text = document.text[passage.start : passage.end]
    stops = [(m.start() + 1, m.end(), "stop") for m in islice(STOP.finditer(text), FIRST_SENTENCES)]
    dashes = (
        [
            (m.start(), m.end(), "dash")
            for m in islice(DASH.finditer(text), FIRST_DASHES)
            if not (valued and QUALIFIES.match(text, m.end()))
        ]
        if DASHED.search(text)
        else []
    )
    turns = [(at, at, "turn") for at in _turns(document, passage)]
    lines = (
        [(m.start(), m.end(), "line") for m in islice(NEW_LINE.finditer(text), FIRST_LINES)] if alone else []
    )
    for end, start, kind in sorted([*stops, *dashes, *turns, *lines]):
        head, tail = " ".join(text[:end].split()), " ".join(text[start:].split())
        if _answered(head, tail, kind, passage):
            yield replace(passage, end=passage.start + end, words=head)
            yield _tail(document, passage, passage.start + start, tail, dash=kind != "stop")
            return
    yield passage


def _turns(document: Document, passage: Passage) -> Iterator[int]:
    """Where in a passage a line turns from plain to bold type, or back."""
    for i in document.lines_of(passage.start, passage.end):
        line = document.lines[i]
        left, at = line.tail, line.end
        while left and at > line.start:
            at -= 1
            left -= not document.text[at].isspace()
        if line.tail and passage.start < at < passage.end:
            yield at - passage.start


def _answered(head: str, tail: str, kind: str, passage: Passage) -> bool:
    if kind == "stop":
        return _is_answer_after_stop(head, tail)
    if kind == "line":
        return not GOES_ON.search(head) and _answers_on_new_line(tail) and leaning(head) >= ASKS
    if kind == "dash":
        return _is_answer_behind(head, tail, passage)
    plain = leaning(head) >= 1.5 or (passage.label is not None and leaning(head) > -1.2)
    return plain and (
        leaning(tail) <= -2.0 or bool(VALUE.match(tail) or (PUT.search(head) and leaning(tail) < 1.5))
    )


def _is_answer_after_stop(head: str, tail: str) -> bool:
    return leaning(head) >= ASKS and leaning(tail) <= ANSWERS


def _answers_on_new_line(tail: str) -> bool:
    if tail[:1].isupper():
        return leaning(tail) <= -1.6
    return bool(VALUE.match(tail)) and not YEAR.match(tail)


def _spans_time(head: str, tail: str) -> bool:
    """Whether a dash stands between the two ends of a period: "between 4 May 2018 - June 30 2019, …"."""
    return bool(DATE_START.match(tail) and DATE_END.search(head) and SPANS.search(head))


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
    if _spans_time(head, tail):
        return False
    if asks >= ASKS and leaning(tail) <= ANSWERS:
        return True
    if asks >= 1.5:
        return bool(VALUE.match(tail)) or (
            leaning(tail) < (1.5 if PUT.search(head) else -0.9)
            and (STOPPED.search(head) is not None or len(tail) < 400)
        )
    if passage.bullet and VALUE.match(tail):
        return asks > -1.2 and len(head) < 160
    return passage.label is not None and asks > -1.2 and len(head) < 160
