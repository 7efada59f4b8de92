"""Data grids to tables: names, typed values, legends, totals, lost cells, and grids that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts.table_marks import legends_in, mark_of
from foi_extract.facts.table_values import Column, column_from_cells, value_from_cell
from foi_extract.facts.tables import tables
from foi_extract.layout.grids.text import grids_in_lines
from foi_extract.reading.text import read
from foi_records.document import Cell, Document, Grid, Line, Source, assemble
from foi_records.facts import Finding
from foi_records.letter import Letter, Pair, Pairing
from foi_records.spans import Stretch
from foi_records.table import CellValue, Table

NUMBERS = Column(numeric=True)
SOURCE = Source("letter.txt", "text/plain", "0" * 64, 1)


def tables_in(text: str, pairing: Pairing | None = None) -> tuple[list[Table], list[Finding]]:
    document = grids_in_lines(read(("Dear Ms Lark,\n" + text).encode(), SOURCE)[0])
    return tables(Letter(document), pairing or Pairing())


def from_cells(
    rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None, **grid: object
) -> Document:
    """A document that is one grid of cells, a line for each; ``spans`` gives rowspan and colspan of some."""
    cells, lines = [], []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "^":
                continue
            high, wide = (spans or {}).get((r, c), (1, 1))
            cells.append(Cell(r, c, text, rowspan=high, colspan=wide))
            lines.append(Line(text, cell=(0, r, c)))
    return assemble(Document(SOURCE, lines, grids=[Grid(cells, "html", **grid)]))  # type: ignore[arg-type]


def table_of(rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    return tables(Letter(from_cells(rows, spans)), Pairing())[0][0]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("1,204", "number", 1204),
        ("-13,000", "number", -13000),
        ("(250)", "number", -250),
        ("3.75", "number", 3.75),
        ("£1,250.50", "money", 1250.5),
        ("-£40", "money", -40),
        ("£1.2m", "money", 1200000),
        ("£      486,822.42", "money", 486822.42),
        ("45%", "percent", 45),
        ("12*", "number", 12),
        ("Nil", "number", 0),
        ("12 FTE", "number", 12),
    ],
)
def test_numbers(text: str, kind: str, number: float) -> None:
    value = value_from_cell(text, NUMBERS, {})
    assert (value.kind, value.number) == (kind, number)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2013 – 14", "period", "2013-04-01", "2014-03-31"),
        ("2020/21", "period", "2020-04-01", "2021-03-31"),
        ("April 2019", "period", "2019-04-01", "2019-04-30"),
        ("Jan", "period", None, None),
        ("12/03/2021", "date", "2021-03-12", "2021-03-12"),
        ("2022 (up to end Aug)", "period", "2022-01-01", "2022-12-31"),
    ],
)
def test_dates_and_periods(text: str, kind: str, start: str | None, end: str | None) -> None:
    value = value_from_cell(text, Column(), {})
    assert (value.kind, value.start, value.end) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "kind", "high"),
    [
        ("<5", "suppressed", 5),
        ("fewer than 10", "suppressed", 10),
        ("5 or fewer", "suppressed", 5),
        ("*", "suppressed", None),
        ("[c]", "suppressed", None),
        ("-", "suppressed", None),
        ("..", "suppressed", None),
        ("Redacted", "suppressed", None),
        ("", "missing", None),
        ("N/A", "missing", None),
        ("No data", "missing", None),
        ("Not held", "missing", None),
    ],
)
def test_what_is_hidden_or_missing(text: str, kind: str, high: int | None) -> None:
    value = value_from_cell(text, NUMBERS, {})
    assert (value.kind, value.low, value.high, value.number) == (kind, None, high, None)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("c", Column()),
        ("Town Hall", NUMBERS),
        ("12 High Street", Column()),
        ("A12", NUMBERS),
        ("1,23", NUMBERS),
        ("12 (3)", NUMBERS),
    ],
)
def test_what_is_text(text: str, column: Column) -> None:
    assert value_from_cell(text, column, {}).kind == "text"


def test_a_column_of_years_names_periods_and_a_count_like_a_year_is_a_count() -> None:
    years = column_from_cells("Year", ["2019", "2020", "Total"], first=True)
    counts = column_from_cells("Cases", ["2019", "12", "7"], first=False)
    assert value_from_cell("2019", years, {}).kind == "period"
    assert value_from_cell("2019", counts, {}).number == 2019


def test_the_head_says_what_plain_numbers_are() -> None:
    assert value_from_cell("9,870", column_from_cells("2017/18 £’s", ["9,870"], False), {}).unit == "GBP"
    assert value_from_cell("98", column_from_cells("Cost (£000)", ["98"], False), {}).unit == "GBP thousand"
    assert value_from_cell("98", column_from_cells("% of staff", ["98"], False), {}).kind == "percent"


@pytest.mark.parametrize(
    ("mark", "text", "signal", "high"),
    [
        ("*", "Figures less than 5 have been suppressed and replaced with an asterisk (*).", "below", 5),
        ("*", "* denotes a figure of fewer than five", "below", 5),
        ("*", "Please note: * = 5 or fewer", "at_most", 5),
        ("-", "A dash (-) indicates nil returns.", "zero", None),
        ("-", "“-” represents zero", "zero", None),
        ("c", "[c] = confidential", "suppressed", None),
        ("..", ".. not available", "missing", None),
        ("z", "[z] not applicable", "missing", None),
    ],
)
def test_legends(mark: str, text: str, signal: str, high: int | None) -> None:
    legend = legends_in(f"Some words.\n{text}\nMore words.", [mark])[mark]
    assert (legend.signal, legend.high) == (signal, high)


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("-", "- The figure is less than 5 for men"),
        ("-", "We hold 12 - of these 4 are not available"),
        ("*", "1* rated rooms are low numbers"),
        ("c", "c. 40 cases are not recorded"),
    ],
)
def test_no_legends(mark: str, text: str) -> None:
    assert legends_in(f"Some words.\n{text}\nMore words.", [mark]) == {}


def test_a_mark_means_what_the_legend_says() -> None:
    found, _ = tables_in(
        'Ward 2019 2020\nNorth 12 *\nSouth - 14\nEast 9 8\n* denotes fewer than 5. "-" denotes zero.\n'
    )
    north, south = found[0].values[0][2], found[0].values[1][1]
    assert (north.kind, north.high, north.meaning) == ("suppressed", 5, "fewer than 5")
    assert (south.kind, south.number) == ("number", 0)


def test_heads_of_several_rows_are_joined() -> None:
    rows = [["Year", "Rating", "^"], ["^", "B", "C"], ["2019", "12", "30"], ["2020", "4", "17"]]
    table = table_of(rows, {(0, 0): (2, 1), (0, 1): (1, 2)})
    assert table.columns == ("Year", "Rating / B", "Rating / C")
    assert table.rows == (("2019", "12", "30"), ("2020", "4", "17"))


def test_a_title_over_all_columns_is_the_caption_and_a_foot_a_note() -> None:
    rows = [
        ["Dogs seized", "^"],
        ["Year", "Dogs"],
        ["2019", "12"],
        ["2020", "4"],
        ["Figures are for the whole borough only", "^"],
    ]
    table = table_of(rows, {(0, 0): (1, 2), (4, 0): (1, 2)})
    assert (table.caption, table.columns, len(table.rows)) == ("Dogs seized", ("Year", "Dogs"), 2)
    assert table.notes == ("Figures are for the whole borough only",)


def test_a_row_of_marks_is_no_head() -> None:
    assert table_of([["North", "*"], ["South", "14"], ["East", "9"]]).columns is None
    assert table_of([["Month", "2021"], ["Jan", "*"], ["Feb", "*"]]).columns == ("Month", "2021")


def test_a_band_hides_a_small_count() -> None:
    value = value_from_cell("1-4", NUMBERS, {})
    assert (value.kind, value.low, value.high) == ("suppressed", 1, 4)
    assert value_from_cell("1-4", Column(), {}).kind == "text"


def test_no_heads_no_names() -> None:
    assert table_of([["2019", "12"], ["2020", "14"], ["2021", "9"]]).columns is None


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([["A", "1"], ["B", "2"], ["Total", "3"]], "consistent"),
        ([["A", "1"], ["B", "2"], ["Total", "4"]], "inconsistent"),
        ([["A", "1"], ["B", "<5"], ["Total", "4"]], "not_checkable"),
        ([["A", "10"], ["B", "*"], ["Total", "4"]], "inconsistent"),
        ([["A", "1"], ["B", "2"], ["Subtotal", "3"], ["C", "5"], ["Grand total", "8"]], "consistent"),
        ([["Men", "1"], ["Women", "2"], ["White", "2"], ["Other", "1"], ["Total", "3"]], "not_checkable"),
        ([["A", "10.3"], ["B", "20.3"], ["Total", "30.7"]], "consistent"),
    ],
)  # fmt: skip
def test_totals(rows: list[list[str]], status: str) -> None:
    table = table_of([["Kind", "Count"], *rows])
    assert table.total is not None
    assert table.total.status == status


def test_a_total_that_is_wrong_gives_both_figures() -> None:
    _, findings = tables_in("Ward 2019 2020\nNorth 12 5\nSouth 3 14\nTotal 15 20\n")
    assert [f.code for f in findings] == ["table-total-mismatch"]
    assert "20 printed, 19 added up" in findings[0].message
    assert "Total" in findings[0].spans[0].quote


@pytest.mark.parametrize(("total", "said"), [("37", "adds nothing"), ("41", "would make it 4")])
def test_a_lost_cell_is_put_back_empty_and_said(total: str, said: str) -> None:
    text = "Year ended\nNumber of Courses\n2013 – 14\n17\n2014 – 15\n15\n2015 – 16\n5\n2016 – Present\n\n"
    text += f"Grand Total\n{total}\n"
    found, findings = tables_in(text)
    assert found[0].rows[3] == ("2016 – Present", "")
    assert found[0].values[3][1] == CellValue(kind="missing", restored=True)
    assert [f.code for f in findings] == ["cell-lost"]
    assert said in findings[0].message
    assert found[0].total is not None
    assert found[0].total.status == ("consistent" if total == "37" else "not_checkable")


@pytest.mark.parametrize(
    "rows",
    [
        [["Question", "Answer"], ["1. How many dogs?", "12"], ["2. How many cats?", "3"]],
        [["How many dogs were seized last year?", "12"], ["What became of the dogs after that?", "3"]],
        [["Our ref", "FOI 12/34"], ["Date", "12 May 2020"], ["Contact", "A Person"]],
        [["Town Hall", "High Street"], ["Anytown", ""]],
    ],
)
def test_grids_that_are_no_tables(rows: list[list[str]]) -> None:
    assert tables(Letter(from_cells(rows)), Pairing())[0] == []


def test_a_grid_whose_cells_pairing_took_for_questions_is_no_table() -> None:
    document = from_cells([["Item", "Count"], ["Dogs seized", "12"], ["Cats seized", "3"]])
    question = document.grids[0].cells[2].stretches
    assert tables(Letter(document), Pairing([Pair("q1", question=question)]))[0] == []


def test_a_table_belongs_to_the_exchange_that_holds_it() -> None:
    document = from_cells([["Item", "Count"], ["Dogs", "12"], ["Cats", "3"]])
    said = Pairing([Pair("q1"), Pair("q2", grids=(0,))])
    held = Pairing([Pair("q1", answer=(Stretch(0, len(document.text)),))])
    assert tables(Letter(document), said)[0][0].exchange == "q2"
    assert tables(Letter(document), held)[0][0].exchange == "q1"


def test_caption_above_and_notes_below() -> None:
    found, _ = tables_in(
        "Dogs seized by ward\n\nWard 2019 2020\nNorth 12 5\nSouth 3 14\nEast 4 4\n"
        "Note: figures are for March.\nThank you for asking.\n"
    )
    assert found[0].caption == "Dogs seized by ward"
    assert found[0].notes == ("Note: figures are for March.",)
    pointing, _ = tables_in("Please see the table below:\nWard 2019 2020\nNorth 12 5\nSouth 3 14\nEast 4 4\n")
    assert pointing[0].caption is None


def test_a_frame_has_typed_columns() -> None:
    found, _ = tables_in("Year Cases Spend\n2019/20 12 £1.50\n2020/21 <5 £20.00\n2021/22 7 £3.25\n")
    frame = found[0].to_frame()
    assert list(frame.columns) == ["Year", "Cases", "Spend"]
    assert [str(t) for t in frame.dtypes] == ["period[Y-MAR]", "Int64", "Float64"]
    assert frame["Cases"].isna().tolist() == [False, True, False]
    assert frame["Spend"].sum() == 24.75


def test_names_met_again_are_told_apart() -> None:
    frame = table_of([["Ward", "No.", "No."], ["North", "1", "2"], ["South", "3", "4"]]).to_frame()
    assert list(frame.columns) == ["Ward", "No.", "No. (3)"]


@given(
    st.lists(
        st.lists(st.text(alphabet="aB1 ,.£%<5*-(2019/)", max_size=9), min_size=3, max_size=3),
        min_size=2,
        max_size=6,
    )
)
def test_values_have_the_shape_of_rows_and_spans_quote_the_text(rows: list[list[str]]) -> None:
    letter = Letter(from_cells([[" ".join(t.split()) for t in row] for row in rows]))
    for table in tables(letter, Pairing())[0]:
        assert [len(r) for r in table.rows] == [len(v) for v in table.values]
        assert all(letter.text[s.start : s.end] == s.quote for s in table.spans)
        assert table.to_frame().shape == (len(table.rows), 3)


@given(st.text(max_size=12))
def test_a_mark_is_known_with_and_without_brackets(text: str) -> None:
    mark = mark_of(text)
    assert mark is None or mark_of(f"[{mark}]") == mark
