"""Pairing: invented letters of every layout, and what holds of labels, leanings and any letter at all."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.layout import arrange
from foi_extract.letters import letter_from_document
from foi_extract.pairing import pair_letter
from foi_extract.pairing.exchange_grids import is_exchange_grid, question_column
from foi_extract.pairing.labels import label_at, numbers_from_list
from foi_extract.pairing.likeness import likeness, words_of
from foi_extract.pairing.passages import passages_from_letter
from foi_extract.pairing.wording import answers_named, is_heading, leaning, points_above
from foi_extract.reading.text import read
from foi_records.document import Cell, Document, Grid, Line, Source, assemble
from foi_records.letter import Letter, Pairing, Part

LETTERS = sorted((Path(__file__).parent / "data" / "pairing").glob("*.toml"))
SOURCE = Source("letter.txt", "text/plain", "0" * 64, 0)


def letter_from_text(text: str) -> Letter:
    return letter_from_document(arrange(read(text.encode(), SOURCE)[0]))


def plain(text: str) -> str:
    return " ".join(text.split())


def as_rows(letter: Letter, pairing: Pairing) -> list[dict[str, Any]]:
    numbers = {pair.id: pair.number for pair in pairing.pairs}
    return [
        {
            "number": pair.number,
            "parent": numbers.get(pair.parent or ""),
            "question": plain(letter.document.prose(pair.question)),
            "answer": plain(letter.document.prose(pair.answer)),
        }
        for pair in pairing.pairs
    ]


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_of_each_layout_is_paired(path: Path) -> None:
    sample = tomllib.loads(path.read_text(encoding="utf-8"))
    letter = letter_from_text(sample["letter"])
    pairing = pair_letter(letter)
    expected = [
        {
            "number": pair.get("number"),
            "parent": pair.get("parent"),
            "question": pair["question"],
            "answer": pair["answer"],
        }
        for pair in sample["pair"]
    ]
    assert as_rows(letter, pairing) == expected
    for pair, wanted in zip(pairing.pairs, sample["pair"], strict=True):
        assert bool(pair.restated) >= wanted.get("restated", False)
        if "refers_to" in wanted:
            numbers = {p.id: p.number for p in pairing.pairs}
            assert [numbers[i] for i in pair.refers_to] == wanted["refers_to"]


@pytest.mark.parametrize(
    ("line", "numbers", "words"),
    [
        ("1) How many", ("1",), "How many"),
        ("1)What is", ("1",), "What is"),
        ("(a) Does the", ("a",), "Does the"),
        ("Q2. How many", ("2",), "How many"),
        ("Question 3", ("3",), ""),
        ("Questions 2 and 3", ("2", "3"), ""),
        ("Q1-4: We hold", ("1", "2", "3", "4"), "We hold"),
        ("2 & 3) We hold", ("2", "3"), "We hold"),
        ("A1. Yes", ("1",), "Yes"),
        ("1 – I can confirm", ("1",), "I can confirm"),
        ("11. A How many", ("11A",), "How many"),
        ("1.A Can the", ("1A",), "Can the"),
        ("1(b) How many", ("1b",), "How many"),
        ("1.1 How many", ("1.1",), "How many"),
        ("*1. I notice", ("1",), "I notice"),
        ("12.     Of those", ("12",), "Of those"),
        ("Second request", ("2",), ""),
        ("Answer: Yes", (), "Yes"),
    ],
)
def test_labels_are_read(line: str, numbers: tuple[str, ...], words: str) -> None:
    label = label_at(line, 0, len(line))
    assert label is not None
    assert (label.numbers, line[label.end :]) == (numbers, words)


@pytest.mark.parametrize(
    "line",
    ["1.4.19   150", "29,288 people", "5.75 hours of it", "2018-19 - 216", "17.5% of them", "1st April",
     "15 x forms", "e.g. this", "Questions 2 and 3 are exempt", "24-7 Group living", "Part 1 of the Act"],
)  # fmt: skip
def test_dates_amounts_and_sentences_are_no_labels(line: str) -> None:
    assert label_at(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("2 and 3", ("2", "3")), ("1-4", ("1", "2", "3", "4")), ("1, 2 & 5", ("1", "2", "5")), ("7", ("7",))],
)
def test_joint_labels_name_their_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_from_list(text) == numbers


@pytest.mark.parametrize(
    "words",
    [
        "How many bridges are there?",
        "Please provide a list of them.",
        "Under the Act, could you please send me the plan",
        "I would like to know who paid",
        "The total number of nurses employed",
        "Of those, how many were upheld",
        "A copy of the contract",
    ],
)
def test_wording_of_a_requester_leans_to_a_question(words: str) -> None:
    assert leaning(words) > 1


@pytest.mark.parametrize(
    "words",
    [
        "We do not hold this information.",
        "I can confirm that the trust holds it.",
        "Please see the attached table.",
        "Please note that the figures are for May.",
        "N/A",
        "£1,204.50",
        "No",
        "The trust does not record this.",
        "Could you please let us know your full name?",
        "There are 14 stalls.",
    ],
)
def test_wording_of_an_authority_leans_to_an_answer(words: str) -> None:
    assert leaning(words) < -1


@pytest.mark.parametrize(
    ("signal", "words"),
    [
        ("question-heading", "You asked:"),
        ("question-heading", "Your Request"),
        ("question-heading", "Question 4"),
        ("answer-heading", "Our response:"),
        ("answer-heading", "**Answer**"),
        ("answer-heading", "Council response"),
    ],
)
def test_headings_are_known(signal: str, words: str) -> None:
    assert is_heading(signal, words)


def test_answers_that_point_at_others() -> None:
    assert list(answers_named("Please see the answer to question 3.")) == ["3"]
    assert list(answers_named("See above Q5")) == ["5"]
    assert not answers_named("Please see section 40 of the Act")
    assert points_above("Please see response above.")


def test_likeness_is_whole_for_the_same_words_and_nought_for_others() -> None:
    assert likeness(words_of("How many, exactly?"), words_of("how many exactly")) == 1.0
    assert likeness(words_of("How many"), words_of("entirely other words")) == 0.0


def grid_of(rows: list[list[str]]) -> tuple[Document, Grid]:
    cells = [Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    lines = [
        Line(text, block=r * 10 + c, cell=(0, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    document = assemble(Document(SOURCE, lines, grids=[Grid(cells, "ruled")]))
    return document, document.grids[0]


QUESTION_GRID = [
    ["No.", "Question", "Response"],
    ["1", "How many piers are there?", "Three"],
    ["2", "Who owns them?", "Please see section 21 notice"],
]


def test_a_grid_of_questions_and_answers_is_paired() -> None:
    document, grid = grid_of(QUESTION_GRID)
    pairing = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))]))
    rows = [(p.number, document.prose(p.question), document.prose(p.answer)) for p in pairing.pairs]
    assert rows == [
        ("1", "How many piers are there?", "Three"),
        ("2", "Who owns them?", "Please see section 21 notice"),
    ]
    assert grid.role == "exchanges"
    assert all(pair.style == "grid" and not pair.grids for pair in pairing.pairs)


def test_a_grid_of_data_is_no_grid_of_questions() -> None:
    _, grid = grid_of([["Year", "Total"], ["2019", "14"], ["2020", "19"]])
    assert not is_exchange_grid(grid)
    assert question_column(grid) is None


def test_a_data_grid_is_linked_and_its_cells_left_out_of_the_answer() -> None:
    lines = [
        Line("1. How many piers were there each year?", block=0),
        Line("Please see the table.", block=1),
        *(
            Line(text, block=2, cell=(0, n // 2, n % 2))
            for n, text in enumerate(("Year", "Piers", "2019", "3"))
        ),
        Line("The pier at Sandsend closed.", block=3),
        Line("2. Who owns them?", block=4),
        Line("We do.", block=5),
    ]
    cells = [Cell(n // 2, n % 2, text) for n, text in enumerate(("Year", "Piers", "2019", "3"))]
    document = assemble(Document(SOURCE, lines, grids=[Grid(cells, "ruled")]))
    first, second = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))])).pairs
    assert [document.text[s.start : s.end] for s in first.answer] == [
        "Please see the table.",
        "The pier at Sandsend closed.",
    ]
    assert (first.grids, second.grids) == ((0,), ())


def test_page_furniture_splits_an_answer_and_is_left_out() -> None:
    lines = [
        Line("1. Who owns the pier?", block=0),
        Line("The pier is owned", block=1),
        Line("Page 1 of 2", block=2, role="furniture"),
        Line("by the town.", block=1),
        Line("2. Since when?", block=4),
        Line("Since 1901.", block=5),
    ]
    document = assemble(Document(SOURCE, lines))
    pair = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))])).pairs[0]
    assert len(pair.answer) == 2
    assert document.prose(pair.answer) == "The pier is owned by the town."


def test_type_face_tells_questions_that_wording_does_not() -> None:
    lines = [
        Line("How many boats are kept?", block=0, bold=True),
        Line("Four boats.", block=1),
        Line("Can they be hired?", block=2, bold=True),
        Line("Yes, by the day.", block=3),
        Line("Please say who mends them", block=4, bold=True),
        Line("The yard on Quay Street.", block=5),
    ]
    document = assemble(Document(SOURCE, lines))
    pairs = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))])).pairs
    assert [document.prose(p.answer) for p in pairs] == [
        "Four boats.",
        "Yes, by the day.",
        "The yard on Quay Street.",
    ]


def test_a_letter_without_words_has_no_pairs_to_invent() -> None:
    letter = Letter(assemble(Document(SOURCE, [])))
    assert all(not pair.question for pair in pair_letter(letter).pairs)


PIECES = st.sampled_from(
    ["1. How many?", "2) Who", "(a) of it", "We hold 14.", "• No", "Question 3", "Answer", "Yes - 5", "",
     "Dear Sir", "You asked:", "Please provide the list", "1.4.19 150", "A1: none", "i) and so on",
     "Yours sincerely", "From: X"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_stretches_lie_in_the_text_and_never_overlap_within_a_pair(pieces: list[str]) -> None:
    letter = letter_from_text("\n".join(["Dear Sir,", *pieces]))
    pairing = pair_letter(letter)
    assert [pair.id for pair in pairing.pairs] == [f"q{n}" for n in range(1, len(pairing.pairs) + 1)]
    known = {pair.id for pair in pairing.pairs}
    for pair in pairing.pairs:
        assert 0 <= pair.confidence <= 1
        assert {pair.parent, *pair.refers_to} <= {None, *known}
        ordered = sorted([*pair.question, *pair.answer])
        assert all(0 <= s.start < s.end <= len(letter.text) for s in ordered)
        assert all(a.end <= b.start for a, b in pairwise(ordered))


@pytest.mark.parametrize(
    "worst", ["1 " * 4000, "- " * 4000, "how many " * 2000, "1.1." * 3000, "the " * 6000]
)
def test_no_text_takes_long(worst: str) -> None:
    letter = letter_from_text(f"Dear Sir,\n{worst}\nYours")
    assert passages_from_letter(letter) is not None
    assert pair_letter(letter) is not None


def test_samples_use_invented_words_only() -> None:
    for path in LETTERS:
        assert not re.search(
            r"sheffield|ofcom|whatdotheyknow", path.read_text(encoding="utf-8"), re.IGNORECASE
        )


def test_a_grid_that_only_frames_request_and_response_is_read_as_running_text() -> None:
    document, grid = grid_of(
        [
            ["Request", "How many tram stops have a shelter?"],
            ["Response", "All but four have one."],
        ]
    )
    pairing = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))]))
    (pair,) = pairing.pairs
    assert document.prose(pair.question) == "How many tram stops have a shelter?"
    assert document.prose(pair.answer) == "All but four have one."
    assert grid.role == "layout"
    assert pair.grids == ()


def test_a_table_alone_answers_the_question_above_it() -> None:
    rows = ["Year", "Trams", "2019", "14"]
    lines = [
        Line("How many trams were delayed each year?", block=0),
        *(Line(text, block=1, cell=(0, n // 2, n % 2)) for n, text in enumerate(rows)),
        Line("What were the reasons for the delays?", block=2),
        Line("Ice and leaves.", block=3),
    ]
    grids = [Grid([Cell(n // 2, n % 2, text) for n, text in enumerate(rows)], "ruled")]
    document = assemble(Document(SOURCE, lines, grids=grids))
    first, second = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))])).pairs
    assert (first.answer, first.grids) == ((), (0,))
    assert document.prose(second.answer) == "Ice and leaves."


def test_the_lines_of_a_released_form_are_no_questions_of_a_requester() -> None:
    words = [
        *("Return for 2016", "Section 1: libraries", "Total 14 7", "Rooms 3 2"),
        *("Do you consider Sundays", "31 31", "Do you consider Sundays", "32 32"),
    ]
    document = assemble(Document(SOURCE, [Line(text, block=n) for n, text in enumerate(words)]))
    pairing = pair_letter(Letter(document, parts=[Part("reply", 0, len(document.text))]))
    assert [pair.question for pair in pairing.pairs] == [()]
