"""Two numbers that are one figure: "3 to 4 months", "between 8-12", "2 hrs 15 mins", "twelve (12)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from foi_extract.facts.figure_numbers import Numeral
from foi_extract.facts.figure_units import unit_after
from foi_records.facts import Number

TO = re.compile(r"\s?[-–—]\s?(?:£|€|\$)?|\s+to\s+")
IN = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?")
AND = re.compile(r"\s+and\s+")
BETWEEN = re.compile(
    r"\bbetween\s+(?:the\s+ages\s+of\s+)?$|\brang(?:e|es|ed|ing)\s+(?:from|between)\s+$", re.IGNORECASE
)
CLOSING = re.compile(r"(?:\s[a-z]+)?\)")
CHANGED = re.compile(
    r"\b(?:rose|risen|rising|increas\w+|grew|grown|fell|fallen"
    r"|falling|drop\w+|decreas\w+|reduc\w+|went|gone|declin\w+"
    r"|up|down|chang\w+|improv\w+|cut)\b[^.]{0,40}\bfrom\s+$",
    re.IGNORECASE,
)
SMALLER = {"hour": ("minute", 60), "minute": ("second", 60), "year": ("month", 12), "week": ("day", 7)}


class Pair(NamedTuple):
    """A figure of two numbers; ``unit`` where the pair itself decides it."""

    start: int
    end: int
    last: Numeral
    low: Number
    high: Number
    unit: tuple[str, str] | None


def joined(text: str, first: Numeral, second: Numeral) -> Pair | None:
    """One figure made of two numbers next to each other; null when they are two."""
    if second.start - first.end > 24:
        return None
    return (
        _repeated(text, first, second)
        or _share(text, first, second)
        or _compound(text, first, second)
        or _range(text, first, second)
    )


def _repeated(text: str, first: Numeral, second: Numeral) -> Pair | None:
    """As in "twelve (12)", "1 (one)" and "£1,000,000 (one million pounds)": the number again in brackets."""
    if first.value != second.value or first.in_words == second.in_words:
        return None
    close = CLOSING.match(text, second.end)
    if text[first.end : second.start].strip() != "(" or close is None:
        return None
    last = Numeral(second.start, close.end(), second.value, first.currency or second.currency)
    return Pair(first.start, close.end(), last, second.value, second.value, None)


def _share(text: str, first: Numeral, second: Numeral) -> Pair | None:
    """As in "one in five", which is 20 percent; "5 out of 8 sites" is two figures."""
    if not IN.fullmatch(text[first.end : second.start]) or "out" in text[first.end : second.start]:
        return None
    if not 0 < first.value < second.value <= 100 or first.value > 9:
        return None
    share = round(100 * first.value / second.value, 6)
    value: Number = int(share) if share == int(share) else share
    return Pair(first.start, second.end, second, value, value, ("percent", "percent"))


def _compound(text: str, first: Numeral, second: Numeral) -> Pair | None:
    """As "2 hrs 15 mins" and "1 hr 30", which are one duration, in the larger unit."""
    unit = unit_after(text, first.end)
    if unit is None or unit.name not in SMALLER or unit.end > second.start:
        return None
    name, size = SMALLER[unit.name]
    if (
        not re.fullmatch(r",?\s*(?:and\s+|&\s+)?", text[unit.end : second.start])
        or not 0 < second.value < size
    ):
        return None
    smaller = unit_after(text, second.end)
    if smaller is not None and smaller.name == name:
        end = smaller.end
    elif (
        smaller is None
        and unit.name == "hour"
        and re.match(r"\s*(?:[.,;)\n•▪]|$)", text[second.end : second.end + 3])
    ):
        end = second.end
    else:
        return None
    value = round(first.value + second.value / size, 6)
    tidy: Number = int(value) if value == int(value) else value
    return Pair(first.start, end, second, tidy, tidy, (unit.name, unit.kind))


def _range(text: str, first: Numeral, second: Numeral) -> Pair | None:
    """As in "3 to 4 months", "between 5 and 10", "£5-£10"; "rose from 15 to 20" is two."""
    left = text[max(0, first.start - 80) : first.start]
    unit = unit_after(text, first.end)
    at = unit.end if unit else first.end
    link = text[at : second.start]
    between = BETWEEN.search(left)
    if not (TO.fullmatch(link) or (between and AND.fullmatch(link))) or CHANGED.search(left):
        return None
    later = unit_after(text, second.end)
    if unit and later and unit.name != later.name:
        return None
    low = first.value
    if not first.currency and second.currency:
        return None
    if low < second.value and first.currency and second.value >= 1000 * low and first.value < 1000:
        low = _scaled(low, second.value)
    if low >= second.value:
        return None
    start = first.start - (len(between.group()) if between else 0)
    same = later or unit
    end = later.end if later else second.end
    return Pair(start, end, second, low, second.value, (same.name, same.kind) if same else None)


def _scaled(low: Number, high: Number) -> Number:
    """As "£1-2 million", which is one million to two."""
    for size in (1_000_000_000, 1_000_000, 1_000):
        if high >= size:
            return low * size
    return low
