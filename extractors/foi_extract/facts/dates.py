"""Every date and period written in a response, outside its tables, with what each is the date of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foi_extract.facts.date_calendar import MONTHS
from foi_extract.facts.date_forms import MONTH, Point
from foi_extract.facts.date_points import point_starts, points_in
from foi_extract.facts.date_ranges import Written, as_academic, periods_from_points
from foi_extract.facts.date_roles import role_of
from foi_extract.facts.date_years import with_years
from foi_extract.facts.flattened import flattened_tables
from foi_extract.facts.mask_starts import short_numbers
from foi_extract.facts.masks import blanked, merged
from foi_extract.facts.places import exchange_at
from foi_extract.facts.starts import Starts, matches_at, starts_in
from foi_records.facts import DateMention, DateRole, Precision
from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch

ACADEMIC = re.compile(
    r"\b(?:academic|school)[\s-]+(?:terms?|years?|sessions?)\b|\bsessions?(?=\s+(?:of\s+)?$)",
    re.IGNORECASE,
)
TEACHES = re.compile(
    r"^(?!.*\b(?:hospitals?|nhs|trust|council)\b).*\b(?:university|college|school|academy|conservatoire)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"[£€$]|\b(?:spen[dt]\w*|paid|pay(?:ments?|roll)?|costs?|income|budgets?|revenue|salar\w+|expenditure|remuneration)\b",
    re.IGNORECASE,
)
SENTENCE = 90
MAIL_DAY = re.compile(r"^[ \t>*]*(?:Sent|Date)\s?:[^\n]{6,60}$", re.MULTILINE | re.IGNORECASE)
LINKED = re.compile(r"\s*(?:to|and|[-–—])\s*")
SCHOOL_MONTH = {"scotland": 8}
"""The month in which the school year begins, where it is not September."""
FINANCIAL = re.compile(r"\b(?:financial|fiscal|tax)\s+years?\b", re.IGNORECASE)
TIMES = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b|\b\d{1,2}[.:]\d{2}\s?(?:hrs?|hours)\b|\b\d{1,2}:\d{2}(?::\d{2})?\b",
    re.IGNORECASE,
)
MONTH_ROW = re.compile(
    rf"(?:\b{MONTH}\b[\s:=–-]{{1,3}}\d{{1,5}}\b(?!\d|,\s?(?:19|20)\d\d)[\s,;|.]{{0,3}}){{3,}}"
)
REACH = 1500
"""How far above a pair of years the word "academic year" still decides its kind, in letters."""

OWN_WORDS = 60
"""Fewer letters than this above quoted mail are no reply of their own."""
BARE = re.compile(r"(?:19|20)\d\d\.?")
ASKS_YEAR = re.compile(
    r"\b(?:when\s+(?:was|were|did|is|are|will|the|has)|(?:what|which)\s+year|dates?\s+(?:of|when|on)|since\s+when|year\s+of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or period in a text: where, first and last day (null where open or unknown), grain and EDTF."""

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision
    edtf: str


def dates_in(
    text: str,
    anchor: date | None,
    taken: Sequence[tuple[int, int]] = (),
    us: bool = False,
    *,
    teaches: bool = False,
    school_month: int = 9,
) -> list[DateMatch]:
    """Every date and period of a text that does not stand in a taken stretch, in order.

    ``anchor`` is the letter's own date, from which "10 July" takes its year; ``us`` reads the month first.
    ``teaches`` reads "2020/21" as an academic year unless the words say otherwise, as a university means it;
    ``school_month`` is the month in which that year begins.
    """
    at = starts_in(text)
    times = [m.span() for m in matches_at(TIMES, text, short_numbers(at))]
    hidden = merged([*taken, *times, *_month_rows(at)])
    blank = blanked(text, hidden)
    starts = [*point_starts(at), *(end for _, end in hidden)]
    points = with_years(blank, _outside_rows(blank, list(points_in(blank, anchor, us, starts))), anchor)
    academic = [p.years is not None and _is_academic(text, p, teaches) for p in points]
    for n in range(1, len(points)):  # both ends of "2020/21 to 2022/23" are years of one kind
        if LINKED.fullmatch(text, points[n - 1].end, points[n].start):
            academic[n] = academic[n - 1]
    points = as_academic(points, academic, school_month)
    return [_match(w) for w in periods_from_points(blank, points, anchor)]


def _month_rows(at: Starts) -> list[tuple[int, int]]:
    """Where months and counts alternate ("Jan: 12, Feb: 15, Mar: 9"); the same number thrice is a year."""
    rows = matches_at(MONTH_ROW, at.text, at.of_words(MONTHS))
    return [m.span() for m in rows if len(set(re.findall(r"\d+", m.group()))) > 1]


def _outside_rows(blank: str, points: list[Point]) -> list[Point]:
    """The points but for rows of years with nothing but blanks between, which are a table's heading."""
    run: list[Point] = []
    dropped: set[int] = set()
    for point in [*points, None]:
        if point and run and not blank[run[-1].end : point.start].strip(" \t|") and "year" in point.form:
            run.append(point)
            continue
        if len(run) >= 3:
            dropped |= {p.start for p in run}
        run = [point] if point and "year" in point.form else []
    return [p for p in points if p.start not in dropped]


def _match(written: Written) -> DateMatch:
    interval = written.interval
    if interval is None:
        month = f"{written.month:02d}" if written.month else "XX"
        edtf = f"XXXX-{month}-{written.day:02d}" if written.day else f"XXXX-{month}"
        return DateMatch(written.start, written.end, None, None, "day" if written.day else "month", edtf)
    return DateMatch(
        written.start, written.end, interval.start, interval.end, interval.precision, interval.edtf
    )


