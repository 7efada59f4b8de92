"""The passages of a public interest test: each consideration, for or against, and the balance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from foi_extract.language import sentences_in
from foi_extract.law.cues import lowered, speaks_of
from foi_extract.law.phrasebook import phrasebook
from foi_records.document import Document, Line
from foi_records.letter import Letter, PartKind
from foi_records.spans import Stretch

WORDINGS = "interest.toml"
SPOKEN: tuple[PartKind, ...] = ("introduction", "reply", "legal_annex")
CUES = ("favour", "favor", "against", "public interest", "outweigh", "balanc", "disclos", "releas")

BULLET = re.compile(r"\s{0,40}(?:[•●◦▪∙·*\uf0b7-]|[–—]\s|\(?[a-z0-9]{1,2}[.)]\s)", re.IGNORECASE)
SENTENCE_DONE = re.compile(r"[.!?:;][\"”’')\]]*\s*$")
INLINE = re.compile(r"\s*(?:section\s+\d[\w()]*)?\s*[:–—-]\s*(?=\w)", re.IGNORECASE)
MID_SENTENCE = re.compile(r"\W{0,40}[a-z]")
HEADING_WORDS = 22

Side = Literal["disclose", "withhold"]
Boundary = Callable[[int, int], bool]


class Passage(NamedTuple):
    """A consideration on one side, or the words in which the balance came down on it.

    ``opens`` is where the heading stands that it is the first under, null elsewhere.
    """

    kind: Literal["consideration", "balance"]
    side: Side
    stretch: Stretch
    headed: bool = False
    opens: int | None = None


def passages(letter: Letter, boundary: Boundary) -> list[Passage]:
    """Every passage of the letter's public interest tests, in order.

    ``boundary`` says whether an answer or question ends between two offsets: a list never runs over that.
    """
    found: list[Passage] = []
    for start, end in letter.of_kind(*SPOKEN):
        small = lowered(letter.text)[start:end]
        if speaks_of(small, ("public interest", "favour", "favor", "against", "outweigh")):
            found.extend(_of_part(letter.document, list(letter.document.lines_of(start, end)), boundary))
    return sorted(found, key=lambda p: p.stretch)


def _of_part(document: Document, indexes: Sequence[int], boundary: Boundary) -> Iterator[Passage]:
    """Headed lists first; every sentence outside them on its own."""
    at, prose = 0, 0
    while at < len(indexes):
        line = document.lines[indexes[at]]
        heading = heading_of(line)
        if heading is None:
            at += 1
            continue
        yield from _prose(document, indexes[prose:at])
        side, inline = heading
        stop = _list_end(document, indexes, at + 1, boundary)
        first = indexes[at : at + 1] if inline is not None else []
        for n, stretch in enumerate(_items(document, [*first, *indexes[at + 1 : stop]], inline)):
            yield Passage("consideration", side, stretch, headed=True, opens=None if n else line.start)
        at = prose = stop
    yield from _prose(document, indexes[prose:])


def heading_of(line: Line) -> tuple[Side, int | None] | None:
    """The side a heading line opens, and where on it the first consideration begins, if it does."""
    if not speaks_of(line.text.lower(), CUES) or MID_SENTENCE.match(line.text):
        return None
    for wording in phrasebook(WORDINGS):
        if wording.signal not in ("heading_disclose", "heading_withhold"):
            continue
        if found := wording.pattern.match(line.text):
            side: Side = "disclose" if wording.signal == "heading_disclose" else "withhold"
            rest = line.text[found.end() :]
            if inline := INLINE.match(rest):
                return side, line.start + found.end() + inline.end()
            short = len(line.text.split()) <= HEADING_WORDS and not re.search(
                r"\b(?:is|are|was|were|we)\b", rest
            )
            return (side, None) if short and not rest.rstrip().endswith((".", ",")) else None
    return None


def _list_end(document: Document, indexes: Sequence[int], begin: int, boundary: Boundary) -> int:
    """Where the list below a heading ends: the next heading, a weighing paragraph, the end of the answer."""
    bulleted, last = False, begin - 1
    for at in range(begin, len(indexes)):
        line = document.lines[indexes[at]]
        if not line.text.strip():
            continue
        opens = line.block != document.lines[indexes[last]].block
        done = last >= begin and bool(SENTENCE_DONE.search(document.lines[indexes[last]].text))
        marked = _marked(line)
        bulleted = bulleted or marked
        if (
            boundary(document.lines[indexes[last]].end, line.start)
            or heading_of(line)
            or _signal(line.text, "heading_balance")
        ):
            return at
        if (
            opens
            and not marked
            and (_signal(line.text, "closing") or (bulleted and done and line.text.lstrip()[:1].isupper()))
        ):
            return at
        last = at
    return len(indexes)


def _items(document: Document, indexes: Sequence[int], inline: int | None) -> Iterator[Stretch]:
    """The considerations of a list: a bulleted or indented line begins each, else each paragraph is one."""
    lines = [document.lines[i] for i in indexes if document.lines[i].text.strip()]
    if lines and inline is None and _continues_heading(document, indexes):
        lines = lines[1:]
    begins = _beginnings(lines)
    for first, stop in pairwise([*begins, len(lines)]):
        start = inline if inline is not None and first == 0 else lines[first].start
        mark = BULLET.match(document.text, start, lines[first].end)
        begin = mark.end() if mark and _marked(lines[first]) else start
        yield document.trimmed(begin, lines[stop - 1].end)


def _beginnings(lines: Sequence[Line]) -> list[int]:
    if not lines:
        return []
    base = min(line.indent for line in lines)
    if any(_marked(line) for line in lines):
        begins = [n for n, line in enumerate(lines) if _marked(line)]
    elif lines[0].indent > base + 0.5:
        begins = [n for n, line in enumerate(lines) if abs(line.indent - lines[0].indent) < 1]
    else:
        begins = [n for n, line in enumerate(lines) if n == 0 or _new_paragraph(lines[n - 1], line)]
    return begins if begins[0] == 0 else [0, *begins]


def _new_paragraph(before: Line, line: Line) -> bool:
    return line.block != before.block and bool(SENTENCE_DONE.search(before.text))


def _marked(line: Line) -> bool:
    return line.mark is not None or bool(BULLET.match(line.text))


def _continues_heading(document: Document, indexes: Sequence[int]) -> bool:
    """Whether the first line is the tail of a heading that the page was too narrow for."""
    line = document.lines[indexes[0]]
    words = line.text.strip()
    return (
        words[:1].islower()
        and len(words.split()) <= 6
        and not SENTENCE_DONE.search(words)
        and not _marked(line)
    )


def _prose(document: Document, indexes: Sequence[int]) -> Iterator[Passage]:
    """The sentences outside lists that weigh, or say where the balance came down."""
    if not indexes:
        return
    start, end = document.lines[indexes[0]].start, document.lines[indexes[-1]].end
    small = lowered(document.text)
    for stretch in sentences_in(document.text, start, end):
        if not speaks_of(small[slice(*stretch)], CUES):
            continue
        if passage := _said(document.text[slice(*stretch)]):
            yield passage._replace(stretch=document.trimmed(*stretch))


def _said(sentence: str) -> Passage | None:
    nowhere = Stretch(0, 0)
    if _signal(sentence, "balance_withhold"):
        return Passage("balance", "withhold", nowhere)
    if _signal(sentence, "balance_disclose"):
        return Passage("balance", "disclose", nowhere)
    against, towards = _signal(sentence, "prose_withhold"), _signal(sentence, "prose_disclose")
    if against == towards:  # neither, or both sides in one sentence
        return None
    return Passage("consideration", "withhold" if against else "disclose", nowhere)


def _signal(words: str, signal: str) -> bool:
    """Whether a wording with a signal stands in some words."""
    small = words.lower()
    return any(
        wording.pattern.search(words)
        for wording in phrasebook(WORDINGS)
        if wording.signal == signal and speaks_of(small, wording.row["cues"])
    )
