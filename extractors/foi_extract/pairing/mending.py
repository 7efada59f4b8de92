"""Labels put right by the company they keep: lone numbers, letters that mean words, marks set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from foi_extract.pairing.drafts import mean
from foi_extract.pairing.labels import Kind, Label, ordinal
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.wording import leaning

ASKS = 1.5
INITIALS = re.compile(
    r"\s*(?P<name>[A-Z][A-Za-z]{0,14}(?:\s(?:RESPONSE|ANSWER|REPLY|[Rr]esponse|[Aa]nswer|[Rr]eply))?):\s+(?=\S)"
)
MARK = re.compile(r"(?:\d{1,2}|[a-hA-H])[.)]?$")
LEAST = 3


def with_labels_mended(request: list[Passage], body: Sequence[Passage], text: str) -> list[Passage]:
    """The reply's passages, their labels and those of the request put right."""
    _drop_lone_numbers(body)
    marked = len(request)
    request[:] = _with_stacked_marks(request)
    mended = _with_stacked_marks(body, answers=len(request) < marked)
    for passages in (request, mended):
        _lift_labels(passages, text)
    _take_letters_for_words(mended)
    _take_initials_for_answers(mended, text)
    for passages in (request, mended):
        _take_sections_for_answers(passages, text)
    return mended


def _with_stacked_marks(body: Sequence[Passage], *, answers: bool = False) -> list[Passage]:
    """The passages with "1", "2", "a" on lines of their own made labels of the questions below them.

    ``answers`` says that the request is marked so too, and these may be the answers to it.
    """
    found = [(i, p) for i, p in enumerate(body) if _is_mark(p)]
    numbers = list(_in_order([(i, p) for i, p in found if p.words[0].isdigit()]))
    numbers = numbers or list(_in_order([(i, p) for i, p in found if p.words[0].isupper()]))
    first = [i for n, i in enumerate(numbers) if ordinal(body[i].words) == n + 1]
    if len(first) < LEAST or (not answers and mean(_asks_below(body, i) for i in first) < 0.6):
        return list(body)
    letters: list[int] = []
    for start, stop in pairwise([*numbers, len(body)]):
        inside = [
            (i, body[i]) for i in range(start + 1, stop) if _is_mark(body[i]) and body[i].words[0].islower()
        ]
        letters.extend(_in_order(inside))
    marks = {*numbers, *letters}
    out: list[Passage] = []
    for i, passage in enumerate(body):
        if i in marks:
            continue
        if i - 1 in marks:
            token = body[i - 1].words.rstrip(".)")
            style = "1." if token.isdigit() else ("a)" if token.islower() else "A)")
            passage.label = Label("plain", style, (token,), token, passage.start)
            passage.hard = True
        out.append(passage)
    return out


def _is_mark(passage: Passage) -> bool:
    return passage.hard and passage.label is None and bool(MARK.match(passage.words))


def _in_order(found: Sequence[tuple[int, Passage]]) -> Iterator[int]:
    """The places of marks that count on from 1 or a, once or again; other counts do not fit in."""
    wanted = 1
    for i, passage in found:
        value = ordinal(passage.words)
        if value == wanted or (value == 1 and wanted > LEAST):
            yield i
            wanted = value + 1


def _asks_below(body: Sequence[Passage], i: int) -> bool:
    return i + 1 < len(body) and leaning(body[i + 1].words) > 0.8


def _drop_lone_numbers(body: Sequence[Passage]) -> None:
    """A number before a dash or bare words ("163 - of the above") is a label only beside its neighbours."""
    weak = [p for p in body if p.label and (p.label.style == "1" or p.label.style[1:2] in "-–—")]
    values = {int(n) for p in body if p.label and not p.bullet for n in p.label.numbers if n.isdigit()}
    for passage in weak:
        value = passage.label.value if passage.label else None
        runs = value is not None and any(value + k in values for k in (-2, -1, 1, 2))
        if passage.bullet or not runs or 1 not in values:
            passage.label, passage.start = None, passage.plain
            passage.words = f"{value} {passage.words}"


def _lift_labels(passages: Sequence[Passage], text: str) -> None:
    """A number set beside the second line of its question moves up to the first."""
    for above, here in pairwise(passages):
        if (
            here.label is not None
            and here.label.kind == "plain"
            and above.label is None
            and above.bullet is None
            and not text[above.end : here.begin].strip()
            and here.words[:1].islower()
            and above.words[:1].isupper()
            and not above.words.endswith((".", "?", "!", ":", ";"))
            and (above.bold, above.italic) == (here.bold, here.italic)
            and leaning(f"{above.words} {here.words}") >= ASKS
        ):
            above.label, here.label = here.label, None
            here.begin = here.plain = here.start
            here.apart, here.hard, above.hard = True, False, True


def _take_letters_for_words(body: Sequence[Passage]) -> None:
    """Where the only capital labels are "Q." and "A.", or "A." again, they say question and answer."""
    capitals = [p for p in body if p.label and p.label.style == "A."]
    names = [p.label.printed for p in capitals if p.label]
    if set(names) != {"Q", "A"} and (set(names) != {"A"} or len(names) < 2):
        return
    for passage in capitals:
        if passage.label:
            kind: Kind = "question" if passage.label.printed == "Q" else "answer"
            passage.label = Label(kind, "unnumbered", (), "", passage.label.end)


def _take_initials_for_answers(body: Sequence[Passage], text: str) -> None:
    """Initials that open every reply ("WCC: This is not held") say that the authority speaks."""
    by_name: dict[str, list[int]] = {}
    for i, passage in enumerate(body):
        if (
            i
            and not passage.label
            and passage.hard
            and (found := INITIALS.match(text, passage.start, passage.end))
        ):
            by_name.setdefault(found["name"], []).append(i)
    for places in by_name.values():
        if len(places) < 2 or mean(leaning(body[i - 1].words) > 0.8 for i in places) < 0.6:
            continue
        for i in places:
            found = INITIALS.match(text, body[i].start, body[i].end)
            if found:
                body[i].label = Label("answer", "unnumbered", (), "", found.end())
                body[i].start = found.end()
                body[i].words = " ".join(text[found.end() : body[i].end].split())


def _take_sections_for_answers(passages: Sequence[Passage], text: str) -> None:
    """Where "A1." asks and no "Q1" is there, the "A" is the letter of a section, not of an answer."""
    lettered = [
        p for p in passages if p.label and p.label.kind == "answer" and text[p.plain : p.plain + 1] == "A"
    ]
    named = [p for p in passages if p.label and p.label.kind == "question"]
    if not lettered or named or mean(leaning(p.words) > 0.8 for p in lettered) < 0.5:
        return
    for passage in lettered:
        if passage.label and passage.label.numbers:
            old = passage.label
            passage.label = Label("plain", "1.", old.numbers, f"A{old.printed}", old.end, old.joint)
