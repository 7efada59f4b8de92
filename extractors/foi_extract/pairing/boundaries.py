"""Where the request ends and the reply begins, set right by what the passages themselves say.

The parts of the letter come from its form; a list of questions that goes on in the "reply", answers caught
in the "request", or a request that stands within the reply are only seen when labels and wordings are read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from foi_extract.pairing.drafts import mean
from foi_extract.pairing.passages import Ground, Passage, passages_from_letter
from foi_extract.pairing.series import runs_in, step
from foi_extract.pairing.wording import is_heading, leaning
from foi_records.letter import Letter

SIGNED = re.compile(
    r"(?:[\w ]{2,30} / )?(?:yours (?:sincerely|faithfully|truly)|kind(?:est)? regards|best wishes)\b.{0,60}$",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:I (?:have|am|find|accept|consider)|we (?:have|hold|are|find|accept)|you (?:asked|requested|wrote)"
    r"|your (?:request|complaint|e-?mail|letter))\b|\b(?:was|were) withheld\b",
    re.IGNORECASE,
)
SIGNED_WITHIN = 12
SPOKEN = -1.5
"""A paragraph below the request's last item that leans this far is the authority's."""


def request_and_reply(letter: Letter, ground: Ground) -> tuple[list[Passage], list[Passage]]:
    """The passages of the request as restated and those of the reply."""
    body = _body(letter, ground)
    request = passages_from_letter(letter, ("request",), ground)
    if not body and not letter.of_kind("reply"):
        body = passages_from_letter(letter, ("introduction", "other"), ground)
    body = _without_signature(body)
    if _answered_within(request):
        request, body = [], [*request, *body]
    request, body = _request_overrun(request, body)
    request, body = _request_continued(request, body)
    if not request:
        request, body = _request_under_heading(body)
    if not request:
        request, body = _request_listed_first(body)
    if not request:
        request, body = _request_listed_otherwise(body)
    if _of_the_authority(request):
        return [], sorted([*request, *body], key=lambda p: p.begin)
    return request, body


def _body(letter: Letter, ground: Ground) -> list[Passage]:
    """The reply's passages; with them the requester's own lines, where the reply is written between those."""
    body = passages_from_letter(letter, ("reply",), ground)
    kinds = [p.kind for p in letter.parts if p.kind in ("reply", "quoted_mail")]
    if not {"reply", "quoted_mail"} <= {*kinds} or kinds.index("quoted_mail") > len(kinds) - 1 - kinds[
        ::-1
    ].index("reply"):
        return body
    mixed = passages_from_letter(letter, ("reply", "quoted_mail"), ground)
    while mixed and mixed[-1].part == "quoted_mail":
        mixed.pop()
    for passage in mixed:
        passage.quoted = passage.quoted or passage.part == "quoted_mail"
    return mixed


def _without_signature(body: Sequence[Passage]) -> list[Passage]:
    """The reply up to a "Yours sincerely" that was left in it."""
    for k in range(max(1, len(body) - SIGNED_WITHIN), len(body)):
        if body[k].hard and SIGNED.match(body[k].words):
            return list(body[:k])
    return list(body)


def _answered_within(request: Sequence[Passage]) -> bool:
    """Whether what was taken for the request has answers between its labelled questions."""
    marks = [k for k, p in enumerate(request) if p.label and leaning(p.words) > 1]
    said = sum(
        any(p.hard and leaning(p.words) <= -2.2 for p in request[a + 1 : b])
        for a, b in itertools.pairwise([*marks, len(request)])
    )
    return len(marks) >= 2 and said >= 2 and said >= 0.5 * len(marks)


def _of_the_authority(request: Sequence[Passage]) -> bool:
    """Whether a numbered "request" is the authority's own numbered paragraphs."""
    marked = [p for p in request if p.label and p.label.kind == "plain" and p.words]
    said = sum(bool(OWN.search(p.words)) or leaning(p.words) <= -1.5 for p in marked)
    asks = sum(leaning(p.words) >= 2 for p in marked)
    return len(marked) >= 3 and said >= 0.5 * len(marked) and asks < 0.3 * len(marked)


def _request_overrun(
    request: Sequence[Passage], body: Sequence[Passage]
) -> tuple[list[Passage], list[Passage]]:
    """What was taken for the request's end but is the authority speaking goes to the reply."""
    listed = max(
        (k for k, p in enumerate(request) if p.bullet or (p.label and p.label.style != "spoken")), default=-1
    )
    stop = len(request)
    if listed >= 0:
        below = range(listed + 1, len(request))
        stop = next((k for k in below if request[k].hard and leaning(request[k].words) <= SPOKEN), stop)
    while stop > 1 and request[stop - 1].hard and _plainly_said(request[stop - 1]):
        stop -= 1
    return list(request[:stop]), [*request[stop:], *body]


