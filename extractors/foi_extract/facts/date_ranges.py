"""Points joined into periods: "between A and B", "A – B", "since A", "A onwards", "the end of A"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foi_extract.facts import date_calendar as cal
from foi_extract.facts.date_calendar import Interval
from foi_extract.facts.date_forms import DASH, Point

WEEKDAY = r"(?:\ufffc+\s+(?:on\s+)?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
TO = re.compile(
    rf"\s*,?\s*(?:{DASH}|to|until|till|through(?:\sto)?|up\s+to(?:\s+and\s+including)?"
    rf"|(?:and\s+)?ending(?:\s+(?:on|in))?)\s*"
    rf"(?:the\s+)?(?P<edge>end\s+of\s+)?(?:the\s+)?{WEEKDAY}",
    re.IGNORECASE,
)
AND = re.compile(rf"\s+and\s+(?:the\s+)?(?P<edge>end\s+of\s+)?(?:the\s+)?{WEEKDAY}", re.IGNORECASE)
KINDS = (
    r"(?:(?:the\s+)?(?:calendar|financial|fiscal|tax|academic|school)?\s?"
    r"(?:years?|period|months?)(?:\s+of)?\s+)?"
)
BETWEEN = re.compile(rf"\b(?:between|from)\s+(?:the\s+)?{KINDS}{WEEKDAY}$", re.IGNORECASE)
PERIOD = re.compile(r"\bthe\s+(?:time\s+)?period\s+(?:of\s+|from\s+|covering\s+)?$", re.IGNORECASE)
SINCE = re.compile(
    rf"\b(?P<word>since(?:\s+the\s+(?:start|beginning)\s+of)?"
    rf"|from(?:\s+the\s+(?:start|beginning)\s+of)?|starting(?:\s+(?:from"
    rf"|in|on))?|beginning\s+(?:in|on|from)|commencing(?:\s+(?:in"
    rf"|on))?|dating\s+(?:back\s+)?(?:from|to)|back\s+to)"
    rf"\s+(?:the\s+)?{KINDS}{WEEKDAY}$",
    re.IGNORECASE,
)
NOT_SINCE = re.compile(
    r"\b(?:e-?mails?|letters?|requests?|response|correspondence"
    r"|messages?|minutes|effect|effective|dated?|differs?"
    r"|report|comes|away"
    r"|taken|quoted?|newsletter|article|census|policy)\s+(?:of\s+|is\s+|are\s+)?from\s+$",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"\b(?:before|prior\s+to|pre-?\s?dat(?:ing|es?|ed)|pre-"
    rf"|earlier\s+than|up\s+until|until|till)\s*(?:the\s+)?{KINDS}$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"\b(?:after|post-?\s?dat(?:ing|es?|ed)|post-|later\s+than|beyond)\s*(?:the\s+)?{KINDS}$", re.IGNORECASE
)
ONWARDS = re.compile(
    rf"(?:\s+onwards?\b|\s+on(?=\s*(?:$|[.,;)\n]))|\s+forwards?\b|,?\s+(?:up\s+)?(?:to"
    rf"|until|till)\s+(?:the\s+)?(?:date\b(?!\s+(?:of\s+(?:this|your|the|my|our|receipt|request|reply|response)|when|that|the|on)\b)|present(?:\s+(?:day"
    rf"|date|time))?\b|now\b|current(?:\s+(?:day|date))?\b"
    rf"|today\b|day\b|time\s+of\s+(?:your|the)\s+request\b)"
    rf"|\s*{DASH}\s*(?:present(?:\s+day)?|to\s+date|date|current"
    rf"|now|today|ongoing|onwards?)\b|\s+and\s+(?:later|after"
    rf"|onwards?|beyond)\b|\s+to\s+the\s+date\s+of\s+(?:this"
    rf"|your|the)\s+(?:response|request|letter)\b|\s?\+(?!\w))",
    re.IGNORECASE,
)
EDGE = re.compile(
    r"\b(?P<edge>(?:the\s+)?(?:very\s+)?(?:end|close|start"
    r"|beginning|last\s+day|first\s+day)\s+of|(?:early|mid"
    r"|late|middle\s+of|part\s+of)(?=[\s-]))[\s-]+(?:in\s+)?(?:the\s+)?(?:month\s+of\s+)?(?:(?:calendar"
    r"|financial|fiscal|academic)\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
YEAR_TO = re.compile(
    r"\b(?:the\s+)?(?:(?:financial\s+|calendar\s+|fiscal\s+"
    r"|accounting\s+)?years?|(?:12|twelve)[\s-]month(?:s|\s+period)?)\s+(?:end(?:ed"
    r"|ing|s)?(?:\s+(?:on|in))?|(?:up\s+)?to|ending\s+on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
YEARS_LEFT = re.compile(r"\b(?:calendar|years?|from|period)\W*$", re.IGNORECASE)
YEAR_SAID = re.compile(r"\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b", re.IGNORECASE)
YEARS_OFF = {"last": -1, "this": 0, "next": 1}
YEARLY = re.compile(r"0?1(?:st)?\s+April\s*\S+\s*31(?:st)?\s+March", re.IGNORECASE)
"""The financial year as such, of no one year."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date or period as read: where it stands and what it means (null interval: its year is unknown)."""

    start: int
    end: int
    interval: Interval | None
    day: int | None = None
    month: int | None = None


