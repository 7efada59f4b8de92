"""The one module that imports spaCy: a blank English pipeline, its sentences, words, and our components.

The components are registered with spaCy, so that a pipeline of anybody's can have them::

    nlp = spacy.blank("en")
    nlp.add_pipe("foi_sentences")
    nlp.add_pipe("foi_citations")
    nlp.add_pipe("foi_dates", config={"anchor": "2020-07-10"})
    nlp.add_pipe("foi_figures")
    nlp(text).spans["dates"]

Each span's ``span._.foi`` is what was read there: a ``CitationMatch``, ``DateMatch`` or ``FigureMatch``.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from foi_records.spans import Stretch

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
    starts = [0]
    for end in SENTENCE_END.finditer(text):
        if text[end.start()] == "." and _runs_on(text, end.start() + 1, end.end()):
            continue
        if end.end() > starts[-1]:
            starts.append(end.end())
    return tuple(starts)


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
    inside = [s for s in _sentence_starts(text) if start < s < stop]
    edges = [start, *inside, stop]
    return [Stretch(a, b) for a, b in itertools.pairwise(edges) if b > a]


def sentence_at(text: str, offset: int) -> Stretch:
    """The sentence that holds an offset."""
    starts = _sentence_starts(text)
    i = bisect.bisect_right(starts, offset) - 1
    return Stretch(starts[i], starts[i + 1] if i + 1 < len(starts) else len(text))


class Word(NamedTuple):
    """A word as running text has it: spaCy's tokens between two blanks, without closing punctuation."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=2)
def doc_from_text(text: str) -> Doc:
    """One Doc for the whole response, made once; its offsets are the text's."""
    return pipeline()(text)


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Doc, list[int]]:
    """The text's Doc and the offsets of its tokens."""
    doc = doc_from_text(text)
    return doc, doc.to_array("IDX").tolist()


JOINING = frozenset({"-", "/", "’", "'", "’s", "'s", "&", "_"})
"""Tokens that join words written without a blank between them."""
LONGEST_WORD = 12
"""The most tokens that are glued to one word."""
OPENING = frozenset({"x", "‘", "'", '"', "“", "-", "–"})
"""Tokens that may stand between a number and what it counts."""


def words_after(text: str, offset: int, most: int) -> list[Word]:
    """The words of a text from an offset on, at most so many, marks that open a phrase left out."""
    doc, offsets = _tokens(text)
    i = bisect.bisect_left(offsets, offset)
    words: list[Word] = []
    while i < len(doc) and len(words) < most:
        token = doc[i]
        if token.is_space or (not words and token.text in OPENING):
            i += 1
            continue
        last = _last_joined(doc, i)
        end = offsets[last] + len(doc[last])
        words.append(Word(text[offsets[i] : end], offsets[i], end))
        i = last + 1
    return words


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
    doc, offsets = _tokens(text)
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


@Language.factory("foi_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets the sentence starts of a Doc by :func:`sentence_starts`."""
    return mark_sentences


def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a Doc by :func:`sentence_starts`."""
    offsets = doc.to_array("IDX").tolist()
    firsts = {bisect.bisect_left(offsets, start) for start in _sentence_starts(doc.text)}
    for i in firsts | {1}:  # spaCy looks for a mark from the second token on
        if i < len(doc):
            doc[i].is_sent_start = i in firsts
    return doc


@cache
def pipeline() -> Language:
    """The blank English pipeline with our sentences; made once."""
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000
    nlp.add_pipe("foi_sentences")
    return nlp


def _mark(doc: Doc, key: str, found: Iterable[tuple[int, int, str, Any]]) -> Doc:
    """Put what was found into ``doc.spans``, widened to whole tokens."""
    if not Span.has_extension("foi"):
        Span.set_extension("foi", default=None)
    spans = []
    for start, end, label, record in found:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            span._.foi = record
            spans.append(span)
    doc.spans[key] = spans
    return doc


@Language.factory("foi_citations", assigns=["doc.spans"])
def make_citations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that puts every citation of a provision into ``doc.spans["exemptions"]``."""
    from foi_extract.facts.citations import citations_in

    def mark_citations(doc: Doc) -> Doc:
        return _mark(doc, "exemptions", ((c.start, c.end, "CITATION", c) for c in citations_in(doc.text)))

    return mark_citations


@Language.factory("foi_dates", default_config={"anchor": None, "us": False}, assigns=["doc.spans"])
def make_dates(nlp: Language, name: str, anchor: str | None, us: bool) -> Callable[[Doc], Doc]:
    """A component that puts every date and period into ``doc.spans["dates"]``; ``anchor`` is an ISO date."""
    from foi_extract.facts.dates import dates_in
    from foi_extract.facts.masks import masked_stretches

    day = date.fromisoformat(anchor) if anchor else None

    def mark_dates(doc: Doc) -> Doc:
        found = dates_in(doc.text, day, masked_stretches(doc.text), us)
        return _mark(doc, "dates", ((m.start, m.end, m.precision.upper(), m) for m in found))

    return mark_dates


@Language.factory("foi_figures", assigns=["doc.spans"], requires=["doc.spans"])
def make_figures(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that puts every figure into ``doc.spans["figures"]``, clear of dates and citations."""
    from foi_extract.facts.dates import dates_in
    from foi_extract.facts.figures import figures_in
    from foi_extract.facts.masks import masked_stretches

    def mark_figures(doc: Doc) -> Doc:
        taken: list[tuple[int, int]] = list(masked_stretches(doc.text))
        for key in ("dates", "exemptions"):
            taken += [(s.start_char, s.end_char) for s in doc.spans.get(key, ())]
        if "dates" not in doc.spans:
            taken += [(m.start, m.end) for m in dates_in(doc.text, None, taken)]
        return _mark(doc, "figures", ((m.start, m.end, "FIGURE", m) for m in figures_in(doc.text, taken)))

    return mark_figures
