"""Printed lines without coordinates to paragraphs: which line breaks were meant and which only wrap.

A break was meant when the next line's first word would still have fitted on the line, when a list label
begins the next line, or where a labelled question ends.  Otherwise only a blank line ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foi_records.document import Line

LABEL = re.compile(
    r"""\s*(?:
      (?:[Qq](?:uestion)?|[Aa](?:nswer)?)\s?\d{1,2}[a-z]?\b
    | \(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})(?:\.\d{1,2}){0,2}[.)]\s
    | [•*▪◦–-]\s+(?=[^\s\d])
    )""",
    re.VERBOSE,
)
SENTENCE_END = re.compile(r"[.?!:;,]['\"’”)\]*]{0,3}$")
BROKEN_WORD = re.compile(r"[a-z]{2,}-$")
WORD_TAIL = re.compile(r"([a-z]{2,}[,.;:?!)]{0,2})(?:\s|$)")
UNWRAPPED = 130
NARROWEST = 55
"""Characters of a line below which no text is wrapped."""
SLACK = 0.8


@dataclass(frozen=True, slots=True)
class Width:
    """Where a text is wrapped, in characters.

    ``usual``: what nine in ten of its long lines stay within.  ``fixed``: they all end at one column, as mail
    programs wrap, so that a word that would still have fitted below ``widest`` shows a break that was meant.
    """

    usual: float
    fixed: bool = False
    widest: int = 0


def number_paragraphs(lines: Sequence[Line]) -> None:
    """Give every line its block, in place: lines of one paragraph share it, blank lines have their own.

    A paragraph that runs on over the blank lines of a page turn keeps its block.
    """
    width = wrap_width([line.text for line in lines])
    block, labelled = 0, False
    above: Line | None = None
    written: Line | None = None
    for line in lines:
        if not line.text.strip():
            block += 1
        elif (
            above is None
            or not above.text.strip()
            or line.role != above.role
            or break_is_meant(above.text, line.text, width, labelled)
        ):
            block += 1
            labelled = bool(LABEL.match(line.text))
        line.block = block
        if line.text.strip():
            if written is not None and written is not above and runs_on(written, line, width):
                line.block = block = written.block
            written = line
        above = line


def split_at_meant_breaks(lines: Sequence[Line]) -> None:
    """Part blocks of several printed lines into paragraphs, in place (``<br>``, converted PDFs)."""
    shared = Counter(line.block for line in lines)
    width = wrap_width([line.text for line in lines if shared[line.block] > 1])
    added, labelled, old = 0, False, -1
    above: Line | None = None
    for line in lines:
        if above is None or line.block != old:
            labelled = bool(LABEL.match(line.text))
            runs = above is not None and above.page != line.page and runs_on(above, line, width)
            added -= (line.block + added - above.block) if runs and above is not None else 0
        elif break_is_meant(above.text, line.text, width, labelled):
            added += 1
            labelled = bool(LABEL.match(line.text))
        old = line.block
        line.block += added
        above = line


def runs_on(above: Line, below: Line, width: Width) -> bool:
    """Whether a sentence goes on from a full line, over a page turn, to a line that begins small."""
    return (
        above.role == below.role
        and len(above.text) > 0.6 * width.usual > 24
        and not SENTENCE_END.search(above.text)
        and below.text.lstrip()[:1].islower()
        and not LABEL.match(below.text)
    )


def wrap_width(texts: Sequence[str]) -> Width:
    """The width at which a text is wrapped, and whether at a fixed column."""
    long = sorted(n for n in (len(t) for t in texts) if n >= 40)
    if not long:
        return Width(0.0)
    usual, widest = long[int(len(long) * 0.9)], long[int(len(long) * 0.97)]
    return Width(float(usual), len(long) >= 8 and widest - usual <= 2, widest)


def break_is_meant(above: str, below: str, width: Width, labelled: bool = False) -> bool:
    """Whether the line break between two printed lines ends a paragraph."""
    if not NARROWEST <= width.usual <= UNWRAPPED:
        return True
    needed = len(above) + 1 + len(below.split(None, 1)[0])
    if needed < width.usual * SLACK:
        return True
    ended = SENTENCE_END.search(above)
    if ended and LABEL.match(below):
        return True
    begins_large = below.lstrip(" '\"‘“(")[:1].isupper()
    if ended and begins_large and width.fixed and needed <= width.widest and above[ended.start()] in ".?!:":
        return True
    return labelled and begins_large and above.rstrip(" '\"’”*_").endswith("?")


def mend_broken_words(lines: Sequence[Line], text: str) -> None:
    """Move the tail of a word broken by a hyphen up to its line, in place.

    The hyphen goes only where the rest of the text has the word whole and never with its hyphen:
    otherwise it may be the word's own ("non-" / "residential").
    """
    for above, below in pairwise(lines):
        broken = BROKEN_WORD.search(above.text) if above.block == below.block else None
        tail = WORD_TAIL.match(below.text) if broken else None
        if not broken or not tail:
            continue
        start, end = broken.group()[:-1], re.sub(r"\W+$", "", tail.group(1))
        whole = re.search(rf"\b{start}{end}\b", text) and not re.search(rf"\b{start}-{end}\b", text)
        above.text = (above.text[:-1] if whole else above.text) + tail.group(1)
        above.joins_next = True
        below.text = below.text[tail.end(1) :].lstrip()
