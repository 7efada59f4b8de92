"""The year of a day or month written without one, where the dates around tell more than the letter's own.

Long after the event, "29 July" between days of March and September 2020 is no July near the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foi_extract.facts import date_calendar as cal
from foi_extract.facts.date_calendar import Interval
from foi_extract.facts.date_forms import Point
from foi_extract.facts.date_ranges import AND, TO

LONGEST_LINK = 40
STORY = 700
"""How far apart two dates of one story may stand, in letters."""
TOLD = 250
"""How far back a date may stand that leaves the year of the next in doubt, in letters."""


def with_years(text: str, points: Sequence[Point], anchor: date | None) -> list[Point]:
    """The points, days and months without a year given one, or marked as of no known year.

    A day that is written elsewhere with its year has this year; one between two dates of a year, which it
    follows and precedes, has theirs.  Where the date before belongs to other years, none is taken.
    """
    if all(p.interval is not None or p.month is None for p in points):
        return list(points)
    known: dict[tuple[int, int], set[int]] = {}
    for p in points:
        if (day := _day_of(p)) is not None:
            known.setdefault((day.month, day.day), set()).add(day.year)
    out = list(points)
    for n, p in enumerate(points):
        if p.interval is None and p.month is not None and not _begins_range(text, points, n):
            out[n] = _dated(text, p, out[:n], points[n + 1 :], known, anchor)
            if (day := _day_of(out[n])) is not None:
                known.setdefault((day.month, day.day), set()).add(day.year)
    return out


def _begins_range(text: str, points: Sequence[Point], n: int) -> bool:
    """Whether the next point may be the end of the same range, which gives the first end its year."""
    if n + 1 == len(points) or points[n + 1].interval is None:
        return False
    link = text[points[n].end : min(points[n + 1].start, points[n].end + LONGEST_LINK)]
    return TO.fullmatch(link) is not None or AND.fullmatch(link) is not None


def _dated(
    text: str,
    p: Point,
    before: Sequence[Point],
    after: Sequence[Point],
    known: dict[tuple[int, int], set[int]],
    anchor: date | None,
) -> Point:
    assert p.month is not None
    years = known.get((p.month, p.day or 0), set())
    if len(years) == 1:
        return _in_year(p, next(iter(years)))
    if (
        before
        and (first := _day_of(before[-1]))
        and TO.fullmatch(text[before[-1].end : p.start][:LONGEST_LINK])
    ):
        return _in_year(p, _next_year(p, first))
    last = next((d for q in reversed(before) if p.start - q.end < STORY and (d := _day_of(q))), None)
    near = next((d for q in reversed(before) if p.start - q.end < TOLD and (d := _day_of(q))), None)
    coming = next((d for q in after if q.start - p.end < STORY and (d := _day_of(q))), None)
    if last and coming and last.year == coming.year:
        own = _interval(p, last.year)
        if own and own.start and own.end and last <= own.end and own.start <= coming:
            return _in_year(p, last.year)
    if near and anchor:
        guess = cal.nearest(p.month, p.day or 15, anchor)
        if guess is not None and guess > _next_year(p, near):
            return replace(p, undated=True)
    return p


def _next_year(p: Point, day: date) -> int:
    """The year in which a day or month comes next after a day."""
    assert p.month is not None
    return day.year if (p.month, p.day or 31) >= (day.month, day.day) else day.year + 1


def _day_of(p: Point) -> date | None:
    """The day of a point that is one day of a known year."""
    if p.interval is None or p.interval.precision != "day":
        return None
    return p.interval.start if p.interval.start == p.interval.end else None


def _in_year(p: Point, year: int) -> Point:
    interval = _interval(p, year)
    return replace(p, interval=interval) if interval else p


def _interval(p: Point, year: int) -> Interval | None:
    assert p.month is not None
    return cal.day(year, p.month, p.day) if p.day else cal.month_of(year, p.month)
