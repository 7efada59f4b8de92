"""Lines to units: runs of lines that belong to one part of the letter whatever that part is.

A unit is about a sentence or a short paragraph, a heading, a list item or an address line.  Mail as plain
text often has no blank line between paragraphs, so the reader's paragraphs alone are too coarse: a unit
also ends where a line closes a sentence or stops well before the right edge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
MARKUP_BEFORE, MARKUP_BEHIND = "*_#> ", "*_ "
LAST_LETTERS = 16
"""No wording that ends a line is longer: only so much of its end is looked at."""
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


@dataclass(slots=True)
class Seams:
    """Where the units of a document begin and what they say: units are made twice of nearly the same lines.

    ``breaks`` says of two lines, and of a blank one between, whether they are of two units; ``words`` gives
    the text of some lines, plain and as it is.
    """

    document: Document
    width: int
    breaks: dict[tuple[int, int, bool], bool] = field(default_factory=dict)
    words: dict[tuple[int, ...], tuple[str, str]] = field(default_factory=dict)


def seams_of(document: Document) -> Seams:
    """The seams of a document, none of them looked at yet."""
    return Seams(document, _right_edge(document.lines))


def units_from_lines(seams: Seams, taken: frozenset[int] = frozenset()) -> list[Unit]:
    """The units of the lines that are not blank and not taken already."""
    lines = seams.document.lines
    units: list[Unit] = []
    group: list[int] = []
    gap = False
    for i, line in enumerate(lines):
        if i in taken:
            continue
        if not line.text.strip():
            gap = True
            continue
        if group and _begins_unit(seams, group[-1], i, gap):
            units.append(_unit(seams, group))
            group = []
        group.append(i)
        gap = False
    if group:
        units.append(_unit(seams, group))
    return _with_gaps(seams.document, units)


def _begins_unit(seams: Seams, above: int, here: int, gap: bool) -> bool:
    lines = seams.document.lines
    breaks = seams.breaks.get((above, here, gap))
    if breaks is None:
        breaks = _breaks(lines[above], lines[here], gap, seams.width)
        seams.breaks[above, here, gap] = breaks
    return breaks


def _breaks(above: Line, line: Line, gap: bool, width: int) -> bool:
    """Whether a line begins a new unit."""
    words, before = line.text.strip(), above.text.strip()
    if line.cell != above.cell or (line.heading or 0) != (above.heading or 0):
        return True
    if (gap or line.block != above.block) and not _runs_over(before, words):
        return True
    if _ends_sentence(before) or MARK.match(words) or DRAWN.match(before) or DRAWN.match(words):
        return True
    if not STARTER.match(words) and (len(above.text) >= width * SHORT_OF_EDGE or _goes_on(before, words)):
        return False
    return not _ends(RUNS_ON, before)


def _ends(pattern: re.Pattern[str], words: str) -> bool:
    """Whether words end as a pattern says, which is one of a line's end."""
    return pattern.search(words, max(0, len(words) - LAST_LETTERS)) is not None


def _goes_on(before: str, words: str) -> bool:
    """Whether a line goes on with the one above although that is short: it begins small, or with a number."""
    return words[0].islower() or (words[0].isdigit() and len(before) > 40)


def _runs_over(before: str, words: str) -> bool:
    """Whether a sentence goes on over a paragraph or page break."""
    if len(before) <= 30 or _ends_sentence(before) or MARK.match(words) or _ends(SIGNS_OFF, before):
        return False
    return words[0].islower() or _ends(RUNS_ON, before)


def _ends_sentence(words: str) -> bool:
    """Whether a line closes a sentence: its full stop is not that of an initial or "Mr."."""
    return bool(SENTENCE_END.search(words)) and not _ends(ABBREVIATED, words)


def _right_edge(lines: list[Line]) -> int:
    """The usual length of a full line, in characters."""
    lengths = sorted(len(line.text) for line in lines if line.text.strip())
    return min(lengths[int(len(lengths) * 0.8)], 110) if lengths else 0


def _unit(seams: Seams, group: list[int]) -> Unit:
    """The unit made of some lines."""
    lines = seams.document.lines
    said = seams.words.get(tuple(group))
    if said is None:
        text = " ".join(" ".join(lines[i].text.split()) for i in group)
        said = text.lstrip(MARKUP_BEFORE).rstrip(MARKUP_BEHIND), text
        seams.words[tuple(group)] = said
    plain, text = said
    line = lines[group[0]]
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
