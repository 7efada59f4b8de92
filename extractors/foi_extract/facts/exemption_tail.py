"""The explanations of exemptions at the end of a letter, which the last answer seems to run into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foi_extract.facts.exemption_mentions import Mention
from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch

HEADING = re.compile(r"[^.;?!\n]{0,90}$")
ENOUGH = 20


def explained_at_the_end(letter: Letter, pairing: Pairing, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions below a heading in the last answer, as mere explanations of what earlier answers cite.

    "3. Nine. / Section 40(2) - Personal information / Section 40(2) applies to ..." explains the names
    withheld in answer 2; it says nothing of the nine.
    """
    tail = _last_answer(pairing)
    if tail is None or len(pairing.pairs) < 2:
        return list(mentions)
    headed = {
        m.number.split("(")[0]: m.stretch.start
        for m in reversed(mentions)
        if _in(tail, m) and m.stretch.start - tail.start > ENOUGH and _is_heading(letter.text, m.stretch)
    }
    elsewhere = {
        m.number.split("(")[0] for m in mentions if m.places and not _in(tail, m) and m.status != "quoted"
    }
    first = min((start for root, start in headed.items() if root in elsewhere), default=None)
    if first is None:
        return list(mentions)
    return [
        replace(m, explains=True)
        if _in(tail, m) and m.stretch.start >= first and m.number.split("(")[0] in elsewhere
        else m
        for m in mentions
    ]


def _last_answer(pairing: Pairing) -> Stretch | None:
    return max((s for p in pairing.pairs for s in p.answer), key=lambda s: s.end, default=None)


def _in(stretch: Stretch, mention: Mention) -> bool:
    return stretch.start <= mention.stretch.start < stretch.end


def _is_heading(text: str, stretch: Stretch) -> bool:
    """Whether a citation begins a short line that is no sentence."""
    line_start = text.rfind("\n", 0, stretch.start) + 1
    line_end = text.find("\n", stretch.end)
    rest = text[stretch.end : line_end if line_end >= 0 else len(text)]
    return not text[line_start : stretch.start].strip(" •*#-–") and HEADING.match(rest) is not None
