"""Reading: a grid with a column of questions beside one or more of answers."""

from __future__ import annotations

from foi_extract.pairing.drafts import Draft, Matter, Reading, mean
from foi_extract.pairing.labels import bare_label_at, label_at
from foi_extract.pairing.passages import flows
from foi_extract.pairing.wording import is_heading, leaning
from foi_records.document import Cell, Document, Grid
from foi_records.spans import Stretch

ASKS = 1.5
LEAST_SHARE = 0.6


def is_exchange_grid(grid: Grid) -> bool:
    """Whether a grid has a column of questions with another column beside it."""
    return grid.role != "layout" and not flows(grid) and question_column(grid) is not None


def question_column(grid: Grid) -> int | None:
    """The column whose cells ask, by its header or by the wording of most of its cells."""
    rows = grid.rows()
    if grid.n_columns < 2 or not rows:
        return None
    for column, cell in enumerate(rows[0]):
        others = [c for k, c in enumerate(rows[0]) if k != column]
        if is_heading("question-heading", cell) and any(is_heading("answer-heading", c) for c in others):
            return column
    body = [row for row in rows if sum(bool(c.strip()) for c in row) > 0]
    for column in range(min(grid.n_columns - 1, 3)):
        asking = [_asks(row[column]) for row in body if len(row[column].split()) > 2]
        if len(asking) >= max(2, 0.5 * len(body)) and mean(asking) >= LEAST_SHARE:
            return column
        if len(body) <= 2 and len(asking) == len(body) and all(asking):
            return column
    return None


def _asks(words: str) -> bool:
    label = label_at(words, 0, len(words)) or bare_label_at(words, 0, len(words))
    return leaning(words[label.end :] if label else words) >= ASKS


def readings_of_grids(matter: Matter) -> list[Reading]:
    """The reading of the letter's grids of questions and answers, all of them together."""
    document = matter.document
    drafts: list[Draft] = []
    for grid in document.grids:
        if is_exchange_grid(grid) and _in_reply(matter, grid):
            drafts.extend(_drafts(matter, grid))
    return [Reading("grid", drafts, 1.0)] if drafts else []


def _in_reply(matter: Matter, grid: Grid) -> bool:
    first = next(iter(grid.stretches), None)
    return first is not None and matter.letter.kind_at(first.start) not in (
        "quoted_mail",
        "rights",
        "disclaimer",
    )


def _drafts(matter: Matter, grid: Grid) -> list[Draft]:
    column = question_column(grid)
    assert column is not None
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    first = grid.header_rows if grid.header_rows is not None else int(_is_header(rows.get(0, [])))
    if first and any(c.column == column and _asks(c.text) for c in rows.get(0, [])):
        first = 0
    drafts: list[Draft] = []
    for _, cells in sorted((r, c) for r, c in rows.items() if r >= first):
        draft = _draft(matter.document, sorted(cells, key=lambda c: c.column), column)
        if draft and drafts and _goes_on(matter.document, drafts[-1], draft):
            drafts[-1].words = (*(drafts[-1].words or ()), *(draft.words or ()))
            drafts[-1].said = (*(drafts[-1].said or ()), *(draft.said or ()))
        elif draft:
            drafts.append(draft)
        elif drafts:
            more = tuple(s for c in cells for s in _trimmed(matter.document, c.stretches))
            drafts[-1].said = (*(drafts[-1].said or ()), *more)
    return drafts


def _goes_on(document: Document, before: Draft, draft: Draft) -> bool:
    """Whether a row only carries on the one above, which a page break cut: no number, and in mid-sentence."""
    above = document.prose((before.words or ())[-1:]).rstrip()
    words = document.prose((draft.words or ())[:1])
    return bool(before.number and not draft.number and words[:1].islower() and not above.endswith(("?", ".")))


def _is_header(cells: list[Cell]) -> bool:
    return any(
        is_heading("question-heading", c.text) or is_heading("answer-heading", c.text) for c in cells
    ) or all(c.header for c in cells)


def _draft(document: Document, cells: list[Cell], column: int) -> Draft | None:
    """A row as an exchange; a row without a question belongs to the row above."""
    asking = [c for c in cells if c.column == column and c.text.strip()]
    if not asking or not asking[0].stretches:
        return None
    cell = asking[0]
    question, behind, number = _question(document, cell)
    left = [c for c in cells if c.column < column and c.text.strip()]
    if number is None and left and len(left[0].text) < 8:
        number = left[0].text.strip(" .()")
    said = [*behind, *(s for c in cells if c.column > column for s in _trimmed(document, c.stretches))]
    draft = Draft(number, cell.stretches[0].start, words=tuple(question), said=tuple(said))
    draft.lean = max(leaning(document.prose(question).replace("\n", " ")), 1.0)
    draft.answer_lean = min(leaning(document.prose(said[:1]).replace("\n", " ")), -1.0) if said else 0.0
    return draft


def _question(document: Document, cell: Cell) -> tuple[list[Stretch], list[Stretch], str | None]:
    """The stretches of a question's cell without its label, and what is answered behind a dash in it."""
    first = cell.stretches[0]
    text = document.text
    label = label_at(text, first.start, first.end) or bare_label_at(text, first.start, first.end)
    stretches = list(_trimmed(document, cell.stretches))
    if label:
        stretches[0] = document.trimmed(label.end, first.end)
    whole = cell.text[label.end - first.start :] if label else cell.text
    cut = _cut_in_cell(document, stretches, whole)
    number = label.printed if label else None
    return [s for s in stretches[:cut] if s.end > s.start], stretches[cut:], number


def _cut_in_cell(document: Document, stretches: list[Stretch], whole: str) -> int:
    """Where an answer begins within the question's own cell: at a stretch that opens with a dash."""
    for k in range(1, len(stretches)):
        words = document.text[stretches[k].start : stretches[k].end].lstrip()
        tail = document.prose(stretches[k:]).replace("\n", " ").lstrip(" –—-")
        if words[:1] in "–—-" and words[1:2] == " " and leaning(tail) <= -1.0:
            start = stretches[k].start + len(words) - len(words.lstrip("–—- "))
            stretches[k] = document.trimmed(start, stretches[k].end)
            return k
    return len(stretches)


def _trimmed(document: Document, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    return tuple(t for s in stretches if (t := document.trimmed(*s)).end > t.start)
