"""The layout: reading order, letterheads, furniture, paragraphs, broken words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.layout import arrange
from foi_extract.layout.broken_words import keeps_hyphen, mended
from foi_extract.layout.furniture import BARE, PAGE_OF
from foi_extract.layout.printed import rows_of_words
from foi_extract.reading.pdf import read
from foi_records.document import Document, Line, Page, Source, assemble
from foi_records.page_objects import PageObjects, Word

pytest.importorskip("reportlab")
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
HEIGHT = A4[1]
FONT, SIZE, LEADING = "Helvetica", 11, 13.5

ASK = (
    "I write in reply to your request of 3 May about the gritting of footpaths in the parish of Netherby "
    "over the last three winters, which we have handled under the Act."
)
ANSWER = (
    "The council gritted forty miles of footpath in each of those winters and spent about the same sum each "
    "time, most of it on salt that was bought in the summer when it is cheapest."
)


class Letter:
    """A letter drawn line by line from the top of the page."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.top = 72.0
        self.canvas.setFont(FONT, SIZE)

    def at(self, x: float, top: float, text: str, font: str = FONT, size: float = SIZE) -> Letter:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - top, text)
        return self

    def lines(self, *texts: str, x: float = 72, font: str = FONT, gap: float = 13.5) -> Letter:
        for text in texts:
            self.at(x, self.top, text, font)
            self.top += LEADING
        self.top += gap
        return self

    def paragraph(self, text: str, x: float = 72, width: float = 450, gap: float = 13.5) -> Letter:
        return self.lines(*simpleSplit(text, FONT, SIZE, width), x=x, gap=gap)

    def page(self) -> Letter:
        self.canvas.showPage()
        self.top = 72.0
        return self

    def read(self) -> Document:
        self.canvas.save()
        (document,) = read(self.out.getvalue(), Source("letter.pdf", "application/pdf", "0" * 64, 0))
        return arrange(document)


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def paragraphs(document: Document) -> list[str]:
    """The paragraphs, lines joined by blanks."""
    blocks: dict[int, list[str]] = {}
    for line in document.lines:
        if line.role == "body":
            blocks.setdefault(line.block, []).append(line.text)
    return [" ".join(lines) for lines in blocks.values()]


def test_paragraphs_are_put_together() -> None:
    document = Letter().lines("Dear Ms Hale").paragraph(ASK).paragraph(ANSWER).read()
    assert paragraphs(document) == ["Dear Ms Hale", ASK, ANSWER]
    assert document.objects == []


def test_paragraphs_without_space_between_end_at_short_lines() -> None:
    short = "We hold this."
    document = Letter().paragraph(ASK, gap=0).lines(short, gap=0).paragraph(ANSWER).read()
    assert paragraphs(document) == [ASK, short, ANSWER]


def test_list_items_are_paragraphs_and_their_turned_over_lines_belong_to_them() -> None:
    letter = Letter().paragraph(ASK)
    first, rest = simpleSplit(ANSWER, FONT, SIZE, 420)[0], " ".join(simpleSplit(ANSWER, FONT, SIZE, 420)[1:])
    for mark in ("1.", "2."):
        letter.at(72, letter.top, mark).at(90, letter.top, first)
        letter.top += LEADING
        letter.paragraph(rest, x=90, width=420, gap=0)
    assert paragraphs(letter.read())[1:] == [f"1. {ANSWER}", f"2. {ANSWER}"]


def test_a_bold_heading_is_no_part_of_the_paragraph_below() -> None:
    document = Letter().lines("Your request", font="Helvetica-Bold", gap=0).paragraph(ASK).read()
    assert paragraphs(document) == ["Your request", ASK]
    assert [line.bold for line in document.lines] == [True, False, False]


def letterhead(letter: Letter, left: list[str], right: list[str], x: float = 330, shift: float = 0) -> Letter:
    for n, text in enumerate(left):
        letter.at(72, 90 + n * LEADING, text)
    for n, text in enumerate(right):
        letter.at(x, 90 + shift + n * LEADING, text)
    letter.top = 220.0
    return letter


ADDRESS = ["Ms R Hale", "4 Orchard Row", "Netherby", "NB3 9ZZ"]
OFFICE = ["Netherby District Council", "Town Hall", "Market Square", "Netherby NB1 1AA", "01234 567890"]


@pytest.mark.parametrize("shift", [0, 5, 7])
def test_an_address_beside_an_office_is_not_mixed_with_it(shift: float) -> None:
    document = letterhead(Letter(), ADDRESS, OFFICE, shift=shift).lines("Dear Ms Hale").paragraph(ASK).read()
    assert texts(document)[:10] == [*ADDRESS, *OFFICE, "Dear Ms Hale"]


