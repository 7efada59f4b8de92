"""Every point of a text: the written forms read, and those dropped that the words around belie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from foi_extract.facts import date_calendar as cal
from foi_extract.facts.date_forms import DASH, FORM, LAST_GROUP, ORDINAL, PROPER_MONTH, YEAR, Point
from foi_extract.facts.date_readers import READERS
from foi_extract.facts.starts import Starts, matches_at

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
MONTH_HEADS = frozenset(name[:3] for name in cal.MONTHS)
OPENINGS = (
    "q1", "q2", "q3", "q4", "quarter", "quarter1", "quarter2", "quarter3", "quarter4", "qtr", "qtr1", "qtr2",
    "qtr3", "qtr4", "first", "second", "third", "fourth", "last", "spring", "summer", "autumn", "winter",
    "financial", "fiscal", "tax", "municipal", "academic", "school", "council",
)  # fmt: skip
"""The words with which the forms begin that begin with no number, no month and no "FY"."""
MODAL = re.compile(r"\s+(?:be|have|not|also|I|we|you|contain|include|need|apply|wish|require)\b")


def points_in(
    blank: str, anchor: date | None, us: bool = False, starts: Iterable[int] | None = None
) -> Iterator[Point]:
    """Every point of a blanked text, in order; ``us`` reads 04/05/2015 with the month first.

    ``starts`` are the places where one can begin, if they are known.
    """
    counts = _dashed_counts(blank)
    for found in FORM.finditer(blank) if starts is None else matches_at(FORM, blank, starts):
        form = _form_of(found)
        if found.start() in counts:
            yield Point(found.start(), found.start() + 4, cal.calendar_year(int(found["ya"])), form="year")
            continue
        point = READERS[form](found, anchor, us)
        if point is None or not _holds(point, blank):
            continue
        yield from _days_before(point, blank)
        yield point


def point_starts(at: Starts) -> list[int]:
    """Where a point can begin in a text none of which is blanked: at its numbers and the words of dates."""
    text, words = at.text, at.words
    beginning = (starts for word, starts in words.items() if word[:3] in MONTH_HEADS or word[:2] == "fy")
    return [
        *chain.from_iterable(beginning),
        *at.of_words(OPENINGS),
        *(start for start, _ in at.numbers),
        *(start - 1 for start, _ in at.numbers if start and text[start - 1] in "'’"),
    ]


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
