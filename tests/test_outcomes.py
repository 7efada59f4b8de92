"""Outcomes: what an answer comes to, exchange by exchange and for the whole letter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts.outcome_answers import Answer, Grounds
from foi_extract.facts.outcome_signals import sentences_of_each
from foi_extract.facts.outcome_verdicts import verdict_from_answer
from foi_extract.facts.outcomes import Judgement, combined, judgements, letter_outcome
from foi_records.document import Document, Line, Source, assemble
from foi_records.facts import Exemption
from foi_records.letter import Letter, Pair, Pairing, Part
from foi_records.spans import Stretch
from foi_records.table import Table

SHARED = Path(__file__).parents[1].parent / "shared"
NOTHING = Grounds()
APPLIED = Grounds(applied=True)
NCND = Grounds(ncnd=True)

CASES = (Path(__file__).parent / "data" / "outcomes.tsv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("case", CASES)
def test_an_answer_has_its_outcome(case: str) -> None:
    outcome, ground, question, answer = case.split("\t")
    grounds = Grounds(**{ground: True}) if ground else Grounds()
    verdict = verdict_from_answer(Answer(question, tuple(sentences_of_each([answer])[0])), grounds)
    assert (verdict.outcome if verdict else "granted") == outcome


HELD = [
    ("yes", "How many dogs?", "12", NOTHING),
    ("part", "How many dogs?", "There are 12. We do not hold the number for cats.", NOTHING),
    ("no", "How many dogs?", "Not held.", NOTHING),
    ("unconfirmed", "How many dogs?", "We neither confirm nor deny that we hold this.", NCND),
    ("yes", "How many dogs?", "This is exempt under section 31.", APPLIED),
    (
        "yes",
        "How many dogs?",
        "We do hold this, but it would exceed the cost limit.",
        Grounds(True, conditional=True),
    ),
    (None, "How many dogs?", "It would exceed the cost limit.", Grounds(True, conditional=True)),
]


@pytest.mark.parametrize(("held", "question", "answer", "grounds"), HELD)
def test_whether_the_information_is_held(
    held: str | None, question: str, answer: str, grounds: Grounds
) -> None:
    letter, pairing = a_letter([(question, answer)])
    exemptions = [an_exemption("12" if grounds.conditional else "31", "q1")] if grounds.applied else []
    assert judgements(letter, pairing, exemptions, [])["q1"].held == held


def a_letter(exchanges: list[tuple[str, str]], before: str = "", **pair: Any) -> tuple[Letter, Pairing]:
    """A letter made of questions and answers, one line each, with the words of an introduction before."""
    lines = [before] + [words for exchange in exchanges for words in exchange]
    document = assemble(
        Document(Source("a", "text/plain", "0" * 64, 1), [Line(t, block=n) for n, t in enumerate(lines)])
    )
    at = [Stretch(line.start, line.end) for line in document.lines]
    pairs = [
        Pair(
            f"q{n}",
            str(n),
            question=(at[2 * n - 1],),
            answer=(at[2 * n],) if exchanges[n - 1][1] else (),
            refers_to=pair.get("refers", {}).get(n, ()),
            parent=pair.get("parents", {}).get(n),
        )
        for n in range(1, len(exchanges) + 1)
    ]
    return Letter(document, [Part("reply", 0, len(document.text))]), Pairing(pairs)


def an_exemption(provision: str, *exchanges: str, status: Any = "applied") -> Exemption:
    return Exemption(id="x1", exchanges=exchanges, instrument="foia2000", provision=provision, status=status)


def outcomes(
    letter: Letter, pairing: Pairing, *exemptions: Exemption, tables: tuple[Table, ...] = ()
) -> list[str]:
    return [j.outcome for j in judgements(letter, pairing, exemptions, tables).values()]


def test_a_ground_refuses_only_its_own_exchange() -> None:
    letter, pairing = a_letter([("How many?", "14"), ("Who?", "Section 40(2) is engaged.")])
    assert outcomes(letter, pairing, an_exemption("40(2)", "q2")) == ["granted", "refused"]


def test_a_refusal_of_the_whole_request_concerns_what_has_no_answer() -> None:
    letter, pairing = a_letter(
        [("How many?", ""), ("Who?", "")], before="The information is exempt under section 31."
    )
    assert outcomes(letter, pairing, an_exemption("31")) == ["refused", "refused"]
    letter, pairing = a_letter(
        [("How many?", "14"), ("Who?", "")], before="The rest is withheld under section 31."
    )
    assert outcomes(letter, pairing, an_exemption("31")) == ["granted", "refused"]


def test_an_attachment_named_before_the_questions_answers_them() -> None:
    letter, pairing = a_letter([("How many?", ""), ("Who?", "")], before="Please find our answers attached.")
    found = judgements(letter, pairing, [], [])
    assert {j.outcome for j in found.values()} == {"granted"}


def test_a_question_without_answer_table_or_word_is_unanswered() -> None:
    letter, pairing = a_letter([("How many?", "14"), ("Who?", "")])
    assert outcomes(letter, pairing) == ["granted", "unanswered"]


def test_a_table_alone_is_an_answer() -> None:
    letter, pairing = a_letter([("How many?", "14"), ("By ward?", "")])
    table = Table(id="t1", exchange="q2", origin="ruled")
    assert judgements(letter, pairing, [], [table])["q2"] == Judgement("granted", "yes", ("table",))


REFERRING = [
    ("See above.", {}),
    ("Please see answer to question 1", {2: ("q1",)}),
    ("As per response to Q1", {2: ("q1",)}),
    ("We do not hold this in a reportable format – please see response above.", {}),
]


@pytest.mark.parametrize(("answer", "refers"), REFERRING)
def test_an_answer_that_refers_to_another_has_its_outcome(
    answer: str, refers: dict[int, tuple[str, ...]]
) -> None:
    letter, pairing = a_letter([("How many?", "This is exempt."), ("Who?", answer)], refers=refers)
    found = judgements(letter, pairing, [an_exemption("31", "q1")], [])
    assert found["q2"] == Judgement("refused", "yes", ("elsewhere",))


def test_a_stem_takes_its_outcome_from_its_parts() -> None:
    exchanges = [
        ("Of the visits:", ""),
        ("how many?", "14"),
        ("to whom?", "This is exempt under section 40."),
    ]
    letter, pairing = a_letter(exchanges, parents={2: "q1", 3: "q1"})
    assert outcomes(letter, pairing, an_exemption("40", "q3"))[0] == "part_refused"


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("14 visits", ("text",)),
        ("Please see the attached list.", ("attachment",)),
        ("This is published on our website at www.example.org", ("link",)),
        ("There were 14. A list is attached.", ("text", "attachment")),
    ],
)
def test_where_the_answer_stands(answer: str, places: tuple[str, ...]) -> None:
    letter, pairing = a_letter([("How many?", answer)])
    assert judgements(letter, pairing, [], [])["q1"].answered_in == places


WHOLE = [
    (["granted", "granted"], "granted_in_full"),
    (["granted", "not_held"], "granted_in_full"),
    (["granted", "refused"], "refused_in_part"),
    (["part_refused"], "refused_in_part"),
    (["refused", "not_held"], "refused_in_full"),
    (["not_held"], "not_held"),
    (["ncnd"], "ncnd"),
    (["clarification"], "clarification"),
    (["granted", "unanswered"], None),
    (["available_elsewhere"], None),
    (["granted", "available_elsewhere"], "granted_in_full"),
    ([], None),
]


@pytest.mark.parametrize(("found", "whole"), WHOLE)
def test_the_whole_response_in_the_codes_of_the_statistics(found: list[Any], whole: str | None) -> None:
    assert letter_outcome({str(n): Judgement(o) for n, o in enumerate(found)}, []) == whole


PARTS = [
    "granted",
    "part_refused",
    "refused",
    "not_held",
    "ncnd",
    "available_elsewhere",
    "clarification",
    "unanswered",
]


@given(st.lists(st.sampled_from(PARTS), min_size=1))
def test_parts_give_a_whole_whatever_their_order(parts: list[Any]) -> None:
    assert combined(parts) == combined(reversed(parts))


@given(st.text(alphabet="no t helda.ny inforc1%(", max_size=300))
def test_every_text_has_signals_without_failing(words: str) -> None:
    for sentence in sentences_of_each([words])[0]:
        assert sentence.words in words


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared corpus")
def test_the_gold_outcomes() -> None:
    right = total = 0
    for path in sorted((SHARED / "corpus" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        exchanges = [(e["question"], " ".join(e["answer"].split())) for e in gold["exchanges"]]
        letter, pairing = a_letter(exchanges)
        labels = [e["label"] for e in gold["exchanges"]]
        exemptions = [
            Exemption(
                id="x",
                exchanges=tuple(
                    f"q{n}" for n, label in enumerate(labels, 1) if label and label == x["exchange"]
                ),
                instrument=x["instrument"] or "unknown",
                provision=x["provision"],
                status=x["status"],
            )
            for x in gold["exemptions"]
        ]
        tables = [
            Table(id="t", exchange=f"q{labels.index(t['exchange']) + 1}", origin="ruled")
            for t in gold["tables"]
            if t["exchange"] in labels
        ]
        found = outcomes(letter, pairing, *exemptions, tables=tuple(tables))
        right += sum(f == e["outcome"] for f, e in zip(found, gold["exchanges"], strict=True))
        total += len(found)
    assert right / total >= 0.97
