"""Paragraphs that say again what was asked and answer it: "You asked what it cost. The price was £80."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foi_extract.pairing.labels import Label
from foi_extract.pairing.passages import Passage
from foi_records.document import Document

LEAST = 2
ASKING = re.compile(
    r"""(?:(?:first(?:ly)?|secondly|thirdly|finally|lastly|next|then|also|in\saddition),?\s+)?
    (?:you\s+(?:(?:then|also|further|next|finally|lastly|have|had)\s+){0,2}
        (?:ask(?:ed)?|want(?:ed)?|wish(?:ed)?|request(?:ed)?|enquired?)(?:\s+to\s+(?:know|be\s+told)|\s+us)?
      |your\s+(?:first|second|third|fourth|fifth|next|last|final)\s+(?:point|question|request|query)
        \s+(?:was|is|asks|asked))
    (?:\s+(?:for\s+|about\s+)?["“](?P<quoted>[^"“”]{5,400})["”][.?]?
      |\s+(?!(?:for|about)\s+(?:an?\s+)?(?:the\s+following|review|internal)|the\s+following)
        (?P<asked>[^.?:"“]{8,300})[.?])(?=\s+[A-Z£\d]|\s*\Z)""",
    re.VERBOSE | re.IGNORECASE,
)


def cut_at_askings(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, those that begin by saying what was asked cut into question and answer.

    Only where two paragraphs or more do so, and none is numbered.
    """
    found = {
        n: m
        for n, p in enumerate(passages)
        if p.hard and not p.bullet and (m := ASKING.match(document.text, p.start, p.end))
    }
    if len(found) < LEAST or any(p.label for p in passages):
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n in found:
            out.extend(_cut(document, passage, found[n]))
        else:
            said = n - 1 in found and found[n - 1].end() >= passages[n - 1].end - 1
            out.append(replace(passage, label=_label("answer", passage.start)) if said else passage)
    return out


def _cut(document: Document, passage: Passage, found: re.Match[str]) -> Iterator[Passage]:
    """The words that were asked, as a question, and the rest of the passage as its answer."""
    start, end = found.span("quoted" if found["quoted"] else "asked")
    words = " ".join(document.text[start:end].split())
    line = document.line_at(start)
    yield replace(
        passage, start=start, plain=start, end=end, words=words, line=line, label=_label("question", start)
    )
    rest = document.trimmed(found.end(), passage.end)
    if rest.end > rest.start:
        words = " ".join(document.text[rest.start : rest.end].split())
        yield replace(
            passage, start=rest.start, begin=rest.start, plain=rest.start, end=rest.end, words=words,
            line=document.line_at(rest.start), label=_label("answer", rest.start), hard=False,
        )  # fmt: skip


def _label(side: str, at: int) -> Label:
    return Label("question" if side == "question" else "answer", "unnumbered", (), "", at)
