"""A line of a page while it is being written: its words, how many of them are bold, its links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foi_records.document import LineRole, Link


@dataclass(frozen=True, slots=True)
class Style:
    """What an element's text inherits."""

    bold: bool = False
    italic: bool = False
    heading: int | None = None
    role: LineRole = "body"
    url: str = ""
    keeps_blanks: bool = False
    element: str | None = None
    depth: int = 0


@dataclass(slots=True)
class Pen:
    """The line that is being written."""

    text: str = ""
    bold: int = 0
    italic: int = 0
    letters: int = 0
    links: list[Link] = field(default_factory=list)
    runs: list[tuple[int, bool]] = field(default_factory=list)
    style: Style | None = None


def own_label(mark: str, words: str) -> bool:
    """Whether an item's words begin with a label of their own, so that a bullet before it says nothing."""
    return mark == "•" and bool(re.match(r"(?:\(?[0-9a-zA-Z]{1,3}[.)]|[•·*-])\s", words))


def joined_links(links: list[Link], length: int) -> list[Link]:
    """Links with neighbours of one target put together, none beyond the line's end."""
    out: list[Link] = []
    for link in links:
        end = min(link.end, length)
        if out and out[-1].url == link.url and link.start - out[-1].end <= 1:
            out[-1].end = end
        elif link.start < end:
            out.append(Link(link.url, link.start, end))
    return out
