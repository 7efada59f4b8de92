"""Reading: questions restated as a list or a sentence, the reply taking them up by topic.

A paragraph belongs to the question it names ("the second part of your request"), whose words stand in its
heading or its lead ("As to the invoices, …"), or whose own words it repeats: words no other question has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from foi_extract.pairing.asked_in_prose import asked_by_sentence, asked_in_prose
from foi_extract.pairing.drafts import Asked, Draft, Matter, Reading
from foi_extract.pairing.labels import NUMBER_WORDS
from foi_extract.pairing.likeness import words_of
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.wording import leaning

LONG_ENOUGH = 4
FEWEST, MOST = 2, 40
HEADING_WORDS = 6
NAMES_WITHIN = 160
ASKS = 1.5
TITLED, PLAIN = 0.9, 0.6
"""The order of a reading by headings, leads or three questions and more, and of one by few words."""
COMMON = re.compile(
    r"(?:about|been|copies|each|from|have|hold|information|many|number|please|that|there|this|were|what|when"
    r"|which|with|your)$"
)
ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
LEAD = re.compile(
    r"(?:(?:firstly|secondly|thirdly|finally|lastly|next|turning),?\s+)?(?:(?:as\s+)?regard(?:ing|s)|concerning"
    r"|as\s+(?:to|for)|with\s+(?:regards?|respect)\s+to|in\s+(?:relation|respect|regard)\s+(?:to|of)|to)\s+"
    r"(?P<topic>[^,.;]{3,80}),",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(?:your|the)\s+(?P<place>first|second|third|fourth|fifth|sixth|last|final)\s+"
    r"(?:part|question|point|request|query|item|element|limb)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Section:
    """Paragraphs on one topic: the words that name it, the question it names by number, its passages."""

    words: set[str]
    named: int | None = None
    titled: bool = False
    headed: bool = False
    passages: list[Passage] = field(default_factory=list)


def readings_by_topic(matter: Matter) -> list[Reading]:
    """The reading in which every question finds its paragraphs."""
    asked, passages = _asked_and_reply(matter)
    if not FEWEST <= len(asked) <= MOST or any(p.label and p.label.style != "spoken" for p in passages):
        return []
    sections = _sections(passages, len(asked))
    owners = _owners(sections, asked)
    if not _each_once(sections, owners, len(asked)):
        return []
    drafts = [Draft(a.number, -1, list(a.passages), asked=a, lean=max(a.lean, ASKS)) for a in asked]
    last: tuple[int, ...] = ()
    for section, owner in zip(sections, owners, strict=True):
        last = owner or last
        if last:
            drafts[last[0]].answer.extend(section.passages)
            for other in last[1:]:
                drafts[other].shares = drafts[last[0]]
    places = {id(p): i for i, p in enumerate(matter.passages)}
    for draft in drafts:
        draft.at = places[id((draft.shares or draft).answer[0])]
        draft.answer_lean = matter.leanings[draft.at]
    titled = sum(s.titled for s, o in zip(sections, owners, strict=True) if o) >= FEWEST
    return [Reading("answers by topic", drafts, TITLED if titled or len(asked) > FEWEST else PLAIN)]


def _asked_and_reply(matter: Matter) -> tuple[list[Asked], list[Passage]]:
    """What was asked, restated, as bullets that open the reply or in a sentence; the rest of the reply."""
    if len(matter.asked) > 1:
        return matter.asked, matter.passages
    if not matter.asked and (listed := _listed_first(matter)):
        end = listed[-1].passages[0].end
        return listed, [p for p in matter.passages if p.start >= end]
    if len(asked := asked_by_sentence(matter)) > FEWEST:
        return asked, matter.passages
    asked = asked_in_prose(matter)
    end = max((a.passages[0].end for a in asked), default=0)
    return asked, [p for p in matter.passages if p.start >= end]


def _listed_first(matter: Matter) -> list[Asked]:
    """The bullets that open the reply, or stand below its "You asked for:", when none asks or comes later."""
    first = int(matter.cues[:1] == ["asked"])
    stop = next((i for i, p in enumerate(matter.passages) if i >= first and not p.bullet), 0)
    later = range(stop, len(matter.passages))
    if stop < FEWEST + first or any(matter.passages[k].bullet or matter.leanings[k] > 0.8 for k in later):
        return []
    return [Asked(None, [p], words_of(p.words), leaning(p.words)) for p in matter.passages[first:stop]]


def _sections(passages: Sequence[Passage], questions: int) -> list[Section]:
    """The reply in sections: below a heading, or paragraph by paragraph."""
    out: list[Section] = []
    for paragraph in _paragraphs(passages):
        first = paragraph[0].words
        named, lead = _named(first, questions), LEAD.match(first)
        if _is_heading(paragraph):
            out.append(Section(_words(paragraph), titled=True, headed=True))
        elif out and out[-1].headed and named is None and lead is None:
            out[-1].passages.extend(paragraph)
        else:
            words = {_stem(w) for w in words_of(lead["topic"])} if lead else _words(paragraph)
            out.append(Section(words, named, titled=bool(lead), passages=list(paragraph)))
    return [s for s in out if s.passages]


def _paragraphs(passages: Sequence[Passage]) -> list[list[Passage]]:
    out: list[list[Passage]] = []
    for passage in passages:
        if passage.hard or not out:
            out.append([])
        out[-1].append(passage)
    return out


def _is_heading(paragraph: Sequence[Passage]) -> bool:
    words = paragraph[0].words
    short = 0 < len(words.split()) <= HEADING_WORDS and not words.endswith((".", "?", ":", ";", ","))
    return len(paragraph) == 1 and short and words[:1].isupper() and paragraph[0].bullet is None


def _named(words: str, questions: int) -> int | None:
    """The place of the question that a paragraph's beginning names in words, null when none or several."""
    places = {m["place"].lower() for m in NAMED.finditer(words[:NAMES_WITHIN])}
    if len(places) != 1:
        return None
    place = NUMBER_WORDS.get(places.pop(), questions) - 1
    return place if place < questions else None