def _plainly_said(passage: Passage) -> bool:
    if passage.label and passage.label.style == "spoken":
        return True
    return passage.label is None and passage.bullet is None and leaning(passage.words) <= -3.4


def _request_continued(
    request: Sequence[Passage], body: Sequence[Passage]
) -> tuple[list[Passage], list[Passage]]:
    """A request whose list goes on in what was taken for the reply, the answers coming by number after it."""
    labels = [p.label for p in request if p.label]
    first = body[0].label if body else None
    if not labels or first is None or max(step(labels[-1], first, roman=r) for r in (False, True)) < 1:
        return list(request), list(body)
    stop = next((k for k, p in enumerate(body) if p.hard and leaning(p.words) <= -2.2), len(body))
    if any(p.label and p.label.numbers[:1] == labels[0].numbers[:1] for p in body[stop:]):
        return [*request, *body[:stop]], list(body[stop:])
    return list(request), list(body)


def _request_under_heading(body: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """A request that stands in the reply between "Your request" and "Our response", each said once."""
    said = [
        i
        for i, p in enumerate(body)
        if not p.label and len(p.words) > 1 and is_heading("answer-heading", p.words)
    ]
    asks = [i for i, p in enumerate(body) if not p.label and is_heading("question-heading", p.words)]
    if len(said) == 1 and len(asks) == 1 and asks[0] + 1 < said[0] < len(body) - 1:
        return list(body[asks[0] + 1 : said[0]]), [*body[: asks[0]], *body[said[0] + 1 :]]
    return [], list(body)


def _request_listed_first(body: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """A list of questions that the reply goes through again by number ("1. Is …? 2. …? 1 - Yes. 2 - No")."""
    if not _counts_anew(body):
        return [], list(body)
    leanings = [leaning(p.words) for p in body]
    for run in runs_in(body, leanings):
        again = [
            n for n in range(1, len(run.items)) if _starts_again(body[run.items[n - 1]], body[run.items[n]])
        ]
        if run.family == "letter" or len(again) != 1 or again[0] < 2:
            continue
        first, second = run.items[: again[0]], run.items[again[0] :]
        listed = first == tuple(range(first[0], first[-1] + 1)) and len(first) == len(second) > 2
        asks = mean(leanings[i] > 1 for i in first) > 0.6 or (listed and run.family == "question")
        if asks and mean(leanings[i] <= 0 for i in second) > 0.8:
            stop = next(
                (k for k in range(first[-1] + 1, second[0]) if body[k].hard and leanings[k] <= -2.2),
                second[0],
            )
            if all(leanings[k] > -2.2 for k in range(first[0], stop)):
                return list(body[first[0] : stop]), [*body[: first[0]], *body[stop:]]
    return [], list(body)


def _counts_anew(body: Sequence[Passage]) -> bool:
    """Whether a label that counts 1 stands anywhere below one that counts more."""
    values = [p.label.value or 0 for p in body if p.label]
    later = next((n for n, value in enumerate(values) if value > 1), len(values))
    return 1 in values[later:]


def _request_listed_otherwise(body: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """A list of what was asked that the reply takes up under other labels ("1. …", then "Item 1").

    Labels that are spoken in the reply ("Part A is granted") are those others, whatever labels the list has.
    """
    again = [i for i, p in enumerate(body) if _spoken(p)] or [
        i for i, p in enumerate(body) if p.label and p.label.style in ("question", "answer")
    ]
    if not again or any(leaning(body[i].words) > 0.8 and not _spoken(body[i]) for i in again):
        return [], list(body)
    for run in runs_in(body, [leaning(p.words) for p in body]):
        first, stop = run.items[0], run.items[-1] + 1
        lead = body[first - 1].words if first else ":"
        leads = lead.endswith(":") or is_heading("question-heading", lead)
        apart = again[0] >= stop or again[-1] < first
        whole = run.items == tuple(range(first, stop))
        fits = len(run.items) >= 2 and run.order >= 1 and leads and apart and whole
        if fits and _numbers(body, run.items) == _numbers(body, again):
            return list(body[first:stop]), [*body[:first], *body[stop:]]
    return [], list(body)


def _spoken(passage: Passage) -> bool:
    return passage.label is not None and passage.label.style == "spoken"


def _numbers(body: Sequence[Passage], items: Sequence[int]) -> set[str]:
    return {n.lower() for i in items if (label := body[i].label) for n in label.numbers}


def _starts_again(before: Passage, after: Passage) -> bool:
    """Whether a numbering goes back to its first number."""
    return (
        before.label is not None
        and after.label is not None
        and after.label.value == 1
        and (before.label.value or 0) > 1
    )