def _is_academic(text: str, point: Point, teaches: bool) -> bool:
    """Whether the nearest word on the kind of year, before the point or just after, is "academic".

    Where no word says, the years of a body that teaches are academic years, but for those of money.
    """
    left = text[max(0, point.start - REACH) : point.start]
    right = text[point.end : point.end + 40]
    school = max((m.end() for m in ACADEMIC.finditer(left)), default=-1)
    money = max((m.end() for m in FINANCIAL.finditer(left)), default=-1)
    if ACADEMIC.match(right.lstrip()):
        return True
    if school > money or not teaches or money >= 0:
        return school > money
    return not FINANCIAL.match(right.lstrip()) and not MONEY.search(left[-SENTENCE:] + right)


def date_mentions(letter: Letter, pairing: Pairing, taken: Sequence[Stretch]) -> list[DateMention]:
    """The dates of a letter outside the stretches taken, the requester's words included."""
    document = letter.document
    hidden = merged([*taken, *_bare_counts(letter, pairing)])
    place, name = letter.jurisdiction or "", letter.authority.value if letter.authority else ""
    us, teaches, month = place == "us", bool(TEACHES.search(name)), SCHOOL_MONTH.get(place, 9)
    anchor = _known_day(document.known.responded)
    found = dates_in(document.text, anchor, hidden, us, teaches=teaches, school_month=month)
    roles = [role_of(letter, m.start, m.end, m.precision) for m in found]
    if anchor is None and any(m.first is m.last is None for m in found):
        anchor = _anchor_among(letter, found, roles)
        found = dates_in(document.text, anchor, hidden, us, teaches=teaches, school_month=month)
        roles = [role_of(letter, m.start, m.end, m.precision) for m in found]
    copies = _restated_copies(found, pairing)
    kept = [pair for pair in zip(found, roles, strict=True) if pair[0] not in copies]
    return [_mention(n, match, role, letter, pairing) for n, (match, role) in enumerate(kept, 1)]


def _restated_copies(found: Sequence[DateMatch], pairing: Pairing) -> set[DateMatch]:
    """The dates of a question as restated that stand again in the question as repeated: one mention."""
    copies: set[DateMatch] = set()
    for pair in (p for p in pairing.pairs if p.restated):
        asked = {_meaning(m) for m in found if _within(m, pair.question)}
        copies |= {m for m in found if _within(m, pair.restated) and _meaning(m) in asked}
    return copies


def _within(match: DateMatch, stretches: Sequence[Stretch]) -> bool:
    return any(s.start <= match.start and match.end <= s.end for s in stretches)


def _meaning(match: DateMatch) -> tuple[date | None, date | None, str]:
    return match.first, match.last, match.edtf


def _mention(
    n: int, match: DateMatch, role: DateRole | None, letter: Letter, pairing: Pairing
) -> DateMention:
    document = letter.document
    span = document.span(*document.trimmed(match.start, match.end))
    return DateMention(
        id=f"d{n}",
        exchange=exchange_at(pairing, span.start),
        text=" ".join(span.quote.split()),
        start=match.first.isoformat() if match.first else None,
        end=match.last.isoformat() if match.last else None,
        precision=match.precision,
        role=role,
        edtf=match.edtf,
        span=span,
    )


def _anchor_among(
    letter: Letter, found: Sequence[DateMatch], roles: Sequence[DateRole | None]
) -> date | None:
    """The day that yearless dates are counted from: the letter's own, else that of receipt or request."""
    for wanted in ("response", "received", "request", "due"):
        days = [m.first for m, role in zip(found, roles, strict=True) if role == wanted and m.first]
        if days:
            return days[0] if wanted == "response" else max(days)
    known = _known_day(letter.document.known.requested) or _day_of_quoted_mail(letter)
    only = {m.first for m in found if m.first and m.precision == "day" and m.first == m.last}
    return known or (only.pop() if len(only) == 1 else None)


def _day_of_quoted_mail(letter: Letter) -> date | None:
    """The day that the header of the quoted request gives."""
    for header in MAIL_DAY.finditer(letter.text):
        days = dates_in(header.group(), None)
        if days:
            return days[0].first
    return None


def _known_day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def unread_stretches(letter: Letter) -> list[Stretch]:
    """Where no facts of the response stand: data tables, with columns or without, running heads, older mail.

    Older mail is read when it is all there is.
    """
    document = letter.document
    heads = letter.of_kind("letterhead", "reference")
    out = [
        s for g in document.grids if g.role in (None, "data") for s in g.stretches if not _lies_in(s, heads)
    ]
    out += flattened_tables(document)
    out += letter.of_kind("page_furniture", "disclaimer")
    out += [Stretch(x.start, x.end) for x in document.lines if x.role in ("furniture", "chrome") and x.text]
    older = [Stretch(x.start, x.end) for x in document.lines if x.role == "quoted" and x.text]
    older += letter.of_kind("quoted_mail")
    own = sum(len(x.text) for x in document.lines) - sum(e - s for s, e in merged(older))
    return merged([*out, *(older if own > OWN_WORDS else ())])


def _lies_in(stretch: Stretch, wholes: Sequence[Stretch]) -> bool:
    """Whether a cell belongs to the letter's head, whose tables hold its own dates."""
    return any(whole.start <= stretch.start and stretch.end <= whole.end for whole in wholes)


def _bare_counts(letter: Letter, pairing: Pairing) -> list[Stretch]:
    """Answers that are a number alone, which might be taken for a year, to questions that ask for no date."""
    out: list[Stretch] = []
    for pair in pairing.pairs:
        words = letter.document.prose(pair.answer).strip()
        if BARE.fullmatch(words) and not ASKS_YEAR.search(letter.document.prose(pair.question)):
            out += pair.answer
    return out
