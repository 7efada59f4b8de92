"""The calendar of dates: months, years of every kind, quarters and seasons, by their first and last days.

Plain ``datetime`` arithmetic; the tests hold it to pandas' ``Period`` (``Y-MAR``, ``Q-MAR``), which costs
half a second to import and would be loaded for every letter that names a financial year.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from foi_records.facts import Precision

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb", "febuary"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
SEASONS = {"spring": (3, 21), "summer": (6, 22), "autumn": (9, 23), "winter": (12, 24)}
"""First month, and the season's code in EDTF."""


class Interval(NamedTuple):
    """First and last day, inclusive, null where open, with the grain and its EDTF text."""

    start: date | None
    end: date | None
    precision: Precision
    edtf: str


def day(year: int, month: int, number: int) -> Interval | None:
    """One day; null when the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Interval(found, found, "day", found.isoformat())


def month_of(year: int, month: int) -> Interval:
    """A calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Interval(date(year, month, 1), date(year, month, last), "month", f"{year:04d}-{month:02d}")


def calendar_year(year: int) -> Interval:
    """A year from January to December."""
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")


def financial_year(first: int) -> Interval:
    """The UK financial year that begins on 1 April: 2013-14 runs from 2013-04-01 to 2014-03-31."""
    return Interval(
        date(first, 4, 1), date(first + 1, 3, 31), "financial_year", f"{first:04d}-04/{first + 1:04d}-03"
    )


def academic_year(first: int, month: int = 9) -> Interval:
    """The school year that begins on 1 September and ends on 31 August; in Scotland ``month`` is August."""
    last = date(first + 1, month, 1) - timedelta(days=1)
    edtf = f"{first:04d}-{month:02d}/{first + 1:04d}-{last.month:02d}"
    return Interval(date(first, month, 1), last, "academic_year", edtf)


def quarter(year: int, number: int) -> Interval:
    """A calendar quarter: 1 is January to March."""
    first = 3 * number - 2
    return Interval(
        date(year, first, 1), month_of(year, first + 2).end, "quarter", f"{year:04d}-{32 + number}"
    )


def financial_quarter(first: int, number: int) -> Interval:
    """A quarter of the UK financial year: 1 is April to June, 4 January to March of the year after."""
    found = quarter(first, number + 1) if number < 4 else quarter(first + 1, 1)
    return found


def season(year: int, name: str) -> Interval:
    """A season by its months (spring March to May); winter runs into the next year."""
    first, code = SEASONS[name]
    last = month_of(year + 1, 2) if name == "winter" else month_of(year, first + 2)
    return Interval(date(year, first, 1), last.end, "range", f"{year:04d}-{code}")


def decade(first: int) -> Interval:
    """The ten years from a round year."""
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "range", f"{first // 10:03d}X")


def between(first: Interval, last: Interval) -> Interval | None:
    """From the first day of one to the last day of another; null when they run backwards."""
    if first.start is None or last.end is None or first.start > last.end:
        return None
    return Interval(first.start, last.end, "range", f"{_edge(first, False)}/{_edge(last, True)}")


def since(first: Interval) -> Interval:
    """From the first day on, with no end."""
    return Interval(first.start, None, "range", f"{_edge(first, False)}/..")


def until(last: Interval) -> Interval:
    """Up to and with the last day, with no beginning."""
    return Interval(None, last.end, "range", f"../{_edge(last, True)}")


def before(mark: Interval) -> Interval:
    """Up to the eve of the first day."""
    if mark.start is None:
        return mark
    eve = mark.start - timedelta(days=1)
    return Interval(None, eve, "range", f"../{eve.isoformat()}")


def after(mark: Interval) -> Interval:
    """From the day after the last one on."""
    if mark.end is None:
        return mark
    morrow = mark.end + timedelta(days=1)
    return Interval(morrow, None, "range", f"{morrow.isoformat()}/..")


def edge_of(whole: Interval, last: bool) -> Interval:
    """The first or last day of a period ("the end of July"), with the period's grain."""
    found = whole.end if last else whole.start
    return whole if found is None else Interval(found, found, whole.precision, found.isoformat())


def year_to(last: Interval) -> Interval:
    """The twelve months that end on a day or with a month ("the year ended 31 March 2021")."""
    if last.end is None:
        return last
    end = last.end
    eve = date(end.year - 1, end.month, min(end.day, calendar.monthrange(end.year - 1, end.month)[1]))
    start = eve + timedelta(days=1)
    if start.day > 27:  # 28 February of a leap year, 30 of a month with 31 days
        start = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    grain: Precision = "financial_year" if (end.month, end.day) == (3, 31) else "range"
    return Interval(start, end, grain, f"{start.isoformat()}/{end.isoformat()}")


def full_year(digits: str) -> int:
    """A year from four digits or two: 70 to 99 are of the last century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)


AHEAD = 2
"""How much farther a day to come counts than one that has been."""


def nearest(month: int, number: int, anchor: date) -> int | None:
    """The year that puts a day and month nearest to an anchor; null when no near year has the day.

    Letters speak of what has been: a day to come is taken only when it is clearly nearer.
    """
    found: list[tuple[float, int]] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        candidate = day(year, month, number)
        if candidate is not None and candidate.start is not None:
            away = (candidate.start - anchor).days
            found.append((away * AHEAD if away > 0 else -away, year))
    return min(found)[1] if found else None


def _edge(interval: Interval, last: bool) -> str:
    """The EDTF text of an end of a range."""
    if interval.precision in ("day", "month", "year") and "/" not in interval.edtf:
        return interval.edtf
    found = interval.end if last else interval.start
    return ".." if found is None else found.isoformat()
