"""Which printed lines make one paragraph: by space, indent, mark, look, and whether a line was full."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from foi_extract.layout.printed import Printed
from foi_records.document import Line

BULLET = re.compile(r"[•*·−✓✗☐]\s|[-–—o]\s{1,3}(?=\S)|•$")
NUMBERED = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?:\d{1,2}[.)]?)*\)?|[QA]\d{0,3}[.):]|Question\s\d{1,3}\b)(?=\s|$)",
    re.IGNORECASE,
)
SENTENCE_ENDS = (".", "?", "!", ":", ";")
CLOSING = "\"'”’)]"
"""What may stand behind the end of a sentence."""
OPEN_END = re.compile(
    r"(?:[,\-–—&(]|\b(?:and|or|of|the|a|an|to|for|in|on|at|by|with|from|that|is|are))$", re.IGNORECASE
)
"""The end of a line whose sentence goes on."""
FEW = 3
"""So many lines of a list end on purpose at least."""
LOOSE = 1.28
"""A step down wider than this times the usual one begins a paragraph."""


def usual_steps(lines: Sequence[Printed], edges: Sequence[float]) -> dict[int, float]:
    """The usual distance from line to line in a paragraph for each letter size (rounded).

    ``edges`` are the lines' :func:`right_edges`.  Only lines that are full count, for the next line goes on
    with their sentence.
    """
    steps: dict[int, Counter[float]] = defaultdict(Counter)
    for (a, b), edge in zip(pairwise(lines), edges, strict=False):
        step = b.baseline - a.baseline
        if (
            a.flow == b.flow
            and a.cell == b.cell
            and abs(a.size - b.size) < 0.6
            and 0.8 * b.size < step < 2.2 * b.size
            and len(a.words) > 3
            and not _had_room(a, b, edge)
        ):
            steps[round(b.size)][round(step, 0)] += 1
    return {size: _usual(counts) for size, counts in steps.items()}


def _usual(counts: Counter[float]) -> float:
    """The smallest step that comes at least a third as often as the commonest one."""
    most = max(counts.values())
    return min(step for step, n in counts.items() if 3 * n >= most)


def right_edges(lines: Sequence[Printed]) -> list[float]:
    """How far each line could have run: the right edge of its column or, in a grid, of the grid's column.

    A column's edge is the farthest that a line of it reaches, on the page or, for a short run of a column,
    among the lines around it.
    """
    columns = [(line.cell[0], line.cell[2]) if line.cell else line.flow for line in lines]
    farthest: dict[object, float] = {}
    for column, line in zip(columns, lines, strict=True):
        if line.x1 > farthest.get(column, 0.0):
            farthest[column] = line.x1
    return [farthest.get(column, 0.0) for column in columns]


def continues(
    a: Line, b: Line, upper: Printed, lower: Printed, usual: float | None, edge: float, width: float
) -> bool:
    """Whether a line belongs to the paragraph of the line above it."""
    if a.cell != b.cell or upper.flow != lower.flow:
        return False
    step = lower.baseline - upper.baseline
    most = LOOSE * usual + 0.5 if usual else 1.75 * max(upper.size, lower.size)
    if not 0.5 * lower.size < step <= max(most, 1.05 * lower.size):
        return False
    if not 0.87 < lower.size / upper.size < 1.15 or a.bold != b.bold:
        return False
    if BULLET.match(b.text):
        return False
    ended = ends_sentence(a.text)
    if NUMBERED.match(b.text) and (ended or _had_room(upper, lower, edge) or lower.x0 < upper.x0 - 3):
        return False
    if not a.cell and edge < 0.5 * width and not b.text[:1].islower():
        return False
    if _had_room(upper, lower, edge):
        return not ended and b.text[:1].islower() and _hangs(upper, lower)
    return not (ended and lower.x0 > upper.x0 + 1.2 * lower.size and not _marked(a))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or clause does."""
    return text.rstrip(CLOSING).endswith(SENTENCE_ENDS)


def _had_room(upper: Printed, lower: Printed, edge: float) -> bool:
    """Whether the next line's first word would have fitted above: the line was ended on purpose."""
    first = lower.first
    return edge - upper.x1 > (first.x1 - first.x0) + 0.6 * lower.size


def _hangs(upper: Printed, lower: Printed) -> bool:
    """Whether a line stands under the line above or under its text after a list mark."""
    return -2 * lower.size < lower.x0 - upper.x0 < 4 * lower.size


def _marked(line: Line) -> bool:
    """Whether a line begins with a list mark."""
    return bool(BULLET.match(line.text) or NUMBERED.match(line.text))


def number_blocks(
    lines: Sequence[Line], print_: Sequence[Printed], width: float, first: int, usual: dict[int, float]
) -> int:
    """Give the lines of a page their paragraph numbers from ``first``; gives the next free number.

    ``usual`` keeps the usual steps from page to page.
    """
    edges = right_edges(print_)
    usual.update(usual_steps(print_, edges))
    carried = [
        i > 0
        and continues(
            lines[i - 1],
            lines[i],
            print_[i - 1],
            print_[i],
            usual.get(round(print_[i].size)),
            edges[i - 1],
            width,
        )
        for i in range(len(lines))
    ]
    for start, end in runs_of_lines(print_):
        if end - start > FEW:
            _part_list(lines, carried, start, end)
    block = first
    for i, line in enumerate(lines):
        block += i > 0 and not carried[i]
        line.block = block
    return block + 1


def runs_of_lines(print_: Sequence[Printed]) -> list[tuple[int, int]]:
    """Runs of lines, evenly one below the other in one column, as first and last (exclusive)."""
    runs: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(print_) + 1):
        a, b = print_[i - 1], print_[i] if i < len(print_) else None
        if (
            b is None
            or a.flow != b.flow
            or a.cell != b.cell
            or abs(a.x0 - b.x0) > 3
            or not 0 < b.baseline - a.baseline < 1.8 * b.size
        ):
            runs.append((start, i))
            start = i
    return runs


def _part_list(lines: Sequence[Line], carried: list[bool], start: int, end: int) -> None:
    """Part the lines of an unmarked list: most end on purpose, so those that happen to be full do too."""
    ended = sum(1 for i in range(start + 1, end) if not carried[i])
    if ended < FEW or 3 * ended < 2 * (end - start - 1):
        return
    for i in range(start + 1, end):
        if carried[i] and lines[i].text[:1].isupper() and not OPEN_END.search(lines[i - 1].text):
            carried[i] = False


def join_over_pages(lines: Sequence[Line]) -> None:
    """Make a paragraph that runs over a page break one: it breaks off and goes on in lower case."""
    body = [line for line in lines if line.role == "body"]
    for a, b in pairwise(body):
        if (
            a.page != b.page
            and a.cell is None
            and b.cell is None
            and not ends_sentence(a.text)
            and b.text[:1].islower()
            and a.bold == b.bold
            and not BULLET.match(b.text)
        ):
            old = b.block
            for line in lines:
                if line.block == old:
                    line.block = a.block
