"""Many literals looked for at once, so that few of a phrasebook's patterns need be tried on a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

FIRST = 4
"""Literals are looked for by so many first letters: more take longer to compile than they spare."""


class Literals:
    """Tells in one pass which of many literals stand in a text."""

    def __init__(self, literals: Iterable[str]) -> None:
        wanted = sorted(set(literals))
        heads = {literal[:FIRST] for literal in wanted}
        self._headed = {
            head: [word for word in wanted if word.startswith(head) or head.startswith(word)]
            for head in heads
        }
        self._heads = re.compile(f"(?=({_tree(sorted(heads))}))")

    def found_in(self, text: str) -> set[str]:
        """The literals that stand in a text, as they are written."""
        heads = set(self._heads.findall(text))
        return {word for head in heads for word in self._headed[head] if word in text}


def _tree(words: list[str]) -> str:
    """A pattern of the longest of some words: common beginnings once, so that few branches are tried."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], []).append(word[1:])
    branches = []
    for first, rests in by_first.items():
        longer = [rest for rest in rests if rest]
        rest = f"(?:{_tree(longer)})" if longer else ""
        branches.append(re.escape(first) + (rest + "?" if rest and "" in rests else rest))
    return "|".join(branches)
