"""The canvas that a page is drawn on: runs of letters, ruled lines, filled boxes, pictures, as drawn.

pdfminer's interpreter (or ours) calls it for every string and path; it keeps runs of letters, never single
characters, so that a page of 3,000 letters costs some 500 objects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.utils import mult_matrix

from foi_extract.reading.pdf_colours import darkness
from foi_extract.reading.pdf_fonts import Face, face_from_font
from foi_extract.reading.pdf_paths import Shapes, TooMuch, boxed
from foi_extract.reading.pdf_pens import BACK, GAP, Hand, Look, framed, piece_from_token
from foi_records.page_objects import Box

MAX_HANDS = 64
MAX_RUNS = 400_000


@dataclass(slots=True)
class Run:
    """Letters drawn one after another without a blank, in the frame of their own direction.

    ``u0`` to ``u1`` is the extent along the writing, ``v`` the height of the baseline, both in points;
    for plain text ``u`` is x from the left and ``v`` is y from the bottom of the page.  ``shade`` is how dark
    the letters are; -1 for letters drawn without ink, as under a scan.
    """

    text: str
    u0: float
    u1: float
    v: float
    size: float
    angle: int
    face: Face
    nth: int
    bold: bool
    shade: float = 1.0
    after_blank: bool = False
    before_blank: bool = False


class Canvas(PDFDevice):
    """What is drawn on one page."""

    def __init__(self, manager: Any, faces: dict[int, Face]) -> None:
        super().__init__(manager)
        self.ctm: Any = (1, 0, 0, 1, 0, 0)
        self.faces = faces
        self.runs: list[Run] = []
        self.shapes = Shapes()
        self.pictures: list[Box] = []
        self.width = self.height = 0.0
        self.clip: Box | None = None
        self.shaded = False
        self.damaged = False
        self._colour: Any = 0
        self._shade = 1.0
        self._hands: dict[Any, Hand] = {}
        self._letters: list[str] = []
        self._look: Look | None = None
        self._v = self._u0 = self._u1 = 0.0
        self._after = self._blank = False

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Take the page's size as shown."""
        x0, y0, x1, y1 = boxed(ctm, page.mediabox)
        self.width, self.height = x1 - x0, y1 - y0

    def end_page(self, page: Any) -> None:
        """Close the last run."""
        self._close()
        self._look = None

    def render_image(self, name: str, stream: Any) -> None:
        """Keep where a picture stands."""
        x0, y0, x1, y1 = boxed(self.ctm, (0, 0, 1, 1))
        if all(map(math.isfinite, (x0, y0, x1, y1))):
            self.pictures.append((x0, self.height - y1, x1, self.height - y0))

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Keep the straight lines and the filled boxes of a path."""
        if path:
            shade = darkness(graphicstate.ncolor, graphicstate.ncs) if fill else 0.0
            if getattr(graphicstate, "alpha", 1.0) < 0.7:
                shade = min(shade, 0.5)
            self.draw_shape(path, self.ctm, graphicstate.linewidth, stroke, fill, shade, self.clip)

    def draw_shape(
        self,
        path: Sequence[Any],
        matrix: Any,
        linewidth: float,
        stroke: bool,
        fill: bool,
        shade: float,
        clip: Box | None,
    ) -> None:
        """Keep the straight lines and the filled boxes of a path, over the letters drawn so far."""
        self._close()
        self._look = None
        self.shapes.add(path, matrix, self.height, linewidth, stroke, fill, shade, len(self.runs), clip)

    def draw_letter(self, text: str, place: tuple[float, float, float], look: Look, widest: float) -> None:
        """Draw one letter at ``(u0, v, u1)``, as an engine of single characters gives them.

        It joins the letters before it unless the look differs or the gap is as wide as ``widest``.
        """
        u, v, end = place
        if not (math.isfinite(u) and math.isfinite(v) and math.isfinite(look.size)):
            return
        if self._look is None or not _alike(self._look, self._v, look, v):
            self._start(u, v, look)
        if text == " ":
            self._close(before_blank=True)
            self._blank = True
        elif text:
            if self._letters and not -BACK * look.size < u - self._u1 < widest:
                self._close()
            if not self._letters:
                self._u0, self._after, self._blank = u, self._blank, False
            self._letters.append(text)
            self._u1 = end

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draw one string: its letters join the open run or begin new ones."""
        hand = self._hand_for(textstate, ncs, graphicstate)
        if hand.face.vertical:
            textstate.linematrix = self._draw_down(textstate, hand.face, seq)
        else:
            textstate.linematrix = self._draw_along(textstate, hand, map(hand.pen.drawn, seq))

    def show(self, textstate: Any, tokens: Iterable[bytes], graphicstate: Any) -> None:
        """Draw one string given as strings and numbers as written."""
        hand = self._hand_for(textstate, graphicstate.ncs, graphicstate)
        if hand.face.vertical:
            textstate.linematrix = self._draw_down(textstate, hand.face, map(piece_from_token, tokens))
        else:
            textstate.linematrix = self._draw_along(textstate, hand, map(hand.pen.__getitem__, tokens))

    def show_moved(self, state: Any, moves: Iterable[tuple[bytes, bytes, bytes]], graphicstate: Any) -> None:
        """Draw strings each of which begins at a distance from the last one's beginning, as browsers do."""
        hand = self._hand_for(state, graphicstate.ncs, graphicstate)
        look, drawn = hand.look, hand.pen.__getitem__
        across, down = hand.a * 0 + hand.c * state.rise, hand.b * 0 + hand.d * state.rise
        a, b, c, d, e, f = state.matrix
        a0, b0, c0, d0, e0, f0 = self.ctm
        for right, up, token in moves:
            tx, ty = float(right), float(up)
            e, f = tx * a + ty * c + e, tx * b + ty * d + f
            state.matrix, state.linematrix = (a, b, c, d, e, f), (0, 0)
            if hand.face.vertical:
                self.show(state, (token,), graphicstate)
                continue
            u, v = across + (a0 * e + c0 * f + e0), down + (b0 * e + d0 * f + f0)
            if look.angle > 0:
                u, v = framed(u, v, look.angle)
            if math.isfinite(u) and math.isfinite(v) and math.isfinite(look.size):
                self._start(u, v, look)
                state.linematrix = (self._draw_letters(0, u, hand, (drawn(token),)), 0)

    def _hand_for(self, state: Any, ncs: Any, graphics: Any) -> Hand:
        """How strings are drawn in this state, made once."""
        if graphics.ncolor is not self._colour:
            self._colour = graphics.ncolor
            self._shade = darkness(self._colour, ncs)
        a, b, c, d, _, _ = state.matrix
        key = (
            state.font, state.fontsize, state.scaling, state.charspace, state.wordspace, state.render,
            self._shade, a, b, c, d, self.ctm,
        )  # fmt: skip
        hand = self._hands.get(key)
        if hand is None:
            face = self.faces.get(id(state.font))
            if face is None:
                face = self.faces[id(state.font)] = face_from_font(state.font, len(self.faces))
            if len(self._hands) >= MAX_HANDS:
                self._hands.clear()
            hand = self._hands[key] = Hand(face, state, mult_matrix(state.matrix, self.ctm), self._shade)
        return hand

    def _draw_along(self, state: Any, hand: Hand, drawn: Iterable[Any]) -> tuple[float, float]:
        """Draw a string from its start along its baseline; gives where it ends, in text space."""
        x, y = state.linematrix
        _, _, _, _, e, f = state.matrix
        a, b, c, d, left, low = self.ctm
        oy = y + state.rise
        u = hand.a * x + hand.c * oy + (a * e + c * f + left)
        v = hand.b * x + hand.d * oy + (b * e + d * f + low)
        look = hand.look
        if look.angle > 0:
            u, v = framed(u, v, look.angle)
        if not (math.isfinite(u) and math.isfinite(v) and math.isfinite(look.size)):
            return (x, y)
        self._start(u, v, look)
        return (self._draw_letters(x, u, hand, drawn), y)

    def _draw_letters(self, x: float, u: float, hand: Hand, drawn: Iterable[Any]) -> float:
        """Draw the letters of a string that begins at ``x`` in text space, ``u`` on the page; gives its end.

        The steps are added one by one, in the order of pdfminer, so that the places are the same to the last
        bit.
        """
        step, spacing, wordspace = hand.step, hand.spacing, hand.wordspace
        back, widest = -BACK * hand.look.size, hand.widest
        letters, end, begin, before = self._letters, self._u1, x, 0.0
        for entry in drawn:
            if entry.__class__ is float:
                x -= entry
                before = spacing
                continue
            for text, steps, ends_word in entry:
                x += before
                at = u + (x - begin) * step
                if spacing:
                    x = spaced(x, steps, spacing)
                else:
                    for width in steps:
                        x += width
                before = spacing
                if text == " ":
                    if letters:
                        self._u1 = end
                        letters = self._close(before_blank=True)
                    self._blank = True
                elif text:
                    if letters and not back < at - end < widest:
                        self._u1 = end
                        letters = self._close()
                    if not letters:
                        self._u0, self._after, self._blank = at, self._blank, False
                    letters.append(text)
                    end = u + (x - begin) * step
                if ends_word:
                    x += wordspace
        self._u1 = end
        return x

    def _draw_down(self, state: Any, face: Face, seq: Iterable[Any]) -> tuple[float, float]:
        """Draw a string of an upright-writing font, each glyph a run of its own."""
        a, b, c, d, e, f = mult_matrix(state.matrix, self.ctm)
        x, y = state.linematrix
        size = abs(state.fontsize) * math.hypot(c, d)
        look = Look(size, 0, face, face.bold, self._shade)
        for piece in seq:
            if isinstance(piece, (int, float)):
                y -= piece * 0.001 * state.fontsize
            elif isinstance(piece, bytes):
                for code in face.font.decode(piece):
                    text, width = face.glyph(code)
                    u, v = a * x + c * y + e - size / 2, b * x + d * y + f - size
                    self._start(u, v, look)
                    self._letters.append(text.strip())
                    self._u1 = self._u0 + size
                    y += width * state.fontsize + state.charspace
        return (x, y)

    def _start(self, u: float, v: float, look: Look) -> None:
        """Go on with the open run where the new string carries on from it, else begin a run."""
        old = self._look
        if old is not None:
            if (
                self._letters
                and _alike(old, self._v, look, v)
                and -0.1 * look.size < u - self._u1 < GAP * look.size
            ):
                return
            if old.angle != look.angle or abs(self._v - v) > 0.5 * look.size:
                self._blank = False
        self._close()
        self._look, self._v, self._u0, self._u1, self._after = look, v, u, u, False

    def _close(self, before_blank: bool = False) -> list[str]:
        """Keep the open run if it has letters; gives the list for the letters of the next one."""
        letters = self._letters
        look = self._look
        if letters and look is not None:
            runs = self.runs
            runs.append(
                Run(
                    "".join(letters), self._u0, self._u1, self._v, look.size, look.angle, look.face,
                    len(runs), look.bold, look.shade, self._after, before_blank,
                )
            )  # fmt: skip
            letters = self._letters = []
            if len(runs) > MAX_RUNS:
                raise TooMuch
        return letters


def spaced(x: float, steps: Sequence[float], spacing: float) -> float:
    """Where letters end that begin at a place and stand apart by some spacing."""
    x += steps[0]
    for width in steps[1:]:
        x += spacing
        x += width
    return x


def _alike(old: Look, old_v: float, look: Look, v: float) -> bool:
    """Whether letters of some look and height can belong to a run."""
    size = look.size
    return abs(old_v - v) < 0.02 * size and (
        old is look
        or (
            old.face is look.face
            and old.angle == look.angle
            and abs(old.size - size) < 0.01 * size
            and old.bold == look.bold
            and old.shade == look.shade
        )
    )
