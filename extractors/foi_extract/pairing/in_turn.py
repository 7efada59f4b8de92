"""Reading: questions without labels, each followed by its answer, told by wording, heading and type face."""

from __future__ import annotations

from foi_extract.pairing.drafts import Matter, Reading
from foi_extract.pairing.parting import speakers
from foi_extract.pairing.under_labels import drafts_from_speakers

ASKS = 1.5


def readings_in_turn(matter: Matter) -> list[Reading]:
    """The reading of questions and answers in turn, when at least one passage asks."""
    marked = frozenset(
        i for i, p in enumerate(matter.passages) if (p.label or p.bullet) and matter.leanings[i] >= ASKS
    )
    spoken = speakers(matter.passages, matter.leanings, reopen=-2.5, openers=marked)
    drafts = [
        d
        for d in drafts_from_speakers(matter, 0, spoken, None, marked) if d.question and d.lean >= ASKS
    ]
    for draft in drafts:
        label = draft.question[0].label
        draft.number = label.printed if label else None
    return [Reading("in turn", drafts)] if drafts else []
