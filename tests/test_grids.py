"""Grids found in flattened text and on drawn pages, and what must never be taken for one."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.layout import arrange
from foi_extract.layout.grids.cell_words import is_label, is_period, is_value, values_behind
from foi_extract.layout.grids.lost_cells import put_by_totals
from foi_extract.layout.grids.pdf import grids_from_page
from foi_extract.layout.grids.text import grids_in_lines
from foi_extract.reading.text import read
from foi_records.document import Document, Page, Source
from foi_records.page_objects import PageObjects, Ruling, Word

WIDE, HIGH = 5.2, 13.0
LEVEL = re.compile("[─┼├┤┌┐└┘┬┴]+")


def document(text: str) -> Document:
    return read(text.encode(), Source("letter.txt", "text/plain", "0" * 64, len(text)))[0]


def grids(text: str) -> list[list[list[str]]]:
    return [grid.rows() for grid in grids_in_lines(document("Dear Ms Lark,\n" + text)).grids]


def page(drawing: str) -> PageObjects:
    """A page from a drawing: words where they stand, box characters as rulings."""
    words, rulings, top = [], [], 60.0
    walls: dict[int, float] = {}
    for row in drawing.strip("\n").split("\n"):
        if row.strip() and not LEVEL.sub("", row).strip():
            for found in LEVEL.finditer(row):
                rulings.append(Ruling(left(found.start()), top + 1, left(found.end() - 1), top + 1))
            for found in re.finditer("[┼├┤┌┐└┘┬┴]", row):
                begin = walls.pop(found.start(), None)
                if begin is not None:
                    rulings.append(Ruling(left(found.start()), begin, left(found.start()), top + 1))
                if found.group() in "┼├┤┌┐┬":
                    walls[found.start()] = top + 1
            top += 3
            continue
        for found in re.finditer(r"[^\s│]+", row):
            x1 = left(found.end()) - 0.3
            words.append(Word(found.group(), left(found.start()), top, x1, top + 10, 10.0, top + 8))
        top += HIGH
    return PageObjects(1, 595, 842, words, rulings)


def rows(table: str) -> list[list[str]]:
    """A table as written in these tests: cells parted by bars."""
    return [
        [cell.strip() for cell in line.split("|")] for line in dedent(table).strip("\n").rstrip().split("\n")
    ]


def left(column: int) -> float:
    return 50 + column * WIDE


def on_page(drawing: str) -> list[list[list[str]]]:
    return [grid.rows() for grid in grids_from_page(page(drawing))]


@pytest.mark.parametrize(
    "words",
    [
        "1,204",
        "-13,000",
        "(250)",
        "£1.5m",
        "45%",
        "<5",
        "*",
        "[c]",
        "..",
        "n/a",
        "Nil",
        "12*",
        "fewer than 5",
    ],
)
def test_values(words: str) -> None:
    assert is_value(words)


@pytest.mark.parametrize(
    "words",
    [
        "2013 – 14",
        "2019/20",
        "2020 – Present",
        "Jan",
        "April 2021",
        "Q1 2019/20",
        "01/04/2019",
        "2023/24 (to June)",
    ],
)
def test_periods(words: str) -> None:
    assert is_period(words)


@pytest.mark.parametrize(
    "words",
    [
        *("12", "£3 m", "£ 4 bn", "12 p", "( 3 )", "GBP 12", "12 %", "less than 5"),
        *("n/a", "NA", "nil", "None", "null", "zero", "Yes", "no", "c", "x", "-", "[c]"),
        *("no data", "Not held", "not yet known", "Not applicable"),
        *("Jan", "Sept", "March 2021", "January to March", "FY 19/20", "CY 2020", "AY 19/20"),
        *("2020 to present", "2019 and 2020", "2021 to date", "2013 to now"),
        *("Quarter 1", "Qtr 2", "Q 3 2020"),
    ],
)
def test_the_cheap_look_for_values_passes_none_over(words: str) -> None:
    assert values_behind(f"Boats moored {words}") == 6
    assert values_behind(f"{words} {words}") == 0
    assert values_behind(f"Boats {words} moored") is None


@pytest.mark.parametrize(
    "words", ["How many dogs?", "1. Number of dogs", "See www.example.org", "We hold it.", "Tel 01234"]
)
def test_no_labels(words: str) -> None:
    assert not is_label(words)


TEXT = {
    "stacked, its empty cell lost": (
        """
        Year ended
        Number of Courses
        2013 – 14
        17
        2014 – 15
        20
        2015 – Present

        Grand Total
        37
        """,
        """
        Year ended     | Number of Courses
        2013 – 14      | 17
        2014 – 15      | 20
        2015 – Present |
        Grand Total    | 37
        """,
    ),
    "stacked in three columns": (
        """
        Ward
        Fires
        False alarms
        Northgate
        12
        30
        Southgate
        4
        17
        """,
        """
        Ward      | Fires | False alarms
        Northgate | 12    | 30
        Southgate | 4     | 17
        """,
    ),
    "stacked with an empty corner": (
        """
        2019
        2020
        2021
        Jan
        12
        30
        5
        Feb
        4
        17
        8
        """,
        """
            | 2019 | 2020 | 2021
        Jan | 12   | 30   | 5
        Feb | 4    | 17   | 8
        """,
    ),
    "stacked with wrapped labels": (
        """
        Department
        Staff in
        post
        Housing and
        neighbourhoods
        12
        Planning
        30
        Legal
        41
        """,
        """
        Department                 | Staff in post
        Housing and neighbourhoods | 12
        Planning                   | 30
        Legal                      | 41
        """,
    ),
    "stacked with blank lines": (
        """
        Year

        Count

        2019

        12

        2020

        30

        2021

        41
        """,
        """
        Year | Count
        2019 | 12
        2020 | 30
        2021 | 41
        """,
    ),
    "months by years, the last years not yet there": (
        """
        2021 2022 2023
        Jan 5 7 9
        Feb 8 9 2
        Mar 10 12
        Total 23 28 11
        """,
        """
              | 2021 | 2022 | 2023
        Jan   | 5    | 7    | 9
        Feb   | 8    | 9    | 2
        Mar   | 10   | 12   |
        Total | 23   | 28   | 11
        """,
    ),
    "a cell lost in the middle, told by the totals": (
        """
        Month 2021 2022 2023
        Jan 5 7 9
        Feb 8 9
        Mar 10 12 14
        Total 23 19 32
        """,
        """
        Month | 2021 | 2022 | 2023
        Jan   | 5    | 7    | 9
        Feb   | 8    |      | 9
        Mar   | 10   | 12   | 14
        Total | 23   | 19   | 32
        """,
    ),
    "name and count below two heads": (
        """
        Reason Plans
        A1 - Neglect 14
        A2 - Other 3
        A3 - Not known 22
        """,
        """
        Reason         | Plans
        A1 - Neglect   | 14
        A2 - Other     | 3
        A3 - Not known | 22
        """,
    ),
    "labels wrapped before their values": (
        """
        Outcome 2019 2020
        Charged 12 14
        Suspect known but victim
        does not support action 3 4
        Total 15 18
        """,
        """
        Outcome                                          | 2019 | 2020
        Charged                                          | 12   | 14
        Suspect known but victim does not support action | 3    | 4
        Total                                            | 15   | 18
        """,
    ),
    "labels wrapped behind their values": (
        """
        Outcome 2019 2020
        Charged 12 14
        Suspect known but victim 3 4
        does not support action
        Total 15 18
        """,
        """
        Outcome                                          | 2019 | 2020
        Charged                                          | 12   | 14
        Suspect known but victim does not support action | 3    | 4
        Total                                            | 15   | 18
        """,
    ),
    "parted by blanks, a gap inside": (
        """
        Offence              2019/20    2020/21
        Assault                   12         30
        Theft from shop                      17
        Fraud                      9         22
        """,
        """
        Offence         | 2019/20 | 2020/21
        Assault         | 12      | 30
        Theft from shop |         | 17
        Fraud           | 9       | 22
        """,
    ),
    "box lines": (
        """
        ┌──────┬───────┐
        │ Year │ Visits │
        ├──────┼───────┤
        │ 2019 │ 12 │
        ├──────┼───────┤
        │ 2020 │ │
        └──────┴───────┘
        """,
        """
        Year | Visits
        2019 | 12
        2020 |
        """,
    ),
    "plus and minus": (
        """
        +------+-----------+
        | Year | Number of |
        |      | visits    |
        +======+===========+
        | 2019 | 12        |
        +------+-----------+
        | 2020 | <5        |
        +------+-----------+
        """,
        """
        Year | Number of visits
        2019 | 12
        2020 | <5
        """,
    ),
    "markdown": (
        """
        | Year | Visits |
        |---|---:|
        | 2019 | 12 |
        | 2020 | |
        """,
        """
        Year | Visits
        2019 | 12
        2020 |
        """,
    ),
    "a table of query output": (
        """
         Year | Count
        ------+------
         2019 | 12
         2020 | 30
        """,
        """
        Year | Count
        2019 | 12
        2020 | 30
        """,
    ),
}


@pytest.mark.parametrize("shape", TEXT)
def test_flattened_table(shape: str) -> None:
    text, table = TEXT[shape]
    assert grids(dedent(text).strip("\n")) == [rows(table)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Number of dogs\n12\n2. Number of cats\n15\n3. Number of birds\n7\n",
        "Number of dogs seized\n12\nHow many were rehomed?\n15\nPlease give the cost\n7\n",
        "Question 1\n12\nQuestion 2\n15\nQuestion 3\n7\n",
        "2018-19 - 184\n2019-20 - 177\n2020-21 - 391\n",
        "Level 3\n10 High Street\nAnytown\nAB1 2CD\nTel 01234 567890\n",
        "You asked for things in 2019 and 2020\nand 2021 and we hold 12\nof them, which is\nmore than 10",
        "1.    The number of agency workers in post           15\n"
        "2.    The total cost of them in the year of      £7,203\nwhich the council paid half\n"
        "3.    The number of vacancies           8\n",
        "a.      Halls\n2\nb.      Halls with a stand\n2\n",
        "Dear Ms Lark,\nOur ref:      FOI 12\nDate:         12 May 2020\nYour ref:     99\n",
    ],
)  # fmt: skip
def test_no_ghosts_in_text(text: str) -> None:
    assert grids(text) == []


def test_nothing_above_the_salutation() -> None:
    text = "Ref     Count\nA       12\nB       13\nC       14\nDear Ms Lark,\nThank you.\n"
    assert grids_in_lines(document(text)).grids == []


def test_cells_know_their_stretches_and_restored_cells() -> None:
    found = grids_in_lines(document(dedent(TEXT["stacked, its empty cell lost"][0])))
    cells = found.grids[0].cells
    assert all(" ".join(found.text[s:e] for s, e in c.stretches) == c.text for c in cells)
    assert [(c.row, c.column) for c in cells if c.restored] == [(3, 1)]
    assert found.grids[0].origin == "stacked"


def test_questions_in_a_drawn_grid_keep_their_role_open() -> None:
    text = "| Question | Answer |\n|---|---|\n| 1. How many? | 12 |\n| 2. When? | 2019 |\n"
    found = grids_in_lines(document(text)).grids
    assert [grid.role for grid in found] == [None]


def test_older_mail_has_no_tables() -> None:
    made = document(dedent(TEXT["markdown"][0]))
    for line in made.lines:
        line.role = "quoted"
    assert grids_in_lines(made).grids == []


PAGES = {
    "columns of white, heads that overhang": (
        """
        Here are the figures that you asked for, by year and by ward, as they stood.

        Ward             2019/20   2020/21
        Northgate             12        30
        Southgate              4         -
        Harbour and Docks      9        22
        Total                 25        52

        We hope that this answers your question and that the figures are of use.
        """,
        """
        Ward              | 2019/20 | 2020/21
        Northgate         | 12      | 30
        Southgate         | 4       | -
        Harbour and Docks | 9       | 22
        Total             | 25      | 52
        """,
    ),
    "labels wrapped over lines": (
        """
        Result                        2019      2020
        Mended or replaced              31        47
        Named owner identified:          3         5
        owner does not reply
        Inspection finished, no         14        16
        defect discovered
        """,
        """
        Result                                       | 2019 | 2020
        Mended or replaced                           | 31   | 47
        Named owner identified: owner does not reply | 3    | 5
        Inspection finished, no defect discovered    | 14   | 16
        """,
    ),
    "heads over two columns": (
        """
                                2019                2020
        Ward               Cases     Closed    Cases     Closed
        Northgate             12         9        30        28
        Southgate              4         4        17        11
        Harbour                9         1        22        20
        """,
        """
                  | 2019  |        | 2020  |
        Ward      | Cases | Closed | Cases | Closed
        Northgate | 12    | 9      | 30    | 28
        Southgate | 4     | 4      | 17    | 11
        Harbour   | 9     | 1      | 22    | 20
        """,
    ),
    "side by side": (
        """
        Year     Cases                       Ward        Staff
        2019        12                       North          31
        2020        30                       South          17
        Total       42                       Total          48
        """,
        """
        Year  | Cases
        2019  | 12
        2020  | 30
        Total | 42

        Ward  | Staff
        North | 31
        South | 17
        Total | 48
        """,
    ),
    "groups with a line of their own": (
        """
        Category             2019    2020
        Adults
        Men                    12      30
        Women                   4      17
        Children
        Boys                    9      22
        """,
        """
        Category | 2019 | 2020
        Adults   |      |
        Men      | 12   | 30
        Women    | 4    | 17
        Children |      |
        Boys     | 9    | 22
        """,
    ),
    "ruled, with wrapped and empty cells": (
        """
        ┌──────────────────┬─────────┬─────────┐
        │Ward              │Cases    │Closed   │
        ├──────────────────┼─────────┼─────────┤
        │Northgate and     │12       │9        │
        │Riverside         │         │         │
        ├──────────────────┼─────────┼─────────┤
        │Southgate         │4        │         │
        └──────────────────┴─────────┴─────────┘
        """,
        """
        Ward                    | Cases | Closed
        Northgate and Riverside | 12    | 9
        Southgate               | 4     |
        """,
    ),
    "ruled below the heads only": (
        """
        ┌──────────────────┬─────────┬─────────┐
        │Ward              │Cases    │Closed   │
        ├──────────────────┼─────────┼─────────┤
        │Northgate         │12       │9        │
        │Southgate         │4        │3        │
        │Harbour           │9        │1        │
        └──────────────────┴─────────┴─────────┘
        """,
        """
        Ward      | Cases | Closed
        Northgate | 12    | 9
        Southgate | 4     | 3
        Harbour   | 9     | 1
        """,
    ),
    "questions and answers side by side without rulings": (
        """
        Question                        Response

        1. How many dogs were           Thirty.
        there in 2019?

        2. Please say who keeps the     The town clerk keeps it, and it is
        register of dogs.               open to all at the town hall.

        3. How many cats?               We do not hold this.
        """,
        """
        Question                                      | Response
        1. How many dogs were there in 2019?          | Thirty.
        2. Please say who keeps the register of dogs. | {clerk}
        3. How many cats?                             | We do not hold this.
        """.replace("{clerk}", "The town clerk keeps it, and it is open to all at the town hall."),
    ),
    "level rulings only": (
        """
        ────────────────────────────────────────────
        Ward               Cases     Closed
        ────────────────────────────────────────────
        Northgate and         12         9
        Riverside
        ────────────────────────────────────────────
        Southgate              4         4
        ────────────────────────────────────────────
        """,
        """
        Ward                    | Cases | Closed
        Northgate and Riverside | 12    | 9
        Southgate               | 4     | 4
        """,
    ),
}


@pytest.mark.parametrize("shape", PAGES)
def test_table_on_a_page(shape: str) -> None:
    drawing, tables = PAGES[shape]
    assert on_page(drawing) == [rows(table) for table in tables.split("\n\n")]


def test_answers_set_at_the_middle_of_their_questions() -> None:
    made = page(
        """
        How many dogs were there
        in the town in 2019?            Thirty.

        Who keeps the register of
        dogs at present?                The town clerk, at the hall.

        Please give the cost of
        keeping the register.           None is known to us.
        """
    )
    for word in made.words:
        if word.x0 >= left(40) - 1:
            word.top, word.bottom, word.baseline = (
                y - HIGH / 2 for y in (word.top, word.bottom, word.baseline)
            )
    (grid,) = grids_from_page(made)
    assert grid.rows() == rows(
        """
        How many dogs were there in the town in 2019? | Thirty.
        Who keeps the register of dogs at present?    | The town clerk, at the hall.
        Please give the cost of keeping the register. | None is known to us.
        """
    )


def test_the_rest_of_an_answer_at_the_top_of_a_page_is_a_row_without_a_question() -> None:
    made = page(
        """
                                        and are paid for by the county.

        2. How many cats were           None is known to us, and no
        there in 2019?                  count is made.

        3. Who keeps the register       The town clerk.
        of dogs?
        """
    )
    made.number = 2
    (grid,) = grids_from_page(made)
    assert grid.rows() == rows(
        """
                                             | and are paid for by the county.
        2. How many cats were there in 2019? | None is known to us, and no count is made.
        3. Who keeps the register of dogs?   | The town clerk.
        """
    )


def test_numbers_set_apart_have_a_column_of_their_own() -> None:
    made = page(
        """
              How many dogs were        Thirty.
        1
              there in 2019?

              How many cats were        None is known.
        2
              there in 2019?

              Who keeps the list        The town clerk.
        3
              of dogs?
        """
    )
    (grid,) = grids_from_page(made)
    assert grid.rows() == rows(
        """
        1 | How many dogs were there in 2019? | Thirty.
        2 | How many cats were there in 2019? | None is known.
        3 | Who keeps the list of dogs?       | The town clerk.
        """
    )


@pytest.mark.parametrize(
    "drawing",
    [
        """
        Town Hall                                  Our ref: FOI 2020/1234
        High Street                                Date: 12 May 2020
        Anytown                                    Contact: A Person
        AB1 2CD                                    Tel: 01234 567890

        Dear Ms Lark
        1.   How many dogs were there in 2019?
             12
        2.   How many cats were there in 2019?
             15
        Yours sincerely                            The council is at
        A Person                                   www.example.org
        """,
        """
        The council keeps a register of all        Requests are answered within twenty
        dogs that live in the town, and it is      working days of receipt, and where a
        open to all who ask to see it at the       fee is due the clock stops until it is
        town hall on any working day of the        paid. You may ask for a review within
        """,
        """
        1   Introduction ............................ 3
        2   Method .................................. 7
        3   Findings ................................ 12
        """,
    ],
)  # fmt: skip
def test_no_ghosts_on_a_page(drawing: str) -> None:
    assert on_page(drawing) == []


@pytest.mark.parametrize("shape", PAGES)
def test_each_word_lies_in_the_box_of_one_cell(shape: str) -> None:
    made = page(PAGES[shape][0])
    for grid in grids_from_page(made):
        for cell in grid.cells:
            if cell.box is None:
                continue
            x0, top, x1, bottom = cell.box
            held = [
                w
                for w in made.words
                if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom
            ]
            assert sorted(w.text for w in held) == sorted(cell.text.split())


@given(st.integers(2, 5), st.integers(2, 4), st.data())
def test_a_lost_cell_is_put_where_the_totals_say(height: int, width: int, data: st.DataObject) -> None:
    numbers = st.integers(1, 9999)
    body = [[f"Row {n}", *(str(data.draw(numbers)) for _ in range(width))] for n in range(height)]
    row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(1, width))
    sums = [
        sum(int(r[c]) for r in body) - (c == column) * int(body[row][column]) for c in range(1, width + 1)
    ]
    whole: list[list[str | None]] = [[*r] for r in body]
    whole.append(["Total", *map(str, sums)])
    whole[row][column] = None
    torn = [[*(t for t in r if t is not None), *([None] * r.count(None))] for r in whole]
    placed = put_by_totals(torn, lambda text: text)
    assert placed in (whole, torn)


@given(st.text(alphabet="ab1 |-─│.:\n£%,2019", max_size=300).map("Dear Ms Lark,\n".__add__))
def test_any_text_gives_grids_whose_cells_quote_it(text: str) -> None:
    found = grids_in_lines(document(text))
    for grid in found.grids:
        for cell in grid.cells:
            words = " ".join(" ".join(found.text[s:e].split()) for s, e in cell.stretches)
            assert words == cell.text


RULED = """
┌──────────────────┬─────────┬─────────┐
│Ward              │Cases    │Closed   │
├──────────────────┼─────────┼─────────┤
│{0}               │12       │9        │
├──────────────────┼─────────┼─────────┤
│{1}               │4        │3        │
└──────────────────┴─────────┴─────────┘
"""
WHITE = """
Ward               Cases     Closed
{0}                   12          9
{1}                    4          3
Middling and Far       7          7
"""


def on_two_pages(drawing: str, between: str = "") -> list[list[list[str]]]:
    first, second = page(drawing.format("Ash", "Elm")), page(between + drawing.format("Oak", "Yew"))
    pages = [Page(1, 595, 842), Page(2, 595, 842)]
    made = Document(document("x").source, [], pages=pages, objects=[first, replace(second, number=2)])
    return [grid.rows() for grid in arrange(made).grids]


@pytest.mark.parametrize("drawing", [RULED, WHITE])
def test_a_table_over_a_page_break_is_one_and_its_heads_stand_once(drawing: str) -> None:
    (rows,) = on_two_pages(drawing)
    assert [row[0] for row in rows if row[0] != "Middling and Far"] == ["Ward", "Ash", "Elm", "Oak", "Yew"]


def test_words_between_keep_two_tables_apart() -> None:
    assert len(on_two_pages(RULED, "The other table is about last year and was made by hand.\n")) == 2
    assert len(on_two_pages(RULED, "Table 1 (continued)\n")) == 1


coordinates = st.integers(0, 60).map(lambda n: n * 9.0)


@given(
    st.lists(
        st.tuples(st.sampled_from(["12", "Ward", "2019", "*", "of", "1."]), coordinates, coordinates),
        max_size=40,
    ),
    st.lists(st.tuples(coordinates, coordinates, coordinates, st.booleans()), max_size=12),
)
def test_any_page_gives_whole_grids(
    placed: list[tuple[str, float, float]], drawn: list[tuple[float, float, float, bool]]
) -> None:
    words = [Word(text, x, top, x + 6 * len(text), top + 10, 10.0, top + 8) for text, x, top in placed]
    rulings = [
        Ruling(a, at, max(a, b) + 1, at) if level else Ruling(at, a, at, max(a, b) + 1)
        for at, a, b, level in drawn
    ]
    for grid in grids_from_page(PageObjects(1, 595, 842, words, rulings)):
        places = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.column, cell.column + cell.colspan)
        ]
        assert len(places) == len(set(places)) == grid.n_rows * grid.n_columns


ROOT = Path(__file__).parents[1]
SUITE = ROOT.parent / "shared" / "suites" / "icdar2013"
FLOOR = 0.93


@pytest.mark.skipif(not SUITE.is_dir(), reason="the real tables are not at hand")
def test_real_tables_stay_above_the_floor() -> None:
    spec = importlib.util.spec_from_file_location("bench_tables", ROOT / "benchmarks" / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    scores = bench.scores_of(SUITE, bench.ours)
    assert sum(f for _, _, f in scores.values()) / len(scores) > FLOOR
