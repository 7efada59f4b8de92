"""Running heads and feet left in the words of a letter without pages: "Page 2 of 3", "- 2 -", the name."""

from __future__ import annotations

import re

from foi_records.document import Document

PAGE = re.compile(
    r"page\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?|\d{1,3}\sof\s\d{1,3}|[-–—]\s?\d{1,3}\s?[-–—]", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d{1,3}")
APART = re.compile(r"\s{3,}|\t")
NAME = re.compile(r"[A-Z]\w*(?:\s\w+)*")
HEAD_LINES, TITLE_LINES = 25, 8
LEAST_LETTERS = 4


def running_lines(document: Document) -> set[int]:
    """The lines that are page numbers, and the names and references that come back beside them.

    What stands by a page number is running matter only where the head of the letter has it too.
    """
    pieces = {i: APART.split(words) for i, line in enumerate(document.lines) if (words := line.text.strip())}
    printed = list(pieces)
    heads = printed[:HEAD_LINES]
    titles = {_squeezed(document.lines[i].text) for i in printed[:TITLE_LINES]}
    found = {
        i
        for i in printed[HEAD_LINES // 2 :]
        if len(pieces[i]) > 1 and _squeezed(document.lines[i].text) in titles
    }
    for n, i in enumerate(printed):
        others = _beside_number(pieces[i]) if document.lines[i].cell is None else None
        if others is not None and _all_known(others, document, heads, i):
            found.add(i)
            near = [*printed[max(n - 1, HEAD_LINES // 5) : n], *printed[n + 1 : n + 2]]
            found |= {k for k in near if _all_known(pieces[k], document, heads, k)}
    return found


def _squeezed(words: str) -> str:
    return "".join(words.split()).casefold()


def _beside_number(pieces: list[str]) -> list[str] | None:
    """The words beside a page number on its line, null where a line is none."""
    if not any(map(DIGIT.search, pieces)):
        return None
    others = [piece for piece in pieces if not PAGE.fullmatch(piece)]
    if len(others) < len(pieces):
        return others
    others = [piece for piece in pieces if not NUMBER.fullmatch(piece)]
    return others if len(pieces) == 2 and len(others) == 1 and NAME.match(others[0]) else None


def _all_known(pieces: list[str], document: Document, heads: list[int], i: int) -> bool:
    """Whether the letter's head has all these words above a line: no line is known from itself."""
    head = "\n".join(document.lines[k].text for k in heads if k < i).casefold()
    return all(_known(piece, head) for piece in pieces)


def _known(piece: str, head: str) -> bool:
    return sum(c.isalpha() for c in piece) >= LEAST_LETTERS and piece.casefold() in head
