"""Tables whose columns a wrapped text has lost: their cells run into one another, and no row can be told.

In such a table nearly every line ends though the next word would have fitted, and the next goes on in small
letters where a cell does: prose is never broken so, and a list goes on with a new item.  Its numbers stand in
no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_records.document import Document, Line
from foi_records.facts import Finding
from foi_records.spans import Stretch

WIDEST = 100
"""A longer line is none of a wrapped text, in letters."""
NEARLY, FULL_LINES = 8, 4
"""So many lines must come so near the width of the text that it is a wrapped one."""
LEAST_LINES, LEAST_GOING_ON, LEAST_NUMBERED = 8, 3, 2
MOST_IN_SMALL = 0.7
"""Where more of the lines than this begin in small letters, it is a list of such, unless values stand side by
side in it."""
SIDE_BY_SIDE = re.compile(r"(?<![\w.,])£?\d[\d,.]*%? £?\d[\d,.]*%?(?![\w/:])")
LEAST_BROKEN = 0.7
MOST_OTHERS = 2
"""So many other lines on end may stand between the broken ones of a table."""
ENDS = re.compile(r"[.?!:;]\W*$")
OPENS = re.compile(r"\s*(?:[•▪◦*>|│┌├└+-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|https?:|www\.|\[\d+\])")
COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
GOES_ON = re.compile(r"[a-z]{2}")
DIGIT = re.compile(r"\d")


NOTHING = Line("")
"""Stands for the lines of the tables that were found, at which every run ends."""


def flattened_tables(document: Document) -> list[Stretch]:
    """Where the lines of such tables stand in a document of wrapped text."""
    if document.pages and any(line.box is not None for line in document.lines[:20]):
        return []
    in_grids = {document.line_at(cell.start) for grid in document.grids for cell in grid.stretches}
    lines = [
        NOTHING if n in in_grids else line for n, line in enumerate(document.lines) if line.role == "body"
    ]
    width = _width(lines)
    return [Stretch(run[0].start, run[-1].end) for run in _runs(lines, width)] if width else []


def flattened_findings(document: Document) -> list[Finding]:
    """A finding for each such table: what it says is in no table and no figure of the record."""
    return [
        Finding(
            code="table-unread",
            severity="warning",
            message="These lines are a table that has lost its columns: nothing tells which words are one"
            " cell, so its numbers and dates are listed nowhere.",
            spans=(document.span(*stretch),),
        )
        for stretch in flattened_tables(document)
    ]


def _width(lines: Sequence[Line]) -> int | None:
    """The width that a text is wrapped at, in letters; null where it is not."""
    lengths = [len(line.text) for line in lines if len(line.text) <= WIDEST and not COLUMNS.search(line.text)]
    width = max(lengths, default=0)
    return width if sum(length > width - NEARLY for length in lengths) >= FULL_LINES else None


def _runs(lines: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """The runs of broken lines that are tables, with the few other lines between them."""
    run: list[Line] = []
    others: list[Line] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if _is_broken(line, following, width):
            run += [*others, line]
            others = []
        elif run and line.text.strip() and len(others) < MOST_OTHERS:
            others.append(line)
        else:
            if _is_table(run):
                yield run
            run, others = [], []
    if _is_table(run):
        yield run


def _is_table(run: Sequence[Line]) -> bool:
    """Whether lines are a table's, by the width of their own: a narrow column of prose fills its lines."""
    if len(run) < LEAST_LINES or sum(DIGIT.search(line.text) is not None for line in run) < LEAST_NUMBERED:
        return False
    going_on = sum(GOES_ON.match(line.text.lstrip()) is not None for line in run[1:])
    paired = sum(SIDE_BY_SIDE.search(line.text) is not None for line in run)
    most = 1.0 if paired >= LEAST_NUMBERED else MOST_IN_SMALL
    if not LEAST_GOING_ON <= going_on <= most * len(run):
        return False
    width = max(len(line.text.rstrip()) for line in run)
    broken = sum(_is_broken(line, after, width) for line, after in zip(run, [*run[1:], None], strict=True))
    return broken >= LEAST_BROKEN * len(run)


def _is_broken(line: Line, following: Line | None, width: int) -> bool:
    """Whether a line ends in the middle of things, though the first word of the next had room in it."""
    text = line.text.rstrip()
    if not text or ENDS.search(text) or OPENS.match(text) or COLUMNS.search(text) or len(text) > WIDEST:
        return False
    words = following.text.split(maxsplit=1) if following else []
    return not words or len(text) + 1 + len(words[0]) <= width
