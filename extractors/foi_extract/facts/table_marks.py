"""Suppression marks and what a document's own legend says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from foi_extract.facts.starts import Starts, matches_at, starts_in
from foi_extract.law.cues import places_of
from foi_extract.law.phrasebook import data_file, matches

Signal = Literal["zero", "below", "at_most", "missing", "suppressed"]
LETTERS = frozenset("czxu")
DASHES = frozenset("-–—")
FIRST_SENTENCE = re.compile(r".{10,300}?(?=[.;](?:\s|$))")
BULLETS = frozenset("-–—*~")
NUMBER_WORDS = {"four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10}
LOUD = r"""\s*(?:=|(?:denotes?|means?|indicates?|represents?|signif(?:y|ies)|refers?\s+to|equals?
      |stands?\s+for|used\s+(?:to|where|for|when))\b)\s*"""
SAYS = rf"""(?:{LOUD} | \s*(?::|–|—|-(?=\s)
  | (?:\w+\s+){{0,3}}?(?:denotes?|means?|indicates?|represents?|is|are|used|where|shows?)\b
  | (?=\s(?:not|no|nil|zero|confidential|suppressed|fewer|less|data)\b))\s*)"""
SHOWN = r"""(?:replaced\s+(?:with|by)|marked|(?:shown|displayed|denoted|represented|indicated|recorded
  | presented|expressed|listed|suppressed|given)\s+(?:as|by|with))
  \s+(?:(?:an?|the|by|as|with|symbol)\s+){0,3}"""
SHOWING = (
    "replaced", "marked", "shown", "displayed", "denoted", "represented", "indicated", "recorded",
    "presented", "expressed", "listed", "suppressed", "given",
)  # fmt: skip
"""The words that "shown as", "marked" and the like begin with."""
FRAMES = frozenset("[(\"“'‘")
LONGEST_MARK = 3
LONGEST_ARTICLE = 4
"""One letter more than the longest of "a", "an" and "the", so that no longer word is taken for one."""
SENTENCE_START = re.compile(r"[.;]\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Legend:
    """What a legend says of a mark: its words, what kind of thing that is, and its upper bound."""

    words: str
    signal: Signal | None
    high: int | None = None


@cache
def mark_names() -> dict[str, tuple[str, ...]]:
    """Every mark with the names it goes by in running text."""
    return {row["text"]: tuple(row["names"]) for row in data_file("suppression.toml")["mark"]}


def mark_of(text: str) -> str | None:
    """The mark that a cell is, without its brackets, or null: "[c]" and "c" are one mark."""
    bare = text.strip()
    if len(bare) > 2 and bare[0] in "[(" and bare[-1] in "])":
        bare = bare[1:-1].strip()
    if len(bare) > LONGEST_MARK:
        return None
    bare = bare.casefold()
    return bare if bare in mark_names() else None


@cache
def explaining(mark: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for "MARK means …" and for "… replaced by MARK".

    A bare mark explains itself only at the beginning of a line or behind a stop; quoted,
    bracketed or called by its name it may stand anywhere.  Marks that also begin list items must be followed
    by a plain word of explaining.
    """
    sign = re.escape(mark)
    framed = rf"[\[(\"“'‘]\s?{sign}\s?[\])\"”'’]"
    named = [
        rf"\b(?:(?:an?|the)\s+)?{re.escape(name)}s?\b(?:\s*[(\[]\s?{sign}\s?[)\]])?"
        for name in mark_names()[mark]
    ]
    bare = rf"(?:^|(?<=[.;:]\s))\s{{0,8}}{sign}(?![\w*.~-])"
    says_bare = rf"(?:{LOUD}|\s+(?=(?:fewer|less)\s+than\b))" if mark in BULLETS else SAYS
    anywhere = "|".join([framed, *named, rf"{sign}(?![\w*])"])
    flags = re.IGNORECASE | re.MULTILINE | re.VERBOSE
    return (
        re.compile(
            rf"(?:(?:{'|'.join([framed, *named])}){SAYS}|(?:{bare}){says_bare})(?P<words>[^\n.;]{{3,160}})",
            flags,
        ),
        re.compile(rf"\b{SHOWN}(?:{anywhere})", flags),
    )


def legends_in(text: str, marks: Iterable[str], notes: str = "") -> dict[str, Legend]:
    """What the table's notes, else the whole text, say of each mark; marks not explained are left out."""
    out: dict[str, Legend] = {}
    for mark in set(marks):
        found = _legend(notes, mark) or _footnote(notes, mark) or _legend(text, mark)
        if found is not None:
            out[mark] = found
    return out


def _footnote(notes: str, mark: str) -> Legend | None:
    """A note below the table that begins with the mark itself: all that it says first is the legend."""
    if mark in DASHES or mark in LETTERS:
        return None
    for note in notes.split("\n"):
        words = note.strip()
        if words.startswith(mark) and words[len(mark) :].strip()[:1].isalnum():
            said = FIRST_SENTENCE.match(words[len(mark) :].strip())
            legend = legend_from_words(said.group() if said else words[len(mark) :].strip())
            return legend if legend.signal else Legend(legend.words, "suppressed")
    return None


def _legend(text: str, mark: str) -> Legend | None:
    """The first explanation of a mark that says a known kind of thing."""
    means, shown = explaining(mark)
    at = starts_in(text)
    for found in matches_at(means, text, explained_at(at, mark)):
        legend = legend_from_words(" ".join(found["words"].split()))
        if legend.signal is not None:
            return legend
    for found in matches_at(shown, text, at.of_words(SHOWING)):
        before = text[max(0, found.start() - 240) : found.start()]
        begin = max((m.end() for m in SENTENCE_START.finditer(before)), default=0)
        legend = legend_from_words(" ".join(before[begin:].split()))
        if legend.signal is not None:
            return legend
    return None


def explained_at(at: Starts, mark: str) -> Iterator[int]:
    """Where "MARK means …" can begin: at the mark, what frames it or the blanks before it, or at its name."""
    text = at.text
    for place in places_of(at.lowered, [mark]):
        before = place - 1 if place and text[place - 1].isspace() else place
        if before and text[before - 1] in FRAMES:
            yield before - 1
        yield place
        while place and text[place - 1].isspace():
            place -= 1
            yield place
    for place in places_of(at.lowered, mark_names()[mark]):
        yield place
        while place and text[place - 1].isspace():
            place -= 1
        yield at.run_start(place, LONGEST_ARTICLE, "")


def legend_from_words(words: str) -> Legend:
    """An explanation's kind and bound, the first that its words match in the order of the phrasebook."""
    for match in matches("suppression.toml", words):
        bound = next((v for k, v in match.groups.items() if v), None)
        high = None if bound is None else NUMBER_WORDS.get(bound.casefold()) or int(bound)
        signal: Signal = match.signal  # type: ignore[assignment]
        return Legend(words, signal, high)
    return Legend(words, None)
