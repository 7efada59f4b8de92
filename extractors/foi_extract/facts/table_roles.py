"""Which grids are data tables: not letterheads, not forms of questions and answers, not mere layout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.facts.places import overlaps
from foi_extract.facts.table_heads import is_count
from foi_records.document import Grid
from foi_records.letter import Letter, Pairing

ASKING = re.compile(
    r"""\?\s*$
      | ^\W*(?:(?:q(?:uestion)?\s?)?\(?\d{1,2}[a-z]?[.):]\s+)?
        (?:how\s(?:many|much|often|long)|what|which|please|could\syou|can\syou|do\syou|does
          |is\sthe|are\sthere|has|have|did|would)\b""",
    re.VERBOSE | re.IGNORECASE,
)
ASKED_HEAD = re.compile(
    r"""^\W*(?:(?:your\s|the\s|foi\s)?
        (?:questions?|requests?|query|queries|information\srequested)|you\sasked)\b.{0,25}$""",
    re.VERBOSE | re.IGNORECASE,
)
ANSWER_HEAD = re.compile(
    r"^\W*(?:(?:our|the|council|trust|force) )?(?:answers?|responses?|repl(?:y|ies)|we said)\b.{0,30}$",
    re.IGNORECASE,
)
HEAD_LABEL = re.compile(
    r"""^(?:our|your|my|foi)?\s*
        (?:ref(?:erence)?(?:\s*(?:no|number))?|date(?:\sof\s.{0,20}|\sreceived|\ssent)?|tel(?:ephone)?|phone
          |fax|e-?mail|web(?:site)?|direct\s(?:line|dial)|contact|from|to|cc|sent|subject|re|address|name
          |job\stitle|title|switchboard|ask\sfor|please\sask\sfor|case\s(?:no|number)|department|team
          |requester|applicant)\b.{0,12}:?$""",
    re.VERBOSE | re.IGNORECASE,
)
NEVER = frozenset(
    {"letterhead", "reference", "salutation", "request", "quoted_mail", "page_furniture", "disclaimer"}
)


def is_data(letter: Letter, pairing: Pairing, grid: Grid) -> bool:
    """Whether a grid is a table of data, where its role has not been said."""
    if grid.role is not None:
        return grid.role == "data"
    if grid.n_rows < 2 or grid.n_columns < 2 or not grid.stretches:
        return False
    if letter.kind_at(grid.stretches[0].start) in NEVER and not _in_answer(pairing, grid):
        return False
    return not (_holds_pairs(pairing, grid) or _asks(grid) or _is_layout(grid))


def _in_answer(pairing: Pairing, grid: Grid) -> bool:
    """Whether a grid stands in some answer."""
    return any(overlaps(s.start, s.end, p.answer) for p in pairing.pairs for s in grid.stretches[:1])


def _holds_pairs(pairing: Pairing, grid: Grid) -> bool:
    """Whether questions of the pairing stand in the grid's cells."""
    inside = grid.stretches
    first, last = min(s.start for s in inside), max(s.end for s in inside)
    return any(
        s.start < last and first < s.end and overlaps(s.start, s.end, inside)
        for p in pairing.pairs
        for s in p.question
    )


def _asks(grid: Grid) -> bool:
    """Whether the grid asks and answers: by its heads, or by questions down a column."""
    rows = grid.rows()
    top = [t for t in rows[0] if t]
    if any(ASKED_HEAD.match(t) for t in top) and any(ANSWER_HEAD.match(t) for t in top):
        return True
    if _is_counted(rows):
        return False
    for column in zip(*rows, strict=True):
        filled = [t for t in column if t]
        asking = sum(bool(ASKING.search(t)) and len(t.split()) >= 4 for t in filled)
        if (asking >= 2 and asking * 3 >= len(filled)) or (asking == 1 and len(filled) <= 2):
            return True
    return False


def _is_counted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows hold counts in two columns or more: figures, whatever their rows are called."""
    counted = sum(sum(is_count(t) for t in row[1:]) >= 2 for row in rows[1:])
    return counted * 3 >= 2 * len(rows[1:]) > 0


def _counts_mostly(rows: Sequence[Sequence[str]]) -> bool:
    """Whether half of the second column are counts (a form's values are words and dates too)."""
    return sum(is_count(row[1]) for row in rows) * 2 >= len(rows)


def _is_layout(grid: Grid) -> bool:
    """Whether cells are only set beside each other: labels of a letter's head, or whole passages."""
    rows = grid.rows()
    texts = [t for row in rows for t in row if t]
    if len(texts) < 4:
        return True
    if any(is_count(t) for row in rows for t in row[1:]) and grid.n_columns > 2:
        return False
    labels = sum(bool(HEAD_LABEL.match(row[0])) for row in rows if row[0])
    if labels >= 2 and labels * 2 >= len(rows):
        return True
    named = sum(row[0].rstrip().endswith(":") for row in rows)
    if grid.n_columns == 2 and named * 5 >= 3 * len(rows) and not _counts_mostly(rows):
        return True
    return sum(len(t.split()) for t in texts) / len(texts) > 45
