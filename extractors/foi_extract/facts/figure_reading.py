"""The figures of a text: numbers joined into ranges, with their units, nouns and modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from foi_extract.facts.figure_limits import limits_in
from foi_extract.facts.figure_modifiers import modifier_of
from foi_extract.facts.figure_names import counts_nothing
from foi_extract.facts.figure_nothing import nothings_in
from foi_extract.facts.figure_nouns import noun_after
from foi_extract.facts.figure_numbers import Numeral, numerals_in
from foi_extract.facts.figure_ranges import joined
from foi_extract.facts.figure_units import OLD, rate_after, unit_after, unit_before
from foi_extract.facts.masks import blanked, merged
from foi_extract.facts.number_names import number_names
from foi_extract.language import sentences_in
from foi_records.facts import Modifier, Number
from foi_records.spans import Stretch


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A quantity in a text: where, its bounds (null where open), unit, noun and modifier."""

    start: int
    end: int
    low: Number | None
    high: Number | None
    low_inclusive: bool = True
    high_inclusive: bool = True
    modifier: Modifier | None = None
    unit: str | None = None
    kind: str | None = None
    subject: str | None = None
    suppressed: bool = False


def figures_in(text: str, taken: Sequence[tuple[int, int]] = (), counting: bool = True) -> list[FigureMatch]:
    """Every figure of a text that does not stand in a taken stretch, in order.

    ``counting``: the words answer a question of number, so that "none" and "no incidents" are 0.
    """
    whole = Stretch(0, len(text))
    return figures_between(text, countable(text, taken, [whole]), whole, counting)


def countable(text: str, taken: Sequence[tuple[int, int]], answers: Sequence[Stretch]) -> str:
    """The text with everything blanked but the answers, in them what is taken, names and legal limits.

    A name that an answer begins or ends in is none: in "Question 1 - 9" the nine is the answer.
    """
    edges = [0, *(edge for stretch in merged(answers) for edge in stretch), len(text)]
    outside = list(zip(edges[::2], edges[1::2], strict=True))
    limits = [x for start, end in answers for x in limits_in(text, sentences_in(text, start, end))]
    ends = {edge for stretch in answers for edge in stretch}
    names = [n for n in number_names(text) if not any(at in ends for at in range(n.start + 1, n.end))]
    return blanked(text, [*taken, *names, *limits, *outside])


def figures_between(text: str, blank: str, stretch: Stretch, counting: bool) -> list[FigureMatch]:
    """The figures of one answer of a text, ``blank`` being its countable form."""
    found = list(_read(text, blank, *stretch))
    if counting:
        found += [
            FigureMatch(a, b, 0, 0, unit=noun, subject=noun)
            for a, b, noun in nothings_in(text, blank, *stretch)
            if not any(f.start < b and a < f.end for f in found)
        ]
    return sorted(found, key=lambda f: f.start)


def _read(text: str, blank: str, start: int, stop: int) -> Iterator[FigureMatch]:
    """Numbers in order, joined into ranges and compound durations, with their units and modifiers."""
    numerals = list(numerals_in(text, blank, start, stop))
    i, rated = 0, start
    while i < len(numerals):
        first = numerals[i]
        pair = joined(text, first, numerals[i + 1]) if i + 1 < len(numerals) else None
        if pair is not None:
            i += 2
            match = _figure(text, blank, first, pair.last, pair.low, pair.high, pair.unit, pair.end)
            match = replace(match, modifier=match.modifier or ("between" if pair.low != pair.high else None))
            yield replace(match, start=min(match.start, pair.start))
            continue
        i += 1
        if first.start < rated:
            continue
        match = _figure(text, blank, first, first, first.value, first.value, None, first.end)
        rated = match.end if match.kind == "rate" else rated
        bounded = match.modifier is not None and first.value != 1
        if (bounded and first.in_words) or not counts_nothing(text, blank, first, match.kind):
            yield match


def _figure(
    text: str,
    blank: str,
    first: Numeral,
    last: Numeral,
    low: Number,
    high: Number,
    unit: tuple[str, str] | None,
    end: int,
) -> FigureMatch:
    """The figure of one number or range: its unit, then what it counts, then its modifier."""
    said = _unit_of(text, blank, first, last, unit)
    name, subject, number_end = said.name, None, said.end or last.end
    modifier = modifier_of(blank, first.start, number_end)
    end = max(end, number_end)
    if name is None:
        after = number_end + (modifier.after if modifier else 0)
        noun = noun_after(text, blank, after, high if low == high else None)
        if noun:
            (subject, end), name = noun, noun[0]
    word = modifier.modifier if modifier else None
    bounds = _bounded(low, high, word, said.kind, text, first.start, last.end)
    return replace(
        bounds,
        start=first.start - (modifier.before if modifier else 0),
        end=max(end, number_end + (modifier.after if modifier else 0)),
        unit="GBP" if name == "pence" else name,
        kind=said.kind,
        subject=subject,
        low=_pounds(bounds.low, name),
        high=_pounds(bounds.high, name),
    )


