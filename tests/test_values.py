"""The one value that answers a question."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path

import pytest

from foi_extract.facts.dates import date_mentions
from foi_extract.facts.figures import figures
from foi_extract.facts.masks import masked_stretches
from foi_extract.facts.outcomes import Judgement
from foi_extract.facts.value_booleans import boolean_of
from foi_extract.facts.value_questions import asked_kinds
from foi_extract.facts.values import values
from foi_records.document import Document, Line, Source, assemble
from foi_records.letter import Letter, Pair, Pairing, Part
from foi_records.response import Value
from foi_records.spans import Stretch


def value_of(question: str, answer: str, outcome: str = "granted") -> Value | None:
    lines = [Line(question), *(Line(words) for words in answer.split("\n"))]
    letter = Letter(assemble(Document(Source("a.txt", "text/plain", "0" * 64, 0), lines)))
    text = letter.text
    letter.parts = [Part("reply", 0, len(text))]
    pair = Pair("q1", question=(Stretch(0, len(question)),), answer=(Stretch(len(question) + 1, len(text)),))
    pairing = Pairing([pair])
    taken = masked_stretches(text)
    dates = date_mentions(letter, pairing, taken)
    found = values(
        letter,
        pairing,
        figures(letter, pairing, taken, dates),
        dates,
        [],
        {"q1": Judgement(outcome)},  # type: ignore[arg-type]
    )  # fmt: skip
    value = found.get("q1")
    if value is not None:
        assert text[value.span.start : value.span.end] == value.span.quote
    return value


@pytest.mark.parametrize(
    ("question", "answer", "kind", "low", "high"),
    [
        ("How many lamps do you own?", "We own 1,450 lamps.", "number", 1450, 1450),
        ("How many lamps do you own?", "1914", "number", 1914, 1914),
        ("How many lamps do you own?", "None.", "number", 0, 0),
        ("How many lamps do you own?", "Over 300", "number", 300, None),
        ("How many lamps were broken?", "Fewer than 5.", "number", None, 5),
        ("The number of fires since 2019", "12 - of which 3 were at night", "number", 12, 12),
        ("How much was spent on salt?", "£3.5m", "money", 3_500_000, 3_500_000),
        ("What was the total cost of the fair?", "It cost £12,400.50 in all.", "money", 12400.5, 12400.5),
        ("How much was spent on gifts?", "Nil", "money", 0, 0),
        ("What percentage of calls is answered?", "45% of calls are answered.", "percent", 45, 45),
        ("How long does it take on average?", "It takes 3 to 4 months.", "duration", 3, 4),
        ("When was the bridge opened?", "It was opened on 12 June 2019.", "date", "2019-06-12", "2019-06-12"),
        ("What is the contract expiry date?", "31/03/2025", "date", "2025-03-31", "2025-03-31"),
        ("Do you publish a list of ponds?", "Yes, see our site.", "boolean", True, True),
        ("Do you publish a list of ponds?", "No.", "boolean", False, False),
        ("Do you publish a list of ponds?", "Not at present.", "boolean", False, False),
        ("Do you publish a list of ponds?", "https://ponds.example.org/list", "boolean", True, True),
        ("Do you publish a list of ponds?", "It does not publish a list of ponds.", "boolean", False, False),
        ("Is there a break clause?", "There is no break clause in it.", "boolean", False, False),
        ("Who supplies the paper? Name of supplier?", "Quill and Sons Limited", "text", None, None),
        ("How many ferrets are kept?", "N/A", "text", None, None),
        ("Ferrets kept in the depot", "17", "number", 17, 17),
        ("How many lamps broke, and how many of these were mended?", "86 lamps broke.", "number", 86, 86),
        ("Whether notices were served first and for how long", "Yes, for 4 weeks", "boolean", True, True),
        ("What is the yearly rent of a plot?", "£61.50 plus water", "money", 61.5, 61.5),
        ("How much was spent on moss?", "£12,450 + VAT", "money", 12450, 12450),
    ],
)  # fmt: skip
def test_value_of_the_kind_asked(question: str, answer: str, kind: str, low: object, high: object) -> None:
    value = value_of(question, answer)
    assert value is not None
    assert (value.kind, value.low, value.high) == (kind, low, high)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many lamps do you own?", "We do not hold this."),
        ("How many lamps do you own?", "Please see the attached list."),
        (
            "How many dogs and cats were found?",
            "There were 12 dogs found, and 31 cats and 4 hens came later.",
        ),
        ("How much was spent on salt?", "We hired 14 lorries."),
        ("Do you publish a list of ponds?", "Information is not held."),
        ("Do you publish a list of ponds?", "We cannot confirm this."),
        ("When was the bridge opened?", "Between the wars, we think."),
        ("Please send me the policy.", "The policy has 12 pages and is attached."),
        ("How many people keep bees?", "No information is recorded."),
        ("How many lamps do you own, and how many posts?", "We own 40 lamps. There are 61 posts."),
        ("What does a plot cost and how long is the wait?", "A plot costs £41. The wait is 3 years."),
        ("Start and end dates of the lease", "1 May 2019 to 30 April 2024"),
        ("The date it was signed and the date on which it ends", "Signed on 3 June 2021, for now."),
        ("Name of the grower and the end date of the lease", "Moss and Daughters, 3 June 2027"),
        ("What glue is used, and have you had any spills?", "There have been no spills. The glue is secret."),
        ("Gardeners at that date, and how long each had served", "One gardener, who had served 14 months."),
        ("Number of bruises and fractures", "There were 23 bruises. One fracture was seen."),
        ("Number of lines / handsets", "640 lines, approx. 870 handsets"),
        ("What is the yearly cost of each lamp?", "The total yearly cost is £1,200."),
    ],
)
def test_no_value_where_the_answer_gives_none(question: str, answer: str) -> None:
    assert value_of(question, answer) is None


ROWS = (Path(__file__).parent / "data" / "values.tsv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("row", ROWS)
def test_value_of_an_invented_answer(row: str) -> None:
    question, answer, expected = row.split("\t")
    assert said(value_of(question, answer)) == expected


def said(value: Value | None) -> str:
    """A value as the rows write it: its kind and bounds, or null."""
    if value is None:
        return "null"
    low, high = (f"{n:.12g}" if isinstance(n, int | float) else "" for n in (value.low, value.high))
    return f"{value.kind} {low if low == high else f'{low}..{high}'}".strip()


def test_one_answer_to_two_questions_is_the_value_of_neither() -> None:
    questions, answer = ("How many lamps?", "How many posts?"), "There are 40 lamps and 61 posts."
    letter = Letter(
        assemble(Document(Source("a.txt", "text/plain", "0" * 64, 0), [*map(Line, questions), Line(answer)]))
    )
    said = (Stretch(len(letter.text) - len(answer), len(letter.text)),)
    pairs = [Pair(f"q{n}", question=(Stretch(n * 16, n * 16 + 15),), answer=said) for n in range(2)]
    pairing = Pairing(pairs)
    granted = {pair.id: Judgement("granted") for pair in pairs}
    assert values(letter, pairing, figures(letter, pairing, [], []), [], [], granted) == {}


@pytest.mark.parametrize("outcome", ["refused", "not_held", "ncnd"])
def test_a_refusal_has_no_value(outcome: str) -> None:
    assert value_of("How many lamps?", "It would take 400 hours to count the lamps.", outcome) is None


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many staff do you employ and at what cost?", ("number", "money")),
        ("How much time did it take?", ("duration",)),
        ("Can you please provide a list of sites?", ()),
        ("Does the trust run a shop? If so, how many?", ("boolean", "number")),
    ],
)
def test_what_a_question_asks_for(question: str, kinds: tuple[str, ...]) -> None:
    assert asked_kinds(question) == kinds


@pytest.mark.parametrize(
    ("question", "sentence", "yes"),
    [
        ("Have you a pond policy?", "Yes", True),
        ("Have you a pond policy?", "No we have not", False),
        ("Does the pool run classes?", "I can confirm that the pool runs classes.", True),
        ("Have you a pond policy?", "No information on ponds is held.", None),
        ("Have you a pond policy?", "Some ponds have a policy, but others do not.", None),
    ],
)
def test_yes_and_no(question: str, sentence: str, yes: bool | None) -> None:
    said = boolean_of(question, sentence, sentence)
    assert (said and said.yes) == yes


ROOT = Path(__file__).parents[1]
ROUND_ROBIN = ROOT.parent / "shared" / "corpus" / "round_robin" / "council_foi_administration.csv"


@pytest.mark.skipif(not ROUND_ROBIN.exists(), reason="the hand-coded answers are not beside the checkout")
@pytest.mark.parametrize(
    ("question", "code", "least"), [("COUNT", "rough_people_count", 75), ("LOG", "disclosure_log", 150)]
)
def test_values_agree_with_hand_codes(question: str, code: str, least: int) -> None:
    score = runpy.run_path(str(ROOT / "benchmarks" / "round_robin.py"))
    with ROUND_ROBIN.open(encoding="utf-8", newline="") as source:
        tally = score["verdicts"](list(csv.DictReader(source)), score[question], code)
    assert tally["wrong"] < 0.08 * (tally["right"] + tally["wrong"])
    assert tally["right"] >= least
