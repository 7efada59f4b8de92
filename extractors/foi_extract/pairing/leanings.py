"""How far each passage of a reply leans: by its wording, and by what surrounds it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from foi_extract.pairing.drafts import Asked, mean
from foi_extract.pairing.labels import family_of
from foi_extract.pairing.likeness import share_within, words_of
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.wording import is_heading, leaning, says

STARRED = re.compile(r"\w\*(?!\w)")
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\W*$")
QUOTED = re.compile(r"[\"“][^\"“”]{12,}[\"”][.;,]?$")
SURE = 2.0
FACE_WEIGHT = 2.0
ALREADY = 0.5
LISTED = 1.6
ASKS_HERE = 1.8
CUE_WEIGHT = 60.0
LEAD_IN_WEIGHT = 6.0
QUOTED_WEIGHT = 6.0


def cue_of(passage: Passage) -> str | None:
    """``asked`` or ``said`` when a heading or an answer's own label says who speaks next.

    ``aside`` are the requester's words about the request, which belong to no exchange.
    """
    if passage.label and passage.label.kind == "answer":
        return "said"
    if passage.label:
        return "asked" if passage.label.kind == "question" and not passage.label.numbers else None
    if is_heading("answer-heading", passage.words):
        return "said"
    if is_heading("question-heading", passage.words):
        return "asked"
    return "aside" if passage.hard and says("aside", passage.words) else None


def leanings_of(
    passages: Sequence[Passage], cues: Sequence[str | None], asked: Sequence[Asked]
) -> list[float]:
    """How far each passage leans: its wording, whether it repeats the request, its type face, its heading."""
    out = [_of_words(p) for p in passages]
    for i in range(len(passages) - 1):
        out[i] = out[i + 1] if passages[i].label and not passages[i].words else out[i]
    whole = Counter(w for a in asked for w in a.words)
    if whole:
        out = [_with_request(p, lean, whole) for p, lean in zip(passages, out, strict=True)]
    for face in ("bold", "italic"):
        out = _with_face(passages, out, face)
    if any(p.quoted for p in passages):
        out = [lean + (QUOTED_WEIGHT if p.quoted else 0.0) for p, lean in zip(passages, out, strict=True)]
    for i in (
        *above_answers(passages, cues),
        *above_dashes(passages),
        *bullets_alike(passages, out),
        *parts_answered(passages, out),
        *in_quotes(passages, cues),
        *notes_to_questions(passages, out),
    ):
        out[i] = max(out[i], ASKS_HERE)
    for i in listed_below(passages, out):
        out[i] = max(out[i], LISTED)
    for i in lead_ins(passages):
        out[i] += LEAD_IN_WEIGHT
        if i + 1 < len(out) and passages[i + 1].words[:1] in '"“‘':
            out[i + 1] += LEAD_IN_WEIGHT
    for i, cue in enumerate(cues):
        if cue == "aside":
            out[i] = 0.0
        elif cue:
            out[i] = CUE_WEIGHT if cue == "asked" else -CUE_WEIGHT
    return out


def _of_words(passage: Passage) -> float:
    """How far a passage's own words lean; "In relation to question 2, …" is said, unless it asks."""
    lean = 0.0 if passage.goes_on else leaning(passage.words)
    spoken = passage.label is not None and passage.label.style == "spoken" and "?" not in passage.words
    return min(lean, -1.0) if spoken else lean


def above_answers(passages: Sequence[Passage], cues: Sequence[str | None]) -> Iterator[int]:
    """What stands right above "Answer:", where the letter says so again and again, is the question."""
    said = [i for i, cue in enumerate(cues) if cue == "said" and i]
    if len(said) < 2:
        return
    for i in said:
        above = passages[i - 1]
        if cues[i - 1] is None and above.hard and above.words and not above.quoted and not above.before_grid:
            yield i - 1


def above_dashes(passages: Sequence[Passage]) -> list[int]:
    """What stands before a dash or colon behind which the letter answers three times or more."""
    found = [i for i, p in enumerate(passages[1:]) if p.dash and _unmarked(passages[i])]
    return found if len(found) >= 3 else []


def _unmarked(passage: Passage) -> bool:
    return passage.hard and not (passage.dash or passage.label or passage.bullet)


