"""Counts of what was found, invented and missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """True positives, false positives and false negatives of one measure."""

    right: float = 0
    invented: float = 0
    missed: float = 0

    def add(self, right: float, invented: float, missed: float) -> None:
        """Count some more."""
        self.right += right
        self.invented += invented
        self.missed += missed

    def compare(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count two multisets against each other."""
        wanted, given = Counter(gold), Counter(found)
        both = (wanted & given).total()
        self.add(both, given.total() - both, wanted.total() - both)

    @property
    def precision(self) -> float | None:
        """The share of what was given that is right; null when nothing was given."""
        given = self.right + self.invented
        return self.right / given if given else None

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was given; null when nothing was wanted."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; null when there was nothing to measure."""
        both = 2 * self.right + self.invented + self.missed
        return 2 * self.right / both if both else None

    def __iadd__(self, other: Tally) -> Tally:
        self.add(other.right, other.invented, other.missed)
        return self
