"""What a sentence does with the provision it cites: relies on it, weighs it, drops it, explains it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from foi_extract.law.cues import speaks_of
from foi_extract.law.phrasebook import Wording, phrasebook
from foi_extract.law.provisions import INSTRUMENTS, Provision, provision
from foi_records.spans import Stretch

Role = Literal[
    "applied", "ncnd", "considered", "withdrawn", "quoted", "requested", "regulator", "duty", "condition",
    "not-held", "counted",
]  # fmt: skip

NEVER_NCND = frozenset((law, number) for law in ("foia2000", "foisa2002") for number in ("12", "14", "21"))


@dataclass(frozen=True, slots=True)
class Use:
    """The role of a mention, and how sure it is.

    ``said``: its sentence says so; ``explains``: it only sets out what the law is; ``whole``: its sentence
    speaks of the whole response.
    """

    role: Role
    said: bool = False
    explains: bool = False
    whole: bool = False


@cache
def _rows(signal: str, where: str) -> tuple[Wording, ...]:
    return tuple(w for w in phrasebook("roles.toml") if w.signal == signal and w.row.get("where") == where)


@lru_cache(maxsize=512)
def _says(signal: str, where: str, words: str) -> bool:
    """Whether a wording with a signal stands in some words; kept, since provisions share their sentence."""
    small = words.lower()
    return any(
        ("cues" not in w.row or speaks_of(small, w.row["cues"])) and w.pattern.search(words)
        for w in _rows(signal, where)
    )


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a mention: its sentence, before and after it, the next ones and the lead-in.

    ``lead`` is the sentence that a list hangs on: "... by virtue of the following exemptions:".
    """

    before: str
    after: str
    sentence: str
    following: tuple[str, ...] = ()
    lead: str = ""


def around(
    text: str, stretch: Stretch, sentence: Stretch, following: tuple[str, ...] = (), lead: str = ""
) -> Around:
    """The words around a stretch of a sentence."""
    return Around(
        before=text[sentence.start : stretch.start][-160:],
        after=text[stretch.end : sentence.end][:160],
        sentence=text[sentence.start : sentence.end],
        following=following,
        lead=lead,
    )


def use_of(words: Around, instrument: str | None, number: str) -> Use:
    """The role of a provision in the authority's own words.

    "We consider that section 42 applies.  However, the public interest favours disclosure" only weighs it.
    """
    law = provision(instrument, number) if instrument in INSTRUMENTS else None
    kind = law.kind if law else None
    if _says("requested", "sentence", words.sentence):
        return Use("requested", True)
    if kind == "not-held":
        return Use("not-held")
    if _says("counted", "sentence", words.sentence):
        return Use("counted", True)
    if _says("regulator", "sentence", words.sentence):
        return Use("regulator", True)
    guidance = _says("guidance", "sentence", words.sentence) and not _says("relied", "before", words.before)
    if kind in ("duty", "clarification"):
        return Use("quoted" if guidance else "duty")
    if guidance or _says("statute", "sentence", words.sentence):
        return Use("quoted")
    return _use_of_ground(words, law, instrument, number)


def _use_of_ground(words: Around, law: Provision | None, instrument: str | None, number: str) -> Use:
    """The role of a ground of refusal in a sentence of the authority that is neither law nor guidance."""
    if _says("withdrawn", "before", words.before) or _says("withdrawn", "after", words.after):
        return Use("withdrawn", True)
    if _says("considered", "sentence", words.sentence):
        return Use("considered", True)
    undone = ("disclosed-after-all", "still-weighed")
    if any(_says(signal, "following", sentence) for signal in undone for sentence in words.following):
        return Use("considered", True)
    if law is not None and law.kind == "condition":
        return Use("condition")
    whole = _says("whole", "sentence", f"{words.lead} {words.sentence}")
    deniable = (instrument, number.split("(")[0]) not in NEVER_NCND
    if law is not None and law.is_ncnd_limb and deniable:
        return Use("ncnd", True, whole=whole)
    elsewhere = (
        law is not None and bool(law.ncnd) and all(n.split("(")[0] != number.split("(")[0] for n in law.ncnd)
    )
    if (
        deniable
        and (elsewhere or "(" not in number)
        and _says("ncnd", "sentence", f"{words.lead} {words.sentence}")
    ):
        return Use("ncnd", True, whole=whole)
    explains = _says("explains", "after", words.after) or _says("explains", "before", words.before)
    relied = _says("relied", "before", words.before) or _says("relied", "after", words.after)
    return Use("applied", relied or _says("relied", "before", words.lead), explains and not relied, whole)


def recounts(words: Around) -> bool:
    """Whether the sentence tells what an earlier decision rested on: "The Council refused item 1"."""
    return _says("recount", "sentence", words.sentence)
