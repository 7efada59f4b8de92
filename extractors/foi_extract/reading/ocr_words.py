"""Tesseract's table of words to words on a page, each line's words of one size on one baseline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from foi_extract.reading.characters import plain_characters
from foi_records.page_objects import Word

TALL = re.compile(r"[A-Z0-9bdfhkl]")
BELOW = re.compile(r"[gjpqyQ,;()\[\]|/_]")
CAP_HEIGHT = 0.70
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
    if not re.search(r"\w", text):
        return confidence < 75 and text not in {"•", "-", "–", "£", "*"}
    return confidence < 40 and not re.search(r"\w{2}|\d", text)


def confidence_of(words: Sequence[TsvWord]) -> float:
    """Mean confidence of some words, each weighed by its letters; 0 when there are none."""
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0


def words_on_page(found: Sequence[TsvWord], scale: float) -> list[Word]:
    """The words in points; ``scale`` is points to a dot."""
    lines: dict[tuple[int, int, int], list[TsvWord]] = {}
    for word in found:
        lines.setdefault(word.line, []).append(word)
    sizes = sizes_of_lines(lines)
    usual = median([sizes[w.line] for w in found]) if found else 0.0
    out: list[Word] = []
    for key, words in lines.items():
        words = with_capital_i(words)
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
                )
            )
    return out


def with_capital_i(words: Sequence[TsvWord]) -> list[TsvWord]:
    """A line's words with upright strokes taken for what they are: an "I" before a small word, else dirt."""
    out: list[TsvWord] = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word.text in {"|", "l", "!"} and following and following.text[:1].islower():
            out.append(replace(word, text="I"))
        elif word.text.strip("|"):
            out.append(replace(word, text=re.sub(r"^\|(?=[a-z]{2})|\|$", "", word.text)))
    return out


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
        return median(clean) / CAP_HEIGHT
    return median(w.height for w in words) / (0.92 if any(TALL.search(w.text) for w in words) else 0.72)


def baseline_of(words: Sequence[TsvWord]) -> float:
    """Where a line's words stand, in dots from the top; letters that reach below it left aside."""
    clean = [w for w in words if not BELOW.search(w.text) and re.search(r"\w", w.text)] or list(words)
    return float(median(w.top + w.height for w in clean))
