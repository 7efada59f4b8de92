"""Tables flattened into lines whose cells are parted by wide gaps of blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from foi_extract.layout.grids.cell_words import ASKING, LIST_MARK, MACHINE, PROSE_END, is_number, is_period
from foi_extract.layout.grids.rows import Row, grid_from_rows, stretch_in
from foi_records.document import Document, Grid, Line

WORD = re.compile(r"\S+")
GAP = re.compile(r"(?<=[^\s.?!:;,])\s{2,}(?=\S)|(?<=[.?!:;,])\s{3,}(?=\S)")


@dataclass(slots=True)
class Gapped:
    """A line cut at its wide gaps: letter positions of its segments."""

    index: int
    line: Line
    segments: list[tuple[int, int]]

    def text(self, n: int) -> str:
        """The words of a segment."""
        return self.line.text[slice(*self.segments[n])].strip()


def columned_grids(document: Document, lines: list[int | None]) -> Iterator[tuple[Grid, set[int]]]:
    """Every table parted by wide gaps among some lines, with the indexes of the lines it covers."""
    for run in _runs(document, lines):
        keyed = _by_periods(run)
        rows = keyed or _rows_of(run)
        rows = None if rows is None else _labels_joined(document, rows)
        if rows is None or not _is_table(document, rows):
            continue
        headed = _has_head(document, rows)
        first = next((n for n, g in enumerate(run) if keyed and not headed and is_period(g.text(0))), 0)
        yield grid_from_rows(document, rows, "aligned", 1 if headed else None), {g.index for g in run[first:]}


def gapped(index: int, line: Line) -> Gapped:
    """A line cut at its wide gaps; the gap behind a list mark is no cut."""
    text = line.text.rstrip()
    begin = len(text) - len(text.lstrip())
    mark = LIST_MARK.match(text)
    after = mark.end() + 1 if mark else begin
    cuts = [m.span() for m in GAP.finditer(text, begin) if m.start() >= after]
    starts = [begin, *(e for _, e in cuts)]
    ends = [*(s for s, _ in cuts), len(text)]
    return Gapped(index, line, [(s, e) for s, e in zip(starts, ends, strict=True) if s < e])


def _runs(document: Document, lines: list[int | None]) -> Iterator[list[Gapped]]:
    """Runs of lines most of which have wide gaps; blank lines between rows are passed over."""
    run: list[Gapped] = []
    blanks = 0
    for i in [*lines, None]:
        line = None if i is None else document.lines[i]
        if line is not None and not line.text.strip() and blanks < 2 and run:
            blanks += 1
            continue
        may_be = line is not None and (run or _has_gap(line.text)) and line.text.strip()
        row = gapped(i, line) if may_be and i is not None and line is not None else None
        if row is not None and (len(row.segments) > 1 or (run and _may_continue(run, row))):
            run.append(row)
        elif run:
            yield from _trimmed(run)
            run = []
        blanks = 0


def _has_gap(text: str) -> bool:
    """Whether a line may have two blanks in a row; any other blank than the plain one is not printable."""
    return "  " in text or not text.isprintable()


def _may_continue(run: list[Gapped], row: Gapped) -> bool:
    """Whether a line of one segment may belong to a table: short, and not two of them on end."""
    words = row.text(0)
    return (
        len(run[-1].segments) > 1 and len(words) <= 40 and not ASKING.search(words) and words[-1] not in ".:;"
    )


def _trimmed(run: list[Gapped]) -> Iterator[list[Gapped]]:
    """A run without lines of one segment at its end."""
    while run and len(run[-1].segments) == 1:
        run = run[:-1]
    if len(run) >= 2:
        yield run


def _rows_of(run: list[Gapped]) -> list[Row] | None:
    """Cells for every line: by order where counts agree, by place, or lines put together to full rows."""
    counts = Counter(len(row.segments) for row in run)
    width = max(counts, key=lambda n: (counts[n], n))
    first = len(run[0].segments)
    if first > width and (wrapped := _wrapped(run, first)) is not None:
        return wrapped
    if counts[width] < 2 or width < 2:
        return None
    if sum(is_number(row.text(0)) and not is_period(row.text(0)) for row in run) * 4 > len(run):
        return None
    return [_placed(row, run, width) for row in run]


def _by_periods(run: list[Gapped]) -> list[Row] | None:
    """Rows broken over lines, each begun by a period: all have as many cells, put together.

    The line above is their heads when it has as many segments; else the columns stay without names.
    """
    starts = [n for n, row in enumerate(run) if is_period(row.text(0))]
    if len(starts) < 3 or starts[0] > 1 or len(run) - starts[0] == len(starts):
        return None
    rows: list[Row] = []
    for begin, end in pairwise([*starts, len(run)]):
        pieces = [(row.line, s, e) for row in run[begin:end] for s, e in row.segments]
        rows.append([[stretch_in(line, s, e)] for line, s, e in pieces])
    if len({len(row) for row in rows}) != 1:
        return None
    heads = _halved(run[0]) if len(run[0].segments) < len(rows[0]) else run[0].segments
    if starts[0] == 1 and len(heads) == len(rows[0]):
        rows.insert(0, [[stretch_in(run[0].line, s, e)] for s, e in heads])
    return rows


def _halved(head: Gapped) -> list[tuple[int, int]]:
    """A line's segments, those that say the same words twice over ("Site A Site B") cut in two."""
    out = []
    for start, end in head.segments:
        words = list(WORD.finditer(head.line.text, start, end))
        half = len(words) // 2
        if half >= 2 and len(words) % 2 == 0 and words[0].group() == words[half].group():
            out += [(start, words[half].start()), (words[half].start(), end)]
        else:
            out.append((start, end))
    return out


