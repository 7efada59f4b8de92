"""One request to many authorities: cells in the right columns, values comparable, nothing forced."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from foi_extract import extract
from foi_extract.cli import group
from foi_extract.compare.cells import Cell, made_comparable
from foi_extract.compare.comparison import Comparison, compare
from foi_extract.compare.questions import Weights, kinds_asked, likeness, words_of
from foi_extract.compare.writing import WRITERS, html_from_comparison
from foi_records.display import amount_to_words
from foi_records.response import Response

AUTHORITIES = 60


def invented_round() -> ModuleType:
    """The module beside this one that invents a round."""
    path = Path(__file__).with_name("invented_round.py")
    spec = importlib.util.spec_from_file_location("invented_round", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ROUND = invented_round()


@pytest.fixture(scope="module")
def replies() -> list[Any]:
    return list(ROUND.replies(AUTHORITIES))


@pytest.fixture(scope="module")
def comparison(replies: list[Any]) -> Comparison:
    return compare([extract(reply.text.encode(), reply.file)[0] for reply in replies])


def one_line(text: str) -> str:
    return " ".join(text.split())


def keys_of(comparison: Comparison) -> dict[str, str]:
    """Column to the question of the round that it is."""
    keys = {words: key for key, wordings in ROUND.ASKED.items() for words in wordings}
    return {column.id: keys[one_line(column.text)] for column in comparison.columns}


def cells_by_place(comparison: Comparison) -> dict[tuple[str, str], list[Cell]]:
    keys = keys_of(comparison)
    places: dict[tuple[str, str], list[Cell]] = {}
    for cell in comparison.cells:
        places.setdefault((cell.response, keys[cell.column]), []).append(cell)
    return places


def test_the_columns_are_the_questions_of_the_round(comparison: Comparison) -> None:
    assert list(keys_of(comparison).values()) == list(ROUND.ASKED)


def test_97_percent_of_the_answers_stand_in_the_right_column(
    replies: list[Any], comparison: Comparison
) -> None:
    places = cells_by_place(comparison)
    right = [
        any(one_line(truth.answer) in one_line(cell.answer) for cell in places.get((record.id, key), ()))
        for reply, record in zip(replies, comparison.responses, strict=True)
        for key, truth in reply.truth.items()
    ]
    assert sum(right) / len(right) >= 0.97


def test_under_1_percent_of_the_values_are_wrong(replies: list[Any], comparison: Comparison) -> None:
    places = cells_by_place(comparison)
    wrong = [
        (reply.authority, key, truth.value, cell.low, cell.high)
        for reply, record in zip(replies, comparison.responses, strict=True)
        for key, truth in reply.truth.items()
        for cell in places.get((record.id, key), ())
        if (cell.low, cell.high) != (None, None) and truth.answer != "£"  # parts of a split sum
        and not (cell.low == cell.high == truth.value)
    ]  # fmt: skip
    assert len(wrong) < len(comparison.cells) / 100, wrong


def test_half_of_the_values_are_found(replies: list[Any], comparison: Comparison) -> None:
    """A floor, so that saying nothing can't pass for never being wrong."""
    wanted = sum(truth.value is not None for reply in replies for truth in reply.truth.values())
    found = sum(cell.low is not None for cell in comparison.cells)
    assert found > wanted * 0.9


def test_questions_outside_the_round_are_reported_and_not_forced(
    replies: list[Any], comparison: Comparison
) -> None:
    texts = {(response, one_line(text)) for response, _, text in comparison.unmatched}
    for reply, record in zip(replies, comparison.responses, strict=True):
        for question in reply.besides:
            assert (record.id, question) in texts


def test_a_calendar_year_among_financial_years_is_flagged(replies: list[Any], comparison: Comparison) -> None:
    flags = {flag for cell in comparison.cells for flag in cell.flags if "calendar year 2022" in cell.answer}
    assert "calendar year 2022, others financial year 2022-23" in flags


def record(name: str, exchanges: Sequence[dict[str, Any]], status: str = "ok") -> Response:
    """A record of a few questions: number, question, answer and value."""
    return Response.model_validate(
        {
            "status": status,
            "id": name,
            "source": {"name": f"{name}.txt", "media_type": "text/plain", "sha256": name, "size": 1},
            "authority": {"name": name},
            "exchanges": [
                {
                    "id": f"q{n}", "number": e.get("number", str(n)), "question": {"text": e["question"]},
                    "answer": {"text": e.get("answer", "Yes")}, "outcome": "granted", "confidence": 1,
                    "value": e.get("value"),
                }
                for n, e in enumerate(exchanges, 1)
            ],
        }
    )  # fmt: skip


