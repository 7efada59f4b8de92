"""The state of text and graphics while a page is drawn: as pdfminer keeps it, in slots and cheap to copy."""

from __future__ import annotations

from typing import Any

from pdfminer.pdfcolor import PREDEFINED_COLORSPACE
from pdfminer.utils import MATRIX_IDENTITY

GRAY = PREDEFINED_COLORSPACE["DeviceGray"]


class TextState:
    """How text is set, and where the next string begins: ``linematrix`` in the space of ``matrix``."""

    __slots__ = (
        "charspace", "font", "fontsize", "leading", "linematrix", "matrix", "render", "rise", "scaling",
        "wordspace",
    )  # fmt: skip

    def __init__(self) -> None:
        self.font: Any = None
        self.fontsize: float = 0
        self.charspace: float = 0
        self.wordspace: float = 0
        self.scaling: float = 100
        self.leading: float = 0
        self.render = 0
        self.rise: float = 0
        self.reset()

    def reset(self) -> None:
        """Begin a text object."""
        self.matrix: Any = MATRIX_IDENTITY
        self.linematrix: tuple[float, float] = (0, 0)

    def copy(self) -> TextState:
        """The state as it is now."""
        made = TextState.__new__(TextState)
        made.font, made.fontsize, made.charspace = self.font, self.fontsize, self.charspace
        made.wordspace, made.scaling, made.leading = self.wordspace, self.scaling, self.leading
        made.render, made.rise = self.render, self.rise
        made.matrix, made.linematrix = self.matrix, self.linematrix
        return made


class GraphicState:
    """How lines are drawn and shapes filled; ``alpha`` is the opacity of fills."""

    __slots__ = (
        "alpha", "dash", "flatness", "intent", "linecap", "linejoin", "linewidth", "miterlimit", "ncolor",
        "ncs", "scolor", "scs",
    )  # fmt: skip

    def __init__(self) -> None:
        self.linewidth: float = 0
        self.linecap: Any = None
        self.linejoin: Any = None
        self.miterlimit: Any = None
        self.dash: Any = None
        self.intent: Any = None
        self.flatness: Any = None
        self.scolor: Any = 0
        self.scs: Any = GRAY
        self.ncolor: Any = 0
        self.ncs: Any = GRAY
        self.alpha = 1.0

    def copy(self) -> GraphicState:
        """The state as it is now."""
        made = GraphicState.__new__(GraphicState)
        made.linewidth, made.linecap, made.linejoin = self.linewidth, self.linecap, self.linejoin
        made.miterlimit, made.dash, made.intent = self.miterlimit, self.dash, self.intent
        made.flatness, made.alpha = self.flatness, self.alpha
        made.scolor, made.scs, made.ncolor, made.ncs = self.scolor, self.scs, self.ncolor, self.ncs
        return made
