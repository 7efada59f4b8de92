"""The letter's words as passages: the smallest pieces that are wholly question or wholly answer.

A passage begins *hard* at a paragraph, a label, a bullet, a change of type face, or after a printed line
that ends although its next word would still have fitted; it begins *soft* at a sentence that starts a line
or follows a question mark, where a reading may cut, but at a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from foi_extract.pairing.labels import Label, bare_label_at, bullet_at, family_of, label_at
from foi_extract.pairing.wording import is_heading
from foi_records.document import Document, Grid, Line
from foi_records.letter import Letter, PartKind
from foi_records.spans import Stretch

PAIRED_PARTS: tuple[PartKind, ...] = ("request", "introduction", "reply", "other")
SENTENCE_ENDS = re.compile(r"[.?!:;][\"”’')*_\]]*$")
VALUE_AT_END = re.compile(
    r"\s[-–—:]\s+(?:[£$€]?\d[\d,.]*\s?%?|yes|no|none|nil|n/?a|unknown|not held)$", re.IGNORECASE
)
SENTENCE_STARTS = re.compile(r"\s*[\"“‘'(\[*_]*[A-Z0-9£•–-]")
FUNCTION_WORD = re.compile(
    r"\s*(?:The|We|This|These|There|They|Yes|No|None|Please|Our|It|All|See|As|I|Under|Not|However|You|Nil|N/A)"
    r"\b(?=[ ,.\n]|$)"
)
QUOTE_MARK = re.compile(r"\s*(?:>\s?){1,4}")
ASKED_THEN_SAID = re.compile(
    r"[?.)](?:(?<=\?)[\"”’')\]*_]{0,3}\s+(?=[A-Z0-9£\[“\"(])"
    r"|\s+(?=(?:Answer|Response|Reply|Our response|Council response|A)\s?(?::|\s[-–])))"
)
BOXES = ("☐", "☑", "☒", "□", "[ ]", "[]", "[x]", "[X]", "[✓]")
BOX_MARK = re.compile(r"[☐☑☒□]|\[[ xX✓]?\]")
BOX = re.compile(r"(?<=\s)(?P<mark>[☐☑☒□]|\[[ xX✓]?\])\s*(?=\w)")
REMARK = 40
FRAMED = 12
FRAMES = 30
WORDS = re.compile(r"[^\W_]")
DASH = re.compile(r"(?P<cut>\s+(?:[-–—]+|[-=]{1,3}>|→|⇒)\s+)(?=\S)")
DASHED = re.compile(r"[-–—>→⇒]")
"""One of these is in every dash: looked for first, because few passages have any."""
EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=\S)")


@dataclass(slots=True)
class Passage:
    """A piece of the letter, its label and marks, and how it stands among its neighbours.

    ``start`` is where its words begin, ``plain`` where its label does, ``begin`` where its bullet does;
    ``apart`` says that a label stands between it and the passage before, whose words it carries on;
    ``dash`` that it was cut off behind a dash ("Visitor permits - 51"), ``noted`` that it begins with the
    star of a note, ``goes_on`` that page furniture stands within its sentence.
    """

    start: int
    end: int
    words: str
    line: int
    part: PartKind
    hard: bool = True
    label: Label | None = None
    bullet: str | None = None
    depth: int = 0
    bold: bool = False
    italic: bool = False
    indent: float = 0.0
    grid: int | None = None
    after_grid: bool = False
    before_grid: bool = False
    dash: bool = False
    goes_on: bool = False
    spaced: bool = False
    quoted: bool = False
    apart: bool = False
    noted: bool = False
    begin: int = -1
    plain: int = -1

    @property
    def stretch(self) -> Stretch:
        """Where its words stand, the label not included."""
        return Stretch(self.start, self.end)


class Ground(NamedTuple):
    """What all passages of a letter stand on: its lines in tables of data, and how wide lines are printed."""

    taken: frozenset[int]
    width: float


def ground_of(document: Document) -> Ground:
    """The ground of a letter's passages."""
    return Ground(grid_lines(document), _printed_width(document))


