"""The provisions of the access laws: their titles, tests, neither-confirm-nor-deny limbs and addresses.

One file an Act in ``law/instruments``.  A provision is written as lawyers cite it, without its keyword:
``40(2)``, ``12(5)(e)``, ``(b)(7)(C)`` for the federal exemptions of the United States.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from foi_extract.law.phrasebook import data_file

Kind = Literal["exemption", "exception", "refusal", "condition", "clarification", "not-held", "duty"]
"""``refusal``: a ground that is no exemption (cost, vexatious); ``condition``: what makes an exemption bite,
never a ground alone; ``clarification``, ``not-held``: notices that refuse nothing."""

GROUNDS: frozenset[Kind] = frozenset({"exemption", "exception", "refusal"})
INSTRUMENTS = (
    "foia2000", "eir2004", "foisa2002", "eisr2004", "fees2004", "time2004", "foisafees2004", "dpa2018",
    "dpa1998", "ukgdpr", "crca2005", "usfoia", "iefoi2014", "caatia", "aufoi1982", "nzoia1982",
)  # fmt: skip
PIECE = re.compile(r"[^()\s]+")
LIMB = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of an instrument; ``listed`` is the nearest provision that the law file has, if not itself.

    ``ncnd`` are the limbs of the same instrument that let an authority neither confirm nor deny.
    ``valid_from`` and ``valid_to`` are inclusive, null where open.  ``verified`` is false where some part of
    the row was never seen in a source.
    """

    instrument: str
    number: str
    title: str
    kind: Kind
    test: Literal["absolute", "qualified", "partly"] | None = None
    basis: Literal["class", "prejudice"] | None = None
    ncnd: tuple[str, ...] = ()
    uri: str | None = None
    verified: bool = True
    note: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    listed: str | None = None

    @property
    def is_ground(self) -> bool:
        """Whether information can be refused under it."""
        return self.kind in GROUNDS

    @property
    def is_ncnd_limb(self) -> bool:
        """Whether it is itself the limb that lets an authority neither confirm nor deny."""
        return (self.listed or self.number) in self.ncnd


@dataclass(frozen=True, slots=True)
class Instrument:
    """An Act or regulations: ``regime`` is ``foi`` or ``eir`` for laws of access, else null."""

    id: str
    title: str
    jurisdiction: str
    extent: str
    keyword: Literal["section", "regulation", "article", "exemption"]
    regime: str | None
    uri: str | None
    provisions: dict[str, Provision]

    def children(self, number: str) -> list[str]:
        """The limbs one level below a provision that the file lists, or that its rows imply."""
        head = len(pieces(number))
        found = {
            pieces(n)[head]: None
            for n in self.provisions
            if len(pieces(n)) > head and parts_of(n, head) == number
        }
        return list(found)


def pieces(number: str) -> list[str]:
    """The parts of a provision: ``40(2)(a)`` gives 40, 2, a."""
    return PIECE.findall(number)


def parts_of(number: str, depth: int) -> str:
    """A provision cut to its first parts: ``40(2)(a)`` to two gives ``40(2)``."""
    head, *limbs = pieces(number)[:depth] or [""]
    return (f"({head})" if number.startswith("(") else head) + "".join(f"({limb})" for limb in limbs)


def parent_of(number: str) -> str | None:
    """The provision that a limb belongs to: ``40(2)`` for ``40(2)(a)``; null for a whole section."""
    limb = LIMB.search(number)
    return number[: limb.start()] or None if limb else None


def uri_of(base: str | None, number: str) -> str | None:
    """The identifier of a provision at legislation.gov.uk; null where the instrument has no such scheme."""
    if base is None:
        return None
    if number.startswith("Sch "):
        return f"{base.rsplit('/', 2)[0]}/schedule/{number[4:]}"
    return base + "/".join(pieces(number))


def _provision(head: dict[str, Any], row: dict[str, Any]) -> Provision:
    return Provision(
        instrument=head["id"],
        number=row["number"],
        title=row["title"],
        kind=row["kind"],
        test=row.get("test"),
        basis=row.get("basis"),
        ncnd=tuple(row.get("ncnd", ())),
        uri=row.get("uri") or uri_of(head.get("uri"), row["number"]),
        verified=row.get("verified", True),
        note=row.get("note"),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )


@cache
def instrument(id: str) -> Instrument:
    """An instrument by its id; raises ``KeyError`` for an id that there is no file of."""
    if id not in INSTRUMENTS:
        raise KeyError(id)
    data = data_file(f"instruments/{id}.toml")
    return Instrument(
        id=data["id"],
        title=data["title"],
        jurisdiction=data["jurisdiction"],
        extent=data["extent"],
        keyword=data["keyword"],
        regime=data.get("regime"),
        uri=data.get("uri"),
        provisions={row["number"]: _provision(data, row) for row in data["provisions"]},
    )


@cache
def provision(instrument_id: str, number: str) -> Provision | None:
    """A provision with all that is known of it; a limb not listed takes after its nearest listed parent.

    ``provision("foia2000", "40(2)(a)")`` has the title and test of 40(2) and an address of its own; the
    NCND limbs that only their section names (``22(2)``) are found too.  Null when the section is not listed.
    """
    law = instrument(instrument_id)
    if number in law.provisions:
        return law.provisions[number]
    parent = parent_of(number)
    while parent is not None and parent not in law.provisions:
        parent = parent_of(parent)
    if parent is None:
        return _implied(law, number)
    found = law.provisions[parent]
    limb = next((n for n in found.ncnd if n != parent and parts_of(number, len(pieces(n))) == n), parent)
    uri = uri_of(law.uri, number) or found.uri
    return replace(found, number=number, uri=uri, listed=limb, valid_from=None, valid_to=None)


def _implied(law: Instrument, number: str) -> Provision | None:
    """A section that only its limbs are listed of ("regulation 12(4)"): its kind is theirs."""
    below = [p for n, p in law.provisions.items() if n.startswith(number + "(")]
    if not below:
        return None
    first = below[0]
    alike = {p.test for p in below}, {p.basis for p in below}
    return Provision(
        instrument=law.id,
        number=number,
        title=law.title
        if law.id == "ukgdpr"
        else first.title
        if len(below) == 1
        else f"{law.keyword} {number}",
        kind=first.kind,
        test=first.test if len(alike[0]) == 1 else None,
        basis=first.basis if len(alike[1]) == 1 else None,
        uri=uri_of(law.uri, number) or first.uri,
        verified=False,
    )


@cache
def fit(instrument_id: str, number: str) -> int:
    """How well a provision fits an instrument: 3 listed, 2 below a listed one, 1 doubtful, 0 not in it."""
    law = instrument(instrument_id)
    found = provision(instrument_id, number)
    if found is None:
        return 0
    if number in law.provisions or number in found.ncnd:
        return 3
    for depth in range(1, len(pieces(number))):
        below = law.children(parts_of(number, depth))
        limb = pieces(number)[depth]
        if not below:
            return 2
        if limb not in below:
            return 1 if any(_shape(b) == _shape(limb) for b in below) else 0
    return 3


def _shape(limb: str) -> str:
    return "digit" if limb[0].isdigit() else "letter"


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every instrument there is a file of."""
    return tuple(instrument(id) for id in INSTRUMENTS)


def title_of(instrument_id: str | None, number: str | None) -> str | None:
    """The title of a provision, null when it is not known."""
    found = provision(instrument_id, number) if instrument_id in INSTRUMENTS and number else None
    return found.title if found else None
