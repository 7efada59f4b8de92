"""A page whose text runs sideways, turned so that it reads."""

from __future__ import annotations

from dataclasses import replace

from foi_records.document import Blackout
from foi_records.page_objects import Box, Fill, PageLink, PageObjects, Ruling, Word
from foi_records.spans import Region


def upright_page(page: PageObjects, blackouts: list[Blackout]) -> int:
    """Turn a page in place when two thirds of its letters run one other way; gives the angle turned by."""
    if not any(word.angle for word in page.words):
        return 0
    counts: dict[int, int] = {}
    for word in page.words:
        counts[word.angle] = counts.get(word.angle, 0) + len(word.text)
    angle = max(counts, key=lambda a: counts[a], default=0)
    if angle <= 0 or 3 * counts[angle] < 2 * sum(counts.values()):
        return 0
    width, height = page.width, page.height

    def turn(box: Box) -> Box:
        return turned_box(box, angle, width, height)

    page.words = [_turned_word(w, turn(w.box), angle) for w in page.words]
    page.rulings = [Ruling(*turn((r.x0, r.top, r.x1, r.bottom)), r.thickness) for r in page.rulings]
    page.fills = [Fill(turn(f.box), f.darkness, f.nth) for f in page.fills]
    page.pictures = [turn(p) for p in page.pictures]
    page.links = [PageLink(turn(link.box), link.url) for link in page.links]
    for i, b in enumerate(blackouts):
        r = b.region
        x0, top, x1, bottom = turn((r.x0, r.top, r.x1, r.bottom))
        blackouts[i] = replace(b, region=Region(page=r.page, x0=x0, top=top, x1=x1, bottom=bottom))
    if angle in (90, 270):
        page.width, page.height = height, width
    return angle


def turned_box(box: Box, angle: int, width: float, height: float) -> Box:
    """A box of a page after the page is turned so that text of this angle runs from left to right."""
    x0, top, x1, bottom = box
    if angle == 90:
        return (height - bottom, x0, height - top, x1)
    if angle == 270:
        return (top, width - x1, bottom, width - x0)
    return (width - x1, height - bottom, width - x0, height - top)


def _turned_word(word: Word, box: Box, angle: int) -> Word:
    """A word on the turned page."""
    x0, top, x1, bottom = box
    left = word.angle if word.angle < 0 else (word.angle - angle) % 360
    return replace(word, x0=x0, top=top, x1=x1, bottom=bottom, baseline=bottom - 0.2 * word.size, angle=left)
