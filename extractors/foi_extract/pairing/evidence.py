"""How well a reading explains the letter: seven kinds of evidence, each 0 to 1, weighed and added."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from foi_extract.pairing.drafts import Draft, Matter, Reading, mean
from foi_extract.pairing.likeness import likeness_among, share_within, words_of

WEIGHTS = {
    "order": 1.0,
    "asking": 2.0,
    "answering": 2.0,
    "answered": 2.0,
    "placed": 2.0,
    "restated": 3.0,
    "missed": 3.0,
}
"""order: labels complete and in order · asking, answering: the wording of questions and of answers ·
answered: no question without answer · placed: the share of the reply that belongs to an exchange ·
restated: questions like those asked · missed: no question lies hidden in an answer."""
NEUTRAL = 0.6
UNSAID = 0.4
SURELY = 2.5


def evidence_for(matter: Matter, reading: Reading) -> dict[str, float]:
    """The evidence for a reading, by its names in ``WEIGHTS``."""
    stems = {id(d.stem) for d in reading.drafts if d.stem}
    drafts = [d for d in reading.drafts if id(d) not in stems or d.answer]
    return {
        "order": reading.order * _labels_used(matter, reading),
        "asking": mean((_likely(d.lean) if _has_question(d) else UNSAID) for d in drafts),
        "answering": mean((_likely(-d.answer_lean) for d in drafts if d.answer or d.said), 0.4),
        "answered": mean(d.answered for d in drafts),
        "placed": _placed(matter, reading),
        "restated": NEUTRAL if reading.style == "one answer to all" else _restated(matter, drafts),
        "missed": _unhidden(matter, reading.drafts),
    }


def score(evidence: dict[str, float]) -> float:
    """The weighted mean of the evidence."""
    return sum(WEIGHTS[k] * v for k, v in evidence.items()) / sum(WEIGHTS.values())


def _labels_used(matter: Matter, reading: Reading) -> float:
    """The share of labelled passages that ask and whose label numbers an exchange."""
    if not reading.style.startswith("labels"):
        return 1.0
    first = {id(d.question[0]) for d in reading.drafts if d.labelled}
    first |= {id(matter.passages[i]) for i in reading.run}
    labelled = [p for p, w in zip(matter.passages, matter.leanings, strict=True) if p.label and w >= 1.5]
    return mean((id(p) in first for p in labelled), 1.0)


def _likely(lean: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, lean))))


def _has_question(draft: Draft) -> bool:
    return bool(draft.question or draft.words)


def _placed(matter: Matter, reading: Reading) -> float:
    """The share of the reply's letters that stands in a question or an answer, closing words not counted."""
    drafts = reading.drafts
    closing = {id(p) for p in reading.closing}
    total = sum(p.end - p.start for p in matter.passages if id(p) not in closing)
    inside = {id(p): p.end - p.start for d in drafts for p in (*d.question, *d.answer)}
    ours = {id(p) for p in matter.passages}
    held = sum(size for key, size in inside.items() if key in ours)
    held += sum(s.end - s.start for d in drafts for s in (*(d.words or ()), *(d.said or ())))
    return min(1.0, held / total) if total else 1.0


def _restated(matter: Matter, drafts: Sequence[Draft]) -> float:
    """How many of the questions asked are found again, one for one."""
    asked = matter.asked
    if len(asked) == 1 and len(matter.passages) > 1 and any(d.question and d.asked is None for d in drafts):
        return _within(matter, drafts)
    if len(asked) < 2:
        return NEUTRAL
    hits = 0.0
    theirs = [draft_words(matter, d) for d in drafts]
    alike = likeness_among(len(asked), len(drafts))
    found = {id(d.asked) for d in drafts}
    for one in asked:
        best = 1.0 if id(one) in found else max((alike(one.words, words) for words in theirs), default=0.0)
        hits += best >= 0.6
    return hits / max(len(asked), len([d for d in drafts if _has_question(d)]) or 1)


def _within(matter: Matter, drafts: Sequence[Draft]) -> float:
    """The share of questions that stand within the one request that was restated."""
    whole = Counter(matter.asked[0].words)
    return mean(share_within(draft_words(matter, d), whole) >= 0.7 for d in drafts if _has_question(d))


def draft_words(matter: Matter, draft: Draft) -> list[str]:
    """The words of a draft's question."""
    if draft.words:
        return words_of(matter.document.prose(draft.words))
    return [w for p in draft.question for w in words_of(p.words)]


def _unhidden(matter: Matter, drafts: Sequence[Draft]) -> float:
    """One less the share of asking passages taken for answers, or (half as bad) left over."""
    asking = [p for p, lean in zip(matter.passages, matter.leanings, strict=True) if SURELY <= lean < 40]
    if not asking or not matter.framed:
        return NEUTRAL + 0.2
    asked = {id(p) for d in drafts for p in d.question}
    said = {id(p) for d in drafts for p in d.answer}
    spans = [s for d in drafts for s in (d.words or ())]
    worth = 0.0
    for passage in asking:
        if id(passage) in asked or any(s.start <= passage.start < s.end for s in spans):
            worth += 1.0
        elif id(passage) not in said:
            worth += 0.5
    return worth / len(asking)
