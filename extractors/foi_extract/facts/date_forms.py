"""The written forms of a single date or period, as one pattern.

A point is what stands on one side of a range: a day, a month, a year of any kind, a quarter.  Days and
months may lack their year here; :mod:`foi_extract.facts.date_ranges` supplies it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foi_extract.facts.date_calendar import MONTHS, Interval

NAMES = sorted(MONTHS, key=len, reverse=True)
MONTH = "(?i:" + "|".join(NAMES) + ")"
PROPER_MONTH = "|".join(n.capitalize() for n in NAMES)
ORDINAL = r"(?:\s?\^?\s?(?:st|nd|rd|th)\b)"
DASH = "[-–—‑]"
YEAR = r"(?:(?:19|20)\d\d)"
SHORT = rf"\d\d(?=[).,;:/\]]?(?:\s*$|\s*\n|\s?{DASH}|\s(?:to|until|and|onwards)\b)|[).,;:\]])(?![.,:]\d)"
"""A year of two digits after a day and month: only where nothing could be counted by it."""

FORMS: dict[str, str] = {
    "iso": rf"(?P<iso>{YEAR}[-/.](?:0\d|1[0-2])[-/.][0-3]\d)(?:T[\d:.]+Z?)?(?![\d-])",
    "numeric": rf"(?P<n1>\d\d?)\s?(?P<mark>[/.-])\s?(?P<n2>\d\d?)\s?(?P=mark)\s?(?P<n3>{YEAR}"
    rf"|\d\d)(?!\d|[/.]\d|-\d(?!\d?[/.]))",
    "day": rf"(?:(?P<d0>\d\d?)(?P<o0>{ORDINAL})?\s?(?:{DASH}|to|until)\s?(?:the\s)?)?"
    rf"(?P<d>[0-3]?\d)(?P<o>{ORDINAL})?(?:\sday)?(?:\s+of)?(?:[\s.-]{{0,2}}|[ ]?\n[ >]{{1,60}})"
    rf"(?P<dm>{MONTH})(?![a-z])\.?"
    rf"(?:(?:,?\s+|\s?[-/.–]\s?|,|\s+of\s+)?['’]?(?P<dy>{YEAR}(?!\d)|{SHORT}))?",
    "us": rf"(?P<um>{MONTH})\.?\s+(?P<ud>\d\d?){ORDINAL}?,?\s+(?P<uy>{YEAR})(?![\d/])",
    "us_day": rf"(?P<wm>{MONTH})\.?\s+(?P<wd>\d\d?)(?:{ORDINAL}(?!\w)"
    rf"|(?=\s?(?:to|through|thru|until|and|{DASH})\s?{MONTH}\.?\s+\d\d?,?\s+{YEAR}))",
    "month": rf"(?P<mm>{MONTH})\.?(?:,?\s*|\s?[-/–]\s?|\s+of\s+|[ ]?\n>[> ]*)['’]?(?P<my>{YEAR}"
    rf"|\d\d)(?![\d%]|[.,:/]\d|\s?{DASH}\s?\d\d\b)",
    "bare_month": rf"(?P<bm>{PROPER_MONTH})\b(?!\s+\d)",
    "quarter": rf"(?:Q|(?i:quarter)\s?|(?i:qtr)\.?\s?)(?P<q>[1-4])\b,?(?:\s+of"
    rf"|\s*\(|\s*[-–/])?\s*(?:FY\s?)?(?P<qa>{YEAR}|\d\d(?=\s?[/-]))"
    rf"(?:\s?[/–-]\s?(?P<qb>{YEAR}|\d\d))?(?!\d)",
    "named_quarter": rf"(?P<nq>(?i:first|second|third|fourth|last|1st|2nd|3rd|4th))\s+quarter\s+(?:of\s+)?"
    rf"(?:the\s+financial\s+year\s+)?(?P<na>{YEAR})(?:\s?[/–-]\s?(?P<nb>{YEAR}|\d\d))?(?!\d)",
    "season": rf"(?P<season>(?i:spring|summer|autumn|winter))\s+(?:of\s+)?(?P<sy>{YEAR})(?![\d/])",
    "decade": r"(?P<decade>(?:19|20)\d0)['’]?s\b",
    "marked_years": rf"(?P<fy>FYE?|(?i:financial|fiscal|tax|municipal|academic"
    rf"|school|council\stax)\s+(?:years?|yrs?))\s?(?:of\s|[(:])?\s?['’]?(?P<fa>{YEAR}"
    rf"|\d\d)\s?(?:[/\\]|{DASH}|to)\s?['’]?(?P<fb>{YEAR}|\d\d)(?!\d)",
    "marked_year": rf"(?P<sfy>FYE?)\s?['’]?(?P<sfa>{YEAR}|\d\d)(?![\d/-])",
    "years": rf"(?P<ya>{YEAR})\s?(?P<slash>[/\\]|{DASH})\s?(?P<yb>{YEAR}|\d\d)(?![\d/]|[.,]\d|\s?%|-\d)",
    "short_years": r"['’]?(?P<sa>\d\d)\s?/\s?['’]?(?P<sb>\d\d)(?![\d/]|[.,]\d|\s?%|-\d)",
    "old_year": r"(?<=\b[Ii]n )(?P<oy>1[4-8]\d\d)(?=\s*(?:$|[.,;:)\n]|and\b|when\b|by\b))",
    "year": rf"(?P<y>{YEAR})(?!\d|/\d|[.,]\d|\s?%|[A-Za-z]|-\d)",
}
FORM = re.compile(
    r"(?:(?<![\w£$€#.,/-])|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-)"
    rf"|(?<=\w[-–])(?=(?:{MONTH})\b|\d\d?{ORDINAL}?(?:\s(?:{MONTH})\b|[/.]\d\d?[/.]\d\d)))(?=[\d'’JFMASONDQjfmasondqWwTtCcLl])(?:"
    + "|".join(FORMS.values())
    + ")",
    re.MULTILINE,
)
LAST_GROUP = {
    "iso": "iso", "n3": "numeric", "dy": "day", "dm": "day", "uy": "us", "wd": "us_day", "my": "month",
    "bm": "bare_month", "qa": "quarter", "qb": "quarter", "na": "named_quarter", "nb": "named_quarter",
    "sy": "season", "decade": "decade", "fb": "marked_years", "sfa": "marked_year", "yb": "years",
    "sb": "short_years", "oy": "old_year", "y": "year",
}  # fmt: skip
"""The last group of each form, by which ``re`` tells which form it was."""


@dataclass(frozen=True, slots=True)
class Point:
    """A date or period as written: an interval, or the day and month of one whose year is not said.

    ``first_day`` is the number before the dash of "12-16 June"; ``dated`` says that it is a day or a
    month (the rest are years); ``consecutive`` that it is two years in a row joined by a dash, whose
    kind (financial, academic) the words around decide; ``undated`` that no year is to be guessed for it.
    """

    start: int
    end: int
    interval: Interval | None
    month: int | None = None
    day: int | None = None
    first_day: int | None = None
    form: str = ""
    years: tuple[int, int] | None = None
    undated: bool = False
