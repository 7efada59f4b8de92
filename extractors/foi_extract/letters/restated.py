"""The introduction of the reply and the request as restated at its top.

What is told apart here are the thanks and acknowledgements, the block that repeats the whole request, and
the reply.  Where questions and answers alternate the block is no restated request: it stays in the reply,
and so does everything that is in doubt, because pairing can find a question inside the reply.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.letters.units import Unit
from foi_extract.letters.wordings import FRAME, says
from foi_records.letter import PartKind

LABEL = re.compile(
    r"^[\"“*_\s]*(?:(?:Q(?:uestions?|uery)?\.?|Request|Part|Item)?\s?\(?(?P<number>\d{1,2})(?P<letter>[a-z])?\s?[.):\]–-]|(?:Q|Question|Request|Part)\s?(?P<bare>\d{1,2})\b)",
    re.IGNORECASE,
)
OPENING_QUOTE = re.compile(r"^[*_\s]*[\"“‘']")
CLOSING_QUOTE = re.compile(r"[\"”’'][.*_\s]*$")
ITALIC_MARKUP = re.compile(r"^(?:\d{1,2}[.)]\s)?\*(?![*\s])|^_(?!_)")
ITALIC_END = re.compile(r"(?<![*\s])\*[.;]?$|(?<!_)_[.;]?$")
ANNOUNCEMENT = re.compile(
    r"\b(?:response|repl(?:y|ies)|answers?|respond\w*|information\s(?:that\s)?(?:you\s)?(?:have\s)?(?:requested|asked))\b.*(?:[:;–-]|below\.?|follows\.?|questions?\.?)$|^please\s(?:find|see)\b.{0,40}\b(?:response|reply)\.$",
    re.IGNORECASE,
)
ITEM = re.compile(r"[•◦▪●○■*–-]\s|o\s|\(?(?:[a-z]|[ivx]{1,4})[.)]\s", re.IGNORECASE)
INTRODUCTION_UNITS, REPEATED_LETTERS = 8, 15
HEADING, LEADING_WORDS = 60, 4


def front_kinds(units: Sequence[Unit], slanted: Sequence[bool]) -> list[PartKind]:
    """The kinds of the units of the letter's body, formulaic ones left out: introduction, request, reply.

    ``slanted`` says of each unit whether it is printed in italics.
    """
    kinds: list[PartKind] = ["reply"] * len(units)
    for at in range(min(len(units), INTRODUCTION_UNITS)):
        if opens_request(units[at]):
            end = request_end(units, slanted, at + 1)
            if end is None:
                break
            kinds[at] = "request" if says(FRAME, units[at].plain, "request_heading") else "introduction"
            kinds[at + 1 : end] = ["request"] * (end - at - 1)
            kinds[:at] = ["introduction" if _leads_up(unit) else "reply" for unit in units[:at]]
            _introduce(units, kinds, end)
            return kinds
        if not _leads_up(units[at]):
            break
    _introduce(units, kinds, 0)
    return kinds


def _leads_up(unit: Unit) -> bool:
    """Whether a unit before the restated request thanks or says that the information is held."""
    if label_of(unit) is not None or says(FRAME, unit.plain, "reply_opener", "reply_heading"):
        return False
    return says(FRAME, unit.plain, "thanks", "introduction", "held")


def opens_request(unit: Unit) -> bool:
    """Whether the request as restated follows a unit."""
    text = unit.plain
    if says(FRAME, text, "reply_opener", "reply_heading"):
        return False
    return says(FRAME, text, "request_heading", "request_opener")


def is_introduction(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit only thanks, acknowledges, or announces the answers that follow it."""
    text = units[at].plain
    if says(FRAME, text, "reply_heading"):
        return False
    if ANNOUNCEMENT.search(text) and says(FRAME, text, "reply_opener"):
        return True
    if announces(units, at):
        return True
    if says(FRAME, text, "substance"):
        return False
    return says(FRAME, text, "thanks", "introduction")