STAFF = "How many staff work in the library service?"
BOOKS = "How many books were borrowed in the year 2022?"
CLOSED = "Which libraries have closed since 2015?"


@pytest.mark.parametrize(
    ("questions", "columns"),
    [
        ([STAFF, BOOKS], ["c1", "c2"]),
        ([BOOKS, STAFF], ["c2", "c1"]),  # another order
        (["The number of staff working in the library service", "Books borrowed, 2022"], ["c1", "c2"]),
        ([f"{STAFF} {BOOKS}"], ["c1", "c2"]),  # two made one
        ([STAFF, "How many parking fines were issued?"], ["c1"]),  # nothing is forced
        ([], []),
    ],
)
def test_questions_find_their_columns(questions: list[str], columns: list[str]) -> None:
    found = compare([record("Harbour", [{"question": q} for q in questions])], [STAFF, BOOKS])
    in_order = sorted(found.cells, key=lambda cell: (cell.exchange, cell.column))
    assert [cell.column for cell in in_order] == columns


def test_answers_alone_go_by_their_numbers_and_say_so() -> None:
    answers = [{"question": "", "number": "1"}, {"question": "", "number": "2"}]
    found = compare([record("Harbour", answers)], [STAFF, BOOKS])
    assert [(cell.column, cell.flags) for cell in found.cells] == [
        ("c1", ("by number only",)), ("c2", ("by number only",)),
    ]  # fmt: skip


def about(name: str, subject: str, questions: Sequence[str] = ("",)) -> Response:
    """A record whose letter names its topic."""
    found = record(name, [{"question": q, "number": None} for q in questions])
    return found.model_copy(update={"subject": record_subject(subject)})


def record_subject(text: str) -> Any:
    span = {"start": 0, "end": len(text), "quote": text, "regions": (), "element": None}
    fields = Response.model_validate(
        {**record("x", []).model_dump(), "subject": {"text": text, "span": span}}
    )
    return fields.subject


