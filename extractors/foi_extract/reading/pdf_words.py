"""Runs of letters as drawn to words as read: pieces joined, doubles dropped, raised letters joined on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from foi_extract.reading.pdf_canvas import Run
from foi_extract.reading.pdf_pens import GAP
from foi_records.page_objects import Box, Word

SOFT = "\u00ad"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NO_WIDTH = 0.004
"""A blank before a gap no wider than this, in letter sizes, divides no word."""
RAISED = re.compile(r"(?:st|nd|rd|th|er|TM|[0-9]{1,2}|[a-z]|\*)[.,;:)]?", re.IGNORECASE)
"""What stands raised (or lowered) beside a word: the end of an ordinal, a footnote's mark, a power."""


def words_from_runs(runs: list[Run], width: float, height: float) -> list[Word]:
    """The words of a page, in the order in which they were drawn, whatever way they run.

    A page that draws soft hyphens within words uses them as hyphens; elsewhere one ends a broken line.
    """
    words: list[tuple[int, Word]] = []
    if any(SOFT in run.text[:-1] for run in runs):
        for run in runs:
            run.text = run.text.replace(SOFT, "-")
    for angle in sorted({run.angle for run in runs}):
        turned = joined([run for run in runs if run.angle == angle])
        words += [(run.nth, word_from_run(run, width, height)) for run in turned]
    words.sort(key=lambda pair: pair[0])
    return [word for _, word in words]


def joined(runs: list[Run]) -> list[Run]:
    """Runs of one direction, those that touch on one baseline made one word: the first of each grows."""
    out: list[Run] = []
    for row in _rows(runs):
        row.sort(key=lambda run: (run.u0, run.nth))
        last: Run | None = None
        for run in row:
            if last is not None and _same_again(last, run):
                last.bold = last.bold or run.u0 - last.u0 > 0.05
                continue
            if last is not None and _carries_on(last, run):
                last.text += run.text
                last.u1 = max(last.u1, run.u1)
                last.before_blank = run.before_blank
                last.nth = min(last.nth, run.nth)
                continue
            last = run
            out.append(last)
    return _with_raised(out)


def _rows(runs: list[Run]) -> Iterable[list[Run]]:
    """Runs by baseline, those within a twelfth of their size of each other in one row."""
    row: list[Run] = []
    for run in sorted(runs, key=lambda r: -r.v):
        if row and row[-1].v - run.v > 0.08 * max(run.size, row[-1].size):
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _same_again(last: Run, run: Run) -> bool:
    """Whether a run repeats the last one in its place: a shadow, or bold made by printing twice."""
    return (
        run.u0 - last.u0 < 0.15 * run.size
        and abs(run.u1 - last.u1) < 0.2 * run.size
        and run.text == last.text
        and abs(run.v - last.v) < 0.1 * run.size
    )


def _carries_on(last: Run, run: Run) -> bool:
    """Whether a run is the rest of the last one's word."""
    size = min(last.size, run.size)
    gap = run.u0 - last.u1
    blank = last.before_blank or run.after_blank
    return (
        not (blank and abs(gap) > NO_WIDTH * size)  # a browser draws a hyphen not used as a blank of no width
        and -0.3 * size < gap < GAP * size
        and size > 0.6 * max(last.size, run.size)
    )


def _with_raised(runs: list[Run]) -> list[Run]:
    """Runs with small raised or lowered ones joined on to the word that they stand at."""
    small = [r for r in runs if len(r.text) <= 4 and RAISED.fullmatch(r.text)]
    if not small or len(small) * len(runs) > 400_000:
        return runs
    gone: set[int] = set()
    for run in small:
        if run.after_blank:
            continue
        for base in runs:
            rise = run.v - base.v
            if (
                run.size <= 0.8 * base.size
                and 0.08 * base.size < abs(rise) < 0.7 * base.size
                and -0.1 * base.size < run.u0 - base.u1 < 0.12 * base.size
                and not base.before_blank
                and id(base) not in gone
            ):
                base.text += run.text.translate(SUPERSCRIPTS) if rise > 0 else run.text
                base.u1 = run.u1
                base.before_blank = run.before_blank
                gone.add(id(run))
                break
    return _carried_on_again([r for r in runs if id(r) not in gone]) if gone else runs


def _carried_on_again(runs: list[Run]) -> list[Run]:
    """Join what follows a raised end directly: the comma of "12th,"."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and abs(last.v - run.v) < 0.08 * run.size and _carries_on(last, run):
            last.text += run.text
            last.u1 = run.u1
            last.before_blank = run.before_blank
        else:
            out.append(run)
    return out


def word_from_run(run: Run, width: float, height: float) -> Word:
    """A run as a word of the page, its box in points from the top left."""
    text = run.text if run.text.isascii() else unicodedata.normalize("NFC", run.text)
    if text == "o" and "Courier" in run.face.name:  # the hollow bullet of word processors
        text = "•"
    low = run.v + run.face.descent * run.size
    if run.angle <= 0:
        x0, top, x1, bottom = run.u0, height - (low + run.size), run.u1, height - low
    else:
        x0, top, x1, bottom = _on_page(run.u0, low, run.u1, low + run.size, run.angle, height)
    return Word(
        text=text,
        x0=round(x0, 2),
        top=round(top, 2),
        x1=round(x1, 2),
        bottom=round(bottom, 2),
        size=round(run.size, 2),
        baseline=round(height - run.v if run.angle in (0, -1) else bottom, 2),
        bold=run.bold,
        italic=run.face.italic,
        angle=run.angle,
        font=run.face.number,
    )


def _on_page(u0: float, v0: float, u1: float, v1: float, angle: int, height: float) -> Box:
    """A box of the frame of text turned by 90, 180 or 270 degrees as a box of the page."""
    if angle == 90:
        x0, y0, x1, y1 = -v1, u0, -v0, u1
    elif angle == 180:
        x0, y0, x1, y1 = -u1, -v1, -u0, -v0
    else:
        x0, y0, x1, y1 = v0, -u1, v1, -u0
    return (x0, height - y1, x1, height - y0)
