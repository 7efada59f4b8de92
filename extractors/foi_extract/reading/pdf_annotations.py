"""A page's annotations: links, and boxes that were drawn over text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from foi_extract.reading.pdf_colours import darkness
from foi_extract.reading.pdf_paths import boxed
from foi_records.page_objects import Box, Fill, PageLink

MAX_ANNOTATIONS = 5_000
LAST = 1 << 30
"""Drawn after all else on the page."""


def annotations_of(page: PDFPage, ctm: Any, height: float) -> tuple[list[PageLink], list[Fill]]:
    """The links of a page and the filled boxes laid over it by annotations."""
    links: list[PageLink] = []
    fills: list[Fill] = []
    for annotation in _dictionaries(page.annots):
        box = _box_of(annotation, ctm, height)
        if box is None:
            continue
        kind = getattr(resolve1(annotation.get("Subtype")), "name", "")
        if kind == "Link" and (url := _target(annotation)):
            links.append(PageLink(box, url))
        elif kind in ("Redact", "Square", "Highlight") and (shade := _shade(annotation, kind)) is not None:
            fills.append(Fill(box, shade, LAST))
    return links, fills


def _dictionaries(annots: Any) -> Iterator[dict[str, Any]]:
    """The annotations' dictionaries, broken ones left out."""
    try:
        listed = resolve1(annots)
        if not isinstance(listed, list):
            return
        for reference in listed[:MAX_ANNOTATIONS]:
            annotation = resolve1(reference)
            if isinstance(annotation, dict):
                yield annotation
    except Exception:
        return


def _box_of(annotation: dict[str, Any], ctm: Any, height: float) -> Box | None:
    """An annotation's box on the page as shown."""
    rect = resolve1(annotation.get("Rect"))
    if not isinstance(rect, list) or len(rect) != 4:
        return None
    numbers = [resolve1(r) for r in rect]
    if not all(isinstance(n, (int, float)) and abs(n) < 1e6 for n in numbers):
        return None
    x0, y0, x1, y1 = boxed(ctm, numbers)
    return (x0, height - y1, x1, height - y0)


def _target(annotation: dict[str, Any]) -> str | None:
    """The web address that a link leads to."""
    action = resolve1(annotation.get("A"))
    address = resolve1(action.get("URI")) if isinstance(action, dict) else None
    if not isinstance(address, bytes) or len(address) > 8_000:
        return None
    try:
        return address.decode("utf-8").strip()
    except UnicodeDecodeError:
        return address.decode("latin-1").strip()


def _shade(annotation: dict[str, Any], kind: str) -> float | None:
    """How dark an annotation's box is; null when it is not filled.  A redaction not yet applied is black."""
    if kind == "Redact":
        return 1.0
    colour = resolve1(annotation.get("IC" if kind == "Square" else "C"))
    if not isinstance(colour, list) or not colour:
        return None
    parts = tuple(resolve1(c) for c in colour)
    opacity = resolve1(annotation.get("CA", 1))
    shade = darkness(parts)
    return shade if isinstance(opacity, (int, float)) and opacity >= 0.7 else min(shade, 0.5)
