"""Sentences, words and the components that anybody's spaCy pipeline can have."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from foi_extract import language, spacy_components


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. We left.", ["It rained.", "We left."]),
        ("Mr. Reed wrote to St. Agnes.", ["Mr. Reed wrote to St. Agnes."]),
        ("See para. 4 and reg. 12 of it. Yes.", ["See para. 4 and reg. 12 of it.", "Yes."]),
        ("The answer is no. We tried.", ["The answer is no.", "We tried."]),
        ("We keep dogs, cats etc. and birds. Fine.", ["We keep dogs, cats etc. and birds.", "Fine."]),
        ("It lists bees, i.e. hives. Good.", ["It lists bees, i.e. hives.", "Good."]),
        ("It cost £1.2 million. True.", ["It cost £1.2 million.", "True."]),
        ("We sell:\n• eggs\n• milk", ["We sell:", "• eggs", "• milk"]),
        ("First part\n\nSecond part", ["First part", "Second part"]),
        ("1. Yes\n2. No", ["1. Yes", "2. No"]),
        ("This deals with FOI’s. There are six.", ["This deals with FOI’s.", "There are six."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = [text[s:e].strip() for s, e in language.sentences_in(text)]
    assert found == sentences
    assert [s.text.strip() for s in language.doc_from_text(text).sents] == sentences


@given(st.text(max_size=300))
def test_sentences_cover_the_text(text: str) -> None:
    starts = language.sentence_starts(text)
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert "".join(text[s:e] for s, e in language.sentences_in(text)) == text


@given(st.text(max_size=200), st.integers(min_value=0, max_value=200))
def test_words_keep_their_offsets(text: str, offset: int) -> None:
    for word in language.words_after(text, offset, 6):
        assert text[word.start : word.end] == word.text


@given(
    st.lists(
        st.sampled_from(["12", "full-time", "staff,", "e.g.", "(a", "b)", "\n\n", "  ", "£5/day", "No."]),
        max_size=60,
    ),
    st.integers(0, 300),
    st.integers(1, 6),
)
def test_words_are_the_same_from_a_part_of_the_text(parts: list[str], offset: int, most: int) -> None:
    text = " ".join(parts)
    whole = language._words_from(text, *language._tokens(text), offset, most, begun=False)
    assert list(language.words_after(text, offset, most)) == whole


def test_words_joined_by_a_hyphen_are_one() -> None:
    assert [w.text for w in language.words_after("12 full-time staff, we say", 2, 3)] == [
        "full-time",
        "staff",
        ",",
    ]


def test_components_work_in_any_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("foi_sentences")
    nlp.add_pipe("foi_citations")
    nlp.add_pipe("foi_dates", config={"anchor": "2020-07-10"})
    nlp.add_pipe("foi_figures")
    doc = nlp("On 12 June we withheld 22 files under section 40(2) of the Freedom of Information Act 2000.")
    assert [(s.text, s._.foi.first.isoformat()) for s in doc.spans["dates"]] == [("12 June", "2020-06-12")]
    assert [(s.text, s._.foi.low) for s in doc.spans["figures"]] == [("22 files", 22)]
    assert "section 40(2)" in doc.spans["exemptions"][0].text


def test_the_pipeline_needs_no_model() -> None:
    assert spacy_components.pipeline().pipe_names == ["foi_sentences"]
