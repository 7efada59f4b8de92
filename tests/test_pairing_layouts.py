"""Layouts crossed with each other: combinations that no sample letter shows must be paired just as well."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.layout import arrange
from foi_extract.letters import letter_from_document
from foi_extract.pairing import pair_letter
from foi_extract.reading import documents_from_bytes


def invented_layouts() -> ModuleType:
    """The module beside this one that writes the letters."""
    path = Path(__file__).with_name("invented_layouts.py")
    spec = importlib.util.spec_from_file_location("invented_layouts", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WRITTEN = invented_layouts()
DATA = Path(__file__).parent / "data" / "layouts.toml"
LETTERS: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["letter"]
RIGHT = 0.95
"""The share of exchanges whose question and answer must both be right, word for word."""


def plain(text: str) -> str:
    return " ".join(text.split())


def right_and_all(sample: Any) -> tuple[int, int]:
    """How many exchanges of a letter are exactly right, and how many there are (or were found, if more)."""
    letter = letter_from_document(arrange(documents_from_bytes(sample.letter.encode(), sample.name)[0]))
    prose = letter.document.prose
    found = [(plain(prose(p.question)), plain(prose(p.answer))) for p in pair_letter(letter).pairs]
    wanted = [(plain(one.question), plain(one.answer)) for one in sample.exchanges]
    return sum(pair in found for pair in wanted), max(len(wanted), len(found))


def share_right(samples: list[Any]) -> tuple[float, list[str]]:
    """The share of exchanges that are right, and the layouts with one that is not."""
    counts = [right_and_all(s) for s in samples]
    wrong = [s.layout for s, (right, every) in zip(samples, counts, strict=True) if right < every]
    return sum(right for right, _ in counts) / sum(every for _, every in counts), wrong


@pytest.mark.parametrize(
    ("letters", "every"),
    [
        ("letters_in_turn", 11),
        ("letters_by_number", 2),
        ("letters_with_parts", 1),
        ("letters_numbered_one", 1),
        ("letters_in_html", 1),
    ],
)
def test_crossed_layouts_are_paired(letters: str, every: int) -> None:
    samples = list(getattr(WRITTEN, letters)())[::every]
    assert len(samples) >= 30
    share, wrong = share_right(samples)
    assert share >= RIGHT, wrong


@pytest.mark.parametrize("sample", LETTERS, ids=lambda sample: str(sample["layout"]))
def test_a_short_letter_of_each_layout_is_paired(sample: dict[str, Any]) -> None:
    before, after = WRITTEN.OPENING, WRITTEN.CLOSING
    words = "\n".join([before[0], "", before[1], "", sample["body"], "", after[0], "", *after[1:]])
    letter = letter_from_document(arrange(documents_from_bytes(words.encode(), "letter.txt")[0]))
    prose = letter.document.prose
    found = [[plain(prose(p.question)), plain(prose(p.answer))] for p in pair_letter(letter).pairs]
    assert found == sample["exchanges"]


@settings(max_examples=40, deadline=None)
@given(
    label=st.sampled_from(sorted(set(WRITTEN.LABELS) - {"none", "-"})),
    answer=st.sampled_from(sorted(set(WRITTEN.ANSWERS) - {"indented", "right below"})),
    restated=st.sampled_from(["none", "same", "bulleted"]),
    pool=st.permutations(WRITTEN.POOL).map(lambda pool: pool[:4]),
)
def test_every_question_is_found_once_and_in_order(
    label: str, answer: str, restated: str, pool: list[Any]
) -> None:
    sample = WRITTEN.letter_in_turn(label, answer, restated, pool)
    letter = letter_from_document(arrange(documents_from_bytes(sample.letter.encode(), sample.name)[0]))
    pairs = pair_letter(letter).pairs
    found = [plain(letter.document.prose(p.question)) for p in pairs]
    assert found == [plain(one.question) for one in sample.exchanges]
    starts = [p.question[0].start for p in pairs]
    assert starts == sorted(starts)


def test_the_same_letter_is_paired_the_same_way_twice() -> None:
    for sample in Random(7).sample(list(WRITTEN.letters_in_turn()), 5):
        assert right_and_all(sample) == right_and_all(sample)
