"""Questions in other words: told by the neighbours that they stand between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from foi_extract.compare.columns import Column
from foi_extract.compare.questions import Weights, kinds_asked, kinship, words_of
from foi_records.response import Exchange

HINT = 0.12
"""So much two questions between the same neighbours must share, or ask for the same kind of value."""


def between(
    exchanges: Sequence[Exchange], columns: Sequence[Column], matched: Mapping[str, str]
) -> Iterator[tuple[Column, Exchange]]:
    """Columns and exchanges left over in equal number between the same two neighbours, in order.

    ``matched`` is column to exchange. At either end of the letter one neighbour is enough.
    """
    place = {e.id: n for n, e in enumerate(exchanges)}
    pairs = sorted((c.position, place[matched[c.id]]) for c in columns if c.id in matched)
    if not pairs:
        return
    fences = [(-1, -1), *pairs, (len(columns), len(exchanges))]
    taken = {e for _, e in pairs}
    for (c0, e0), (c1, e1) in pairwise(fences):
        inside = range(e0 + 1, e1)
        if c1 - c0 > 1 and c1 - c0 == e1 - e0 and not taken.intersection(inside):
            yield from zip(columns[c0 + 1 : c1], exchanges[e0 + 1 : e1], strict=True)


def likely(exchange: Exchange, column: Column, weights: Weights) -> bool:
    """Whether a question in the right place may be the column's: never one that asks for another kind."""
    text = exchange.question.text
    kin = kinship(kinds_asked(text), column.kinds)
    alike = column.likeness_to(words_of(text), weights)
    return kin >= 0 and alike + kin >= HINT
