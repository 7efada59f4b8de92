"""Cues are found wherever they stand, overlapping or one the beginning of another."""

from __future__ import annotations

import random

import pytest

from foi_extract.law.cues import Cues
from foi_extract.law.phrasebook import phrasebook


@pytest.mark.parametrize(
    ("rows", "texts", "found"),
    [
        ([["hold"], ["old"]], ["we hold it", "an older one", ""], [[0, 1], [1], []]),
        ([["no"], ["no longer"], ["longer"]], ["no longer", "no long"], [[0, 1, 2], [0]]),
        ([["a", "b"], [], ["b"]], ["b a"], [[0, 2]]),
        ([["b a"]], ["b", "a"], [[]] * 2),
        ([["."]], ["x", "1.5"], [[], [0]]),
        ([["x"]], [], []),
        ([["holding"], ["holder", "hol"], ["old"]], ["holdings", "hold"], [[0, 1, 2], [1, 2]]),
    ],
)
def test_the_rows_of_a_text_are_those_with_a_cue_in_it(
    rows: list[list[str]], texts: list[str], found: list[list[int]]
) -> None:
    assert Cues(rows).rows_in(texts) == found
    assert [sorted(Cues(rows).rows_of(text)) for text in texts] == found


@pytest.mark.parametrize("seed", range(300))
def test_they_are_the_same_as_by_looking_for_each_cue(seed: int) -> None:
    draw = random.Random(seed)

    def word(most: int) -> str:
        return "".join(draw.choice("ab. ") for _ in range(draw.randint(1, most)))

    rows = [[word(7) for _ in range(draw.randint(1, 3))] for _ in range(draw.randint(1, 6))]
    texts = [word(12) for _ in range(draw.randint(0, 4))]
    wanted = [[n for n, cues in enumerate(rows) if any(cue in text for cue in cues)] for text in texts]
    assert Cues(rows).rows_in(texts) == wanted
    assert [sorted(Cues(rows).rows_of(text)) for text in texts] == wanted


@pytest.mark.parametrize(
    "name",
    [
        "outcomes.toml",
        "interest.toml",
        "rights.toml",
        "roles.toml",
        "date_roles.toml",
        "asked_values.toml",
        "letter_boilerplate.toml",
        "letter_frame.toml",
        "letter_kinds.toml",
    ],
)
def test_every_example_has_a_cue_of_its_row(name: str) -> None:
    for wording in phrasebook(name):
        for example in wording.examples:
            assert any(cue in example.lower() for cue in wording.row.get("cues", [""])), example
