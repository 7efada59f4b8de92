"""Parts asked together and answered together, letter by letter: "(a) … (b) …", then "(a) Yes. (b) 14."."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.pairing.drafts import Draft, Matter


def drafts_lettered_twice(
    matter: Matter, start: int, stop: int, subs: Sequence[int], number: str | None
) -> list[Draft]:
    """A stem and its parts, when the answer repeats the letters of the question's parts in order."""
    names = [_name(matter, start + k) for k in subs]
    answers = [
        k for k in range(subs[-1] + 1 if subs else 0, stop - start) if _name(matter, start + k) in names
    ]
    if len(subs) < 2 or [_name(matter, start + k) for k in answers] != names:
        return []
    turn = answers[0]
    between = range(start + subs[-1] + 1, start + turn)
    if any(
        matter.passages[k].hard and not (matter.cues[k] == "said" and not matter.passages[k].words)
        for k in between
    ):
        return []
    stem = Draft(number, start, matter.passages[start : start + subs[0]], lean=matter.leanings[start])
    out = [stem]
    for n, (asked, said) in enumerate(zip(subs, answers, strict=True)):
        asked_end = subs[n + 1] if n + 1 < len(subs) else turn
        while matter.cues[start + asked_end - 1] == "said":
            asked_end -= 1
        said_end = answers[n + 1] if n + 1 < len(answers) else stop - start
        draft = Draft(f"{number or ''}{names[n]}", start + said, stem=stem)
        draft.question = matter.passages[start + asked : start + asked_end]
        draft.answer = matter.passages[start + said : start + said_end]
        draft.lean = max(matter.leanings[start + asked], 1.0)
        draft.answer_lean = matter.leanings[start + said]
        out.append(draft)
    return out


def _name(matter: Matter, i: int) -> str | None:
    label = matter.passages[i].label
    return label.printed.lower() if label and label.printed else None
