"""What a written date is the date of, by the words around it and its place in the letter."""

from __future__ import annotations

import re
from typing import Literal, cast

from foi_extract.law.cues import lowered, speaks_of
from foi_extract.law.phrasebook import phrasebook
from foi_records.facts import DateRole, Precision
from foi_records.letter import Letter

OF_DAYS = frozenset({"request", "received", "response", "due", "review_deadline"})
"""Roles that only a day (or a month) can have."""
MARK = "§"
"""Stands for the date in the words around it."""
BEFORE, AFTER = 140, 60
"""How many letters to the left and right are read."""
SENTENCE_EDGE = re.compile(r"[.?!]\s+(?=[A-Z])|\n\s*\n")
WEEKDAY = r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
WEEKDAY_BEFORE = re.compile(rf"{WEEKDAY}\W{{1,3}}(?:the\s)?(?=§)", re.IGNORECASE)
ALONE_BEFORE = re.compile(
    rf"(?:^|[ \t]{{2,}}|\||\t)\W*(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?, )?(?:{WEEKDAY})?\W*$", re.IGNORECASE
)
ALONE_AFTER = re.compile(r"[.,]?\s*(?:$|[ \t]{2}|\||\d{1,2}[:.]\d\d)")
DEAR = re.compile(r"^\s*(?:Dear|Good (?:morning|afternoon)|Hello|Hi)\b", re.MULTILINE)
HEAD = ("letterhead", "reference")
SPEAKING = frozenset({"reply", "request", "quoted_mail"})
CLOSING = frozenset({"signature", "other"})


def role_of(letter: Letter, start: int, end: int, precision: Precision) -> DateRole | None:
    """The role of the date at a stretch: by its wording, else by its place, else by its grain."""
    kind = letter.kind_at(start)
    said = role_from_words(context(letter.text, start, end), precision, spoken=kind in SPEAKING)
    if said is not None:
        return None if said == "none" else said
    if precision == "day" and _heads_letter(letter, start, end, kind):
        return "response"
    return "event" if precision == "day" else "period"


def role_from_words(
    words: str, precision: Precision = "day", *, spoken: bool = False
) -> DateRole | Literal["none"] | None:
    """The role that a context says, in which the date itself is written ``§``; the first row that holds.

    ``spoken`` says that it stands in the reply or the request; "none" is a date known to have no role.
    """
    flat = WEEKDAY_BEFORE.sub("", " ".join(words.split()))
    raw = WEEKDAY_BEFORE.sub("", words)
    small = lowered(flat)
    for wording in phrasebook("date_roles.toml"):
        if (spoken and wording.row.get("head")) or (
            wording.signal in OF_DAYS and precision not in ("day", "month")
        ):
            continue
        if not speaks_of(small, wording.row["cues"]):
            continue
        if wording.pattern.search(raw if wording.row.get("raw") else flat):
            return cast("DateRole | Literal['none']", wording.signal)
    return None


def context(text: str, start: int, end: int) -> str:
    """The words around a date within its sentence, the date written ``§``."""
    left = text[max(0, start - BEFORE) : start]
    cuts = [m.end() for m in SENTENCE_EDGE.finditer(left)]
    if cuts:
        left = left[cuts[-1] :]
    right = text[end : end + AFTER]
    cut = SENTENCE_EDGE.search(right)
    right = right[: cut.start()] if cut else right
    return f"{left.replace(MARK, ' ')}{MARK}{right.replace(MARK, ' ')}"


def _heads_letter(letter: Letter, start: int, end: int, kind: str | None) -> bool:
    """Whether a date stands by itself in the letter's head or below its signature."""
    line = letter.document.lines[letter.document.line_at(start)]
    before, after = line.text[: max(0, start - line.start)], line.text[max(0, end - line.start) :]
    if not (ALONE_BEFORE.search(before) and ALONE_AFTER.match(after)):
        return False
    if kind in HEAD:
        return True
    if kind in CLOSING and any(part.kind == "signature" and part.start <= start for part in letter.parts):
        return True
    dear = DEAR.search(letter.text)
    return dear is not None and start < dear.start() < 3000
