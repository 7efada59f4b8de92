"""What is looked for only where it can begin is found as by a search of the whole text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts import figure_nothing, figure_numbers, mask_starts
from foi_extract.facts.date_calendar import MONTHS
from foi_extract.facts.date_forms import FORM
from foi_extract.facts.date_points import OPENINGS, point_starts
from foi_extract.facts.dates import MONTH_ROW, TIMES
from foi_extract.facts.figure_modifiers import ENDINGS, may_modify
from foi_extract.facts.masks import MASKS, blanked, merged
from foi_extract.facts.number_names import (
    LONGEST_NAME,
    NUMBERED,
    SPOKEN,
    _named,
    _named_numbers,
    _said,
    number_names,
)
from foi_extract.facts.starts import Starts, matches_at, opening_words
from foi_extract.facts.table_marks import LONGEST_MARK, SHOWING, explained_at, explaining, mark_names
from foi_extract.law.cues import lowered
from foi_extract.law.phrasebook import data_file

NAMES = data_file("number_names.toml")
WORDS = sorted(
    {
        *MONTHS, *OPENINGS, *figure_numbers.number_words(),
        *mask_starts.PHONE_WORDS, *mask_starts.OWNERS, *mask_starts.NAMED, *mask_starts.LAWS, *SPOKEN,
        *(word for phrase in NAMES["phrases"] for word in re.findall("[a-z]+", phrase)),
        *(word for phrase in (*NAMES["before"], *NAMES["products"]) for word in opening_words(phrase)),
    }
)  # fmt: skip
MADE = """
https http ftp :// www. @ .gov.uk .com .pdf .docx .JPG a-b ~x _ Act Regulations 2000 1998 2019/20 20 S.I.
BS5839 ISO asp © (c) FOI EIRref ICO IC no. AB12 A/1 B-22-C 12AB34 # REQ- ſar İC +44 0044 020 0161 555
(01632) 960123 101 999 SW1A D02 1AA X285 I IV XIV ANNEXIV partII XX KS2 Q4 v3 1st 22nd 9-5 1:1 £ 000s
10:30 9am 2.30 p.m. 24/7 High Street page 1 of 2 [3] ^1 ² 1.2.3 3/4/5 . , : ; ( ) [ ] / \\ - – ' ’ " _ & % =
"""
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(str.capitalize),
    st.sampled_from(WORDS).map(str.upper),
    st.sampled_from([*MADE.split(), "\n", "\t", "\xa0"]),
    st.integers(0, 99999).map(str),
    st.characters(),
)
NOTHING = """
none nil zero no there were are was have been has we had received recorded is issued made and , identified
reported shows held to date known incidents return • - dozen hundred thousand million half a an US$ € $5 -£5
-1 .5 ½ GBP EUR5 USD FY FYE21 FY2020/21 2020s mid- Pre- Jan: Feb- June2020 JUNE Sept may May's
exceeding averaged about, ≥ ~
"""
PIECES |= st.sampled_from([*NOTHING.split(), *ENDINGS])
SIGNS = [sign for mark, names in mark_names().items() for sign in (mark, f"[{mark}]", f"‘ {mark} ’", *names)]
SAYING = (
    " ", "\n", ". ", " = ", " denotes ", " means ", " the ", "an ", "fewer than", "replaced by ", "shown as ",
    "marked ", "given with the symbol ",
)  # fmt: skip
LEGENDS = st.sampled_from([*SIGNS, *SAYING])
TEXTS = st.lists(st.one_of(PIECES, st.just(" ")), max_size=24).map("".join)


DATES = (
    (TIMES, mask_starts.short_numbers),
    (MONTH_ROW, lambda at: at.of_words(MONTHS)),
    (FORM, point_starts),
    (figure_numbers.numeral_pattern(), lambda at: figure_numbers.numeral_starts(at.text, at.text)),
)


@pytest.mark.parametrize(
    ("pattern", "starts"), [*MASKS, *NUMBERED, *DATES], ids=lambda x: getattr(x, "__name__", "")
)
def test_what_can_begin_at_few_places_is_found_as_by_a_search(
    pattern: re.Pattern[str], starts: Callable[[Starts], Iterator[int]]
) -> None:
    @given(TEXTS)
    def same(text: str) -> None:
        found = [m.span() for m in matches_at(pattern, text, starts(Starts(text)))]
        assert found == [m.span() for m in pattern.finditer(text)]

    same()


@given(TEXTS, st.lists(st.tuples(st.integers(0, 90), st.integers(1, 12)), max_size=4))
def test_dates_and_numbers_of_a_text_some_of_which_is_blanked(
    text: str, taken: list[tuple[int, int]]
) -> None:
    hidden = merged((s, min(len(text), s + n)) for s, n in taken)
    blank = blanked(text, hidden)
    starts = [*point_starts(Starts(text)), *(end for _, end in hidden)]
    assert [m.span() for m in matches_at(FORM, blank, starts)] == [m.span() for m in FORM.finditer(blank)]
    numeral = figure_numbers.numeral_pattern()
    found = matches_at(numeral, blank, figure_numbers.numeral_starts(text, blank))
    assert [m.span() for m in found] == [m.span() for m in numeral.finditer(blank)]


@given(TEXTS, st.integers(0, 30), st.integers(0, 60))
def test_words_of_nothing_are_found_as_by_a_search(text: str, first: int, length: int) -> None:
    stop = min(first + length, len(text))
    starts = figure_nothing.starts_of_nothing(text, first, stop)
    found = matches_at(figure_nothing.NONE, text, starts, first, stop)
    assert [m.span() for m in found] == [m.span() for m in figure_nothing.NONE.finditer(text, first, stop)]


@given(st.sampled_from(sorted(mark_names())), st.lists(st.one_of(PIECES, LEGENDS), max_size=16).map("".join))
def test_explanations_of_a_mark_are_found_as_by_a_search(mark: str, text: str) -> None:
    means, shown = explaining(mark)
    at = Starts(text)
    found = matches_at(means, text, explained_at(at, mark))
    assert [m.span() for m in found] == [m.span() for m in means.finditer(text)]
    found = matches_at(shown, text, at.of_words(SHOWING))
    assert [m.span() for m in found] == [m.span() for m in shown.finditer(text)]


@given(TEXTS)
def test_words_that_may_modify_the_next_number_are_told_by_their_end(text: str) -> None:
    hint = re.compile(
        r"(?:than|least|most|under|below|over|above|exceed\w*|excess\s+of|upwards?\s+of|up\s+to|including|of"
        r"|about|around|approx\.?|approximately|roughly|circa|ca?\.?|some|nearly|almost|close\s+to|broadly"
        r"|estimated|be|at|to|total|average|averag\w+|mean|median|min|max|minimum|maximum|is|was|were|being"
        r"|beyond|virtually|age|figure|\w+,|[<>≤≥~≈=])\s*$",
        re.IGNORECASE,
    )
    assert may_modify(text) == (hint.search(text) is not None)


@given(TEXTS)
def test_names_with_a_number_are_found_as_from_every_word_before_it(text: str) -> None:
    names = _named_numbers()[0]
    assert list(_named(Starts(text))) == list(around(text, re.compile(r"\d+|\b[IVX]+\b"), names))


@given(TEXTS)
def test_set_phrases_are_found_as_from_every_word_before_a_number(text: str) -> None:
    number = re.compile(rf"\d+|\b(?:{'|'.join(SPOKEN)})\b", re.IGNORECASE)
    phrases = "|".join([*NAMES["phrases"], *NAMES["numbered"]]).replace(" ", r"\s+")
    assert list(_said(Starts(text))) == list(around(text, number, re.compile(phrases, re.IGNORECASE)))


def around(text: str, number: re.Pattern[str], name: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Names with a number, tried from every word before each number."""
    done = 0
    for one in number.finditer(text):
        if one.start() < done:
            continue
        near = max(done, one.start() - LONGEST_NAME)
        for word in re.compile(r"\b\w|\((?=\d)").finditer(text, near, one.start() + 1):
            found = name.match(text, word.start())
            if found and found.end() > one.start():
                done = found.end()
                yield found.span()
                break


