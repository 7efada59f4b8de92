"""A response's exchanges matched to the questions of the round by wording, number and order; never forced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foi_extract.compare.columns import Column, asked
from foi_extract.compare.questions import Weights, containment, likeness, words_of
from foi_records.response import Exchange, Response

LIKE = 0.45
"""Below this two wordings are not the same question, whatever their numbers."""
HELD_WITHIN = 0.8
"""How much of a short question must stand in a long one to be a part of it."""
NUMBER_BONUS, ORDER_BONUS = 0.12, 0.05


class Match(NamedTuple):
    """An exchange in a column, how sure (0 to 1), and by what: ``wording``, ``number`` or ``part``."""

    column: str
    exchange: Exchange
    score: float
    by: str


@dataclass(slots=True)
class Matching:
    """What of a response went where, and the exchanges that fit no column."""

    matches: list[Match]
    unmatched: list[Exchange]


def match_response(response: Response, columns: Sequence[Column], weights: Weights) -> Matching:
    """Each column's exchange: best pairs first, each used once; then parts of merged and split questions."""
    exchanges = asked(response)
    if not exchanges:
        return _by_number(response, columns)
    taken_columns: dict[str, Match] = {}
    taken: set[str] = set()
    for score, column, exchange in _scored(exchanges, columns, weights):
        if column.id not in taken_columns and exchange.id not in taken:
            taken_columns[column.id] = Match(column.id, exchange, min(score, 1.0), "wording")
            taken.add(exchange.id)
    merged = list(_merged(exchanges, columns, taken_columns, weights))
    split = list(_split(exchanges, columns, taken, weights))
    matches = [*taken_columns.values(), *merged, *split]
    used = {m.exchange.id for m in matches}
    order = {c.id: n for n, c in enumerate(columns)}
    matches.sort(key=lambda m: (order[m.column], m.exchange.id))
    return Matching(matches, [e for e in exchanges if e.id not in used])


def _scored(
    exchanges: Sequence[Exchange], columns: Sequence[Column], weights: Weights
) -> list[tuple[float, Column, Exchange]]:
    out = []
    for i, exchange in enumerate(exchanges):
        words = words_of(exchange.question.text)
        for j, column in enumerate(columns):
            alike = likeness(words, column.words, weights)
            if alike < LIKE:
                continue
            bonus = NUMBER_BONUS * (column.number is not None and column.number == exchange.number)
            place = abs(i / len(exchanges) - j / len(columns))
            out.append((alike + bonus + ORDER_BONUS * (1 - place), column, exchange))
    return sorted(out, key=lambda s: (-s[0], s[1].id, s[2].id))


def _merged(
    exchanges: Sequence[Exchange], columns: Sequence[Column], taken: dict[str, Match], weights: Weights
) -> list[Match]:
    """Columns whose question stands within a longer one that the authority made of several."""
    out = []
    for column in columns:
        if column.id in taken or not column.words:
            continue
        scored = [(containment(column.words, words_of(e.question.text), weights), e.id, e) for e in exchanges]
        score, _, exchange = max(scored, key=lambda s: s[:2])
        if score >= HELD_WITHIN:
            out.append(Match(column.id, exchange, score * 0.8, "part"))
    return out


def _split(
    exchanges: Sequence[Exchange], columns: Sequence[Column], taken: set[str], weights: Weights
) -> list[Match]:
    """Exchanges that are a part of one column's question, split off by the authority."""
    out = []
    for exchange in exchanges:
        words = words_of(exchange.question.text)
        if exchange.id in taken or weights.size(words) < 2:
            continue
        scored = [(containment(words, c.words, weights), c.id) for c in columns]
        score, column = max(scored, default=(0.0, ""))
        if score >= HELD_WITHIN:
            out.append(Match(column, exchange, score * 0.8, "part"))
    return out


def _by_number(response: Response, columns: Sequence[Column]) -> Matching:
    """Answers alone, whose questions stand nowhere: by number, when these are just the columns' own."""
    numbers = {column.number: column for column in columns if column.number}
    answered = [e for e in response.exchanges if e.number]
    fits = (
        len(numbers) == len(columns) and {e.number for e in answered} <= numbers.keys() and len(answered) > 1
    )
    if not fits or len({e.number for e in answered}) < len(answered):
        return Matching([], list(response.exchanges))
    matches = [Match(numbers[str(e.number)].id, e, 0.5, "number") for e in answered]
    return Matching(matches, [e for e in response.exchanges if not e.number])
