"""Yes or no: by the answer's first word, by a link, or by a sentence that takes up the question."""

from __future__ import annotations

import re
from typing import NamedTuple


class Said(NamedTuple):
    """A yes or no, and how many letters of the answer say it."""

    yes: bool
    end: int


LEAD = r"^\W{0,6}(?:(?:response|answer|reply|a)\s?[:.–-]\s*)?"
YES = re.compile(
    LEAD + r"(?P<said>yes|correct|affirmative|we\s+do\b(?!\s+not|n)|it\s+(?:is|does)\b(?!\s+not))"
    r"(?=[\s.,;:!–-]|$)(?!\s+(?:or|/)\s+no)",
    re.IGNORECASE,
)
NO = re.compile(
    LEAD
    + r"(?P<said>no(?=\s*(?:[.,;:!–—-]|$|\n|\()|\s+(?:we|it|they|the|a|an|this|there|i|not|sir|our|he|she)\b)"
    r"(?!\.\s*\d)"
    r"|not\s+(?:currently|at\s+(?:present|this\s+time|the\s+(?:present"
    r"|current)\s+(?:time|moment)|the\s+moment|present\s+time)"
    r"|yet|as\s+yet|applicable\s+as\s+we\s+do\s+not)"
    r"|currently,?\s+no\b|neither\b|none\b|we\s+do\s+not(?=\s*(?:[.,;]"
    r"|$))|it\s+(?:is|does)\s+not(?=\s*[.,;]))",
    re.IGNORECASE,
)
NOT_HELD = re.compile(
    r"\b(?:not|n[’']t|no\s+longer|no)\s+(?:\w+\s+){0,4}?(?:hold"
    r"|held|record|recorded|information|data|collect|keep"
    r"|kept|able|possible|available|obliged|required|applicable"
    r"|confirm|comment)\b"
    r"|\bneither\s+confirm|\bunable\b|\bexempt\b|\bcannot\b"
    r"|\bunclear\b|\bsee\s+(?:above|below|answer|response"
    r"|question)",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would"
    r"|can|could|should)(?:\s+(?:not|currently\s+not)\b|n[’']t\b)"
    r"|\b(?:there\s+(?:is|are|was|were|has\s+been|have\s+been)"
    r"|we\s+have|has|have|had)\s+(?:currently\s+)?no\b"
    r"|\b(?:no\s+longer|never|nobody|no\s+one)\b|\bnot\s+(?:currently|at\s+present|yet)\b",
    re.IGNORECASE,
)
POSITIVE_LEAD = re.compile(
    r"^\W{0,6}(?:(?:I|we)\s+can\s+confirm(?:\s+that)?|the\s+[\w\s&’'-]{2,50}?\s+(?:does"
    r"|do|has|have)\b|we\s+(?:do|have|publish|use|provide"
    r"|currently|operate|employ|offer|record)\b|there\s+(?:is"
    r"|are|was|were)\b)",
    re.IGNORECASE,
)
LINK_ONLY = re.compile(
    r"^\W{0,6}(?:(?:please\s+)?(?:see|visit|available\s+at"
    r"|here|it\s+is\s+at)\s*:?\s*)?(?:https?://|www\.)\S+[\s.]*$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:publish\w*|publication|available|on\s+your\s+website|disclosure\s+log|online)\b", re.IGNORECASE
)
WORD = re.compile(r"[a-z]{4,}")
ACRONYM = re.compile(r"\b(?!FOI|EIR|FOIA\b)[A-Z]{2,6}\b")
COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "does",
        "your",
        "their",
        "they",
        "please",
        "there",
        "which",
        "what",
        "when",
        "where",
        "been",
        "were",
        "will",
        "would",
        "could",
        "should",
        "about",
        "council",
        "authority",
        "information",
        "request",
        "freedom",
        "provide",
        "confirm",
        "state",
        "whether",
        "any",
        "under",
        "other",
        "also",
        "answer",
        "following",
        "such",
    ]
)


def boolean_of(question: str, answer: str, first_sentence: str) -> Said | None:
    """The yes or no that an answer gives to a question; null when it gives none."""
    for pattern, yes in ((YES, True), (NO, False)):
        found = pattern.match(answer)
        if found:
            return Said(yes, found.end("said"))
    if LINK_ONLY.match(answer) and PUBLISHED.search(question):
        return Said(True, len(answer.rstrip()))
    return _from_sentence(question, first_sentence)


def _from_sentence(question: str, sentence: str) -> Said | None:
    """A sentence that takes up the question's words: negated it says no, after "I can confirm" yes."""
    if NOT_HELD.search(sentence) or re.search(
        r"\b(?:however|although|but|though|except|partly|some\b)", sentence, re.IGNORECASE
    ):
        return None
    shared = stems(question) & stems(sentence)
    end = len(sentence.rstrip())
    if NEGATIVE.search(sentence):
        return Said(False, end) if shared else None
    if POSITIVE_LEAD.match(sentence) and len(shared) >= 2:
        return Said(True, end)
    return None


def stems(words: str) -> set[str]:
    """The words that carry the matter, cut to five letters and without their endings, and the acronyms."""
    plain = (re.sub(r"(?:ing|ed|es|s|e)$", "", w)[:5] for w in WORD.findall(words.lower()) if w not in COMMON)
    return {*plain, *ACRONYM.findall(words)}
