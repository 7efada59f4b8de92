"""Running heads and feet: lines that come back at the same height of several pages, and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from foi_records.document import Line, Page

ZONE = 0.16
"""The share of a page's height, at the top and at the foot, in which furniture may stand."""
NUMBER_ZONE = 0.12
SHIFT = 8.0
"""Points by which a running line may move from page to page."""

PAGE_OF = re.compile(
    r"(?:page|pg\.?|p\.)\s*[|:]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|\d{1,4}\s*\|\s*page",
    re.IGNORECASE,
)
BARE = re.compile(r"[-–—|\s.]{0,4}(\d{1,4})[-–—|\s.]{0,4}")
DIGITS = re.compile(r"\d+")


def furniture_lines(lines: Sequence[Line], pages: Sequence[Page]) -> set[int]:
    """The indexes of lines that are running heads, running feet or page numbers."""
    heights = {p.number: p.height for p in pages if p.height > 0}
    found: set[int] = set()
    on_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.page is not None and line.box is not None and line.cell is None:
            on_page[line.page].append(i)
    edges = {
        (page, foot): _edge(lines, on_page[page], height, foot)
        for page, height in heights.items()
        for foot in (False, True)
    }
    repeated = _repeated(lines, edges, heights)
    offset = _number_offset(lines, edges)
    for (page, foot), edge in edges.items():
        for i in edge:
            if i in repeated or _is_page_number(lines[i], page, heights[page], foot, offset):
                found.add(i)
            elif not _beside_furniture(lines, i, found):
                break
    return found


def _edge(lines: Sequence[Line], on_page: Sequence[int], height: float, foot: bool) -> list[int]:
    """The lines in a page's top or foot zone, from the edge inwards."""
    zone = [(box[1], i) for i in on_page if (box := lines[i].box) and _in_zone(lines[i], height, foot)]
    return [i for _, i in sorted(zone, reverse=foot)]


def _in_zone(line: Line, height: float, foot: bool) -> bool:
    """Whether a line stands in the top or foot zone."""
    assert line.box is not None
    return line.box[1] > (1 - ZONE) * height if foot else line.box[3] < ZONE * height


def _repeated(
    lines: Sequence[Line], edges: dict[tuple[int, bool], list[int]], heights: dict[int, float]
) -> set[int]:
    """Lines whose words, numbers aside, stand at the same height of other pages too."""
    places: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for (_, foot), edge in edges.items():
        for i in edge:
            key = running_key(lines[i].text)
            if any(c.isalnum() or c == "#" for c in key):
                places[foot, key].append(i)
    found: set[int] = set()
    for (foot, key), indexes in places.items():
        if key == "#":
            continue
        for i in indexes:
            others = {lines[j].page for j in indexes if _same_height(lines[i], lines[j], heights, foot)}
            if len(others) >= _enough(len(heights)):
                found.add(i)
    return found


def running_key(text: str) -> str:
    """What a running line has in common from page to page: its words in small letters, numbers as "#"."""
    return DIGITS.sub("#", " ".join(text.casefold().split()))


def _enough(pages: int) -> int:
    """On how many pages a line must come back: two, in long documents three."""
    return 2 if pages <= 5 else 3


def _same_height(a: Line, b: Line, heights: dict[int, float], foot: bool) -> bool:
    """Whether two lines stand equally far from their pages' edge."""
    assert a.box is not None and b.box is not None and a.page is not None and b.page is not None
    if foot:
        return abs((heights[a.page] - a.box[3]) - (heights[b.page] - b.box[3])) <= SHIFT
    return abs(a.box[1] - b.box[1]) <= SHIFT


def _number_offset(lines: Sequence[Line], edges: dict[tuple[int, bool], list[int]]) -> int | None:
    """What bare numbers at the pages' edges add to the page's number, when two pages agree."""
    votes: dict[int, set[int]] = defaultdict(set)
    for (page, _), edge in edges.items():
        for i in edge[:2]:
            if match := BARE.fullmatch(lines[i].text.strip()):
                votes[int(match[1]) - page].add(page)
    best = max(votes, key=lambda o: (len(votes[o]), -abs(o)), default=None)
    return best if best is not None and len(votes[best]) >= 2 else None


def _is_page_number(line: Line, page: int, height: float, foot: bool, offset: int | None) -> bool:
    """Whether a line is but a page's number: "Page 2 of 3", or a bare one that counts with the pages."""
    assert line.box is not None
    text = line.text.strip()
    if PAGE_OF.fullmatch(text):
        return True
    near = line.box[1] > (1 - NUMBER_ZONE) * height if foot else line.box[3] < NUMBER_ZONE * height
    match = BARE.fullmatch(text)
    return bool(match and near and int(match[1]) - page in (0, offset))


def _beside_furniture(lines: Sequence[Line], i: int, found: set[int]) -> bool:
    """Whether a line shares its height with one already found, so that others may follow further in."""
    box = lines[i].box
    assert box is not None
    for j in found:
        other = lines[j].box
        if (
            lines[j].page == lines[i].page
            and other is not None
            and min(box[3], other[3]) - max(box[1], other[1]) > 2
        ):
            return True
    return False
