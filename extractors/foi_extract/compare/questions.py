"""How alike two questions are, when every authority words, numbers and cuts them in its own way."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from foi_extract.law.phrasebook import data_file

WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*%?")


@cache
def empty_words() -> frozenset[str]:
    """Words that say nothing of what is asked: requests for one thing share them with those for another."""
    return frozenset(data_file("question_words.toml")["empty"])


def words_of(text: str) -> Counter[str]:
    """The words of a question that say what is asked, plurals folded."""
    found = (w.removesuffix("s") if len(w) > 3 else w for w in WORD.findall(text.casefold()))
    return Counter(w for w in found if w not in empty_words())


@dataclass(slots=True)
class Weights:
    """How much a word tells questions apart: rare among the different questions counts more."""

    documents: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def from_questions(cls, questions: Iterable[str]) -> Weights:
        """Weights from all questions of a round."""
        weights = cls()
        for question in questions:
            weights.documents += 1
            weights.counts.update(words_of(question).keys())
        return weights

    def of(self, word: str) -> float:
        """The weight of a word: the logarithm of how rare it is, never under a tenth."""
        return max(math.log((1 + self.documents) / (1 + self.counts[word])), 0.1)

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
