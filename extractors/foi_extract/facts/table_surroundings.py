"""What stands around a table: its caption above, its notes and legend below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_records.document import Document, Grid, Line
from foi_records.spans import Stretch

NUMBERED_TABLE = re.compile(r"^\W*(?:table|annex|appendix|figure|chart|schedule)\s+[\dA-Z]", re.IGNORECASE)
NOTE = re.compile(
    r"""^\s*(?:
        notes?\b | source\b | key\b | legend\b | caveats? | n\.?b\.? | please\ note\b | footnotes?\b
      | [*~†‡#]{1,3}(?=\s?[\w“"'‘=-]) | \[(?:[a-z]|note\s?\d{1,2})\]\s
      | [“"'‘]?[-–*~.:]{1,2}[”"'’]?\s*(?:=|denotes|means|indicates|represents)
      | (?:\(\d\)|\d\s?[)])\s | [¹²³⁴⁵] | [a-z]\s*=\s
    )""",
    re.VERBOSE | re.IGNORECASE,
)
LEGEND_WORDS = re.compile(
    r"""\b(?:suppress | denotes? | fewer\ than | less\ than | rounded | replaced\ (?:with|by) | small\ numbers
      | disclosive | figures?\ (?:include|exclude|do(?:es)?\ not|are|relate)
      | data\ (?:is|are|include|relate|extracted|correct|taken))""",
    re.VERBOSE | re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(?:below|following|as follows|attached|above|table\s*:?\s*$)\b|:\s*$|\?\s*$", re.IGNORECASE
)
LONGEST_CAPTION = 180
MOST_NOTES = 8


def caption_of(document: Document, grid: Grid, taken: tuple[Stretch, ...]) -> str | None:
    """The title in the line or two just above a table; sentences that only point to it are none.

    ``taken`` are the stretches of questions, which are never captions.
    """
    if grid.caption is not None:
        return _words(document, grid.caption)
    if not grid.stretches:
        return None
    found: list[str] = []
    block: int | None = None
    for i, line in _lines_above(document, grid):
        words = " ".join(line.text.split())
        if found and document.lines[i].block != block:
            break
        if line.cell is not None or any(s < line.end and line.start < e for s, e in taken):
            break
        found.insert(0, words)
        block = document.lines[i].block
        if len(found) > 2:
            return None
    title = " ".join(found)
    numbered = NUMBERED_TABLE.match(title)
    if not title or len(title) > LONGEST_CAPTION or (not numbered and not _is_title(title)):
        return None
    return title


def _is_title(words: str) -> bool:
    """Whether words name something rather than say something."""
    return (
        words[-1] not in ".,;?!"
        and not NOTE.match(words)
        and not POINTING.search(words)
        and len(words.split()) <= 22
        and any(c.isalpha() for c in words)
        and not words.startswith(("Dear", "•", "-"))
        and not re.match(r"\(?\d{1,2}[.)]", words)
    )


def _lines_above(document: Document, grid: Grid) -> Iterator[tuple[int, Line]]:
    """Lines above a grid from the nearest up, furniture and (at first) blank lines passed over."""
    i = document.line_at(grid.stretches[0].start) - 1
    blanks = 0
    seen = False
    while i >= 0:
        line = document.lines[i]
        if not line.text.strip():
            blanks += 1
            if seen or blanks > 2:
                return
        elif line.role != "furniture":
            yield i, line
            seen = True
        i -= 1


def notes_of(document: Document, grid: Grid, taken: tuple[Stretch, ...]) -> list[Stretch]:
    """The notes and legend just below a table, a stretch for each paragraph."""
    if grid.notes:
        return list(grid.notes)
    if not grid.stretches:
        return []
    out: list[Stretch] = []
    i = document.line_at(max(0, max(s.end for s in grid.stretches) - 1)) + 1
    blanks = 0
    block: int | None = None
    while i < len(document.lines) and len(out) < MOST_NOTES:
        line = document.lines[i]
        i += 1
        if not line.text.strip():
            blanks += 1
            if blanks > 2:
                break
            continue
        if line.role == "furniture":
            continue
        if line.cell is not None or any(s < line.end and line.start < e for s, e in taken):
            break
        goes_on = bool(out) and not blanks and line.block == block
        begins = NOTE.match(line.text) is not None or (
            not goes_on and LEGEND_WORDS.search(line.text) is not None and blanks <= 1 and len(out) < 3
        )
        if begins:
            out.append(Stretch(line.start, line.end))
        elif goes_on:
            out[-1] = Stretch(out[-1].start, line.end)
        else:
            break
        block, blanks = line.block, 0
    return out


def _words(document: Document, stretch: Stretch) -> str:
    """The words of a stretch as one line."""
    return " ".join(document.text[stretch.start : stretch.end].split())
