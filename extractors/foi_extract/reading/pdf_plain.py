"""The commonest operators of page content when their operands are plain numbers: pdfminer's, unchecked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def move(page: Any, tx: float, ty: float) -> None:
    """``Td``: begin a line of text at a distance from the last one's beginning."""
    state = page.textstate
    a, b, c, d, e, f = state.matrix
    state.matrix = (a, b, c, d, tx * a + ty * c + e, tx * b + ty * d + f)
    state.linematrix = (0, 0)


def place(page: Any, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
    """``Tm``: set the matrix of text."""
    state = page.textstate
    state.matrix = (a, b, c, d, e, f)
    state.linematrix = (0, 0)


def begin_text(page: Any) -> None:
    """``BT``: begin a text object."""
    page.textstate.reset()


def transform(page: Any, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
    """``cm``: put a matrix before the current one."""
    a0, b0, c0, d0, e0, f0 = page.ctm
    page.ctm = page.canvas.ctm = (
        a0 * a + c0 * b,
        b0 * a + d0 * b,
        a0 * c + c0 * d,
        b0 * c + d0 * d,
        a0 * e + c0 * f + e0,
        b0 * e + d0 * f + f0,
    )


def move_path(page: Any, x: float, y: float) -> None:
    """``m``: begin a part of a path."""
    page.curpath.append(("m", x, y))


def draw_line(page: Any, x: float, y: float) -> None:
    """``l``: draw a path on straight."""
    page.curpath.append(("l", x, y))


def draw_curve(page: Any, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
    """``c``: draw a path on in a curve."""
    page.curpath.append(("c", x1, y1, x2, y2, x3, y3))


def draw_box(page: Any, x: float, y: float, w: float, h: float) -> None:
    """``re``: add a rectangle to the path."""
    page.curpath += (("m", x, y), ("l", x + w, y), ("l", x + w, y + h), ("l", x, y + h), ("h",))


def fill_gray(page: Any, gray: float) -> None:
    """``g``: fill in gray."""
    state = page.graphicstate
    state.ncolor, state.ncs = gray, page.csmap["DeviceGray"]


def fill_rgb(page: Any, red: float, green: float, blue: float) -> None:
    """``rg``: fill in a colour of red, green and blue."""
    state = page.graphicstate
    state.ncolor, state.ncs = (red, green, blue), page.csmap["DeviceRGB"]


def space_letters(page: Any, space: float) -> None:
    """``Tc``: set the space between letters."""
    page.textstate.charspace = space


def space_words(page: Any, space: float) -> None:
    """``Tw``: set the space between words."""
    page.textstate.wordspace = space


def nothing(page: Any, *operands: float) -> None:
    """Operators that change nothing that is kept."""


PLAIN: Mapping[bytes, tuple[Callable[..., None], int]] = {
    b"Td": (move, 2),
    b"Tm": (place, 6),
    b"BT": (begin_text, 0),
    b"ET": (nothing, 0),
    b"EMC": (nothing, 0),
    b"Tc": (space_letters, 1),
    b"Tw": (space_words, 1),
    b"cm": (transform, 6),
    b"m": (move_path, 2),
    b"l": (draw_line, 2),
    b"c": (draw_curve, 6),
    b"re": (draw_box, 4),
    b"g": (fill_gray, 1),
    b"rg": (fill_rgb, 3),
    b"i": (nothing, 1),
    b"j": (nothing, 1),
    b"J": (nothing, 1),
    b"M": (nothing, 1),
}
"""The operators carried out here, by their names, and how many numbers each takes."""
