"""Amounts in an answer that are no figures of it: limits of the law, relative periods, legends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from foi_extract.facts.starts import starts_in
from foi_extract.law.cues import speaks_of
from foi_extract.law.phrasebook import phrasebook, regex_from_phrase
from foi_records.spans import Stretch

HINT = re.compile(
    r"£|hour|hrs|day|diwrnod|month|week|year|quarter|=|denote|indicate|represent|mean|suppress|replac|mask|redact|withheld|hidden"
    r"|shown|display|round|removed|refers?\sto|used|recorded\sas|[-–—]\s|disclosed|provided|released|given",
)
"""What a sentence in small letters must hold to state a limit."""
ESTIMATED = re.compile(
    r"\b(?:tak(?:e|es|ing|en)|took|spend|spent|requir(?:e|es|ing|ed)|need(?:s|ed)?)\W+(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
FEW_WORDS = 400
"""Characters: more than the six words that an estimate may stand before its amount."""
HOURS = re.compile(r"h(?:ou)?rs", re.IGNORECASE)


MARK = re.compile(r"(?:^|\n)[^\w\n]{1,6}$")


def _mark_before(text: str, start: int) -> int:
    """The start of a sentence together with the lone mark before it on its line ("* denotes ...")."""
    mark = MARK.search(text, max(0, start - 7), start)
    return mark.start() + (text[mark.start()] == "\n") if mark else start


@cache
def _rows() -> tuple[tuple[Sequence[str], re.Pattern[str], re.Pattern[str]], ...]:
    """Of each row its cues, the pattern of the amount and that of its sentence."""
    return tuple(
        (w.row["cues"], w.pattern, regex_from_phrase(w.row["sentence"]))
        for w in phrasebook("statutory_amounts.toml")
    )


def limits_in(text: str, sentences: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of limits, deadlines, relative periods and legends, sentence by sentence.

    An estimate of the work ("it would take more than 18 hours") is a figure even beside the limit.
    """
    out: list[Stretch] = []
    whole = starts_in(text).lowered
    for start, end in sentences:
        start = _mark_before(text, start)
        sentence, small = text[start:end], whole[start:end]
        rows = [row for row in _rows() if speaks_of(small, row[0])]
        if not rows or not HINT.search(small):
            continue
        for _, amount, said in rows:
            first = amount.search(sentence)
            if first is None or not said.search(sentence):
                continue
            for found in amount.finditer(sentence, first.start()):
                if HOURS.search(found.group()) and _estimated(sentence, found.start()):
                    continue
                out.append(Stretch(start + found.start(), start + found.end()))
    return out


def _estimated(sentence: str, start: int) -> bool:
    """Whether the few words before an amount say that the work would take it."""
    return bool(ESTIMATED.search(sentence, max(0, start - FEW_WORDS), start))
