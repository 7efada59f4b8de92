"""The chosen drafts made into pairs: joint answers shared, tables assigned, restated questions found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from foi_extract.pairing.annexes import give_annexes
from foi_extract.pairing.drafts import Asked, Draft, Matter, Reading, stretches_of
from foi_extract.pairing.evidence import draft_words
from foi_extract.pairing.exchange_grids import is_exchange_grid
from foi_extract.pairing.likeness import likeness_among
from foi_extract.pairing.passages import Passage, flows
from foi_extract.pairing.wording import answers_named, closes, leaning, points_above
from foi_records.letter import Pair
from foi_records.spans import Stretch

ALIKE = 0.55
TITLE = re.compile(r"[\W_]*[A-Z][^.?!]*$")
LEGEND = re.compile(
    r"(?:(?:[*#~^†‡]{1,3}|[<>≤]\s?\d+)(?:\s(?:and|or|/|&)\s(?:[*#~^†‡]{1,3}|[<>≤]\s?\d+))?\s*[-–:]?\s*(?=[=\w])"
    r"(?:=|(?:denotes?|indicates?|means?|represents?|signif(?:y|ies)|suppressed|numbers?|figures?|fewer|less|values?|small)\b)"
    r"|[a-zA-Z]{1,2}\s*(?:=|(?:denotes|indicates|means|represents|signifies)\b))",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\W*(?:for|in|over|during|between|since|within|from|of|at)\b"
    r"(?![^?]*\b(?:please|how|what|which|who|when|where|why|whether|provide|give|list|state|supply|confirm)\b)"
    r"[^?.]{2,140}[,:;]$",
    re.IGNORECASE,
)
"""What only says of which years or places the parts below it ask: "For each of the last three years,"."""
STATUTE = re.compile(
    r"\W*(?:the )?freedom of information|\W*(?:the )?environmental information", re.IGNORECASE
)


def settle(matter: Matter, reading: Reading) -> None:
    """Give tables to drafts, let questions in a row share the answer after them, match what was asked."""
    _give_grids(matter, reading)
    _drop_group_headings(matter, reading.drafts)
    _drop_bare_stems(reading)
    _drop_closing(matter, reading)
    if len(reading.drafts) > 1:
        give_annexes(matter, reading)
    reading.drafts = _without_restated_runs(matter, reading.drafts)
    _share_answers(reading.drafts)
    _match_asked(matter, reading)


def pairs_from_reading(matter: Matter, reading: Reading) -> list[Pair]:
    """The pairs of a settled reading, in document order."""
    pairs = pairs_alone(matter, reading)
    words = {a: matter.document.prose(a).replace("\n", " ") for a in {pair.answer for pair in pairs}}
    by_number = _ids_by_number(pairs)
    for n, pair in enumerate(pairs):
        pair.refers_to = _refers(words[pair.answer], n, pairs, by_number)
    return pairs


def pairs_alone(matter: Matter, reading: Reading) -> list[Pair]:
    """The pairs of a settled reading, what their answers point at left out: all that a rival is asked for."""
    drafts = reading.drafts
    ids = {id(d): f"q{n}" for n, d in enumerate(drafts, 1)}
    said: dict[int, tuple[Stretch, ...]] = {}  # one answer may serve a thousand questions: found once
    return [_pair(matter, d, ids, reading.style, said) for d in drafts]


def _pair(
    matter: Matter, draft: Draft, ids: dict[int, str], style: str, said: dict[int, tuple[Stretch, ...]]
) -> Pair:
    document = matter.document
    source = draft.shares or draft
    if id(source) not in said:
        said[id(source)] = source.said if source.said is not None else _answer_stretches(matter, source)
    answer = said[id(source)]
    question = draft.words if draft.words is not None else stretches_of(document, draft.question)
    restated: tuple[Stretch, ...] = ()
    if draft.asked:
        restated = tuple(s for s in stretches_of(document, draft.asked.passages) if s not in question)
    return Pair(
        ids[id(draft)],
        number=draft.number,
        parent=ids.get(id(draft.stem)) if draft.stem else None,
        question=question,
        restated=restated,
        answer=answer,
        grids=tuple(source.grids if draft.shares else draft.grids),
        style=style,
    )


def _answer_stretches(matter: Matter, draft: Draft) -> tuple[Stretch, ...]:
    """An answer's stretches; a label that opens no exchange ("163 - of the above") is its own first word."""
    draft.answer = _without_titles(draft.answer)
    if not draft.answer:
        return ()
    first = draft.answer[0]
    opens = 0 <= draft.at < len(matter.passages) and matter.passages[draft.at] is first
    again = first.label is not None and first.label.printed == draft.number
    ours = first.label is None or (first.label.kind != "answer" and not opens and not again)
    return stretches_of(matter.document, draft.answer, whole=ours)


