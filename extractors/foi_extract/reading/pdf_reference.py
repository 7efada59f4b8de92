"""A page read by pdfplumber, the reference engine: its characters and shapes drawn on our canvas.

pdfplumber makes every object; beside it only what it does not keep is noted (the font, the rendering mode,
the clip, the opacity), because hidden words must be told from shown ones here as elsewhere.
"""

from __future__ import annotations

import io
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from foi_extract.reading.pdf_canvas import Canvas
from foi_extract.reading.pdf_colours import darkness
from foi_extract.reading.pdf_fonts import UNKNOWN, Face, face_from_font, letters_from_glyph
from foi_extract.reading.pdf_interpreter import CappedInterpreter
from foi_extract.reading.pdf_pens import GAP, Look, direction, framed
from foi_records.page_objects import Box

NOTED = "foi_noted"


class NotingDevice(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, noting on each object what pdfplumber does not keep of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clip: Box | None = None
        self.shaded = False
        self.height = 0.0
        self.state: Any = None
        self.space: Any = None

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Take the page's height, by which the interpreter turns clips."""
        super().begin_page(page, ctm)
        self.height = self.cur_item.height

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Note the state in which a string is shown."""
        self.state, self.space = textstate, ncs
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Note a character's font, rise, rendering mode and spacing."""
        moved = float(super().render_char(*args, **kwargs))
        state = self.state
        scaling = state.scaling * 0.01
        noted = (state.font, state.rise, state.render, state.charspace * scaling, state.fontsize, scaling)
        setattr(self.cur_item._objs[-1], NOTED, (*noted, self.space))
        return moved

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Note the clip and the opacity under which a path is painted."""
        known = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        for made in self.cur_item._objs[known:]:
            setattr(made, NOTED, (self.clip, getattr(gstate, "alpha", 1.0), gstate.ncs))


class ReferenceInterpreter(CappedInterpreter):
    """pdfminer's interpreter on its own tokens, as pdfplumber uses it, within our caps."""

    execute = PDFPageInterpreter.execute
    do_TJ = PDFPageInterpreter.do_TJ  # noqa: N815


class ReferencePdf(PDF):
    """pdfplumber's file on a document that is open already, its streams capped."""

    def __init__(self, page: PDFPage, manager: Any) -> None:
        self.stream, self.stream_is_external, self.path = io.BytesIO(), True, None
        self.pages_to_parse = self.laparams = self.password = self.unicode_norm = None
        self.raise_unicode_errors = False
        self.doc, self.rsrcmgr = page.doc, manager
        self.metadata: dict[str, Any] = {}


class ReferencePage(Page):
    """pdfplumber's page, its layout made within our caps; what was drawn before a failure stays."""

    shaded = False
    failure: Exception | None = None

    @property
    def layout(self) -> Any:
        """The page's objects in the order in which they were drawn."""
        if not hasattr(self, "_layout"):
            device: Any = NotingDevice(self.pdf.rsrcmgr, pageno=self.page_number, laparams=None)
            try:
                ReferenceInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            except (Exception, RecursionError) as error:
                self.failure = error
            self._layout: Any = device.cur_item
            self.shaded = device.shaded
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        """Pdfplumber's record of an object, with what was noted on it."""
        return {**super().process_object(obj), NOTED: getattr(obj, NOTED, None)}


def draw(page: PDFPage, canvas: Canvas) -> None:
    """Draw on a canvas all that pdfplumber finds on a page, in the order in which it was drawn."""
    plumbed = ReferencePage(ReferencePdf(page, canvas.rsrcmgr), page, 1)
    layout = plumbed.layout
    canvas.width, canvas.height, canvas.shaded = layout.width, layout.height, plumbed.shaded
    left, top = plumbed.mediabox[:2]
    flip = (1, 0, 0, -1, -left, plumbed.height + top)
    for drawn in plumbed.iter_layout_objects(layout._objs):
        kind = drawn["object_type"]
        if kind == "char":
            _draw_char(drawn, canvas)
        elif kind in ("rect", "line", "curve"):
            _draw_path(drawn, canvas, flip)
        elif kind == "image":
            x0, y0, x1, y1 = drawn["x0"], drawn["top"], drawn["x1"], drawn["bottom"]
            canvas.pictures.append((x0 - left, y0 - top, x1 - left, y1 - top))
    if plumbed.failure is not None:
        raise plumbed.failure


def _draw_char(char: dict[str, Any], canvas: Canvas) -> None:
    """Draw one of pdfplumber's characters."""
    font, rise, render, spacing, fontsize, scaling, space = char[NOTED]
    face = canvas.faces.get(id(font))
    if face is None:
        face = canvas.faces[id(font)] = face_from_font(font, len(canvas.faces))
    a, b, c, d, e, f = char["matrix"]
    stretch, size = (a * a + b * b) ** 0.5, abs(fontsize) * (c * c + d * d) ** 0.5
    angle, forward = direction(a, b, fontsize * scaling)
    u, v = framed(c * rise + e, d * rise + f, angle)
    if face.vertical:
        u, v = char["x0"], char["y0"]
    shade = -1.0 if render in (3, 7) else darkness(char["non_stroking_color"], space)
    canvas.draw_letter(
        _text(char["text"], face),
        (u, v, u + stretch * forward * char["adv"] if not face.vertical else u + size),
        Look(size, angle, face, face.bold or render == 2, shade),
        0.0 if face.vertical else GAP * size + max(spacing * stretch * forward, 0.0),
    )


def _text(text: str, face: Face) -> str:
    """What a character says: pdfplumber writes a glyph without a letter as "(cid:12)"."""
    return UNKNOWN if text.startswith("(cid:") else letters_from_glyph(text, face.pictures)


def _draw_path(shape: dict[str, Any], canvas: Canvas, flip: Any) -> None:
    """Draw one of pdfplumber's lines, boxes and curves."""
    clip, alpha, space = shape[NOTED]
    path = [
        (command, *(number for point in points for number in point)) for command, *points in shape["path"]
    ]
    shade = darkness(shape["non_stroking_color"], space) if shape["fill"] else 0.0
    canvas.draw_shape(
        path,
        flip,
        shape["linewidth"],
        shape["stroke"],
        shape["fill"],
        min(shade, 0.5) if alpha < 0.7 else shade,
        clip,
    )
