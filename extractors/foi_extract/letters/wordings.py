"""What the words of a unit signal, by the phrasebooks of letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from foi_extract.law.phrasebook import Wording, phrasebook

BOILERPLATE = "letter_boilerplate.toml"
FRAME = "letter_frame.toml"
LONG, TAIL = 1500, 300


def signals(book: str, text: str) -> dict[str, int]:
    """The signals of a phrasebook found in some words, each with the sum of its rows' weights."""
    found: dict[str, int] = {}
    text = _ends_of(text)
    lowered = text.lower()
    for wording in _rows(book, lowered):
        if wording.pattern.search(text):
            found[wording.signal] = found.get(wording.signal, 0) + int(wording.row.get("weight", 3))
    return found


def says(book: str, text: str, *wanted: str) -> bool:
    """Whether some words give one of the signals wanted."""
    text = _ends_of(text)
    lowered = text.lower()
    rows = (row for signal in wanted for row in _by_signal(book).get(signal, ()))
    return any(row.pattern.search(text) for row in _wanted(rows, lowered))


def _ends_of(text: str) -> str:
    """The beginning and end of very long words: what they signal stands there."""
    return text if len(text) <= LONG else f"{text[: LONG - TAIL]} … {text[-TAIL:]}"


@cache
def _by_signal(book: str) -> dict[str, tuple[Wording, ...]]:
    rows: dict[str, tuple[Wording, ...]] = {}
    for row in phrasebook(book):
        rows[row.signal] = (*rows.get(row.signal, ()), row)
    return rows


def _rows(book: str, lowered: str) -> Iterator[Wording]:
    """The rows whose literals stand in the words at all."""
    return _wanted(phrasebook(book), lowered)


def _wanted(rows: Iterable[Wording], lowered: str) -> Iterator[Wording]:
    for row in rows:
        needs = row.row.get("needs")
        if not needs or any(literal in lowered for literal in needs):
            yield row