def passages_from_letter(
    letter: Letter, kinds: Sequence[PartKind] = PAIRED_PARTS, ground: Ground | None = None
) -> list[Passage]:
    """The passages of some parts of the letter, in reading order; furniture and data grids left out."""
    document = letter.document
    taken, width = ground or ground_of(document)
    out: list[Passage] = []
    before: int | None = None
    gap = False
    for start, end, kind in ((p.start, p.end, p.kind) for p in letter.parts if p.kind in kinds):
        for i in document.lines_of(start, end):
            line = document.lines[i]
            if line.role in ("furniture", "chrome", "letterhead") or i in taken:
                if i in taken and out:
                    out[-1].before_grid = True
                gap = gap or i in taken
                continue
            if not WORDS.search(line.text):
                continue
            hard = gap or before is None or _breaks(document, before, i, width)
            fresh = list(_passages_in_line(document, i, kind, hard))
            if fresh:
                fresh[0].after_grid = gap
                fresh[0].spaced = i > 0 and not document.lines[i - 1].text.strip()
            for passage in fresh:
                _join_or_add(out, passage, document)
            before, gap = i, False
    for passage in out:
        passage.words = document.prose([passage.stretch]).replace("\n", " ")
    return out


def flows(grid: Grid) -> bool:
    """Whether a grid only frames running text: one column, one row, or "Request" and "Response" beside it."""
    if grid.n_columns == 1 or grid.n_rows == 1:
        return any(len(c.text.split()) > FRAMED for c in grid.cells)
    return _names_both(tuple(c.text for c in grid.cells if c.column == 0 and len(c.text) < FRAMES))


@lru_cache(maxsize=256)
def _names_both(first: tuple[str, ...]) -> bool:
    """Whether the cells of a first column name both sides."""
    return {"question", "answer"} <= {_side_named(words) for words in first}


def _side_named(words: str) -> str | None:
    """Whose words stand beside "Request", "Response", "Q1" or "A1" alone in a cell."""
    if is_heading("question-heading", words):
        return "question"
    if is_heading("answer-heading", words):
        return "answer"
    label = label_at(words, 0, len(words))
    return label.kind if label and not words[label.end :].strip() else None


def grid_lines(document: Document) -> frozenset[int]:
    """Indexes of the lines that stand in a table of data, or in its caption."""
    lines: set[int] = set()
    for grid in document.grids:
        if grid.role in ("layout", "exchanges") or flows(grid):
            continue
        stretches = [*grid.stretches, *([grid.caption] if grid.caption else [])]
        for start, end in stretches:
            lines.update(document.lines_of(start, end))
    return frozenset(lines)


def _printed_width(document: Document) -> float:
    """How wide lines are printed: in characters for plain text, in points where lines have boxes."""
    widths = sorted(_right_edge(line) for line in document.lines if len(line.text) > 30)
    if len(widths) < 3:
        return 0.0
    return widths[-1] if widths[-1] < 82 else widths[int(len(widths) * 0.95)]


def _right_edge(line: Line) -> float:
    return line.box[2] if line.box else float(len(line.text))


def _breaks(document: Document, before: int, here: int, width: float) -> bool:
    """Whether a new paragraph begins at a line, by its block, its type face, or room left above it."""
    upper, line = document.lines[before], document.lines[here]
    if upper.block != line.block or upper.cell != line.cell:
        return True
    if (upper.bold, upper.italic) != (line.bold, line.italic):
        return True
    if any(not document.lines[k].text.strip() for k in range(before + 1, here)):
        return True
    word = line.text.split()[0]
    if not width or upper.joins_next or word[:1].islower():
        return False
    if upper.box:
        letter = (upper.box[2] - upper.box[0]) / max(len(upper.text), 1)
        return upper.box[2] + letter * (len(word) + 4) < width - 0.05 * (width - upper.box[0])
    slack = width - (len(upper.text) + 1 + len(word))
    return slack >= (1 if width < 82 else 8)


