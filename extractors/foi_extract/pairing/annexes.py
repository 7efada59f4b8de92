"""An annex below the letter ("Annex A – public interest test") goes to the one answer that points at it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.pairing.drafts import Draft, Matter, Reading
from foi_extract.pairing.passages import Passage

HEADING = re.compile(r"\W*(?P<name>(?:annex|appendix)\s(?:[a-f]|\d))(?=\W*$|\s?[-–:])", re.IGNORECASE)
LONGEST = 120


def give_annexes(matter: Matter, reading: Reading) -> None:
    """Move each annex from the answer it was read into, or from nowhere, to the answer that names it."""
    heads = [k for k, p in enumerate(matter.passages) if _name(p)]
    for n, k in enumerate(heads):
        stop = heads[n + 1] if n + 1 < len(heads) else len(matter.passages)
        name, text = _name(matter.passages[k]), matter.passages[k + 1 : stop]
        named = [d for d in reading.drafts if d.answer and _points_at(d, name, matter.passages[k])]
        ids = {id(p) for p in (matter.passages[k], *text)}
        asked = any(id(p) in ids for d in reading.drafts for p in d.question)
        if len(named) != 1 or asked or not text:
            continue
        for draft in reading.drafts:
            draft.answer = [p for p in draft.answer if id(p) not in ids]
        reading.closing = tuple(p for p in reading.closing if id(p) not in ids)
        named[0].answer.extend(text)


def _name(passage: Passage) -> str:
    found = HEADING.match(passage.words) if passage.hard and len(passage.words) < LONGEST else None
    return " ".join(found["name"].casefold().split()) if found else ""


def _points_at(draft: Draft, name: str, head: Passage) -> bool:
    return _mentions([p for p in draft.answer if p.start < head.start], name)


def _mentions(passages: Sequence[Passage], name: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", p.words, re.IGNORECASE) for p in passages if not _name(p))