def periods_from_points(text: str, points: Sequence[Point], anchor: date | None) -> list[Written]:
    """Points read one after the other, two at a time where they are the ends of a range."""
    out: list[Written] = []
    i = 0
    while i < len(points):
        joined = _joined(text, points[i], points[i + 1], anchor) if i + 1 < len(points) else None
        if joined is not None:
            out.append(joined)
            i += 2
        else:
            out.append(_single(text, points[i], anchor))
            i += 1
    return out


def _joined(text: str, first: Point, second: Point, anchor: date | None) -> Written | None:
    """The range from one point to the next; null when the words between do not join them."""
    link = text[first.end : second.start]
    if len(link) > 40:
        return None
    left = text[max(0, first.start - 60) : first.start]
    opener = BETWEEN.search(left) or PERIOD.search(left)
    if opener is None and (together := _taken_together(first, second, link, left)):
        return Written(first.start, second.end, together)
    said = TO.fullmatch(link) or (AND.fullmatch(link) if opener and _pairs(opener.group(), first) else None)
    if said is None or (link.strip() in ("", ",")):
        return None
    if YEARLY.fullmatch(text[first.start : second.end]):
        return Written(first.start, second.end, None)
    last = _resolved(second, anchor, None)
    if last is None:
        return None
    edge = said.groupdict().get("edge")
    begin = _resolved(first, anchor, last)
    whole = begin and cal.between(begin, last)
    if whole is None or begin is None:
        return None
    if edge:
        whole = replace_end(whole, last)
    return Written(first.start - (len(opener.group()) if opener else 0), second.end, whole)


def _taken_together(first: Point, second: Point, link: str, left: str) -> Interval | None:
    """Two months side by side ("May and June 2021"), or a financial year in words ("2025 to 2026")."""
    words = link.strip().lower()
    one, two = first.interval, second.interval
    if words == "and" and first.form == "bare_month" and second.form == "month" and two and two.start:
        month = first.month if first.month and second.month == first.month + 1 else None
        begin = month and cal.month_of(two.start.year, month)
        return cal.between(begin, two) if begin else None
    if words == "to" and first.form == second.form == "year" and one and two and one.start and two.start:
        next_year = two.start.year == one.start.year + 1
        return cal.financial_year(one.start.year) if next_year and not YEARS_LEFT.search(left) else None
    return None


def _pairs(opener: str, first: Point) -> bool:
    """Whether "and" after this opener joins the ends of one period, as in "between A and B"."""
    return "between" in opener.lower() or ("period" in opener.lower() and "year" not in first.form)


def replace_end(whole: Interval, last: Interval) -> Interval:
    """A range that ends with the last day of its second point."""
    return whole._replace(end=last.end)


