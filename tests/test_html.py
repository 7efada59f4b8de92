"""Pages to documents: each site's markup, any page's main content, lists, tables, quotations, evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.errors import SourceError
from foi_extract.reading import documents_from_bytes
from foi_extract.reading.html.lists import letters_of, roman_of
from foi_extract.reading.html.soup import depth_of
from foi_extract.reading.iso_dates import iso_date
from foi_extract.reading.paragraphs import Width, break_is_meant
from foi_records.document import Document

PAGES = Path(__file__).parent / "data" / "pages"


def page(name: str) -> list[Document]:
    return documents_from_bytes((PAGES / name).read_bytes(), name)


def lines(html: str, role: str = "body") -> list[str]:
    document = documents_from_bytes(html.encode(), "page.html")[0]
    return [line.text for line in document.lines if line.role == role]


def blocks(document: Document) -> list[str]:
    out: dict[int, list[str]] = {}
    for line in document.lines:
        out.setdefault(line.block, []).append(line.text)
    return [" / ".join(words) for words in out.values()]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<div>One <div>Two</div> Three</div>", ["One", "Two", "Three"]),
        ("<p>22&nbsp;HII \n cases</p>", ["22 HII cases"]),
        ("<ol><li>How many?<li>Why?</ol>", ["1. How many?", "2. Why?"]),
        ("<ol start=3 type=a><li>How many?</li></ol>", ["c. How many?"]),
        (
            "<ol><li>A<ol type=i><li>B</li><li>C</li></ol></li><li>D</li></ol>",
            ["1. A", "i. B", "ii. C", "2. D"],
        ),
        ("<ol><li value=5>A</li><li>B</li></ol>", ["5. A", "6. B"]),
        ("<ul><li>A</li><li>1. B</li></ul>", ["• A", "1. B"]),
        ("<ul style='list-style-type:none'><li>A</li></ul>", ["A"]),
        ("<ol><li><p>How many?</p><p>Ten.</p></li></ol>", ["1. How many?", "Ten."]),
        ("<p>Kept</p><script>var a = 1;</script><p hidden>no</p><p style='display: none'>no</p>", ["Kept"]),
        ("<p>Kept</p><span class='govuk-visually-hidden'>no</span><!-- no -->", ["Kept"]),
        ("<pre>a  b\n  c</pre>", ["a  b", "  c"]),
        ("<p>soft\u00adened</p>", ["softened"]),
        ("<table><tr><td>Only layout</td></tr></table>", ["Only layout"]),
        ("<form><p>Text in a form</p><select><option>no</option></select></form>", ["Text in a form"]),
        ("<p>A</p><a href='#c' class='skip-link'>Skip to main content</a>", ["A"]),
    ],
)
def test_blocks_become_lines(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_styles_links_and_elements_are_kept() -> None:
    document = documents_from_bytes(
        b"<h2 id='q1'>Question 1</h2><p><b>How many?</b></p><p><i>It says</i></p>"
        b"<div><p>See <a href='https://a.example/x'>the <b>report</b></a> now</p></div>",
        "page.html",
    )[0]
    heading, bold, italic, linked = document.lines
    assert (heading.heading, heading.element, heading.bold) == (2, "#q1", True)
    assert (bold.bold, bold.italic, bold.element) == (True, False, "html > body > p:nth-of-type(1)")
    assert (italic.bold, italic.italic) == (False, True)
    (link,) = linked.links
    assert (link.url, linked.text[link.start : link.end]) == ("https://a.example/x", "the report")
    assert (
        document.span(linked.start, linked.end).element
        == "html > body > div:nth-of-type(1) > p:nth-of-type(1)"
    )


@pytest.mark.parametrize(
    ("html", "rows", "header_rows"),
    [
        (
            "<table><tr><th>Year</th><th>Count</th></tr><tr><td>2020</td><td>17</td></tr></table>",
            [["Year", "Count"], ["2020", "17"]],
            1,
        ),
        (
            "<table><tr><td>2020<td><tr><td>2021<td>3</table>",
            [["2020", ""], ["2021", "3"]],
            None,
        ),
        (
            "<table><tr><th rowspan=2>A<th colspan=2>B<tr><th>C<th>D<tr><td>1<td>2<td>3</table>",
            [["A", "B", ""], ["", "C", "D"], ["1", "2", "3"]],
            2,
        ),
        (
            "<table><tr><td>x<td rowspan=65000 colspan=1000>y</tr><tr><td>1</td></tr></table>",
            [["x", "y"], ["1", ""]],
            None,
        ),
        (
            "<table><tr><td>Q<br>1</td><td><p>a</p><p>b</p></td></tr><tr><td>Q 2</td><td>c</td></tr></table>",
            [["Q 1", "a b"], ["Q 2", "c"]],
            None,
        ),
    ],
)
def test_tables_become_grids(html: str, rows: list[list[str]], header_rows: int | None) -> None:
    document = documents_from_bytes(html.encode(), "page.html")[0]
    (grid,) = document.grids
    assert grid.rows() == rows
    assert grid.header_rows == header_rows
    for cell in grid.cells:
        assert document.prose(cell.stretches).split() == cell.text.split()


def test_layout_tables_are_flattened_and_inner_ones_kept() -> None:
    document = page("council_disclosure.html")[0]
    assert [grid.rows() for grid in document.grids] == [
        [["Site", "Plots"], ["Mill Lane", "200"], ["Weir Road", "112"]]
    ]
    free = [line.text for line in document.lines if line.cell is None]
    assert free == [
        "FOI 2231 - Allotments",
        "Request",
        "How many allotment plots does the council let, and what is the rent?",
        "Response",
        "The council lets 312 plots.",
        "• Full plot: £60 a year",
        "• Half plot: £35 a year",
    ]


def test_each_reply_of_a_request_page_is_a_document() -> None:
    reply, hidden = page("wdtk_request.html")
    assert reply.source.part == "incoming-801"
    known = reply.known
    assert known.authority == "Wexcombe Borough Council"
    assert (known.requested, known.responded) == ("2021-03-02", "2021-03-30")
    assert known.status == "partially_successful"
    assert known.attachments == ("Costs 2015 2020.pdf",)
    assert known.url == "https://foi.example.org/request/street_trees_felled"
    body = [line.text for line in reply.lines if line.role == "body"]
    assert body[0] == "Dear R Pemberton,"
    assert "Queries may be sent to [email address]." in body
    assert not any("quoted sections" in text or "999" in text for text in body)
    asked = [line.text for line in reply.lines if line.role == "request"]
    assert "1. How many street trees have been felled since 2015?" in asked
    assert reply.lines[0].element == "#attachment-7000 > p:nth-of-type(1)"
    assert [note.code for note in hidden.notes] == ["page-without-text"]
    assert "hidden" in hidden.notes[0].message


def test_printed_lines_of_a_reply_are_put_together() -> None:
    found = blocks(page("wdtk_request.html")[0])
    assert "1. How many street trees have been felled since 2015?" in found
    assert "The Council has felled 214 street trees since 2015, most of them because / of disease." in found


def test_a_page_converted_from_pdf_has_pages_and_paragraphs() -> None:
    document = page("wdtk_attachment_old.html")[0]
    assert [p.number for p in document.pages] == [1, 2]
    assert document.printed
    found = blocks(document)
    assert found[3] == (
        "1) How many street trees have been felled by the council or by its contractors / since 2015?"
    )
    assert "it is planning / to replace" in found[4]
    assert found[-1].startswith("The figure for 2019") and "still provisional" in found[-1]
    assert not any("HTML version" in text or "Download" in text for text in found)
    assert document.known.url == "/request/street_trees_felled#incoming-801"


@pytest.mark.parametrize(
    ("name", "fetch"),
    [
        ("wdtk_attachment_embed.html", "/attach/3/Reply%200417.pdf"),
        ("wdtk_request.json", "/request/street_trees_felled"),
    ],
)
def test_a_page_without_the_text_names_the_file_to_fetch(name: str, fetch: str) -> None:
    with pytest.raises(SourceError) as caught:
        page(name)
    assert caught.value.kind == "embedded_only"
    assert fetch in caught.value.message


def test_a_frame_of_a_viewer_names_the_file_within() -> None:
    html = "<body><iframe src='https://docs.google.com/viewer?url=https%3A%2F%2Fa.example%2Fb.doc&embedded=true'></body>"
    with pytest.raises(SourceError, match=r"https://a\.example/b\.doc"):
        documents_from_bytes(html.encode(), "a.html")


@pytest.mark.parametrize("name", ["govuk_publication.html", "govuk_content.json"])
def test_a_release_on_govuk(name: str) -> None:
    (document,) = page(name)
    texts = [line.text for line in document.lines]
    assert texts[:2] == ["Harbour inspections in 2022", "Information on how often harbours were inspected."]
    assert {"Request", "Response"} < set(texts)
    assert document.known.authority == "Coast Office"
    assert document.known.attachments == ("Harbour inspections reply",)
    assert not any("cookie" in text.lower() or "licence" in text.lower() for text in texts)


def test_a_release_published_as_a_page() -> None:
    (document,) = page("govuk_html_publication.html")
    (grid,) = document.grids
    assert grid.rows()[2] == ["North Sound", "1,204", ""]
    assert grid.header_rows == 2
    assert grid.caption and document.text[slice(*grid.caption)] == "Subsidy by route, £ thousand"


@pytest.mark.parametrize(
    ("name", "authority", "reply", "request_line"),
    [
        (
            "froide_request.html",
            "Stadt Beispielheim",
            "Es gibt 37 Spielplätze.",
            "Wie viele Spielplätze gibt es?",
        ),
        (
            "froide_request.json",
            "Stadt Beispielheim",
            "Es gibt 37 Spielplätze.",
            "Wie viele Spielplätze gibt es?",
        ),
        (
            "muckrock_request.html",
            "Roads Department",
            "Your request is granted.",
            "All bridge inspection logs of 2014.",
        ),
    ],
)
def test_other_sites_threads(name: str, authority: str, reply: str, request_line: str) -> None:
    (document,) = page(name)
    assert document.known.authority == authority
    assert document.known.requested and document.known.responded
    body = "\n".join(line.text for line in document.lines if line.role == "body")
    asked = "\n".join(line.text for line in document.lines if line.role == "request")
    assert reply in body
    assert request_line in asked


def test_a_mail_as_outlook_writes_it() -> None:
    (document,) = page("outlook_reply.html")
    assert [line.text for line in document.lines if line.role == "body"] == [
        "Dear Mr Ferris",
        "1. How many lifts failed?",
        "Nine lifts failed.",
        "• Four at Eastgate",
        "Kind regards",
    ]
    assert [line.depth for line in document.lines[:4]] == [0, 1, 0, 2]
    quoted = [line.text for line in document.lines if line.role == "quoted"]
    assert quoted[0].startswith("From: Ferris")
    assert quoted[-1] == "Please tell me how many lifts failed."


@pytest.mark.parametrize(
    "html",
    [
        "<p>Reply</p><p>Yours</p><div class='gmail_quote'><p>Old</p></div>",
        "<p>Reply</p><p>Yours</p><blockquote type='cite'><p>Old</p></blockquote>",
        "<p>Reply</p><p>Yours</p><p>-----Original Message-----</p><p>Old</p>",
        "<p>Reply</p><p>Yours</p><div id='divRplyFwdMsg'><p>Old</p></div>",
    ],
)
def test_older_mail_is_told_apart(html: str) -> None:
    assert lines(html) == ["Reply", "Yours"]
    assert lines(html, "quoted")[-1] == "Old"


@pytest.mark.parametrize(
    ("above", "below", "meant"),
    [
        ("Wexcombe Borough Council", "30 March 2021", True),
        ("The Council has felled a great number of street trees since the year", "2015, most of them", False),
        ("The Council has felled a great number of street trees in the years.", "2. What did it cost?", True),
        ("The Council has felled a great number of street trees in the whole,", "• and some shrubs", True),
    ],
)
def test_line_breaks_that_were_meant(above: str, below: str, meant: bool) -> None:
    assert break_is_meant(above, below, Width(70)) is meant


def test_a_fixed_column_shows_more_of_the_breaks() -> None:
    above, below = "Your complaint is that the seating plan shows no names of staff.", "I have read it"
    assert not break_is_meant(above, below, Width(74))
    assert break_is_meant(above, below, Width(74, True, 75))


@pytest.mark.parametrize(("number", "words"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba")])
def test_letters_of_lists(number: int, words: str) -> None:
    assert letters_of(number) == words


@pytest.mark.parametrize(("number", "words"), [(4, "iv"), (9, "ix"), (14, "xiv"), (39, "xxxix")])
def test_roman_numbers_of_lists(number: int, words: str) -> None:
    assert roman_of(number) == words


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10 July 2020", "2020-07-10"),
        ("3. Mai 2022 10:12", "2022-05-03"),
        ("2020-07-10T23:20:00Z", "2020-07-10"),
        ("31 February 2020", None),
        ("yesterday", None),
    ],
)
def test_dates_of_a_site(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_depth_counts_only_what_nests() -> None:
    assert depth_of("<div>" * 50 + "<p>" * 500 + "<br>" * 500) == 50


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<ol>",
                "<li>",
                "</ol>",
                "<b>",
                "</b>",
                "<br>",
                "a b",
                "<div>",
                "</div>",
                "<caption>",
                "<pre>",
                "\n",
                "<th rowspan=9>",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup_gives_whole_documents(pieces: list[str]) -> None:
    try:
        (document,) = documents_from_bytes(("<html>" + "".join(pieces)).encode(), "a.html")
    except SourceError as error:
        assert error.kind == "empty"
        return
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
        assert line.text.strip()
        if line.cell:
            grid, row, column = line.cell
            assert any((c.row, c.column) == (row, column) for c in document.grids[grid].cells)


@pytest.mark.parametrize("name", ["police_page.html", "police_page.txt"])
def test_a_police_page_without_its_chrome(name: str) -> None:
    (document,) = page(name)
    body = [line.text for line in document.lines if line.role == "body" and line.text]
    start = body.index("Freedom of information request reference no: 01.FOI.23.000123")
    assert start <= 1
    assert body[-1] == "2. 1,204 fines were issued in 2022."
    grounds = [line for line in document.lines if line.text.startswith("Section")]
    assert len({line.block for line in grounds}) == 2


@pytest.mark.parametrize(
    ("head", "authority"),
    [
        ("<title>Trees | Wexcombe Borough Council</title>", "Wexcombe Borough Council"),
        ("<meta property='og:site_name' content='Fernshire Police'><title>x</title>", "Fernshire Police"),
        ("<title>Wexcombe Borough Council</title>", None),
        ("<title>Trees - FOI disclosure log</title>", None),
        ("<title>Trees | Home | Blog</title>", None),
    ],
)
def test_the_authority_of_a_site(head: str, authority: str | None) -> None:
    html = f"<html><head>{head}</head><body><p>Ten trees.</p></body></html>"
    assert documents_from_bytes(html.encode(), "a.html")[0].known.authority == authority


def test_the_attachments_of_a_page_saved_as_text() -> None:
    text = (
        "2 Attachments\n\nChart.pdf\n\n100K\n\nDownload\n\nView as HTML\n\nList.xlsx\n\n9.5K\n\nDownload\n\n"
        "Dear A,\n\nTen trees. Write to [\n\nemail address\n]\n"
    ).replace("[\n\n", "[\n")
    (document,) = documents_from_bytes(text.encode(), "message.txt")
    assert document.known.attachments == ("Chart.pdf", "List.xlsx")
    assert [line.text for line in document.lines if line.role == "body" and line.text] == [
        "Dear A,",
        "Ten trees. Write to [email address]",
    ]


@pytest.mark.parametrize(
    "particulars",
    [
        "<dl><dt>Reference:</dt><dd>FOI/0417</dd><dt>Date of response</dt><dd>30 March 2021</dd></dl>",
        "<table><tr><th>Ref</th><td>FOI/0417</td><tr><th>Reply date</th><td>30/03/2021</td></tr></table>",
    ],
)
def test_the_particulars_of_a_disclosure_log(particulars: str) -> None:
    html = f"<main><h1>Trees</h1>{particulars}<h2>Response</h2><p>Ten trees.</p></main>"
    known = documents_from_bytes(html.encode(), "a.html")[0].known
    assert (known.reference, known.responded, known.requested) == ("FOI/0417", "2021-03-30", None)


def test_particulars_that_contradict_each_other_are_left_out() -> None:
    rows = "".join(f"<tr><td>Reference</td><td>FOI {n}</td></tr>" for n in (1, 2))
    html = f"<main><table>{rows}</table><p>Ten trees.</p></main>"
    assert documents_from_bytes(html.encode(), "a.html")[0].known.reference is None
