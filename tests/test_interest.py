"""Public interest tests: each consideration one span, and the balance."""

from __future__ import annotations

from typing import Any

import pytest

from foi_extract.facts.interest import public_interest_tests
from foi_extract.reading.text import lines_from_text
from foi_records.document import Document, Source, assemble
from foi_records.facts import Exemption, PublicInterestTest
from foi_records.letter import Letter, Pair, Pairing, Part
from foi_records.spans import Stretch


def a_letter(text: str) -> Letter:
    document = assemble(Document(Source("a", "text/plain", "0" * 64, 1), lines_from_text(text)))
    return Letter(document, [Part("reply", 0, len(document.text))])


def read(text: str, *exemptions: Exemption) -> list[PublicInterestTest]:
    return public_interest_tests(a_letter(text), Pairing(), exemptions)


def quoted(test: PublicInterestTest) -> tuple[list[str], list[str], Any]:
    favouring = [s.quote.replace("\n", " ") for s in test.favouring_disclosure]
    against = [s.quote.replace("\n", " ") for s in test.favouring_withholding]
    return favouring, against, test.balance


INDENTED = """\
This exemption is subject to the public interest test.

Public interest considerations favouring disclosure
  Publication would show how the harbour
spends its money.

Public interest considerations favouring withholding the information
  The survey should reach all shipowners at
the same time.

  Figures that nobody has checked could
mislead sailors.

On balance, we have concluded that it is in the public interest to withhold this survey."""

BULLETED = """\
Factors favouring disclosure
• It would show how
the crane is kept safe.
• Trust.
Factors favouring non-disclosure
• Thieves would learn where the keys are.
Balancing test
The public interest in maintaining the exemption outweighs the public interest in disclosure."""

PARAGRAPHS = """\
Arguments in favour of disclosure:

Openness lets people follow the money.

Arguments against disclosure:

Bidders would lose trust.

Prices would rise.

Having weighed both sides, the balance favours release."""

PROSE = """\
There is some public interest in release as part of open government. However, there is a greater \
public interest in protecting the space in which wardens talk. We find that the public interest lies in \
maintaining the exemption."""

LAYOUTS = [
    (
        INDENTED,
        ["Publication would show how the harbour spends its money."],
        [
            "The survey should reach all shipowners at the same time.",
            "Figures that nobody has checked could mislead sailors.",
        ],
        "withhold",
    ),
    (
        BULLETED,
        ["It would show how the crane is kept safe.", "Trust."],
        ["Thieves would learn where the keys are."],
        "withhold",
    ),
    (
        PARAGRAPHS,
        ["Openness lets people follow the money."],
        ["Bidders would lose trust.", "Prices would rise."],
        "disclose",
    ),
    (
        PROSE,
        ["There is some public interest in release as part of open government."],
        ["However, there is a greater public interest in protecting the space in which wardens talk."],
        "withhold",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "favouring", "against", "balance"), LAYOUTS)
def test_considerations_and_balance(
    text: str, favouring: list[str], against: list[str], balance: str
) -> None:
    [test] = read(text)
    assert quoted(test) == (favouring, against, balance)


BALANCES = [
    (
        "The public interest in maintaining the exemption outweighs the public interest in disclosure.",
        "withhold",
    ),
    ("The public interest in disclosing the map is outweighed by the need for safety.", "withhold"),
    ("On balance the public interest lies in withholding the map.", "withhold"),
    ("It is not in the public interest to release the map.", "withhold"),
    ("We believe that the public interest lies in favour of disclosure.", "disclose"),
    ("The public interest in disclosure outweighs that in maintaining the exemption.", "disclose"),
]


@pytest.mark.parametrize(("sentence", "balance"), BALANCES)
def test_where_the_balance_comes_down(sentence: str, balance: str) -> None:
    assert [t.balance for t in read(sentence)] == [balance]


@pytest.mark.parametrize(
    "text",
    [
        "Section 40 is absolute, so no public interest test was needed.",
        "The factors in favour of a new bridge are cost and time.",
        "Please find the report attached.",
    ],
)
def test_no_test_is_made_up(text: str) -> None:
    assert read(text) == []


def an_exemption(letter: Letter, number: int, words: str, test: Any = "qualified") -> Exemption:
    at = letter.text.index(words)
    spans = (letter.document.span(at, at + len(words)),)
    return Exemption(
        id=f"x{number}", instrument="foia2000", provision=words[-2:], test=test, status="applied", spans=spans
    )


def test_each_test_weighs_the_exemptions_named_before_it() -> None:
    letter = a_letter(
        f"Section 43 applies.\n\n{BULLETED}\n\nSection 31 applies, and section 40.\n\n{BULLETED}"
    )
    exemptions = [
        an_exemption(letter, 1, "Section 43"),
        an_exemption(letter, 2, "Section 31"),
        an_exemption(letter, 3, "section 40", "absolute"),
    ]
    found = public_interest_tests(letter, Pairing(), exemptions)
    assert [t.exemptions for t in found] == [("x1",), ("x2",)]


def test_a_list_ends_where_the_next_question_begins() -> None:
    text = "Factors against disclosure\n• Thieves would read it.\nHow many cranes are there?\nThere are 12."
    letter = a_letter(text)
    at = [Stretch(line.start, line.end) for line in letter.document.lines]
    pairs = [Pair("q1", answer=(Stretch(0, at[1].end),)), Pair("q2", question=(at[2],), answer=(at[3],))]
    [test] = public_interest_tests(letter, Pairing(pairs), [])
    assert quoted(test) == ([], ["Thieves would read it."], None)
