"""The matter of a letter's pairing, made once for all readings."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from foi_extract.pairing.asked import asked_from_mail, asked_from_passages, asked_inline, without_frame
from foi_extract.pairing.cutting import cut_at_dashes
from foi_extract.pairing.drafts import Asked, Matter, mean
from foi_extract.pairing.labels import Kind, Label
from foi_extract.pairing.likeness import share_within, words_of
from foi_extract.pairing.passages import Passage, passages_from_letter
from foi_extract.pairing.series import runs_in, step
from foi_extract.pairing.wording import is_heading, leaning
from foi_records.letter import Letter

SIGNED = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|kind(?:est)? regards|best wishes)\b.{0,60}$", re.IGNORECASE
)
SIGNED_WITHIN = 12
SURE = 2.0
FACE_WEIGHT = 2.0
ALREADY = 0.5
CUE_WEIGHT = 60.0
LEAD_IN_WEIGHT = 6.0
QUOTED_WEIGHT = 6.0


def matter_from_letter(letter: Letter) -> Matter:
    """The reply's passages with how they lean, and the questions restated before it or quoted below it."""
    document = letter.document
    body = _body(letter)
    request = passages_from_letter(letter, ("request",))
    before = passages_from_letter(letter, ("introduction", "salutation", "reference", "other"))
    if not body and not letter.of_kind("reply"):
        body, before = passages_from_letter(letter, ("introduction", "other")), []
    body = _without_signature(body)
    if _answered_within(request):
        request, body = [], [*request, *body]
    request, body = _request_overrun(request, body)
    request, body = _request_continued(request, body)
    if not request:
        request, body = _request_under_heading(body)
    if not request:
        request, body = _request_listed_first(body)
    body = cut_at_dashes(document, body)
    _drop_lone_numbers(body)
    _take_letters_for_words(body)
    asked = asked_from_passages(request)
    if len(asked) < 2:
        asked = asked_inline(request or before, letter.text) or asked
    quoted = [] if asked else asked_from_mail(passages_from_letter(letter, ("quoted_mail",)))
    cues = [cue_of(p) for p in body]
    return Matter(
        letter,
        body,
        leanings_of(body, cues, asked),
        cues,
        asked,
        quoted,
        before,
        frozenset(_lead_ins(body)),
        without_frame(request),
    )


def _body(letter: Letter) -> list[Passage]:
    """The reply's passages; with them the requester's own lines, where the reply is written between those."""
    body = passages_from_letter(letter, ("reply",))
    kinds = [p.kind for p in letter.parts if p.kind in ("reply", "quoted_mail")]
    if not {"reply", "quoted_mail"} <= {*kinds} or kinds.index("quoted_mail") > len(kinds) - 1 - kinds[
        ::-1
    ].index("reply"):
        return body
    mixed = passages_from_letter(letter, ("reply", "quoted_mail"))
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


def _request_overrun(
    request: Sequence[Passage], body: Sequence[Passage]
) -> tuple[list[Passage], list[Passage]]:
    """What was taken for the request's end but is the authority speaking goes to the reply."""
    stop = len(request)
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
    if not labels or first is None or step(labels[-1], first) < 1:
        return list(request), list(body)
    stop = next((k for k, p in enumerate(body) if p.hard and leaning(p.words) <= -2.2), len(body))
    if any(p.label and p.label.numbers[:1] == labels[0].numbers[:1] for p in body[stop:]):
        return [*request, *body[:stop]], list(body[stop:])
    return list(request), list(body)


