"""From a written form to the point that it means, one function a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from foi_extract.facts import date_calendar as cal
from foi_extract.facts.date_calendar import MONTHS
from foi_extract.facts.date_forms import DASH, Point

NUMBERED = re.compile(
    r"(?:^|\n|\b(?:para|paragraph|section|s|version|ver|v|clause|point|part|see|rule|policy|standard|release|chapter|appendix"
    r"|annex|table|figure|in|and|to|of|or))\.?\s*$",
    re.IGNORECASE,
)
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
DASHED = re.compile(rf"\s{DASH}\s")


def _iso(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    year, month, number = (int(part) for part in re.split(r"[-/.]", m["iso"]))
    found = cal.day(year, month, number)
    return found and Point(*m.span(), found, form="day")


def _numeric(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    first, second, year = int(m["n1"]), int(m["n2"]), cal.full_year(m["n3"])
    if m["mark"] == "." and len(m["n3"]) == 2 and len(m["n1"]) + len(m["n2"]) < 3 and _is_numbering(m):
        return None
    orders = [(second, first), (first, second)]
    for month, number in reversed(orders) if us else orders:
        found = cal.day(year, month, number)
        if found:
            return Point(*m.span(), found, form="day")
    return None


def _is_numbering(m: re.Match[str]) -> bool:
    """Whether "2.1.10" is the number of a paragraph or version and no date, by the word before it."""
    left = m.string[max(0, m.start() - 24) : m.start()]
    return NUMBERED.search(left) is not None or not 10 <= int(m["n3"]) <= 40


def _day(m: re.Match[str], anchor: date | None, us: bool) -> Point | None:
    month, number = MONTHS[m["dm"].lower()], int(m["d"])
    if "\n" in m.string[m.end("d") : m.start("dm")] and m.string[: m.start()].endswith("\n"):
        return None  # a count on a line of its own, above the name of a month
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
    number = ORDINALS.get(m["nq"].lower(), 4)
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
        start = m.start("fa") if "(" in m.group() else m.start()
        return Point(start, m.end(), one(first), form="marked_years")
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
