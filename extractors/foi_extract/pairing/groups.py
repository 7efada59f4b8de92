"""Reading: several requests in one letter ("First request", "Second request"), each read by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foi_extract.pairing.drafts import Draft, Matter, Reading

LEAST = 2


def readings_of_groups(matter: Matter, read: Callable[[Matter], Reading | None]) -> list[Reading]:
    """The requests that a letter counts by words, each paired by its own best reading."""
    run = next((r for r in matter.runs if r.family == "ordinal"), None)
    if run is None or len(run.items) < LEAST:
        return []
    drafts: list[Draft] = []
    for start, stop in zip(run.items, [*run.items[1:], len(matter.passages)], strict=True):
        group = _group(matter, start, stop)
        reading = read(group)
        for draft in reading.drafts if reading else []:
            if draft.at >= 0:
                draft.at += stop - len(group.passages)
            drafts.append(draft)
    return [Reading("groups", drafts, 1.0)] if drafts else []


def _group(matter: Matter, start: int, stop: int) -> Matter:
    """The matter between one such heading and the next, the heading left out."""
    first = start if matter.passages[start].words else start + 1
    passages = matter.passages[first:stop]
    if first == start:
        passages[0] = replace(passages[0], label=None)
    return replace(
        matter,
        passages=passages,
        leanings=matter.leanings[first:stop],
        cues=matter.cues[first:stop],
        asked=[],
        quoted=[],
        leads=frozenset(),
    )
