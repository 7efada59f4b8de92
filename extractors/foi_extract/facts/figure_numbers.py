"""Numbers as written: digits with thousands, magnitudes and currency, number words, fractions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from foi_extract.facts.masks import MASKED
from foi_extract.facts.starts import matches_at, starts_in
from foi_extract.law.phrasebook import data_file
from foi_records.facts import Number

CURRENCIES = {"£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR", "$": "USD", "us$": "USD", "usd": "USD"}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
BLANKED = re.compile(f"{MASKED}+")
LONGEST_WORD = 12
"""No number word has more letters."""
EXACT_BELOW = 2.0**53
"""From here on a number is a code, and a float would not hold it to the last figure."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text; ``currency`` by the sign before it; ``in_words`` where it is spelt out."""

    start: int
    end: int
    value: Number
    currency: str | None = None
    in_words: bool = False


@cache
def _words() -> dict[str, dict[str, int]]:
    return data_file("number_words.toml")


@cache
def numeral_pattern() -> re.Pattern[str]:
    """A number as written."""
    words = "|".join(
        sorted({*_words()["ones"], *_words()["tens"], *_words()["scales"]}, key=len, reverse=True)
    )
    small = "|".join(sorted({*_words()["ones"], *_words()["tens"]}, key=len, reverse=True))
    magnitudes = "|".join(sorted(_words()["magnitudes"], key=len, reverse=True))
    return re.compile(
        rf"""(?xi)
        (?P<sign>(?<![\w\ufffc)][\s])(?<![\w\ufffc)])[-−](?=[£€$\d]))?
        (?: (?P<currency>£|€|US\$|\$|\b(?:GBP|EUR|USD)(?=\s?\d))\s?
            (?P<money>\d{{1,3}}(?:[ ]\d{{3}})+(?:\.\d\d?)?(?!\d)|\d{{1,3}}(?:,\s?\d{{3}})+(?:\.\d+)?(?!\d)
                |\d+(?:\.\d+)?)
            (?:\s?(?P<money_size>{magnitudes})\b)?
        |   (?<![\w.,/£€$:)\\^])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
            (?P<fraction>[½¼¾]|\s[½¼¾]|\s+and\s+a\s+half\b)?
            (?:\s?(?P<size>(?:hundred|thousand|million|billion|trillion|dozen|mn|bn)\b|k\b|m\b(?=\s(?:people|pounds|emails|records))))?
        |   (?<![\w-])(?P<words>(?:an?\s+(?:dozen|hundred|thousand|million|billion)|(?:{small}))
                (?:(?:\s+|-|,\s+|\s+and\s+)(?:{words}))*
                (?P<half>\s+and\s+a\s+half)?)(?![\w])
        )"""
    )


def numerals_in(text: str, blank: str, start: int, stop: int) -> Iterator[Numeral]:
    """Every number of a stretch of a text, in order, ``blank`` being the text with some of it blanked."""
    starts = numeral_starts(text, blank)
    inside = starts[bisect_left(starts, start) : bisect_left(starts, stop)]
    for found in matches_at(numeral_pattern(), blank, inside, start, stop):
        numeral = _from_words(found) if found["words"] else _from_digits(found)
        if numeral is not None:
            yield numeral
        elif found["words"]:
            yield from _one_by_one(found)


@cache
def number_words() -> tuple[str, ...]:
    """The words that a number can begin with ("a dozen")."""
    return ("a", "an", *_words()["ones"], *_words()["tens"])


@lru_cache(maxsize=2)
def numeral_starts(text: str, blank: str) -> list[int]:
    """Where numbers can begin, in order: at digits, what stands before them, and number words.

    At the edges of what is blanked a word or number may be cut.
    """
    at = starts_in(text)
    starts = at.of_words(number_words())
    for cut, end in (found.span() for found in BLANKED.finditer(blank)):
        starts += (at.run_start(cut, LONGEST_WORD, ""), end)
    for start, _ in at.numbers:
        before = start - 1 if start and text[start - 1].isspace() else start
        mark = text[before - 1 : before]
        if mark and mark in "£€$":
            starts += (before - 1, before - 2, before - 3)  # a minus and "US" may stand before the sign
        elif at.lowered[max(0, before - 3) : before] in CURRENCIES:
            starts.append(before - 3)
        starts += (start, start - 1)
    return sorted(starts)


def _one_by_one(m: re.Match[str]) -> Iterator[Numeral]:
    """The numbers of a row of words that are not one ("between five and ten")."""
    for part in re.finditer(r"[^\s,]+(?:(?!\s+and\b)\s+[^\s,]+)*", m["words"]):
        words = re.sub(r"^and\s+", "", part.group(), flags=re.IGNORECASE)
        value = number_from_words(words)
        if value is not None:
            end = m.start("words") + part.end()
            yield Numeral(end - len(words), end, value, in_words=True)


def _from_digits(m: re.Match[str]) -> Numeral | None:
    money = m["money"]
    value: float = float(re.sub(r"[,\s]", "", money or m["digits"]))
    size = m["money_size"] if money else m["size"]
    if size:
        value *= _words()["magnitudes"][size.lower()]
    if m["fraction"]:
        value += FRACTIONS.get(m["fraction"].strip(), 0.5)
    if value >= EXACT_BELOW:
        return None
    currency = CURRENCIES[m["currency"].lower()] if m["currency"] else None
    return Numeral(m.start(), m.end(), _tidy(-value if m["sign"] else value), currency)


def _from_words(m: re.Match[str]) -> Numeral | None:
    value = number_from_words(re.sub(r"\s+and\s+a\s+half$", "", m["words"], flags=re.IGNORECASE))
    if value is None:
        return None
    return Numeral(m.start(), m.end(), value + 0.5 if m["half"] else value, in_words=True)


def number_from_words(words: str) -> int | None:
    """The number that words say ("two hundred and six"); null when they say none or several.

    Ones and tens add up to less than a hundred; "hundred" and "dozen" multiply them; "thousand" and above
    close a group, and each must be smaller than the one before.
    """
    total = group = 0
    last_scale = 10**18
    last: str = ""
    for word in re.split(r"[\s,-]+", words.lower().strip()):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            group, last = 1, "ones"
        elif word in _words()["ones"]:
            if last == "ones" or (last == "tens" and not 0 < _words()["ones"][word] < 10):
                return None
            group, last = group + _words()["ones"][word], "ones"
        elif word in _words()["tens"]:
            if last in ("ones", "tens"):
                return None
            group, last = group + _words()["tens"][word], "tens"
        elif word in _words()["scales"]:
            scale = _words()["scales"][word]
            if scale < 1000:
                if group >= 100:
                    return None
                group = (group or 1) * scale
            else:
                if scale >= last_scale or not group:
                    return None
                total, group, last_scale = total + group * scale, 0, scale
            last = "scale"
        else:
            return None
    return total + group


def _tidy(value: float) -> Number:
    """A whole number as such; the rest without the noise of floating point."""
    return int(value) if value == int(value) else round(value, 6)
