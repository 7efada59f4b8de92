"""The opening of a letter: letterhead, reference lines, subject and salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.letters.units import Unit
from foi_extract.letters.wordings import FRAME, says
from foi_records.letter import PartKind

REFERENCE = re.compile(
    r"\b(?:(?:our|your|my|case|request|foi|foia|file|tracking)?\s?(?:ref(?:erence)?\b|[my]/r\b)|(?:request|case|tracking)\s(?:number|no|id)\b|subject\s?:|re\s?:|date\s?:|date\s(?:of|received|responded|sent|requested|request)\b|(?:published|received|responded|answered)(?:\son)?\s?:|keyword\s?:|FOI\s\d)",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"\b(?:freedom\sof\sinformation|environmental\sinformation|information\srequest|request\sfor\sinformation|FOIA?|EIR|right\sto\sknow|internal\sreview|ref(?:erence)?)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[a-z]{2}[.?!:]$|\b(?:I|we|you|has|have|is|are|was|were)\b")
DATE_ONLY = re.compile(
    r"^(?:date\s?:?\s?)?(?:\w+day,?\s)?\d{1,2}(?:st|nd|rd|th)?[\s./-](?:\w{3,9}|\d{1,2})[\s./,-]+\d{2,4}$",
    re.IGNORECASE,
)
OWN_LABEL = re.compile(r"(?:our|your|my)\s+ref\w*\b.{0,60}$|date\s?:.{0,40}$", re.IGNORECASE)
CODE_FIRST = re.compile(r"(?=[\w/-]*\d)(?=[\w/-]*[A-Z])[A-Z\d][\w/-]{3,20}\s[-–—:]\s(?:\S+\s?){1,12}$")
CODE_ALONE = re.compile(r"(?=\S*\d{2})(?=[A-Z])[A-Z]{1,8}[\w/.-]{3,20}")
HEAD_UNITS = 60
OPENING_UNITS = 15
NAME_WORDS, NAMES_ABOVE = 8, 3


def opening_units(units: Sequence[Unit]) -> list[PartKind]:
    """The kinds of the first units, up to where the letter begins to speak."""
    at = salutation_at(units)
    if at is None:
        return _head_without_salutation(units)
    kinds: list[PartKind] = [
        "introduction" if says(FRAME, u.plain, "thanks", "introduction") else _head_kind(u)
        for u in units[:at]
    ]
    kinds.append("salutation")
    for n in range(at + 1, min(at + 6, len(units))):
        if not (is_subject(units[n]) or DATE_ONLY.match(units[n].plain) or _heads_thanks(units, n)):
            break
        kinds.append("reference")
    return kinds


def salutation_at(units: Sequence[Unit]) -> int | None:
    """The index of the salutation, null when there is none before the letter speaks."""
    for n, unit in enumerate(units[:HEAD_UNITS]):
        if _greets(unit):
            return n
        if says(FRAME, unit.plain, "thanks", "introduction", "request_heading", "reply_heading"):
            return n + 1 if n + 1 < len(units) and _greets(units[n + 1]) else None
    return None


def _greets(unit: Unit) -> bool:
    return len(unit.plain) < 90 and says(FRAME, unit.plain, "salutation")


def is_subject(unit: Unit) -> bool:
    """Whether a unit after the salutation is the letter's subject line and not yet its first sentence."""
    text = unit.plain
    if len(text.split()) > 40 or says(
        FRAME, text, "thanks", "introduction", "request_heading", "reply_opener", "reply_heading"
    ):
        return False
    if (
        (text.upper() == text and len(text) > 8)
        or OWN_LABEL.match(text)
        or CODE_FIRST.match(text)
        or CODE_ALONE.fullmatch(text)
    ):
        return True
    return bool(TOPIC.search(text) or REFERENCE.search(text)) and not SENTENCE.search(text)


def _heads_thanks(units: Sequence[Unit], n: int) -> bool:
    """Whether a heading like "Request for information" is the letter's subject: thanks follow, no request."""
    if not says(FRAME, units[n].plain, "request_heading") or units[n].plain.endswith(":"):
        return False
    return any(says(FRAME, unit.plain, "thanks", "introduction") for unit in units[n + 1 : n + 4])


def _head_without_salutation(units: Sequence[Unit]) -> list[PartKind]:
    """The kinds of the first units of a letter that greets nobody: what stands before its first thanks.

    Without thanks, the lines that are plainly a reference, a subject or a date.
    """
    kinds: list[PartKind] = []
    for unit in units[:OPENING_UNITS]:
        if says(FRAME, unit.plain, "thanks", "introduction", "request_heading", "request_opener"):
            return kinds
        if says(FRAME, unit.plain, "reply_heading", "held", "reply_opener"):
            break
        kinds.append(_head_kind(unit))
    return kinds[: _end_of_head(units)]


def _end_of_head(units: Sequence[Unit]) -> int:
    """The number of first units that are lines of a head: plainly, or a name with such a line soon below."""
    end = 0
    for n, unit in enumerate(units[:OPENING_UNITS]):
        if _is_head_line(unit):
            end = n + 1
        elif len(unit.plain.split()) > NAME_WORDS or SENTENCE.search(unit.plain) or n - end >= NAMES_ABOVE:
            break
    return end


def _is_head_line(unit: Unit) -> bool:
    """Whether a unit is plainly a line of a letter's head."""
    text = unit.plain
    return len(text.split()) <= 30 and bool(
        REFERENCE.search(text) or TOPIC.search(text) or DATE_ONLY.match(text)
    )


def _head_kind(unit: Unit) -> PartKind:
    """Letterhead or reference lines."""
    text = unit.plain
    return (
        "reference" if REFERENCE.search(text) or TOPIC.search(text) or DATE_ONLY.match(text) else "letterhead"
    )
