"""What sort of letter it is: a response, a review, an acknowledgement, a request and so on."""

from __future__ import annotations

from typing import get_args

from foi_extract.letters.units import Seams, units_from_lines
from foi_extract.letters.wordings import KINDS, signals
from foi_records.document import Document
from foi_records.letter import Kind, Part

OWN_WORDS = ("introduction", "reply", "reference", "request", "other")
SHORT_LETTER = 260
FRONT = 8


def kind_of(seams: Seams, parts: list[Part]) -> Kind:
    """The sort of letter; a response unless its words say otherwise and it answers nothing."""
    document = seams.document
    known = document.known.kind
    if known in get_args(Kind):
        return known  # type: ignore[return-value]
    if (
        parts
        and all(part.kind in ("request", "quoted_mail", "page_furniture", "other") for part in parts)
        and _has(document, "request")
    ):
        return "request"
    told = _signals(seams, parts)
    if "review_done" in told["front"] and (
        "review_subject" in told["head"] or "review_asked" in told["front"] | told["introduction"]
    ):
        return "internal_review"
    if "review_subject" in told["head"] and "review_done" in told["head"] | told["all"]:
        return "internal_review"
    if (
        "review_subject" in told["head"]
        and "review_asked" in told["introduction"] | told["front"]
        and "answers" in told["all"]
    ):
        return "internal_review"
    if "review_asked" in told["introduction"] and told["all"] & {"review_done", "answers"}:
        return "internal_review"
    if (
        not told["all"] & {"answers", "acknowledges"}
        and "requests" in told["front"]
        and not _of(parts, "introduction", "rights")
    ):
        return "request"
    return _without_answer(told, _words_of_reply(document, parts))


def _without_answer(told: dict[str, set[str]], words: int) -> Kind:
    """The sort of a letter that may answer nothing: it is short and speaks of time, sense or another body."""
    answered = "answers" in told["all"]
    if words > SHORT_LETTER:
        return "response"
    if "transfers" in told["all"] and not answered:
        return "transfer"
    if "clarifies" in told["all"] and (not answered or "awaits" in told["all"]):
        return "clarification"
    if "asks_fee" in told["all"] and not answered and "acknowledges" not in told["all"]:
        return "clarification"
    if "extends_plainly" in told["all"]:
        return "extension"
    if "extends" in told["all"] and ("acknowledges" in told["all"] or not answered):
        return "extension"
    if "acknowledges" in told["all"] and not answered:
        return "acknowledgement"
    return "response"


def _signals(seams: Seams, parts: list[Part]) -> dict[str, set[str]]:
    """The signals of the head, of the introduction, of the first units of the reply, and of all own words."""
    told: dict[str, set[str]] = {"head": set(), "introduction": set(), "front": set(), "all": set()}
    document = seams.document
    kinds = {i: part.kind for part in parts for i in document.lines_of(part.start, part.end)}
    foreign = frozenset(i for i in range(len(document.lines)) if kinds.get(i) not in OWN_WORDS)
    seen = 0
    for unit in units_from_lines(seams, foreign):
        kind = kinds[unit.first]
        found = signals(KINDS, unit.plain).keys()
        if kind == "reference":
            told["head"] |= found
        elif kind == "introduction":
            told["introduction"] |= found
            told["all"] |= found
        elif kind == "reply":
            if seen < FRONT:
                told["front"] |= found
            seen += 1
            told["all"] |= found
    return told


def _of(parts: list[Part], *kinds: str) -> bool:
    """Whether the letter has a part of one of some kinds."""
    return any(part.kind in kinds for part in parts)


def _words_of_reply(document: Document, parts: list[Part]) -> int:
    return sum(len(document.text[p.start : p.end].split()) for p in parts if p.kind == "reply")


def _has(document: Document, role: str) -> bool:
    return any(line.role == role for line in document.lines)
