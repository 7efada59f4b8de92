"""Large sources cost in proportion to their length, and what is far beyond any letter is read in part."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from foi_extract.layout import arrange
from foi_extract.layout.reach import LONG_LINE, MOST_CELLS, MOST_LETTERS, MOST_LINES, within_reach
from foi_extract.pipeline import responses_from_bytes
from foi_records.document import Cell, Document, Grid, Line, Page, Source, assemble
from foi_records.page_objects import PageObjects, Ruling, Word

HEAD = "Fennmoor District Council\nReference: FOI 4411\n14 March 2024\n\nDear Ms Orlop,\n\nYou asked:\n\n"
FOOT = "\n\nYours sincerely,\n\nP. Quill\nInformation Officer\n"


def prose(n: int) -> str:
    """A letter of ``n`` sentences."""
    said = "We searched our records and found 37 complaints by 2 May 2023; section 40(2) of the Act applies. "
    return f"{HEAD}How many complaints were there?\n\n" + "\n\n".join([said * 4] * (n // 4)) + FOOT


def questions(n: int) -> str:
    """``n`` questions, and below them ``n`` answers by number."""
    asked = "\n".join(f"{i}. How many boats of kind {i} were moored in 2022?" for i in range(1, n + 1))
    told = "\n".join(f"{i}. There were {i * 3} boats." for i in range(1, n + 1))
    return f"{HEAD}{asked}\n\nOur response is as follows:\n\n{told}{FOOT}"


def exemptions(n: int) -> str:
    """``n`` questions that are refused one by one."""
    refused = "This is withheld under section 31 of the FOI Act. The public interest favours withholding."
    return HEAD + "\n\n".join(f"{i}. Who is officer {i}?\n\n{refused}" for i in range(1, n + 1)) + FOOT


def unstopped(n: int) -> str:
    """One sentence without an end, with ``n`` dates and marks."""
    return (
        HEAD + "\n".join(f"The officer [redacted] met them on {i % 28 + 1} May 2020" for i in range(n)) + FOOT
    )


def tables(n: int) -> str:
    """``n`` small tables flattened to lines, prose between them."""
    table = "Mooring  Boats  Days\nNorth    12     30\nSouth    14     31\nWest     9      28"
    return HEAD + "\n\n".join(f"At landing stage {i} we counted these:\n\n{table}" for i in range(n)) + FOOT


@pytest.mark.parametrize(
    ("letter", "few"), [(prose, 100), (questions, 60), (exemptions, 40), (unstopped, 100), (tables, 40)]
)
def test_four_times_the_letter_takes_no_more_than_eight_times_as_long(
    letter: Callable[[int], str], few: int
) -> None:
    seconds_for(letter(few))  # patterns and phrasebooks are made at the first
    little = min(seconds_for(letter(few)) for _ in range(2))
    much = seconds_for(letter(4 * few))
    assert much <= 8 * little + 0.2, f"{little:.2f} s, then {much:.2f} s"


def test_a_table_over_many_pages_costs_by_the_page() -> None:
    layout_seconds(4)
    little = min(layout_seconds(15) for _ in range(2))
    much = layout_seconds(60)
    assert much <= 8 * little + 0.2, f"{little:.2f} s, then {much:.2f} s"


def layout_seconds(pages: int) -> float:
    """The processor's time for laying out a ruled table of some pages, which becomes one grid."""
    edges = [50.0 + 80 * n for n in range(6)]
    levels = [100.0 + 20 * n for n in range(31)]
    rulings = [Ruling(50, y, 450, y) for y in levels] + [Ruling(x, 100, x, 700) for x in edges]
    objects = [
        PageObjects(
            page,
            595,
            842,
            words=[
                Word(f"{page}.{r}.{c}", x + 5, y + 4, x + 45, y + 14, 10, y + 12)
                for r, y in enumerate(levels[:-1])
                for c, x in enumerate(edges[:-1])
            ],
            rulings=rulings,
        )
        for page in range(1, pages + 1)
    ]
    source = Source("table.pdf", "application/pdf", "0" * 64, 1)
    document = Document(source, [], pages=[Page(o.number, 595, 842) for o in objects], objects=objects)
    start = time.process_time()
    [grid] = arrange(document).grids
    assert grid.n_rows == 30 * pages
    return time.process_time() - start


def seconds_for(text: str) -> float:
    """The processor's time for a letter; what else the machine does is not counted."""
    start = time.process_time()
    responses_from_bytes(text.encode(), "letter.txt")
    return time.process_time() - start


def document_of(lines: list[Line], grids: list[Grid] | None = None) -> Document:
    """A document of lines."""
    source = Source("letter.txt", "text/plain", "0" * 64, 1)
    return assemble(Document(source=source, lines=lines, grids=grids or []))


def test_a_long_letter_is_left_as_it_is() -> None:
    document = document_of([Line("x" * 99)] * (MOST_LETTERS // 200))
    assert within_reach(document) is document


@pytest.mark.parametrize(
    "lines",
    [
        [Line("words " * 20)] * (MOST_LETTERS // 100),
        [Line("a")] * (MOST_LINES + 9),
        [Line("words " * MOST_LETTERS)],
        [Line("w" * (MOST_LETTERS + LONG_LINE))],
    ],
    ids=["paragraphs", "short lines", "one line", "one word"],
)
def test_what_is_far_longer_than_a_letter_is_read_in_part_and_says_so(lines: list[Line]) -> None:
    read = within_reach(document_of(lines))
    assert 0 < len(read.text) <= MOST_LETTERS
    assert read.text == "\n".join(line.text for line in read.lines)
    assert [note.code for note in read.notes] == ["truncated"]
    assert [note.code for note in within_reach(read).notes] == ["truncated"]


@pytest.mark.parametrize(("rows", "whole"), [(MOST_LINES * 2, True), (MOST_CELLS // 2 + 100, False)])
def test_a_table_is_read_whole_unless_it_is_enormous(rows: int, whole: bool) -> None:
    lines = [Line(f"cell {r} {c}", cell=(0, r, c)) for r in range(rows) for c in range(2)]
    cells = [Cell(r, c, f"cell {r} {c}") for r in range(rows) for c in range(2)]
    grid = within_reach(document_of(lines, [Grid(cells, "html")])).grids[0]
    assert grid.n_rows == (rows if whole else MOST_CELLS // 2)
    assert all(cell.stretches for cell in grid.cells)
