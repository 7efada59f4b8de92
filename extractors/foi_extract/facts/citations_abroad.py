"""Exemptions of the United States: ``(b)(7)(C)``, "Exemption 6", and the short forms of state laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from foi_extract.law.cues import found_at, lowered, places_of, speaks_of
from foi_extract.law.phrasebook import phrasebook
from foi_records.spans import Stretch

PARAGRAPH = re.compile(r"(?<![\w)(\]])(?:552\s?)?\(b\)\s?\((?P<n>[1-9])\)(?:\s?[\-–]?\s?\((?P<sub>[A-F])\))?")
EXEMPTION = re.compile(
    r"\b(?P<law>FOIA\s+)?exemptions?\s+\(?(?:b\)\s?\()?(?P<n>[1-9])(?:\)|(?!\d))(?:\s?\(?(?P<sub>[A-F])\)|(?P<tight>[A-F])\b)?(?!\s?\(\d)(?!\d|\.\d)",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\s*(?:,|&|and|or)+\s*(?:and\s+)?\(?(?P<n>[1-9])(?:\)|(?!\d))(?:\s?\(?(?P<sub>[A-F])\)|(?P<tight>[A-F])\b)?(?![\w.]|\s?U\.?\s?S\b)"
)
FEDERAL = re.compile(r"\(b\)|\bexemptions?\s+\(?[1-9b]", re.IGNORECASE)
AMERICAN = re.compile(r"\bFOIA\b|\bU\.?\s?S\.?(?:\s?C\.?)?\s|\bFreedom of Information Act\b")
RECORDS_LAW = re.compile(
    r"\b(?:public|open)\s+(?:records?|information)\b|\bSunshine\b|\bFreedom\s+of\s+Information\s+Act\b|\bFOIA\b|\bright[\s-]to[\s-]know\b",
    re.IGNORECASE,
)
BRITISH_LAW = re.compile(r"\b(?:Act 2000|FOISA|EIRs?|ICO|Information Commissioner)\b")
BRITISH = re.compile(
    r"\b(?:section|s\.?)\s?[2-4]\d\b|\b(?:Act 2000|FOISA|EIRs?|ICO|Information Commissioner)\b", re.IGNORECASE
)


class Abroad(NamedTuple):
    """A provision of a law of the United States; ``instrument`` is ``state`` for one that has no file."""

    stretch: Stretch
    provision: str
    keyword: Literal["exemption"] | None
    instrument: str
    act: str | None


def abroad_in(text: str) -> Iterator[Abroad]:
    """Every federal exemption and every section of a state law that a text cites."""
    places = places_of(lowered(text), ("(b)", "exemption"))
    if any(found_at(FEDERAL, text, places)) and AMERICAN.search(text) and not BRITISH.search(text):
        yield from _federal(text)
    for wording in phrasebook("state_laws.toml"):
        if not speaks_of(text, wording.row["hints"]) or (wording.row.get("shared") and not _american(text)):
            continue
        for m in wording.pattern.finditer(text):
            yield Abroad(Stretch(*m.span()), re.sub(r"\s", "", m["provision"]), None, "state", m.group())


def _american(text: str) -> bool:
    """Whether a text speaks of a records law, and of none of Britain's."""
    return RECORDS_LAW.search(text) is not None and BRITISH_LAW.search(text) is None


def _federal(text: str) -> Iterator[Abroad]:
    for m in PARAGRAPH.finditer(text):
        yield _exemption(m)
    for m in EXEMPTION.finditer(text):
        yield _exemption(m)
        more = MORE.match(text, m.end())
        while more is not None:
            yield _exemption(more)
            more = MORE.match(text, more.end())


def _exemption(m: re.Match[str]) -> Abroad:
    sub = m["sub"] or m.groupdict().get("tight")
    provision = f"(b)({m['n']})" + (f"({sub.upper()})" if sub else "")
    lead = re.match(r"\s*(?:(?:,|&|and|or)\s*)*", m.group())
    start = m.start() + (lead.end() if lead else 0)
    return Abroad(Stretch(start, m.end()), provision, "exemption", "usfoia", None)
