"""Findings: what a careful reader would flag."""

from __future__ import annotations

from typing import Any

import pytest

from foi_extract.facts.findings import findings
from foi_extract.facts.outcomes import Judgement
from foi_records.document import Document, Line, Note, Source, assemble
from foi_records.facts import Cost, Exemption, PublicInterestTest, Rights
from foi_records.letter import Letter, Pair, Pairing, Part
from foi_records.spans import Stretch

EXPLAINED = Rights(internal_review=True, regulator="ICO")


def a_letter(*lines: str, kind: Any = "response") -> Letter:
    document = assemble(
        Document(Source("a", "text/plain", "0" * 64, 1), [Line(t, block=n) for n, t in enumerate(lines)])
    )
    parts = [Part("reply", 0, len(document.text))] if document.text else []
    return Letter(document, parts, kind=kind, regimes=("foia2000",))


def a_pairing(letter: Letter, question: int | None = 0, answer: int | None = 1) -> Pairing:
    at = [Stretch(line.start, line.end) for line in letter.document.lines]
    return Pairing(
        [
            Pair(
                "q1",
                "1",
                question=() if question is None else (at[question],),
                answer=() if answer is None else (at[answer],),
            )
        ]
    )


def codes(letter: Letter, pairing: Pairing, judgement: Judgement, **facts: Any) -> list[str]:
    found = findings(
        letter=letter,
        pairing=pairing,
        judgements={"q1": judgement},
        exemptions=facts.get("exemptions", ()),
        tests=facts.get("tests", ()),
        costs=facts.get("costs", ()),
        rights=facts.get("rights", EXPLAINED),
    )
    return [f.code for f in found]


def a_ground(letter: Letter, **given: Any) -> Exemption:
    row = {
        "id": "x1",
        "instrument": "foia2000",
        "provision": "43(2)",
        "test": "qualified",
        "status": "applied",
    }
    return Exemption(**(row | {"exchanges": ("q1",), "spans": (letter.document.span(0, 1),)} | given))


REFUSED = a_letter("May we see it?", "It is exempt under section 43(2).")


def test_a_plain_answer_has_no_finding() -> None:
    letter = a_letter("How many?", "12")
    assert codes(letter, a_pairing(letter), Judgement("granted", "yes", ("text",)), rights=Rights()) == []


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (EXPLAINED, []),
        (Rights(internal_review=True), ["refusal-without-regulator"]),
        (Rights(regulator="ICO"), ["refusal-without-review-rights"]),
        (Rights(), ["refusal-without-review-rights", "refusal-without-regulator"]),
    ],
)
def test_a_refusal_explains_the_rights(rights: Rights, expected: list[str]) -> None:
    ground = a_ground(REFUSED, test="absolute")
    assert (
        codes(REFUSED, a_pairing(REFUSED), Judgement("refused", "yes"), exemptions=[ground], rights=rights)
        == expected
    )


QUALIFIED = [
    ({}, [], ["qualified-without-public-interest-test"]),
    ({"test": "absolute"}, [], []),
    ({"status": "considered"}, [], []),
    ({}, [("x1",)], []),
    ({}, [()], []),
    ({}, [("x9",)], ["qualified-without-public-interest-test"]),
]


@pytest.mark.parametrize(("given", "weighed", "expected"), QUALIFIED)
def test_a_qualified_ground_is_weighed(
    given: dict[str, Any], weighed: list[Any], expected: list[str]
) -> None:
    span = REFUSED.document.span(0, 1)
    tests = [PublicInterestTest(exemptions=ids, span=span) for ids in weighed]
    ground = a_ground(REFUSED, **given)
    found = codes(REFUSED, a_pairing(REFUSED), Judgement("refused", "yes"), exemptions=[ground], tests=tests)
    assert found == expected


def test_a_test_told_of_in_words_that_are_not_read_is_not_missed() -> None:
    letter = a_letter("May we see it?", "It is exempt. We thought about the public interest; see the annex.")
    assert codes(letter, a_pairing(letter), Judgement("refused"), exemptions=[a_ground(letter)]) == []


def test_a_question_without_an_answer() -> None:
    letter = a_letter("How many?", "")
    assert codes(letter, a_pairing(letter, answer=None), Judgement("unanswered")) == ["question-unanswered"]
    holding = a_letter("How many?", "", kind="acknowledgement")
    assert codes(holding, a_pairing(holding, answer=None), Judgement("unanswered")) == []


def test_an_answer_without_its_question() -> None:
    letter = a_letter("", "There are 12.")
    assert codes(letter, a_pairing(letter, question=None), Judgement("granted")) == [
        "answer-without-question"
    ]


def test_words_left_over() -> None:
    letter = a_letter("How many?", "12", "The mayor also opened a bridge in spring for all of us.")
    pairing = a_pairing(letter)
    line = letter.document.lines[2]
    pairing.leftover.append(Stretch(line.start, line.end))
    assert codes(letter, pairing, Judgement("granted")) == ["text-unpaired"]


def test_information_said_not_to_be_held_that_is_held() -> None:
    letter = a_letter("How many?", "Not held.")
    tabled = Judgement("not_held", "no", ("text", "table"))
    assert codes(letter, a_pairing(letter), tabled) == ["said-not-held-yet-held"]
    ground = a_ground(letter, test="absolute")
    assert codes(letter, a_pairing(letter), Judgement("not_held", "no"), exemptions=[ground]) == [
        "said-not-held-yet-held"
    ]
    letter = a_letter("How many?", "Not held.", "I can confirm that the Trust holds the information.")
    assert codes(letter, a_pairing(letter), Judgement("not_held", "no")) == ["said-not-held-yet-held"]


def test_a_sum_that_does_not_add_up() -> None:
    cost = Cost(items=200, minutes_per_item=6, hours=90, consistent=False)
    letter = a_letter("How many?", "It would take too long.")
    assert codes(letter, a_pairing(letter), Judgement("granted"), costs=[cost]) == ["cost-arithmetic"]


def test_the_reader_s_notes_become_findings() -> None:
    letter = a_letter("How many?", "12")
    letter.document.notes.append(Note("page-without-text", "no text on it", "error", page=3))
    [found] = findings(
        letter=letter,
        pairing=a_pairing(letter),
        judgements={},
        exemptions=[],
        tests=[],
        costs=[],
        rights=EXPLAINED,
    )
    assert (found.code, found.severity, found.message) == (
        "page-without-text",
        "error",
        "page 3: no text on it",
    )
