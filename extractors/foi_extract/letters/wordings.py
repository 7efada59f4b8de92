"""What the words of a unit signal, by the phrasebooks of letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from foi_extract.law.cues import Cues, speaks_of
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
        if wording.search(words):
            found[wording.signal] = found.get(wording.signal, 0) + wording.row.get("weight", WEIGHT)
    return found


def _ends_of(text: str) -> str:
    """The beginning and end of very long words: what they signal stands there."""
    return text if len(text) <= LONG else f"{text[: LONG - TAIL]} … {text[-TAIL:]}"


@lru_cache(maxsize=1024)
def _may_fit(text: str) -> dict[str, list[Wording]]:
    """The rows of each phrasebook that some words need to be tried on, in the order of its file."""
    rows, needs, always = _rows()
    fitting: dict[str, list[Wording]] = {}
    lowered = text.lower()
    for n in sorted(needs.rows_of(lowered).union(always)):
        book, wording = rows[n]
        if "cues" not in wording.row or speaks_of(lowered, wording.row["cues"]):
            fitting.setdefault(book, []).append(wording)
    return fitting


@cache
def _rows() -> tuple[list[tuple[str, Wording]], Cues, list[int]]:
    """The rows of all books, what they need, and the numbers of the rows that are always tried."""
    rows = [(book, wording) for book in BOOKS for wording in phrasebook(book)]
    needs = [wording.row["needs"] for _, wording in rows]
    return rows, Cues(needs), [n for n, needed in enumerate(needs) if not needed]


@cache
def _of_signal(signal: str) -> tuple[Wording, ...]:
    return tuple(w for w in phrasebook(FRAME) if w.signal == signal)
