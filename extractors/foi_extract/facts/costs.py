"""The estimates of a cost refusal: how many items, how long each, how many hours, and if that adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from foi_extract.law.cues import lowered, speaks_of
from foi_records.facts import Cost
from foi_records.letter import Letter, PartKind
from foi_records.spans import Stretch

SPOKEN: tuple[PartKind, ...] = ("introduction", "reply", "legal_annex")
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
    "sixty": 60, "an": 1, "half an": 0.5,
}  # fmt: skip
NUMBER = r"(?<![\d,.])\d[\d,]{0,11}(?:\.\d{1,4})?(?!\d)"
SPOKEN_NUMBER = rf"(?:{NUMBER}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"

LIMIT = re.compile(
    r"""\b(?:appropriate|costs?|fees?|statutory|time|18[\s-]hours?|24[\s-]hours?)\s+(?:costs?\s+)?limit\b
      | \blimit\s+of\s+(?:18|24|40)\s*hours\b | £\s?(?:450|600)\b(?!,\d) | \b(?:18|24)\s*hours\b
      | \bsection\s+12\b | \bappropriate\s+limit\b""",
    re.VERBOSE | re.IGNORECASE,
)
LIMIT_CUES = ("limit", "450", "600", "hours")
TIME_CUES = ("min", "hours", "hrs")
POUNDS = re.compile(r"£\s?(?P<n>\d[\d,]*(?:\.\d\d)?)")
LIMIT_POUNDS = re.compile(r"£\s?(?P<n>450|600)(?:\.00)?\b(?!,\d)")
RATE = re.compile(
    r"£\s?(?P<n>\d\d(?:\.\d\d)?)\s*(?:per|an|a|/)\s*(?:\w+\s+)?(?:per\s+|an\s+)?(?:hour|hr)\b", re.IGNORECASE
)
HOURS = re.compile(
    rf"(?P<n>{NUMBER})\s*(?:working\s+|staff\s+|person\s+|officer\s+|man\s+|labour\s+)?-?(?:hours|hrs)\b",
    re.IGNORECASE,
)
MINUTES = re.compile(rf"(?P<n>{SPOKEN_NUMBER})\s*-?(?:minutes|mins?)\b", re.IGNORECASE)
HOUR_EACH = re.compile(r"(?P<n>half\s+an|an|one)\s+hour\b", re.IGNORECASE)
EACH = re.compile(
    r"\b(?:each|per|every|apiece|a\s+(?:piece|record|file|case)|individual|x)\b|×", re.IGNORECASE
)
HANDLED = re.compile(
    rf"""\b(?:search\w*|check\w*|review\w*|read\w*|through|examin\w+|open\w*|look\w*|consider\w*|trawl\w*|interrogat\w+
        |retriev\w+|there\s+(?:are|were)|hold|holds|have|has|identified|received|recorded|total\s+of|approximately|around
        |some|over)\s+(?:\w+\s+){{0,4}}?(?P<n>{NUMBER})\s+(?P<noun>(?:[\w-]+\s+){{0,2}}?[a-z][\w-]*s)\b""",
    re.VERBOSE | re.IGNORECASE,
)
TIMES = re.compile(
    rf"(?P<n>{NUMBER})\s+(?P<noun>(?:[\w-]+\s+){{0,3}}?[a-z][\w-]*s?)\b\s*,?\s*(?:\b(?:at|x|multiplied\s+by|taking)\s|×)",
    re.IGNORECASE,
)
ESTIMATED = re.compile(
    r"\b(?:estimat\w+|total\w*|equat\w+|amount\w*|hours?|come\s+to|exceed\w*)\b", re.IGNORECASE
)
LAW_YEAR = re.compile(r"\b(?:Act|Regulations|Order)(?:\s+\([^()]*\))?\s*$")
NO_ITEMS = re.compile(r"\b(?:hours|hrs|minutes|mins|days|weeks|months|years|pounds)\b", re.IGNORECASE)
LIMIT_HOURS = frozenset({18.0, 24.0, 40.0})
ROUNDING = 0.02  # "750 hours", "83 hours": hours are rounded, by up to one hour or two in a hundred


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of an estimate and where it stands."""

    value: float
    stretch: Stretch


@dataclass(slots=True)
class Estimate:
    """The numbers of one estimate, by what they count."""

    limit: list[Stated] = field(default_factory=list)
    rate: list[Stated] = field(default_factory=list)
    items: list[Stated] = field(default_factory=list)
    minutes: list[Stated] = field(default_factory=list)
    hours: list[Stated] = field(default_factory=list)
    pounds: list[Stated] = field(default_factory=list)
    limited: bool = False


def costs(letter: Letter) -> list[Cost]:
    """Every cost estimate of a letter that speaks of the limit, its arithmetic checked."""
    if not _may_limit(lowered(letter.text)):
        return []
    found = [e for e in _estimates(letter) if e.limited and (e.limit or e.hours or e.minutes or e.pounds)]
    return [_cost(letter, estimate) for estimate in found]


def hours_agree(items: float, minutes: float, hours: float) -> bool:
    """Whether so many items at so many minutes make so many hours, rounding allowed for."""
    return abs(items * minutes / 60 - hours) <= max(1.0, ROUNDING * hours)


def _estimates(letter: Letter) -> Iterator[Estimate]:
    """Neighbouring paragraphs of numbers, cut where a second estimate begins."""
    current, last = Estimate(), -10
    small = lowered(letter.text)
    for n, (start, end) in enumerate(_paragraphs(letter)):
        if not _counts(letter.text[start:end], small[start:end]):
            continue
        more = _estimate(letter.text, start, end)
        if n - last > 2 or (current.limited and current.hours and more.hours):
            yield current
            current = Estimate()
        _add(current, more)
        last = n
    yield current


