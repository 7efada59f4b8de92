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


def runs_in(passages: Sequence[Passage], weights: Sequence[float], *, mixed: bool = False) -> Iterator[Run]:
    """The best run of each family; ``weights`` say how far each passage asks (above nought).

    ``mixed`` adds the run of numbers of every family ("1.", then "Questions 2 and 3", then "4.").
    """
    by_family: dict[str, list[int]] = {}
    for i, passage in enumerate(passages):
        if passage.label and passage.label.value is not None:
            by_family.setdefault(family_of(passage.label), []).append(i)
    for family in FAMILIES:
        items = by_family.get(family, [])[:LONGEST]
        if family == "roman" and items:
            singles = (i for i in by_family.get("letter", []) if _token(passages[i]).lower() in "ivx")
            items = sorted({*items, *singles})
        if run := _best_run(family, items, passages, weights):
            yield run
    present = {f for f in MIXED if by_family.get(f)}
    if mixed and (len(present) > 1 or "answer" in present):
        items = sorted(i for f in MIXED for i in by_family.get(f, []))[:LONGEST]
        if run := _best_run("number", items, passages, weights):
            yield run


def _token(passage: Passage) -> str:
    return passage.label.numbers[0] if passage.label else ""


def _best_run(
    family: str, items: Sequence[int], passages: Sequence[Passage], weights: Sequence[float]
) -> Run | None:
    """The most worthy subsequence of labels in order (dynamic programming over pairs of labels)."""
    best: list[tuple[float, int | None]] = []
    for n, i in enumerate(items):
        label = passages[i].label
        assert label is not None
        own = 1.0 if weights[i] > 0.8 else 0.4
        if family == "bare" and weights[i] <= 0.8:
            own = 0.05
        roman = family == "roman"
        start = own if _value(label.numbers[0], roman) == 1 else own - 0.9
        choice: tuple[float, int | None] = (start, None)
        for m in range(max(0, n - 60), n):
            before = passages[items[m]].label
            assert before is not None
            gain = step(before, label, roman=roman)
            gain = -0.5 if own < 1 and 0 < gain < 1 else gain
            if own == 1 and _skips(before, label, roman):
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
    labels = [passages[i].label for i in chain]
    good = sum(_in_order(a, b, family == "roman") for a, b in pairwise(labels) if a and b)
    return Run(family, tuple(chain), good / (len(chain) - 1) if len(chain) > 1 else ALONE, worth)


def step(before: Label, after: Label, *, roman: bool = False) -> float:
    """How well one label follows another: 1 for the next number, less for the same, a restart or a gap."""
    first, end = _value(after.numbers[0], roman), _value(before.numbers[-1], roman)
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
    first, end = _value(after.numbers[0], roman), _value(before.numbers[-1], roman)
    return first is not None and end is not None and first == end + 2 and before.style == after.style


@lru_cache(maxsize=4096)
def _value(token: str, roman: bool) -> int | None:
    return ROMAN.get(token.lower()) if roman else ordinal(token)
