"""The readings of a letter made, weighed, and the best taken; its lead over the next is its confidence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from foi_extract.pairing.by_number import readings_by_number
from foi_extract.pairing.by_topic import readings_by_topic
from foi_extract.pairing.drafts import Matter, Reading
from foi_extract.pairing.evidence import evidence_for, score
from foi_extract.pairing.exchange_grids import readings_of_grids
from foi_extract.pairing.finishing import settle
from foi_extract.pairing.groups import readings_of_groups
from foi_extract.pairing.in_turn import readings_in_turn
from foi_extract.pairing.line_values import readings_of_line_values
from foi_extract.pairing.under_labels import readings_under_labels
from foi_extract.pairing.whole import readings_of_the_whole
from foi_records.letter import Pair

STYLES: tuple[Callable[[Matter], list[Reading]], ...] = (
    readings_of_grids,
    readings_of_line_values,
    readings_under_labels,
    readings_by_number,
    readings_by_topic,
    readings_in_turn,
    readings_of_the_whole,
)
"""Every way of pairing: each makes no, one or several readings of a letter."""

FLATTENED = re.compile(
    r"\W*(?:no\.?\s+)?(?:questions?|requests?|quer(?:y|ies))\s+(?:(?:our|council|trust)\s+)?"
    r"(?:answers?|responses?|repl(?:y|ies))\W*$",
    re.IGNORECASE,
)
UNLABELLED = ("in turn", "one question", "one answer to all")
RUNS_WELL = 0.74


def weighed_readings(matter: Matter) -> list[tuple[float, Reading]]:
    """Every reading that any style makes, the best first; of equals the earlier style."""
    readings = [*readings_of_groups(matter, _best), *_readings(matter)]
    return _weighed(matter, readings)


def _readings(matter: Matter) -> list[Reading]:
    return [reading for style in STYLES for reading in style(matter) if reading.drafts]


def _best(matter: Matter) -> Reading | None:
    weighed = _weighed(matter, _readings(matter))
    return weighed[0][1] if weighed else None


def _weighed(matter: Matter, readings: list[Reading]) -> list[tuple[float, Reading]]:
    readings = _without_item_of_list(readings)
    _prefer_order(readings)
    _prefer_values(matter, readings)
    _prefer_topics(readings)
    for reading in readings:
        settle(matter, reading)
    weighed = [(score(evidence_for(matter, r)), r) for r in readings]
    return sorted(weighed, key=lambda pair: -pair[0])


def _prefer_order(readings: list[Reading]) -> None:
    """Where labels run in order, a reading that passes over them has that against it."""
    if any(r.order >= RUNS_WELL and len(r.drafts) > 1 and r.style != "grid" for r in readings):
        for reading in readings:
            if reading.style in UNLABELLED:
                reading.order = 0.2


def _prefer_values(matter: Matter, readings: list[Reading]) -> None:
    """Below a heading "Questions  Answers" the values at line ends are the column of answers."""
    values = any(r.style == "values at line ends" for r in readings)
    if values and any(FLATTENED.match(p.words) for p in matter.passages):
        for reading in readings:
            if reading.style != "values at line ends":
                reading.order = 0.2


def _prefer_topics(readings: list[Reading]) -> None:
    """Where headings name what was asked, the bullets asked for are not answered all together."""
    if any(r.style == "answers by topic" and r.order >= RUNS_WELL for r in readings):
        for reading in readings:
            if reading.style == "bullets":
                reading.order = 0.2


def _without_item_of_list(readings: list[Reading]) -> list[Reading]:
    """The readings without one whose only question is an item of the list that tells what was asked for."""
    told = [w for r in readings if r.style == "one question" for d in r.drafts for w in d.words or ()]
    return [
        r
        for r in readings
        if len(r.drafts) > 1
        or not (asked := r.drafts[0].question)
        or not any(w.start < asked[0].start and asked[-1].end <= w.end for w in told)
    ]


def with_confidence(
    pairs: list[Pair], best: float, others: list[tuple[float, list[Pair]]], doubt: float = 1.0
) -> None:
    """Give each pair its confidence: the lead of its reading over the best that pairs its words otherwise."""
    rivals = [(s, {(t.question, t.answer) for t in theirs}) for s, theirs in others]
    for pair in pairs:
        rival = max((s for s, taken in rivals if (pair.question, pair.answer) not in taken), default=0.0)
        pair.confidence = round(doubt * _confidence(best, best - rival), 2)


def doubt_of_flattened_grid(matter: Matter, reading: Reading) -> float:
    """Half the confidence where a heading such as "Question  Response" says that a grid was run together."""
    if reading.style in ("grid", "values at line ends"):
        return 1.0
    return 0.5 if any(FLATTENED.match(p.words) for p in matter.passages) else 1.0


def _confidence(best: float, margin: float) -> float:
    """0 to 1: a good reading far ahead of the next comes near 1."""
    lead = 1 / (1 + math.exp(-(margin - 0.03) * 40))
    return round(max(0.05, min(0.99, best * (0.55 + 0.45 * lead))), 2)
