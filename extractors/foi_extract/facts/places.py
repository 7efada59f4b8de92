"""Which exchange a place of the text belongs to, and whose words stand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch

Speaker = Literal["authority", "requester"]


def overlaps(start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    """Whether a stretch shares at least one character with any of some stretches."""
    return any(s < end and start < e for s, e in stretches)


def exchange_at(pairing: Pairing, offset: int) -> str | None:
    """The id of the exchange whose answer, else whose question, holds an offset; null in neither.

    Where an answer serves several questions, the first of them.
    """
    found = exchanges_at(pairing, offset)
    return found[0] if found else None


def exchanges_at(pairing: Pairing, offset: int) -> list[str]:
    """The ids of every exchange whose answer holds an offset; else of those whose question does."""
    answered = [p.id for p in pairing.pairs if _holds(p.answer, offset)]
    return answered or [
        p.id for p in pairing.pairs if _holds(p.question, offset) or _holds(p.restated, offset)
    ]


def in_answer(pairing: Pairing, offset: int) -> bool:
    """Whether an offset stands in the answer of an exchange."""
    return any(_holds(p.answer, offset) for p in pairing.pairs)


def speaker_at(letter: Letter, pairing: Pairing, offset: int) -> Speaker:
    """Whose words stand at an offset: the requester's in questions, restated requests and quoted mail."""
    if any(_holds(p.question, offset) or _holds(p.restated, offset) for p in pairing.pairs):
        return "requester"
    return "requester" if letter.kind_at(offset) in ("request", "quoted_mail") else "authority"


def _holds(stretches: Sequence[Stretch], offset: int) -> bool:
    return any(start <= offset < end for start, end in stretches)
