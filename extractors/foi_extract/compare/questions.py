"""How alike two questions are, when every authority words, numbers and cuts them in its own way."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from foi_extract.law.phrasebook import data_file, matches

WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*%?")
SHORTEST_STEM = 4
SAME_KIND, OTHER_KIND = 0.1, -0.25
"""What it counts for two questions that they ask for the same kind of value, or for different kinds."""


@cache
def empty_words() -> frozenset[str]:
    """Words that say nothing of what is asked: requests for one thing share them with those for another."""
    return frozenset(data_file("question_words.toml")["empty"])


@cache
def read_as() -> dict[str, str]:
    """Words that are read as another one of the same meaning."""
    return {word: line[0] for line in data_file("question_words.toml")["same"] for word in line}


def stem_of(word: str) -> str:
    """A word without the endings of number and tense: "repairs", "repaired" and "repairing" are one."""
    if word in read_as():
        return read_as()[word]
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > SHORTEST_STEM else word


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Counter[str]:
    """The words of a question that say what is asked, by their stems (shared: not to be changed)."""
    found = WORD.findall(text.casefold())
    return Counter(stem_of(w) for w in found if w not in empty_words())


@lru_cache(maxsize=20_000)
def kinds_asked(text: str) -> frozenset[str]:
    """The kinds of value that a question asks for, such as ``number`` and ``money``."""
    first: dict[int, str] = {}
    ends = 0
    for match in sorted(matches("asked_values.toml", text), key=lambda m: m.stretch.start):
        if match.stretch.start >= ends:
            first[match.stretch.start] = match.signal
            ends = match.stretch.end
    return frozenset(first.values())


@dataclass(slots=True)
class Weights:
    """How much a word tells questions apart: rare among the different questions counts more.

    A word of a single authority says more of its style than of what is asked, so that no word counts more
    than one that stands in a single question of every response.
    """

    documents: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    most: float = math.inf

    @classmethod
    def from_questions(cls, questions: Iterable[Sequence[str]]) -> Weights:
        """Weights from the questions of each response of a round."""
        weights = cls()
        asked = [texts for texts in questions if texts]
        for text in (text for texts in asked for text in texts):
            weights.documents += 1
            weights.counts.update(words_of(text).keys())
        weights.most = math.log(1 + max(weights.documents / max(len(asked), 1), 2))
        return weights

    def of(self, word: str) -> float:
        """The weight of a word: the logarithm of how rare it is, within bounds."""
        return max(min(math.log((1 + self.documents) / (1 + self.counts[word])), self.most), 0.1)

    def size(self, words: Counter[str]) -> float:
        """The weight of all words of a question."""
        return sum(self.of(w) * n for w, n in words.items())


def likeness(a: Counter[str], b: Counter[str], weights: Weights) -> float:
    """How alike two questions are, from 0 to 1: the weight that they share of both (Dice)."""
    total = weights.size(a) + weights.size(b)
    return 2 * weights.size(a & b) / total if total else 0.0


def containment(part: Counter[str], whole: Counter[str], weights: Weights) -> float:
    """The share of a question's weight that stands in another, which may ask for more besides."""
    total = weights.size(part)
    return weights.size(part & whole) / total if total else 0.0


def kinship(a: frozenset[str], b: frozenset[str]) -> float:
    """What the kinds of value asked for say about two questions: for one, against it, or nothing."""
    if not a or not b:
        return 0.0
    return SAME_KIND if a & b else OTHER_KIND
