"""What the words of a unit signal, by the phrasebooks of letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from foi_extract.law.literals import Literals
from foi_extract.law.phrasebook import Wording, phrasebook

BOILERPLATE = "letter_boilerplate.toml"
FRAME = "letter_frame.toml"
KINDS = "letter_kinds.toml"
BOOKS = (BOILERPLATE, FRAME, KINDS)
LONG, TAIL = 1500, 300
WEIGHT = 3
"""What a row weighs that says nothing of it."""


def says(book: str, text: str, *wanted: str) -> bool:
    """Whether some words give one of the signals wanted."""
    found = signals(book, text)
    return bool(found) and not found.keys().isdisjoint(wanted)


def is_line_of(signal: str, text: str) -> bool:
    """Whether a line gives a signal of the frame; for lines that are asked nothing else."""
    lowered = text.lower()
    for wording in _of_signal(signal):
        for literal in wording.row["needs"]:
            if literal in lowered:
                if wording.search(text):
                    return True
                break
    return False


@lru_cache(maxsize=1024)
def signals(book: str, text: str) -> Mapping[str, int]:
    """The signals of a phrasebook found in some words, each with the sum of its rows' weights."""
    words = _ends_of(text)
    found: dict[str, int] = {}
    for wording in _may_fit(words).get(book, ()):
        if wording.pattern.search(words):
            found[wording.signal] = found.get(wording.signal, 0) + wording.row.get("weight", WEIGHT)
    return found


def _ends_of(text: str) -> str:
    """The beginning and end of very long words: what they signal stands there."""
    return text if len(text) <= LONG else f"{text[: LONG - TAIL]} … {text[-TAIL:]}"


@lru_cache(maxsize=1024)
def _may_fit(text: str) -> dict[str, list[Wording]]:
    """The rows of each phrasebook one of whose literals stands in some words, in the order of its file."""
    literals, rows, always = _needed()
    places = set(always).union(*(rows[literal] for literal in literals.found_in(text.lower())))
    fitting: dict[str, list[Wording]] = {}
    for book, n in sorted(places):
        fitting.setdefault(book, []).append(phrasebook(book)[n])
    return fitting


@cache
def _needed() -> tuple[Literals, dict[str, list[tuple[str, int]]], list[tuple[str, int]]]:
    """The literals that the rows of all books need, the places of their rows, and those that need none."""
    rows: dict[str, list[tuple[str, int]]] = {}
    always: list[tuple[str, int]] = []
    for book in BOOKS:
        for n, wording in enumerate(phrasebook(book)):
            for literal in wording.row["needs"]:
                rows.setdefault(literal, []).append((book, n))
            if not wording.row["needs"]:
                always.append((book, n))
    return Literals(rows), rows, always


@cache
def _of_signal(signal: str) -> tuple[Wording, ...]:
    return tuple(w for w in phrasebook(FRAME) if w.signal == signal)
