"""Which words of a scanned page are bold, measured by the breadth of their strokes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

    from foi_extract.reading.ocr_words import TsvWord

DARK = 128
BOLDER = 1.28
"""Times that the strokes of bold words are broader than those of the page's plain ones."""
PLAIN_SHARE = 30
"""The percentile of the words' strokes that is taken for plain: most words of a letter are."""
FEWEST = 8
SHORT = 2
"""Letters of a word below which its strokes say little: it goes with its neighbours."""


def bold_words(image: Image, words: Sequence[TsvWord]) -> list[bool]:
    """Whether each word is bold: its strokes are broader, for its height, than the page's plain ones."""
    dots = np.asarray(image)
    strokes = [stroke_of(dots[w.top : w.top + w.height, w.left : w.left + w.width]) for w in words]
    told = [s for s, w in zip(strokes, words, strict=True) if s and letters_in(w.text) > SHORT]
    if len(told) < FEWEST:
        return [False] * len(words)
    plain = float(np.percentile(told, PLAIN_SHARE))
    own = [
        s > BOLDER * plain if letters_in(w.text) > SHORT else None
        for s, w in zip(strokes, words, strict=True)
    ]
    out: list[bool] = []
    for _, line in groupby(zip(words, own, strict=True), key=lambda pair: pair[0].line):
        out += settled([bold for _, bold in line])
    return out


def letters_in(text: str) -> int:
    """Letters and figures of a word."""
    return sum(c.isalnum() for c in text)


def settled(line: Sequence[bool | None]) -> list[bool]:
    """A line's words bold or plain: unsure ones as their neighbour, all as most of them where few differ."""
    known = [b for b in line if b is not None]
    bold = sum(known)
    if not known or bold <= 0.15 * len(known):
        return [False] * len(line)
    if bold >= 0.8 * len(known):
        return [True] * len(line)
    out: list[bool] = []
    before = next(b for b in line if b is not None)
    for b in line:
        before = before if b is None else b
        out.append(before)
    return out


def stroke_of(dots: Any) -> float:
    """The breadth of a word's strokes in dots: the mean ink of a run across, bars left aside; 0 for none."""
    dark = dots < DARK
    if not dark.any():
        return 0.0
    edges = np.diff(np.pad(dark.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    lengths = ends[:, 1] - starts[:, 1]
    upright = lengths <= 2 * np.median(lengths)
    ink = np.pad((255.0 - dots).cumsum(axis=1), ((0, 0), (1, 0)))
    rows = starts[:, 0]
    left, right = np.maximum(starts[:, 1] - 1, 0), np.minimum(ends[:, 1] + 1, dots.shape[1])
    runs = (ink[rows, right] - ink[rows, left]) / 255
    return float(runs[upright].mean())
