"""What a sentence does with the provision it cites: relies on it, weighs it, drops it, explains it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from foi_extract.law.phrasebook import Wording, phrasebook
from foi_extract.law.provisions import INSTRUMENTS, provision
from foi_records.spans import Stretch

Role = Literal[
    "applied", "ncnd", "considered", "withdrawn", "quoted", "requested", "regulator", "duty", "condition",
    "not-held",
]  # fmt: skip

NEVER_NCND = frozenset((law, number) for law in ("foia2000", "foisa2002") for number in ("12", "14", "21"))


@dataclass(frozen=True, slots=True)
class Use:
    """The role of a mention, and whether the sentence itself says so (else it is the ordinary reading)."""

    role: Role
    said: bool = False


@cache
def _rows(signal: str, where: str) -> tuple[Wording, ...]:
    return tuple(w for w in phrasebook("roles.toml") if w.signal == signal and w.row.get("where") == where)


def _says(signal: str, where: str, words: str) -> bool:
    return any(w.pattern.search(words) for w in _rows(signal, where))


def use_of(
    text: str, stretch: Stretch, sentence: Stretch, instrument: str | None, number: str, following: str = ""
) -> Use:
    """The role of a provision in the authority's own words.

    ``sentence`` is the sentence that holds it, ``following`` the next one: "we consider that section 42
    applies.  However, the public interest favours disclosure" only weighs the exemption.
    """
    law = provision(instrument, number) if instrument in INSTRUMENTS else None
    before, after = text[sentence.start : stretch.start][-160:], text[stretch.end : sentence.end][:160]
    whole = text[sentence.start : sentence.end]
    if _says("requested", "sentence", whole):
        return Use("requested", True)
    if law is not None and law.kind == "not-held":
        return Use("not-held")
    if _says("regulator", "sentence", whole):
        return Use("regulator", True)
    explained = _says("guidance", "sentence", whole) and not _says("relied", "before", before)
    if law is not None and law.kind in ("duty", "clarification"):
        return Use("quoted" if explained else "duty")
    if _says("withdrawn", "before", before) or _says("withdrawn", "after", after):
        return Use("withdrawn", True)
    if _says("considered", "sentence", whole) or _says("disclosed-after-all", "following", following):
        return Use("considered", True)
    if law is not None and law.kind == "condition":
        return Use("condition")
    always_applied = (instrument, number.split("(")[0]) in NEVER_NCND
    if law is not None and law.is_ncnd_limb and not always_applied:
        return Use("ncnd", True)
    if _says("ncnd", "sentence", whole) and not always_applied and "(" not in number:
        return Use("ncnd", True)
    if _says("statute", "sentence", whole) or explained:
        return Use("quoted")
    return Use("applied", _says("relied", "before", before) or _says("relied", "after", after))