def test_an_office_that_begins_above_the_address_is_read_first() -> None:
    document = letterhead(Letter(), ADDRESS, OFFICE, shift=-30).lines("Dear Ms Hale").paragraph(ASK).read()
    assert texts(document)[:9] == [*OFFICE, *ADDRESS]


@pytest.mark.parametrize("colon", ["", ":"])
def test_labels_keep_their_values(colon: str) -> None:
    labels = [label + colon for label in ("Our ref", "Date", "Telephone", "Email")]
    values = ["FOI/2291", "14 June 2023", "01234 567890", "foi@netherby.example"]
    letter = letterhead(Letter(), ADDRESS, labels)
    for n, value in enumerate(values):
        letter.at(420, 90 + n * LEADING, value)
    got = texts(letter.lines("Dear Ms Hale").paragraph(ASK).read())
    assert [re.sub(" +", " ", text) for text in got[:8]] == [
        *ADDRESS,
        *(f"{label} {value}" for label, value in zip(labels, values, strict=True)),
    ]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    letter = Letter()
    left, right = simpleSplit(ASK * 2, FONT, SIZE, 210), simpleSplit(ANSWER * 2, FONT, SIZE, 210)
    for x, column in ((72, left), (315, right)):
        for n, text in enumerate(column):
            letter.at(x, 90 + n * LEADING, text)
    assert texts(letter.read()) == [*left, *right]


def test_questions_beside_answers_without_rules_are_read_row_by_row() -> None:
    from foi_extract.layout.columns import ordered
    from foi_extract.layout.printed import pieces_of_row

    def word(text: str, x: float, base: float) -> Word:
        return Word(text, x, base - 9, x + 6 * len(text), base + 2, 11, base)

    questions = [["How_many", "footpaths"], ["What_did", "salt_cost"], ["Who_pays", "for_it"]]
    answers = [["Forty_miles", "of_them"], ["About_nine", "thousand"], ["The_county", "does"]]
    words: list[Word] = []
    for n, (question, answer) in enumerate(zip(questions, answers, strict=True)):
        top = 100 + 60 * n
        words += [word(q, 72, top + 14 * i) for i, q in enumerate(question)]
        words += [word(a, 300, top + 14 * i) for i, a in enumerate(answer)]
    lines = ordered([pieces_of_row(row) for row in rows_of_words(words)])
    read_out = [line.first.text for line in lines]
    assert read_out == [w for pair in zip(questions, answers, strict=True) for side in pair for w in side]


def three_pages(
    foot: Callable[[int], str], head: str = "Netherby District Council: information rights"
) -> Document:
    letter = Letter()
    for n, place in enumerate(("Over", "Nether", "Upton"), 1):
        letter.at(72, 40, head).at(290, HEIGHT - 30, foot(n))
        letter.paragraph(f"In {place} parish {ASK}").paragraph(f"{place} {ANSWER}")
        letter.page()
    return letter.read()


@pytest.mark.parametrize(
    "foot",
    [
        lambda n: f"Page {n} of 3",
        str,
        lambda n: f"- {n} -",
        lambda n: f"FOI 2291 page {n}",
        lambda n: "OFFICIAL",
    ],
)
def test_running_heads_and_feet_are_furniture(foot: Callable[[int], str]) -> None:
    document = three_pages(foot)
    furniture = [line.text for line in document.lines if line.role == "furniture"]
    assert len(furniture) == 6
    assert {foot(n) for n in (1, 2, 3)} < set(furniture)
    assert all(ASK[:20] not in text for text in furniture)


@pytest.mark.parametrize("text", ["Page 1 of 3", "Page 2", "2 of 3", "3/12", "page | 4", "P. 7"])
def test_page_numbers(text: str) -> None:
    assert PAGE_OF.fullmatch(text)


@pytest.mark.parametrize("text", ["12 March", "2019/20 onwards", "Page of notes", "3 officers"])
def test_what_is_no_page_number(text: str) -> None:
    assert not PAGE_OF.fullmatch(text) and not BARE.fullmatch(text)


