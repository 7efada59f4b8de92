"""Which patterns are worth trying on a text: those of which a cue stands in it; and where: where one does.

A cue is a lower-case word or part of one without which a row's pattern can't match.  All cues are looked
for in one pass over a text, by one pattern in which those that begin alike share their beginning.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

Tree = dict[str, "Tree"]
"""Words letter by letter; the empty letter is where one ends."""
FIRST = 4
"""Cues are looked for by so many first letters: a pattern of more takes longer to compile than it spares."""


class Cues:
    """The cues of some rows."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        own: dict[str, set[int]] = {}
        for row, cues in enumerate(rows):
            for cue in cues:
                own.setdefault(cue, set()).add(row)
        self._headed: dict[str, list[tuple[str, set[int]]]] = {cue[:FIRST]: [] for cue in own}
        for cue, numbers in own.items():
            heads = [cue[:FIRST]] if len(cue) >= FIRST else [h for h in self._headed if h.startswith(cue)]
            for head in heads:
                self._headed[head].append((cue, numbers))
        self._pattern = re.compile(f"(?=({pattern_of(self._headed)}))")  # looks ahead: cues may overlap

    def rows_of(self, lowered: str) -> set[int]:
        """The numbers of the rows that have a cue in one lower-case text."""
        heads = set(self._pattern.findall(lowered))
        fitting = (rows for head in heads for cue, rows in self._headed[head] if cue in lowered)
        return set().union(*fitting)

    def rows_in(self, lowered: Sequence[str]) -> list[list[int]]:
        """For each of some lower-case texts the numbers of the rows that have a cue in it, in their order."""
        starts = [0, *accumulate(len(text) + 1 for text in lowered)]
        found: list[set[int]] = [set() for _ in lowered]
        whole = "\n".join(lowered)
        for head in self._pattern.finditer(whole):
            at = head.start()
            for cue, rows in self._headed[head[1]]:
                if whole.startswith(cue, at):
                    found[bisect_right(starts, at) - 1] |= rows
        return [sorted(rows) for rows in found]


def pattern_of(words: Iterable[str]) -> str:
    """A pattern of some words that matches the longest at a place and tries no letter twice."""
    tree: Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    branches = [re.escape(letter) + _pattern(rest) for letter, rest in tree.items() if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """A text in small letters, letter for letter, as ``re.IGNORECASE`` compares it with plain letters.

    Its offsets are those of the text: the only letter that has two for its small one is the dotted capital I.
    """
    return text.replace("\u0130", "i").replace("\u0131", "i").replace("\u017f", "s").lower()


def speaks_of(text: str, cues: Iterable[str]) -> bool:
    """Whether any of some cues stands in a text, as they are written."""
    return any(map(text.__contains__, cues))


def places_of(small: str, cues: Iterable[str]) -> list[int]:
    """Every place of a text in small letters where one of some cues begins, in order."""
    found: set[int] = set()
    for cue in cues:
        at = small.find(cue)
        while at >= 0:
            found.add(at)
            at = small.find(cue, at + 1)
    return sorted(found)


def found_at(
    pattern: re.Pattern[str], text: str, places: Iterable[int], first: int = 0, stop: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin at some places, given in order; they never overlap.

    The same as the pattern's own ``finditer`` over the stretch, where it can begin nowhere else and never
    matches nothing.  A place may be given twice; those outside the stretch are passed over.
    """
    end = first
    for place in places:
        if end <= place < stop and (found := pattern.match(text, place, stop)):
            yield found
            end = found.end()
