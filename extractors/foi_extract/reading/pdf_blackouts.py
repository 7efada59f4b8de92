"""Black boxes: the words under them are taken out, so that nothing hidden is ever printed."""

from __future__ import annotations

from dataclasses import replace

from foi_extract.reading.pdf_canvas import Run
from foi_records.document import Blackout
from foi_records.page_objects import Box, Fill
from foi_records.spans import Region

DARK = 0.8
LOWEST, NARROWEST = 5.0, 6.0
TINY = 2.0
"""Letters below this many points can't be read: they are left by programs, not meant for people."""
TALLEST_EMPTY = 40.0
"""A black box with nothing under it is taken for a redaction up to this height; a taller one is design."""


def boxes_that_hide(fills: list[Fill]) -> list[Fill]:
    """The opaque dark boxes large enough to hide a letter."""
    return [
        fill
        for fill in fills
        if fill.darkness >= DARK
        and fill.box[3] - fill.box[1] >= LOWEST
        and fill.box[2] - fill.box[0] >= NARROWEST
    ]


def shown(runs: list[Run], fills: list[Fill], height: float) -> tuple[list[Run], set[int]]:
    """The runs without the letters that a dark box hides, and which boxes hide some.

    A box hides what was drawn before it, and also what was drawn on it as dark as itself: words "redacted" by
    a black highlight still stand in the file, black on black.
    """
    hiding = boxes_that_hide(fills)
    covering: set[int] = set()
    if not hiding:
        return runs, covering
    out: list[Run] = []
    for run in runs:
        kept = run
        for fill in hiding:
            if run.angle == 0 and kept.text and (fill.nth > run.nth or run.shade > fill.darkness - 0.1):
                less = _uncovered(kept, fill.box, height)
                if less is not kept:
                    covering.add(id(fill))
                    kept = less
        if kept.text:
            out.append(kept)
    return out, covering


def inked(runs: list[Run], fills: list[Fill], pictures: list[Box], height: float) -> list[Run]:
    """The runs that a person can see: not white on white, tiny, or without ink unless under a scan."""
    if all(run.size >= TINY and run.shade >= 0.9 for run in runs):
        return runs
    out: list[Run] = []
    tiny = TINY if sum(1 for run in runs if run.size > 2 * TINY) * 2 > len(runs) else 0.0
    for run in runs:
        if run.size < tiny:
            continue
        if run.shade >= 0.9 or run.angle != 0:
            out.append(run)
            continue
        x, y = (run.u0 + run.u1) / 2, height - run.v - 0.3 * run.size
        pictured = any(p[0] - 1 <= x <= p[2] + 1 and p[1] - 1 <= y <= p[3] + 1 for p in pictures)
        if pictured or (run.shade >= 0 and abs(_ground(run, fills, x, y) - run.shade) > 0.004):
            out.append(run)
    return out


def _ground(run: Run, fills: list[Fill], x: float, y: float) -> float:
    """How dark the ground is that a run is drawn on."""
    ground = 0.0
    for fill in fills:
        if fill.nth > run.nth:
            break
        if fill.box[0] <= x <= fill.box[2] and fill.box[1] <= y <= fill.box[3]:
            ground = fill.darkness
    return ground


def _uncovered(run: Run, box: Box, height: float) -> Run:
    """A run without its letters under a box: letters are taken as equally wide."""
    middle = height - run.v - 0.3 * run.size
    if not box[1] <= middle <= box[3] or run.u1 <= box[0] + 0.2 or run.u0 >= box[2] - 0.2:
        return run
    step = (run.u1 - run.u0) / max(len(run.text), 1)
    centres = [run.u0 + step * (i + 0.5) for i in range(len(run.text))]
    outside = [i for i, x in enumerate(centres) if x < box[0] - 0.3 * step or x > box[2] + 0.3 * step]
    if len(outside) == len(run.text):
        return run
    text = "".join(run.text[i] for i in outside)
    if not text:
        return replace(run, text="")
    return replace(
        run, text=text, u0=run.u0 + step * outside[0], u1=run.u0 + step * (outside[-1] + 1), before_blank=True
    )


def blackouts_on_page(
    fills: list[Fill], covering: set[int], runs: list[Run], page: int, width: float, height: float
) -> list[Blackout]:
    """The black boxes that are redactions: those with text under them, and those in a line of text.

    A dark box that bears text (a table's head), reaches the page's edge, or stands clear of the text is
    design, not redaction.
    """
    found: list[Blackout] = []
    for fill in boxes_that_hide(fills):
        covers = id(fill) in covering
        if not covers and (_bears_text(fill, runs, height) or not _in_text(fill.box, runs, width, height)):
            continue
        x0, top, x1, bottom = (round(v, 2) for v in fill.box)
        found.append(Blackout(Region(page=page, x0=x0, top=top, x1=x1, bottom=bottom), covers))
    return found


def _bears_text(fill: Fill, runs: list[Run], height: float) -> bool:
    """Whether text was drawn on a box after it."""
    x0, top, x1, bottom = fill.box
    return any(
        run.nth >= fill.nth
        and x0 - 1 <= (run.u0 + run.u1) / 2 <= x1 + 1
        and top - 1 <= height - run.v - 0.3 * run.size <= bottom + 1
        for run in runs
        if run.angle == 0
    )


def _in_text(box: Box, runs: list[Run], width: float, height: float) -> bool:
    """Whether a box stands where words would: in a line's height, and beside or between lines of text."""
    x0, top, x1, bottom = box
    if bottom - top > TALLEST_EMPTY or x0 < 5 or x1 > width - 5 or top < 5 or bottom > height - 5:
        return False
    level = [r for r in runs if r.angle == 0]
    if x1 - x0 < 10 or not level:
        return False
    if any(top <= height - r.v - 0.3 * r.size <= bottom for r in level):
        return True
    if x1 < min(r.u0 for r in level) or x0 > max(r.u1 for r in level):
        return False
    reach = max(bottom - top, 14.0)
    return any(top - reach <= height - r.v <= bottom + reach for r in level)
