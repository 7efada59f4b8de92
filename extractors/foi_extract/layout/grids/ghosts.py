"""Whether cells in columns are a table at all: letterheads, lists, contents and newspaper columns are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.layout.grids.cell_words import LIST_MARK, MACHINE, is_number, is_period, is_value
from foi_extract.layout.grids.printed import PrintedLine

HEAD_LABEL = re.compile(
    r"""^(?:our|your)?\s*
        (?:ref(?:erence)?|date|tel(?:ephone)?|phone|fax|e-?mail|web(?:site)?|direct(?:\s(?:line|dial))?
          |contact|from|to|cc|sent|subject|re|address|switchboard|extension|ask\sfor|please\sask\sfor
          |case\s(?:no|number))\b.{0,25}:?$""",
    re.VERBOSE | re.IGNORECASE,
)
CHART = re.compile(r"\W{0,5}(?:figure|chart|graph|fig\.)\s*\d", re.IGNORECASE)
SPARSE = 0.45
"""Fewer cells filled than this share, and it is the lettering of a chart."""


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of texts found without rulings are a data table.

    Numbers make a table early; words alone need three columns, short cells and full rows.
    """
    width = len(rows[0]) if rows else 0
    if width < 2 or len(rows) < 2:
        return False
    cells = [t for row in rows for t in row if t]
    behind = [t for row in rows for t in row[1:] if t]
    if not behind or _is_letterhead(rows) or _is_list(rows) or _is_chart(rows):
        return False
    lonely = sum(sum(bool(t) for t in row) == 1 for row in rows)
    if len(cells) < SPARSE * width * len(rows) or lonely * 2 > len(rows):
        return False
    values = sum(is_value(t) or is_period(t) for t in behind) / len(behind)
    numbers = sum(is_number(t) for t in behind)
    full = sum(sum(bool(t) for t in row) * 2 > width for row in rows) / len(rows)
    wordy = sum(len(t.split()) for t in cells) / len(cells)
    if numbers >= 3 and values >= 0.35:
        return True
    if numbers >= 2 and values >= 0.6:
        return True
    return (
        width >= 3 and len(rows) >= 3 and wordy <= 5 and full >= 0.5 and len(cells) >= 0.5 * width * len(rows)
    )


def _is_chart(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the words are those of a chart: called so, or bare numbers of its axes."""
    if any(CHART.match(t) for row in rows[:2] for t in row):
        return True
    lettered = any(c.isalpha() for row in rows for t in row for c in t)
    return len(rows[0]) == 2 and not lettered and not all(is_period(row[0]) for row in rows if row[0])


def _is_letterhead(rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells are the labels of a letter's head, or addresses; a row of three heads is let be."""
    named = sum(bool(t) for t in rows[0]) >= 3
    labels = [
        t for row in rows[named:] for t in row if HEAD_LABEL.match(t) or (t.endswith(":") and not is_value(t))
    ]
    machine = [t for row in rows for t in row if MACHINE.search(t)]
    return len(labels) * 2 >= len(rows) or len(machine) * 3 >= len(rows)


def _is_list(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows begin with a list mark and hold sentences."""
    marked = [row for row in rows if LIST_MARK.match(row[0]) and not is_period(row[0])]
    return len(marked) * 2 > len(rows) and all(len(row) == 2 or not any(row[2:]) for row in marked)


def is_contents(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines are a list of contents: leaders before page numbers that never fall."""
    led = [line.segments[-1].text for line in lines if line.segments[-1].after_leaders]
    pages = [int(text) for text in led if text.isdigit()]
    return len(led) * 2 > len(lines) and len(pages) == len(led) and pages == sorted(pages)
