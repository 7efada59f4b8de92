"""How the strings of page content are drawn: what each says and how far it moves on, made once a string."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from foi_extract.reading.pdf_fonts import Face
from foi_extract.reading.pdf_tokens import from_hex, unescaped

GAP = 0.18
"""Letters further apart than this share of their size stand in two words, blank or no blank."""
BACK = 0.4
"""A run that jumps back by more than this share of its size begins anew."""
MAX_KEPT = 4_000
"""Strings that one pen remembers; a page of the densest table has some 3,000."""
LONG = 12
"""From this length on a string is made of words, each made once."""
WORDS = re.compile(rb"\x20|[^\x20]++")
MAX_PENS = 32
"""Pens of one font kept at a time."""

Stretch = tuple[str, tuple[float, ...], bool]
"""Letters drawn one after another, how far each moves on, and whether word spacing follows.

A blank and a glyph without a letter stand alone, as does the glyph of code 32, which word spacing follows.
"""


class Pen(dict[bytes, Any]):
    """A font in one size: from a string or number as written to its stretches, or to how far it moves back.

    ``single`` makes every letter a stretch of its own, for text whose letters may stand apart.
    """

    __slots__ = ("face", "fontsize", "scaling", "single", "words")

    def __init__(self, face: Face, fontsize: float, scaling: float, single: bool) -> None:
        super().__init__()
        self.face, self.fontsize, self.scaling, self.single = face, fontsize, scaling, single
        self.words: dict[bytes, list[Stretch]] = {}

    def __missing__(self, token: bytes) -> Any:
        drawn = self.drawn(piece_from_token(token))
        if len(self) < MAX_KEPT:
            self[token] = drawn
        return drawn

    def drawn(self, piece: Any) -> list[Stretch] | float:
        """The stretches of a string, or how far a number moves back; nothing for what is neither."""
        if isinstance(piece, (int, float)):
            return piece * 0.001 * self.fontsize * self.scaling
        if not isinstance(piece, bytes):
            return []
        if len(piece) < LONG or self.face.multibyte:
            return self.stretches(piece)
        out: list[Stretch] = []
        for word in WORDS.findall(piece):
            known = self.words.get(word)
            if known is None:
                known = self.stretches(word)
                if len(self.words) < MAX_KEPT:
                    self.words[word] = known
            out += known
        return out

    def stretches(self, data: bytes) -> list[Stretch]:
        """What a string draws."""
        glyphs, look_up, fontsize, scaling = self.face.glyphs, self.face.glyph, self.fontsize, self.scaling
        out: list[Stretch] = []
        letters: list[str] = []
        steps: list[float] = []
        for code in self.face.font.decode(data):
            text, width = glyphs.get(code) or look_up(code)
            if text and text != " " and code != 32 and not self.single:
                letters.append(text)
                steps.append(width * fontsize * scaling)
                continue
            if letters:
                out.append(("".join(letters), tuple(steps), False))
                letters, steps = [], []
            out.append((text, (width * fontsize * scaling,), code == 32))
        if letters:
            out.append(("".join(letters), tuple(steps), False))
        return out


def piece_from_token(token: bytes) -> bytes | float:
    """A string or number as written to what it is."""
    if token[:1] == b"<":
        return from_hex(token[1:-1])
    return unescaped(token[1:-1]) if token[:1] == b"(" else float(token)


@dataclass(slots=True)
class Look:
    """How letters look: their size in points, the angle they run in, font, weight and darkness."""

    size: float
    angle: int
    face: Face
    bold: bool
    shade: float


class Hand:
    """How strings are drawn while font, size, spacing, colour and matrix (but for its place) stay the same.

    ``a`` to ``d`` lead from text space to the page; ``step`` is how far a unit of text space moves along the
    writing; letters further apart than ``widest`` stand in two words.
    """

    __slots__ = ("a", "b", "c", "d", "face", "look", "pen", "spacing", "step", "widest", "wordspace")

    def __init__(self, face: Face, state: Any, matrix: Any, shade: float) -> None:
        self.face = face
        self.a, self.b, self.c, self.d, _, _ = matrix
        fontsize, scaling = state.fontsize, state.scaling * 0.01
        self.spacing = state.charspace * scaling
        self.wordspace = 0 if face.multibyte else state.wordspace * scaling
        size = abs(fontsize) * math.hypot(self.c, self.d)
        angle, forward = direction(self.a, self.b, fontsize * scaling)
        self.step = math.hypot(self.a, self.b) * forward
        shade = -1.0 if state.render in (3, 7) else shade
        self.look = Look(size, angle, face, face.bold or state.render == 2, shade)
        apart = self.spacing * self.step
        self.widest = GAP * size + max(apart, 0.0)
        self.pen = pen_for(face, fontsize, scaling, not (size > 0.01 and apart > (0.01 - BACK) * size))


def pen_for(face: Face, fontsize: float, scaling: float, single: bool) -> Pen:
    """The pen of a font in a size."""
    key = (fontsize, scaling, single)
    pen: Pen | None = face.pens.get(key)
    if pen is None:
        if len(face.pens) >= MAX_PENS:
            face.pens.clear()
        pen = face.pens[key] = Pen(face, fontsize, scaling, single)
    return pen


def direction(a: float, b: float, sign: float) -> tuple[int, float]:
    """The angle in which text runs (0, 90, 180, 270; -1 when slanting) and 1 or -1 for its pen's sense."""
    if sign < 0:
        a, b = -a, -b
    forward = -1.0 if sign < 0 else 1.0
    if abs(b) <= 0.12 * abs(a):
        return (0, forward) if a >= 0 else (180, forward)
    if abs(a) <= 0.12 * abs(b):
        return (90, forward) if b > 0 else (270, forward)
    return -1, forward


def framed(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the page in the frame of text that runs at an angle."""
    if angle == 90:
        return y, -x
    if angle == 180:
        return -x, -y
    if angle == 270:
        return -y, x
    return x, y
