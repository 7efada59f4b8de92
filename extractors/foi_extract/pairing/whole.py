"""Reading: one question, answered by the whole reply; or several questions answered together by it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from foi_extract.language import sentences_in
from foi_extract.pairing.drafts import Asked, Draft, Matter, Reading, mean
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.wording import asked_in_sentence, is_heading, leaning, recounts
from foi_records.spans import Stretch

OPENING = r"""\s*(?:I\sam\s(?:responding|replying|writing\sin\s(?:response|reply))|(?:I|We)\s(?:refer|write)
    |This\s(?:letter\s|e-?mail\s)?(?:is\s(?:in\sresponse|in\sreply|to\sacknowledge)|responds\sto)
    |Thank\syou\sfor|Further\sto)\b
    [^.?!]{0,80}?\b(?:request|letter|e-?mail|enquiry|correspondence)\b"""
ACKNOWLEDGING = re.compile(OPENING, re.VERBOSE)
ACKNOWLEDGES = re.compile(
    OPENING + r"""(?:[^.]|\.(?!\s+[A-Z])|(?<=\b[A-Z][a-z]{2})\.){0,900}?\.["”’]?(?:\s+(?=[A-Z])|\s*\Z)""",
    re.VERBOSE,
)
ENDED = re.compile(r"\.?[\"”’]?\s+(?=[A-Z(])|\.?[\"”’]?\s*\Z")
HELD = re.compile(
    r"\b(?:holds?|held|exempt|refus(?:e|ed|al|ing)|withh(?:eld|old|olding)|unable to|(?:its|our|the|a) search"
    r"|not record)\b"
)


ABOUT = re.compile(
    r"(?:(?:some|certain|further|the) )?(?:information|details|data)?,? ?(?:relating to|related to|regarding"
    r"|concerning|about|on|around|surrounding|in (?:relation|respect|regard) (?:to|of)|with regards? to) ",
    re.IGNORECASE,
)
FOR = re.compile(r"\bfor(?:\s+the\s+provision\s+of)?\s+$")
ASKED_ON = re.compile(
    r"(?:\.[\"”’]?\s+You\s+(?:also\s+|further\s+|then\s+|additionally\s+)?"
    r"(?:asked|requested|specified|wanted|sought|stipulated)\b(?![^.]{0,60}\breview)[^.?:;]{8,300}(?=[.?])){1,3}[.?]"
)
INCLUDES = re.compile(
    r"(?:this|these|they|it|the (?:records|documents|information|data|files|e-?mails|correspondence|list))"
    r" (?:(?:should|must|would|may|is to|are to) )?(?:also )?includes? ",
    re.IGNORECASE,
)
"""Sentences that go on telling what a request covers: "This includes all drafts."."""
JOINED = re.compile(r"(?:[;,]|\band|\bor)$")
REMARK = re.compile(r"^\([^()]*\)[,;]?\s*")
ANSWERED = re.compile(
    r"\b(?:is|are|was|were|has|have|had) (?:\w+ )?(?:been |being )?(?:attached|enclosed|granted|denied|exempt"
    r"|held|provided|released|withheld|available|found|located|published|destroyed|included)\b"
)
QUOTES = frozenset('"“”')
CLOSED = re.compile(r"[.,;]?[\"”]")
GOES_ON = 8
LONG_TOPIC, ASKS = 20, 1.5
"""So many words say more than a topic; leanings from here on ask."""


def readings_of_the_whole(matter: Matter) -> list[Reading]:
    """The reply as one answer to all that was asked."""
    asked = matter.asked
    answer = _without_thanks(matter, [p for k, p in enumerate(matter.passages) if matter.speaks(k)])
    if len(asked) > 1 and matter.request and not any(a.number for a in asked):
        one = Asked(None, matter.request, [w for a in asked for w in a.words], max(a.lean for a in asked))
        return [Reading("one question", [_draft(matter, one, answer)])]
    if len(asked) > 1:
        drafts = [_draft(matter, a, answer) for a in asked]
        for draft in drafts[1:]:
            draft.shares = drafts[0]
        return [Reading("one answer to all", drafts)]
    answer = [*_stated_before(matter), *answer]
    if asked:
        return [Reading("one question", [_draft(matter, asked[0], answer)])]
    draft = Draft(None, -1, answer=answer, answer_lean=_lean(matter))
    if matter.quoted:
        draft.question = [p for a in matter.quoted for p in a.passages]
    elif words := _asked_for(matter, "asked-for") or _thing_asked_about(matter):
        draft.words = (words,)
        draft.answer = _after_statement(matter, answer, words)
        draft.answer = _after_thanks(matter, draft.answer, words)
    draft.lean = 2.0 if draft.question else (1.0 if draft.words else -1.0)
    return [Reading("one question", [draft])]


def _stated_before(matter: Matter) -> list[Passage]:
    """The introduction from where it says whether the information is held: part of a single answer."""
    first = matter.passages[0].start if matter.passages else 0
    before = [p for p in matter.before if p.part == "introduction" and p.start < first]
    asked = max((p.start for p in matter.request), default=-1)
    for k, passage in enumerate(before):
        if passage.start > asked and HELD.search(passage.words):
            return before[k:]
    return []


def _without_thanks(matter: Matter, answer: list[Passage]) -> list[Passage]:
    """An answer without a first sentence that only says which request it answers."""
    if not answer:
        return answer
    first = answer[0]
    found = ACKNOWLEDGES.match(matter.letter.text, first.start, first.end)
    if found is None or (found.end() >= first.end and len(answer) == 1):
        return answer
    if found.end() >= first.end:
        return answer[1:] if answer[1].hard else answer
    return [replace(first, start=found.end(), begin=found.end(), plain=found.end()), *answer[1:]]


