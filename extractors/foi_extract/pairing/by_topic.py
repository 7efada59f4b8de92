"""Reading: questions restated as a list, the reply taking them up in order without naming them.

A paragraph belongs to the question whose own words it repeats: words that no other question has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foi_extract.pairing.drafts import Asked, Draft, Matter, Reading
from foi_extract.pairing.likeness import words_of
from foi_extract.pairing.passages import Passage

LONG_ENOUGH = 4


def readings_by_topic(matter: Matter) -> list[Reading]:
    """The reading in which every question finds its paragraphs, in the order of the questions."""
    asked = matter.asked
    if len(asked) < 2 or any(p.label for p in matter.passages):
        return []
    paragraphs = _paragraphs(matter.passages)
    owners = _owners([_words(p) for p in paragraphs], asked)
    named = [o for o in owners if o is not None]
    if named != sorted(named) or set(named) != set(range(len(asked))):
        return []
    drafts = [Draft(a.number, -1, list(a.passages), asked=a, lean=a.lean) for a in asked]
    last: int | None = None
    for paragraph, owner in zip(paragraphs, owners, strict=True):
        last = owner if owner is not None else last
        if last is not None:
            drafts[last].answer.extend(paragraph)
    for draft in drafts:
        draft.at = next(i for i, p in enumerate(matter.passages) if p is draft.answer[0])
        draft.answer_lean = matter.leanings[draft.at]
    return [Reading("answers by topic", drafts)]


def _paragraphs(passages: Sequence[Passage]) -> list[list[Passage]]:
    out: list[list[Passage]] = []
    for passage in passages:
        if passage.hard or not out:
            out.append([])
        out[-1].append(passage)
    return out


def _words(paragraph: Sequence[Passage]) -> set[str]:
    return {_stem(w) for p in paragraph for w in words_of(p.words) if len(w) >= LONG_ENOUGH}


def _stem(word: str) -> str:
    return word.removesuffix("s").removesuffix("e")


def _owners(paragraphs: Sequence[set[str]], asked: Sequence[Asked]) -> list[int | None]:
    """For each paragraph the question that shares most words with it alone, when one is ahead of the rest."""
    stems = [{_stem(w) for w in a.words if len(w) >= LONG_ENOUGH} for a in asked]
    common = {w for w, n in Counter(w for s in stems for w in s).items() if n > 1}
    owners: list[int | None] = []
    for words in paragraphs:
        counts = [len((s - common) & words) for s in stems]
        best = max(range(len(counts)), key=counts.__getitem__)
        ahead = counts[best] > max(c for k, c in enumerate(counts) if k != best)
        owners.append(best if ahead else None)
    return owners
