"""Wordings that begin with a name are found on the runs of capitals that act as they are anywhere."""

from __future__ import annotations

import random

import pytest

from foi_extract.letters.told import BEHIND, CUES, places_told, runs_that_act
from foi_records.letter import Part

PIECES = (
    "The ", "the ", "Holm ", "Council ", "Council’s ", "Boards’ ", "of ", "and ", "for the ", "& ", "St. ",
    "A-B ", "x.Holm ", "HC ", "(HC) ", "(“HC”) ", ", ", ". ", "\n", "\n\n", "  ", "holds ", "does not hold ",
    "also held ", "in ", "in complying with ", "can respond to ", "replies as ", "response to your ", "is ",
    "records ", "recorded ", "has 3 ", "request ", "your letters to ", "handled by ", "not held by ",
    "Where ", "thank you for contacting ", "Thanks for writing to ",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(400))
def test_a_wording_is_found_where_its_pattern_finds_it(seed: int) -> None:
    draw = random.Random(seed)
    text = "".join(draw.choice(PIECES) for _ in range(draw.randint(5, 60)))
    start = draw.randint(0, 8)
    part = Part("reply", start, max(start, len(text) - draw.randint(0, 8)))
    runs = runs_that_act(text, part)
    for pattern in (*BEHIND, *CUES):
        wanted = [(m.span(), m.groups()) for m in pattern.finditer(text, part.start, part.end)]
        assert [(m.span(), m.groups()) for m in places_told(pattern, text, part, runs)] == wanted


def test_a_long_name_is_told_from_its_last_ten_words() -> None:
    text = "Holm " * 14 + "Council holds it."
    part = Part("reply", 0, len(text))
    for pattern in BEHIND:
        wanted = [m.span() for m in pattern.finditer(text)]
        assert [m.span() for m in places_told(pattern, text, part, runs_that_act(text, part))] == wanted
