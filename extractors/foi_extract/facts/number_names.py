"""Names and set phrases whose numbers are no figures: times of day, provisions, products, "one of the"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from foi_extract.facts.mask_starts import brackets, short_numbers, slashed
from foi_extract.facts.masks import merged
from foi_extract.facts.starts import Starts, matches_at, opening_words, starts_in
from foi_extract.law.phrasebook import data_file
from foi_records.spans import Stretch

TIME_OF_DAY = re.compile(
    r"""(?xi)
    \b\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b\.?(?:\s?(?:-|–|to)\s?\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b\.?)?
    | \b(?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?\b(?:\s?(?:-|–|to)\s?(?:[01]?\d|2[0-4]):[0-5]\d\b)?
    | \b24[-/]7\b | \b(?:24|12)\s?(?:hours?|hrs?|hr)(?:\sa\sday)?,?\s7\sdays\b
    | \b[01]\d[0-5]\d\s?(?:hours|hrs)\b
    """
)
STREET = re.compile(
    r"\b\d{1,4}[a-z]?(?:\s?[-–]\s?\d{1,4})?,?\s+(?:[A-Z][\w’'.]*\s){1,3}(?:Road|Rd|Street|St|Gardens?|Lane|Avenue|Ave|Close"
    r"|Drive|Way|Court|House|Place|Square|Terrace|Crescent|Grove|Mews|Parade|Wharf|Quay|Buildings?|Row|Hill|Walk)\b"
)
SLASHED = re.compile(r"£\s?['’]?000s?\b|\b\d+(?:/\d+)+\b|\b\d+(?:\.\d+){2,}\b")
BRACKETED = re.compile(
    r"""(?xi)
    \(\s?(?:PDF|Word|Excel|CSV|DOCX?|XLSX?|ODS|ODT|PPTX?|ZIP)\b[^()\n]{0,20}\d\s?(?:[KMG]B|bytes|pages?)\s?\)
    | (?<=[.?!”"][ \n])\(\d\)(?=\s+(?-i:[A-Z])|\s*$)   # the number of a note, after its sentence
    | \(\d{1,2}\)\s+(?:above|below)\b
    """
)
"""The size of a file, and numbers that point to a note or an item."""
NUMBERED = (
    (TIME_OF_DAY, short_numbers), (STREET, short_numbers), (SLASHED, slashed), (BRACKETED, brackets),
)  # fmt: skip
ROMAN = re.compile(r"[IVX]+\b")
SPOKEN = (
    "one", "ones", "two", "three", "four", "five", "first", "zero", "hundreds", "thousands", "millions",
    "half", "quarter", "quarters", "once", "twice",
)  # fmt: skip
LONGEST_NAME = 24
"""The longest words before a number that make it a name, in letters."""
Name = Callable[[str, int], re.Match[str] | None]
"""The name that begins at a place of a text, if one does."""


def number_names(text: str) -> list[Stretch]:
    """The stretches that a figure must avoid, in order: times of day, provisions, products, set phrases."""
    at = starts_in(text)
    found = [m.span() for pattern, starts in NUMBERED for m in matches_at(pattern, text, starts(at))]
    return merged([*found, *_named(at), *_said(at)])


def _named(at: Starts) -> Iterator[tuple[int, int]]:
    """Names that carry a number, in digits or as a Roman one ("Part IV")."""
    pattern, openings = _named_numbers()
    text, numbers = at.text, [start for start, _ in at.numbers]
    starts = at.of_words(openings)
    for start, end in (*at.numbers, *(found.span() for found in ROMAN.finditer(text))):
        if not start or not (text[start - 1].isalnum() or text[start - 1] == "_"):
            if text[start] in "IVX":
                numbers.append(start)
            continue
        word = at.run_start(start, LONGEST_NAME, "")
        if any(at.lowered[word:n] in openings for n in range(start, end)):  # the "XIV" of "ANNEXIV"
            starts.append(word)
    return _around(sorted(numbers), sorted(starts), pattern.match, text)


def _said(at: Starts) -> Iterator[tuple[int, int]]:
    """Fixed phrases with a number that counts nothing ("all of the above at 4", "one of", "third party")."""
    numbered = _numbered_phrases()
    digits = [start for start, _ in at.numbers]
    numbers = sorted([*digits, *at.of_words(SPOKEN)])
    known, text = at.words, at.text
    by_start: dict[int, Name] = {}
    for word in _openings():
        if word in known:
            by_start |= dict.fromkeys(known[word], _phrases_from(word).match)
    for start, _ in at.followed:
        by_start[start] = numbered.match
        if start and text[start - 1] == "(":
            by_start[start - 1] = numbered.match
    return _around(numbers, sorted(by_start), lambda text, start: by_start[start](text, start), text)


def _around(numbers: list[int], starts: list[int], name: Name, text: str) -> Iterator[tuple[int, int]]:
    """The names that begin at some starts and hold the next number, which is not far."""
    done, after = 0, iter(numbers)
    number = next(after, -1)
    for start in starts:
        if start < done:
            continue
        while -1 < number < start:
            number = next(after, -1)
        if 0 <= number - start <= LONGEST_NAME:
            found = name(text, start)
            if found is not None and found.end() > number:
                done = found.end()
                yield found.span()


@cache
def _named_numbers() -> tuple[re.Pattern[str], frozenset[str]]:
    """Names that carry a number: provisions, parts of documents, grades, products; and their first words."""
    data = data_file("number_names.toml")
    number = r"(?:\d+(?:\.\d+)*[A-Za-z]?(?:\([\w]{1,4}\))*|[IVX]+\b)"
    joined = rf"{number}(?:\s?(?:,|&|/|-|–|\band\b|\bor\b|\bto\b|,\s?and\b)\s?{number})*"
    before = "|".join(sorted(data["before"], key=len, reverse=True)).replace(" ", r"\s+")
    products = "|".join(sorted(data["products"], key=len, reverse=True)).replace(" ", r"\s+")
    pattern = re.compile(
        rf"\b(?:(?i:{before})\.?\s?\(?{joined}\)?|(?:{products})[\s-]?\d+(?:[.:]\d+)*)"
        rf"(?![\d%]|[.,]\d|\s?%|[\s-]?(?:minutes?|mins?|hours?"
        rf"|hrs?|days?|weeks?|months?|years?|per\s?cent)\b)",
    )
    return pattern, frozenset().union(*map(opening_words, (*data["before"], *data["products"])))


@cache
def _openings() -> dict[str, list[str]]:
    """The set phrases that begin with a word, by this word, each list in the order of the file."""
    out: dict[str, list[str]] = {}
    for phrase in data_file("number_names.toml")["phrases"]:
        for word in opening_words(phrase):
            out.setdefault(word, []).append(phrase)
    return out


@cache
def _phrases_from(word: str) -> re.Pattern[str]:
    return _compiled(_openings()[word])


@cache
def _numbered_phrases() -> re.Pattern[str]:
    """The set phrases that begin with a number, or with a bracket and a number."""
    return _compiled(data_file("number_names.toml")["numbered"])


def _compiled(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrase.replace(" ", r"\s+") for phrase in phrases), re.IGNORECASE)
