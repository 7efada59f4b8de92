"""The questions of a round: those of the most typical response, and others that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from foi_extract.compare.questions import Weights, kinds_asked, likeness, words_of
from foi_records.response import Exchange, Response

MOST_CANDIDATES = 30
"""Responses tried as the typical one: enough to meet a clean one, few enough to stay linear."""
MOST_WORDINGS = 40
"""Ways of putting one question that are learned."""
SAME = 0.5
"""How alike two questions must be to be one."""
RECURS = 0.65
"""How alike questions that fit no column must be to make one of their own."""


@dataclass(slots=True)
class Column:
    """One question of the round: its wording, its usual number, its place in the order.

    ``wordings`` are the words of the question as asked, then of other authorities' ways of putting it, as
    they are learned.
    """

    position: int
    text: str
    number: str | None
    kinds: frozenset[str] = frozenset()
    wordings: list[Counter[str]] = field(default_factory=list)

    @classmethod
    def from_text(cls, position: int, text: str, number: str | None) -> Column:
        """A column from a question's words; positions count from 0."""
        return cls(position, text, number, kinds_asked(text), [words_of(text)])

    @property
    def id(self) -> str:
        """Such as ``c1``."""
        return f"c{self.position + 1}"

    @property
    def words(self) -> Counter[str]:
        """The words of the question as asked."""
        return self.wordings[0]

    def likeness_to(self, words: Counter[str], weights: Weights) -> float:
        """How alike a question is to the most similar of the wordings."""
        return max(likeness(words, known, weights) for known in self.wordings)

    def learn(self, words: Counter[str]) -> bool:
        """Take a wording for this question's own; false when it is known, a lone word or one too many."""
        if len(words) < 2 or words in self.wordings or len(self.wordings) >= MOST_WORDINGS:
            return False
        self.wordings.append(words)
        return True


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
        return _column_from_subjects(responses, weights)
    worded = {id(r): [words_of(e.question.text) for e in asked(r)] for r in candidates}

    def worth(response: Response) -> tuple[float, int]:
        mine = worded[id(response)]
        shared = sum(len(met_by(worded[id(other)], mine, weights)) for other in tried)
        # A question that few others share costs; one that every fourth shares pays for itself.
        return shared - len(mine) * len(tried) / 4, -len(mine)

    typical = max(tried, key=worth)
    return [Column.from_text(n, e.question.text, e.number) for n, e in enumerate(asked(typical))]


def _column_from_subjects(responses: Sequence[Response], weights: Weights) -> list[Column]:
    """One column of a round whose letters all name only their topic: the one that most of them share."""
    subjects = [r.subject.text for r in responses if r.subject and len(r.exchanges) == 1]
    shared = {
        text: sum(likeness(words_of(text), words_of(other), weights) >= SAME for other in subjects)
        for text in subjects
    }
    return [Column.from_text(0, max(shared, key=shared.__getitem__), None)] if shared else []


def met_by(others: Sequence[Counter[str]], mine: Sequence[Counter[str]], weights: Weights) -> set[int]:
    """Which of these questions are the nearest to one of the others, and near enough to be the same."""
    met = set()
    for other in others:
        alike, nearest = max(
            ((likeness(a, other, weights), -n) for n, a in enumerate(mine)), default=(0.0, 0)
        )
        if alike >= SAME:
            met.add(-nearest)
    return met


def columns_from_texts(questions: Sequence[str]) -> list[Column]:
    """The columns of a round whose questions the user gives."""
    return [Column.from_text(n, text, str(n + 1)) for n, text in enumerate(questions)]


def columns_that_recur(
    unmatched: Sequence[Sequence[Exchange]], known: int, responses: int, weights: Weights
) -> list[Column]:
    """Further columns: questions that fitted none, and that many responses answer all the same.

    ``unmatched`` holds those of each response; ``known`` is the number of columns that there are.
    """
    groups: list[tuple[Column, set[int]]] = []
    for n, exchanges in enumerate(unmatched):
        for exchange in exchanges:
            words = words_of(exchange.question.text)
            home = next((g for g in groups if g[0].likeness_to(words, weights) >= RECURS), None)
            if home is None:
                groups.append((Column.from_text(0, exchange.question.text, None), {n}))
            else:
                home[1].add(n)
    wanted = [column for column, where in groups if len(where) >= max(3, responses / 5)]
    return [Column.from_text(known + n, column.text, None) for n, column in enumerate(wanted)]
