"""Ruled lines in a picture of a page: found, and painted over before its words are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from foi_records.page_objects import Ruling

if TYPE_CHECKING:
    from PIL.Image import Image

DotBox = tuple[int, int, int, int]
"""``(left, top, right, bottom)`` in dots, the last two beyond the box."""

LEVEL_INCHES = 0.5
UPRIGHT_INCHES = 0.35
THICKEST_INCHES = 0.06
GAP_INCHES = 0.011
"""Gaps of a broken line that are closed: less than between two letters."""
SOLID = 0.94
"""Share of a line's length that must be ink."""
MOST = 2000
STROKE_DARKNESS = 120


def rulings_in(image: Image, dpi: float) -> list[DotBox]:
    """The level and upright lines in a grey, deskewed picture."""
    dots = np.asarray(image)
    dark = dots < min(160.0, float(dots.mean()) - 40)
    level = list(_bars(dark, LEVEL_INCHES * dpi, dpi))
    upright = [(y0, x0, y1, x1) for x0, y0, x1, y1 in _bars(dark.T, UPRIGHT_INCHES * dpi, dpi)]
    return [*level, *upright][:MOST]


def without_rulings(image: Image, rulings: list[DotBox]) -> Image:
    """The picture with its ruled lines painted white; strokes of letters that cross a level one are kept."""
    if not rulings:
        return image
    from PIL import Image as Pillow

    dots = np.array(image)
    for left, top, right, bottom in rulings:
        area = (slice(max(top - 1, 0), bottom + 1), slice(max(left - 1, 0), right + 1))
        crossed = strokes_across(dots, *area) if right - left > bottom - top else False
        dots[area] = np.where(crossed, dots[area], np.uint8(255))
    return Pillow.fromarray(dots)


def strokes_across(dots: Any, rows: slice, columns: slice) -> Any:
    """The columns of a level line in which ink stands both right above and right below it."""
    above, below = (
        dots[max(rows.start - 2, 0) : rows.start, columns],
        dots[rows.stop : rows.stop + 2, columns],
    )
    if not above.size or not below.size:
        return False
    return (above.min(axis=0) < STROKE_DARKNESS) & (below.min(axis=0) < STROKE_DARKNESS)


def ruling_of(box: DotBox, scale: float) -> Ruling:
    """A ruled line in points; ``scale`` is points to a dot."""
    left, top, right, bottom = (round(v * scale, 2) for v in box)
    if right - left >= bottom - top:
        middle = round((top + bottom) / 2, 2)
        return Ruling(left, middle, right, middle, round(bottom - top, 2))
    middle = round((left + right) / 2, 2)
    return Ruling(middle, top, middle, bottom, round(right - left, 2))


def _bars(dark: Any, shortest: float, dpi: float) -> Iterator[DotBox]:
    """Level bars of ink: long runs in neighbouring rows put together, those too thick for a line left out."""
    near = dark.copy()
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    open_bars: list[list[int]] = []
    for y in np.flatnonzero(near.sum(axis=1) >= shortest):
        for left, right in _runs(near[y], shortest, max(1, round(GAP_INCHES * dpi))):
            if near[y, left:right].mean() < SOLID:
                continue
            bar = next((b for b in open_bars if y - b[3] <= 1 and left < b[2] and right > b[0]), None)
            if bar is None:
                open_bars.append([left, int(y), right, int(y)])
            else:
                bar[0], bar[2], bar[3] = min(bar[0], left), max(bar[2], right), int(y)
    for left, top, right, bottom in open_bars:
        if 1 < bottom - top <= THICKEST_INCHES * dpi + 2:
            yield left, top + 1, right, bottom


def _runs(row: Any, shortest: float, gap: int) -> Iterator[tuple[int, int]]:
    """Runs of ink in a row, small gaps closed."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
    starts, ends = edges[0::2], edges[1::2]
    left = right = -1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if right >= 0 and start - right <= gap:
            right = end
            continue
        if right - left >= shortest:
            yield left, right
        left, right = start, end
    if right - left >= shortest:
        yield left, right