def _only_opens(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit that leads over to questions and answers in turn does no more than thank or lead over.

    A heading that comes again is one of a row, and pairing needs it.
    """
    text = units[at].plain
    if says(FRAME, text, "substance"):
        return False
    if says(FRAME, text, "thanks", "introduction"):
        return True
    again = any(says(FRAME, u.plain, "request_heading") for u in units[at + 1 :] if len(u.plain) < HEADING)
    return text.endswith((":", ":-")) and len(text.split()) >= LEADING_WORDS and not again


def announces(units: Sequence[Unit], at: int) -> bool:
    """Whether a unit says that the information is held, right before the first labelled question."""
    if at + 1 >= len(units) or not says(FRAME, units[at].plain, "held", "reply_opener"):
        return False
    following = units[at + 1].plain
    number = label_of(units[at + 1])
    return (number == 1 and label_of(units[at]) is None) or says(FRAME, following, "reply_heading")


def label_of(unit: Unit) -> int | None:
    """The number that labels a unit as a question or an answer."""
    found = LABEL.match(unit.text)
    if not found:
        return None
    return int(found["number"] or found["bare"])


def request_end(units: Sequence[Unit], slanted: Sequence[bool], start: int) -> int | None:
    """The index of the first unit after the restated request, null where no such block can be told."""
    if start >= len(units):
        return None
    printed = _end_of_print(units, slanted, start)
    end = printed or _end_of_words(units, start)
    if end is None or end <= start or end >= len(units) or _alternates(units, start, end):
        return None
    return None if printed is None and _holds_answers(units, start, end) else end


def _end_of_print(units: Sequence[Unit], slanted: Sequence[bool], start: int) -> int | None:
    """The end of a request set off in print: in italics or in quotation marks."""
    if slanted[start] or ITALIC_MARKUP.match(units[start].text):
        return _end_of_italics(units, slanted, start)
    if OPENING_QUOTE.match(units[start].text):
        for n in range(start, len(units)):
            if CLOSING_QUOTE.search(units[n].text):
                more = n + 1 < len(units) and OPENING_QUOTE.match(units[n + 1].text)
                if not more:
                    return n + 1
    return None


def _end_of_italics(units: Sequence[Unit], slanted: Sequence[bool], start: int) -> int:
    """The end of words in italics, whose mark may open in one unit and close in a later one."""
    end = start
    while end < len(units) and (slanted[end] or ITALIC_MARKUP.match(units[end].text)):
        closes = next((n for n in range(end, len(units)) if ITALIC_END.search(units[n].text)), None)
        end = closes if closes is not None and not slanted[end] else end
        end += 1
    return end


def _end_of_words(units: Sequence[Unit], start: int) -> int | None:
    """The end of a request by the words that follow it, or by its questions beginning anew."""
    seen: set[str] = set()
    first: Unit | None = None
    for n in range(start, len(units)):
        text, label = units[n].plain, label_of(units[n])
        words = _bare_words(units[n])
        if says(FRAME, text, "reply_heading", "reply_opener") or words in seen:
            return n
        if label is None and says(FRAME, _first_sentence(text), "reply_opener") and not _asking(units[n]):
            return n
        if first is not None and _begins_anew(first, units[n]):
            return n
        if label is None and _answers(text):
            return n if n > start else None
        first = first or (units[n] if label == 1 else None)
        if len(words) >= REPEATED_LETTERS:
            seen.add(words)
    return None


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.:])\s+(?=[A-Z])", text, maxsplit=1)[0]


def _begins_anew(first: Unit, unit: Unit) -> bool:
    """Whether a unit carries the first label again, as an answer or as the same question reworded.

    Another question under the same number is the first of a further group of the request.
    """
    if label_of(unit) != 1 or _letter_of(unit) != _letter_of(first):
        return False
    return not _asking(unit) or _alike(first.plain, unit.plain)


def _letter_of(unit: Unit) -> str | None:
    found = LABEL.match(unit.text)
    return found["letter"] and found["letter"].casefold() if found else None


def _alike(one: str, other: str) -> bool:
    """Whether two questions share half of their words."""
    words, others = (set(re.findall(r"[a-z]{3,}", text.casefold())) for text in (one, other))
    return 2 * len(words & others) >= min(len(words), len(others)) > 0


def _bare_words(unit: Unit) -> str:
    """The letters of a unit without its label, as a repeated question is recognised."""
    return re.sub(r"[\W_]+", "", LABEL.sub("", unit.text, count=1)).casefold()


def _answers(text: str) -> bool:
    """Whether the authority speaks in a unit that carries no label."""
    if says(FRAME, text, "asks"):
        return False
    return says(FRAME, text, "introduction", "held", "reply")


def _alternates(units: Sequence[Unit], start: int, end: int) -> bool:
    """Whether questions and answers alternate, so that the words up to ``end`` are not the whole request."""
    before = [n for n in map(label_of, units[start:end]) if n is not None]
    after = [n for n in map(label_of, units[end:]) if n is not None]
    if before and after and after[0] == max(before) + 1 and 1 not in after:
        return True
    if _heads_answers(units, end):
        return True
    return any(says(FRAME, u.plain, "request_heading") for u in units[end + 1 :] if len(u.plain) < HEADING)


def _heads_answers(units: Sequence[Unit], at: int) -> bool:
    """Whether a heading such as "Response" comes again below further questions."""
    if len(units[at].plain) > HEADING or not says(FRAME, units[at].plain, "reply_heading"):
        return False
    again = [n for n in range(at + 2, len(units)) if units[n].plain == units[at].plain]
    return bool(again) and any(_asking(units[n - 1]) for n in again)


def _holds_answers(units: Sequence[Unit], start: int, end: int) -> bool:
    """Whether what looks like the restated request has answers between its questions.

    Where the numbers begin anew after it, it is the request whatever stands between them.
    """
    if label_of(units[start]) == 1 and 1 in map(label_of, units[end:]):
        return False
    block = units[start:end]
    answered = 0
    for above, unit, below in zip(block, block[1:], block[2:], strict=False):
        asked = label_of(above) is not None or above.plain.endswith("?")
        asks_on = label_of(below) is not None or below.plain.endswith("?")
        heads_group = label_of(below) == 1
        answered += asked and asks_on and not heads_group and label_of(unit) is None and not _asking(unit)
    return (
        answered > 0
        and 3 * answered >= sum(label_of(u) is not None or u.plain.endswith("?") for u in block) - 1
    )


def _asking(unit: Unit) -> bool:
    """Whether a unit asks, or is a further item of what is asked for."""
    return (
        unit.plain.endswith(("?", ":", ";")) or bool(ITEM.match(unit.text)) or says(FRAME, unit.plain, "asks")
    )


def _introduce(units: Sequence[Unit], kinds: list[PartKind], start: int) -> None:
    """Name the thanks and announcements from a place on."""
    for at in range(start, min(len(units), start + INTRODUCTION_UNITS)):
        if not (_only_opens(units, at) if opens_request(units[at]) else is_introduction(units, at)):
            return
        kinds[at] = "introduction"