def test_a_figure_alone_at_the_foot_is_no_page_number() -> None:
    letter = Letter().paragraph(ASK).at(72, HEIGHT - 90, "417")
    assert [line.role for line in letter.read().lines][-1] == "body"


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, rest = simpleSplit(ANSWER, FONT, SIZE, 450)[0], simpleSplit(ANSWER, FONT, SIZE, 450)[1:]
    letter = Letter().paragraph(ASK).lines(first).at(290, HEIGHT - 30, "Page 1 of 2").page()
    document = letter.lines(*rest).at(290, HEIGHT - 30, "Page 2 of 2").read()
    assert paragraphs(document) == [ASK, ANSWER]


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("care and reha-", "bilitation services", "care and rehabilitation"),
        ("care and reha\u00ad", "bilitation services", "care and rehabilitation"),
        ("all non-", "residential property", "all non-residential"),
        ("the second-", "hand market", "the second-hand"),
        ("call 01234-567-", "890 in office hours", "call 01234-567-890"),
        ("in 2019-", "20 and later", "in 2019-20"),
        ("see https://www.example.org/foi-", "requests for more", "see https://www.example.org/foi-requests"),
        ("the budget of 2019 –", "and later", None),
        ("the Anglo-", "Saxon records", None),
    ],
)
def test_words_broken_at_line_ends(upper: str, lower: str, joined: str | None) -> None:
    lines = mended([Line(upper, block=1), Line(lower, block=1)])
    assert lines[0].text == (joined or upper)
    assert lines[0].joins_next == (joined is not None)
    if joined:
        rest = lower.partition(" ")[2]
        assert [line.text for line in lines[1:]] == [rest]


def test_a_rest_that_empties_its_line_takes_the_line_with_it() -> None:
    assert [x.text for x in mended([Line("the rehabili-", block=1), Line("tation.", block=1)])] == [
        "the rehabilitation."
    ]


def test_lines_of_two_paragraphs_are_not_joined() -> None:
    assert len(mended([Line("we hold re-", block=1), Line("use terms", block=2)])) == 2


@pytest.mark.parametrize(
    ("head", "tail", "known", "keeps"),
    [
        ("re", "use", set(), True),
        ("depart", "ment", {"department"}, False),
        ("cost", "benefit", {"cost-benefit", "costbenefit"}, True),
        ("council", "owned", {"council"}, True),
        ("infor", "mation", set(), True),
        ("appli", "cation", set(), False),
    ],
)
def test_whether_a_hyphen_stays(head: str, tail: str, known: set[str], keeps: bool) -> None:
    assert keeps_hyphen(head, tail, frozenset(known), hyphenating=False) is keeps


def test_plain_text_keeps_its_lines_and_loses_no_word() -> None:
    page = "Netherby District Council\n\n{}\n\nPage {} of 2\n"
    words = page.format(ASK, 1) + "\f" + page.format(ANSWER, 2)
    from foi_extract.reading.text import read as read_text

    (document,) = read_text(words.encode(), Source("letter.txt", "text/plain", "0" * 64, 0))
    arranged = arrange(document)
    assert arranged.text == document.text
    assert [line.text for line in arranged.lines if line.role == "furniture"] == [
        "Netherby District Council",
        "Page 1 of 2",
        "Netherby District Council",
        "Page 2 of 2",
    ]


def test_html_lines_are_left_alone() -> None:
    lines = [Line("B", block=1, element="p"), Line("A", block=2, element="p")]
    document = assemble(Document(Source("page.html", "text/html", "0" * 64, 0), lines))
    assert arrange(document) is document


word_places = st.builds(
    lambda text, x, base, size: Word(text, x, base - size, x + 5 * len(text), base + 2, size, base),
    st.text("abcxyz.:1", min_size=1, max_size=8),
    st.floats(20, 560, allow_nan=False),
    st.floats(20, 800, allow_nan=False),
    st.floats(6, 30, allow_nan=False),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(word_places, max_size=60))
def test_every_word_of_a_page_is_on_one_line(words: list[Word]) -> None:
    page = PageObjects(1, 595, 842, words=words)
    source = Source("x.pdf", "application/pdf", "0" * 64, 0)
    document = arrange(Document(source, [], pages=[Page(1, 595, 842)], objects=[page]))
    letters = sorted(c for w in words for c in w.text)
    assert sorted(document.text.replace(" ", "").replace("\n", "")) == letters
    assert all(document.text[line.start : line.end] == line.text for line in document.lines)


@given(st.lists(word_places, max_size=40))
def test_rows_hold_every_word_once(words: list[Word]) -> None:
    assert sorted(id(w) for row in rows_of_words(words) for w in row) == sorted(map(id, words))


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared folder is not here")
@pytest.mark.parametrize(
    "path", sorted((CORPUS / "documents").glob("*/*.pdf")) if CORPUS.exists() else [], ids=lambda p: p.stem
)
def test_real_letters_have_lines_with_places(path: Path) -> None:
    (document,) = read(path.read_bytes(), Source(path.name, "application/pdf", "0" * 64, 0))
    arranged = arrange(document)
    assert len(arranged.lines) > 20
    assert all(line.page and line.box and line.text for line in arranged.lines)
    span = arranged.span(0, 40)
    assert span.regions and arranged.text[span.start : span.end] == span.quote
