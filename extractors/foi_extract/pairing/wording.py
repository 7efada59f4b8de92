"""How far a passage's wording leans: above nought to a question, below it to an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from foi_extract.law.cues import found_at, lowered, places_of
from foi_extract.law.phrasebook import Wording, phrasebook

BOOK = "pairing.toml"
ENDS_ASKING = re.compile(r"\?[\"”’')*_\]\s]*$")
TORN = re.compile(r"[^\s()]+(?:\s[^\s()]+)?\)\W*$")
"""The last words of a bracket opened above: "times)?"."""
STATES = re.compile(
    r"^(?!.*\b(?:how|what|which|please|whether)\b)[^?]*\b(?:is|are|was|were|can|may|will|has|have|had|varies|vary|depends?)\b[^?]*\.$"
)
SENTENCE = re.compile(r"^(?:\S+\s+){3,}\S+\.$")
EXCLAIMED = -0.4
DIGIT = re.compile(r"\d")
NO_SENTENCE = re.compile(r"^\W*(?:[\d,.£$€%]+|\w+)\W*$")


@cache
def _wordings(signal: str) -> tuple[Wording, ...]:
    return tuple(w for w in phrasebook(BOOK) if w.signal == signal)


@lru_cache(maxsize=4096)
def leaning(words: str) -> float:
    """The weight of the evidence in a passage's own words that the requester wrote it."""
    words = words.strip(" *_\"“”'‘’")
    if not words:
        return 0.0
    score = 4.0 if ENDS_ASKING.search(words) and not TORN.match(words) else 0.0
    plain = _plain(words)
    score += _strongest("asks", words, plain) - _strongest("answers", words, plain)
    if not score:
        score = -1.5 if NO_SENTENCE.match(words) else (-1.0 if SENTENCE.match(words) else -0.4)
    return min(score, EXCLAIMED) if words.endswith("!") and "?" not in words else score


def _strongest(signal: str, words: str, plain: str) -> float:
    """The heaviest wording at the beginning, and half of the heaviest elsewhere."""
    first = later = 0.0
    for wording, weight in _at_beginning(signal):
        if weight > first and wording.pattern.match(words):
            first = weight if not (wording.row.get("phrase") and STATES.match(words)) else weight / 4
    for wording, weight in _anywhere(signal):
        if weight > later and _may_fit(wording, plain) and wording.pattern.search(words):
            later = weight
    return first + later / 2


@cache
def _at_beginning(signal: str) -> tuple[tuple[Wording, float], ...]:
    return tuple((w, float(w.row["weight"])) for w in _wordings(signal) if not w.row.get("anywhere"))


@cache
def _anywhere(signal: str) -> tuple[tuple[Wording, float], ...]:
    return tuple((w, float(w.row["weight"])) for w in _wordings(signal) if w.row.get("anywhere"))


def _plain(words: str) -> str:
    """Words in small letters, blanks run together."""
    return " ".join(words.lower().split())


def _may_fit(wording: Wording, plain: str) -> bool:
    """Whether plain words hold one of those without which a wording can't be there."""
    return any(map(plain.__contains__, wording.row["needs"]))


def is_heading(signal: str, words: str) -> bool:
    """Whether a passage is nothing but a heading such as "You asked" or "Our response"."""
    return len(words) < 70 and any(w.search(words) for w in _wordings(signal))


def answers_named(words: str) -> Sequence[str]:
    """Numbers of the questions whose answer a passage points at: "see answer to question 3"."""
    if not DIGIT.search(words):
        return []
    fitting = [w for w in _wordings("refers") if _may_fit(w, _plain(words))]
    return [m["number"] for w in fitting for m in w.pattern.finditer(words) if m["number"]]


def points_above(words: str) -> bool:
    """Whether an answer only points at the one before it."""
    if len(words) >= 160:
        return False
    return any(_may_fit(w, _plain(words)) and w.search(words) for w in _wordings("refers-above"))


def says(signal: str, words: str) -> bool:
    """Whether a passage as a whole is of some kind of wording."""
    return any(w.search(words) for w in _wordings(signal))


def asks_fee(words: str) -> bool:
    """Whether a paragraph asks the requester to pay before the request is dealt with."""
    return any(w.pattern.search(words) for w in _wordings("fee"))


def closes(words: str) -> bool:
    """Whether a paragraph speaks of the letter itself, as those below the last answer do."""
    return any(w.pattern.match(words) for w in _wordings("closing"))


def recounts(words: str) -> bool:
    """Whether a paragraph of an internal review tells what was asked and answered before it."""
    return any(w.pattern.match(words) for w in _wordings("recounts"))


def asked_in_sentence(text: str, signal: str) -> re.Match[str] | None:
    """What a sentence of the letter says was asked for (or about), in its group ``asked``."""
    for wording in _wordings(signal):
        places = places_of(lowered(text), wording.row["begins"])
        if found := next(found_at(wording.pattern, text, places), None):
            return found
    return None
