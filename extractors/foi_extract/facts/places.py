"""Which exchange a place of the text belongs to, and whose words stand there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, Literal, Protocol, TypeVar

from foi_records.letter import Letter, Pairing
from foi_records.spans import Span, Stretch

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
    index = _index(_Same(pairing))
    return list(index.answered.at(offset) or index.asked.at(offset))


def in_answer(pairing: Pairing, offset: int) -> bool:
    """Whether an offset stands in the answer of an exchange."""
    return bool(_index(_Same(pairing)).answered.at(offset))


def answer_start(pairing: Pairing, offset: int) -> int:
    """Where the answer begins that holds an offset; 0 where none does."""
    return _index(_Same(pairing)).answered.begin(offset)


def exchange_ids(pairing: Pairing) -> Mapping[str, str]:
    """The ids of the exchanges by their numbers in small letters; empty where two have the same number."""
    return _index(_Same(pairing)).numbered


def in_order(pairing: Pairing, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids of some exchanges in the order of the letter."""
    return tuple(sorted(ids, key=_index(_Same(pairing)).order.__getitem__))


def exchanges_by_grid(pairing: Pairing) -> Mapping[int, Sequence[str]]:
    """The ids of the exchanges to which each grid belongs."""
    return _index(_Same(pairing)).gridded


def with_referring(pairing: Pairing, ids: Iterable[str]) -> list[str]:
    """Some exchanges, and those whose answer only points to one of them."""
    referring = _index(_Same(pairing)).referring
    found = dict.fromkeys(ids)
    waiting = list(found)
    for known in waiting:
        more = [id for id in referring.get(known, ()) if id not in found]
        found.update(dict.fromkeys(more))
        waiting.extend(more)
    return list(found)


def speaker_at(letter: Letter, pairing: Pairing, offset: int) -> Speaker:
    """Whose words stand at an offset: the requester's in questions, restated requests and quoted mail."""
    if _index(_Same(pairing)).asked.at(offset):
        return "requester"
    return "requester" if letter.kind_at(offset) in ("request", "quoted_mail") else "authority"


class Apart:
    """Stretches that share no character: of those that do, the first that came is kept."""

    def __init__(self) -> None:
        self._taken: list[Stretch] = []

    def takes(self, stretch: Stretch) -> bool:
        """Whether a stretch is free of all that came before it; it is then taken."""
        at = bisect_left(self._taken, stretch)
        if overlaps(*stretch, self._taken[max(at - 1, 0) : at + 1]):
            return False
        self._taken.insert(at, stretch)
        return True


class Placed(Protocol):
    """Something found at a place of the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


Found = TypeVar("Found", bound=Placed)


class InOrder(Generic[Found]):
    """What was found, to be looked up by where it begins."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = found
        self._order = sorted(range(len(found)), key=lambda n: found[n].span.start)
        self._starts = [found[n].span.start for n in self._order]

    def within(self, stretches: Sequence[Stretch]) -> list[Found]:
        """What begins in any of some stretches, in the order in which it was found."""
        held: set[int] = set()
        for start, end in stretches:
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            held.update(self._order[first:last])
        return [self._found[n] for n in sorted(held)]


class _Places:
    """The ids that stand at each offset: the text cut wherever one of some stretches begins or ends."""

    def __init__(self, held: Sequence[tuple[str, Sequence[Stretch]]]) -> None:
        cuts = sorted({edge for _, stretches in held for stretch in stretches for edge in stretch})
        ids: list[dict[str, None]] = [{} for _ in cuts]
        begins: list[int] = [0 for _ in cuts]
        for id, stretches in held:
            for start, end in stretches:
                for n in range(bisect_left(cuts, start), bisect_left(cuts, end)):
                    ids[n][id] = None
                    begins[n] = max(begins[n], start)
        self._cuts, self._ids, self._begins = cuts, [tuple(held) for held in ids], begins

    def at(self, offset: int) -> Sequence[str]:
        """The ids at an offset, in the order of the exchanges."""
        n = bisect_right(self._cuts, offset) - 1
        return self._ids[n] if n >= 0 else ()

    def begin(self, offset: int) -> int:
        """Where the last stretch begins that holds an offset; 0 where none does."""
        n = bisect_right(self._cuts, offset) - 1
        return self._begins[n] if n >= 0 else 0


class _Index:
    """Where the answers and the questions of a pairing stand, and which exchange is which.

    ``order`` has the place of each among all; ``numbered`` are the ids by number in small letters, empty
    where two have the same; ``gridded`` those by grid; ``referring`` those whose answer only points to
    another, by the id of that one.
    """

    def __init__(self, pairing: Pairing) -> None:
        self.answered = _Places([(p.id, p.answer) for p in pairing.pairs])
        self.asked = _Places([(p.id, (*p.question, *p.restated)) for p in pairing.pairs])
        self.order = {p.id: n for n, p in enumerate(pairing.pairs)}
        numbered = [(p.number.lower(), p.id) for p in pairing.pairs if p.number]
        self.numbered = dict(numbered) if len(dict(numbered)) == len(numbered) else {}
        self.gridded: dict[int, list[str]] = {}
        self.referring: dict[str, list[str]] = {}
        for pair in pairing.pairs:
            for grid in dict.fromkeys(pair.grids):
                self.gridded.setdefault(grid, []).append(pair.id)
            for known in dict.fromkeys(pair.refers_to):
                self.referring.setdefault(known, []).append(pair.id)


class _Same:
    """A pairing as a key, by its identity: it no longer changes once facts are read from it."""

    __slots__ = ("pairing",)

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing

    def __hash__(self) -> int:
        return id(self.pairing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.pairing is other.pairing


@lru_cache(maxsize=2)
def _index(same: _Same) -> _Index:
    return _Index(same.pairing)
