"""Which of a requester's messages a reply answers, told from what each of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foi_extract.law.phrasebook import phrasebook

BOOK = "outgoing_messages.toml"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
LONGEST = 600
SHORTEST_REMARK = 4
"""Words of a sentence below which it is a name, a greeting or a subject."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The message that a reply answers, by its place; ``dated``: the time to answer runs from its date."""

    place: int
    dated: bool = True


def message_answered(messages: Sequence[str]) -> Asked | None:
    """The message that a reply answers: the latest that asks for information, of those sent before it.

    A reminder, a thank-you or a demand for a review asks nothing new.  Behind a demand for a review, or a
    remark that may have made the request clear, no date is certain: the reply may be to the one or the other.
    """
    if not messages:
        return None
    place, dated = 0, True
    for n, text in enumerate(messages[1:], 1):
        signals = signals_of(text)
        if "asks" in signals and "reviews" not in signals:
            place, dated = n, True
        elif "reviews" in signals or "remark" in signals:
            dated = False
    return Asked(place, dated)


def signals_of(text: str) -> set[str]:
    """What the sentences of a message do: ask, chase, demand a review, thank; "remark" for none of these."""
    found: set[str] = set()
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:\(?\d{1,2}[.)]|[•*-])\s)", text):
        for sentence in SENTENCE_END.split(" ".join(paragraph.split())):
            found.add(signal_of(sentence[:LONGEST]))
    return found - {""}


def signal_of(sentence: str) -> str:
    """What one sentence does, by the first wording that fits."""
    for row in phrasebook(BOOK):
        if row.pattern.search(sentence):
            return row.signal
    return "remark" if len(sentence.split()) > SHORTEST_REMARK else ""
