"""Every point of a text: the written forms read, and those dropped that the words around belie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foi_extract.facts import date_calendar as cal
from foi_extract.facts.date_forms import DASH, FORM, LAST_GROUP, ORDINAL, PROPER_MONTH, YEAR, Point
from foi_extract.facts.date_readers import READERS

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
YEAR_AND_COUNT = re.compile(
    rf"^[ \t•▪◦*o-]*(?P<year>{YEAR})\s[-–—]\s(?P<count>\d\d)\b(?!\s?[/–-]|\d)", re.MULTILINE
)
DAY = re.compile(rf"(\d\d?)(?:{ORDINAL})?")
DAY_LIST = re.compile(
    rf"(?<![\w£.,/-])(?:\d\d?(?:{ORDINAL})?(?:\s?,\s?|,?\s(?:and|&|or)\s)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s)?){{1,6}}$"
)
MODAL = re.compile(r"\s+(?:be|have|not|also|I|we|you|contain|include|need|apply|wish|require)\b")


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
