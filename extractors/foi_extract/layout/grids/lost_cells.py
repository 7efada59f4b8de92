"""Where in its row a lost cell stood, told by the totals of the columns."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TypeVar

from foi_extract.layout.grids.cell_words import TOTAL

Item = TypeVar("Item")
MOST_TRIES = 3000


def put_by_totals(rows: list[list[Item | None]], text_of: Callable[[Item], str]) -> list[list[Item | None]]:
    """Rows in which the empty places of short rows stand where every column adds up to its total.

    The empty places come at the ends of their rows.  They are moved only when one way of placing them, and
    no other, makes all the totals right.
    """
    short = [r for r, row in enumerate(rows) if None in row and row[0] is not None]
    totals = [r for r, row in enumerate(rows) if row[0] is not None and TOTAL.match(text_of(row[0]))]
    if not short or len(totals) != 1 or totals[0] in short or totals[0] != len(rows) - 1:
        return rows
    numbers = [[_number(None if i is None else text_of(i)) for i in row[1:]] for row in rows]
    width = len(rows[0]) - 1
    ways = [list(itertools.combinations(range(width), sum(i is None for i in rows[r]))) for r in short]
    tries = 1
    for way in ways:
        tries *= len(way)
    if tries > MOST_TRIES:
        return rows
    fitting = [choice for choice in itertools.product(*ways) if _adds_up(numbers, short, choice)]
    if len(fitting) != 1:
        return rows
    out = [list(row) for row in rows]
    for r, empty in zip(short, fitting[0], strict=True):
        left = iter([i for i in rows[r][1:] if i is not None])
        out[r] = [rows[r][0], *(None if c in empty else next(left) for c in range(width))]
    return out


def _adds_up(
    numbers: list[list[float | None]], short: list[int], choice: tuple[tuple[int, ...], ...]
) -> bool:
    """Whether every column adds up to the last row with the empty places chosen."""
    width = len(numbers[0])
    sums = [0.0] * width
    for r, row in enumerate(numbers[:-1]):
        places = range(width)
        if r in short:
            empty = choice[short.index(r)]
            places = [c for c in range(width) if c not in empty]  # type: ignore[assignment]
            row = row[: len(places)]
        for c, n in zip(places, row, strict=True):
            if n is None:
                return False
            sums[c] += n
    return all(n is not None and abs(s - n) < 0.01 for s, n in zip(sums, numbers[-1], strict=True))


def _number(text: str | None) -> float | None:
    """The number that a cell prints, if it is a plain one."""
    if text is None:
        return None
    bare = text.replace(",", "").replace("£", "").strip()
    try:
        return float(bare)
    except ValueError:
        return None
