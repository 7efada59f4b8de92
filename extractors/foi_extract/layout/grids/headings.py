"""A line above a flattened table to the heads of its columns."""

from __future__ import annotations

import re

from foi_extract.layout.grids.cell_words import ASKING, MACHINE, TOKEN, is_period
from foi_extract.layout.grids.rows import stretch_in
from foi_records.document import Line
from foi_records.spans import Stretch

GAP = re.compile(r"\s{2,}")
WORD = re.compile(r"\S+")
SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with"]
)


def heads_of(line: Line, count: int) -> list[list[Stretch]] | None:
    """The heads of ``count`` value columns (and of the label column before them), or null when none fit.

    Tried in turn: wide gaps; periods at the end; as many words as columns; words that begin with a
    capital; the same word again and again.
    """
    text = line.text
    words = text.strip()
    if not words or len(words) > 160 or words[-1] in ".?;:," or ASKING.search(words) or MACHINE.search(words):
        return None
    for found in (
        _by_gaps(text),
        _by_periods(text, count),
        _by_words(text),
        _by_capitals(text),
        _repeated(text, count),
    ):
        if found and len(found) in (count, count + 1) and (len(found) > 1 or count > 1):
            return [[stretch_in(line, s, e)] for s, e in found]
    return None


def _by_gaps(text: str) -> list[tuple[int, int]]:
    """Heads parted by two blanks or more."""
    begin = len(text) - len(text.lstrip())
    edges = [m.span() for m in GAP.finditer(text.rstrip(), begin)]
    starts = [begin, *(e for _, e in edges)]
    ends = [*(s for s, _ in edges), len(text.rstrip())]
    return list(zip(starts, ends, strict=True))


def _by_periods(text: str, count: int) -> list[tuple[int, int]]:
    """A label and then one period for each value column."""
    tokens = list(TOKEN.finditer(text))
    tail = tokens[-count:]
    if len(tail) < count or not all(is_period(m.group()) for m in tail):
        return []
    heads = [m.span() for m in tail]
    label = text[: heads[0][0]].strip()
    return ([(0, heads[0][0])] if label else []) + heads


def _by_words(text: str) -> list[tuple[int, int]]:
    """Each word a head; small words never are."""
    words = list(WORD.finditer(text))
    if any(m.group().casefold() in SMALL for m in words):
        return []
    if not all(m.group()[0].isupper() or not m.group()[0].isalpha() for m in words):
        return []
    return [m.span() for m in words]


def _by_capitals(text: str) -> list[tuple[int, int]]:
    """Heads that begin with a capital or a digit and run on in small letters."""
    starts = [m.start() for m in WORD.finditer(text) if m.group()[0].isupper() or m.group()[0].isdigit()]
    if not starts or text[: starts[0]].strip():
        return []
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _repeated(text: str, count: int) -> list[tuple[int, int]]:
    """A label and then the same word for each value column."""
    words = list(WORD.finditer(text))
    tail = words[-count:]
    if count < 2 or len(tail) < count or len({m.group() for m in tail}) != 1:
        return []
    label = text[: tail[0].start()].strip()
    return ([(0, tail[0].start())] if label else []) + [m.span() for m in tail]
