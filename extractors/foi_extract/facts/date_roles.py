"""What a written date is the date of, by the words around it and its place in the letter."""

from __future__ import annotations

import re
from typing import cast

from foi_extract.law.phrasebook import phrasebook
from foi_records.facts import DateRole, Precision
from foi_records.letter import Letter

OF_DAYS = frozenset({"request", "received", "response", "due", "review_deadline"})
"""Roles that only a day (or a month) can have."""
MARK = "§"
"""Stands for the date in the words around it."""
BEFORE, AFTER = 110, 60
"""How many letters to the left and right are read."""
SENTENCE_EDGE = re.compile(r"[.?!]\s+(?=[A-Z])|\n\s*\n")
WHOLE_LINE = re.compile(r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?\W*", re.IGNORECASE)
DEAR = re.compile(r"^\s*(?:Dear|Good (?:morning|afternoon)|Hello|Hi)\b", re.MULTILINE)


def role_of(letter: Letter, start: int, end: int, precision: Precision) -> DateRole | None:
    """The role of the date at a stretch: by its wording, else by its place, else by its grain."""
    said = role_from_words(context(letter.text, start, end))
    if said is not None and (precision in ("day", "month") or said not in OF_DAYS):
        return said
    if precision == "day" and _heads_letter(letter, start, end):
        return "response"
    return "event" if precision == "day" else "period"


def role_from_words(words: str) -> DateRole | None:
    """The role that a context says, in which the date itself is written ``§``; the first row that holds."""
    for wording in phrasebook("date_roles.toml"):
        if wording.pattern.search(words):
            return cast(DateRole, wording.signal)
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


def _heads_letter(letter: Letter, start: int, end: int) -> bool:
    """Whether a date stands alone on its line in the letter's head, or within its letterhead."""
    line = letter.document.lines[letter.document.line_at(start)]
    rest = line.text[: max(0, start - line.start)] + line.text[max(0, end - line.start) :]
    if not WHOLE_LINE.fullmatch(rest):
        return False
    kind = letter.kind_at(start)
    if kind in ("letterhead", "reference"):
        return True
    dear = DEAR.search(letter.text)
    return dear is not None and start < dear.start() < 3000
