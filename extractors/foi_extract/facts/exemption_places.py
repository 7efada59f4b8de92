"""Which exchanges an exemption concerns: whose answer cites it, which its sentence names, or all."""

from __future__ import annotations

import re

from foi_extract.facts.places import (
    exchange_ids,
    exchanges_at,
    exchanges_by_grid,
    in_answer,
    with_referring,
)
from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch

QUESTIONS = re.compile(
    r"\b(?:questions?|qs?|points?|parts?|items?|requests?|queries)\s*(?:numbers?\s*|nos?\.?\s*)?(?P<list>\(?\d{1,2}[a-z]?\b\)?(?:\s*(?:,|and|&|or|to|-|–)\s*(?:question\s*|q\s*)?\(?\d{1,2}[a-z]?\b\)?)*)",
    re.IGNORECASE,
)
CITED = re.compile(r"\b(?:sections?|regulations?|regs?\.?|s\.?|exemptions?|exceptions?)\s?\d", re.IGNORECASE)
HEADING = re.compile(
    r"\W{0,4}(?:(?:in\s+(?:relation|respect|regard|answer|response)\s+(?:to|of)|for|regarding|as\s+to|with\s+regard\s+to"
    r"|re|your)\W{1,2})?(?:your\s+)?(?:questions?|qs?|points?|parts?|items?)\s*\d",
    re.IGNORECASE,
)
ABOVE = 25
"""How many lines above a citation a heading that names its questions may stand."""
LABEL = re.compile(r"(?P<range>(?:to|-|–)\s*\(?)?(?P<label>\d{1,2}[a-z]?)", re.IGNORECASE)


def exchanges_of(letter: Letter, pairing: Pairing, stretch: Stretch, sentence: Stretch) -> frozenset[str]:
    """The ids of the exchanges that a mention concerns; empty when nothing ties it to any.

    Those whose answer or table holds it, with all that are answered by pointing there; else the questions
    that its own line, clause or sentence names ("Questions 2 and 3 are exempt under section 40(2)"), or a
    heading above it.
    """
    if in_answer(pairing, stretch.start):
        held = exchanges_at(pairing, stretch.start)
        named = _named_beside(letter.text, pairing, stretch, sentence) if len(held) > 1 else []
        held = named if named and set(named) < set(held) else held
    else:
        held = _by_grid(letter, pairing, stretch.start) or _named_about(letter, pairing, stretch, sentence)
    return frozenset(with_referring(pairing, held))


def asked_in(pairing: Pairing, stretch: Stretch) -> frozenset[str]:
    """The ids of the exchanges whose question holds a stretch."""
    return (
        frozenset() if in_answer(pairing, stretch.start) else frozenset(exchanges_at(pairing, stretch.start))
    )


def _by_grid(letter: Letter, pairing: Pairing, offset: int) -> list[str]:
    document, by_grid = letter.document, exchanges_by_grid(pairing)
    cell = document.lines[document.line_at(offset)].cell if document.lines else None
    if cell is not None:
        return list(by_grid.get(cell[0], ()))
    holding = {
        id
        for g, ids in by_grid.items()
        if g < len(document.grids)
        and any(start <= offset < end for cell in document.grids[g].cells for start, end in cell.stretches)
        for id in ids
    }
    return [p.id for p in pairing.pairs if p.id in holding] if holding else []


def names_questions(letter: Letter, pairing: Pairing, stretch: Stretch) -> bool:
    """Whether the line of a citation says which questions it is about."""
    return bool(questions_named(_line_at(letter.text, stretch.start), pairing))


def _named_about(letter: Letter, pairing: Pairing, stretch: Stretch, sentence: Stretch) -> list[str]:
    """The exchanges named nearest to a citation: in its line or clause, its sentence, a heading above."""
    text = letter.text
    line = _line_at(text, stretch.start)
    if len(CITED.findall(line)) == 1 and (named := questions_named(line, pairing)):
        return named
    words = text[sentence.start : sentence.end]
    if len(CITED.findall(words)) > 1 and len(QUESTIONS.findall(words)) > 1:
        return questions_named(_clause_of(text, stretch, sentence), pairing)
    return questions_named(words, pairing) or _headed(letter, pairing, stretch.start)


def _named_beside(text: str, pairing: Pairing, stretch: Stretch, sentence: Stretch) -> list[str]:
    """The exchanges that a citation's line names, or its words up to the next citation or paragraph."""
    after = CITED.search(text, stretch.end, sentence.end)
    end = after.start() if after else sentence.end
    words = text[stretch.end : end].split("\n\n")[0]
    return questions_named(_line_at(text, stretch.start), pairing) or questions_named(words, pairing)


def _line_at(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _clause_of(text: str, stretch: Stretch, sentence: Stretch) -> str:
    """The words between a citation and its neighbours, on the side where the sentence names questions."""
    words = text[sentence.start : sentence.end]
    question, cited = QUESTIONS.search(words), CITED.search(words)
    if question and cited and question.start() < cited.start():
        before = [
            sentence.start + m.end()
            for m in CITED.finditer(words)
            if sentence.start + m.end() < stretch.start
        ]
        return text[max(before, default=sentence.start) : stretch.start]
    after = CITED.search(text, stretch.end, sentence.end)
    return text[stretch.end : after.start() if after else sentence.end]


def _headed(letter: Letter, pairing: Pairing, at: int) -> list[str]:
    """The exchanges that the nearest heading above names: "Questions 3 and 5" on a line by itself."""
    text, part = letter.text, letter.kind_at(at)
    for line in letter.document.lines[letter.document.line_at(at) :: -1][1:ABOVE]:
        if in_answer(pairing, line.start) or (line.text.strip() and letter.kind_at(line.start) != part):
            return []
        if HEADING.match(text, line.start, line.end):
            return questions_named(line.text, pairing)
    return []


def questions_named(sentence: str, pairing: Pairing) -> list[str]:
    """The exchanges whose numbers a sentence gives after "question"; none when a number is not theirs."""
    ids = exchange_ids(pairing)
    found: list[str] = []
    for mention in QUESTIONS.finditer(sentence) if ids else ():
        for number in _numbers(mention["list"]):
            if number not in ids:
                return []
            found.append(ids[number])
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
