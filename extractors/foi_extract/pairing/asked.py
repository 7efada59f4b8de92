"""What was asked: the questions as the letter restates them, or as older mail below the reply has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foi_extract.pairing.drafts import Asked
from foi_extract.pairing.labels import ROMAN, ordinal
from foi_extract.pairing.likeness import words_of
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.series import Run, runs_in
from foi_extract.pairing.sublabels import sub_openers
from foi_extract.pairing.wording import is_heading, leaning, says

GREETING = re.compile(
    r"\W*(?:dear\b|hi\b|hello\b|good (?:morning|afternoon)|to whom it may|i hope (?:you|this)|hope you)",
    re.IGNORECASE,
)
DEAR = re.compile(r"\W*dear\b", re.IGNORECASE)
MAIL_FIELD = re.compile(r"(?:^|\s)(?:from|sent|to|cc|subject)\s?:\s", re.IGNORECASE)
"""A field of the header above a quoted mail; lines of a header may be put together in one passage."""
CLOSING = re.compile(
    r"\W*(?:yours (?:faithfully|sincerely|truly)|kind(?:est)? regards|(?:many )?thanks?(?: you)?\b|regards\b"
    r"|(?:respectfully|sincerely|cordially)\b(?: yours)?,?$"
    r"|best wishes|i look forward|looking forward"
    r"|i would (?:like|prefer) (?:to receive )?(?:the|this) (?:information|data|response|reply)"
    r"|please use this (?:e-?mail )?address|-{5,}|_{5,})",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"\W*(?:(?:you (?:have )?(?:asked|requested|wrote|enquired)|your (?:e-?mail|letter|request)|in your)\b"
    r"[^:?]{0,90}|(?:pursuant to|under|in accordance with) the\b[^:?]{0,200}\brequest[^:?]{0,60}"
    r"|i (?:hereby |would like to |am writing to |wish to )?request\b[^:?]{0,60}):$",
    re.IGNORECASE,
)
INLINE = re.compile(r"(?<=\s)\(?(?P<number>\d{1,2}|[a-h]|[ivx]{1,4})[).]\s+(?=\w)")
UNSTOPPED = re.compile(
    r"(?<=\s)(?P<number>[1-9])\s+(?=(?:how|what|which|who|when|where|why|whether|the\s(?:number|total|cost|names?))\b)"
)
"""Numbers without a stop that count what is asked: "you asked 1 how many there are and 2 what they cost"."""
ASKED_FOR = re.compile(
    r"\b(?:asked?|request(?:ed|ing)?|asking|enquir(?:ed|ing)|(?:like|want|wish) to know|let me (?:know|have)"
    r"|tell me|send me|provide)\b",
    re.IGNORECASE,
)
TRAILING = re.compile(r"[\s,;.]*(?:\band)?[\s,;.]*$")
LEAST = 2
CLOSED_WITHIN = 5
"""Passages at the end of a request among which it may close; the writer's name and address follow."""


def asked_from_passages(passages: Sequence[Passage]) -> list[Asked]:
    """The questions of a restated request: its labelled items, its bullets, or all of it as one."""
    passages = without_frame(passages)
    if not passages:
        return []
    weights = [leaning(p.words) for p in passages]
    run = max(runs_in(passages, weights), key=lambda r: (r.worth, len(r.items)), default=None)
    if run and len(run.items) >= LEAST and run.order >= 0.5:
        return _from_run(passages, run, weights)
    if bullets := _bulleted(passages, weights):
        return bullets
    return [_asked(None, list(passages))]


def asked_inline(passages: Sequence[Passage], text: str) -> list[Asked]:
    """Questions counted within a sentence: "you asked for 1) the number of …, 2) the cost … and 3) …"."""
    for passage in passages:
        marks = list(INLINE.finditer(text, passage.start, passage.end)) or list(
            UNSTOPPED.finditer(text, passage.start, passage.end)
        )
        counted = [m for n, m in enumerate(marks) if n + 1 in _values(m["number"])]
        if (
            len(counted) < LEAST
            or len(counted) < len(marks)
            or not ASKED_FOR.search(text, passage.start, counted[0].start())
        ):
            continue
        ends = [*(m.start() for m in counted[1:]), passage.end]
        return [
            _asked(m["number"], [_slice(passage, text, m.end(), end)])
            for m, end in zip(counted, ends, strict=True)
        ]
    return []


