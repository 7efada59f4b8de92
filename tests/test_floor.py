"""The quality that a change may not go below: invented letters in the manner of officers of all kinds.

Each folder of ``tests/data/letters`` has a letter and its gold (``.docs/annotation.md``), written by people
who had not seen the code. The floors stand a little under what is reached, so that a rule that helps one
letter and harms three is seen; raise them when the figures rise (``benchmarks/README.md``).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from foi_extract import extract
from foi_extract.scoring.measures import Measures, measures_of
from foi_extract.scoring.report import added

LETTERS = Path(__file__).parent / "data" / "letters"
FLOORS = {
    "authority": 0.95,
    "reference": 0.95,
    "kind": 0.95,
    "question found": 0.94,
    "exchange right": 0.88,
    "answer text": 0.94,
    "outcome": 0.92,
    "table found": 0.92,
    "table cells": 0.92,
    "figure": 0.92,
    "figure in exchange": 0.89,
    "date": 0.93,
    "exemption cited": 0.97,
    "exemption in exchange": 0.91,
    "exemption status": 0.96,
}
"""Measure to the F1 over all letters that it may not fall below."""


@cache
def measured() -> Measures:
    """All letters' measures added up."""
    return added(
        measures_of(
            json.loads((folder / "gold.json").read_text(encoding="utf-8")),
            json.loads(extract(next(folder.glob("letter.*")))[0].to_json()),
        )
        for folder in sorted(path.parent for path in LETTERS.glob("*/gold.json"))
    )


@pytest.mark.parametrize("measure", FLOORS)
def test_no_measure_falls_below_its_floor(measure: str) -> None:
    reached = measured()[measure].f1
    assert reached is not None and reached >= FLOORS[measure]
