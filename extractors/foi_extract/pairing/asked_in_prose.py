"""Questions put in one sentence of the letter: "You ask what it cost, for the invoices and whether …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from foi_extract.pairing.drafts import Asked, Matter
from foi_extract.pairing.likeness import words_of
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.wording import leaning

ASKS, LEAST_ASKING = 2.0, 1.5
OPENS = 4
LEAST_WORDS = 3
SENTENCE = re.compile(
    r"\byou\s+(?:had\s+|have\s+|also\s+)?(?:ask(?:ed)?|want(?:ed)?|wish(?:ed)?|request(?:ed)?|enquired)"
    r"(?:\s+to\s+(?:know|be\s+told)|\s+us)?(?:,\s+under\s+[^,.]{3,70},)?\s+(?P<asked>[^.?:]{20,700})[.?](?=[\s\"”]|$)",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"(?:[,;]\s+(?:and\s+)?(?:also\s+)?|\s+and\s+(?:also\s+)?)"
    r"(?=(?:what|whether|how|who|when|where|why|for|to\s+(?:see|have|know))\b)",
    re.IGNORECASE,
)
TRAILING = re.compile(r"[\s,;.]+$")
QUOTES = re.compile(r"[\s”\"]+$")
SENTENCE_END = re.compile(r"[.?][”\"]?\s+(?=[A-Z])")


def asked_in_prose(matter: Matter) -> list[Asked]:
    """The askings of the first sentence that says what was asked, where it holds two or more; else none."""
    text = matter.letter.text
    for passage in (*matter.before, *matter.passages[:OPENS]):
        found = SENTENCE.search(text, passage.start, passage.end)
        pieces = list(_pieces(passage, text, *found.span("asked"))) if found else []
        if len(pieces) > 1 and all(len(p.words.split()) >= LEAST_WORDS for p in pieces):
            return [Asked(None, [p], words_of(p.words), max(leaning(p.words), ASKS)) for p in pieces]
    return []


def asked_by_sentence(matter: Matter) -> list[Asked]:
    """The sentences of an unnumbered request that was restated, where every one asks."""
    out: list[Asked] = []
    if len(matter.asked) != 1 or any(p.label or p.bullet for p in matter.request):
        return []
    for passage in matter.request:
        cuts = [m.end() for m in SENTENCE_END.finditer(matter.letter.text, passage.start, passage.end)]
        for a, b in pairwise([passage.start, *cuts, passage.end]):
            piece = _piece(passage, matter.letter.text, a, b, QUOTES)
            if piece.words and leaning(piece.words) < LEAST_ASKING:
                return []
            if piece.words:
                out.append(Asked(None, [piece], words_of(piece.words), leaning(piece.words)))
    return out


def _pieces(passage: Passage, text: str, start: int, end: int) -> Iterator[Passage]:
    cuts = [m.span() for m in NEXT.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    for a, b in zip(starts, ends, strict=True):
        yield _piece(passage, text, a, b, TRAILING)


def _piece(passage: Passage, text: str, start: int, end: int, trailing: re.Pattern[str]) -> Passage:
    """A piece of a passage, without the marks behind it and a quotation mark that opens the whole."""
    words = trailing.sub("", text[start:end])
    if (
        start == passage.start
        and words[:1] in '“"'
        and words.count('"') % 2 + words.count("“") > words.count("”")
    ):
        start, words = start + 1, words[1:]
    return replace(
        passage, start=start, begin=start, plain=start, end=start + len(words), words=" ".join(words.split()),
        line=passage.line + text.count("\n", passage.start, start), label=None, bullet=None,
    )  # fmt: skip
