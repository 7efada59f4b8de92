"""What is hidden in a response: masked addresses, markers of something taken out, black boxes."""

from __future__ import annotations

import re

from foi_records.facts import Redaction
from foi_records.letter import Letter

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


def redactions(letter: Letter) -> list[Redaction]:
    """Every place where something is hidden, in document order; boxes drawn over the page last."""
    found: list[tuple[int, Redaction]] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in (("mask", MASK), ("marker", MARKER), ("marker", RUN_OF_X)):
        for match in pattern.finditer(letter.text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            span = letter.document.span(start, end)
            found.append((start, Redaction(kind=kind, text=" ".join(match.group().split()), span=span)))  # type: ignore[arg-type]
    boxes = [Redaction(kind="box", region=blackout.region) for blackout in letter.document.blackouts]
    return [redaction for _, redaction in sorted(found, key=lambda pair: pair[0])] + boxes