def _after_thanks(matter: Matter, answer: list[Passage], asked: Stretch) -> list[Passage]:
    """An answer whose paragraph opens with what was asked for, from the end of that on."""
    text, first = matter.letter.text, answer[0] if answer else None
    at = next((n for n, p in enumerate(answer) if asked.end < p.end), None)
    if first is None or at is None or any(p.hard and p.start > asked.end for p in answer[1:at]):
        return answer
    headed = is_heading("section-heading", first.words) or is_heading("question-heading", first.words)
    opens = first.start <= asked.start and (headed or ACKNOWLEDGING.match(text, first.start, asked.start))
    if not (opens or asked.start < first.start < asked.end):
        return answer
    if answer[at].start > asked.end:
        return answer[at:] if answer[at].hard else answer
    rest = ENDED.match(text, asked.end, answer[at].end)
    if rest is None:
        return answer
    following = replace(answer[at], start=rest.end(), begin=rest.end(), plain=rest.end())
    return [*([following] if rest.end() < following.end else []), *answer[at + 1 :]] or answer


def _draft(matter: Matter, asked: Asked, answer: list[Passage]) -> Draft:
    return Draft(
        asked.number,
        -1,
        list(asked.passages),
        answer,
        asked=asked,
        lean=max(asked.lean, 1.0),
        answer_lean=_lean(matter),
    )


def _lean(matter: Matter) -> float:
    return mean(matter.leanings[k] for k in range(len(matter.passages)) if matter.cues[k] is None)


def _unquoted(matter: Matter, start: int, end: int) -> Stretch:
    """A stretch without the quotation marks around the whole of it."""
    start, end = matter.document.trimmed(start, end)
    words = matter.letter.text[start:end]
    if words[:1] in QUOTES and words.rstrip(".")[-1:] in QUOTES and not set(words[1:-2]) & QUOTES:
        return matter.document.trimmed(start + 1, start + len(words.rstrip(".")) - 1)
    if words[:1] in QUOTES and not set(words[1:]) & QUOTES and CLOSED.match(matter.letter.text, end):
        return Stretch(start + 1, end)
    return Stretch(start, end)


def _after_statement(matter: Matter, answer: list[Passage], asked: Stretch) -> list[Passage]:
    """An internal review's answer without the history told before and below the words that were asked for.

    Where nothing but history follows them, the whole stands.
    """
    if matter.letter.kind != "internal_review":
        return answer
    after = [p for p in answer if p.start >= asked.end]
    while after and recounts(after[0].words):
        after.pop(0)
    return after or answer


def _thing_asked_about(matter: Matter) -> Stretch | None:
    """Where thanks for "your request for a copy of the plan" name the thing that was asked for.

    Thanks for a "request for information relating to parking" name its topic, which is the letter's subject:
    what was asked about it they do not say, unless they go on at length or in words that ask.
    """
    words = _asked_for(matter, "asked-about")
    if words is None:
        return None
    text = matter.letter.text
    said = " ".join(text[words.start : words.end].split())
    about = ABOUT.match(said)
    if about is None and FOR.search(text, max(0, words.start - 30), words.start):
        return words
    topic = said[about.end() :] if about else said
    return words if len(topic.split()) > LONG_TOPIC or leaning(topic) >= ASKS else None


def _asked_for(matter: Matter, signal: str) -> Stretch | None:
    """Where a sentence of the letter says what was asked for."""
    for passages in (matter.before, matter.passages[:4]):
        if not passages:
            continue
        start, end = passages[0].start, passages[-1].end
        found = asked_in_sentence(matter.letter.text[start:end], signal)
        if found:
            stop = _asked_on(matter, start + found.end("asked"))
            return _unquoted(matter, start + found.start("asked"), stop)
    return None


def _asked_on(matter: Matter, at: int) -> int:
    """The end of the sentences of the same paragraph that go on telling what was asked for."""
    text = matter.letter.text
    if text[at : at + 1] == ":":
        return _list_end(matter, at)
    stop = _paragraph_end(matter, at)
    more = ASKED_ON.match(text, at, stop)
    end = more.end() if more else at
    if text[end : end + 1] != ".":
        return end
    for start, after in sentences_in(text, end + 1, stop)[:GOES_ON]:
        words = " ".join(text[start:after].split())
        said = REMARK.sub("", words)
        if words and not (INCLUDES.match(said) or (leaning(said) >= ASKS and not ANSWERED.search(said))):
            break
        end = start + len(text[start:after].rstrip()) if words else end
    return end


def _list_end(matter: Matter, at: int) -> int:
    """The end of the bullets that carry on a sentence behind its colon: "the number of: • boats; • nets"."""
    below = [p for p in (*matter.before, *matter.passages) if p.start > at]
    items = list(takewhile(lambda p: p.bullet == below[0].bullet and not p.label, below))
    joined = bool(items and items[0].bullet) and all(JOINED.search(p.words) for p in items[:-1])
    return items[-1].end if joined and len(items) > 1 else at


def _paragraph_end(matter: Matter, at: int) -> int:
    """Where the paragraph ends that holds an offset; the reply may begin within it."""
    lines, reply = matter.document.lines, matter.passages[0] if matter.passages else None
    end = at
    for passage in sorted([*matter.before, *matter.passages], key=lambda p: p.start):
        within = lines[passage.line].block == lines[matter.document.line_at(end)].block
        if passage.start <= at <= passage.end or (
            passage.start > at and (within if passage is reply else not passage.hard)
        ):
            end = max(end, passage.end)
        elif passage.start > at:
            break
    return end