def parts_answered(passages: Sequence[Passage], leanings: Sequence[float]) -> Iterator[int]:
    """Short lettered parts below a question ("a) in 2022", "b) by school"), each with an answer below it."""
    for i, passage in enumerate(passages[:-3]):
        if leanings[i] < SURE or not passage.words or not _is_part(passages, leanings, i + 1):
            continue
        parts = [i + 1]
        while _is_part(passages, leanings, parts[-1] + 2):
            parts.append(parts[-1] + 2)
        if len(parts) > 1 and [_count(passages[k]) for k in parts] == list(range(1, len(parts) + 1)):
            yield from parts


def _is_part(passages: Sequence[Passage], leanings: Sequence[float], k: int) -> bool:
    if k + 1 >= len(passages):
        return False
    here, below = passages[k], passages[k + 1]
    lettered = here.label is not None and family_of(here.label) in ("letter", "roman", "bracket")
    short = 0 < len(here.words) < 80 and not here.words.endswith(".") and leanings[k] > -1.5
    return lettered and short and below.hard and not below.label and leanings[k + 1] < 0


def _count(passage: Passage) -> int | None:
    return passage.label.value if passage.label else None


def in_quotes(passages: Sequence[Passage], cues: Sequence[str | None]) -> list[int]:
    """Paragraphs that are quotations from end to end, where two or more stand among the authority's words."""
    found = [
        i
        for i, p in enumerate(passages)
        if cues[i] is None and p.hard and not p.label and QUOTED.match(p.words) and _whole(passages, i)
    ]
    led = any(i and passages[i - 1].words.endswith(":") for i in found)
    return found if 2 <= len(found) < len(passages) and not led else []


def _whole(passages: Sequence[Passage], i: int) -> bool:
    return i + 1 == len(passages) or passages[i + 1].hard


def bullets_alike(passages: Sequence[Passage], leanings: Sequence[float]) -> Iterator[int]:
    """Bullets with an answer below them, of a mark whose bullets mostly ask."""
    for mark in {p.bullet for p in passages if p.bullet and not p.label}:
        items = [i for i, p in enumerate(passages) if p.bullet == mark and not p.label]
        if len(items) < 3 or mean(leanings[i] >= LISTED - 0.1 for i in items) < 0.6:
            continue
        for i in items:
            below = passages[i + 1] if i + 1 < len(passages) else None
            least = -2.2 if below and below.bullet else -1.4
            if leanings[i] > least and below and below.hard and below.bullet != mark:
                yield i


def notes_to_questions(passages: Sequence[Passage], leanings: Sequence[float]) -> list[int]:
    """Notes right below a question ("*Repairs might be …") to a word that only questions above them star."""
    starred = [i for i, p in enumerate(passages) if "*" in p.words and STARRED.search(p.words)]
    if not starred or any(leanings[i] < SURE for i in starred):
        return []
    return [
        i
        for i, p in enumerate(passages)
        if i > starred[0] and p.noted and p.hard and not p.label and leanings[i - 1] >= SURE
    ]


def listed_below(passages: Sequence[Passage], leanings: Sequence[float]) -> Iterator[int]:
    """Items that a question ending on a colon lists: bullets, or lines up to a blank one, more below them."""
    for i, passage in enumerate(passages):
        if leanings[i] < SURE or not passage.words.endswith(":"):
            continue
        stop = i + 1
        while stop < len(passages) and _is_item(passages, i, stop, leanings[stop]):
            stop += 1
        follows = passages[stop] if stop < len(passages) else None
        listed = bool(passages[min(i + 1, len(passages) - 1)].bullet)
        below = follows and not follows.label and (follows.spaced or (listed and not follows.bullet))
        if below and stop > i + 2:
            yield from range(i + 1, stop)


def _is_item(passages: Sequence[Passage], question: int, k: int, lean: float) -> bool:
    item, first = passages[k], passages[question + 1]
    fragment = item.bullet and item.words[:1].islower() and not item.words.endswith(".")
    if lean <= -2.2 and not fragment and not YEAR.match(item.words):
        return False
    alike = item.bullet == first.bullet if first.bullet else not item.spaced and not item.bullet
    return alike and item.label is None and not item.dash and len(item.words) < 70 and ":" not in item.words


def lead_ins(passages: Sequence[Passage]) -> list[int]:
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
