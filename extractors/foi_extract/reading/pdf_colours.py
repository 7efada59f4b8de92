"""How dark a colour of a PDF is."""

from __future__ import annotations

from typing import Any


def darkness(colour: Any, space: Any = None) -> float:
    """From 0 (white) to 1 (black); 0.5 for a pattern, of which nothing is known."""
    if isinstance(colour, (int, float)):
        ink = getattr(space, "name", "") in ("Separation", "DeviceN")
        return _share(colour if ink else 1 - colour)
    if isinstance(colour, tuple) and all(isinstance(c, (int, float)) for c in colour):
        if len(colour) == 1:
            return darkness(colour[0], space)
        if len(colour) == 3:
            red, green, blue = colour
            return _share(1 - (0.299 * red + 0.587 * green + 0.114 * blue))
        if len(colour) == 4:
            cyan, magenta, yellow, black = colour
            red, green, blue = ((1 - min(1, ink + black)) for ink in (cyan, magenta, yellow))
            return _share(1 - (0.299 * red + 0.587 * green + 0.114 * blue))
    return 0.5


def _share(value: float) -> float:
    """Between 0 and 1."""
    return min(1.0, max(0.0, value))
