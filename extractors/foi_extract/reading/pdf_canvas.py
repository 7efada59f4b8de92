"""The canvas that a page is drawn on: runs of letters, ruled lines, filled boxes, pictures, as drawn.

pdfminer's interpreter (or ours) calls it for every string and path; it keeps runs of letters, never single
characters, so that a page of 3,000 letters costs some 500 objects.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.utils import mult_matrix

from foi_extract.reading.pdf_colours import darkness
from foi_extract.reading.pdf_fonts import Face, face_from_font
from foi_extract.reading.pdf_paths import Shapes, TooMuch, boxed
from foi_records.page_objects import Box

GAP = 0.18
"""Letters further apart than this share of their size stand in two words, blank or no blank."""
BACK = 0.4
"""A run that jumps back by more than this share of its size begins anew."""
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
        self._letters: list[str] = []
        self._open: Run | None = None
        self._blank = False

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Take the page's size as shown."""
        x0, y0, x1, y1 = boxed(ctm, page.mediabox)
        self.width, self.height = x1 - x0, y1 - y0

    def end_page(self, page: Any) -> None:
        """Close the last run."""
        self._close()

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
        self.shapes.add(path, matrix, self.height, linewidth, stroke, fill, shade, len(self.runs), clip)

    def draw_letter(
        self,
        text: str,
        place: tuple[float, float, float],
        size: float,
        angle: int,
        face: Face,
        bold: bool,
        shade: float,
        widest: float,
    ) -> None:
        """Draw one letter at ``(u0, v, u1)``, as an engine of single characters gives them.

        It joins the letters before it unless the look differs or the gap is as wide as ``widest``.
        """
        u, v, end = place
        if not (math.isfinite(u) and math.isfinite(v) and math.isfinite(size)):
            return
        run = self._open
        if run is None or not _alike(run, v, size, angle, face, bold, shade):
            self._start(u, v, size, angle, face, bold, shade)
            run = self._open
            assert run is not None
        if text == " ":
            run.before_blank = self._blank = True
            self._next(run, end)
        elif text:
            if self._letters and not -BACK * size < u - run.u1 < widest:
                run = self._next(run, u)
            if not self._letters:
                run.u0, run.after_blank, self._blank = u, self._blank, False
            self._letters.append(text)
            run.u1 = end

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draw one string: its letters join the open run or begin new ones."""
        face = self.faces.get(id(textstate.font))
        if face is None:
            face = self.faces[id(textstate.font)] = face_from_font(textstate.font, len(self.faces))
        matrix = mult_matrix(textstate.matrix, self.ctm)
        if graphicstate.ncolor is not self._colour:
            self._colour = graphicstate.ncolor
            self._shade = darkness(self._colour, ncs)
        if face.vertical:
            textstate.linematrix = self._draw_down(textstate, face, matrix, seq)
        else:
            textstate.linematrix = self._draw_along(textstate, face, matrix, seq)

    def _draw_along(self, state: Any, face: Face, matrix: Any, seq: Sequence[Any]) -> tuple[float, float]:
        """Draw a string from its start along its baseline; gives where it ends, in text space."""
        a, b, c, d, e, f = matrix
        x, y = state.linematrix
        fontsize, scaling = state.fontsize, state.scaling * 0.01
        spacing = state.charspace * scaling
        wordspace = 0 if face.multibyte else state.wordspace * scaling
        size = abs(fontsize) * math.hypot(c, d)
        stretch = math.hypot(a, b)
        angle, forward = direction(a, b, fontsize * scaling)
        step = stretch * forward
        oy = y + state.rise
        u, v = framed(a * x + c * oy + e, b * x + d * oy + f, angle)
        if not (math.isfinite(u) and math.isfinite(v) and math.isfinite(size)):
            return (x, y)
        bold = face.bold or state.render == 2
        shade = -1.0 if state.render in (3, 7) else self._shade
        widest = GAP * size + max(spacing * step, 0.0)
        self._start(u, v, size, angle, face, bold, shade)
        glyphs, look_up = face.glyphs, face.glyph
        letters = self._letters
        run = self._open
        assert run is not None
        end = run.u1
        spaced = False
        begin = x
        for piece in seq:
            if isinstance(piece, (int, float)):
                x -= piece * 0.001 * fontsize * scaling
                spaced = True
            elif isinstance(piece, bytes):
                for code in face.font.decode(piece):
                    if spaced:
                        x += spacing
                    text, width = glyphs.get(code) or look_up(code)
                    at = u + (x - begin) * step
                    x += width * fontsize * scaling
                    if text == " ":
                        run.u1 = end
                        run.before_blank = self._blank = True
                        run = self._next(run, u + (x - begin) * step)
                        letters = self._letters
                        end = run.u1
                    elif text:
                        if letters and not -BACK * size < at - end < widest:
                            run.u1 = end
                            run = self._next(run, at)
                            letters = self._letters
                        if not letters:
                            run.u0 = at
                            run.after_blank = self._blank
                            self._blank = False
                        letters.append(text)
                        end = u + (x - begin) * step
                    if code == 32 and wordspace:
                        x += wordspace
                    spaced = True
        run.u1 = end
        return (x, y)

    def _draw_down(self, state: Any, face: Face, matrix: Any, seq: Sequence[Any]) -> tuple[float, float]:
        """Draw a string of an upright-writing font, each glyph a run of its own."""
        a, b, c, d, e, f = matrix
        x, y = state.linematrix
        size = abs(state.fontsize) * math.hypot(c, d)
        for piece in seq:
            if isinstance(piece, (int, float)):
                y -= piece * 0.001 * state.fontsize
            elif isinstance(piece, bytes):
                for code in face.font.decode(piece):
                    text, width = face.glyph(code)
                    self._start(
                        a * x + c * y + e - size / 2,
                        b * x + d * y + f - size,
                        size,
                        0,
                        face,
                        face.bold,
                        self._shade,
                    )
                    assert self._open is not None
                    self._letters.append(text.strip())
                    self._open.u1 = self._open.u0 + size
                    y += width * state.fontsize + state.charspace
        return (x, y)

    def _start(
        self, u: float, v: float, size: float, angle: int, face: Face, bold: bool, shade: float
    ) -> None:
        """Go on with the open run where the new string carries on from it, else begin a run."""
        run = self._open
        if (
            run is not None
            and self._letters
            and _alike(run, v, size, angle, face, bold, shade)
            and -0.1 * size < u - run.u1 < GAP * size
        ):
            return
        self._close()
        if run is not None and (run.angle != angle or abs(run.v - v) > 0.5 * size):
            self._blank = False
        self._open = Run("", u, u, v, size, angle, face, len(self.runs), bold, shade)

    def _next(self, run: Run, u: float) -> Run:
        """Close a run and begin the next one in the same string."""
        if not self._letters:
            run.u0 = run.u1 = u
            run.before_blank = False
            return run
        self._close()
        self._open = Run("", u, u, run.v, run.size, run.angle, run.face, len(self.runs), run.bold, run.shade)
        return self._open

    def _close(self) -> None:
        """Keep the open run if it has letters."""
        run = self._open
        if run is not None and self._letters:
            run.text = "".join(self._letters)
            run.nth = len(self.runs)
            self.runs.append(run)
            self._letters = []
            if len(self.runs) > MAX_RUNS:
                raise TooMuch
        self._open = None


def _alike(run: Run, v: float, size: float, angle: int, face: Face, bold: bool, shade: float) -> bool:
    """Whether letters of some look and height can belong to a run."""
    return (
        run.face is face
        and run.angle == angle
        and abs(run.v - v) < 0.02 * size
        and abs(run.size - size) < 0.01 * size
        and run.bold == bold
        and run.shade == shade
    )


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
