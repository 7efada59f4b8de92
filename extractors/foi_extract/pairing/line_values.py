"""Reading: a column of short answers flattened into the ends of the questions' first lines.

1. The total number of agencies that the trust    4
   engages for its wards.
"""

from __future__ import annotations

import re

from foi_extract.pairing.drafts import Draft, Matter, Reading
from foi_extract.pairing.series import Run
from foi_records.spans import Stretch

VALUE_AT_END = re.compile(
    r"\s(?P<value>(?:[£$€<>~]\s?)?\d[\d,.]*\s?(?:%|k|m|bn|hours?|days?)?"
    r"|Yes|No|None|Nil|N/?A|Unknown|Not held)\s*$"
)
BELONGS = re.compile(
    r"\b(?:in|since|from|to|until|of|than|over|under|within|by|for|and|between|question|section|the|during"
    r"|last|at|q)\s*$",
    re.IGNORECASE,
)
MOST = 0.7
LEAST = 3
LONGEST = 3


def readings_of_line_values(matter: Matter) -> list[Reading]:
    """The reading in which most questions have a value at the end of their first line, and nothing else."""
    for run in matter.runs:
        if len(run.items) >= LEAST and (reading := _reading(matter, run)):
            return [reading]
    return []


def _reading(matter: Matter, run: Run) -> Reading | None:
    document, drafts = matter.document, []
    found = continued = 0
    alone = len(matter.passages) - run.items[0] == len(run.items)
    for n, i in enumerate(run.items):
        passage = matter.passages[i]
        stop = run.items[n + 1] if n + 1 < len(run.items) else _last(matter, i)
        end = matter.passages[stop - 1].end
        line = document.lines[passage.line]
        value = VALUE_AT_END.search(document.text, passage.start, line.end)
        if value and end <= line.end and BELONGS.search(document.text, passage.start, value.start()):
            value = None
        draft = Draft(passage.label.printed if passage.label else None, i)
        if value is None:
            draft.question = matter.passages[i:stop]
        else:
            found += 1
            continued += end > line.end
            rest = document.trimmed(line.end, end)
            head = document.trimmed(passage.start, value.start())
            draft.words = (head, rest) if rest.end > rest.start else (head,)
            draft.said = (Stretch(*value.span("value")),)
        draft.lean, draft.answer_lean = max(matter.leanings[i], 2.0), -2.6
        drafts.append(draft)
    if found < MOST * len(run.items) or (continued < 0.4 * found and not alone):
        return None
    return Reading("values at line ends", drafts, run.order)


def _last(matter: Matter, start: int) -> int:
    """Where the last question ends: at the first passage that begins anew after a full stop."""
    for k in range(start + 1, len(matter.passages)):
        before = matter.passages[k - 1].words.rstrip("\"”’'")
        if matter.passages[k].hard and (before.endswith((".", "?", ":")) or k - start > LONGEST):
            return k
    return len(matter.passages)
