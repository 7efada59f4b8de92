"""A picture of a page made ready to be read: grey, of a fit size, upright, deskewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 5000
SMALLEST = 1700
SPECK_DARKNESS = 170
LEAST_CONTRAST = 40
STEEPEST = 5.0
"""Degrees of skew that are looked for to each side."""


def reduced(image: Image) -> Image:
    """A picture in grey, no larger than is read well and no smaller either."""
    from PIL import Image as Pillow

    if image.mode in {"RGBA", "LA", "P"}:
        shown = image.convert("RGBA")
        white = Pillow.new("RGBA", shown.size, "white")
        image = Pillow.alpha_composite(white, shown)
    grey = image.convert("L")
    longest = max(grey.size)
    factor = LARGEST / longest if longest > LARGEST else 2.0 if longest < SMALLEST else 1.0
    if factor == 1.0:
        return grey
    size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
    return grey.resize(size, Pillow.Resampling.LANCZOS)


def without_specks(image: Image) -> Image:
    """A grey picture with its lone dark dots painted white: dirt of the glass, noise of the copier."""
    from PIL import Image as Pillow

    dots = np.asarray(image)
    dark = np.pad(dots < SPECK_DARKNESS, 1)
    height, width = dots.shape
    beside = np.zeros(dots.shape, dtype=np.uint8)
    for dy in (0, 1, 2):
        for dx in (0, 1, 2):
            if (dy, dx) != (1, 1):
                beside += dark[dy : dy + height, dx : dx + width]
    specks = dark[1:-1, 1:-1] & (beside <= 1)
    return Pillow.fromarray(np.where(specks, np.uint8(255), dots)) if specks.any() else image


def with_white_paper(image: Image) -> Image:
    """A grey picture with its paper made white and its ink black, so that no grain of the paper is read."""
    from PIL import Image as Pillow

    dots = np.asarray(image).astype(np.float32)
    paper, black = float(np.median(dots)), float(np.percentile(dots, 0.5))
    contrast = paper - black
    if contrast < LEAST_CONTRAST:
        return image
    grain = float(dots[np.abs(dots - paper) < 30].std())
    white = paper - min(max(2.5 * grain, 0.12 * contrast), 0.45 * contrast)
    dark = black + 0.15 * contrast
    return Pillow.fromarray(np.clip((dots - dark) / (white - dark) * 255, 0, 255).astype(np.uint8))


def ink(image: Image, longest: int = 1000) -> Any:
    """A small picture's ink: 1 where it is dark, its margins (scanners' black edges) cut off."""
    from PIL import Image as Pillow

    factor = longest / max(image.size)
    size = (max(8, round(image.width * factor)), max(8, round(image.height * factor)))
    dots = np.asarray(image.resize(size, Pillow.Resampling.BOX), dtype=np.float32)
    edge = max(2, min(size) // 40)
    dots = dots[edge:-edge, edge:-edge]
    return (dots < (dots.mean() - 0.5 * dots.std() - 8)).astype(np.float32)


def lies_on_its_side(image: Image) -> bool:
    """Whether lines of text run from top to bottom: the ink is then barred from left to right."""
    dots = ink(image, 1000)
    upright, level = barred(dots.T), barred(dots)
    return upright > 1.3 * level


def barred(dots: Any) -> float:
    """How sharply ink and blank take turns from row to row, at the angle where it is sharpest."""
    angles = np.arange(-STEEPEST, STEEPEST + 0.1, 0.5)
    ys, xs = ink_places(dots)
    if len(ys) < 200:
        return 0.0
    profiles = [np.diff(row_counts(ys, xs, dots.shape[1], float(a))) for a in angles]
    return max(float((p**2).mean()) for p in profiles) / float(len(ys) / dots.shape[0]) ** 2


def deskewed(image: Image) -> Image:
    """A picture turned by the few degrees at which its lines are most level."""
    angle = skew_of(image)
    from PIL import Image as Pillow

    if abs(angle) < 0.1:
        return image
    return image.rotate(angle, resample=Pillow.Resampling.BILINEAR, fillcolor=255)


def skew_of(image: Image) -> float:
    """Degrees to turn a picture anticlockwise so that its lines are level, to a twentieth."""
    dots = ink(image, 1400)
    ys, xs = ink_places(dots)
    if len(ys) < 200:
        return 0.0

    def sharpness(angle: float) -> float:
        return float((row_counts(ys, xs, dots.shape[1], angle) ** 2).sum())

    best = 0.0
    step, reach = 0.5, STEEPEST
    for _ in range(3):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=sharpness))
        reach, step = step, step / 4
    return -best if sharpness(best) > 1.02 * sharpness(0.0) else 0.0


def ink_places(dots: Any) -> tuple[Any, Any]:
    """Rows and columns of the dark dots, thinned out when there are very many."""
    ys, xs = np.nonzero(dots)
    thin = len(ys) // 150_000 + 1
    return ys[::thin], xs[::thin]


def row_counts(ys: Any, xs: Any, width: int, angle: float) -> Any:
    """Dark dots in each row of a picture turned by some degrees about its middle."""
    rows = np.rint(ys + (xs - width / 2) * np.tan(np.radians(angle))).astype(int)
    return np.bincount(rows - rows.min()).astype(np.float64)