def _words(paragraph: Sequence[Passage]) -> set[str]:
    return {_stem(w) for p in paragraph for w in words_of(p.words) if _telling(w)}


def _telling(word: str) -> bool:
    return len(word) >= LONG_ENOUGH and not COMMON.match(word)


def _stem(word: str) -> str:
    return ENDING.sub("", word) if len(word) > LONG_ENOUGH else word


def _owners(sections: Sequence[Section], asked: Sequence[Asked]) -> list[tuple[int, ...]]:
    """For each section the questions it answers; none where no question is ahead of the rest."""
    stems = [{_stem(w) for w in a.words if _telling(w)} for a in asked]
    common = {w for w, n in Counter(w for s in stems for w in s).items() if n > 1}
    owners: list[tuple[int, ...]] = []
    titles = [s for s in sections if s.titled]
    for section in sections:
        if section.named is not None:
            owners.append((section.named,))
            continue
        one = _ahead([len((s - common) & section.words) for s in stems])
        if section.titled and (section.headed or not one):
            one = tuple(q for q, words in enumerate(stems) if _best_title(titles, words) is section)
        owners.append(one)
    return owners


def _best_title(titles: Sequence[Section], words: set[str]) -> Section | None:
    """The heading or lead that shares most words with a question, null where it shares none."""
    best = max(titles, key=lambda s: len(s.words & words), default=None)
    return best if best and best.words & words else None


def _ahead(counts: Sequence[int]) -> tuple[int, ...]:
    best = max(range(len(counts)), key=counts.__getitem__)
    ahead = counts[best] > max((c for k, c in enumerate(counts) if k != best), default=0)
    return (best,) if ahead else ()


def _each_once(sections: Sequence[Section], owners: Sequence[tuple[int, ...]], questions: int) -> bool:
    """Whether every question has one row of sections, in the order asked unless they are named."""
    row = [o for k, o in enumerate(owners) if o and (not k or o != owners[k - 1])]
    row = [o for k, o in enumerate(row) if not k or o != row[k - 1]]
    flat = [q for o in row for q in o]
    if sorted(flat) != list(range(questions)) or len(row) < FEWEST:
        return False
    named = sum(s.titled or s.named is not None for s, o in zip(sections, owners, strict=True) if o)
    return flat == sorted(flat) or 2 * named >= len(row) - 1
