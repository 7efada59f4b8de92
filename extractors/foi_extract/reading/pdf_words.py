"""Runs of letters as drawn to words as read: pieces joined, doubles dropped, raised letters joined on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import attrgetter

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
    if any(SOFT in run.text[:-1] for run in runs if SOFT in run.text):
        for run in runs:
            run.text = run.text.replace(SOFT, "-")
    whole: list[Run] = []
    for angle in sorted({run.angle for run in runs}):
        whole += joined([run for run in runs if run.angle == angle])
    whole.sort(key=attrgetter("nth"))
    return list(_words(whole, height))


def joined(runs: list[Run]) -> list[Run]:
    """Runs of one direction, those that touch on one baseline made one word: the first of each grows."""
    out: list[Run] = []
    for row in _rows(runs):
        row.sort(key=attrgetter("u0", "nth"))
        last: Run | None = None
        for run in row:
            if last is not None and (
                run.u0 - last.u1 < GAP * run.size or run.u0 - last.u0 < GAP * run.size
            ):  # else it stands clear
                if _same_again(last, run):
                    last.bold = last.bold or run.u0 - last.u0 > 0.05
                    continue
                if _carries_on(last, run):
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
    for run in sorted(runs, key=attrgetter("v"), reverse=True):
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
    larger: dict[float, list[Run]] = {}
    for run in small:
        if run.after_blank:
            continue
        if run.size not in larger:
            larger[run.size] = [base for base in runs if run.size <= 0.8 * base.size]
        for base in larger[run.size]:
            rise = run.v - base.v
            if (
                0.08 * base.size < abs(rise) < 0.7 * base.size
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


def _words(runs: list[Run], height: float) -> Iterator[Word]:
    """Runs as words of the page, their boxes in points from the top left."""
    row: tuple[float, float, float] | None = None
    top = bottom = size = baseline = 0.0
    for run in runs:
        text = run.text if run.text.isascii() else unicodedata.normalize("NFC", run.text)
        face = run.face
        if text == "o" and "Courier" in face.name:  # the hollow bullet of word processors
            text = "•"
        if run.angle > 0:
            yield _turned_word(run, text, height)
            continue
        if row != (run.v, run.size, face.descent):
            row = (run.v, run.size, face.descent)
            low = run.v + face.descent * run.size
            top, bottom = round(height - (low + run.size), 2), round(height - low, 2)
            size, baseline = round(run.size, 2), round(height - run.v, 2)
        yield Word(
            text, round(run.u0, 2), top, round(run.u1, 2), bottom, size, baseline,
            run.bold, face.italic, run.angle, False, face.number,
        )  # fmt: skip


def _turned_word(run: Run, text: str, height: float) -> Word:
    """A run that goes up, down or upside down as a word."""
    low = run.v + run.face.descent * run.size
    box = _on_page(run.u0, low, run.u1, low + run.size, run.angle, height)
    x0, top, x1, bottom = (round(side, 2) for side in box)
    return Word(
        text, x0, top, x1, bottom, round(run.size, 2), bottom,
        run.bold, run.face.italic, run.angle, False, run.face.number,
    )  # fmt: skip


def _on_page(u0: float, v0: float, u1: float, v1: float, angle: int, height: float) -> Box:
    """A box of the frame of text turned by 90, 180 or 270 degrees as a box of the page."""
    if angle == 90:
        x0, y0, x1, y1 = -v1, u0, -v0, u1
    elif angle == 180:
        x0, y0, x1, y1 = -u1, -v1, -u0, -v0
    else:
        x0, y0, x1, y1 = v0, -u1, v1, -u0
    return (x0, height - y1, x1, height - y0)