def _without_titles(answer: Sequence[Passage]) -> list[Passage]:
    """An answer without captions above its tables and without the titles it opens with."""
    kept = [p for p in answer if not (p.before_grid and is_title(p)) and not _is_legend(p)]
    while len(kept) > 1 and is_title(kept[0]) and kept[1].hard and len(kept[1].words) > len(kept[0].words):
        if not ((kept[0].bold and not kept[1].bold) or STATUTE.match(kept[0].words)):
            break
        kept.pop(0)
    return kept


def _is_legend(passage: Passage) -> bool:
    """Whether a line beside a table only says what a sign in it means."""
    words = f"{passage.bullet or ''}{passage.words}"
    return (passage.after_grid or passage.before_grid) and bool(LEGEND.match(words))


def is_title(passage: Passage) -> bool:
    """Whether a passage is a title or caption: a few words, no sentence, no value."""
    words = passage.words
    return (
        len(words) < 100
        and not words.endswith((".", "?", ":", ";", ","))
        and bool(TITLE.match(words))
        and leaning(words) > -1.6
        and passage.label is None
    )


def _drop_group_headings(matter: Matter, drafts: Sequence[Draft]) -> None:
    """A heading over the next group of questions ("B. DESKTOP", "REQUEST 2") ends no answer."""
    ours = {id(p): k for k, p in enumerate(matter.passages)}
    start = min((d.at for d in drafts if d.at >= 0), default=0)
    above = matter.passages[start - 1] if 0 < start <= len(matter.passages) else None
    headed = above is not None and is_title(above) and len(above.words) < 60
    for before, after in pairwise(drafts):
        at = after.at
        while before.answer:
            line = [p for p in before.answer if p.line == before.answer[-1].line]
            alone = len(line) == len(before.answer) and not before.grids
            if alone or ours.get(id(line[-1])) != at - 1 or not _heads_group(line, after, headed):
                break
            del before.answer[-len(line) :]
            at -= len(line)


def _drop_bare_stems(reading: Reading) -> None:
    """Words above labelled parts that ask nothing ("Regarding the farm:") are no exchange."""
    bare = [
        a
        for a, b in pairwise(reading.drafts)
        if not a.answered
        and a.number
        and (b.stem is a or ((b.number or "").startswith(a.number) and b.number != a.number))
        and all(leaning(p.words) < 0.8 or OVER.match(p.words) for p in a.question)
    ]
    for draft in reading.drafts:
        draft.stem = None if any(draft.stem is b for b in bare) else draft.stem
    reading.drafts = [d for d in reading.drafts if not any(d is b for b in bare)]


def _drop_closing(matter: Matter, reading: Reading) -> None:
    """Paragraphs below the last of several answers that speak of the letter belong to none of them."""
    last = max(reading.drafts, key=lambda d: d.at, default=None)
    end = next((p for p in reversed(matter.passages) if p.words), None)
    if last is None or len(reading.drafts) < 2 or not last.answer or last.answer[-1] is not end:
        return
    begin = 0 if last.grids else 1
    stop = next((k for k in range(begin, len(last.answer)) if _closes(last.answer[k])), len(last.answer))
    reading.closing = tuple(last.answer[stop:])
    del last.answer[stop:]


def _closes(passage: Passage) -> bool:
    return passage.hard and passage.label is None and closes(passage.words)


