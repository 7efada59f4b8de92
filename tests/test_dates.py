"""Dates and periods of sentences, their roles, and the calendar behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts import date_calendar as cal
from foi_extract.facts.date_roles import context, role_from_words
from foi_extract.facts.dates import DateMatch, date_mentions, dates_in, unread_stretches
from foi_extract.facts.masks import masked_stretches
from foi_records.document import Cell, Document, Grid, Line, Source, assemble
from foi_records.letter import Letter, Pair, Pairing, Part
from foi_records.spans import Stretch

ANCHOR = date(2020, 7, 10)
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "dates.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def read(sentence: str, anchor: date | None = ANCHOR) -> list[DateMatch]:
    return dates_in(sentence, anchor, masked_stretches(sentence))


def written(match: DateMatch) -> str:
    if match.first == match.last:
        return str(match.first)
    return f"{match.first or ''}..{match.last or ''}"


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_sentence_gives_its_dates_and_no_others(sentence: str, expected: str) -> None:
    assert [written(m) for m in read(sentence)] == ([] if expected == "none" else expected.split(";"))


def test_lines_of_a_year_a_dash_and_a_count_are_no_ranges() -> None:
    found = read("2018 – 25\n2019 – 20\n2020 – 31")
    assert [written(m) for m in found] == [f"{y}-01-01..{y}-12-31" for y in (2018, 2019, 2020)]
    found = read("2018 – 19\n2019 – 20")
    assert [written(m) for m in found] == ["2018-04-01..2019-03-31", "2019-04-01..2020-03-31"]


def test_a_bullet_of_a_year_and_a_count_is_that_year() -> None:
    assert [written(m) for m in read("◦ 2018 – none\n◦ 2019 – 17")][1] == "2019-01-01..2019-12-31"


def test_a_date_may_run_over_an_indented_or_quoted_line() -> None:
    found = read("between 1 April and 30\n    June 2019, or since April\n> 2017")
    assert [written(m) for m in found] == ["2019-04-01..2019-06-30", "2017-04-01.."]


@pytest.mark.parametrize(
    ("sentence", "precision", "edtf"),
    [
        ("on 12 June 2020", "day", "2020-06-12"),
        ("in June 2020", "month", "2020-06"),
        ("in 2020", "year", "2020"),
        ("in 2013 – 14", "financial_year", "2013-04/2014-03"),
        ("in the academic year 2018/19", "academic_year", "2018-09/2019-08"),
        ("in Q3 2023", "quarter", "2023-35"),
        ("since 2013", "range", "2013/.."),
        ("before 2003", "range", "../2002-12-31"),
        ("April 2018 to March 2019", "range", "2018-04/2019-03"),
        ("by the end of July", "month", "2020-07-31"),
        ("in summer 2019", "range", "2019-22"),
    ],
)
def test_grain_and_edtf(sentence: str, precision: str, edtf: str) -> None:
    assert [(m.precision, m.edtf) for m in read(sentence)] == [(precision, edtf)]


def test_a_day_without_a_year_is_known_only_with_an_anchor() -> None:
    (match,) = read("on 10 July", anchor=None)
    assert (match.first, match.last, match.edtf) == (None, None, "XXXX-07-10")


def test_the_month_stands_first_in_the_united_states() -> None:
    (match,) = dates_in("on 04/05/2015", None, us=True)
    assert match.first == date(2015, 4, 5)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Thank you for your request of § about bins", "request"),
        ("which we received on §.", "received"),
        ("Date: §", "response"),
        ("You should have a reply by §", "due"),
        ("You may ask for a review by §", "review_deadline"),
        ("the number open as at §", "as_at"),
        ("will be published in §", "publication"),
        ("for the period §", "period"),
        ("The roof fell in on §", None),
        ("Further to your request of §", "request"),
        ("Thank you for your Freedom of Information Act 2000\nrequest of § about beds", "request"),
        ("your request for information of § about agency staff", "request"),
        ("your request, made on § through our website", "request"),
        ("your e-mail of Monday, § in which you asked", "request"),
        ("your open records request submitted §", "request"),
        ("REQUEST 1: PARKING (sent §)", "request"),
        ("your request for the minutes of the meeting of §", None),
        ("your request for a copy of the letter dated §", None),
        ("your request, which was received by Northfield Borough Police on §", "received"),
        ("Your request reached this office on §", "received"),
        ("I acknowledge receipt of your request dated §", "request"),
        ("In our response of § we refused your request", "none"),
        ("the Council's decision of §", "none"),
        ("A reply was due by §", "due"),
        ("Our ref   12   Date   §", "response"),
        ("The first publication of accredited figures for §", "period"),
    ],
)
def test_role_by_its_wording(words: str, role: str | None) -> None:
    assert role_from_words(words) == role


def test_context_keeps_to_the_sentence() -> None:
    text = "We got it on 1 May 2020. It was built in 1990."
    assert context(text, 41, 45) == "It was built in §."


@pytest.mark.parametrize("year", [1999, 2013, 2020])
def test_years_and_quarters_are_those_of_pandas(year: int) -> None:
    whole = pd.Period(str(year + 1), freq="Y-MAR")
    found = cal.financial_year(year)
    assert (found.start, found.end) == (whole.start_time.date(), whole.end_time.date())
    for number in range(1, 5):
        part = pd.Period(f"{year + 1}Q{number}", freq="Q-MAR")
        quarter = cal.financial_quarter(year, number)
        assert (quarter.start, quarter.end) == (part.start_time.date(), part.end_time.date())


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_in_every_form_is_itself(day: date) -> None:
    for form in ("%d %B %Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y", "%d-%b-%Y"):
        (match,) = read(f"It fell on {day.strftime(form)} in rain.")
        assert match.first == match.last == day


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    for match in read(text):
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize("unit", [" ", "1 ", "1-", "May ", "2019-", "from ", "the end of ", "12/"])
def test_worst_strings_are_read_quickly(unit: str) -> None:
    read(unit * 2000)


def letter_of(*texts: str, grid_from: int | None = None) -> Letter:
    lines = [
        Line(t, cell=(0, i - grid_from, 0) if grid_from is not None and i >= grid_from else None)
        for i, t in enumerate(texts)
    ]
    grids = (
        [] if grid_from is None else [Grid([Cell(i, 0, t) for i, t in enumerate(texts[grid_from:])], "ruled")]
    )
    return Letter(assemble(Document(Source("a.txt", "text/plain", "0" * 64, 0), lines, grids=grids)))


def test_letter_gives_year_role_and_exchange_and_leaves_tables_out() -> None:
    letter = letter_of(
        "Date: 10 July 2020", "Thank you for your request dated 12 June.", "When did it open?",
        "It opened in 2018.",
        "2013 – 14", grid_from=4,
    )  # fmt: skip
    text = letter.text
    letter.parts = [Part("letterhead", 0, 18), Part("reply", 19, len(text))]
    at = text.index("It opened")
    pairing = Pairing([Pair("q1", answer=(Stretch(at, at + 18),))])
    found = date_mentions(letter, pairing, [*masked_stretches(text), *unread_stretches(letter)])
    assert [(d.id, d.start, d.end, d.role, d.exchange) for d in found] == [
        ("d1", "2020-07-10", "2020-07-10", "response", None),
        ("d2", "2020-06-12", "2020-06-12", "request", None),
        ("d3", "2018-01-01", "2018-12-31", "period", "q1"),
    ]
    assert all(text[d.span.start : d.span.end] == d.span.quote for d in found)


def test_a_date_of_a_question_restated_and_repeated_is_one_mention() -> None:
    letter = letter_of("How many in 2013?", "How many in 2013?", "22, and 25 in 2014.")
    text = letter.text
    letter.parts = [Part("request", 0, 17), Part("reply", 18, len(text))]
    asked = Pair(
        "q1", question=(Stretch(18, 35),), answer=(Stretch(36, len(text)),), restated=(Stretch(0, 17),)
    )
    found = date_mentions(letter, Pairing([asked]), masked_stretches(text))
    assert [(d.text, d.span.start >= 18) for d in found] == [("2013", True), ("2014", True)]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("for May and June 2021", "2021-05-01", "2021-06-30"),
        ("the charge for 2025 to 2026", "2025-04-01", "2026-03-31"),
        ("in the years 2018 to 2019", "2018-01-01", "2019-12-31"),
        ("for seven days from 12 June 2017", "2017-06-12", "2017-06-12"),
        ("since 12 June 2017", "2017-06-12", None),
        ("from January 1, 2014 to date of complaints", "2014-01-01", None),
        ("emails from 1 June 2024 on", "2024-06-01", None),
        ("records from March 1 to May 31, 2021", "2021-03-01", "2021-05-31"),
        ("in session 2018/19", "2018-09-01", "2019-08-31"),
    ],
)
def test_period_in_words(sentence: str, start: str, end: str | None) -> None:
    (match,) = read(sentence)
    assert (str(match.first), match.last and str(match.last)) == (start, end)


def test_day_without_a_year_is_one_that_has_been() -> None:
    (match,) = dates_in("the submission of 2 May", date(2024, 11, 4))
    assert match.first == date(2024, 5, 2)
    (match,) = dates_in("the consultation opens on 6 November", date(2023, 9, 12))
    assert match.first == date(2023, 11, 6)


def test_years_of_a_body_that_teaches_are_academic_but_for_money() -> None:
    (match,) = dates_in("students enrolled in 2020/21", None, teaches=True)
    assert match.first == date(2020, 9, 1)
    (match,) = dates_in("spent on travel in 2020/21", None, teaches=True)
    assert match.first == date(2020, 4, 1)
    (match,) = dates_in("spend for sessions 2020/21 to 2022/23", None)
    assert (match.first, match.last) == (date(2020, 9, 1), date(2023, 8, 31))
    (match,) = dates_in("placed for session 2020/21", None, school_month=8)
    assert (match.first, match.last) == (date(2020, 8, 1), date(2021, 7, 31))