def _wrapped(run: list[Gapped], width: int) -> list[Row] | None:
    """Rows broken over lines: every few lines together have as many segments as the head has."""
    rows: list[Row] = []
    pending: Row = []
    for row in run:
        pending = [*pending, *([stretch_in(row.line, s, e)] for s, e in row.segments)]
        if len(pending) > width:
            return None
        if len(pending) == width:
            rows.append(pending)
            pending = []
    return None if pending or len(rows) < 3 else rows


def _placed(row: Gapped, run: list[Gapped], width: int) -> Row:
    """The cells of one line: its segments in order, or under the columns they overlap when some lack."""
    cells: Row = [[] for _ in range(width)]
    if len(row.segments) == width:
        return [[stretch_in(row.line, s, e)] for s, e in row.segments]
    full = [r for r in run if len(r.segments) == width]
    for s, e in row.segments:
        c = max(
            range(width), key=lambda n: max(min(e, r.segments[n][1]) - max(s, r.segments[n][0]) for r in full)
        )
        cells[c].append(stretch_in(row.line, s, e))
    return cells


def _labels_joined(document: Document, rows: list[Row]) -> list[Row]:
    """Rows with labels that are wrapped over lines put together; the name of a group keeps its own row."""
    out: list[Row] = []
    for row in rows:
        words = [document.text[cell[0].start : cell[0].end] if cell else "" for cell in row]
        above = out[-1] if out else None
        if above and _is_label_only(above) and (words[0][:1].islower() or _runs_on(document, above)):
            out[-1] = [[*above[0], *row[0]], *row[1:]]
        elif above and _is_label_only(row) and words[0][:1].islower():
            out[-1] = [[*above[0], *row[0]], *above[1:]]
        else:
            out.append(row)
    return out


def _is_label_only(row: Row) -> bool:
    """Whether only the first cell of a row has words."""
    return bool(row[0]) and not any(row[1:])


def _runs_on(document: Document, row: Row) -> bool:
    """Whether a label breaks off at a comma or a small word."""
    return PROSE_END.search(document.text[row[0][-1].start : row[0][-1].end]) is not None


def _texts(document: Document, rows: list[Row]) -> list[list[str]]:
    """The words of every cell."""
    return [[" ".join(document.text[s:e] for s, e in cell) for cell in row] for row in rows]


def _has_head(document: Document, rows: list[Row]) -> bool:
    """Whether the first row names the columns: no number in it that is no period, numbers below."""
    texts = _texts(document, rows)
    head = texts[0]
    return not any(is_number(t) and not is_period(t) for t in head[1:]) and any(
        is_number(t) for row in texts[1:] for t in row[1:]
    )


def _is_table(document: Document, rows: list[Row]) -> bool:
    """Whether cells parted by gaps are a table: some column behind the first holds values mostly."""
    texts = _texts(document, rows)
    body = texts[1:] if _has_head(document, rows) else texts
    if len(body) < (2 if len(body) < len(texts) else 3):
        return False
    keys = [row[0] for row in body]
    if any(MACHINE.search(t) or len(t) > 90 for row in texts for t in row):
        return False
    if sum(bool(LIST_MARK.match(k)) or ASKING.search(k) is not None for k in keys) * 3 > len(keys):
        return False
    if sum(k.endswith(":") for k in keys) * 2 > len(keys):
        return False
    columns = list(zip(*(row[1:] for row in body), strict=True))
    return any(sum(is_number(t) or is_period(t) for t in column) * 2 > len(body) for column in columns)
