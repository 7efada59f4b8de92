"""Each mention of a refusal ground, and many mentions brought together into one exemption an exchange."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foi_extract.law.provisions import parent_of
from foi_records.facts import ExemptionStatus
from foi_records.spans import Stretch

STRENGTH: dict[tuple[ExemptionStatus, bool], int] = {
    ("withdrawn", True): 6,
    ("ncnd", True): 5,
    ("applied", True): 4,
    ("considered", True): 3,
    ("considered", False): 2,
    ("applied", False): 1,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a ground: ``said`` when its sentence gives the status, ``places`` its exchanges.

    ``explains``: it only says what the law is, so where it stands tells little; ``whole``: its sentence
    speaks of the whole response ("neither confirms nor denies that it holds any other information").
    """

    instrument: str | None
    number: str
    status: ExemptionStatus
    said: bool
    places: frozenset[str]
    stretch: Stretch
    explains: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground as the record has it: one an instrument, provision and set of exchanges."""

    instrument: str | None
    number: str
    status: ExemptionStatus
    places: frozenset[str]
    stretches: tuple[Stretch, ...]


def is_below(number: str, other: str) -> bool:
    """Whether a provision is a limb of another: 40(2) is below 40."""
    parent = parent_of(number)
    return parent is not None and (parent == other or is_below(parent, other))


def grounds_of(mentions: Sequence[Mention]) -> list[Ground]:
    """Mentions brought together, in the order of the text.

    A mention outside every answer joins the same ground, or the one it spells out or sums up, where an answer
    cites it ("section 40" in answer 3, "Section 40(2)" explained at the end: 40(2) for exchange 3).  A bare
    section beside its own limb in one exchange is that limb.
    """
    own = [m for m in mentions if m.status != "quoted"]
    cited = {(m.instrument, m.number) for m in own}
    quoted = [m for m in mentions if m.status == "quoted"]
    kept = [*own, *_spelled_out(own, quoted), *(m for m in quoted if not _known(m, cited))]
    together: dict[tuple[str | None, str, frozenset[str]], list[Mention]] = {}
    for mention in _deepened(_placed(kept)):
        together.setdefault((mention.instrument, mention.number, mention.places), []).append(mention)
    found = [
        Ground(law, number, _status(held), places, tuple(sorted({m.stretch for m in held})))
        for (law, number, places), held in together.items()
    ]
    return sorted(found, key=lambda g: g.stretches[0])


def _spelled_out(own: Sequence[Mention], quoted: Sequence[Mention]) -> list[Mention]:
    """The one limb whose text is pasted below a bare section relied on: that limb is what is meant."""
    out: list[Mention] = []
    cited = {(m.instrument, m.number) for m in own}
    for law, number in dict.fromkeys((m.instrument, m.number) for m in own):
        limbs = [q for q in quoted if not q.said and q.instrument == law and is_below(q.number, number)]
        known = any(other == law and is_below(n, number) for other, n in cited)
        if not known and len({q.number for q in limbs}) == 1:
            out.extend(replace(q, status="applied", places=frozenset(), explains=True) for q in limbs)
    return out


def _known(mention: Mention, cited: Iterable[tuple[str | None, str]]) -> bool:
    """Whether an explanation is of a ground that the authority itself cites anyway."""
    return any(
        law == mention.instrument
        and (n == mention.number or is_below(n, mention.number) or is_below(mention.number, n))
        for law, n in cited
    )


def _placed(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions outside every answer, tied to the exchanges whose answer cites the same ground."""
    general = {(m.instrument, m.number) for m in mentions if m.whole and m.status == "ncnd"}
    mentions = [
        replace(m, places=frozenset()) if (m.instrument, m.number) in general else m for m in mentions
    ]
    ties = _ties(mentions)
    nearest: dict[tuple[str | None, str, bool], list[frozenset[str]]] = {}  # all that it hangs on
    out: list[Mention] = []
    for m in mentions:
        key = (m.instrument, m.number, bool(m.places))
        if key not in nearest:
            nearest[key] = _nearest(m, ties)
        near = nearest[key]
        settled = bool(m.places) and (not m.explains or any(m.places <= places for places in near))
        if settled or not near or m.status == "withdrawn":
            out.append(m)
        else:
            out.extend(replace(m, places=places) for places in near)
    return out


def _ties(mentions: Sequence[Mention]) -> list[Mention]:
    """One mention of each ground in each set of exchanges that it is tied to."""
    tied = (m for m in mentions if m.places and m.status != "quoted")
    return list({(m.instrument, m.number, m.places, m.explains): m for m in tied}.values())


def _nearest(mention: Mention, ties: Sequence[Mention]) -> list[frozenset[str]]:
    """The sets of exchanges tied to the same provision, else to its section, else to its limbs."""
    same = [t for t in ties if t.instrument == mention.instrument]
    same = [t for t in same if not t.explains] or [t for t in same if not mention.places]
    near = [t for t in same if t.number == mention.number]
    near = near or [t for t in same if is_below(mention.number, t.number)]
    near = near or [t for t in same if is_below(t.number, mention.number)]
    return list(dict.fromkeys(t.places for t in near))


def _deepened(mentions: Sequence[Mention]) -> list[Mention]:
    """Bare sections turned into their limbs, where the same exchanges have both."""
    cited: dict[tuple[str | None, frozenset[str]], dict[str, None]] = {}
    for m in mentions:
        if m.status != "quoted":
            cited.setdefault((m.instrument, m.places), {})[m.number] = None
    out: list[Mention] = []
    for m in mentions:
        limbs = [n for n in cited.get((m.instrument, m.places), ()) if is_below(n, m.number)]
        if limbs and m.status != "withdrawn":
            leaves = [n for n in limbs if not any(is_below(other, n) for other in limbs)]
            out.extend(replace(m, number=n, said=False, status="applied") for n in leaves)
        else:
            out.append(m)
    return out


def _status(mentions: Sequence[Mention]) -> ExemptionStatus:
    """The status that the clearest sentence gives; of withdrawn and relied on, what is said last."""
    ranked = sorted(mentions, key=lambda m: (STRENGTH.get((m.status, m.said), 0), m.stretch))
    best = ranked[-1]
    if best.status == "withdrawn":
        last = max((m for m in mentions if m.said), key=lambda m: m.stretch, default=best)
        return last.status
    return best.status
