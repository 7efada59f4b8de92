"""Word documents, sheets and Markdown to documents."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from foi_extract.errors import SourceError
from foi_extract.reading import documents_from_bytes
from foi_extract.reading.csv_sheet import delimiter_of
from foi_extract.reading.docx_numbering import W, numbering_from_xml
from foi_extract.reading.markdown import lines_from_markdown
from foi_extract.reading.sheet_regions import address_of
from foi_extract.reading.sheet_values import printed
from foi_records.document import Document

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"


def word(build: Any) -> Document:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    (read,) = documents_from_bytes(buffer.getvalue(), "reply.docx")
    return read


def texts(document: Document, role: str = "body") -> list[str]:
    return [line.text for line in document.lines if line.role == role and line.text.strip()]


def test_paragraphs_headings_and_printed_numbers() -> None:
    def build(document: Any) -> None:
        document.add_heading("Your request", 2)
        document.add_paragraph("How many lifts failed?", style="List Number")
        document.add_paragraph("When were they mended?", style="List Number")
        document.add_paragraph("At Eastgate", style="List Bullet")
        bold = document.add_paragraph()
        bold.add_run("Our response").bold = True
        broken = document.add_paragraph("Nine lifts.")
        broken.runs[0].add_break()
        broken.add_run("All in May.")

    document = word(build)
    assert texts(document) == [
        "Your request",
        "1. How many lifts failed?",
        "2. When were they mended?",
        "• At Eastgate",
        "Our response",
        "Nine lifts.",
        "All in May.",
    ]
    heading, first, *_, bold, one, two = document.lines
    assert heading.heading == 2
    assert (first.mark, first.depth) == ("1.", 1)
    assert bold.bold
    assert one.block == two.block


def test_tables_with_merged_cells_become_grids() -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))
        for r, c, text in [
            (0, 0, "Site"),
            (0, 1, "Years"),
            (1, 0, "Mill"),
            (1, 1, "3"),
            (2, 1, "4"),
            (2, 2, "5"),
        ]:
            table.cell(r, c).text = text
        document.add_paragraph("After")

    document = word(build)
    (grid,) = document.grids
    assert grid.origin == "docx"
    assert grid.rows() == [["Site", "Years", ""], ["Mill", "3", ""], ["", "4", "5"]]
    spans = {(c.row, c.column): (c.rowspan, c.colspan) for c in grid.cells}
    assert spans[0, 1] == (1, 2)
    assert spans[1, 0] == (2, 1)
    assert document.lines[-1].cell is None


def test_heads_and_feet_are_furniture() -> None:
    def build(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Wexcombe Borough Council"
        section.footer.paragraphs[0].text = "Page 1"
        document.add_paragraph("Dear A")

    document = word(build)
    assert texts(document) == ["Dear A"]
    assert texts(document, "furniture") == ["Wexcombe Borough Council", "Page 1"]


def numbering(levels: str, lists: str) -> Any:
    parse_xml = pytest.importorskip("docx.oxml.parser").parse_xml
    space = W.strip("{}")
    return numbering_from_xml(
        parse_xml(
            f'<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            f"{lists}</w:numbering>"
        )
    )


def level(depth: int, style: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


@pytest.mark.parametrize(
    ("levels", "depths", "marks"),
    [
        (
            level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)"),
            [0, 1, 1, 0, 1],
            ["1.", "a)", "b)", "2.", "a)"],
        ),
        (
            level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"),
            [0, 1, 1, 0, 1],
            ["1", "1.1", "1.2", "2", "2.1"],
        ),
        (level(0, "upperRoman", "Part %1", 3), [0, 0], ["Part III", "Part IV"]),
        (level(0, "bullet", "\uf0b7"), [0, 0], ["•", "•"]),
        (level(0, "none", ""), [0], [None]),
    ],
)
def test_numbers_are_counted_as_word_counts_them(
    levels: str, depths: list[int], marks: list[str | None]
) -> None:
    lists = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    count = numbering(levels, lists)
    assert [count.next_mark("5", depth) for depth in depths] == marks


def test_a_list_that_begins_anew() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    count = numbering(level(0, "decimal", "%1."), lists)
    assert [count.next_mark(n, 0) for n in ("1", "1", "2", "2", "9")] == ["1.", "2.", "1.", "2.", None]


def book(build: Any) -> Document:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    build(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    (document,) = documents_from_bytes(buffer.getvalue(), "data.xlsx")
    return document


def test_questions_above_tables_on_a_sheet() -> None:
    def build(workbook: Any) -> None:
        sheet = workbook.active
        sheet.title = "Answers"
        for row in [
            ["1. How many lifts failed in each year?"],
            [],
            ["Year", "Lifts", "Share"],
            [2019, 1200, 0.25],
            [2020, "*", 0.5],
            [],
            ["2. Where?"],
            ["At Eastgate"],
        ]:
            sheet.append(row)
        sheet["B4"].number_format = "#,##0"
        sheet["C4"].number_format = sheet["C5"].number_format = "0%"
        sheet["E3"] = (
            "* Fewer than five, withheld under section 40(2): people could be told from so small a number."
        )
        hidden = workbook.create_sheet("Secret")
        hidden["A1"] = "not shown"
        hidden.sheet_state = "hidden"

    document = book(build)
    (grid,) = document.grids
    assert grid.rows() == [["Year", "Lifts", "Share"], ["2019", "1,200", "25%"], ["2020", "*", "50%"]]
    assert grid.element == "'Answers'!A3:C5"
    free = [line.text for line in document.lines if line.cell is None]
    assert free[:2] == ["Answers", "1. How many lifts failed in each year?"]
    assert free[2].startswith("* Fewer than five")
    assert free[3:] == ["2. Where?", "At Eastgate"]
    assert "not shown" not in document.text
    assert [note.code for note in document.notes] == ["hidden-sheet"]


def test_labels_and_values_with_an_empty_column_between_are_one_table() -> None:
    def build(workbook: Any) -> None:
        for row in [["Issues", None, None], ["Fiction", None, 10], ["Other", None, 12]]:
            workbook.active.append(row)

    assert [grid.rows() for grid in book(build).grids] == [[["Fiction", "10"], ["Other", "12"]]]


def test_tables_side_by_side_on_a_sheet() -> None:
    def build(workbook: Any) -> None:
        for row in [["A", "B", None, "C", "D"], [1, 2, None, 3, 4]]:
            workbook.active.append(row)

    assert [grid.rows() for grid in book(build).grids] == [[["A", "B"], ["1", "2"]], [["C", "D"], ["3", "4"]]]


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (1234.0, "General", "1234"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "£#,##0.00", "£1,234.50"),
        (-500, '"£"#,##0;[Red]-"£"#,##0', "-£500"),
        (-500, "[$£-809]#,##0", "-£500"),
        (0.3243, "0.0%", "32.4%"),
        (8.25, "0.0", "8.3"),
        (0.125, "0%", "13%"),
        (float("inf"), "0.0", "Infinity"),
        (datetime.datetime(2020, 7, 10), "dd/mm/yyyy", "10/07/2020"),
        (datetime.datetime(2020, 7, 1), "mmm-yy", "Jul-20"),
        (datetime.datetime(2020, 7, 10), "d mmmm yyyy", "10 July 2020"),
        (True, "General", "TRUE"),
        ("text", "@", "text"),
    ],
)
def test_values_as_a_sheet_shows_them(value: object, number_format: str, words: str) -> None:
    assert printed(value, number_format) == words


@pytest.mark.parametrize(("text", "mark"), [("a,b\n1,2", ","), ("a;b\n1,5;2", ";"), ("a\tb\n1\t2", "\t")])
def test_the_mark_between_values(text: str, mark: str) -> None:
    assert delimiter_of(text) == mark


def test_comma_separated_values() -> None:
    (document,) = documents_from_bytes(b'Trees felled\n\nYear,Count\n2020,"1,200"\n2021,\n', "data.csv")
    assert document.lines[0].text == "Trees felled"
    assert document.grids[0].rows() == [["Year", "Count"], ["2020", "1,200"], ["2021", ""]]


@pytest.mark.parametrize(
    ("row", "column", "address"), [(0, 0, "A1"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1")]
)
def test_addresses_of_cells(row: int, column: int, address: str) -> None:
    assert address_of(row, column) == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title", [("Title", False, False)]),
        ("**Bold all**", [("Bold all", True, False)]),
        ("*How many\ntrees?*", [("How many", False, True), ("trees?", False, True)]),
        ("licences **issued** here", [("licences issued here", False, False)]),
        ("- item\n* item", [("• item", False, False), ("• item", False, False)]),
        ("1. item", [("1. item", False, False)]),
        ("2 * 3 * 4 and a_b_c", [("2 * 3 * 4 and a_b_c", False, False)]),
        (r"wildcard G\*XX", [("wildcard G*XX", False, False)]),
        ("> quoted", [("quoted", False, False)]),
        ("see [the log](https://a.example/l)", [("see the log", False, False)]),
        ("| a | b |", [("| a | b |", False, False)]),
    ],
)
def test_markdown_marks_become_styles(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert [(line.text, line.bold, line.italic) for line in lines_from_markdown(text)] == expected


def test_the_note_of_whoever_made_a_markdown_file_is_set_aside() -> None:
    lines = lines_from_markdown(
        "# Raw extract\n\nConverted from the PDF on 2026-07-07.\n\n---\n\nDear A\n\nTen trees."
    )
    assert [line.text for line in lines if line.role == "chrome" and line.text] == [
        "Raw extract",
        "Converted from the PDF on 2026-07-07.",
    ]
    assert [line.text for line in lines if line.role == "body" and line.text] == ["Dear A", "Ten trees."]


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared folder is not here")
@pytest.mark.parametrize("pattern", ["*/*/*.docx", "*/*/*.xlsx", "*/*/*.md"])
def test_real_files_are_read(pattern: str) -> None:
    for path in sorted(CORPUS.glob(pattern)):
        for document in documents_from_bytes(path.read_bytes(), path.name):
            assert document.text.strip()


def test_torn_office_files_say_what_to_do() -> None:
    docx = pytest.importorskip("docx")
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with pytest.raises(SourceError, match="no words"):
        documents_from_bytes(buffer.getvalue(), "reply.docx")
    data = buffer.getvalue().replace(b"word/document.xml", b"word/documenT.xml", 1)
    with pytest.raises(SourceError):
        documents_from_bytes(data, "reply.docx")


@pytest.mark.parametrize(
    ("module", "member"), [("docx", "word/document.xml"), ("openpyxl", "xl/workbook.xml")]
)
def test_a_missing_extra_is_named(module: str, member: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "<x/>")
    with pytest.raises(SourceError, match=r"pip install 'foi-extract\[office\]'"):
        documents_from_bytes(buffer.getvalue(), "reply")


@pytest.mark.parametrize(
    ("row", "grids"),
    [
        ("Number of volunteers in the year,95", [[["Number of volunteers in the year", "95"]]]),
        ("How many volunteers were there?,95", []),
        ("1. Number of volunteers,95", []),
        ("Volunteers,none", []),
    ],
)
def test_a_lone_row_of_a_form_is_a_table_and_a_question_is_none(
    row: str, grids: list[list[list[str]]]
) -> None:
    (document,) = documents_from_bytes(f"Libraries\n\n{row}\n".encode(), "return.csv")
    assert [grid.rows() for grid in document.grids] == grids
