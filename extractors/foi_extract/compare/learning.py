"""A whole round matched: wordings that are sure in one response help to place those of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foi_extract.compare.columns import Column
from foi_extract.compare.matching import Matching, match_response
from foi_extract.compare.questions import Weights, words_of
from foi_records.response import Response

PASSES = 3
SURE = 0.6
"""From this score on a match by wording teaches its wording."""
AGREED = 2
"""So many responses must agree on the place of a wording that is told by its neighbours alone."""


def match_round(
    responses: Sequence[Response], columns: Sequence[Column], weights: Weights, numbered: bool = False
) -> list[Matching]:
    """The matching of each response; columns learn the ways of putting their question on the way.

    ``numbered`` when the columns' numbers are the request's own; else they are learned too.
    """
    matchings = [match_response(response, columns, weights) for response in responses]
    for _ in range(PASSES - 1):
        news = learned(matchings, columns)
        news |= not numbered and renumbered(matchings, columns)
        if not news:
            break
        matchings = [match_response(response, columns, weights) for response in responses]
    return matchings


def renumbered(matchings: Sequence[Matching], columns: Sequence[Column]) -> bool:
    """Give each column the number that most letters give its question; whether any is another than before."""
    before = [column.number for column in columns]
    for column in columns:
        numbers = Counter(
            m.exchange.number
            for matching in matchings
            for m in matching.matches
            if m.column == column.id and m.by == "wording" and m.exchange.number
        )
        if numbers:
            column.number = max(numbers, key=lambda n: (numbers[n], n))
    return before != [column.number for column in columns]


def learned(matchings: Sequence[Matching], columns: Sequence[Column]) -> bool:
    """Teach each column the wordings that are surely its own; whether there was anything new."""
    homes: dict[frozenset[tuple[str, int]], Counter[str]] = {}
    for match in (m for matching in matchings for m in matching.matches):
        if (match.by == "wording" and match.score >= SURE) or match.by == "place":
            words = frozenset(words_of(match.exchange.question.text).items())
            # A sure wording needs no second witness.
            homes.setdefault(words, Counter())[match.column] += AGREED if match.by == "wording" else 1
    news = [
        column.learn(Counter(dict(words)))
        for words, votes in homes.items()
        for column in columns
        if len(votes) == 1 and votes[column.id] >= AGREED
    ]
    return any(news)
