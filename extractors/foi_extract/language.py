"""The one module that imports spaCy: a blank English pipeline, its sentences, and our components."""

from __future__ import annotations

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

SENTENCE_END = re.compile(r"""[.!?]["”’')\]]*(?=\s)|\n\s*\n|:\s*\n""")
ABBREVIATION = re.compile(
    r"\b(?:No|Nos|Mr|Mrs|Ms|Dr|Prof|St|Ltd|Inc|Co|Ref|e\.g|i\.e|etc|vs|approx|para|reg|regs|s|ss|sec|art|incl|ext|Tel)\.$",
    re.IGNORECASE,
)


def sentence_starts(text: str) -> list[int]:
    """Offsets at which a sentence begins: after a full stop that is no abbreviation, and at paragraphs."""
    starts = [0]
    for end in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text, max(0, end.start() - 8), end.start() + 1):
            continue
        starts.append(end.end())
    return starts


@Language.component("foi_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a Doc by :func:`sentence_starts`."""
    starts = iter([*sentence_starts(doc.text), len(doc.text) + 1])
    following = next(starts)
    for token in doc:
        token.is_sent_start = token.idx >= following
        while token.idx >= following:
            following = next(starts)
    return doc


@cache
def pipeline() -> Language:
    """The blank English pipeline with our sentences; made once."""
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000
    nlp.add_pipe("foi_sentences")
    return nlp


def doc_from_text(text: str) -> Doc:
    """One Doc for the whole response; its offsets are the text's."""
    return pipeline()(text)
