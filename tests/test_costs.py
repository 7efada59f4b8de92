"""Cost refusals: the numbers of the estimate, and whether they add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts.costs import costs, hours_agree
from foi_records.document import Document, Line, Source, assemble
from foi_records.letter import Letter, Part


def a_letter(*paragraphs: str) -> Letter:
    lines = [Line(t, block=n) for n, t in enumerate(paragraphs)]
    document = assemble(Document(Source("a", "text/plain", "0" * 64, 1), lines))
    return Letter(document, [Part("reply", 0, len(document.text))])


# limit, rate, items, minutes, hours, pounds, consistent
ESTIMATES = [
    (
        "Reading 500 records at 10 minutes each is 83 hours, over the limit of 18 hours or £450.",
        (450, None, 500, 10, 83, None, True),
    ),
    (
        "15,000 emails x 3 minutes = 750 hours, which is over the cost limit of £450.",
        (450, None, 15000, 3, 750, None, True),
    ),
    (
        "There are 9,988 enquiries. At 5 minutes per enquiry it would take 830 hours. The limit of costs, "
        "the appropriate limit, is £600.",
        (600, None, 9988, 5, 830, None, True),
    ),
    (
        "To check 200 files at 6 minutes per file would take 90 hours, above the cost limit.",
        (None, None, 200, 6, 90, None, False),
    ),
    (
        "It takes half an hour to read each file: we hold 300 files, so 150 hours at £25 an hour, "
        "or £3,750, over the appropriate limit.",
        (None, 25, 300, 30, 150, 3750, True),
    ),
    (
        "We estimate that we would need to search 1,200 cases, with two minutes to search each case. "
        "It would take us 40 hours. Section 12 applies.",
        (None, None, 1200, 2, None, None, None),
    ),
    (
        "The appropriate limit is £450, at £25 per person per hour, or 18 hours.",
        (450, 25, None, None, None, None, None),
    ),
]


@pytest.mark.parametrize(("words", "numbers"), ESTIMATES)
def test_an_estimate_and_its_arithmetic(words: str, numbers: tuple[float | None, ...]) -> None:
    [cost] = costs(a_letter(words))
    found = (
        cost.limit,
        cost.rate,
        cost.items,
        cost.minutes_per_item,
        cost.hours,
        cost.pounds,
        cost.consistent,
    )
    assert found == numbers


@pytest.mark.parametrize(
    "words",
    [
        "The pool is open for 60 hours a week, and a lesson takes 30 minutes.",
        "The contract cost £450,000.",
        "",
    ],
)
def test_times_and_sums_that_are_no_estimate(words: str) -> None:
    assert costs(a_letter(words)) == []


def test_two_estimates_stay_apart() -> None:
    found = costs(
        a_letter(
            "We would need to read 600 files, 10 minutes each: 100 hours, over the cost limit of £450.",
            "For the second question 300 letters at 6 minutes each is 30 hours, over the cost limit of £450.",
        )
    )
    assert [(c.items, c.hours, c.consistent) for c in found] == [(600, 100, True), (300, 30, True)]


def test_the_spans_quote_the_numbers() -> None:
    letter = a_letter("Reading 500 records at 10 minutes each is 83 hours, over the cost limit of £450.")
    [cost] = costs(letter)
    assert [s.quote for s in cost.spans] == ["500 records", "10 minutes", "83 hours", "£450"]


@given(st.integers(1, 100_000), st.integers(1, 120))
def test_rounded_hours_agree_and_doubled_ones_do_not(items: int, minutes: int) -> None:
    hours = items * minutes / 60
    assert hours_agree(items, minutes, round(hours))
    assert hours < 3 or not hours_agree(items, minutes, hours * 2)