class _Unit(NamedTuple):
    """A figure's unit and where the words that say it end (null where it stands before the number)."""

    name: str | None = None
    kind: str | None = None
    end: int | None = None


def _unit_of(text: str, blank: str, first: Numeral, last: Numeral, paired: tuple[str, str] | None) -> _Unit:
    """The unit of a number or range: its currency, its years of age, the words after it, those before it."""
    currency = first.currency or last.currency
    if currency:
        return _Unit(currency, "money")
    old = OLD.match(text, last.end)
    if old:
        return _Unit("year", "duration", old.end())
    after = rate_after(text, last.end) or unit_after(blank, last.end)
    if paired:
        return _Unit(*paired, after.end if after and after.name == paired[0] else None)
    if after:
        return _Unit(*after)
    before = unit_before(text, first.start)
    return _Unit(before.name, before.kind) if before else _Unit()


def _pounds(value: Number | None, unit: str | None) -> Number | None:
    return value if value is None or unit != "pence" else round(value / 100, 4)


WITHIN = re.compile(r"\bwithin\s+(?:the\s+|a\s+)?$", re.IGNORECASE)
DURING = re.compile(
    r"(?<!\bis)(?<!\bwas)(?<!\btook)(?<!\btakes)(?<!\btake)(?<!\bfor)(?<!\bjust)(?<!\bwell)(?<!\bof)(?<!\bbeen)(?<!\bwaited)(?<!\bwaits)(?<!\bwait)"
    r"(?<!\bwaiting)(?<!\blasted)(?<!\blasts)(?<!\bwere)(?<!\bare)\s+over\s+(?:a\s+)?$",
    re.IGNORECASE,
)
"""Money spent "over three years" is spent in three."""
SMALL = 10
"""A count under a number no greater than this is withheld for being small."""


def _bounded(
    low: Number, high: Number, modifier: Modifier | None, kind: str | None, text: str, start: int, end: int
) -> FigureMatch:
    """Bounds by the modifier: "over 40" has no high, "fewer than 5" no low and is suppressed."""
    within = kind == "duration" and low == high and WITHIN.search(text[max(0, start - 16) : start])
    match modifier:
        case "over" if (kind == "duration" and _during(text, start, end)) or _across(text, start, end):
            return FigureMatch(0, 0, low, high)
        case "over":
            return FigureMatch(0, 0, low, None, low_inclusive=False, modifier=modifier)
        case "at_least":
            return FigureMatch(0, 0, low, None, modifier=modifier)
        case "under":
            hidden = kind is None and 0 < high <= SMALL
            return FigureMatch(0, 0, None, high, high_inclusive=False, modifier=modifier, suppressed=hidden)
        case "up_to":
            less = re.match(r"\s*(?:or|and)\s+(?:fewer|less|under|below)", text[end : end + 16])
            hidden = kind is None and bool(less) and high <= SMALL
            return FigureMatch(0, 0, None, high, modifier=modifier, suppressed=hidden)
        case None if within:
            return FigureMatch(0, 0, None, high, modifier="up_to")
        case _:
            return FigureMatch(0, 0, low, high, modifier=modifier)


ACROSS = re.compile(
    r"[a-z]+\s+(?:nights?|evenings?|mornings?|weekends?|sessions?|shifts?|phases?|stages?|instalments?"
    r"|wards?|sites?|floors?|storeys?|locations?|buildings?|campuses|schools?|pages?)\b",
    re.IGNORECASE,
)


def _across(text: str, start: int, end: int) -> bool:
    """Whether "over" before a few places or occasions means "across": "48 beds, over three wards"."""
    said = ACROSS.match(text, start)
    return (
        said is not None and said.end() > end and DURING.search(text[max(0, start - 40) : start]) is not None
    )


def _during(text: str, start: int, end: int) -> bool:
    """Whether "over" before a duration means "in the course of"; never before an age."""
    unit = unit_after(text, end)
    old = OLD.match(text, unit.end if unit else end)
    return old is None and DURING.search(text[max(0, start - 40) : start]) is not None
