"""The questions of a round: those of the most typical response, and others that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from foi_extract.compare.questions import Weights, likeness, words_of
from foi_records.response import Exchange, Response

MOST_CANDIDATES = 30
"""Responses tried as the typical one: enough to meet a clean one, few enough to stay linear."""
SAME = 0.5
"""How alike two questions must be to be one."""


@dataclass(slots=True)
class Column:
    """One question of the round: its wording, its usual number, its place in the order."""

    id: str
    text: str
    number: str | None
    words: Counter[str] = field(default_factory=Counter)

    @classmethod
    def from_text(cls, position: int, text: str, number: str | None) -> Column:
        """A column from a question's words; positions count from 1."""
        return cls(f"c{position}", text, number, words_of(text))


def asked(response: Response) -> list[Exchange]:
    """The exchanges of a response that ask something: those with words, parts rather than their stems."""
    stems = {e.parent for e in response.exchanges if e.parent}
    return [
        e for e in response.exchanges if e.question.text.strip() and not (e.id in stems and not e.answer.text)
    ]


def columns_from_responses(responses: Sequence[Response], weights: Weights) -> list[Column]:
    """The columns of a round, from the response whose questions the others share most."""
    candidates = [r for r in responses if asked(r)]
    step = max(1, len(candidates) // MOST_CANDIDATES)
    tried = candidates[::step]
    if not tried:
        return []
    worded = {id(r): [words_of(e.question.text) for e in asked(r)] for r in candidates}

    def shared(response: Response) -> tuple[float, int]:
        mine = worded[id(response)]
        others = (worded[id(r)] for r in tried)
        total = sum(
            max((likeness(a, b, weights) for b in other), default=0.0) for other in others for a in mine
        )
        reached = sum(
            1 for other in (worded[id(r)] for r in tried) for b in other
            if max((likeness(a, b, weights) for a in mine), default=0.0) >= SAME
        )  # fmt: skip
        return reached - 0.25 * len(mine) * len(tried) + 0.01 * total, -len(mine)

    typical = max(tried, key=shared)
    return [Column.from_text(n, e.question.text, e.number) for n, e in enumerate(asked(typical), 1)]


def columns_from_texts(questions: Sequence[str]) -> list[Column]:
    """The columns of a round whose questions the user gives."""
    return [Column.from_text(n, text, str(n)) for n, text in enumerate(questions, 1)]
