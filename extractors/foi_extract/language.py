"""Sentences and words of a text; the words are spaCy's, which is imported when the first word is asked for.

spaCy takes longer to import than a letter takes to read, and a letter without figures needs no words.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from foi_extract.plain_words import Word as Word
from foi_extract.plain_words import plain_word_before, plain_words
from foi_records.spans import Stretch

if TYPE_CHECKING:
    from spacy.tokens import Doc

SENTENCE_END = re.compile(
    r"""[.!?]["”’')\]]*(?=\s)         # a full stop and what closes after it
    | \n[ \t]*\n                      # a paragraph
    | :[ \t]*\n                       # a colon at the line's end
    | \n(?=[ \t>]*(?:[•▪◦‣●○–*o-][ \t]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)][ \t]))  # a list item""",
    re.VERBOSE,
)
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "rev",
        "sgt",
        "cllr",
        "st",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "viz",
        "approx",
        "est",
        "incl",
        "excl",
        "vs",
        "ext",
        "tel",
    ]
)
"""Abbreviations that never end a sentence."""
BEFORE_NUMBER = frozenset(
    [
        "no",
        "nos",
        "ref",
        "para",
        "paras",
        "p",
        "pp",
        "pg",
        "reg",
        "regs",
        "s",
        "ss",
        "sec",
        "secs",
        "art",
        "arts",
        "sch",
        "c",
        "v",
        "fig",
        "vol",
        "ed",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
"""Abbreviations that end no sentence before a number."""
OFTEN_LAST = frozenset(["etc", "ltd", "inc", "plc", "co", "rd", "ave"])
"""Abbreviations that end no sentence before a small letter."""
LAST_WORD = re.compile(r"(?:^|[\s(\[/“‘\"])((?:[A-Za-z]\.)*[A-Za-z]+)\.$")
LABEL = re.compile(r"(?:^|\n)[ \t>]*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\.$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _sentence_starts(text: str) -> tuple[int, ...]:
    return tuple(starts_in_piece(text))


def starts_in_piece(text: str) -> list[int]:
    """The same as :func:`sentence_starts`, not kept: of pieces there are too many."""
    starts = [0]
    for end in SENTENCE_END.finditer(text):
        if text[end.start()] == "." and _runs_on(text, end.start() + 1, end.end()):
            continue
        if end.end() > starts[-1]:
            starts.append(end.end())
    return starts


def _runs_on(text: str, stop: int, end: int) -> bool:
    """Whether the full stop that ends at ``stop`` closes no sentence: an abbreviation, a list's label."""
    left = text[max(0, stop - 12) : stop]
    if LABEL.search(left):
        return True
    found = LAST_WORD.search(left)
    if found is None:
        return False
    word, following = found[1].lower(), text[end : end + 40].lstrip()
    if word in TITLES or (len(found[1]) == 1 and found[1].isupper() and found[1] not in "IA"):
        return True
    if word in BEFORE_NUMBER:
        return following[:1].isdigit() or following[:1] == "("
    return word in OFTEN_LAST and following[:1].islower()


def sentence_starts(text: str) -> list[int]:
    """Offsets at which a sentence begins: after full stops, at paragraphs and list items."""
    return list(_sentence_starts(text))


def sentences_in(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of a stretch of a text, those at its edges cut to it."""
    stop = len(text) if end is None else end
    starts = _sentence_starts(text)
    inside = starts[bisect.bisect_right(starts, start) : bisect.bisect_left(starts, stop)]
    edges = [start, *inside, stop]
    return [Stretch(a, b) for a, b in itertools.pairwise(edges) if b > a]


def sentence_at(text: str, offset: int) -> Stretch:
    """The sentence that holds an offset."""
    starts = _sentence_starts(text)
    i = bisect.bisect_right(starts, offset) - 1
    return Stretch(starts[i], starts[i + 1] if i + 1 < len(starts) else len(text))


@lru_cache(maxsize=2)
def doc_from_text(text: str) -> Doc:
    """One Doc for the whole response, made once; its offsets are the text's."""
    from foi_extract.spacy_components import pipeline  # here because spaCy is slow to import

    return pipeline()(text)


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Doc, list[int]]:
    """The text's Doc and the offsets of its tokens."""
    doc = doc_from_text(text)
    return doc, doc.to_array("IDX").tolist()


JOINING = frozenset({"-", "/", "’", "'", "’s", "'s", "&", "_"})
"""Tokens that join words written without a blank between them."""
BLANKS = re.compile(r"\s+")
END = re.compile(r"\s*\Z")
NEAR = (80, 400, 4000)
"""Words are looked for within so many characters, the fewest first, so that not all is cut into tokens."""
LONGEST_CHUNK = 200
"""The most letters without a blank that are cut into tokens together: longer ones are no words."""
LONGEST_WORD = 12
"""The most tokens that are glued to one word."""
OPENING = frozenset({"x", "‘", "'", '"', "“", "-", "–"})
"""Tokens that may stand between a number and what it counts."""


def words_after(text: str, offset: int, most: int) -> Iterator[Word]:
    """The words of a text from an offset on, at most so many, marks that open a phrase left out.

    They come one by one, so that spaCy is asked only where a word that is not plain is come to.
    """
    given = 0
    for word in plain_words(text, offset):
        offset = word.end
        if given or word.text not in OPENING:
            yield word
            given += 1
        if given == most:
            return
    if not END.match(text, offset):
        yield from _tokenised_after(text, offset, most - given, begun=given > 0)


def _tokenised_after(text: str, offset: int, most: int, *, begun: bool) -> list[Word]:
    """The same by spaCy's tokens."""
    start, words = _chunk_start(text, offset), list[Word]()
    for reach in NEAR:
        end = _past_blanks(text, min(offset + reach, len(text)))
        words = _words_from(text, *_tokens_between(text, start, end), offset, most, begun=begun)
        if len(words) == most or end == len(text):
            break
    return words


def _words_from(
    text: str, doc: Doc, offsets: list[int], offset: int, most: int, *, begun: bool
) -> list[Word]:
    """The words of some tokens from an offset of the text on."""
    i = bisect.bisect_left(offsets, offset)
    words: list[Word] = []
    while i < len(doc) and len(words) < most:
        token = doc[i]
        if token.is_space or (not begun and not words and token.text in OPENING):
            i += 1
            continue
        last = _last_joined(doc, i)
        end = offsets[last] + len(doc[last])
        words.append(Word(text[offsets[i] : end], offsets[i], end))
        i = last + 1
    return words


def _tokens_between(text: str, start: int, end: int) -> tuple[Doc, list[int]]:
    """The tokens of a stretch that begins and ends at blanks: the same as those of the whole text there."""
    from foi_extract.spacy_components import pipeline  # here because spaCy is slow to import

    doc = pipeline().tokenizer(text[start:end])
    return doc, [start + offset for offset in doc.to_array("IDX").tolist()]


def _chunk_start(text: str, offset: int) -> int:
    """Where the run of letters without a blank begins that holds an offset; one too long is cut."""
    last = max(0, offset - LONGEST_CHUNK)
    while offset > last and not text[offset - 1].isspace():
        offset -= 1
    return offset


def _past_blanks(text: str, offset: int) -> int:
    """The place behind the next blanks from an offset on, else where a run too long is cut."""
    last = min(len(text), offset + LONGEST_CHUNK)
    found = BLANKS.search(text, offset, last)
    return found.end() if found else last


def _last_joined(doc: Doc, i: int) -> int:
    """The last token of the word that begins with a token: "full", "-", "time" are one word."""
    most = i + LONGEST_WORD
    while i + 1 < min(len(doc), most) and not doc[i].whitespace_ and _joins(doc[i].text, doc[i + 1].text):
        i += 1
    return i


def _joins(left: str, right: str) -> bool:
    """Whether two tokens that no blank parts belong to one word."""
    return (left in JOINING or left[-1].isalnum()) and (right in JOINING or right[0].isalnum())


def word_before(text: str, offset: int) -> Word | None:
    """The last word of a text that begins before an offset; null at its beginning."""
    if offset == 0:
        return None
    return plain_word_before(text, offset) or _tokenised_before(text, offset)


def _tokenised_before(text: str, offset: int) -> Word | None:
    """The same by spaCy's tokens."""
    start = _chunk_start(text, max(offset - NEAR[0], 0))
    if start and not text[start:offset].strip():
        start = _chunk_start(text, max(offset - NEAR[-1], 0))
    doc, offsets = _tokens_between(text, start, _past_blanks(text, offset))
    i = last = bisect.bisect_left(offsets, offset) - 1
    if i < 0:
        return None
    while (
        i > max(0, last - LONGEST_WORD)
        and not doc[i - 1].whitespace_
        and _joins(doc[i - 1].text, doc[i].text)
    ):
        i -= 1
    end = offsets[last] + len(doc[last])
    return Word(text[offsets[i] : end], offsets[i], end)
