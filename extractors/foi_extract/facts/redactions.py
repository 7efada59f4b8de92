"""What is hidden in a response: masked addresses, markers of something taken out, black boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from foi_extract.facts.places import Apart
from foi_extract.law.cues import found_at, lowered, places_of, speaks_of
from foi_records.facts import Redaction
from foi_records.letter import Letter
from foi_records.spans import Stretch

Kind = Literal["mask", "marker"]

MASK = re.compile(
    r"""\b[xX]{1,60}(?:[.\-_][xX]{1,60}){0,6}@[xX]{1,60}(?:[.\-][xX]{1,60}){0,6}\b     # xxxx.xxx@xxxx.xx
    |\[\s?(?:email[ ]address|mobile[ ]number|phone[ ]number
        |(?:[\w'’.&-]+[ ]){1,12}request[ ]email|FOI[ ]\#\d{1,9}[ ]email)\s?\]""",
    re.VERBOSE | re.IGNORECASE,
)
WHAT = r"""(?:(?:names?|address(?:es)?|text|information|details?|date|number|email|third[ ]party|words?
    |personal[ ](?:data|information|details)|section[ ]\d{1,2}(?:\(\d\))?|s\.?\d{1,2}(?:\(\d\))?|sentence
    |paragraph|line|content|data|signature|telephone|staff|officer|job[ ]title)[ :–-]{0,3}){0,4}
    (?:redact(?:ed|ions?)|withheld|removed|deleted|blanked[ ]out|obscured)"""
MARKER = re.compile(
    rf"""\[[ ]?{WHAT}(?:[ ][^\]\n]{{0,80}})?\]|\([ ]?{WHAT}[ ]?\)|<[ ]?{WHAT}(?:[ ][^>\n]{{0,80}})?>
    |(?<!\w)(?-i:REDACTED)(?!\w)|[█■▇▆]{{2,200}}|█""",
    re.VERBOSE | re.IGNORECASE,
)
RUN_OF_X = re.compile(r"\b(?:XX{3,60})\b")
OPENING = ("[", "(", "<")
HIDDEN = ("redact", "withheld", "removed", "deleted", "blanked", "obscured")
BLOCKS = ("REDACTED", "█", "■", "▇", "▆")


def redactions(letter: Letter) -> list[Redaction]:
    """Every place where something is hidden, in document order; boxes drawn over the page last."""
    apart = Apart()
    found: list[tuple[Stretch, Redaction]] = []
    for kind, match in _hidden(letter.text):
        stretch = Stretch(*match.span())
        if apart.takes(stretch):
            text = " ".join(match.group().split())
            found.append((stretch, Redaction(kind=kind, text=text, span=letter.document.span(*stretch))))
    boxes = [Redaction(kind="box", region=blackout.region) for blackout in letter.document.blackouts]
    return [redaction for _, redaction in sorted(found, key=lambda pair: pair[0])] + boxes


def _hidden(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """What masks and marks, kind by kind; each is looked for only where it may begin."""
    if "[" in text or "@x" in text or "@X" in text:
        for match in MASK.finditer(text):
            yield "mask", match
    opening = OPENING if speaks_of(lowered(text), HIDDEN) else ()
    for match in found_at(MARKER, text, places_of(text, (*opening, *BLOCKS))):
        yield "marker", match
    for match in found_at(RUN_OF_X, text, places_of(text, ("XXXX",))):
        yield "marker", match
