"""The engines that read a PDF page: each draws one page on a canvas, and everything after is ours.

``lean`` is our interpreter on pdfminer's fonts and objects: words, never characters.  ``pdfplumber`` is the
reference: its page, its characters, lines and boxes.  The lean one is the default because its words equal
the reference's on every page tried, at a tenth of the work (``benchmarks/speed.py``); a page on which the
two could differ is read by both.  Set ``FOI_EXTRACT_PDF_ENGINE=pdfplumber`` to read every page by the
reference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value

from foi_extract.reading.pdf_canvas import Canvas
from foi_extract.reading.pdf_fonts import UNKNOWN, Face
from foi_extract.reading.pdf_interpreter import CappedInterpreter

VARIABLE = "FOI_EXTRACT_PDF_ENGINE"
FEW = 12
"""A page that names fonts and yet has fewer letters than this is read by the reference too."""

Engine = Callable[[PDFPage, Canvas], None]
"""Draws a page on a canvas; on an exception the canvas holds what was drawn so far."""


def draw_lean(page: PDFPage, canvas: Canvas) -> None:
    """Draw a page by our own interpreter."""
    CappedInterpreter(canvas.rsrcmgr, canvas).process_page(page)


def draw_by_pdfplumber(page: PDFPage, canvas: Canvas) -> None:
    """Draw a page from pdfplumber's characters, lines, boxes and pictures."""
    from foi_extract.reading.pdf_reference import draw

    draw(page, canvas)


ENGINES: Mapping[str, Engine] = {"lean": draw_lean, "pdfplumber": draw_by_pdfplumber}
DEFAULT, REFERENCE = "lean", "pdfplumber"


def chosen_engine() -> str:
    """The engine that the environment asks for, else the default; ``ValueError`` for an unknown one."""
    name = os.environ.get(VARIABLE) or DEFAULT
    if name not in ENGINES:
        raise ValueError(f"{VARIABLE} is {name!r}; choose one of {', '.join(ENGINES)}.")
    return name


def drawn(
    page: PDFPage, engine: str, manager: PDFResourceManager, faces: dict[int, Face]
) -> tuple[Canvas, Exception | None]:
    """A page drawn by an engine, as far as it goes, and what stopped it."""
    canvas = Canvas(manager, faces)
    stopped: Exception | None = None
    try:
        ENGINES[engine](page, canvas)
    except (Exception, RecursionError) as error:
        stopped = error
    canvas.end_page(page)
    return canvas, stopped


def could_differ(canvas: Canvas, page: PDFPage) -> bool:
    """Whether the reference may read other words: hardly a letter, many unknown ones, slanting or upright."""
    letters = odd = 0
    for run in canvas.runs:
        letters += len(run.text)
        if run.angle < 0 or run.face.vertical or UNKNOWN in run.text:
            odd += len(run.text)
    if letters < FEW:
        return _names_fonts(page.resources)
    return 10 * odd > letters


def fuller(canvas: Canvas, reference: Canvas) -> Canvas:
    """The reference's page where it says something else than ours and has at least as many known letters."""
    ours, theirs = _letters(canvas), _letters(reference)
    return reference if theirs != ours and _known(theirs) >= _known(ours) else canvas


def _letters(canvas: Canvas) -> str:
    """A page's letters, in the order of the alphabet."""
    return "".join(sorted("".join(run.text for run in canvas.runs)))


def _known(letters: str) -> int:
    """How many letters the file tells."""
    return len(letters) - letters.count(UNKNOWN)


def _names_fonts(resources: Any) -> bool:
    """Whether a page names fonts, itself or in a form that it may draw."""
    try:
        named = dict_value(resources)
        return bool(named.get("Font")) or bool(named.get("XObject") and _form_fonts(named))
    except Exception:
        return False


def _form_fonts(resources: dict[str, Any]) -> bool:
    """Whether one of the first forms of a page names fonts."""
    forms = list(dict_value(resources["XObject"]).values())[:8]
    attrs = (getattr(form.resolve() if hasattr(form, "resolve") else form, "attrs", {}) for form in forms)
    return any(dict_value(a.get("Resources", {})).get("Font") for a in attrs)
