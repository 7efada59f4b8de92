"""Where searches can begin: the words and numbers of a text, found once, and patterns tried only there.

``re`` tries a pattern that begins with a choice of words at every letter of a text.  Tried only where one of
these words stands, it finds the same in a small part of the time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache

from foi_extract.law.cues import found_at, lowered

WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d+")
OPTION = r"[A-Za-z]+(?:(?:[ '-]|\[- \])[A-Za-z]+)*"
HEAD = re.compile(
    rf"(?:\\b)?((?:\(\?:{OPTION}(?:\|{OPTION})*\)\??|[A-Za-z]\??)+)(?=[ -](?!\?)|\[- \]|\(\?[=!]|\\b|$)"
)
"""The letters and choices with which a pattern begins."""
CHOICE = re.compile(r"\(\?:(?P<words>[^()]+)\)\??|(?P<letter>[a-z])\?")
FIRST = re.compile(r"[a-z]+")


class Starts:
    """A text in small letters, where each of its words begins, and its runs of digits in order.

    ``followed`` are those runs which a word or mark may follow that makes a name or a time of them: no blank
    and then another digit, as in the rows of a table.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lowered = lowered(text)
        self.words: dict[str, list[int]] = {}
        words = self.words
        for found in WORD.finditer(self.lowered):
            word = found[0]
            if word in words:
                words[word].append(found.start())
            else:
                words[word] = [found.start()]
        self.numbers = [found.span() for found in DIGITS.finditer(text)]
        self.followed = [
            (start, end)
            for start, end in self.numbers
            if not (text[end : end + 1].isspace() and text[end + 1 : end + 2].isdecimal())
        ]

    def of_words(self, words: Iterable[str]) -> list[int]:
        """Where any of some words begins, in no order; the words whole and in small letters."""
        known = self.words
        return [start for word in words if word in known for start in known[word]]

    def of_beginning(self, heads: frozenset[str], pattern: re.Pattern[str]) -> list[int]:
        """Where any word begins that matches a pattern, all of whose words begin with one of two letters."""
        known = self.words
        return [start for word in known if word[:2] in heads and pattern.match(word) for start in known[word]]

    def run_start(self, end: int, most: int, marks: str) -> int:
        """The start of the letters, digits and marks before a place, at most so many of them."""
        text, first = self.text, max(0, end - most)
        while end > first and (text[end - 1].isalnum() or text[end - 1] == "_" or text[end - 1] in marks):
            end -= 1
        return end


@lru_cache(maxsize=4)
def starts_in(text: str) -> Starts:
    """The starts of a text, made once for all that search it."""
    return Starts(text)


def matches_at(
    pattern: re.Pattern[str], text: str, starts: Iterable[int], first: int = 0, stop: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text, first, stop)`` finds, if it can begin at some starts and nowhere else.

    The starts may come in any order.
    """
    return found_at(pattern, text, sorted(starts), first, stop)


def opening_words(pattern: str) -> frozenset[str]:
    """The words in small letters with which a simple pattern begins, such as "sections?" or "(?:on|in) one".

    Raises ``ValueError`` where these cannot be told: only letters, choices of words, and either of them
    followed by a question mark are understood, up to a blank, a hyphen, an edge or a look ahead.
    """
    head = HEAD.match(pattern)
    if head is None:
        raise ValueError(f"the first words of {pattern!r} are not plain")
    return frozenset(FIRST.match(words)[0] for words in _spelt(head[1].lower()))  # type: ignore[index]


def _spelt(pattern: str) -> list[str]:
    """Every way of writing the words of a simple pattern."""
    choice = CHOICE.search(pattern)
    if choice is None:
        return [pattern]
    options = [choice["letter"]] if choice["letter"] else choice["words"].split("|")
    if choice[0].endswith("?"):
        options.append("")
    before, after = pattern[: choice.start()], pattern[choice.end() :]
    return [words for option in options for words in _spelt(before + option + after)]
