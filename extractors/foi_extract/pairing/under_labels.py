"""Reading: every question stands under its label, with its answer after it.

One walk serves numbers, letters, "Question 1", ordinals and bullets: the passages from one label to the
next are parted into question and answer; labels below (a, b; i, ii) become parts of their own when each
has its answer, and stay the question's words when all are answered together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from foi_extract.pairing.drafts import Draft, Matter, Reading, mean
from foi_extract.pairing.leanings import QUOTED
from foi_extract.pairing.lettered_twice import drafts_lettered_twice
from foi_extract.pairing.options import options_draft
from foi_extract.pairing.parting import ASKED, NEVER_SOFT, SAID, speakers
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.series import Run
from foi_extract.pairing.sublabels import parts_of_a_lost_question, sub_openers
from foi_extract.pairing.wording import leaning

LEAST_BULLETS = 2
UNLABELLED, UNLABELLED_LATER = -5.0, -4.4
"""Price of a question without label between labelled ones, and behind the last of them."""
SURELY = 2.5
"""What stands between the labels "Item 1" and "Response" is a question, however it is worded."""
NO_QUESTION = -1.4
TITLE, SHEET = 40, re.compile(r"'.+'!")
LEADS = re.compile(
    r"\W*(?:regarding|concerning|about|with regards? to|in (?:relation|regard|respect) (?:to|of)|re"
    r"|relating to|as to)\b[^?]{0,120}:?$",
    re.IGNORECASE,
)


def readings_under_labels(matter: Matter) -> list[Reading]:
    """A reading for each family of labels that asks, and one for bullets that ask."""
    readings = []
    for run in matter.all_runs:
        if any(_says(matter.passages[i]) for i in run.items) and run.family == "number":
            continue
        asks = mean(_asks(matter, run, n) for n in range(len(run.items)))
        if (len(run.items) >= (1 if run.family in ("question", "ordinal") else 2) and asks >= 0.3) or (
            len(run.items) == 1 and asks
        ):
            readings.append(_reading(matter, run, f"labels: {run.family}"))
    if bullets := _bullet_run(matter):
        readings.append(_reading(matter, bullets, "bullets"))
    return readings


def _says(passage: Passage) -> bool:
    """Whether a label can only stand before an answer: "A2.", "In relation to question 2, …"."""
    return passage.label is not None and (passage.label.kind == "answer" or passage.label.style == "spoken")


def _asks(matter: Matter, run: Run, n: int) -> bool:
    """Whether a labelled passage asks, or the one after a title; below "Question 1", any passage may."""
    i = run.items[n]
    stop = run.items[n + 1] if n + 1 < len(run.items) else len(matter.passages)
    if matter.leanings[i] > 0.8 or run.family not in ("question", "ordinal"):
        titled = matter.leanings[i] > -1.0 and i + 1 < stop and matter.leanings[i + 1] > 1.5
        return matter.leanings[i] > 0.8 or titled
    return any(w > 1.5 for w in matter.leanings[i:stop]) or "said" in matter.cues[i + 1 : stop]


def _bullet_run(matter: Matter) -> Run | None:
    """The bullets of the outermost mark, when they ask."""
    marks = [(i, p.bullet) for i, p in enumerate(matter.passages) if p.bullet and not p.label]
    for mark in dict.fromkeys(m for _, m in marks):
        items = tuple(i for i, m in marks if m == mark and matter.leanings[i] > NO_QUESTION)
        asks = mean(_bullet_asks(matter, i) for i in items)
        if len(items) >= LEAST_BULLETS and asks >= 0.6:
            return Run("bullet", items, 0.85, asks)
    return None


def _bullet_asks(matter: Matter, i: int) -> bool:
    """Whether a bullet asks by its words, leads to bullets below it that do, or has an answer below it."""
    below = matter.passages[i + 1] if i + 1 < len(matter.passages) else None
    if matter.leanings[i] > 0.8 or below is None or not below.hard:
        return matter.leanings[i] > 0.8
    if matter.passages[i].words.endswith(":"):
        return matter.leanings[i + 1] > 0.8
    return below.bullet is None and matter.leanings[i + 1] <= -2.2


def _reading(matter: Matter, run: Run, style: str) -> Reading:
    segments = list(pairwise([*run.items, len(matter.passages)]))
    drafts = [_drafts(matter, run, start, stop) for start, stop in segments]
    if turns_at_paragraphs(list(chain(*drafts))):
        strict = replace(matter, soft=NEVER_SOFT)
        for n, (start, stop) in enumerate(segments):
            if any(not p.hard and not p.dash for p in matter.passages[start + 1 : stop]):
                drafts[n] = _drafts(strict, run, start, stop)
    first = run.items[0]
    if first:
        drafts.insert(0, _lost_parts(matter, first) or drafts_before_labels(matter, first))
    return Reading(style, list(chain(*drafts)), run.order, run.items)


def _drafts(matter: Matter, run: Run, start: int, stop: int) -> list[Draft]:
    """The exchanges below one label of a run."""
    drafts = drafts_in_segment(matter, start, stop, run.family, last=stop == len(matter.passages))
    if run.family == "question" and "said" in matter.cues[start:stop]:
        drafts[0].lean = max(drafts[0].lean, SURELY)
    return drafts


def _lost_parts(matter: Matter, first: int) -> list[Draft]:
    """The lettered parts of a first question whose own words were left out, where each is answered."""
    subs = parts_of_a_lost_question(matter.passages, first)
    drafts: list[Draft] = []
    for k, stop in pairwise([*subs, first]):
        drafts.extend(drafts_in_segment(matter, k, stop, "letter"))
    return drafts if len(subs) > 1 and all(d.number and d.answered for d in drafts) else []


def turns_at_paragraphs(drafts: Sequence[Draft]) -> bool:
    """Whether most answers begin a paragraph, so that one that does not is to be doubted."""
    first = [d.answer[0] for d in drafts if d.question and d.answer]
    hard = sum(p.hard for p in first)
    return hard >= 2 and hard >= 0.6 * sum(p.hard or not p.dash for p in first)


def drafts_before_labels(matter: Matter, stop: int) -> list[Draft]:
    """Questions that stand without a label before the first label, each with an answer of its own."""
    passages, leanings = matter.passages[:stop], matter.leanings[:stop]
    if not matter.framed or any(p.label and w >= 1.5 for p, w in zip(passages, leanings, strict=True)):
        return []
    spoken = speakers(passages, leanings, reopen=-1.0, unanswered=-0.5)
    drafts = drafts_from_speakers(matter, 0, spoken, None)
    return [d for d in drafts if d.question and d.answer and d.lean >= 2]


def drafts_in_segment(
    matter: Matter, start: int, stop: int, family: str, *, last: bool = False
) -> list[Draft]:
    """The exchanges between one label and the next; behind the ``last``, others may follow."""
    passages, leanings = matter.passages[start:stop], matter.leanings[start:stop]
    label = passages[0].label
    number = label.printed if label else None
    subs = [i - start for i in sub_openers(matter.passages, start, stop, family)]
    if options := options_draft(matter, start, stop, subs, number):
        return [options]
    if lettered := drafts_lettered_twice(matter, start, stop, subs, number):
        return lettered
    leads = frozenset(i - start for i in matter.leads if start < i < stop)
    openers = frozenset(subs) | _asking_bullets(passages, leanings) | leads
    reopen = UNLABELLED_LATER if last else UNLABELLED
    spoken = speakers(passages, leanings, first=ASKED, openers=openers, soft=matter.soft, reopen=reopen)
    if SAID in spoken and any(spoken[k] == ASKED for k in subs):
        said = [
            any(s == SAID for s in spoken[a:b]) for a, b in zip(subs, [*subs[1:], len(spoken)], strict=True)
        ]
        asking = [spoken[k] == ASKED for k in subs]
        least = 1 if label and label.letter else 2
        plain = all(asked or leanings[k] > -2.0 for asked, k in zip(asking, subs, strict=True))
        if len(subs) >= least and sum(said) >= least and plain and mean(asking) >= 0.6:
            return _parts(matter, start, stop, subs, spoken, number, family)
    return drafts_from_speakers(matter, start, spoken, number, _answered_each(passages, spoken, openers))


def _answered_each(
    passages: Sequence[Passage], spoken: Sequence[int], openers: frozenset[int]
) -> frozenset[int]:
    """The bullets of a question below which two or more answers stand, one for each; else none."""
    marks = [k for k in sorted(openers) if passages[k].bullet and spoken[k] == ASKED]
    said = sum(SAID in spoken[a:b] for a, b in pairwise([*marks, len(spoken)]))
    return frozenset(marks) if said >= 2 and said == len(marks) else frozenset()


def _asking_bullets(passages: Sequence[Passage], leanings: Sequence[float]) -> frozenset[int]:
    """Bullets below a label that ask, when the first of them does."""
    marks = [k for k, p in enumerate(passages) if k and p.bullet]
    if not marks or leanings[marks[0]] < 1.5:
        return frozenset()
    return frozenset(
        k for k in marks if leanings[k] >= 1.5 and passages[k].bullet == passages[marks[0]].bullet
    )


def _parts(
    matter: Matter, start: int, stop: int, subs: Sequence[int], spoken: Sequence[int], number: str | None,
    family: str,
) -> list[Draft]:  # fmt: skip
    """A stem and its labelled parts, each an exchange."""
    head = drafts_from_speakers(matter, start, spoken[: subs[0]], number)
    stem = head[-1] if head and number and any(p.words for p in head[-1].question) else None
    if (
        stem
        and not stem.answer
        and all(LEADS.match(p.words) or leaning(p.words) <= -1.0 for p in stem.question)
    ):
        head, stem = head[:-1], None
    out = list(head) if stem else []
    label = matter.passages[start].label
    if label and label.letter and number:
        number, stem = number[: -len(label.letter)], None
    if stem is None and family == "ordinal":
        number = None
    for n, k in enumerate(subs):
        end = subs[n + 1] if n + 1 < len(subs) else stop - start
        sub = matter.passages[start + k].label
        inner = drafts_in_segment(matter, start + k, start + end, "letter" if family != "letter" else "roman")
        for draft in inner:
            own = draft.number or (sub.printed if sub else "")
            draft.number = f"{number or ''}{own}" if draft.number else None
            draft.stem = draft.stem or stem
        out.extend(inner)
    return out


def drafts_from_speakers(
    matter: Matter,
    start: int,
    spoken: Sequence[int],
    number: str | None,
    openers: frozenset[int] = frozenset(),
    *,
    final: bool = False,
) -> list[Draft]:
    """Drafts from who speaks: a new one where the requester speaks again and at openers; no headings."""
    drafts: list[Draft] = []
    asks: list[float] = []
    for k, speaker in enumerate(spoken):
        passage, cue = matter.passages[start + k], matter.cues[start + k]
        if (k and not passage.words) or (drafts and cue is None and _names_sheet(matter, start + k)):
            continue
        fresh = not drafts or (
            speaker == ASKED
            and (drafts[-1].answer or (_opens(passage, cue, k in openers) and drafts[-1].question))
        )
        if fresh:
            drafts.append(Draft(number if not drafts else None, start + k))
            asks = []
        draft = drafts[-1]
        if cue and _is_heading(passage):
            continue
        if speaker == ASKED:
            draft.question.append(passage)
            asks.append(matter.leanings[start + k])
            draft.lean = max(asks)
        else:
            if not draft.answer:
                draft.answer_lean = matter.leanings[start + k]
            draft.answer.append(passage)
    return _without_prefaces(matter, drafts, frozenset(start + k for k in openers), final)


def _names_sheet(matter: Matter, k: int) -> bool:
    """Whether a line of a released workbook is only the name of its next sheet or table."""
    here = matter.passages[k]
    bare = here.after_grid and not (here.label or here.bullet) and len(here.words) < TITLE
    if not bare or matter.framed or not here.words[-1:].isalpha() or abs(leaning(here.words)) > 1.5:
        return False
    return SHEET.match(matter.document.lines[here.line].element or "") is not None


def _opens(passage: Passage, cue: str | None, opener: bool) -> bool:
    """Whether a question begins here although the one before has no words of answer."""
    return cue == "asked" or opener or passage.after_grid


def _is_heading(passage: Passage) -> bool:
    return passage.label is None or not passage.words


def _without_prefaces(
    matter: Matter, drafts: list[Draft], openers: frozenset[int], final: bool
) -> list[Draft]:
    """Words of the requester that only lead up to the next label are no exchange.

    ``final`` says that nothing follows, so that a last question without an answer is one.
    """
    kept = []
    for n, draft in enumerate(drafts):
        quotation = bool(draft.question) and draft.at in openers and QUOTED.match(draft.question[0].words)
        labelled = bool(draft.question and (draft.question[0].label or quotation))
        last = n == len(drafts) - 1
        leads = draft.at in matter.leads and n > 0 and not labelled
        tabled = bool(draft.question and draft.question[-1].before_grid)
        ends = last and (final or n == 0)
        if not leads and (draft.answer or not draft.question or labelled or tabled or ends):
            kept.append(draft)
    return kept
