"""What the words of a unit signal, by the phrasebooks of letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from foi_extract.law.phrasebook import phrasebook

BOILERPLATE = "letter_boilerplate.toml"
FRAME = "letter_frame.toml"
LONG, TAIL = 1500, 300
Search = Callable[[str], re.Match[str] | None]


def signals(book: str, text: str) -> dict[str, int]:
    """The signals of a phrasebook found in some words, each with the sum of its rows' weights."""
    found: dict[str, int] = {}
    for signal, weight in _found(book, text):
        found[signal] = found.get(signal, 0) + weight
    return found


def says(book: str, text: str, *wanted: str) -> bool:
    """Whether some words give one of the signals wanted."""
    return any(signal in wanted for signal, _ in _found(book, text))


@lru_cache(maxsize=1024)
def _found(book: str, text: str) -> tuple[tuple[str, int], ...]:
    """The signal and the weight of every row of a phrasebook that is found in some words."""
    text = _ends_of(text)
    lowered = text.lower()
    found: list[tuple[str, int]] = []
    for needs, search, said in _rows(book):
        for literal in needs:  # a plain loop: this is the innermost one of all letters
            if literal in lowered:
                break
        else:
            if needs:
                continue
        if search(text):
            found.append(said)
    return tuple(found)


def _ends_of(text: str) -> str:
    """The beginning and end of very long words: what they signal stands there."""
    return text if len(text) <= LONG else f"{text[: LONG - TAIL]} … {text[-TAIL:]}"


@cache
def _rows(book: str) -> tuple[tuple[tuple[str, ...], Search, tuple[str, int]], ...]:
    """Each row's literals, one of which must stand in the words, its search, and its signal and weight."""
    return tuple(
        (tuple(w.row.get("needs", ())), w.search, (w.signal, int(w.row.get("weight", 3))))
        for w in phrasebook(book)
    )
