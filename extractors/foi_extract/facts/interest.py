"""The public interest tests of a response: what was weighed for which exemptions, and the balance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from foi_extract.facts.interest_passages import Passage, passages
from foi_extract.facts.places import exchanges_at
from foi_records.facts import Exemption, PublicInterestTest
from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch

NEAR = 2500  # characters before a test in which the exemptions that it weighs are looked for
APART = 6000  # passages further apart are not of one test


def public_interest_tests(
    letter: Letter, pairing: Pairing, exemptions: Sequence[Exemption]
) -> list[PublicInterestTest]:
    """Every public interest test of the letter, with one span for each consideration.

    A test ends where its balance is followed by a new consideration, where a new list in favour of
    disclosure begins after one against it, and where the answer ends.
    """
    edges = _edges(pairing)
    weighed = passages(letter, lambda start, end: bisect_right(edges, start) < bisect_right(edges, end))
    weighable = Weighable(exemptions)
    tests: list[PublicInterestTest] = []
    previous = 0
    for group in _groups(weighed, pairing):
        tests.append(_test(letter, pairing, weighable, group, previous))
        previous = tests[-1].span.end
    return tests


def _edges(pairing: Pairing) -> list[int]:
    return sorted({s.start for p in pairing.pairs for s in (*p.question, *p.answer)})


def _groups(weighed: Sequence[Passage], pairing: Pairing) -> Iterator[list[Passage]]:
    """The passages test by test; a lone sentence in favour or against is no test."""
    group: list[Passage] = []
    for passage in weighed:
        if group and _begins_anew(group, passage, pairing):
            yield from _kept(group)
            group = []
        group.append(passage)
    yield from _kept(group)


def _begins_anew(group: Sequence[Passage], passage: Passage, pairing: Pairing) -> bool:
    last = group[-1]
    if passage.stretch.start - last.stretch.end > APART or _exchanges(pairing, last) != _exchanges(
        pairing, passage
    ):
        return True
    if passage.kind == "balance":
        return False
    weighed = any(p.kind == "balance" for p in group) and any(p.kind == "consideration" for p in group)
    again = last.side == "withhold" and (last.headed or weighed)
    return (passage.side == "disclose" and again) or (weighed and passage.headed)


def _kept(group: Sequence[Passage]) -> Iterator[list[Passage]]:
    sides = {p.side for p in group if p.kind == "consideration"}
    balanced = any(p.kind == "balance" for p in group)
    if balanced or len(sides) == 2 or any(p.headed for p in group):
        yield list(group)


def _exchanges(pairing: Pairing, passage: Passage) -> list[str]:
    return exchanges_at(pairing, passage.stretch.start)


def _test(
    letter: Letter, pairing: Pairing, weighable: Weighable, group: Sequence[Passage], previous: int
) -> PublicInterestTest:
    document = letter.document
    opens, end = group[0].opens, max(p.stretch.end for p in group)
    start = group[0].stretch.start if opens is None else opens
    balances = {p.side for p in group if p.kind == "balance"}
    spans = {
        side: tuple(document.span(*p.stretch) for p in group if p.kind == "consideration" and p.side == side)
        for side in ("disclose", "withhold")
    }
    return PublicInterestTest(
        exemptions=weighable.weighed(
            exchanges_at(pairing, group[0].stretch.start), Stretch(max(previous, start - NEAR), end)
        ),
        favouring_disclosure=spans["disclose"],
        favouring_withholding=spans["withhold"],
        balance=balances.pop() if len(balances) == 1 else None,
        span=document.span(start, end),
    )


class Weighable:
    """The exemptions that a public interest test may weigh, by where they are cited and for what."""

    def __init__(self, exemptions: Iterable[Exemption]) -> None:
        self._all = [
            x for x in exemptions if x.test != "absolute" and x.status in ("applied", "ncnd", "considered")
        ]
        self._cited = sorted((s.start, n) for n, x in enumerate(self._all) for s in x.spans)
        self._by_exchange: dict[str, list[int]] = {}
        for n, exemption in enumerate(self._all):
            for exchange in exemption.exchanges or ("",):  # of the whole response: of every exchange
                self._by_exchange.setdefault(exchange, []).append(n)

    def weighed(self, exchanges: Sequence[str], near: Stretch) -> tuple[str, ...]:
        """The qualified ones named in a test or just before it, else those of its exchanges."""
        first = bisect_left(self._cited, (near.start, 0))
        named = {n for _, n in self._cited[first : bisect_left(self._cited, (near.end, 0))]}
        found = [self._all[n] for n in sorted(named or self._of(exchanges))]
        return tuple(x.id for x in found if x.test == "qualified") or tuple(x.id for x in found)

    def _of(self, exchanges: Sequence[str]) -> Iterable[int]:
        if not exchanges:
            return range(len(self._all))
        return {n for exchange in (*exchanges, "") for n in self._by_exchange.get(exchange, ())}
