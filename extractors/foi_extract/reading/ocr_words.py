"""Tesseract's table of words to words on a page, each line's words of one size on one baseline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from foi_extract.reading.characters import plain_characters
from foi_records.page_objects import Word

TALL = re.compile(r"[A-Z0-9bdfhkl]")
BELOW = re.compile(r"[gjpqyQ,;()\[\]|/_]")
MARKS = frozenset("•-–£*|¢©®«»°e")
"""Lone marks that are kept even when they are read with little confidence: many a bullet, or a capital I."""
DASH = re.compile(r"(?:[—–]|[-—–_~]{2})\Z")
"""A dash between blanks; which of the dashes it is can't be told on a scan."""
BLUR = 1.0
"""Dots by which a letter's box is larger than the letter: its edges are grey."""
BEARING = 0.04
"""White beside a letter's ink that belongs to it, in letter sizes."""
NEARLY = 0.08
CAP_HEIGHT = 0.71
"""Height of a capital letter as a share of the font size."""


@dataclass(slots=True)
class TsvWord:
    """A word as Tesseract found it: its line, box in dots, confidence (0 to 100)."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    confidence: float


def words_from_tsv(tsv: str) -> list[TsvWord]:
    """The words of Tesseract's TSV; specks read as lone marks with little confidence are left out."""
    out: list[TsvWord] = []
    for row in tsv.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        text = plain_characters(fields[11]).strip()
        text = "–" if DASH.match(text) else text
        numbers = [int(f) for f in fields[2:10]]
        confidence = float(fields[10])
        if confidence < 0 or is_speck(text, confidence):
            continue
        out.append(
            TsvWord(
                text,
                (numbers[0], numbers[1], numbers[2]),
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                confidence,
            )
        )
    return out


def is_speck(text: str, confidence: float) -> bool:
    """Whether a "word" is dirt on the page: one letter or lone marks, read with little confidence."""
    if text in MARKS or DASH.match(text):
        return confidence <= 20
    if not re.search(r"\w", text):
        return confidence < 75
    return confidence < 40 and not re.search(r"\w{2}|\d", text)


def confidence_of(words: Sequence[TsvWord]) -> float:
    """Mean confidence of some words, each weighed by its letters; 0 when there are none."""
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0


def words_on_page(found: Sequence[TsvWord], scale: float, bold: Sequence[bool] = ()) -> list[Word]:
    """The words in points; ``scale`` is points to a dot, ``bold`` says which are."""
    lines: dict[tuple[int, int, int], list[TsvWord]] = {}
    for word in found:
        lines.setdefault(word.line, []).append(word)
    weights = {id(word): weight for word, weight in zip(found, bold, strict=False)}
    sizes = sizes_of_lines(lines)
    usual = median([sizes[w.line] for w in found]) if found else 0.0
    out: list[Word] = []
    for key, words in lines.items():
        size = usual if abs(sizes[key] - usual) < 0.16 * usual else sizes[key]
        foot = baseline_of(words)
        for word in words:
            out.append(
                Word(
                    word.text,
                    x0=round(word.left * scale, 2),
                    top=round((foot - 0.8 * size) * scale, 2),
                    x1=round((word.left + word.width) * scale, 2),
                    bottom=round((foot + 0.2 * size) * scale, 2),
                    size=round(size * scale * 2) / 2,
                    baseline=round(foot * scale, 2),
                    bold=weights.get(id(word), False),
                )
            )
    return with_even_blanks(out)


def with_even_blanks(words: list[Word]) -> list[Word]:
    """The words with the white beside their ink put back, blanks of about the usual breadth made alike.

    A scan shows where ink ends, which is not where a letter ends: blanks that were printed alike differ by
    a dot or two.  Where most of a page's blanks are nearly alike, those that are get the same breadth; wider
    ones, such as stand between columns, then tell themselves apart.
    """
    for word in words:
        word.x0, word.x1 = word.x0 - BEARING * word.size, word.x1 + BEARING * word.size
    beside = [(a, b) for a, b in pairwise(words) if a.baseline == b.baseline and a.size == b.size and a.size]
    gaps = [(b.x0 - a.x1) / a.size for a, b in beside]
    blanks = [gap for gap in gaps if 0.05 < gap < 0.55]
    usual = median(blanks) if blanks else 0.0
    alike = sum(abs(gap - usual) <= NEARLY for gap in blanks) >= 0.75 * len(blanks)
    for (a, b), gap in zip(beside, gaps, strict=True):
        off = (gap - usual) * a.size / 2 if alike and abs(gap - usual) <= NEARLY else 0.0
        a.x1, b.x0 = a.x1 + off, b.x0 - off
    for word in words:
        word.x0, word.x1 = round(word.x0, 2), round(word.x1, 2)
    return words


def sizes_of_lines(lines: dict[tuple[int, int, int], list[TsvWord]]) -> dict[tuple[int, int, int], float]:
    """The font size of each line in dots; a line of one or two words takes its paragraph's."""
    own = {key: size_of_line(words) for key, words in lines.items()}
    paragraphs: dict[tuple[int, int], list[float]] = {}
    for (block, paragraph, line), words in lines.items():
        if len(words) > 2:
            paragraphs.setdefault((block, paragraph), []).append(own[block, paragraph, line])
    return {
        key: median(paragraphs[key[:2]]) if len(lines[key]) < 3 and key[:2] in paragraphs else size
        for key, size in own.items()
    }


def size_of_line(words: Sequence[TsvWord]) -> float:
    """The font size of a line in dots, from words that reach from the baseline to a capital's top."""
    clean = [w.height for w in words if TALL.search(w.text) and not BELOW.search(w.text)]
    if clean:
        return max(median(clean) - BLUR, 1.0) / CAP_HEIGHT
    return max(median(w.height for w in words) - BLUR, 1.0) / (
        0.92 if any(TALL.search(w.text) for w in words) else 0.72
    )


def baseline_of(words: Sequence[TsvWord]) -> float:
    """Where a line's words stand, in dots from the top; letters that reach below it left aside."""
    clean = [w for w in words if not BELOW.search(w.text) and re.search(r"\w", w.text)] or list(words)
    return float(median(w.top + w.height for w in clean))