def _single(text: str, point: Point, anchor: date | None) -> Written:
    """One point with the words that open, close or narrow it."""
    left = text[max(0, point.start - 70) : point.start]
    right = text[point.end : point.end + 50]
    interval = _year_said(point, right, anchor) or _resolved(point, anchor, None)
    if interval is None:
        return Written(point.start, point.end, None, point.day, point.month)
    if point.first_day is not None and interval.start is not None and interval.precision == "day":
        return _days(point, interval, left)
    onwards = ONWARDS.match(right)
    since = SINCE.search(left)
    if onwards:
        start = point.start - (len(since.group()) if since else 0)
        return Written(start, point.end + onwards.end(), cal.since(interval))
    if since and _opens(since, left, point):
        return Written(point.start - len(since.group()), point.end, cal.since(interval))
    return _narrowed(point, interval, left)


def _year_said(point: Point, right: str, anchor: date | None) -> Interval | None:
    """The day or month of "April last year", "10 May this year"."""
    said = YEAR_SAID.match(right)
    if said is None or anchor is None or point.interval is not None or point.month is None:
        return None
    year = anchor.year + YEARS_OFF[said["which"].lower()]
    return cal.day(year, point.month, point.day) if point.day else cal.month_of(year, point.month)


def _narrowed(point: Point, interval: Interval, left: str) -> Written:
    """A point after "the end of", "the year ended", "before" or "after"."""
    year_to = YEAR_TO.search(left)
    if year_to and point.form in ("day", "month", "us", "bare_month"):
        return Written(point.start - len(year_to.group()), point.end, cal.year_to(interval))
    edge = EDGE.search(left)
    if edge and interval.precision != "day":
        start = point.start - (len(left) - edge.start())
        word = edge["edge"].lower()
        if re.search(r"\b(?:end|close|last\s+day)\b", word):
            return Written(start, point.end, cal.edge_of(interval, last=True))
        if re.search(r"\b(?:start|beginning|first\s+day)\b", word):
            return Written(start, point.end, cal.edge_of(interval, last=False))
        return Written(start, point.end, interval)
    if point.form != "day":
        for pattern, meaning in ((BEFORE, cal.before), (AFTER, cal.after)):
            said = pattern.search(left)
            if said:
                opened = cal.until(interval) if "til" in said.group().lower() else meaning(interval)
                return Written(point.start - len(said.group()), point.end, opened)
    return Written(point.start, point.end, interval)


def _opens(since: re.Match[str], left: str, point: Point) -> bool:
    """Whether "from" begins a period here and does not name a source ("the letter from 3 July")."""
    if re.match(r"start|commenc|begin", since["word"], re.IGNORECASE):
        return point.form != "day"
    if since["word"].lower().startswith("from"):
        return not NOT_SINCE.search(left) and point.form not in ("day", "us", "us_day", "numeric", "iso")
    return True


def _days(point: Point, last: Interval, left: str) -> Written:
    """Read "12-16 June 2020": from the first day to the last of one month."""
    assert last.start is not None and point.first_day is not None
    first = cal.day(last.start.year, last.start.month, point.first_day)
    whole = first and cal.between(first, last)
    opener = BETWEEN.search(left)
    start = point.start - (len(opener.group()) if opener else 0)
    return Written(start, point.end, whole or last)


def _resolved(point: Point, anchor: date | None, later: Interval | None) -> Interval | None:
    """A point's interval, its missing year taken from the later end of its range or from the anchor."""
    if point.interval is not None:
        return point.interval
    if point.month is None:
        return None
    if later is not None and later.start is not None:
        year: int | None = later.start.year
        if (point.month, point.day or 1) > (later.start.month, later.start.day) and later.precision != "year":
            year = later.start.year - 1
    elif anchor is not None and not point.undated:
        year = cal.nearest(point.month, point.day or 15, anchor)
    else:
        return None
    if year is None:
        return None
    return cal.day(year, point.month, point.day) if point.day else cal.month_of(year, point.month)


def as_academic(points: Sequence[Point], academic: Sequence[bool], month: int = 9) -> list[Point]:
    """Points whose pair of years is an academic year by the words around them; ``month`` is its first."""
    return [
        replace(p, interval=cal.academic_year(p.years[0], month))
        if school and p.years and p.form in ("years", "slash_years", "short_years")
        else p
        for p, school in zip(points, academic, strict=True)
    ]
