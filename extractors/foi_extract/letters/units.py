"""Lines to units: runs of lines that belong to one part of the letter whatever that part is.

A unit is about a sentence or a short paragraph, a heading, a list item or an address line.  Mail as plain
text often has no blank line between paragraphs, so the reader's paragraphs alone are too coarse: a unit
also ends where a line closes a sentence or stops well before the right edge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foi_records.document import Document, Line

SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]*_]*(?:\[\d{1,3}\])?$")
RUNS_ON = re.compile(
    r"""(?:,|\b(?:of|the|and|or|to|for|in|a|an|by|on|with|under|from|at|that|your|our|section|sections|regulation|received|dated|which
    |January|February|March|April|May|June|July|August|September|October|November|December))$""",
    re.VERBOSE | re.IGNORECASE,
)
ABBREVIATED = re.compile(r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Prof|Rd|Ave|e\.g|i\.e|etc|approx)\.$")
MARK = re.compile(
    r"(?:[•◦▪●○■\uf0b7*–-]\s+\S|\(?(?:\d{1,2}(?!\.\d{1,2}\.\d\d)|[a-z]|[ivx]{1,4})[.)]\)?\s*\S|Q\s?\d|[A-Z]\)\s)",
    re.IGNORECASE,
)
STARTER = re.compile(
    r"""(?:If\s(?:you|following|after)\b|Should\syou\b|Please\s(?:quote|note|find|see|remember|contact|do)\b|Thank\syou\b
      |Yours?\s(?:sincerely|faithfully|truly)|(?:Kind|Best|With)\s\w*\s?[Rr]egards|I\s(?:hope|trust|can|am)\b
      |We\s(?:hope|trust|hold|do|can|have|are)\b|The\sinformation\s(?:provided|supplied|you)\b|This\s(?:[Ee]-?mail|request|message)\b
      |You\s(?:can|have|may|asked)\b|Your\srequest\b|Dear\b|Unfortunately\b)""",
    re.VERBOSE,
)
SIGNS_OFF = re.compile(r"\b(?:sincerely|faithfully|truly|regards|wishes),?$", re.IGNORECASE)
DRAWN = re.compile(r"^[\s\u2500-\u257f|+=_-]+$")
MARKUP = re.compile(r"^[*_#>\s]+|[*_\s]+$")
SHORT_OF_EDGE = 0.72


@dataclass(slots=True)
class Unit:
    """Lines ``first`` to ``last`` of the document, with their words as one running text.

    ``plain`` is ``text`` without the signs of emphasis that marked-up text has around it.  ``after_gap``
    says that a blank line or a new paragraph precedes it; ``block`` is its first line's; ``celled`` says
    that it stands in a grid.
    """

    first: int
    last: int
    text: str
    plain: str
    lines: int
    after_gap: bool
    block: int
    celled: bool = False


def units_from_document(document: Document, taken: frozenset[int] = frozenset()) -> list[Unit]:
    """The units of the lines that are not blank and not taken already."""
    width = _right_edge(document.lines)
    units: list[Unit] = []
    group: list[int] = []
    gap = False
    for i, line in enumerate(document.lines):
        if i in taken:
            continue
        if not line.text.strip():
            gap = True
            continue
        if group and _breaks(document.lines[group[-1]], line, gap, width):
            units.append(_unit(document, group))
            group = []
        group.append(i)
        gap = False
    if group:
        units.append(_unit(document, group))
    return _with_gaps(document, units)


def _breaks(above: Line, line: Line, gap: bool, width: int) -> bool:
    """Whether a line begins a new unit."""
    words, before = line.text.strip(), above.text.strip()
    if line.cell != above.cell or (line.heading or 0) != (above.heading or 0):
        return True
    if (gap or line.block != above.block) and not _runs_over(before, words):
        return True
    if _ends_sentence(before) or MARK.match(words) or DRAWN.match(before) or DRAWN.match(words):
        return True
    if STARTER.match(words) and not RUNS_ON.search(before):
        return True
    return (
        len(above.text) < width * SHORT_OF_EDGE and not _goes_on(before, words) and not RUNS_ON.search(before)
    )


def _goes_on(before: str, words: str) -> bool:
    """Whether a line goes on with the one above although that is short: it begins small, or with a number."""
    return words[0].islower() or (words[0].isdigit() and len(before) > 40)


def _runs_over(before: str, words: str) -> bool:
    """Whether a sentence goes on over a paragraph or page break."""
    if len(before) <= 30 or _ends_sentence(before) or MARK.match(words) or SIGNS_OFF.search(before):
        return False
    return words[0].islower() or bool(RUNS_ON.search(before))


def _ends_sentence(words: str) -> bool:
    """Whether a line closes a sentence: its full stop is not that of an initial or "Mr."."""
    return bool(SENTENCE_END.search(words)) and not ABBREVIATED.search(words)


def _right_edge(lines: list[Line]) -> int:
    """The usual length of a full line, in characters."""
    lengths = sorted(len(line.text) for line in lines if line.text.strip())
    return min(lengths[int(len(lengths) * 0.8)], 110) if lengths else 0


def _unit(document: Document, group: list[int]) -> Unit:
    """The unit made of some lines."""
    text = " ".join(" ".join(document.lines[i].text.split()) for i in group)
    line = document.lines[group[0]]
    plain = MARKUP.sub("", text)
    return Unit(group[0], group[-1], text, plain, len(group), False, line.block, line.cell is not None)


def _with_gaps(document: Document, units: list[Unit]) -> list[Unit]:
    """Set whether a blank line or a new paragraph stands before each unit."""
    for above, unit in zip([None, *units], units, strict=False):
        between = document.lines[(above.last if above else -1) + 1 : unit.first]
        unit.after_gap = (
            above is None
            or any(not line.text.strip() for line in between)
            or document.lines[above.last].block != unit.block
        )
    return units
