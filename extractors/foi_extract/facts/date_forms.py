"""The written forms of a single date or period, found in a text whose other numbers are blanked.

A point is what stands on one side of a range: a day, a month, a year of any kind, a quarter.  Days and
months may lack their year here; :mod:`foi_extract.facts.date_ranges` supplies it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from foi_extract.facts import date_calendar as cal
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
    rf"(?P<d>\d\d?)(?P<o>{ORDINAL})?(?:\sday)?(?:\s+of)?[\s,.-]{{0,2}}(?P<dm>{MONTH})(?![a-z])\.?"
    rf"(?:(?:,?\s+|\s?[-/.–]\s?|,|\s+of\s+)?['’]?(?P<dy>{YEAR}(?!\d)|{SHORT}))?",
    "us": rf"(?P<um>{MONTH})\.?\s+(?P<ud>\d\d?){ORDINAL}?,?\s+(?P<uy>{YEAR})(?![\d/])",
    "us_day": rf"(?P<wm>{MONTH})\.?\s+(?P<wd>\d\d?){ORDINAL}(?!\w)",
    "month": rf"(?P<mm>{MONTH})\.?(?:,?\s*|\s?[-/–]\s?|\s+of\s+)['’]?(?P<my>{YEAR}"
    rf"|\d\d)(?![\d%]|[.,:/]\d|\s?{DASH}\s?\d\d\b)",
    "bare_month": rf"(?P<bm>{PROPER_MONTH})\b(?!\s+\d)",
    "quarter": rf"(?:Q|(?i:quarter)\s?|(?i:qtr)\.?\s?)(?P<q>[1-4])\b,?(?:\s+of"
    rf"|\s*\(|\s*[-–/])?\s*(?:FY\s?)?(?P<qa>{YEAR}|\d\d(?=\s?[/-]))"
    rf"(?:\s?[/–-]\s?(?P<qb>{YEAR}|\d\d))?(?!\d)",
    "named_quarter": rf"(?P<nq>(?i:first|second|third|fourth|last))\s+quarter\s+(?:of\s+)?"
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
    "year": rf"(?P<y>{YEAR})(?![\d/]|[.,]\d|\s?%|[A-Za-z]|-\d)",
}
FORM = re.compile(
    r"(?:(?<![\w£$€#.,/-])|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-)"
    rf"|(?<=\w[-–])(?=(?:{MONTH})\b|\d\d?{ORDINAL}?(?:\s(?:{MONTH})\b|[/.]\d\d?[/.]\d\d)))(?=[\d'’JFMASONDQjfmasondqWwTtCcLl])(?:"
    + "|".join(FORMS.values())
    + ")",
    re.MULTILINE,
)

COUNTED = re.compile(
    r"\b(?:total(?:s|led)?(?:\sof)?|approximately|about|around"
    r"|over|than|least|nearly|almost|up\sto|issued|received"
    r"|recorded"
    r"|were|are|was|have|had|holds?|contains?|seats?|houses?|employs?|sum\sof)[\s:]+$",
    re.IGNORECASE,
)
NOUN = re.compile(r"\s+(?:[a-z]+\s+)?(?:[a-z]{3,}s|people|staff|children|men|women)\b")
NOT_NOUN = re.compile(r"\s+(?:was|is|has|as|this|its|across|unless|census|does|includes|shows|sales)\b")
MONTH_PLACE = re.compile(
    r"\b(?:in|by|during|since|until|till|before|after|from"
    r"|of|this|last|next|early|late|mid|for|to|through|between"
    r"|and|every|each|end|"
    r"start|beginning|at)[\s-]+(?:the\s+end\s+of\s+)?$|[-–—/]\s?$",
    re.IGNORECASE,
)
MONTH_FOLLOWS = re.compile(rf"\s*(?:{DASH}|to|until|and|or)\s*(?:{PROPER_MONTH})\b")
DASHED = re.compile(rf"\s{DASH}\s")
YEAR_AND_COUNT = re.compile(
    rf"^[ \t•▪◦*o-]*(?P<year>{YEAR})\s[-–—]\s(?P<count>\d\d)\b(?!\s?[/–-]|\d)", re.MULTILINE
)
DAY = re.compile(rf"(\d\d?)(?:{ORDINAL})?")
DAY_LIST = re.compile(
    rf"(?<![\w£.,/-])(?:\d\d?(?:{ORDINAL})?(?:\s?,\s?|,?\s(?:and|&|or)\s)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s)?){{1,6}}$"
)
MODAL = re.compile(r"\s+(?:be|have|not|also|I|we|you|contain|include|need|apply|wish|require)\b")


@dataclass(frozen=True, slots=True)
class Point:
    """A date or period as written: an interval, or the day and month of one whose year is not said.

    ``first_day`` is the number before the dash of "12-16 June"; ``dated`` says that it is a day or a
    month (the rest are years); ``consecutive`` that it is two years in a row joined by a dash, whose
    kind (financial, academic) the words around decide.
    """

    start: int
    end: int
    interval: Interval | None
    month: int | None = None
    day: int | None = None
    first_day: int | None = None
    form: str = ""
    years: tuple[int, int] | None = None


def points_in(blank: str, anchor: date | None, us: bool = False) -> Iterator[Point]:
    """Every point of a blanked text, in order; ``us`` reads 04/05/2015 with the month first."""
    counts = _dashed_counts(blank)
    for found in FORM.finditer(blank):
        form = _form_of(found)
        point = READERS[form](found, anchor, us)
        if point is None or not _holds(point, blank):
            continue
        if point.start in counts:
            point = Point(point.start, point.start + 4, cal.calendar_year(int(found["ya"])), form="year")
        yield from _days_before(point, blank)
        yield point


def _dashed_counts(blank: str) -> set[int]:
    """Where lines of a year, a dash and a count begin ("2019 – 25"): some cannot be two years in a row."""
    rows = list(YEAR_AND_COUNT.finditer(blank))
    if all(int(row["count"]) == (int(row["year"]) + 1) % 100 for row in rows):
        return set()
    return {row.start("year") for row in rows}


def _days_before(point: Point, blank: str) -> Iterator[Point]:
    """The days listed before a day of the same month: "3, 4 and 5 May 2022"."""
    if point.form != "day" or point.month is None or point.first_day is not None:
        return
    said = DAY_LIST.search(blank, max(0, point.start - 50), point.start)
    for found in DAY.finditer(blank, *said.span()) if said else ():
        year = point.interval.start.year if point.interval and point.interval.start else None
        interval = cal.day(year, point.month, int(found[1])) if year else None
        if 1 <= int(found[1]) <= 31 and (interval or year is None):
            yield Point(found.start(), found.end(), interval, point.month, int(found[1]), form="day")


def _form_of(found: re.Match[str]) -> str:
    """Which form it was: ``re`` names the last group that was set."""
    assert found.lastgroup is not None
    return LAST_GROUP[found.lastgroup]


def _holds(point: Point, blank: str) -> bool:
    """Whether the words around leave the point a date: years that count and months that are verbs do not."""
    left = blank[max(0, point.start - 30) : point.start]
    if point.form == "year":
        right = blank[point.end : point.end + 40]
        if COUNTED.search(left) and (NOUN.match(right) and not NOT_NOUN.match(right)):
            return False
        return not re.search(r"\b(?:approximately|around|over|than|least|nearly|almost|total\sof)\s+$", left)
    if point.form == "bare_month":
        placed = MONTH_PLACE.search(left) or MONTH_FOLLOWS.match(blank, point.end)
        return placed is not None and not MODAL.match(blank[point.end : point.end + 12])
    if point.form == "short_years":
        return point.interval is not None
    return point.interval is not None or point.month is not None


def _iso(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    year, month, number = (int(part) for part in re.split(r"[-/.]", m["iso"]))
    found = cal.day(year, month, number)
    return found and Point(*m.span(), found, form="day")


def _numeric(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    first, second, year = int(m["n1"]), int(m["n2"]), cal.full_year(m["n3"])
    if m["mark"] == "." and len(m["n3"]) == 2 and len(m["n1"]) + len(m["n2"]) < 3:
        return None
    orders = [(second, first), (first, second)]
    for month, number in reversed(orders) if us else orders:
        found = cal.day(year, month, number)
        if found:
            return Point(*m.span(), found, form="day")
    return None


def _day(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    month, number = MONTHS[m["dm"].lower()], int(m["d"])
    if not 1 <= number <= 31 or (
        m["dm"].islower() and m["dm"] in ("may", "march", "mar", "dec") and not m["dy"]
    ):
        return None
    interval = cal.day(cal.full_year(m["dy"]), month, number) if m["dy"] else None
    if m["dy"] and interval is None:
        return None
    first = int(m["d0"]) if m["d0"] else None
    named = m["o"] and not m["o0"] and DASHED.search(m.group()) is not None  # "Phase 2 – 26th May"
    if first is not None and (named or not 1 <= first < number):
        return Point(m.start("d"), m.end(), interval, month, number, form="day")
    return Point(*m.span(), interval, month, number, first, form="day")


def _us(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    month, number = MONTHS[m["um"].lower()], int(m["ud"])
    found = cal.day(int(m["uy"]), month, number)
    return found and Point(*m.span(), found, month, number, form="day")


def _us_day(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    return Point(*m.span(), None, MONTHS[m["wm"].lower()], int(m["wd"]), form="day")


def _month(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    month, digits = MONTHS[m["mm"].lower()], m["my"]
    if m["mm"].islower() and m["mm"] in ("may", "march", "mar", "dec", "sep"):
        return None
    year = cal.full_year(digits)
    if len(digits) == 2 and 1 <= int(digits) <= 31 and digits[0] != "0":
        near = anchor is None or 0 <= anchor.year - year <= 15 or year == anchor.year + 1
        if us or not near:
            return Point(*m.span(), None, month, int(digits), form="day")
    return Point(*m.span(), cal.month_of(year, month), month, form="month")


def _bare_month(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    return Point(*m.span(), None, MONTHS[m["bm"].lower()], form="bare_month")


def _quarter(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    return _quarter_of(m, int(m["q"]), m["qa"], m["qb"])


def _named_quarter(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    number = {"first": 1, "second": 2, "third": 3}.get(m["nq"].lower(), 4)
    return _quarter_of(m, number, m["na"], m["nb"])


def _quarter_of(m: re.Match[str], number: int, first: str, last: str | None) -> Point | None:
    """A quarter of a financial year where two years are written or FY stands before, else a calendar one."""
    if last is not None or len(first) == 2:
        if last is None or (cal.full_year(first) + 1) % 100 != int(last) % 100:
            return None
        return Point(*m.span(), cal.financial_quarter(cal.full_year(first), number), form="quarter")
    if "FY" in m.group():
        return None
    return Point(*m.span(), cal.quarter(int(first), number), form="quarter")


def _season(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    return Point(*m.span(), cal.season(int(m["sy"]), m["season"].lower()), form="season")


def _decade(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    return Point(*m.span(), cal.decade(int(m["decade"])), form="decade")


def _marked_years(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    first, last = cal.full_year(m["fa"]), cal.full_year(m["fb"])
    school = m["fy"].lower().startswith(("academic", "school"))
    one = cal.academic_year if school else cal.financial_year
    if last == first + 1:
        return Point(*m.span(), one(first), form="marked_years")
    both = cal.between(one(first), one(last - 1 if len(m["fb"]) == len(m["fa"]) else last))
    return both and Point(*m.span(), both, form="span")


def _marked_year(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    """Read "FYE 2021", which ends in 2021; which year a plain "FY21" is, houses differ about: no interval."""
    ends = m["sfy"] == "FYE"
    interval = cal.financial_year(cal.full_year(m["sfa"]) - 1) if ends else None
    return interval and Point(*m.span(), interval, form="marked_years")


def _years(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    first, last = int(m["ya"]), m["yb"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if len(last) == 2 and end < first and last == "00":
        end += 100
    if end <= first:
        return None
    slash = m["slash"] in "/\\"
    if end == first + 1:
        return Point(
            *m.span(), cal.financial_year(first), form="slash_years" if slash else "years", years=(first, end)
        )
    if slash or end - first > 60 or (len(last) == 2 and int(last) <= 12 and end - first > 12):
        return None
    return Point(
        *m.span(),
        cal.between(cal.calendar_year(first), cal.calendar_year(end)),
        form="span",
        years=(first, end),
    )


def _short_years(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    first, last = cal.full_year(m["sa"]), cal.full_year(m["sb"])
    if last != first + 1 or not 1998 <= first <= 2049:
        return None
    return Point(*m.span(), cal.financial_year(first), form="short_years", years=(first, last))


def _year(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    year = int(m["y"])
    return Point(*m.span(), cal.calendar_year(year), form="year") if 1900 <= year <= 2060 else None


def _old_year(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    return Point(*m.span(), cal.calendar_year(int(m["oy"])), form="year")


Reader = Callable[[re.Match[str], date | None, bool], Point | None]
READERS: dict[str, Reader] = {
    "iso": _iso, "old_year": _old_year,
    "numeric": _numeric, "day": _day, "us": _us, "us_day": _us_day, "month": _month,
    "bare_month": _bare_month, "quarter": _quarter, "named_quarter": _named_quarter, "season": _season,
    "decade": _decade, "marked_years": _marked_years, "marked_year": _marked_year, "years": _years,
    "short_years": _short_years, "year": _year,
}  # fmt: skip
LAST_GROUP = {
    "iso": "iso", "n3": "numeric", "dy": "day", "dm": "day", "uy": "us", "wd": "us_day", "my": "month",
    "bm": "bare_month", "qa": "quarter", "qb": "quarter", "na": "named_quarter", "nb": "named_quarter",
    "sy": "season", "decade": "decade", "fb": "marked_years", "sfa": "marked_year", "yb": "years",
    "sb": "short_years", "oy": "old_year", "y": "year",
}  # fmt: skip
"""The last group of each form, by which ``re`` tells which form it was."""
