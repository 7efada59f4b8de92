"""Where the question ends and the answer begins, within the passages under one label or none.

The cheapest way of calling each passage *asked* or *said* is found (Viterbi): a passage costs by how far
its wording leans the other way, a change of speaker costs by where it falls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.pairing.passages import Passage

ASKED, SAID = 0, 1
ASKED_OUT = re.compile(r"\?[\"”’'.)*_\]]*$")
NEVER = -1e9
PLAINLY = 5.0
SOFT = -2.2
NEVER_SOFT = -7.0
"""Price of an answer that begins within a paragraph; and where all other answers begin a paragraph."""


def speakers(
    passages: Sequence[Passage],
    leanings: Sequence[float],
    *,
    first: int | None = None,
    reopen: float = -5.0,
    openers: frozenset[int] = frozenset(),
    unanswered: float = -2.5,
    eager: bool = False,
    soft: float = SOFT,
) -> list[int]:
    """Who speaks in each passage: ``ASKED`` the requester, ``SAID`` the authority.

    ``first`` forces the first passage; ``reopen`` is the price of going back from answer to question
    where no label of ``openers`` stands; ``unanswered`` that of ending on a question; ``eager`` lets a
    paragraph that plainly asks go back cheaply; ``soft`` is the price of an answer that begins within a
    paragraph although another begins later.
    """
    if not passages:
        return []
    rows: list[tuple[float, float]] = []
    back: list[tuple[int, int]] = []
    lean = leanings[0]
    later = max((i for i, p in enumerate(passages) if p.hard), default=0)
    rows.append((NEVER if first == SAID else lean, NEVER if first == ASKED else -lean))
    for i in range(1, len(passages)):
        here, lean = passages[i], leanings[i]
        turn = _turn_to_answer(here, passages[i - 1], soft if i < later else SOFT)
        if i in openers and passages[i - 1].words.endswith(":"):
            turn -= 2.5
        elif i in openers and i - 1 in openers:
            turn -= 1.5
        again = 0.5 if i in openers else (reopen if here.hard else reopen * 1.8)
        if eager and here.hard and lean >= PLAINLY:
            again = max(again, -0.5)
        if passages[i - 1].words.endswith(":") and i not in openers:
            again -= 3.0
        stay = 0.0 if not here.hard or i in openers else -0.4
        asked = (rows[-1][ASKED] + stay, rows[-1][SAID] + again)
        said = (rows[-1][ASKED] + turn, rows[-1][SAID])
        back.append((asked[1] > asked[0], said[1] > said[0]))
        rows.append((max(asked) + lean, max(said) - lean))
    at = SAID if rows[-1][SAID] >= rows[-1][ASKED] + unanswered else ASKED
    out = [at]
    for step in reversed(back):
        at = int(step[at])
        out.append(at)
    return out[::-1]


def _turn_to_answer(here: Passage, before: Passage, soft: float) -> float:
    """The price of an answer beginning here: low at paragraphs, high within one."""
    within = SOFT if ASKED_OUT.search(before.words) else soft
    price = 0.0 if here.hard or here.dash else within
    if here.hard and before.words.endswith("?") and not here.words.endswith("?"):
        price += 0.8
    if here.bullet and not before.bullet:
        price += 0.3
    if here.after_grid:
        price += 2.0
    if (here.bold, here.italic) != (before.bold, before.italic):
        price += 0.8
    return price
