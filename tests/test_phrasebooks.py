"""Every wording of the law package, proved on its own examples."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable

import pytest

from foi_extract.law.phrasebook import begins_text, data_file, phrasebook, regex_from_phrase


def files(folder: Traversable, prefix: str = "") -> list[str]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".toml") and "wording" in tomllib.loads(entry.read_text(encoding="utf-8")):
            found.append(prefix + entry.name)
    return sorted(found)


def rows() -> list[object]:
    return [
        pytest.param(name, number, id=f"{name}-{number}-{wording.signal}")
        for name in files(resources.files("foi_extract.law"))
        for number, wording in enumerate(phrasebook(name))
    ]


def holds(name: str, number: int, example: str) -> bool:
    """Whether a row holds, read as its file says: ``anchored`` at the start, or the first row wins."""
    data, book = data_file(name), phrasebook(name)
    if data.get("anchored") and not book[number].row.get("anywhere"):
        return book[number].pattern.match(example) is not None
    earlier = [w for w in book[:number] if data.get("order") == "first" and w.signal != book[number].signal]
    return book[number].pattern.search(example) is not None and not any(
        w.pattern.search(example) for w in earlier
    )


@pytest.mark.parametrize(("name", "number"), rows())
def test_a_wording_matches_its_examples_and_not_its_counterexamples(name: str, number: int) -> None:
    wording = phrasebook(name)[number]
    assert wording.examples, "a wording needs an example"
    for example in wording.examples:
        assert wording.pattern.search(example), example
    for example in wording.not_examples:
        assert not holds(name, number, example), example


@pytest.mark.parametrize(("name", "number"), rows())
def test_a_wording_is_tried_where_its_examples_stand(name: str, number: int) -> None:
    wording = phrasebook(name)[number]
    for example in wording.examples if wording.row.get("needs") else ():
        words = re.sub(r"\W+", " ", f" {example.lower()} ")
        assert any(need in example.lower() or f" {need} " in words for need in wording.row["needs"]), example


@pytest.mark.parametrize(("name", "number"), rows())
def test_a_wording_begins_as_its_row_says(name: str, number: int) -> None:
    wording = phrasebook(name)[number]
    for example in wording.examples if "begins" in wording.row else ():
        found = wording.pattern.search(example)
        assert found, example
        assert found.group().lower().startswith(tuple(wording.row["begins"])), example


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("^a", True),
        ("^(?:a|b(?:c|d))$", True),
        ("^a|b", False),
        ("a|^b", False),
        ("(?:^a|b)", False),
        (r"^a\|b", True),
        (r"^\(a|b\)", False),
        ("^[(|]a", True),
        ("^[^|(]a", True),
        ("^[]|(]a", True),
    ],
)
def test_a_pattern_fits_at_the_beginning_alone(pattern: str, begins: bool) -> None:
    assert begins_text(pattern) == begins


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("in the Act", "in\nthe   Act"),
        ("the applicant's", "the applicant’s"),
        ('"the Act"', "“the Act”"),
        ("EI ?R", "EIR"),
        ("EI ?R", "EI R"),
    ],
)
def test_blanks_and_quotation_marks_are_read_freely(pattern: str, text: str) -> None:
    assert regex_from_phrase(pattern).fullmatch(text)
