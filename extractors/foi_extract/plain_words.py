"""Words that need no tokeniser: plain letters and digits between blanks, at most a mark before and behind.

Whatever is not plainly one word, an abbreviation's stop among it, is left to spaCy; a test holds the two to
the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Word(NamedTuple):
    """A word as running text has it: spaCy's tokens between two blanks, without closing punctuation."""

    text: str
    start: int
    end: int


PLAIN = re.compile(
    r"""(?:[ \n]+ | (?<![^ \n]))                    # never from the middle of a word
    (?: (?P<opening>[(“]|‘(?![sS]\b))?
        (?: (?! (?:he|how|it|she|that|there|these|they|this|those|we|what|when|where|who|why|you)[ds]\.
              | ima\. )                              # spaCy takes these for two words, run together
            (?P<said>[a-z]{3,}|[A-Z][a-z]{7,}) (?P<stop>\.)  # no abbreviation is so written
          | (?P<number>[0-9]{1,3}(?:,[0-9]{3})+)
          | (?P<word>[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+){0,3}(?:(?<=[a-z]{2})['’]s)?)
        ) (?:(?<=[a-z0-9]{2})(?P<bracket>\)))? (?P<closing>(?<=[a-z0-9)]{2})[,;:?!])?
      | (?P<lone>[^\sA-Za-z0-9]) )
    (?= [ \n] | \Z )""",
    re.VERBOSE,
)
AFTER_NUMBER = re.compile(r"(?<=[0-9])[.,;:?!](?=[ \n]|\Z)")
"""The mark behind a number, a word of its own."""
PIECES = ("opening", "said", "stop", "number", "word", "bracket", "closing", "lone")
BEFORE = 60
"""A plain word is looked for within so many characters before a place."""


def plain_words(text: str, offset: int) -> Iterator[Word]:
    """The words from a place on, as long as they are plain; a mark is a word of its own."""
    if mark := AFTER_NUMBER.match(text, offset):
        yield Word(mark[0], offset, offset + 1)
        offset += 1
    while found := PLAIN.match(text, offset):
        yield from _words_of(found)
        offset = found.end()


def plain_word_before(text: str, offset: int) -> Word | None:
    """The word that ends one blank before a place; null unless it is plain."""
    if offset < 2 or text[offset - 1] != " ":
        return None
    near = max(0, offset - BEFORE)
    start = max(text.rfind(" ", near, offset - 1), text.rfind("\n", near, offset - 1)) + 1
    found = PLAIN.match(text, start) if offset - start <= BEFORE else None
    if found is None or found.end() != offset - 1:
        return None
    return list(_words_of(found))[-1]


def _words_of(found: re.Match[str]) -> Iterator[Word]:
    """The words of a plain stretch between blanks, its marks among them."""
    for name in PIECES:
        if found[name]:
            yield Word(found[name], *found.span(name))
