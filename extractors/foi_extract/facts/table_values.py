"""The typed value of a table's cell, read with its column's head and the document's legend."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foi_extract.facts.date_points import points_in
from foi_extract.facts.date_ranges import periods_from_points
from foi_extract.facts.table_marks import LETTERS, Legend, mark_of
from foi_records.table import CellValue

NUMBER = re.compile(
    r"""
    (?P<open>\()?\ ?
    (?P<sign>[-−–+])?\ ?
    (?P<money>£|\$|€|GBP|EUR|USD)?\ ?
    (?P<inner>[-−–])?
    (?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ ]\d{3})+|\d+)(?P<decimals>\.\d+)?
    \ ?(?P<scale>k|m|bn|million|billion|thousand)?
    \ ?(?P<percent>%|per\ ?cent)?
    (?P<close>\))?
    \ ?(?P<unit>hours?|hrs?|days?|weeks?|months?|years?|mins?|minutes?|fte|wte|p)?
    \ ?(?P<note>[*†‡#^]{1,3}|\[(?:note\s)?\w{1,2}\]|\(?(?:e|p|r)\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
BOUNDED = re.compile(
    r"(?:(?P<less><|less\s+than|fewer\s+than|under|below)|(?P<most>≤|<=|up\s+to)|(?P<more>>|more\s+than|over))\s*(?P<n>\d{1,4})\s*(?P<percent>%)?[*]?",
    re.IGNORECASE,
)
SPAN = re.compile(r"(?P<low>\d{1,3})\s*(?:-|–|to)\s*(?P<high>\d{1,3})")
OR_FEWER = re.compile(r"(?P<n>\d{1,3})\s+or\s+(?:fewer|less)", re.IGNORECASE)
ZERO = re.compile(r"(?:nil|zero|none)(?:\s+(?:recorded|held|return(?:ed)?))?\.?", re.IGNORECASE)
MISSING = re.compile(
    r"(?:n\.?/?a\.?|n/k|tbc|null|blank|unknown|(?:data\s+)?not\s+(?:applicable|available|recorded|known|held|collected|yet\s+available|provided)|no\s+(?:data|records?|information|return)(?:\s+(?:held|available|recorded))?|information\s+not\s+held)\.?",
    re.IGNORECASE,
)
HIDDEN = re.compile(
    r"\[?(?:redacted|suppressed|withheld|exempt|confidential|not\s+disclosed)\]?\.?", re.IGNORECASE
)
MONTH_ONLY = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|q[1-4]|quarter\s?[1-4])\.?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(?:19|20)\d{2}")
CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR", "gbp": "GBP", "usd": "USD", "eur": "EUR"}
SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
HEAD_SCALE = re.compile(
    r"(?:£|\$|€)\s?['’]?(?P<scale>000s?|k|m|bn|thousands?|millions?|billions?)\b|(?P<money>£|\$|€|\bGBP\b)|(?P<percent>%|\bper\s?cent(?:age)?\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column: its head, whether most of its cells are numbers, whether it names years."""

    head: str = ""
    numeric: bool = False
    years: bool = False
    unit: str | None = None
    percent: bool = False


def column_from_cells(head: str, cells: Sequence[str], first: bool) -> Column:
    """What a column's head and cells say of all its cells."""
    filled = [" ".join(c.split()) for c in cells if c.strip()]
    plain = [c for c in filled if mark_of(c) is None]
    numbers = sum(is_number(c) for c in plain)
    named = [c for c in plain if YEAR.fullmatch(c)]
    is_years = bool(named) and (
        len(named) == len(plain) and (first or re.search(r"\byears?\b", head, re.I) is not None)
    )
    is_years = is_years or (first and len(named) * 2 >= len(plain) and len(named) >= 2)
    found = HEAD_SCALE.search(head)
    unit, percent = None, False
    if found and found["percent"]:
        percent = not re.search(r"[£$€]", head)
    elif found:
        unit = CURRENCIES.get(next((c for c in head if c in "£$€"), "£"))
        if found["scale"]:
            unit = f"{unit} {_scale_word(found['scale'])}"
    return Column(head, numbers * 2 >= len(plain) and (numbers > 0 or not plain), is_years, unit, percent)


def is_number(words: str) -> bool:
    """Whether the words of a cell are a number, or a bound that hides one."""
    if words.isdecimal():
        return True
    return bool(DIGIT.search(words) and (NUMBER.fullmatch(words) or BOUNDED.fullmatch(words)))


def _scale_word(scale: str) -> str:
    """The word for a scale written in a head: "000s" is thousand."""
    first = scale.casefold()[0]
    return {"0": "thousand", "k": "thousand", "t": "thousand", "m": "million", "b": "billion"}[first]


def value_from_cell(
    text: str, column: Column, legends: Mapping[str, Legend], restored: bool = False
) -> CellValue:
    """A cell's typed value; what is no number, date, period or mark is text."""
    words = " ".join(text.split())
    if not words:
        return CellValue(kind="missing", restored=restored)
    if not DIGIT.search(words):
        found = _mark(words, column, legends) or _words_for_none(words)
    elif column.years:
        found = _period(words) or _quantity(words, column, legends)
    else:
        found = _quantity(words, column, legends)
    return found or _period(words) or CellValue(kind="text")


def _quantity(words: str, column: Column, legends: Mapping[str, Legend]) -> CellValue | None:
    """A number, or a bound or a band that hides one."""
    if words.isdecimal():
        return _number(words, column, legends)
    return _bounds(words) or (_band(words) if column.numeric else None) or _number(words, column, legends)


def _mark(words: str, column: Column, legends: Mapping[str, Legend]) -> CellValue | None:
    """A suppression mark by the legend; letters and dashes are marks only among numbers."""
    mark = mark_of(words)
    if mark is None:
        return None
    legend = legends.get(mark)
    bracketed = words[0] in "[("
    if mark in LETTERS and not bracketed and not (column.numeric and (legend or words == mark)):
        return None
    if legend is None:
        return CellValue(kind="suppressed" if column.numeric or mark not in "-–—" else "missing")
    if legend.signal == "zero":
        return CellValue(kind="number", number=0, meaning=legend.words)
    if legend.signal == "missing":
        return CellValue(kind="missing", meaning=legend.words)
    high = legend.high
    return CellValue(kind="suppressed", high=high, meaning=legend.words)


def _words_for_none(words: str) -> CellValue | None:
    """Words that stand for zero, for something missing or for something hidden."""
    if ZERO.fullmatch(words):
        return CellValue(kind="number", number=0)
    if MISSING.fullmatch(words):
        return CellValue(kind="missing", meaning=words)
    if HIDDEN.fullmatch(words):
        return CellValue(kind="suppressed", meaning=words)
    return None


def _bounds(words: str) -> CellValue | None:
    """A count hidden behind a bound: "<5" has no known low and a high of 5."""
    found = BOUNDED.fullmatch(words)
    if found:
        n, unit = int(found["n"]), "percent" if found["percent"] else None
        if found["more"]:
            return CellValue(kind="suppressed", low=n, unit=unit)
        return CellValue(kind="suppressed", high=n, unit=unit)
    few = OR_FEWER.fullmatch(words)
    if few:
        return CellValue(kind="suppressed", high=int(few["n"]))
    return None


def _band(words: str) -> CellValue | None:
    """A small count hidden in a band among plain numbers: "1-4"."""
    found = SPAN.fullmatch(words)
    if not found or int(found["low"]) > 1 or not int(found["low"]) < int(found["high"]) <= 10:
        return None
    return CellValue(kind="suppressed", low=int(found["low"]), high=int(found["high"]))


def _number(words: str, column: Column, legends: Mapping[str, Legend]) -> CellValue | None:
    """A number, an amount of money or a percentage, with its unit."""
    found = NUMBER.fullmatch(words)
    if not found or bool(found["open"]) is not bool(found["close"]):
        return None
    number: float | int = float(found["digits"].replace(",", "").replace(" ", "") + (found["decimals"] or ""))
    if not found["decimals"]:
        number = int(number)
    if found["scale"]:
        number = round(number * SCALES[found["scale"].casefold()], 6)
        number = int(number) if number == int(number) else number
    if (
        found["sign"] in ("-", "−", "–")
        or found["inner"]
        or (found["open"] and not found["percent"] and _is_loss(found))
    ):
        number = -number
    note = legends.get(found["note"]) if found["note"] else None
    meaning = note.words if note else None
    if found["percent"] or (column.percent and not found["money"]):
        return CellValue(kind="percent", number=number, unit="percent", meaning=meaning)
    if found["money"]:
        return CellValue(
            kind="money", number=number, unit=CURRENCIES[found["money"].casefold()], meaning=meaning
        )
    if column.unit and not found["unit"]:
        return CellValue(kind="money", number=number, unit=column.unit, meaning=meaning)
    return CellValue(kind="number", number=number, unit=_unit(found["unit"]), meaning=meaning)


def _is_loss(found: re.Match[str]) -> bool:
    """Whether a bracketed number is a negative one, as accounts write it."""
    return found["sign"] is None


def _unit(word: str | None) -> str | None:
    """A unit written behind a number, in the singular."""
    if word is None:
        return None
    short = word.casefold().rstrip("s")
    return {"hr": "hour", "min": "minute", "fte": "FTE", "wte": "WTE", "p": "penny"}.get(short, short)


def _period(words: str) -> CellValue | None:
    """A date, or a period: a year, a month, a quarter, a financial year."""
    if MONTH_ONLY.fullmatch(words):
        return CellValue(kind="period")
    if len(words) > 60 or not any(c.isdigit() for c in words):
        return None
    found = periods_from_points(words, list(points_in(words, None)), None)
    if not found or found[0].start > 0 or found[0].interval is None:
        return None
    rest = words[found[0].end :].strip(" .:*")
    if rest and not (rest.startswith("(") and rest.endswith(")")):
        return None
    interval = found[0].interval
    start, end = _iso(interval.start), _iso(interval.end)
    return CellValue(kind="date" if start == end and start else "period", start=start, end=end)


def _iso(day: date | None) -> str | None:
    """A day as ISO."""
    return day.isoformat() if day else None
