"""Wordings as data: TOML files of patterns that carry the examples they must and must not match.

A row is ``{signal, pattern, examples, [not_examples], [notes]}``.  Patterns are regular expressions, read
without regard to case, in which one blank stands for any run of blanks or line breaks and a straight
quotation mark or apostrophe for its curly forms too.  A test proves every row on its examples.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from foi_records.spans import Stretch

ESCAPED = re.compile(r"\\.")
INSIDE = re.compile(r"\[\]?[^\]]*\]")
GROUP = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Wording:
    """One row of a phrasebook: what a form of words signals, and its pattern."""

    signal: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    row: dict[str, Any]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, compiled when first asked for: few rows are, where cues are looked for first."""
        return regex_from_phrase(self.row["pattern"])

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Finds the first place of a text that its pattern fits; what may only begin it is tried there."""
        return self.pattern.match if begins_text(self.row["pattern"]) else self.pattern.search


@dataclass(frozen=True, slots=True)
class Match:
    """A wording found in a text, with its stretch and the pattern's named groups."""

    signal: str
    stretch: Stretch
    groups: dict[str, str | None]
    row: dict[str, Any]


def regex_from_phrase(pattern: str) -> re.Pattern[str]:
    """Compile a phrasebook pattern: blanks match any run of blanks, quotation marks their curly forms.

    A blank followed by ``?`` or ``*`` need not be there.
    """
    pattern = re.sub(r"(?<!\\) +([?*])?", lambda blank: r"\s*" if blank[1] else r"\s+", pattern)
    pattern = pattern.replace("'", "['’‘]").replace('"', '["“”]')
    return re.compile(pattern, re.IGNORECASE)


def begins_text(pattern: str) -> bool:
    """Whether a pattern fits only at the beginning of a text: it opens with ``^``, for all its forms."""
    outside = INSIDE.sub("", ESCAPED.sub("", pattern))
    while (inner := GROUP.sub("", outside)) != outside:
        outside = inner
    return pattern.startswith("^") and "|" not in outside


@cache
def data_file(name: str) -> dict[str, Any]:
    """A TOML file of the law package, by its path below ``foi_extract/law``: read once, never changed."""
    path = resources.files("foi_extract.law").joinpath(name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def phrasebook(name: str) -> tuple[Wording, ...]:
    """The rows of one phrasebook file (its ``[[wording]]`` tables), in file order."""
    return tuple(
        Wording(
            signal=row["signal"],
            examples=tuple(row.get("examples", ())),
            not_examples=tuple(row.get("not_examples", ())),
            row=row,
        )
        for row in data_file(name)["wording"]
    )


def matches(name: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
    """Every wording of a phrasebook found in a stretch of a text, row by row."""
    stop = len(text) if end is None else end
    for wording in phrasebook(name):
        for found in wording.pattern.finditer(text, start, stop):
            yield Match(wording.signal, Stretch(*found.span()), found.groupdict(), wording.row)
