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
    found: dict[int, set[int]] = defaultdict(set)
    for (page, foot), edge in edges.items():
        for i in edge:
            if i in repeated or _is_page_number(lines[i], page, heights[page], foot, offset):
                found[page].add(i)
            elif not _beside_furniture(lines, i, found[page]):
                break
    return set().union(*found.values())


def _edge(lines: Sequence[Line], on_page: Sequence[int], height: float, foot: bool) -> list[int]:
    """The lines in a page's top or foot zone, from the edge inwards."""
    begin, end = (1 - ZONE) * height, ZONE * height
    zone = [
        (box[1], i) for i in on_page if (box := lines[i].box) and (box[1] > begin if foot else box[3] < end)
    ]
    return [i for _, i in sorted(zone, reverse=foot)]


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
    enough = _enough(len(heights))
    for (foot, key), indexes in places.items():
        if key == "#" or len(indexes) < enough:
            continue
        standing = sorted((_distance(lines[i], heights, foot), i) for i in indexes)
        for n, (_, i) in enumerate(standing):
            if _comes_back(lines, standing, n, enough):
                found.add(i)
    return found


def _comes_back(lines: Sequence[Line], places: Sequence[tuple[float, int]], n: int, enough: int) -> bool:
    """Whether a line stands at about its height on enough pages; ``places`` are sorted heights and lines."""
    at, i = places[n]
    pages = {lines[i].page}
    for way in (range(n + 1, len(places)), range(n - 1, -1, -1)):
        for m in way:
            if len(pages) >= enough or abs(places[m][0] - at) > SHIFT:
                break
            pages.add(lines[places[m][1]].page)
    return len(pages) >= enough


def running_key(text: str) -> str:
    """What a running line has in common from page to page: its words in small letters, numbers as "#"."""
    return DIGITS.sub("#", " ".join(text.casefold().split()))


def _enough(pages: int) -> int:
    """On how many pages a line must come back: two, in long documents three."""
    return 2 if pages <= 5 else 3


def _distance(line: Line, heights: dict[int, float], foot: bool) -> float:
    """How far a line stands from its page's edge."""
    assert line.box is not None and line.page is not None
    return heights[line.page] - line.box[3] if foot else line.box[1]


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
    """Whether a line shares its height with one found on its page, so that others may follow further in."""
    box = lines[i].box
    assert box is not None
    for j in found:
        other = lines[j].box
        if other is not None and min(box[3], other[3]) - max(box[1], other[1]) > 2:
            return True
    return False
