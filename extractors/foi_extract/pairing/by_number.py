"""Readings: the questions stand elsewhere, and the reply answers them by number alone.

"1. Yes. 2. We hold 14." after a list of questions; "Questions 2 and 3" over one answer; answers only, with
the questions in older mail below the reply or nowhere at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from foi_extract.pairing.drafts import Asked, Draft, Matter, Reading, mean
from foi_extract.pairing.labels import NUMBER_WORDS, ROMAN, family_of
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.series import Run
from foi_extract.pairing.sublabels import sub_openers

SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|cannot|yes|no|none|not|nil|n/a|please|attached|see|we|our)\b",
    re.IGNORECASE,
)
OF_THE_LETTER = re.compile(
    r"(?:you (?:have )?(?:asked|requested|wrote|made)|your request|i (?:am writing|write|refer)"
    r"|i have (?:considered|decided)|thank you|in your|on \d{1,2} \w+ \d{4},? you|if you (?:are|wish)"
    r"|we (?:received|refer))\b",
    re.IGNORECASE,
)
"""A numbered paragraph that says so is one of a letter with numbered paragraphs, no answer by number."""
LIST_LIKE = 0.5


def readings_by_number(matter: Matter) -> list[Reading]:
    """The readings in which every labelled stretch is an answer."""
    out = []
    asked = matter.asked or matter.quoted
    for run in matter.all_runs:
        if mean(matter.leanings[i] > 2.5 for i in run.items) > 0.6:
            continue
        known = [a for a in asked if a.number]
        run = _over_gaps(matter, run, known)
        hits = sum(_question_of(matter.passages[i], known) is not None for i in run.items)
        if (
            known
            and hits >= max(1, 0.5 * len(run.items))
            and (len(run.items) > 1 or run.family == "question")
        ):
            out.append(_reading(matter, run, asked, "answers by number"))
        elif not known and not matter.asked and len(run.items) >= 2 and not _is_list(matter, run):
            out.append(_reading(matter, run, asked, "answers only"))
    if bulleted := _in_order(matter, asked):
        out.append(bulleted)
    return out


def _over_gaps(matter: Matter, run: Run, known: Sequence[Asked]) -> Run:
    """A run that goes on behind a number left unanswered: "Q3 …, Q5 …" where a question 5 was asked."""
    items = list(run.items)
    for i in range(items[-1] + 1, len(matter.passages)):
        label, last = matter.passages[i].label, matter.passages[items[-1]].label
        if label is None or last is None or label.value is None or label.style != last.style:
            continue
        if (last.value or 0) < label.value and _question_of(matter.passages[i], known):
            items.append(i)
    return replace(run, items=tuple(items))


def _in_order(matter: Matter, asked: Sequence[Asked]) -> Reading | None:
    """As many bulleted answers as questions asked without numbers, taken in order."""
    marks = [i for i, p in enumerate(matter.passages) if p.bullet and not p.label]
    first = [i for i in marks if matter.passages[i].bullet == matter.passages[marks[0]].bullet]
    if len(asked) < 2 or any(a.number for a in asked) or len(first) != len(asked):
        return None
    if mean(matter.leanings[i] > 1 for i in first) > 0.3:
        return None
    drafts = []
    for one, i, stop in zip(asked, first, [*first[1:], len(matter.passages)], strict=True):
        draft = Draft(None, i, list(one.passages), matter.passages[i:stop], asked=one, lean=one.lean)
        draft.answer_lean = matter.leanings[i]
        drafts.append(draft)
    return Reading("answers in order", drafts, 0.75)


def _is_list(matter: Matter, run: Run) -> bool:
    """Whether labelled items are a list that answers (names, places) rather than answers one by one."""
    if run.order < 1 or matter.passages[run.items[0]].label is None:
        return True
    if any(OF_THE_LETTER.match(matter.passages[i].words) for i in run.items):
        return True
    if run.family in ("bracket", "bare", "roman") and run.items[0] > 2:
        return True
    if run.items[0] > 3:
        return True
    says = mean(_says(matter, i, run) for i in run.items)
    return says < LIST_LIKE


def _says(matter: Matter, i: int, run: Run) -> bool:
    words = matter.passages[i].words
    return bool(SAYS.search(words)) or len(words) < 12 or matter.leanings[i] <= -2


def _reading(matter: Matter, run: Run, asked: Sequence[Asked], style: str) -> Reading:
    drafts: list[Draft] = []
    for n, i in enumerate(run.items):
        stop = run.items[n + 1] if n + 1 < len(run.items) else len(matter.passages)
        drafts.extend(_answers(matter, i, stop, run.family, asked))
    numbers = [_plain(d.number) for d in drafts]
    drafts = [d for k, d in enumerate(drafts) if numbers.index(numbers[k]) == k] if asked else drafts
    return Reading(style, [*drafts, *_unanswered(drafts, asked)], run.order)


def _answers(matter: Matter, start: int, stop: int, family: str, asked: Sequence[Asked]) -> list[Draft]:
    """The drafts of one labelled answer: one, one for each number of a joint label, or its lettered parts."""
    passage = matter.passages[start]
    assert passage.label is not None
    named = passage.label.joint or passage.label.printed.lower() in NUMBER_WORDS
    numbers = passage.label.numbers if named else (passage.label.printed,)
    subs = [
        k
        for k in sub_openers(matter.passages, start, stop, family)
        if _find(asked, f"{numbers[0]}{_printed(matter.passages[k])}")
    ]
    if subs:
        out = (
            [_draft(matter, subs[0], start, numbers[0], asked)]
            if subs[0] > start + 1 or passage.words
            else []
        )
        for n, k in enumerate(subs):
            end = subs[n + 1] if n + 1 < len(subs) else stop
            out.append(_draft(matter, end, k, f"{numbers[0]}{_printed(matter.passages[k])}", asked))
        return out
    drafts = [_draft(matter, stop, start, number, asked) for number in numbers]
    for other in drafts[1:]:
        other.shares = drafts[0]
    return drafts


def _draft(matter: Matter, stop: int, start: int, number: str, asked: Sequence[Asked]) -> Draft:
    found = _find(asked, number)
    kept = [
        p
        for k, p in enumerate(matter.passages[start:stop])
        if p.words and not (matter.cues[start + k] and p.label is None)
    ]
    draft = Draft(number, start, list(found.passages) if found else [], kept, asked=found)
    draft.lean = found.lean if found else 0.0
    draft.answer_lean = matter.leanings[start]
    return draft


def _unanswered(drafts: Sequence[Draft], asked: Sequence[Asked]) -> list[Draft]:
    """Questions that were asked and whose number no answer bears."""
    used = {id(d.asked) for d in drafts}
    stems = {_plain(a.number)[:-1] for a in asked if a.number and _plain(a.number)[-1:].isalpha()}
    return [
        Draft(a.number, -1, list(a.passages), asked=a, lean=a.lean)
        for a in asked
        if id(a) not in used and a.number and _plain(a.number) not in stems
    ]


def _find(asked: Sequence[Asked], number: str) -> Asked | None:
    plain = _plain(number)
    return next((a for a in asked if a.number and _plain(a.number) == plain), None)


def _question_of(passage: Passage, asked: Sequence[Asked]) -> Asked | None:
    if passage.label is None:
        return None
    if family_of(passage.label) == "roman" and not all((a.number or "").lower() in ROMAN for a in asked):
        return None
    return _find(asked, passage.label.numbers[0])


def _printed(passage: Passage) -> str:
    return passage.label.printed if passage.label else ""


@lru_cache(maxsize=4096)
def _plain(number: str | None) -> str:
    token = re.sub(r"[^0-9a-z]", "", (number or "").casefold())
    return str(NUMBER_WORDS.get(token, token))
