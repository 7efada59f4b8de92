"""How far a passage's wording leans: above nought to a question, below it to an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

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
    score += _strongest("asks", words) - _strongest("answers", words)
    if not score:
        score = -1.5 if NO_SENTENCE.match(words) else (-1.0 if SENTENCE.match(words) else -0.4)
    return min(score, EXCLAIMED) if words.endswith("!") and "?" not in words else score


def _strongest(signal: str, words: str) -> float:
    """The heaviest wording at the beginning, and half of the heaviest elsewhere."""
    first = later = 0.0
    for wording in _wordings(signal):
        weight = float(wording.row["weight"])
        if wording.row.get("anywhere"):
            if weight > later and wording.pattern.search(words):
                later = weight
        elif weight > first and wording.pattern.match(words):
            first = weight if not (wording.row.get("phrase") and STATES.match(words)) else weight / 4
    return first + later / 2


def is_heading(signal: str, words: str) -> bool:
    """Whether a passage is nothing but a heading such as "You asked" or "Our response"."""
    return len(words) < 70 and any(w.pattern.search(words) for w in _wordings(signal))


def answers_named(words: str) -> Sequence[str]:
    """Numbers of the questions whose answer a passage points at: "see answer to question 3"."""
    return [m["number"] for w in _wordings("refers") for m in w.pattern.finditer(words) if m["number"]]


def points_above(words: str) -> bool:
    """Whether an answer only points at the one before it."""
    return len(words) < 160 and any(w.pattern.search(words) for w in _wordings("refers-above"))


def says(signal: str, words: str) -> bool:
    """Whether a passage as a whole is of some kind of wording."""
    return any(w.pattern.search(words) for w in _wordings(signal))


def closes(words: str) -> bool:
    """Whether a paragraph speaks of the letter itself, as those below the last answer do."""
    return any(w.pattern.match(words) for w in _wordings("closing"))


def recounts(words: str) -> bool:
    """Whether a paragraph of an internal review tells what was asked and answered before it."""
    return any(w.pattern.match(words) for w in _wordings("recounts"))


def asked_in_sentence(text: str, signal: str) -> re.Match[str] | None:
    """What a sentence of the letter says was asked for (or about), in its group ``asked``."""
    for wording in _wordings(signal):
        if found := wording.pattern.search(text):
            return found
    return None
