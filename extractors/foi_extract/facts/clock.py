"""The statutory clock: working days between two dates, and the last day for an answer.

Pure arithmetic.  The day after receipt is day 1; receipt itself may fall on any day of the week.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from foi_extract.law.phrasebook import data_file

SATURDAY = 5
LONGEST = 3660  # days; further apart, two dates are no request and its answer


@dataclass(frozen=True, slots=True)
class Clock:
    """One regime's limit; see ``law/calendars/clocks.toml``."""

    regime: str
    law: str
    days: int
    working: bool
    countries: tuple[str, ...]
    note: str
    extended: int | None = None
    review: int | None = None
    closed: tuple[str, str] | None = None


@cache
def clocks() -> dict[str, Clock]:
    """The clocks by regime."""
    rows = data_file("calendars/clocks.toml")["clock"]
    return {row["regime"]: _clock(row) for row in rows}


def is_working_day(day: date, clock: Clock) -> bool:
    """Whether a day counts for a clock."""
    if not clock.working:
        return True
    if day.weekday() >= SATURDAY or day in _holidays(clock.countries, day.year):
        return False
    return clock.closed is None or not _within(day, *clock.closed)


def days_counted(start: date, end: date, clock: Clock) -> int:
    """How many days of a clock lie after ``start``, up to and with ``end``; 0 where ``end`` is not later."""
    return sum(is_working_day(day, clock) for day in _days_after(start, end))


def last_day(start: date, days: int, clock: Clock) -> date:
    """The day on which a number of days of a clock has passed since ``start``."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, clock)
    return day


def months_later(start: date, months: int) -> date:
    """The same day of the month, some months later; the month's last day where it has no such day."""
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=start.day - 1), first_of_next - timedelta(days=1))


def _days_after(start: date, end: date) -> Iterator[date]:
    for n in range(1, min((end - start).days, LONGEST) + 1):
        yield start + timedelta(days=n)


@cache
def _holidays(countries: tuple[str, ...], year: int) -> frozenset[date]:
    """The public holidays of a year in any of some countries or parts of countries."""
    return frozenset(day for code in countries for day in holidays_of(code, year))


def holidays_of(code: str, year: int) -> list[date]:
    """The public holidays of a year, by the code of a country or part of one, in their order."""
    known = data_file("calendars/holidays.toml").get(code, {}).get(str(year))
    return (
        computed(code, year)
        if known is None
        else [date.fromisoformat(f"{year}-{day}") for day in known.split()]
    )


def computed(code: str, year: int) -> list[date]:
    """The same by the holidays library, which takes longer to import than a letter to read."""
    import holidays

    country, _, part = code.partition("-")
    return sorted(holidays.country_holidays(country, subdiv=part or None, years=year))


def _within(day: date, first: str, last: str) -> bool:
    """Whether a day lies in a yearly span of month-days, which may run over New Year."""
    month_day = f"{day:%m-%d}"
    return first <= month_day <= last if first <= last else month_day >= first or month_day <= last


def _clock(row: dict[str, object]) -> Clock:
    listed = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Clock(**listed)  # type: ignore[arg-type]
