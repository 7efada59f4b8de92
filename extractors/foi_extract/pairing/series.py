"""Which labels of a letter belong together: the best run of numbers in order, noise left out.

Each step of a run earns by being the next number; items that ask earn more than items that do not, so a
list of 39 agreements inside an answer does not carry off the numbering of the questions around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from foi_extract.pairing.labels import ROMAN, Label, family_of, ordinal
from foi_extract.pairing.passages import Passage

FAMILIES = ("spoken", "question", "ordinal", "number", "bracket", "bare", "letter", "roman")
MIXED = ("question", "answer", "number", "bracket", "bare", "spoken")
LONGEST = 600
ALONE, SKIPPED, ORDERLY = 0.8, 0.2, 0.7


@dataclass(frozen=True, slots=True)
class Run:
    """Indexes of the passages whose labels make one numbering, and the share of its steps in order."""

    family: str
    items: tuple[int, ...]
    order: float
    worth: float


def runs_in(passages: Sequence[Passage], weights: Sequence[float]) -> Iterator[Run]:
    """The best run of each family; ``weights`` say how far each passage asks (above nought)."""
    by_family = _by_family(passages)
    for family in FAMILIES:
        items = by_family.get(family, [])[:LONGEST]
        if family == "roman" and items:
            singles = (i for i in by_family.get("letter", []) if _token(passages[i]).lower() in "ivx")
            items = sorted({*items, *singles})
        if run := _best_run(family, items, passages, weights):
            yield run


def mixed_run(passages: Sequence[Passage], weights: Sequence[float]) -> Run | None:
    """The run of numbers of all families ("1.", then "Questions 2 and 3", then "4."), if several."""
    by_family = _by_family(passages)
    present = {f for f in MIXED if by_family.get(f)}
    if len(present) < 2 and "answer" not in present:
        return None
    items = sorted(i for f in MIXED for i in by_family.get(f, []))[:LONGEST]
    return _best_run("number", items, passages, weights)


def _by_family(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The indexes of the labelled passages by the families of their labels."""
    by_family: dict[str, list[int]] = {}
    for i, passage in enumerate(passages):
        if passage.label and passage.label.value is not None:
            by_family.setdefault(family_of(passage.label), []).append(i)
    return by_family


def _token(passage: Passage) -> str:
    return passage.label.numbers[0] if passage.label else ""


def _best_run(
    family: str, items: Sequence[int], passages: Sequence[Passage], weights: Sequence[float]
) -> Run | None:
    """The most worthy subsequence of labels in order (dynamic programming over pairs of labels)."""
    roman = family == "roman" or (family == "spoken" and all(_token(passages[i]) in ROMAN for i in items))
    labels = [label for i in items if (label := passages[i].label)]
    firsts = [_value(label.numbers[0], roman) for label in labels]
    ends = [_value(label.numbers[-1], roman) for label in labels]
    best: list[tuple[float, int | None]] = []
    for n, (i, label, first) in enumerate(zip(items, labels, firsts, strict=True)):
        own = 1.0 if weights[i] > 0.8 else 0.4
        if family == "bare" and weights[i] <= 0.8:
            own = 0.05
        choice: tuple[float, int | None] = (own if first == 1 else own - 0.9, None)
        for m in range(max(0, n - 60), n):
            gain = _gain(labels[m], label, ends[m], first)
            gain = -0.5 if own < 1 and 0 < gain < 1 else gain
            if own == 1 and _leaves_out(labels[m], label, ends[m], first):
                gain = SKIPPED
            worth = best[m][0] + own * gain - 0.01 * (n - m - 1)
            if worth > choice[0]:
                choice = (worth, m)
        best.append(choice)
    if not best:
        return None
    at: int | None = max(range(len(best)), key=lambda k: best[k][0])
    worth = best[at or 0][0]
    chain: list[int] = []
    while at is not None:
        chain.append(items[at])
        at = best[at][1]
    chain.reverse()
    good = sum(
        _in_order(a, b, roman)
        for i, k in pairwise(chain)
        if (a := passages[i].label) and (b := passages[k].label)
    )
    return Run(family, tuple(chain), good / (len(chain) - 1) if len(chain) > 1 else ALONE, worth)


def step(before: Label, after: Label, *, roman: bool = False) -> float:
    """How well one label follows another: 1 for the next number, less for the same, a restart or a gap."""
    return _gain(before, after, _value(before.numbers[-1], roman), _value(after.numbers[0], roman))


def _gain(before: Label, after: Label, end: int | None, first: int | None) -> float:
    """The same of labels of which one ends on a value and the other begins on one."""
    if first is None or end is None:
        return -1.0
    if first == end + 1:
        return 1.0
    if first == end:
        return 1.0 if after.letter > before.letter or "." in after.printed else 0.5
    if first == 1:
        return 0.1 if end > 1 else 0.5
    return -0.4 if end < first <= end + 3 else -1.5


def _in_order(before: Label, after: Label, roman: bool) -> float:
    """How far two neighbours of a run are in order, 0 to 1."""
    if step(before, after, roman=roman) > 0:
        return 1.0
    return ORDERLY if _skips(before, after, roman) else 0.0


def _skips(before: Label, after: Label, roman: bool) -> bool:
    """Whether one label of the same print is left out between two ("1.", "2.", "4."): 3 was not released."""
    return _leaves_out(before, after, _value(before.numbers[-1], roman), _value(after.numbers[0], roman))


def _leaves_out(before: Label, after: Label, end: int | None, first: int | None) -> bool:
    """The same of labels of which one ends on a value and the other begins on one."""
    return first is not None and end is not None and first == end + 2 and before.style == after.style


@lru_cache(maxsize=4096)
def _value(token: str, roman: bool) -> int | None:
    return ROMAN.get(token.lower()) if roman else ordinal(token)