def test_a_folded_text_is_compared_as_patterns_without_regard_to_case_do() -> None:
    for code in (*range(0x3000), *range(0xFB00, 0xFB10), *range(0x1D400, 0x1D500)):
        letter = lowered(chr(code))
        assert len(letter) == 1
        plain = re.match("[a-z]", chr(code), re.IGNORECASE)
        assert bool(plain) == (letter in "abcdefghijklmnopqrstuvwxyz")
        assert not plain or re.fullmatch(letter, chr(code), re.IGNORECASE)


def test_marks_are_short_and_hold_no_digit() -> None:
    assert all(len(mark) <= LONGEST_MARK and not re.search(r"\d", mark) for mark in mark_names())


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("sections?", {"section", "sections"}),
        (r"\b(?:no|any)[- ]ones?\b", {"no", "any"}),
        (r"\b(?:as to|re) \(?\d", {"as", "re"}),
        ("photo(?:graph)?s?(?= x)", {"photo", "photos", "photograph", "photographs"}),
        ("sub-sections?", {"sub"}),
    ],
)
def test_the_first_words_of_a_phrase_are_read_from_its_pattern(pattern: str, words: set[str]) -> None:
    assert opening_words(pattern) == words


@pytest.mark.parametrize("pattern", [r"dial\w*", r"\d+ days", "sub-?sections?", "[ab]c", "(?:a|b[cd])"])
def test_a_phrase_whose_first_words_cannot_be_told_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError, match="not plain"):
        opening_words(pattern)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("under section 40(2) and Part IV", ["section 40(2)", "Part IV"]),
        ("dialled 999 at 10:30", ["dialled 999", "10:30"]),
        ("one of the two-thirds of a million", ["one of the", "two-thirds"]),
    ],
)
def test_names_whose_numbers_are_no_figures(text: str, names: list[str]) -> None:
    assert [text[s:e] for s, e in number_names(text)] == names
