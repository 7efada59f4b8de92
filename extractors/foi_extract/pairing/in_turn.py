"""Reading: questions without labels, each followed by its answer, told by wording, heading and type face."""

from __future__ import annotations

from collections import Counter

from foi_extract.pairing.drafts import Draft, Matter, Reading
from foi_extract.pairing.leanings import in_quotes
from foi_extract.pairing.likeness import share_within, words_of
from foi_extract.pairing.parting import speakers
from foi_extract.pairing.under_labels import drafts_from_speakers
from foi_extract.pairing.wording import leaning

ASKS = 1.5
ALIKE = 0.7
UNASKED = 0.25
ONLY_A_MARK = 4.0
"""A question mark weighs this much: one lone line with no more than that is no question."""


def readings_in_turn(matter: Matter) -> list[Reading]:
    """The reading of questions and answers in turn, when at least one passage asks."""
    marked = frozenset(
        i for i, p in enumerate(matter.passages) if (p.label or p.bullet) and matter.leanings[i] >= ASKS
    ).union(in_quotes(matter.passages, matter.cues))
    spoken = speakers(
        matter.passages, matter.leanings, reopen=-2.5, eager=True, openers=marked | matter.leads
    )
    drafts = [
        d
        for d in drafts_from_speakers(matter, 0, spoken, None, marked, final=True)
        if d.question and d.lean >= ASKS
    ]
    if len(drafts) == 1 and not any(
        leaning(p.words) > ONLY_A_MARK or 1.5 <= leaning(p.words) < ONLY_A_MARK for p in drafts[0].question
    ):
        return []
    if _answers_first(matter, drafts) or (not matter.framed and _is_a_form(matter, drafts)):
        return []
    for draft in drafts:
        label = draft.question[0].label
        draft.number = (label.printed or None) if label else None
    return [Reading("in turn", drafts)] if drafts else []


def _answers_first(matter: Matter, drafts: list[Draft]) -> bool:
    """Whether the one request that was restated is answered before any of these "questions" is put.

    A reply that asks itself "Why is this exempt?" puts headings, not questions of the requester.
    """
    if len(matter.asked) != 1 or not drafts:
        return False
    whole = Counter(matter.asked[0].words)
    if any(share_within(words_of(p.words), whole) >= ALIKE for d in drafts for p in d.question):
        return False
    return any(lean <= -2.2 for lean in matter.leanings[: drafts[0].at] if lean > -40)


def _is_a_form(matter: Matter, drafts: list[Draft]) -> bool:
    """Whether asking lines are those of a released form: they repeat, or stand far from its beginning."""
    if not drafts:
        return False
    words = [" ".join(p.words for p in d.question) for d in drafts]
    total = sum(p.end - p.start for p in matter.passages)
    before = sum(p.end - p.start for p in matter.passages[: drafts[0].at])
    return len(set(words)) < len(words) or before > UNASKED * total