def _counts(words: str, small: str) -> bool:
    """Whether a paragraph, also given in small letters, speaks of the limit, of minutes or of hours."""
    if _may_limit(small) and LIMIT.search(words):
        return True
    return speaks_of(small, TIME_CUES) and bool(MINUTES.search(words) or HOURS.search(words))


def _may_limit(small: str) -> bool:
    """Whether the words of a limit stand in a text in small letters."""
    return speaks_of(small, LIMIT_CUES) or ("section" in small and "12" in small)


def _paragraphs(letter: Letter) -> Iterator[Stretch]:
    """The paragraphs of what the authority says, as stretches of the text."""
    document = letter.document
    for part_start, part_end in letter.of_kind(*SPOKEN):
        begin, block = part_start, None
        for i in document.lines_of(part_start, part_end):
            line = document.lines[i]
            if block is not None and line.block != block:
                yield Stretch(begin, max(begin, min(line.start, part_end)))
                begin = max(line.start, part_start)
            block = line.block
        yield Stretch(begin, part_end)


def _estimate(text: str, start: int, end: int) -> Estimate:
    out = Estimate(limited=bool(LIMIT.search(text, start, end)))
    out.limit = _stated(LIMIT_POUNDS, text, start, end)
    out.rate = _stated(RATE, text, start, end)
    out.hours = [h for h in _stated(HOURS, text, start, end) if h.value not in LIMIT_HOURS]
    spans = [Stated(h.value * 60, h.stretch) for h in _stated(HOUR_EACH, text, start, end)]
    out.minutes = [m for m in (*_stated(MINUTES, text, start, end), *spans) if _each(text, m.stretch)]
    known = {s.stretch.start for s in (*out.limit, *out.rate)}
    sums = [p for p in _stated(POUNDS, text, start, end) if p.stretch.start not in known]
    out.pounds = [
        p for p in sums if ESTIMATED.search(text, max(start, p.stretch.start - 80), p.stretch.start)
    ]
    out.items = _items(text, start, end)
    return out


def _items(text: str, start: int, end: int) -> list[Stated]:
    """The counts of things to go through, those said to take so long each before others."""
    out: dict[int, Stated] = {}
    for pattern in (TIMES, HANDLED):
        for found in pattern.finditer(text, start, end):
            at = found.start("n")
            if not NO_ITEMS.search(found["noun"]) and not LAW_YEAR.search(text, max(0, at - 60), at):
                out.setdefault(at, Stated(_number(found["n"]), Stretch(at, found.end("noun"))))
    return list(out.values())


def _each(text: str, stretch: Stretch) -> bool:
    """Whether a number of minutes is said of each item, in the words beside it."""
    before = re.split(r"[.;]\s", text[max(0, stretch.start - 60) : stretch.start])[-1]
    after = re.split(r"[.;]\s", text[stretch.end : stretch.end + 90])[0]
    return bool(EACH.search(after) or EACH.search(before) or re.search(r"\bat\s+(?:\w+\s+){0,2}$", before))


def _stated(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Stated]:
    return [Stated(_number(m["n"]), Stretch(*m.span())) for m in pattern.finditer(text, start, end)]


def _number(words: str) -> float:
    lowered = re.sub(r"\s+", " ", words.lower())
    return float(WORDS[lowered]) if lowered in WORDS else float(words.replace(",", ""))


def _add(estimate: Estimate, more: Estimate) -> None:
    for name in ("limit", "rate", "items", "minutes", "hours", "pounds"):
        getattr(estimate, name).extend(getattr(more, name))
    estimate.limited = estimate.limited or more.limited


def _cost(letter: Letter, estimate: Estimate) -> Cost:
    items, minutes, hours, consistent = _reckoned(estimate)
    rate, pounds = _first(estimate.rate), _first(estimate.pounds)
    if consistent is None and hours and rate and pounds:
        consistent = abs(hours.value * rate.value - pounds.value) <= max(rate.value, ROUNDING * pounds.value)
    limit = _first(estimate.limit)
    used = [s.stretch for s in (limit, rate, items, minutes, hours, pounds) if s]
    return Cost(
        limit=_plain(limit),
        rate=_plain(rate),
        items=_plain(items),
        minutes_per_item=_plain(minutes),
        hours=_plain(hours),
        pounds=_plain(pounds),
        consistent=consistent,
        spans=tuple(letter.document.span(*s) for s in sorted(set(used))),
    )


def _reckoned(estimate: Estimate) -> tuple[Stated | None, Stated | None, Stated | None, bool | None]:
    """The items, minutes and hours that make a sum; else the first of each.

    An estimate may name several counts: the ones that multiply to the hours stated are the ones meant.
    Where several stand and none agree, there is no verdict.
    """
    for items, minutes, hours in product(estimate.items, estimate.minutes, estimate.hours):
        if hours_agree(items.value, minutes.value, hours.value):
            return items, minutes, hours, True
    if not (estimate.minutes or estimate.hours):
        return None, None, None, None
    alone = len(estimate.items) == len(estimate.minutes) == len(estimate.hours) == 1
    return _first(estimate.items), _first(estimate.minutes), _first(estimate.hours), False if alone else None


def _first(stated: Sequence[Stated]) -> Stated | None:
    return stated[0] if stated else None


def _plain(stated: Stated | None) -> float | int | None:
    if stated is None:
        return None
    return int(stated.value) if stated.value.is_integer() else stated.value
