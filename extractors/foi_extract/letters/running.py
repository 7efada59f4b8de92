"""Running heads and feet left in the words of a letter without pages: "Page 2 of 3", "- 2 -", the name."""

from __future__ import annotations

import re

from foi_records.document import Document

PAGE = re.compile(
    r"page\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?|\d{1,3}\sof\s\d{1,3}|[-–—]\s?\d{1,3}\s?[-–—]", re.IGNORECASE
)
NUMBER = re.compile(r"\d{1,3}")
APART = re.compile(r"\s{3,}|\t")
NAME = re.compile(r"[A-Z]\w*(?:\s\w+)*")
HEAD_LINES, TITLE_LINES = 25, 8
LEAST_LETTERS = 4


def running_lines(document: Document) -> set[int]:
    """The lines that are page numbers, and the names and references that come back beside them.

    What stands by a page number is running matter only where the head of the letter has it too.
    """
    printed = [i for i, line in enumerate(document.lines) if line.text.strip()]
    heads = printed[:HEAD_LINES]
    titles = {_squeezed(document.lines[i].text) for i in printed[:TITLE_LINES]}
    found = {
        i
        for i in printed[HEAD_LINES // 2 :]
        if len(_pieces(document, i)) > 1 and _squeezed(document.lines[i].text) in titles
    }
    for n, i in enumerate(printed):
        if document.lines[i].cell is None and _numbers_page(_pieces(document, i), _head(document, heads, i)):
            found.add(i)
            near = [*printed[max(n - 1, HEAD_LINES // 5) : n], *printed[n + 1 : n + 2]]
            found |= {
                k for k in near if all(_known(p, _head(document, heads, k)) for p in _pieces(document, k))
            }
    return found


def _head(document: Document, heads: list[int], i: int) -> str:
    """The words of the letter's head that stand above a line: no line is known from itself."""
    return "\n".join(document.lines[k].text for k in heads if k < i).casefold()


def _squeezed(words: str) -> str:
    return "".join(words.split()).casefold()


def _pieces(document: Document, i: int) -> list[str]:
    """The words of a line that stand apart from each other."""
    return APART.split(document.lines[i].text.strip())


def _numbers_page(pieces: list[str], head: str) -> bool:
    """Whether a line is a page number, alone or beside what the head of the letter has too."""
    others = [piece for piece in pieces if not PAGE.fullmatch(piece)]
    if len(others) == len(pieces):
        others = [piece for piece in pieces if not NUMBER.fullmatch(piece)]
        return (
            len(pieces) == 2 and len(others) == 1 and bool(NAME.match(others[0])) and _known(others[0], head)
        )
    return all(_known(piece, head) for piece in others)


def _known(piece: str, head: str) -> bool:
    return sum(c.isalpha() for c in piece) >= LEAST_LETTERS and piece.casefold() in head