def _heads_group(line: Sequence[Passage], after: Draft, headed: bool) -> bool:
    """Whether a short line in capitals, lettered, or above a numbering that begins anew, is a heading.

    ``headed`` says that a title stands above the first question, so that others may follow.
    """
    words = " ".join(p.words for p in line)
    if not line[0].hard or len(words) > 100 or words.endswith((".", "?", ";", ",")) or leaning(words) <= -1.6:
        return False
    letters = [c for c in words if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    first = after.question[0].label if after.question else None
    anew = first is not None and (first.value == 1 or first.printed.endswith(".1"))
    anew = anew or (headed and len(words) < 60 and line[0].spaced)
    label = line[0].label
    named = label is not None and label.style in ("A.", "A)", "question")
    return len(letters) > 3 and (
        capitals > 0.6 * len(letters) or (anew and (named or bool(TITLE.match(words))))
    )


def _give_grids(matter: Matter, reading: Reading) -> None:
    """Each table of data belongs to the draft it stands in or after."""
    only = len(reading.drafts) == 1 and matter.framed  # a letter's tables may be all that answers it
    placed = [d for d in reading.drafts if d.at >= 0 or d.answer or only]
    starts = [(_start(matter, d), d) for d in placed]
    first_reply = matter.passages[0].start if matter.passages else 0
    for g, grid in enumerate(matter.document.grids):
        stretches = grid.stretches
        if (
            not stretches
            or grid.role in ("layout", "exchanges")
            or flows(grid)
            or (reading.style == "grid" and is_exchange_grid(grid))
        ):
            continue
        at = stretches[0].start
        if matter.letter.kind_at(at) not in ("reply", "other", "legal_annex", "introduction", None) or (
            at < first_reply and len(starts) > 1
        ):
            continue
        owner = [d for start, d in starts if start <= at]
        if owner or len(starts) == 1:
            (owner[-1] if owner else starts[0][1]).grids.append(g)


def _start(matter: Matter, draft: Draft) -> int:
    if draft.words and draft.said is not None:
        return draft.words[0].start
    return matter.passages[draft.at].start if draft.at >= 0 else -1


def _without_restated_runs(matter: Matter, drafts: list[Draft]) -> list[Draft]:
    """Questions first listed and later repeated above their answers are one exchange, not two."""
    answered = [(d, draft_words(matter, d)) for d in drafts if d.answered]
    alike = likeness_among(len(drafts) - len(answered), len(answered))
    kept: list[Draft] = []
    for draft in drafts:
        twin = None
        if not draft.answered and draft.question:
            mine = draft_words(matter, draft)
            twin = next(
                (d for d, theirs in answered if d.at > draft.at and alike(mine, theirs) >= 0.75),
                None,
            )
        if twin is None:
            kept.append(draft)
        elif twin.asked is None:
            twin.asked = Asked(draft.number, draft.question, draft_words(matter, draft))
    return kept


def _share_answers(drafts: Sequence[Draft]) -> None:
    """Questions that follow each other without an answer share the next one's."""
    stems = {id(d.stem) for d in drafts if d.stem}
    for n, draft in enumerate(drafts):
        if draft.answered or id(draft) in stems or draft.at < 0:
            continue
        following = next((d for d in drafts[n + 1 :] if d.answered or id(d) in stems), None)
        if following is not None and id(following) not in stems and (following.answer or following.said):
            draft.shares = following


def _match_asked(matter: Matter, reading: Reading) -> None:
    """Name the restated question of each draft, and add those asked that nothing answers."""
    found = {id(d.asked) for d in reading.drafts}
    free = [a for a in matter.asked if id(a) not in found]
    alike = likeness_among(len(free), len(reading.drafts))
    for draft in reading.drafts:
        if draft.asked or not (draft.question or draft.words):
            continue
        mine = draft_words(matter, draft)
        best = max(free, key=lambda a: alike(mine, a.words) + 0.1 * (a.number == draft.number), default=None)
        if best and alike(mine, best.words) >= ALIKE:
            draft.asked = best
            free.remove(best)
    if (
        len(matter.asked) >= 2
        and len(free) <= 0.5 * len(matter.asked)
        and reading.style.startswith(("labels", "in turn"))
    ):
        for one in free:
            if one.number and one.lean >= 2 and not _said_elsewhere(matter, one, reading.drafts):
                reading.drafts.append(Draft(one.number, -1, list(one.passages), asked=one))


def _said_elsewhere(matter: Matter, one: Asked, drafts: Sequence[Draft]) -> bool:
    """Whether a question's words stand within a longer question that is already there."""
    mine = set(one.words)
    return any(len(mine & set(draft_words(matter, d))) >= 0.8 * len(mine) for d in drafts)


def _refers(words: str, n: int, pairs: Sequence[Pair], by_number: dict[str, str]) -> tuple[str, ...]:
    """The pairs whose answer this one's words point at: by number, or the one above."""
    if len(words) > 400:
        return ()
    named = [by_number[x.casefold()] for x in answers_named(words) if x.casefold() in by_number]
    found = tuple(dict.fromkeys(i for i in named if i != pairs[n].id))
    if not found and n and points_above(words):
        found = (pairs[n - 1].id,)
    return found


def _ids_by_number(pairs: Sequence[Pair]) -> dict[str, str]:
    """The pairs by their numbers; by their places where all bear the same number or none."""
    if len(pairs) > 1 and len({pair.number for pair in pairs}) == 1:
        return {str(k): pair.id for k, pair in enumerate(pairs, 1)}
    by_number: dict[str, str] = {}
    for pair in pairs:
        by_number.setdefault(re.sub(r"\W", "", pair.number or "").casefold(), pair.id)
    return by_number


def leftover_stretches(matter: Matter, pairs: Sequence[Pair]) -> list[Stretch]:
    """The stretches of the reply that no pair holds."""
    held = sorted(s for pair in pairs for s in (*pair.question, *pair.restated, *pair.answer))
    starts, ends = [s.start for s in held], list(accumulate((s.end for s in held), max))
    spoken = [p for k, p in enumerate(matter.passages) if matter.speaks(k)]
    free = [p for p in spoken if not (n := bisect_left(starts, p.end)) or ends[n - 1] <= p.start]
    return list(stretches_of(matter.document, [p for p in free if p.words]))
