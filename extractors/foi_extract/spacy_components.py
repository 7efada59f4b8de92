"""Our components for spaCy, and the blank English pipeline that the extractor itself runs.

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
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from foi_extract.language import sentence_starts

NO_START = 2**64 - 1
"""Minus one, as spaCy keeps it in an array: the token begins no sentence."""


@Language.factory("foi_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets the sentence starts of a Doc by :func:`foi_extract.language.sentence_starts`."""
    return mark_sentences


def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a Doc by :func:`foi_extract.language.sentence_starts`."""
    offsets = doc.to_array("IDX").tolist()
    marks = doc.to_array("SENT_START")
    marks[1:2] = NO_START  # spaCy looks for a mark from the second token on
    for start in sentence_starts(doc.text):
        first = bisect.bisect_left(offsets, start)
        if first < len(doc):
            marks[first] = 1
    # At once: setting one token's mark looks through all tokens.  The stub knows two dimensions only.
    doc.from_array("SENT_START", marks)  # type: ignore[arg-type]
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