def _request_under_heading(body: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """A request that stands in the reply between "Your request" and "Our response", each said once."""
    said = [i for i, p in enumerate(body) if not p.label and is_heading("answer-heading", p.words)]
    asks = [i for i, p in enumerate(body) if not p.label and is_heading("question-heading", p.words)]
    if len(said) == 1 and len(asks) == 1 and asks[0] + 1 < said[0] < len(body) - 1:
        return list(body[asks[0] + 1 : said[0]]), [*body[: asks[0]], *body[said[0] + 1 :]]
    return [], list(body)


def _request_listed_first(body: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """A list of questions that the reply goes through again by number ("1. Is …? 2. …? 1 - Yes. 2 - No")."""
    leanings = [leaning(p.words) for p in body]
    for run in runs_in(body, leanings):
        again = [
            n for n in range(1, len(run.items)) if _starts_again(body[run.items[n - 1]], body[run.items[n]])
        ]
        if run.family == "letter" or len(again) != 1 or again[0] < 2:
            continue
        first, second = run.items[: again[0]], run.items[again[0] :]
        if mean(leanings[i] > 1 for i in first) > 0.6 and mean(leanings[i] <= 0 for i in second) > 0.8:
            stop = next(
                (k for k in range(first[-1] + 1, second[0]) if body[k].hard and leanings[k] <= -2.2),
                second[0],
            )
            if all(leanings[k] > -2.2 for k in range(first[0], stop)):
                return list(body[first[0] : stop]), [*body[: first[0]], *body[stop:]]
    return [], list(body)


def _starts_again(before: Passage, after: Passage) -> bool:
    """Whether a numbering goes back to its first number."""
    return (
        before.label is not None
        and after.label is not None
        and after.label.value == 1
        and (before.label.value or 0) > 1
    )


def _drop_lone_numbers(body: Sequence[Passage]) -> None:
    """A number before a dash or bare words ("163 - of the above") is a label only beside its neighbours."""
    weak = [p for p in body if p.label and (p.label.style == "1" or p.label.style[1:2] in "-–—")]
    values = [p.label.value for p in weak if p.label and not p.bullet]
    for passage in weak:
        value = passage.label.value if passage.label else None
        runs = value is not None and (value + 1 in values or value - 1 in values)
        if passage.bullet or not runs or 1 not in values:
            passage.label, passage.start = None, passage.plain
            passage.words = f"{value} {passage.words}"


def _take_letters_for_words(body: Sequence[Passage]) -> None:
    """Where the only capital labels are "Q." and "A.", they stand for question and answer."""
    capitals = [p for p in body if p.label and p.label.style == "A."]
    if {p.label.printed for p in capitals if p.label} != {"Q", "A"}:
        return
    for passage in capitals:
        if passage.label:
            kind: Kind = "question" if passage.label.printed == "Q" else "answer"
            passage.label = Label(kind, "unnumbered", (), "", passage.label.end)


def cue_of(passage: Passage) -> str | None:
    """``asked`` or ``said`` when a heading or an answer's own label says who speaks next."""
    if passage.label and passage.label.kind == "answer":
        return "said"
    if passage.label:
        return "asked" if passage.label.kind == "question" and not passage.label.numbers else None
    if is_heading("answer-heading", passage.words):
        return "said"
    return "asked" if is_heading("question-heading", passage.words) else None


def leanings_of(
    passages: Sequence[Passage], cues: Sequence[str | None], asked: Sequence[Asked]
) -> list[float]:
    """How far each passage leans: its wording, whether it repeats the request, its type face, its heading."""
    out = [0.0 if p.goes_on else leaning(p.words) for p in passages]
    for i in range(len(passages) - 1):
        out[i] = out[i + 1] if passages[i].label and not passages[i].words else out[i]
    whole = Counter(w for a in asked for w in a.words)
    if whole:
        out = [_with_request(p, lean, whole) for p, lean in zip(passages, out, strict=True)]
    for face in ("bold", "italic"):
        out = _with_face(passages, out, face)
    if any(p.quoted for p in passages):
        out = [lean + (QUOTED_WEIGHT if p.quoted else 0.0) for p, lean in zip(passages, out, strict=True)]
    for i in _lead_ins(passages):
        out[i] += LEAD_IN_WEIGHT
        if i + 1 < len(out) and passages[i + 1].words[:1] in '"“‘':
            out[i + 1] += LEAD_IN_WEIGHT
    for i, cue in enumerate(cues):
        if cue:
            out[i] = CUE_WEIGHT if cue == "asked" else -CUE_WEIGHT
    return out


def _lead_ins(passages: Sequence[Passage]) -> list[int]:
    """Lines such as "From the statement:" that lead up to the first label and come back before later ones."""
    first = next((i for i, p in enumerate(passages) if p.label), 0)
    leads = {p.words for p in passages[:first] if p.words.endswith(":") and len(p.words) < 60}
    return [i for i, p in enumerate(passages) if i > first and p.hard and p.words in leads]


def _with_request(passage: Passage, lean: float, whole: Counter[str]) -> float:
    words = words_of(passage.words)
    share = share_within(words, whole)
    if len(words) >= 4 and share >= 0.85:
        return lean + 3.0
    return lean - 0.7 if share < 0.5 else lean


def _with_face(passages: Sequence[Passage], leanings: Sequence[float], face: str) -> list[float]:
    """A type face that questions have and answers have not counts for every passage."""
    asks = [bool(getattr(p, face)) for p, lean in zip(passages, leanings, strict=True) if lean >= SURE]
    says = [bool(getattr(p, face)) for p, lean in zip(passages, leanings, strict=True) if lean <= -SURE]
    if not asks or not says or abs(mean(asks) - mean(says)) < 0.5:
        return list(leanings)
    turn = FACE_WEIGHT if mean(asks) > mean(says) else -FACE_WEIGHT
    return [
        _turned(lean, turn if getattr(p, face) else -turn / 2)
        for p, lean in zip(passages, leanings, strict=True)
    ]


def _turned(lean: float, turn: float) -> float:
    """A leaning turned by type face, which alone makes no question of a heading."""
    return lean + turn if lean >= ALREADY or turn < 0 else min(lean + turn, max(lean, ALREADY))
