"""Tick boxes and multiple choice: options belong to the question, those chosen to the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.pairing.drafts import Draft, Matter, mean
from foi_extract.pairing.passages import Passage
from foi_records.spans import Stretch

CHOOSE = re.compile(
    r"\b(?:select|choose|tick|circle|delete as|indicate which|which of the following|for each option"
    r"|following options?|one option|from the (?:list|following)|multiple[- ]choice)\b",
    re.IGNORECASE,
)

TICKED = ("☑", "☒", "✓", "✔", "■", "[x]", "[X]", "[✓]")
EMPTY = ("☐", "□", "[ ]", "[]")


def options_draft(
    matter: Matter, start: int, stop: int, subs: Sequence[int], number: str | None
) -> Draft | None:
    """The exchange of a question with options, when some options carry words behind a dash."""
    passages = matter.passages[start:stop]
    if ticked := _ticked(matter, start, stop, number):
        return ticked
    if len(subs) < 2:
        return None
    ends = [*subs[1:], len(passages)]
    tails = [[k for k in range(a, b) if passages[k].dash] for a, b in zip(subs, ends, strict=True)]
    stem = " ".join(p.words for p in passages[: subs[0]])
    chosen = sum(bool(t) for t in tails)
    asking = mean(matter.leanings[start + k] > 1.5 for k in subs)
    if not chosen or asking > 0.5 or not (CHOOSE.search(stem) or chosen < len(subs) / 2):
        return None
    draft = Draft(number, start, lean=max(matter.leanings[start : start + subs[0]]), answer_lean=-2.0)
    draft.question = [p for p in passages if not p.dash]
    draft.said = tuple(
        _item(matter, passages[a], passages[b - 1]) for a, b, t in zip(subs, ends, tails, strict=True) if t
    )
    return draft


def _item(matter: Matter, first: Passage, last: Passage) -> Stretch:
    return matter.document.trimmed(first.begin, last.end)


def _ticked(matter: Matter, start: int, stop: int, number: str | None) -> Draft | None:
    """The exchange of a question whose options are boxes, some of them ticked."""
    passages = matter.passages[start:stop]
    boxes = [k for k, p in enumerate(passages) if p.bullet in (*TICKED, *EMPTY)]
    chosen = [k for k in boxes if passages[k].bullet in TICKED]
    if len(boxes) < 2 or not chosen or len(chosen) == len(boxes) or boxes[0] == 0:
        return None
    draft = Draft(number, start, lean=max(matter.leanings[start : start + boxes[0]]), answer_lean=-2.0)
    draft.question = passages[: boxes[-1] + 1]
    draft.said = tuple(matter.document.trimmed(passages[k].start, passages[k].end) for k in chosen)
    draft.said += tuple(matter.document.trimmed(p.start, p.end) for p in passages[boxes[-1] + 1 :])
    return draft