def _passages_in_line(document: Document, i: int, part: PartKind, hard: bool) -> Iterator[Passage]:
    """One line cut after its question marks; its bullet and label are taken off first."""
    line = document.lines[i]
    text, at, end = document.text, line.start, line.start + len(line.text)
    bullet, depth, label = None, line.depth, None
    if line.mark and not re.search(r"[\w]", line.mark):
        depth = max(depth, 1)
    if found := bullet_at(text, at, end):
        bullet, at = found
    noted = False
    quoted = QUOTE_MARK.match(text, at, end)
    at = quoted.end() if quoted else at
    plain = at
    label = label_at(text, at, end) or (bare_label_at(text, at, end) if hard else None)
    if label and family_of(label) == "number" and is_heading("section-heading", text[label.end : end]):
        at, label = label.end, None  # the sections of a decision are numbered, not what was asked
    elif label:
        at = label.end
        inner = label_at(text, at, end)
        if inner and inner.kind == "plain" and inner.numbers[0].isalpha() and not inner.joint:
            yield _head(i, part, label, bullet, plain, at, line)
            label, bullet, plain, at = inner, None, at, inner.end
    elif emphasis := EMPHASIS.match(text, at, end):
        noted = emphasis["mark"] == "*" and "*" not in text[emphasis.end() : end]
        at = emphasis.end()
    boxes = _boxes(text, at, end, bullet)
    cuts = sorted({at, *(m.end() for m in ASKED_THEN_SAID.finditer(text, at, end)), *boxes})
    marked = bool(label or bullet)
    later = [label_at(text, cut, end) for cut in cuts[1:]]
    said = [
        None,
        *(
            found if found and (found.style == "unnumbered" or found.kind == "answer") else None
            for found in later
        ),
    ]
    italic, bold = _emphasis(text[line.start : end], line)
    for n, cut in enumerate(cuts):
        stop = cuts[n + 1] if n + 1 < len(cuts) else end
        if stop in boxes:
            stop = text.rindex(boxes[stop], cut, stop)
        tag = label if n == 0 else said[n]
        yield Passage(
            start=tag.end if tag and n else cut, end=stop, words="", line=i, part=part,
            hard=(hard or marked) if n == 0 else cut in boxes, label=tag,
            bullet=bullet if n == 0 else boxes.get(cut),
            depth=depth, quoted=bool(quoted), noted=noted and n == 0, bold=bold, italic=italic,
            indent=line.indent, grid=line.cell[0] if line.cell else None,
            begin=(plain if quoted else line.start) if n == 0 else cut, plain=plain if n == 0 else cut,
        )  # fmt: skip


def _boxes(text: str, start: int, end: int, bullet: str | None) -> dict[int, str]:
    """The boxes to tick side by side on a line or behind its question, by where their words begin."""
    if not BOX_MARK.search(text, start, end):
        return {}
    found = list(BOX.finditer(text, start, end))
    opens = (
        bullet in BOXES if bullet else bool(found) and text[start : found[0].start()].rstrip()[-1:] in "?:)"
    )
    return {m.end(): m["mark"] for m in found} if opens else {}


def _head(
    i: int, part: PartKind, label: Label, bullet: str | None, plain: int, at: int, line: Line
) -> Passage:
    """The outer of two labels on one line ("8. a) Does the trust …") as a passage without words."""
    return Passage(
        start=at, end=at, words="", line=i, part=part, label=label, bullet=bullet, depth=line.depth,
        indent=line.indent, begin=line.start, plain=plain,
    )  # fmt: skip


def _emphasis(words: str, line: Line) -> tuple[bool, bool]:
    """Whether a line is italic and bold, by its type or by the marks of Markdown."""
    found = re.match(r"\s*([*_]{1,3})\S", words)
    marks = len(found[1]) if found else 0
    return line.italic or marks in (1, 3), line.bold or marks in (2, 3)


def _only_a_value(last: Passage, new: Passage, document: Document) -> bool:
    """Whether "38." alone on its line, with the next number after it, is a value and no label."""
    return (
        last.label is not None
        and new.label is not None
        and last.line != new.line
        and not WORDS.search(document.text, last.start, last.end)
        and family_of(last.label) == "number"
        and family_of(new.label) in ("number", "question", "answer")
    )


def _join_or_add(out: list[Passage], new: Passage, document: Document) -> None:
    """Add a passage, or lengthen the one before it when no sentence begins here."""
    last = out[-1] if out else None
    if last and last.label and not WORDS.search(document.text, last.start, last.end) and not new.label:
        new.label, new.bullet, new.hard = last.label, last.bullet, True
        new.begin, new.plain = last.begin, last.plain
        out[-1] = new
        return
    if last and _only_a_value(last, new, document):
        last.label, last.start = None, last.plain
    if last is None or new.hard or new.part != last.part or new.line == last.line:
        out.append(new)
        return
    if any(document.lines[k].text.strip() for k in range(document.line_at(last.end - 1) + 1, new.line)):
        new.goes_on = True
        out.append(new)
        return
    words = document.text[last.start : last.end].rstrip()
    new.hard = bool(VALUE_AT_END.search(words))
    ends = new.hard or SENTENCE_ENDS.search(words) or _ends_in_bracket(words)
    starts = SENTENCE_STARTS.match(document.text, new.start, new.end)
    if (ends and starts) or FUNCTION_WORD.match(document.text, new.start, new.end):
        new.bold, new.italic = new.bold or last.bold, new.italic or last.italic
        out.append(new)
    else:
        last.end = new.end


def _ends_in_bracket(words: str) -> bool:
    """Whether words end on a bracketed remark of some length, as questions without a stop do."""
    return words.endswith(")") and len(words) - words.rfind("(") > REMARK
