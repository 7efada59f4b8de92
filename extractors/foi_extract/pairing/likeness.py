"""How alike two texts are, as words: one measure for order, one for a passage within a longer text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

WORD = re.compile(r"[^\W_]+")
MOST = 10_000
"""Comparisons beyond which only the same words count as alike: a letter of hundreds of questions."""


def words_of(text: str) -> list[str]:
    """The words of a text, small letters, without marks."""
    return WORD.findall(text.casefold())


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two runs of words are, in order, 0 to 1."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if 2 * min(len(one), len(other)) < 0.5 * (len(one) + len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def likeness_among(ones: int, others: int) -> Callable[[Sequence[str], Sequence[str]], float]:
    """How alike so many texts are to so many others is measured: past ``MOST`` only by sameness."""
    return likeness if ones * others <= MOST else _sameness


def _sameness(one: Sequence[str], other: Sequence[str]) -> float:
    return float(bool(one) and one == other)


def share_within(part: Sequence[str], whole: Counter[str]) -> float:
    """The share of a passage's words that a longer text holds too."""
    if not part:
        return 0.0
    found = Counter(part) & whole
    return sum(found.values()) / len(part)


def overlap(part: Sequence[str], whole: Sequence[str]) -> float:
    """The share of a passage that stands in one run of a longer text, word for word."""
    if len(part) < 2 or len(whole) < 2:
        return 0.0
    match = SequenceMatcher(None, part, whole, autojunk=False).find_longest_match()
    return match.size / len(part)
