"""Rights: review offered, until when, and which regulator."""

from __future__ import annotations

from typing import Any

import pytest

from foi_extract.facts.rights import rights
from foi_records.document import Document, Line, Source, assemble
from foi_records.facts import DatedSpan, Timeline
from foi_records.letter import Letter, Part

ANSWERED = Timeline(responded=DatedSpan(date="2020-07-10"))


def a_letter(
    text: str, kind: Any = "rights", jurisdiction: str | None = "uk", regime: str = "foia2000"
) -> Letter:
    lines = [Line(t, block=n) for n, t in enumerate(text.split("\n"))]
    document = assemble(Document(Source("a", "text/plain", "0" * 64, 1), lines))
    parts = [Part(kind, 0, len(document.text))]
    return Letter(document, parts, regimes=(regime,), jurisdiction=jurisdiction)


# text; review offered; days, working days, months, deadline; regulator
RIGHTS: list[tuple[Any, ...]] = [
    (
        "If you are unhappy you may ask for an internal review within two months of this letter. "
        "After that you may complain to the ICO.",
        (True, None, None, 2, "2020-09-10", "ICO"),
    ),
    (
        "You can request an internal review within 28 days. We aim to reply within 20 working days. "
        "You may then complain to the Information Commissioner's Office within six weeks.",
        (True, 28, None, None, "2020-08-07", "ICO"),
    ),
    (
        "Requests for internal review should reach us within 40 working days of the date of this letter.",
        (True, None, 40, None, "2020-09-09", None),
    ),
    (
        "You have the right to a review.\nYou should ask within two calendar months.",
        (True, None, None, 2, "2020-09-10", None),
    ),
    (
        "You have the right to ask us to review our decision. You should write within forty (40) working "
        "days. You may then appeal to the Scottish Information Commissioner within six months.",
        (True, None, 40, None, "2020-09-09", "OSIC"),
    ),
    (
        "You may submit to the clerk a written appeal within 180 days.",
        (True, 180, None, None, "2021-01-06", None),
    ),
    ("You can ask for an internal review.", (True, None, None, None, None, None)),
    (
        "If you are dissatisfied with the result of the internal review you can contact the ICO.",
        (False, None, None, None, None, "ICO"),
    ),
    ("The review will be completed within 20 working days.", (False, None, None, None, None, None)),
    ("Thank you for your interest.", (False, None, None, None, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), RIGHTS)
def test_the_rights_explained(text: str, expected: tuple[Any, ...]) -> None:
    found = rights(a_letter(text), ANSWERED)
    window = found.review_window
    numbers = (window.days, window.working_days, window.months, window.deadline) if window else (None,) * 4
    assert (found.internal_review, *numbers, found.regulator) == expected


def test_a_bare_information_commissioner_is_the_country_s_own() -> None:
    letter = a_letter("You may appeal to the Information Commissioner.", jurisdiction="scotland")
    assert rights(letter, ANSWERED).regulator == "OSIC"


def test_without_a_date_of_response_there_is_no_deadline() -> None:
    window = rights(
        a_letter("You may ask for an internal review within two months."), Timeline()
    ).review_window
    assert window and (window.text, window.deadline) == ("within two months", None)


def test_guidance_of_the_regulator_in_an_answer_is_no_right() -> None:
    letter = a_letter("The ICO guidance on records is in our library.", kind="reply")
    assert rights(letter, ANSWERED).regulator is None


def test_a_breach_told_of_in_an_answer_is_no_window() -> None:
    words = "We failed to acknowledge your request for an internal review within 20 working days."
    assert rights(a_letter(words, kind="reply"), ANSWERED).review_window is None


def test_the_span_is_the_rights_part() -> None:
    text = "You may ask for an internal review within two months."
    found = rights(a_letter(text), ANSWERED)
    assert found.span and found.span.quote == text
