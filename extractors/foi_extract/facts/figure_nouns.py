"""What a number counts: the noun phrase after it, on spaCy's tokens, without a model."""

from __future__ import annotations

import re
from functools import cache

from foi_extract.facts.masks import MASKED
from foi_extract.language import Word, sentence_at, words_after
from foi_extract.law.phrasebook import data_file
from foi_records.facts import Number

PLURAL = re.compile(r"[A-Za-z][\w’'/-]*(?:[^sui’']s|[rtnpdlkeaogy]s|[xs]es|s’|s')$")
VERBAL = re.compile(r"[a-z]{3,}(?:ed|ing)$")
NOUNS_IN_ING = frozenset(
    [
        "building",
        "meeting",
        "dwelling",
        "hearing",
        "training",
        "warning",
        "setting",
        "drawing",
        "painting",
        "listing",
        "filing",
        "opening",
        "posting",
        "sitting",
        "crossing",
        "parking",
        "recording",
        "reading",
        "sibling",
        "evening",
        "morning",
        "planning",
        "housing",
        "seed",
        "weed",
        "breed",
    ]
)
OPENED = "‘'“\"-–"
"""Marks that may stand between a number and what it counts."""
MOST = 6
"""The longest noun phrase that is looked at, in words."""


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = data_file("counted_nouns.toml")
    return frozenset(data["stops"]), frozenset(data["plurals"]), frozenset(data["not_plurals"])


def noun_after(text: str, blank: str, end: int, value: Number | None) -> tuple[str, int] | None:
    """The counted noun after a number and where it ends: "HII cases"; null when no noun follows.

    ``blank`` is the text with what cannot be part of a noun phrase blanked.

    The phrase runs to its first plural; a single thing has none, and then it runs to the next function word.
    """
    following = text[end : end + 1]
    if following and following not in OPENED and not following.isspace() and not following.isalnum():
        return None  # whatever words there are, a mark is no part of a noun
    words: list[Word] = []
    stop = sentence_at(text, max(0, end - 1)).end
    for word in words_after(text, end, MOST):
        if (
            word.start >= stop
            or is_stop(word.text)
            or blank[word.start] == MASKED
            or (word.text.isdigit() and "\n" in text[end : word.start])
            or (words and not _joined(text, words[-1].end, word.start))
        ):
            break
        words.append(word)
    if not words or not _joined(text, end, words[0].start):
        return None
    last = _head(tuple(w.text for w in words), value)
    if last is None:
        return None
    return " ".join(text[words[0].start : words[last].end].split()), words[last].end


def _head(words: tuple[str, ...], value: Number | None) -> int | None:
    """Which word is the head of the phrase; null when none can be."""
    if value == 1:
        while words and is_verbal(words[-1]) and len(words) > 1:
            words = words[:-1]
        plain = [i for i, w in enumerate(words) if not (is_verbal(w) and not is_plural(w))]
        return plain[-1] if plain else None
    for i, word in enumerate(words):
        if is_plural(word):
            return i + 1 if i + 1 < len(words) and is_plural(words[i + 1]) else i
    return None


def _joined(text: str, end: int, start: int) -> bool:
    """Whether only a blank, an "x" or an opening quote stands between a word and the next."""
    between = text[end:start]
    return "\n\n" not in between and re.fullmatch(r"\s*(?:x\s*)?[‘'“\"]?", between) is not None


def is_stop(word: str) -> bool:
    """Whether a word cannot stand in a noun phrase."""
    return word.lower() in _lists()[0] or not word[0].isalnum()


def is_verbal(word: str) -> bool:
    """Whether a word looks like a participle."""
    return VERBAL.match(word) is not None and word.lower() not in NOUNS_IN_ING


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural, or is one of those that do not look it."""
    low = word.lower().replace("’", "'")
    _, plurals, not_plurals = _lists()
    return low in plurals or (low not in not_plurals and PLURAL.fullmatch(word) is not None)
