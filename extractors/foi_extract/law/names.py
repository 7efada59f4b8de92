"""Where a text names an access law, and which one it means by "the Act" or "FOIA"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from foi_extract.law.cues import found_at, lowered, pattern_of
from foi_extract.law.phrasebook import phrasebook
from foi_extract.law.provisions import INSTRUMENTS
from foi_records.spans import Stretch

OWN = re.compile(
    r"[TtSs](?<!\w.)(?:(?<=[Tt])(?:he|his|hat)|(?<=[Ss])(?:aid|ame))\s+(?:(?:19|20)\d\d\s+)?(?P<word>Acts?|Regulations?|Regs|legislation)\b"
)
YEARLY = {
    "2000 act": "foia2000",
    "2002 act": "foisa2002",
    "2004 regulations": "eir2004",
    "2018 act": "dpa2018",
    "1998 act": "dpa1998",
}
BEGINNINGS = (
    "access", "appropriate", "ati", "commissioners", "crca", "data", "dpa", "ei", "environmental", "eu",
    "f(oi)sa", "fees", "foi", "freedom", "gdpr", "general", "oia", "official", "uk",
)  # fmt: skip
"""What a name of the law files begins with, if not with a number; a test holds that each does."""
BEGINS = re.compile(
    rf"[{''.join(sorted({word[0] for word in BEGINNINGS}))}5](?<!\w.)"
    rf"(?:{pattern_of(word[1:] for word in BEGINNINGS)}|(?<=5)\s)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A law named in a text: the id of its instrument, or a general word where several fit.

    The general words are ``foi`` ("FOIA"), ``eir`` ("the EIRs"), ``act`` and ``regulations`` ("the Act");
    ``other`` is an Act known by its year alone that is no access law ("the 1988 Act").
    """

    instrument: str
    stretch: Stretch

    @property
    def exact(self) -> bool:
        """Whether the words name one instrument and no other."""
        return self.instrument in INSTRUMENTS


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of every name, exact names before the general ones, and what each group means."""
    meanings: list[str] = []
    branches: list[str] = []
    for signal in ("name", "generic"):
        for id in INSTRUMENTS:
            for wording in phrasebook(f"instruments/{id}.toml"):
                if wording.signal == signal:
                    meanings.append(id if signal == "name" else {"foia2000": "foi", "eir2004": "eir"}[id])
                    branches.append(f"(?P<n{len(branches)}>{wording.pattern.pattern})")
    return re.compile("|".join(branches), re.IGNORECASE), tuple(meanings)


@lru_cache(maxsize=8)
def named_instruments(text: str) -> tuple[Named, ...]:
    """Every access law named in a text, in order, with the general words that stand for one."""
    pattern, meanings = _pattern()
    places = (m.start() for m in BEGINS.finditer(lowered(text)))
    found = [
        Named(meanings[int((m.lastgroup or "n0")[1:])], Stretch(*m.span()))
        for m in found_at(pattern, text, places)
    ]
    return tuple(sorted([*found, *_own_words(text)], key=lambda n: n.stretch))


def names_between(names: Sequence[Named], low: int, high: int) -> Sequence[Named]:
    """The names that begin in a stretch of the text, of names in order."""
    first = bisect_left(names, low, key=lambda n: n.stretch.start)
    return names[first : bisect_left(names, high, lo=first, key=lambda n: n.stretch.start)]


def _own_words(text: str) -> list[Named]:
    """The general words for a letter's own law: "the Act", "these Regulations", "the 2000 Act"."""
    out = []
    for m in OWN.finditer(text):
        year = " ".join(m.group().lower().split()[-2:])
        general = "regulations" if m["word"].startswith("Reg") else "act"
        if m["word"] != "legislation":
            dated = "other" if year[:1].isdigit() else general
            out.append(Named(YEARLY.get(year, dated), Stretch(*m.span())))
    return out
