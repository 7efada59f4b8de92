"""Every line of a document given to a named part of the letter."""

from __future__ import annotations

import re

from foi_extract.letters.boilerplate import formulaic_units
from foi_extract.letters.opening import opening_units
from foi_extract.letters.quoted import outside_lines
from foi_extract.letters.restated import front_kinds
from foi_extract.letters.running import running_lines
from foi_extract.letters.signed import with_unclosed_signature
from foi_extract.letters.units import Seams, Unit, units_from_lines
from foi_extract.letters.wordings import FRAME, says
from foi_records.document import Document
from foi_records.letter import Part, PartKind

KIND_OF_ROLE: dict[str, PartKind] = {
    "furniture": "page_furniture",
    "letterhead": "letterhead",
    "request": "request",
    "quoted": "quoted_mail",
    "chrome": "other",
}
ANSWERS_AGAIN = re.compile(
    r"^(?:Q(?:uestion)?\s?\d|(?:request|response|answer)s?\s?\d*\s?[:.]?$|\d{1,2}[.)]\s)", re.IGNORECASE
)
LONG_TAIL = 60


def parts_from_lines(seams: Seams) -> list[Part]:
    """The parts of the letter in document order: whole lines, every line that is not blank in one."""
    document = seams.document
    kinds = line_kinds(seams)
    parts: list[Part] = []
    for i, line in enumerate(document.lines):
        kind = kinds.get(i)
        if kind is None:
            continue
        if parts and parts[-1].kind == kind:
            parts[-1] = Part(kind, parts[-1].start, line.end)
        else:
            parts.append(Part(kind, line.start, line.end))
    return parts


def line_kinds(seams: Seams) -> dict[int, PartKind]:
    """The kind of each line that is not blank, by its index."""
    document = seams.document
    kinds: dict[int, PartKind] = {
        i: KIND_OF_ROLE[line.role] for i, line in enumerate(document.lines) if line.role in KIND_OF_ROLE
    }
    for i in running_lines(document):
        kinds.setdefault(i, "page_furniture")
    for i, kind in outside_lines(document).items():
        kinds.setdefault(i, kind)
    units = units_from_lines(seams, frozenset(kinds))
    for unit, kind in zip(units, unit_kinds(document, units), strict=True):
        for i in range(unit.first, unit.last + 1):
            kinds.setdefault(i, kind)
    return {i: kinds[i] for i in sorted(kinds) if document.lines[i].text.strip()}


def unit_kinds(document: Document, units: list[Unit]) -> list[PartKind]:
    """The kind of each unit: opening, formulaic parts, then introduction, restated request and reply."""
    opening = opening_units(units)
    body = units[len(opening) :]
    formulaic = with_unclosed_signature(body, formulaic_units(body))
    end = next((n for n, kind in enumerate(formulaic) if kind == "signature"), len(body))
    front = [n for n in range(end) if formulaic[n] != "rights"]
    slanted = [_slanted(document, body[n]) for n in front]
    found = dict(zip(front, front_kinds([body[n] for n in front], slanted), strict=True))
    found.update(_after_signature([n for n in range(end, len(body)) if formulaic[n] is None], body))
    return [*opening, *(_settled(formulaic[n], found.get(n)) for n in range(len(body)))]


def _settled(formulaic: PartKind | None, place: PartKind | None) -> PartKind:
    """The kind of a unit by its words and by its place: a restated request may speak of anything."""
    if formulaic is None or place == "request":
        return place or "reply"
    return formulaic


def _after_signature(places: list[int], body: list[Unit]) -> dict[int, PartKind]:
    """The kinds of what follows the signature: annexes go on with the reply, stray lines do not."""
    answers = any(_answers_again(body[n]) for n in places)
    answers = answers or sum(len(body[n].text.split()) for n in places) > LONG_TAIL
    return dict.fromkeys(places, "reply" if answers else "other")


def _answers_again(unit: Unit) -> bool:
    """Whether a unit below the signature is an annex, a further question or a row of data."""
    if unit.celled and re.search(r"\d", unit.text):
        return True
    return bool(ANSWERS_AGAIN.match(unit.plain)) or says(FRAME, unit.plain, "annex")


def _slanted(document: Document, unit: Unit) -> bool:
    """Whether every line of a unit is printed in italics."""
    return all(
        document.lines[i].italic for i in range(unit.first, unit.last + 1) if document.lines[i].text.strip()
    )
