"""The matter of a letter's pairing, made once for all readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foi_extract.pairing.asked import asked_from_mail, asked_from_passages, asked_inline, without_frame
from foi_extract.pairing.boundaries import request_and_reply
from foi_extract.pairing.cutting import cut_at_dashes
from foi_extract.pairing.drafts import Matter, mean
from foi_extract.pairing.labels import Kind, Label
from foi_extract.pairing.leanings import cue_of, lead_ins, leanings_of
from foi_extract.pairing.passages import Passage, passages_from_letter
from foi_extract.pairing.wording import leaning
from foi_records.letter import Letter

ASKS = 1.5
INITIALS = re.compile(
    r"\s*(?P<name>[A-Z][A-Za-z]{0,14}(?:\s(?:RESPONSE|ANSWER|REPLY|[Rr]esponse|[Aa]nswer|[Rr]eply))?):\s+(?=\S)"
)


def matter_from_letter(letter: Letter) -> Matter:
    """The reply's passages with how they lean, and the questions restated before it or quoted below it."""
    document = letter.document
    request, body = request_and_reply(letter)
    before = passages_from_letter(letter, ("introduction", "salutation", "reference", "other"))
    if not letter.of_kind("reply"):
        before = []
    body = cut_at_dashes(document, body)
    _drop_lone_numbers(body)
    for passages in (request, body):
        _lift_labels(passages, letter.text)
    _take_letters_for_words(body)
    _take_initials_for_answers(body, letter.text)
    for passages in (request, body):
        _take_sections_for_answers(passages, letter.text)
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
        frozenset(lead_ins(body)),
        without_frame(request),
    )


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
