"""Figures of sentences: what is one, its bounds, its unit, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts.dates import dates_in
from foi_extract.facts.figure_numbers import number_from_words
from foi_extract.facts.figures import FigureMatch, figures_in
from foi_extract.facts.masks import masked_stretches
from foi_extract.law.phrasebook import data_file

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "figures.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def read(sentence: str) -> list[FigureMatch]:
    taken: list[tuple[int, int]] = list(masked_stretches(sentence))
    taken += [(d.start, d.end) for d in dates_in(sentence, None, taken)]
    return figures_in(sentence, taken)


def bounds(low: float | None, high: float | None) -> str:
    if low == high:
        return f"{low:g}" if isinstance(low, float) else str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def parsed(words: str) -> list[tuple[str, str | None, bool]]:
    """The expectation of a row as (bounds, unit or null, suppressed)."""
    out = []
    for figure in [] if words == "none" else words.split(";"):
        value, _, unit = figure.rstrip("!").partition("|")
        out.append((value, unit or None, figure.endswith("!")))
    return out


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_sentence_gives_its_figures_and_no_others(sentence: str, expected: str) -> None:
    found = read(sentence)
    wanted = parsed(expected)
    assert [bounds(f.low, f.high) for f in found] == [value for value, _, _ in wanted]
    for figure, (_, unit, suppressed) in zip(found, wanted, strict=True):
        assert figure.suppressed == suppressed
        if unit is not None:
            assert figure.unit == unit


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("three", 3),
        ("twenty-one", 21),
        ("two hundred and six", 206),
        ("a dozen", 12),
        ("two dozen", 24),
        ("one thousand two hundred", 1200),
        ("nineteen hundred", 1900),
        ("three million four hundred thousand and five", 3_400_005),
        ("twenty two", 22),
        ("a hundred", 100),
        ("two three", None),
        ("twenty thirty", None),
        ("hundred thousand thousand", None),
    ],
)
def test_number_words(words: str, number: int | None) -> None:
    assert number_from_words(words) == number


WORDS = data_file("number_words.toml")
ONES: list[str] = list(WORDS["ones"])
TENS: list[str] = [word for word in WORDS["tens"] if word != "fourty"]


def spelt(number: int) -> str:
    """A number as British English writes it: "two hundred and six"."""
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            tail = "" if not rest else f" and {spelt(rest)}" if rest < 100 else f" {spelt(rest)}"
            return f"{spelt(number // scale)} {name}{tail}"
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (f" and {spelt(number % 100)}" if number % 100 else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_every_number_in_words_is_read(number: int) -> None:
    assert number_from_words(spelt(number)) == number
    if number > 1:
        assert [f.low for f in read(f"There were {spelt(number)} otters.")] == [number]


def test_nothing_counts_only_where_a_number_was_asked() -> None:
    assert figures_in("None.", counting=False) == []
    assert [f.low for f in figures_in("None.", counting=True)] == [0]


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    for figure in read(text):
        assert 0 <= figure.start < figure.end <= len(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_every_number_with_a_noun_is_one_figure(number: int) -> None:
    found = read(f"There were {number:,} otters.")
    assert [(f.low, f.high) for f in found] == [(number, number)]


@pytest.mark.parametrize("unit", [" ", "1 ", "1,", "a 1-", "one ", "one and ", "£1 ", "(1) ", "no "])
def test_worst_strings_are_read_quickly(unit: str) -> None:
    read(unit * 2000)
