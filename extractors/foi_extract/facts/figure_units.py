"""The unit written after (or before) a number: percent, money, durations, staff, measures, rates."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from foi_extract.law.phrasebook import data_file, regex_from_phrase


class Unit(NamedTuple):
    """A unit's name and kind, and where the words that say it end."""

    name: str
    kind: str
    end: int


@cache
def _units() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    rows = data_file("units.toml")["unit"]
    joined = "|".join(f"(?P<u{i}>{regex_from_phrase(row['pattern']).pattern})" for i, row in enumerate(rows))
    return (
        re.compile(rf"[\s-]?\s?(?:{joined})", re.IGNORECASE),
        tuple((row["name"], row["kind"]) for row in rows),
    )


RATE = re.compile(
    r"\s+(?:[a-z]+\s+){0,3}?per\s+(?P<of>\d{1,3}(?:,\d{3})+|\d{3,}|thousand|hundred\s+thousand|million)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:FTE|WTE)(?:s|\s+of|\s+equivalent)?\s?[:=–-]?\s?$", re.IGNORECASE)
AGED = re.compile(
    r"\b(?:aged?|ages)(?:\s+(?:between|of|from|over|under|up\s+to|\d+\s+(?:to|and|or|-)))?\s+$", re.IGNORECASE
)
OLD = re.compile(r"[\s-]*(?:years?|yrs?)?[\s-]*(?:old|of\s+age)\b", re.IGNORECASE)


def unit_after(text: str, end: int) -> Unit | None:
    """The unit that follows a number; null when a noun or nothing does."""
    pattern, rows = _units()
    found = pattern.match(text, end)
    if found is None:
        return None
    i = int(str(found.lastgroup)[1:]) if found.lastgroup else 0
    return Unit(*rows[i], found.end())


def unit_before(text: str, start: int) -> Unit | None:
    """The unit that stands before a number: "FTE 0.8", "aged 16"."""
    left = text[max(0, start - 24) : start]
    if BEFORE.search(left):
        return Unit("FTE", "staff", start)
    if AGED.search(left):
        return Unit("year", "duration", start)
    return None


def rate_after(text: str, end: int) -> Unit | None:
    """A rate: "4.7 per 1,000", "12 admissions per 100,000"."""
    found = RATE.match(text, end)
    return Unit(f"per {' '.join(found['of'].split())}", "rate", found.end()) if found else None
