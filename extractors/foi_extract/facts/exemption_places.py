"""Which exchanges an exemption concerns: whose answer cites it, which its sentence names, or all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foi_extract.facts.places import exchanges_at, in_answer
from foi_records.letter import Letter, Pair, Pairing
from foi_records.spans import Stretch

QUESTIONS = re.compile(
    r"\b(?:questions?|qs?|points?|parts?|items?|requests?|queries)\s*(?:numbers?\s*|nos?\.?\s*)?(?P<list>\(?\d{1,2}[a-z]?\b\)?(?:\s*(?:,|and|&|or|to|-|–)\s*(?:question\s*|q\s*)?\(?\d{1,2}[a-z]?\b\)?)*)",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?P<range>(?:to|-|–)\s*\(?)?(?P<label>\d{1,2}[a-z]?)", re.IGNORECASE)


def exchanges_of(letter: Letter, pairing: Pairing, stretch: Stretch, sentence: Stretch) -> frozenset[str]:
    """The ids of the exchanges that a mention concerns; empty when nothing ties it to any.

    Those whose answer or table holds it, with all that are answered by pointing there; else the questions
    that its own sentence names ("Questions 2 and 3 are exempt under section 40(2)").
    """
    if in_answer(pairing, stretch.start):
        held = exchanges_at(pairing, stretch.start)
    else:
        held = _by_grid(letter, pairing, stretch.start) or _named(
            letter.text[sentence.start : sentence.end], pairing
        )
    return frozenset(_with_referring(pairing, held))


def asked_in(pairing: Pairing, stretch: Stretch) -> frozenset[str]:
    """The ids of the exchanges whose question holds a stretch."""
    return (
        frozenset() if in_answer(pairing, stretch.start) else frozenset(exchanges_at(pairing, stretch.start))
    )


def _by_grid(letter: Letter, pairing: Pairing, offset: int) -> list[str]:
    cell = letter.document.lines[letter.document.line_at(offset)].cell if letter.document.lines else None
    if cell is not None:
        return [p.id for p in pairing.pairs if cell[0] in p.grids]
    return [
        p.id
        for p in pairing.pairs
        if any(
            start <= offset < end
            for g in p.grids
            if g < len(letter.document.grids)
            for start, end in letter.document.grids[g].stretches
        )
    ]


def _named(sentence: str, pairing: Pairing) -> list[str]:
    """The exchanges whose numbers a sentence gives after "question"; none when a number is not theirs."""
    by_number: dict[str, Pair] = {p.number.lower(): p for p in pairing.pairs if p.number}
    if len(by_number) < len([p for p in pairing.pairs if p.number]):
        return []
    found: list[str] = []
    for mention in QUESTIONS.finditer(sentence):
        for number in _numbers(mention["list"]):
            if number not in by_number:
                return []
            found.append(by_number[number].id)
    return list(dict.fromkeys(found))


def _numbers(listed: str) -> list[str]:
    """The labels of "2, 3a and 5 to 7"."""
    out: list[str] = []
    for m in LABEL.finditer(listed):
        label = m["label"].lower()
        if m["range"] and out and out[-1].isdigit() and label.isdigit():
            out.extend(str(n) for n in range(int(out[-1]) + 1, int(label)))
        out.append(label)
    return out


def _with_referring(pairing: Pairing, ids: Iterable[str]) -> list[str]:
    """Some exchanges, and those whose answer only points to one of them."""
    found = list(ids)
    for known in found:
        found.extend(p.id for p in pairing.pairs if known in p.refers_to and p.id not in found)
    return found
