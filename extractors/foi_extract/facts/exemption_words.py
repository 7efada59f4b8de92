"""The words that a citation stands in: its sentence, the next ones, the lead-in of its list, a quotation."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from foi_records.spans import Stretch

LISTED = re.compile(
    r"\s*[•*–-]?\s*(?:sections?|s\.?|regulations?|regs?\.?|exemptions?|exceptions?)\s?\d", re.IGNORECASE
)
CITES = re.compile(r"\b(?:sections?|regulations?|exemptions? (?:at|in|under)|s\.) ?\d", re.IGNORECASE)
OPENING = re.compile(r'“|(?<=[\s:(])"(?=\w)')
CLOSING = re.compile(r'”|(?<=\S)"(?=[\s.,;:)]|$)')
ASKED = re.compile(
    r"\b(?:requests?|you (?:asked|wrote|said|stated|requested)|your (?:e-?mail|letter|message|questions?))\b"
    r"[^.“”\"]{0,60}$",
    re.IGNORECASE,
)


def sentence_of(text: str, starts: Sequence[int], stretch: Stretch) -> Stretch:
    """The sentence that holds a stretch, at most 400 characters either side."""
    first = bisect.bisect_right(starts, stretch.start) - 1
    after = bisect.bisect_right(starts, max(stretch.start, stretch.end - 1))
    start = max(starts[max(first, 0)], stretch.start - 400)
    end = min(starts[after] if after < len(starts) else len(text), stretch.end + 400)
    return Stretch(start, max(end, stretch.end))


def next_sentences(text: str, starts: Sequence[int], sentence: Stretch) -> tuple[str, ...]:
    """The next three sentences, each on one line, as far as they speak of the same provision."""
    after = bisect.bisect_right(starts, sentence.end)
    low = sentence.end
    out: list[str] = []
    for end in [*starts[after : after + 3], len(text)][:3]:
        words = " ".join(text[low : min(end, low + 300)].split())
        if CITES.search(words):
            break
        out.append(words)
        low = end
    return tuple(out)


def lead_in(text: str, starts: Sequence[int], at: int) -> str:
    """The sentence ending in a colon that a list of citations hangs on; empty where none does."""
    line = text.rfind("\n", 0, at) + 1
    colon = text.rfind(":", max(0, line - 500), line)
    listed = text[colon + 1 : line].split("\n")
    if text[line:at].strip(" •-–*") or colon < 0 or any(s.strip() and not LISTED.match(s) for s in listed):
        return ""
    start = starts[max(bisect.bisect_left(starts, colon) - 1, 0)]
    return " ".join(text[max(start, colon - 400) : colon].split())


def in_quoted_request(text: str, at: int) -> bool:
    """Whether a place is inside quotation marks that open on what the requester asked or wrote."""
    before = text[max(0, at - 700) : at]
    if "“" not in before and '"' not in before:
        return False
    opened = max((m.start() for m in OPENING.finditer(before)), default=-1)
    if opened < 0 or CLOSING.search(before, opened + 1):
        return False
    return ASKED.search(before[max(0, opened - 90) : opened]) is not None