def _values(token: str) -> tuple[int | None, ...]:
    """What a token may count: "i" the first or the ninth."""
    return ordinal(token), ROMAN.get(token)


def _slice(passage: Passage, text: str, start: int, end: int) -> Passage:
    """A piece of a passage, without the comma, "and" or stop behind it."""
    words = TRAILING.sub("", text[start:end])
    return replace(
        passage, start=start, begin=start, plain=start, end=start + len(words), words=" ".join(words.split()),
        label=None, bullet=None,
    )  # fmt: skip


def asked_from_mail(passages: Sequence[Passage]) -> list[Asked]:
    """The questions of the oldest mail quoted below a reply, its greeting and closing left out."""
    begin = max((i for i, p in enumerate(passages) if DEAR.match(p.words)), default=-1)
    if begin < 0:
        begin = max((i for i, p in enumerate(passages) if MAIL_FIELD.search(p.words)), default=-1)
    if begin < 0:
        return []
    body: list[Passage] = []
    for passage in passages[begin + 1 :]:
        if CLOSING.match(passage.words):
            break
        body.append(passage)
    while body and (GREETING.match(body[0].words) or (leaning(body[0].words) <= 0 and _asks_later(body))):
        body.pop(0)
    while body:
        last = max((k for k, p in enumerate(body) if p.hard), default=0)
        if any(p.label or p.bullet or not _remarks(p.words) for p in body[last:]):
            break
        del body[last:]
    return asked_from_passages(body)


def _remarks(words: str) -> bool:
    """Whether a paragraph of a request asks nothing, or speaks of the request and its writer alone."""
    return leaning(words) <= 0 or says("aside", words)


def _asks_later(body: Sequence[Passage]) -> bool:
    return not body[0].label and any(leaning(p.words) >= 2 for p in body[1:])


def without_frame(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without headings, the requester's greeting and closing."""
    kept = [p for p in passages if not (is_heading("question-heading", p.words) and not p.label)]
    while len(kept) > 1 and (LEAD.match(kept[0].words) or _greets(kept[0]) or _closes(kept[0])):
        kept.pop(0)
    first = max(1, len(kept) - CLOSED_WITHIN)
    closed = next((k for k in range(first, len(kept)) if _closes(kept[k])), len(kept))
    return kept[:closed] if closed > 1 or not kept or not _closes(kept[0]) else []


def _closes(passage: Passage) -> bool:
    """Whether a passage ends a message, and does not ask beside its thanks."""
    words = passage.words
    return bool(CLOSING.match(words)) and len(words) < 120 and not passage.label and leaning(words) < 1


def _greets(passage: Passage) -> bool:
    return bool(GREETING.match(passage.words)) and len(passage.words) < 80


def _from_run(passages: Sequence[Passage], run: Run, weights: Sequence[float]) -> list[Asked]:
    out: list[Asked] = []
    for n, i in enumerate(run.items):
        stop = run.items[n + 1] if n + 1 < len(run.items) else len(passages)
        label = passages[i].label
        number = label.printed if label else None
        subs = [k for k in sub_openers(passages, i, stop, run.family) if weights[k] >= 1.5]
        if len(subs) >= LEAST and all(weights[k] >= 1.5 for k in subs):
            out.append(_asked(number, list(passages[i : subs[0]])))
            for m, k in enumerate(subs):
                end = subs[m + 1] if m + 1 < len(subs) else stop
                sub = passages[k].label
                out.append(_asked(f"{number}{sub.printed if sub else ''}", list(passages[k:end])))
        else:
            out.append(_asked(number, list(passages[i:stop])))
    return out


def _bulleted(passages: Sequence[Passage], weights: Sequence[float]) -> list[Asked]:
    """Bullets that each ask, two or more of them."""
    marks = [i for i, p in enumerate(passages) if p.bullet]
    if len(marks) < LEAST or sum(weights[i] >= 1.5 for i in marks) < 0.5 * len(marks):
        return []
    return [
        _asked(None, list(passages[i : marks[n + 1] if n + 1 < len(marks) else len(passages)]))
        for n, i in enumerate(marks)
    ]


def _asked(number: str | None, passages: list[Passage]) -> Asked:
    words = [w for p in passages for w in words_of(p.words)]
    return Asked(number, passages, words, max((leaning(p.words) for p in passages), default=0.0))