@pytest.mark.parametrize(
    ("subject", "columns", "expected"),
    [
        ("Staff of the library service", [STAFF], [("c1", ("by subject only",))]),
        ("Parking fines", [STAFF], []),  # of something else
        ("Staff of the library service", [STAFF, BOOKS], []),  # which of the two, nobody knows
    ],
)
def test_a_letter_that_names_only_its_topic_goes_by_that(
    subject: str, columns: list[str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = compare([about("Harbour", subject)], columns)
    assert [(cell.column, cell.flags) for cell in found.cells] == expected


def test_a_round_whose_letters_all_name_only_their_topic_has_that_for_its_question() -> None:
    letters = [about("Ford", "Ferry berths"), about("Harbour", "ferry berths"), about("Quay", "Ferry berths")]
    found = compare(letters)
    assert [column.text for column in found.columns] == ["Ferry berths"]
    assert len(found.cells) == len(letters)


def test_answers_alone_go_by_the_numbers_that_most_letters_use() -> None:
    numbered = [record(f"a{n}", [{"question": STAFF}, {"question": BOOKS}]) for n in range(2)]
    bare = record("b", [{"question": STAFF, "number": None}, {"question": BOOKS, "number": None}])
    alone = record("c", [{"question": "", "number": "2"}, {"question": "", "number": "1"}])
    found = compare([bare, *numbered, alone])
    assert {c.column: c.exchange for c in found.cells if c.response == "c"} == {"c1": "q2", "c2": "q1"}


@pytest.mark.parametrize(
    ("outcome", "whole", "columns"),
    [
        ("refused", "refused_in_full", ["c1", "c2"]),
        ("not_held", "not_held", ["c1", "c2"]),
        ("granted", "granted_in_full", []),  # of what, nobody knows
        ("refused", "refused_in_part", []),
    ],
)
def test_a_letter_that_refuses_the_whole_request_refuses_each_question(
    outcome: str, whole: str, columns: list[str]
) -> None:
    letter = record("Harbour", [{"question": "your request of 3 May"}])
    refusal = letter.exchanges[0].model_copy(update={"outcome": outcome})
    letter = letter.model_copy(update={"outcome": whole, "exchanges": (refusal,)})
    found = compare([letter], [STAFF, BOOKS])
    assert [cell.column for cell in found.cells] == columns
    assert all(cell.flags == ("the whole request",) for cell in found.cells)


def test_a_question_that_the_typical_letter_lacks_gets_its_column() -> None:
    full = [record(f"a{n}", [{"question": STAFF}, {"question": BOOKS}]) for n in range(9)]
    more = [record(f"b{n}", [{"question": STAFF}, {"question": CLOSED}]) for n in range(3)]
    assert [column.text for column in compare(full + more).columns] == [STAFF, BOOKS, CLOSED]


def test_one_answer_to_two_questions_gives_each_its_own_kind_of_value() -> None:
    both = "How many fines were issued and what was the total amount paid?"
    money = {
        "kind": "money",
        "low": 90,
        "high": 90,
        "unit": "GBP",
        "span": {"start": 0, "end": 1, "quote": "x"},
    }
    found = compare(
        [record("Harbour", [{"question": both, "value": money}])],
        ["How many fines were issued?", "What was the total amount paid?"],
    )
    assert [(cell.column, cell.low) for cell in found.cells] == [("c1", None), ("c2", 90)]


def test_a_failed_response_has_a_row_and_no_cells() -> None:
    found = compare([record("Harbour", [{"question": STAFF}]), record("Lost", [], "failed")], [STAFF])
    assert found.wide().loc["Lost", "c1"] == ""
    assert [(row["no_reply"], row["not_in_letter"]) for row in found.coverage()] == [(1, 0)]


def test_authorities_that_sent_no_letter_have_an_empty_row_and_count_as_no_reply() -> None:
    letters = [record("Ashcombe Borough Council", [{"question": STAFF}])]
    found = compare(letters, [STAFF], ["the borough council of Ashcombe", "Foxholt Borough Council"])
    assert found.silent == ["Foxholt Borough Council"]
    assert found.wide()["authority"].tolist() == ["Ashcombe Borough Council", "Foxholt Borough Council"]
    assert found.coverage()[0]["no_reply"] == 1


def test_an_acknowledgement_stands_aside_for_the_answer_and_the_same_letter_counts_once() -> None:
    answer = record("Harbour Board", [{"question": STAFF}])
    waiting = record("w", [{"question": STAFF}]).model_copy(
        update={"kind": "acknowledgement", "authority": answer.authority}
    )
    alone = record("Marsh Board", []).model_copy(update={"kind": "acknowledgement"})
    found = compare([waiting, answer, answer, alone], [STAFF])
    assert [r.id for r in found.responses] == ["Harbour Board", "Marsh Board"]
    assert [r.id for r in found.set_aside] == ["w", "Harbour Board"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "response,authority,c1,c2"),
        (["--long"], "authority,column,question,number,kind"),
        (["--authorities", "asked.txt"], "Foxholt"),
        (["-o", "out.csv"], "1 responses, 2 questions, 2 answers, 0 questions that fitted no column"),
        (["-o", "out.doc"], "-o must end in one of .csv, .xlsx, .html"),
    ],
)
def test_the_command_compares(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    letter = record("Harbour Board", [{"question": STAFF}, {"question": BOOKS}])
    Path("records.jsonl").write_text(letter.to_json() + "\n", encoding="utf-8")
    Path("questions.txt").write_text(f"{STAFF}\n\n{BOOKS}\n", encoding="utf-8")
    Path("asked.txt").write_text("Harbour Board\nFoxholt\n", encoding="utf-8")
    command = ["compare", "records.jsonl", "--questions", "questions.txt", *options]
    assert said in CliRunner().invoke(group, command).output


def cell(**said: Any) -> Cell:
    nothing: dict[str, Any] = dict.fromkeys(
        ("response", "authority", "exchange", "outcome", "exemptions", "answer", "quote", "source", "by"), ""
    )
    rest = {
        "column": "c1",
        "number": None,
        "kind": None,
        "low": None,
        "high": None,
        "unit": None,
        "page": None,
    }
    return Cell(**{**nothing, **rest, "score": 1.0, **said})


DAYS = {"kind": "duration", "low": 3, "high": 3, "unit": "day"}
POUNDS = {"kind": "money", "low": 5, "high": 5, "unit": "GBP"}
COUNT = {"kind": "number", "low": 4, "high": 4}


@pytest.mark.parametrize(
    ("usual", "odd", "low", "flags"),
    [
        (DAYS, {**DAYS, "unit": "week", "low": 2, "high": 2}, 14, ("converted to day",)),
        ({**DAYS, "unit": "week"}, {**DAYS, "low": 7, "high": 7}, 7, ()),  # the others are turned into days
        (DAYS, {**DAYS, "unit": "hour"}, 3, ("hour, others day",)),
        (POUNDS, {**POUNDS, "unit": "EUR"}, 5, ("EUR, others GBP",)),
        (COUNT, POUNDS, 5, ("money, others number",)),
        (
            {**COUNT, "period": "2022-04-01/2023-03-31"}, {**COUNT, "period": "2022-01-01/2022-12-31"}, 4,
            ("calendar year 2022, others financial year 2022-23",),
        ),
        ({**COUNT, "period": "2022-04-01/2023-03-31"}, COUNT, 4, ()),  # nothing is said of its period
        (COUNT, COUNT, 4, ()),
    ],
)  # fmt: skip
def test_units_and_periods_are_made_one_or_flagged(
    usual: dict[str, Any], odd: dict[str, Any], low: float, flags: tuple[str, ...]
) -> None:
    *others, last = made_comparable([cell(**usual), cell(**usual), cell(**odd)])
    assert (last.low, last.flags) == (low, flags)
    assert all(other.flags in ((), ("converted to day",)) for other in others)


@pytest.mark.parametrize(
    ("question", "same", "other"),
    [
        (
            "How much was spent on agency staff?", "The total expenditure on agency employees",
            "How many agency staff are there?",
        ),
        (
            "What percentage of calls were answered?", "The proportion of calls answered",
            "How many calls were received?",
        ),
    ],
)  # fmt: skip
def test_other_words_for_one_thing_are_nearer_than_the_same_words_for_another(
    question: str, same: str, other: str
) -> None:
    weights = Weights.from_questions([[question, other], [same, other]])
    assert likeness(words_of(question), words_of(same), weights) >= 0.5
    assert not kinds_asked(question) & kinds_asked(other)


@pytest.mark.parametrize(
    ("kind", "low", "high", "unit", "words"),
    [
        ("money", 12300, 12300, "GBP", "£12,300"),
        ("money", 9.5, 9.5, "EUR", "€9.50"),
        ("money", 9, 9, "CAD", "9 CAD"),
        ("percent", 45.5, 45.5, "percent", "45.5%"),
        ("duration", 3, 4, "month", "3 to 4 months"),
        ("duration", 1.0, 1.0, "day", "1 day"),
        ("number", 1200, 1200, "claims", "1,200"),
        ("number", None, 5, None, "up to 5"),
        ("number", 40, None, None, "from 40"),
        ("boolean", True, True, None, "yes"),
        ("date", "2021-05-01", "2021-05-01", None, "2021-05-01"),
        ("text", None, None, None, ""),
    ],
)
def test_a_value_is_shown_as_a_person_writes_it(
    kind: str, low: Any, high: Any, unit: str | None, words: str
) -> None:
    assert amount_to_words(kind, low, high, unit) == words


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_comparison_is_written(suffix: str, tmp_path: Path, comparison: Comparison) -> None:
    WRITERS[suffix](comparison, tmp_path / f"round{suffix}")
    assert (tmp_path / f"round{suffix}").stat().st_size > 1000


def test_csv_holds_every_authority_and_its_long_form_every_cell(
    tmp_path: Path, comparison: Comparison
) -> None:
    WRITERS[".csv"](comparison, tmp_path / "round.csv")
    with (tmp_path / "round.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == AUTHORITIES
    with (tmp_path / "round-long.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(comparison.cells) == len(comparison.long())


def test_the_page_escapes_and_loads_nothing() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    page = html_from_comparison(
        compare([record(hostile, [{"question": hostile, "answer": hostile}])], [hostile])
    )
    assert "<script>alert" not in page and "<img" not in page
    assert "http" not in page.replace("http-equiv", "")
