"""What stands on a page before it is laid out: words, ruled lines, filled boxes, pictures, links.

Made by the PDF reader (and by OCR), used up by the layout, never published.  All coordinates are PDF points
from the top left corner of the page as it is shown (turned pages are turned back).
"""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points, origin top left."""


@dataclass(slots=True)
class Word:
    """A run of letters without a blank, in one line and one font size.

    ``baseline`` is where the letters stand; ``font`` an index into :attr:`PageObjects.fonts`.  ``angle`` is
    0 for text from left to right, 90, 180 or 270 for turned text (anticlockwise), -1 for slanting text such
    as a watermark; ``raised`` says that it stands above its line (a superscript).  Words are in the order in
    which the file draws them.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    baseline: float
    bold: bool = False
    italic: bool = False
    angle: int = 0
    raised: bool = False
    font: int = 0

    @property
    def box(self) -> Box:
        """Its box."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(slots=True)
class Ruling:
    """A drawn straight line, level or upright: a stroke, an edge of a stroked box, or a thin filled box.

    ``x0 <= x1`` and ``top <= bottom``; a level one has ``top == bottom``, an upright one ``x0 == x1``.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    thickness: float = 1.0

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.top == self.bottom


@dataclass(slots=True)
class Fill:
    """A filled box that is no ruling: a shaded cell, a band, a black box.

    ``darkness`` runs from 0 (white) to 1 (black); ``nth`` is the number of words drawn before it, so a word
    of a lower index lies under it.
    """

    box: Box
    darkness: float
    nth: int = 0


@dataclass(slots=True)
class PageLink:
    """A link annotation: its box and its target."""

    box: Box
    url: str


@dataclass(slots=True)
class PageObjects:
    """All that stands on one page; ``pictures`` are the boxes of images."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
