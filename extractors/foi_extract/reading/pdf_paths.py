"""Painted paths to ruled lines and filled boxes, in points from the top left."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from foi_records.page_objects import Box, Fill, Ruling

THIN = 3.0
"""A filled box thinner than this many points is a ruled line."""
LEVEL = 0.6
"""A stroke that rises or shifts by less than this many points is level or upright."""
MAX_SHAPES = 60_000

Point = tuple[float, float]


class TooMuch(Exception):
    """A page that holds more than a page of any letter does: it is read so far and no further."""


def boxed(matrix: Sequence[float], box: Sequence[float]) -> Box:
    """The box around a box after a matrix."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return (min(xs), min(ys), max(xs), max(ys))


class Shapes:
    """The ruled lines and filled boxes of a page."""

    def __init__(self) -> None:
        self.rulings: list[Ruling] = []
        self.fills: list[Fill] = []
        self.left_off = 0

    def add(
        self,
        path: Sequence[Any],
        matrix: Sequence[float],
        height: float,
        linewidth: float,
        stroke: bool,
        fill: bool,
        shade: float,
        nth: int,
        clip: Box | None,
    ) -> None:
        """Take what is straight of a painted path."""
        if len(self.rulings) + len(self.fills) > MAX_SHAPES:
            self.left_off += 1
            return
        if fill and not stroke and (box := level_box(path, matrix)) is not None:
            x0, y0, x1, y1 = box
            self._fill(_within((x0, height - y1, x1, height - y0), clip), shade, nth)
            return
        for points, straight in _subpaths(path, matrix, height):
            box = _rectangle(points) if straight else None
            if box is not None and fill:
                self._fill(_within(box, clip), shade, nth)
            if stroke and not (box is not None and fill and _is_thin(box)):
                thickness = abs(linewidth)
                for start, end in pairwise(points):
                    self._rule(start, end, thickness, clip)

    def _fill(self, box: Box | None, shade: float, nth: int) -> None:
        """A filled box: a ruling when thin, else a fill."""
        if box is None:
            return
        x0, top, x1, bottom = box
        wide, high = x1 - x0, bottom - top
        if high <= THIN and wide > high:
            self.rulings.append(Ruling(x0, (top + bottom) / 2, x1, (top + bottom) / 2, high))
        elif wide <= THIN and high > wide:
            self.rulings.append(Ruling((x0 + x1) / 2, top, (x0 + x1) / 2, bottom, wide))
        elif wide > 0 and high > 0:
            self.fills.append(Fill(box, shade, nth))

    def _rule(self, start: Point, end: Point, thickness: float, clip: Box | None) -> None:
        """A stroke, when it is level or upright."""
        (xa, ya), (xb, yb) = start, end
        if abs(ya - yb) < LEVEL < abs(xa - xb):
            y = (ya + yb) / 2
            box = _within((min(xa, xb), y, max(xa, xb), y), clip)
        elif abs(xa - xb) < LEVEL < abs(ya - yb):
            x = (xa + xb) / 2
            box = _within((x, min(ya, yb), x, max(ya, yb)), clip)
        else:
            return
        if box is not None:
            self.rulings.append(Ruling(*box, thickness))


def level_box(path: Sequence[Any], matrix: Sequence[float]) -> Box | None:
    """The box on the page, measured from the bottom, of a path that is one rectangle; null of others."""
    a, b, c, d, e, f = matrix
    if b or c or len(path) != 5 or path[4] != ("h",) or path[0][0] != "m" or path[2][0] != "l":
        return None
    (_, x0, y0), (_, x1, y1) = path[0], path[2]
    if path[1] != ("l", x1, y0) or path[3] != ("l", x0, y1):
        return None
    x0, y0, x1, y1 = a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f
    if not math.isfinite(x0 + y0 + x1 + y1):
        return None
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _subpaths(
    path: Sequence[Any], matrix: Sequence[float], height: float
) -> Iterator[tuple[list[Point], bool]]:
    """The corner points of each part of a path, and whether all its sides are straight."""
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    straight = True
    for step in path:
        kind = step[0]
        if kind == "m":
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        if kind == "h":
            if points:
                points.append(points[0])
            continue
        x, y = step[-2:]
        x, y = a * x + c * y + e, height - (b * x + d * y + f)
        if not (math.isfinite(x) and math.isfinite(y)):
            return
        straight = straight and kind in "ml"
        points.append((x, y))
    if len(points) > 1:
        yield points, straight


def _rectangle(points: list[Point]) -> Box | None:
    """The box that some points draw, or null when they do not draw one."""
    corners = points[:-1] if len(points) > 4 and _near(points[0], points[-1]) else points
    if len(corners) == 5 and _near(corners[0], corners[4]):
        corners = corners[:4]
    if len(corners) != 4:
        return None
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    for p, q in pairwise(corners):
        if abs(p[0] - q[0]) > LEVEL and abs(p[1] - q[1]) > LEVEL:
            return None
    return (min(xs), min(ys), max(xs), max(ys))


def _near(p: Point, q: Point) -> bool:
    """Whether two points are one."""
    return abs(p[0] - q[0]) < 0.1 and abs(p[1] - q[1]) < 0.1


def _is_thin(box: Box) -> bool:
    """Whether a filled box is a ruled line."""
    return min(box[2] - box[0], box[3] - box[1]) <= THIN


def _within(box: Box, clip: Box | None) -> Box | None:
    """The part of a box inside the clip, or null when nothing of it shows."""
    if clip is None:
        return box
    x0, top = max(box[0], clip[0]), max(box[1], clip[1])
    x1, bottom = min(box[2], clip[2]), min(box[3], clip[3])
    return (x0, top, x1, bottom) if x1 >= x0 and bottom >= top else None
