"""Plain words are those that spaCy's tokens give."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract import language
from foi_extract.language import word_before, words_after
from foi_extract.plain_words import Word
from foi_extract.spacy_components import pipeline

WORDS = (
    *(
        "officers",
        "staff",
        "Id",
        "cannot",
        "XD",
        "Messrs",
        "full-time",
        "and/or",
        "5km",
        "2019",
        "10am",
        "x",
        "2022/23",
        "1,288",
        "17.9",
    ),
    *("council’s", "officers’", "e.g", "approx", "Mr", "No", "a", "8", "12", "1,200", "£5", "–", "-", "o"),
    *("vehicles", "Responses", "non-disclosure-and-more-than-that", "12:30", "we’ll", "A/B/C", "don’t"),
)
MARKS = ("", ",", ".", ";", ":", "?", "!", ")", "%", "…", "..", ".)", ").", "),", "”", "?!")
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(("", "", "(", "‘", "“", "[", "•", "‘(")),
        st.sampled_from(WORDS) | st.from_regex(r"[A-Za-z0-9'’/.-]{1,9}", fullmatch=True),
        st.sampled_from(MARKS),
        st.sampled_from((" ", " ", " ", "\n", "  ", "\n\n", "\t")),
    ).map("".join),
    min_size=1,
    max_size=9,
).map("".join)


def tokenised(text: str, offset: int, most: int) -> list[Word]:
    """The words by spaCy's tokens alone."""
    return language._tokenised_after(text, offset, most, begun=False)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.data())
def test_words_after_a_place_are_spacys(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert list(words_after(text, offset, 6)) == tokenised(text, offset, 6)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.data())
def test_the_word_before_a_place_is_spacys(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert word_before(text, offset) == language._tokenised_before(text, offset)


def test_spacys_special_words_are_read_alike() -> None:
    for special in pipeline().tokenizer.rules:  # type: ignore[union-attr]
        for text in (special, f"{special} and", f"({special}) and", f"{special}, and", f"{special}. And"):
            assert list(words_after(text, 0, 6)) == tokenised(text, 0, 6), text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" officers in post", ["officers", "in", "post"]),
        (" x laptops, and", ["laptops", ",", "and"]),
        (" (excluding agency staff) were", ["(", "excluding", "agency"]),
    ],
)
def test_plain_words_need_no_tokens(monkeypatch: pytest.MonkeyPatch, text: str, words: list[str]) -> None:
    monkeypatch.setattr(language, "_tokens_between", None)
    assert [w.text for w in islice(words_after(text, 0, 3), 3)] == words
