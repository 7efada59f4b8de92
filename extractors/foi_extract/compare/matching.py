"""A response's exchanges matched to the questions of the round by wording, number and order; never forced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foi_extract.compare.columns import Column, asked
from foi_extract.compare.gaps import between, likely
from foi_extract.compare.questions import Weights, containment, kinds_asked, kinship, words_of
from foi_records.response import Exchange, Response

LIKE = 0.45
"""Below this two wordings are not the same question, whatever their numbers."""
HELD_WITHIN = 0.8
"""How much of a short question must stand in a long one to be a part of it."""
ALIKE = {"refused", "not_held", "ncnd"}
WHOLLY = ("refused_in_full", "not_held", "ncnd")
NAMED_WITHIN = 0.5
"""How much of a letter's subject must stand in a question that it is to be about."""
BESIDE = 0.6
"""How alike two neighbours must be to be parts of one question."""
LEAST_PART = 2.0
"""The weight of words under which nothing can be said to be a part of anything."""
NUMBER_BONUS, ORDER_BONUS = 0.12, 0.05


class Match(NamedTuple):
    """An exchange in a column, how sure (0 to 1), and by what.

    By ``wording``; by ``number`` or ``subject`` alone; as a ``part`` of a question split or merged; by
    ``place``: between the same neighbours, asking for the same kind of thing in other words; as a ``whole``:
    all refused alike.
    """

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
        by_number = _by_number(response, columns)
        return by_number or _by_subject(response, columns, weights) or _as_a_whole(response, columns)
    worded = _by_wording(exchanges, columns, weights)
    merged = _merged(exchanges, columns, worded, weights)
    placed = _by_place(exchanges, columns, [*worded.values(), *merged], weights)
    matches = [*worded.values(), *merged, *placed]
    split = _split(exchanges, columns, matches, weights)
    divided = {m.column for m in split}
    matches = [m._replace(by="part") if m.column in divided else m for m in matches] + split
    if not matches:
        return _as_a_whole(response, columns)
    used = {m.exchange.id for m in matches}
    order = {c.id: n for n, c in enumerate(columns)}
    place = {e.id: n for n, e in enumerate(exchanges)}
    matches.sort(key=lambda m: (order[m.column], place[m.exchange.id]))
    return Matching(matches, [e for e in exchanges if e.id not in used])


def _by_wording(
    exchanges: Sequence[Exchange], columns: Sequence[Column], weights: Weights
) -> dict[str, Match]:
    taken_columns: dict[str, Match] = {}
    taken: set[str] = set()
    for score, column, exchange in _scored(exchanges, columns, weights):
        if column.id not in taken_columns and exchange.id not in taken:
            taken_columns[column.id] = Match(column.id, exchange, min(score, 1.0), "wording")
            taken.add(exchange.id)
    return taken_columns


def _scored(
    exchanges: Sequence[Exchange], columns: Sequence[Column], weights: Weights
) -> list[tuple[float, Column, Exchange]]:
    out = []
    for i, exchange in enumerate(exchanges):
        text = exchange.question.text
        for j, column in enumerate(columns):
            alike = column.likeness_to(words_of(text), weights)
            alike += kinship(kinds_asked(text), column.kinds)
            if alike < LIKE:
                continue
            bonus = NUMBER_BONUS * (column.number is not None and column.number == exchange.number)
            place = abs(i / len(exchanges) - j / len(columns))
            out.append((alike + bonus + ORDER_BONUS * (1 - place), column, exchange))
    return sorted(out, key=lambda s: (-s[0], s[1].position, s[2].id))


def _merged(
    exchanges: Sequence[Exchange], columns: Sequence[Column], taken: dict[str, Match], weights: Weights
) -> list[Match]:
    """Columns whose question stands within a longer one that the authority made of several."""
    out = []
    for column in columns:
        if column.id in taken:
            continue
        scored = [
            (_held_within(column, words_of(e.question.text), weights), -n) for n, e in enumerate(exchanges)
        ]
        score, n = max(scored)
        if score >= HELD_WITHIN:
            out.append(Match(column.id, exchanges[-n], score * 0.8, "part"))
    return out


def _held_within(column: Column, words: Counter[str], weights: Weights) -> float:
    return max(containment(known, words, weights) for known in column.wordings)


def _by_place(
    exchanges: Sequence[Exchange], columns: Sequence[Column], matches: Sequence[Match], weights: Weights
) -> list[Match]:
    """Columns and exchanges left over between the same neighbours, when they may be the same."""
    found = {m.column: m.exchange.id for m in matches if m.by == "wording"}
    taken = {m.column for m in matches}
    return [
        Match(column.id, exchange, 0.4, "place")
        for column, exchange in between(exchanges, columns, found)
        if column.id not in taken and likely(exchange, column, weights)
    ]


def _split(
    exchanges: Sequence[Exchange], columns: Sequence[Column], matches: Sequence[Match], weights: Weights
) -> list[Match]:
    """Exchanges that are a part of one column's question, split off by the authority.

    Either all of their words stand in it, or they stand beside its own exchange and are much like it.
    """
    place = {e.id: n for n, e in enumerate(exchanges)}
    taken = {m.exchange.id for m in matches}
    beside = {(m.column, place[m.exchange.id] + step) for m in matches for step in (-1, 1)}
    out = []
    for n, exchange in enumerate(exchanges):
        text = exchange.question.text
        words = words_of(text)
        if exchange.id in taken or weights.size(words) < LEAST_PART:
            continue
        scored = [(0.0, 0)]
        for column in columns:
            held = containment(words, column.words, weights)
            alike = column.likeness_to(words, weights) if (column.id, n) in beside else 0.0
            fits = kinship(kinds_asked(text), column.kinds) >= 0 and (held >= HELD_WITHIN or alike >= BESIDE)
            scored.append((max(held, alike) if fits else 0.0, -column.position))
        score, position = max(scored)
        if score:
            out.append(Match(columns[-position].id, exchange, score * 0.8, "part"))
    return out


def _by_number(response: Response, columns: Sequence[Column]) -> Matching | None:
    """Answers alone, whose questions stand nowhere: by number, when these are just the columns' own."""
    numbers = {column.number: column for column in columns if column.number}
    answered = [e for e in response.exchanges if e.number]
    fits = (
        len(numbers) == len(columns) and {e.number for e in answered} <= numbers.keys() and len(answered) > 1
    )
    if not fits or len({e.number for e in answered}) < len(answered):
        return None
    matches = [Match(numbers[str(e.number)].id, e, 0.5, "number") for e in answered]
    return Matching(matches, [e for e in response.exchanges if not e.number])


def _by_subject(response: Response, columns: Sequence[Column], weights: Weights) -> Matching | None:
    """The answer of a letter that only names the topic, where the round has one question and it is of that.

    Of several questions such a letter can't say which it answers.
    """
    if len(columns) != 1 or len(response.exchanges) != 1 or response.subject is None:
        return None
    words = words_of(response.subject.text)
    if not words or containment(words, columns[0].words, weights) < NAMED_WITHIN:
        return None
    return Matching([Match(columns[0].id, response.exchanges[0], 0.4, "subject")], [])


def _as_a_whole(response: Response, columns: Sequence[Column]) -> Matching:
    """A letter that takes up no question and refuses them all, or holds nothing of it."""
    outcomes = {e.outcome for e in response.exchanges}
    if len(response.exchanges) == 1 and outcomes <= ALIKE and response.outcome in WHOLLY:
        return Matching([Match(column.id, response.exchanges[0], 0.5, "whole") for column in columns], [])
    return Matching([], [e for e in response.exchanges if e.question.text.strip() or e.number])
