"""Numbers in an answer that name or merely speak, and count nothing: "Windows 10", "one who", "the two"."""

from __future__ import annotations

import re

from foi_extract.facts.figure_nouns import is_plural, is_stop, is_verbal, noun_after
from foi_extract.facts.figure_numbers import Numeral
from foi_extract.facts.masks import MASKED
from foi_extract.language import sentence_at, word_before

ONE_AFTER = re.compile(
    r"\b(?:is|are|was|were|have|has|had|having|employs?|employed"
    r"|runs?|ran|operates?|holds?|owns?|uses?|used|appointed"
    r"|dismissed|lost|bought|sold|built|closed|opened|suffered"
    r"|upheld|attended|received|recorded|issued|there|only"
    r"|just|provides?|includes?|comprises?|comprising|made"
    r"|of|and|plus|consists?"
    r"|total|held|reported|identified|found|exactly|currently"
    r"|approximately|about|with|by|for|a\s+further|additional"
    r"|[:=–-])[\s:=–-]*$",
    re.IGNORECASE,
)
SENTENCE_START = re.compile(r"(?:^|[.?!:;•▪◦*\n–│|-])[\s(]*$")
LINE_START = re.compile(r"(?:^|[.?!:;•▪◦*\n])[\s(]*$")
PAIRED_NAME = re.compile(r"[^.?!:\n]\s[A-Z][a-z]+\s\d{1,3}\s?(?:&|and|/)\s?$")
TOTAL_OF = re.compile(r"\b(?:total\s+of|number\s+(?:is|was)|answer\s+is|just|only)\s*$", re.IGNORECASE)
OF_WHICH = re.compile(r"\bof\s+(?:which|whom|these|those|them),?\s+(?:only\s+)?$", re.IGNORECASE)
BROKEN_OFF = re.compile(
    r"\b(?:an?|the|for|of|with|to|as|than|like|or|at|from|by|in|on|this|that|which|each|every|any|no|not|another|such|when)"
    r"\s*\n\s*$",
    re.IGNORECASE,
)
"""The end of a line that its sentence runs past: a word at the head of the next is no answer by itself."""
NARROWS = re.compile(
    r"\byou\s+(?:might|may|could)\s+(?:\w+\s+){0,2}?ask\b|\b(?:may|might)\s+be\s+(?:possible|able)\s+to\b"
    r"|\b(?:could|might)\s+(?:consider|look\s+at)\b|"
    r"\b(?:limit|narrow|refine|restrict|confine|reduce|revise)\w*\s+(?:down\s+)?(?:(?:your|the|this)\s+)?(?:request|search|scope|question)",
    re.IGNORECASE,
)
OF = re.compile(r"\s+(?:of|were|are|have|had|was)\b")
VERB = re.compile(r"\s+(?:could|did|do|will|would|has|remain|relate)\b")
OTHERS = re.compile(r"\b(?:other|remaining|further)\s+$", re.IGNORECASE)
SHARED_OUT = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)[^.;]{3,70}(?:,|\band)\s+$",
    re.IGNORECASE,
)
"""As in "5 scanners, three at one site and two at the other"."""
FOOTNOTE_WORD = re.compile(r" ([A-Z][a-z]+)(?=[ ;:,.])")
PLACE = re.compile(r"\s+(?:at|in|on|from|with)\b")
CLOSED = re.compile(r"\s*(?:[.;)]|$|\n|\()")
BY = re.compile(r"\s*[x×]\s*\d", re.IGNORECASE)


def counts_nothing(text: str, blank: str, number: Numeral, kind: str | None) -> bool:
    """Whether a number is part of a name or of a manner of speaking."""
    if kind is not None or number.currency:
        return (
            number.in_words
            and number.value == 1
            and kind != "staff"
            and not _counted_one(text, blank, number, kind)
        )
    if number.in_words:
        return not _spoken_count(text, blank, number)
    if BY.match(blank, number.end) or re.search(
        r"\d\s*[x×]\s*$", text[max(0, number.start - 4) : number.start]
    ):
        return True
    if text[number.end : number.end + 1].isalpha() or text[number.end : number.end + 2] in ("-y",):
        return True
    return _is_footnote(text, blank, number) or _in_name(text, blank, number)


def _is_footnote(text: str, blank: str, number: Numeral) -> bool:
    """Whether a lone digit begins a line below others of its answer, before a word: "1 Provisional; ..."."""
    word = FOOTNOTE_WORD.match(text, number.end)
    if word is None or number.end - number.start != 1 or is_plural(word[1]):
        return False
    above = blank[: number.start].rstrip(" ")
    return above.endswith("\n") and above.rstrip()[-1:] not in ("", MASKED)


def _counted_one(text: str, blank: str, number: Numeral, kind: str | None) -> bool:
    """Whether "one" before a unit is a count of it: "one hour", but not "one day we may"."""
    left = text[max(0, number.start - 40) : number.start]
    if NARROWS.search(text, *sentence_at(text, number.start)):
        return False
    return kind == "duration" and (
        ONE_AFTER.search(left) is not None or SENTENCE_START.search(left) is not None
    )


def _spoken_count(text: str, blank: str, number: Numeral) -> bool:
    """Whether a number word counts: alone, or before a noun; "one" only where a count may stand."""
    left = text[max(0, number.start - 40) : number.start]
    alone = SENTENCE_START.search(left) is not None and CLOSED.match(text, number.end) is not None
    alone = alone or (TOTAL_OF.search(left) is not None and CLOSED.match(text, number.end) is not None)
    noun = noun_after(text, blank, number.end, number.value)
    if number.value == 1 and (
        BROKEN_OFF.search(left) or NARROWS.search(text, *sentence_at(text, number.start))
    ):
        return False
    if number.value != 1:
        return alone or noun is not None or _of(text, number) or OF_WHICH.search(left) is not None
    if alone or text[number.end : number.end + 5].startswith(", "):
        return alone or SENTENCE_START.search(left) is not None
    if noun is None or is_verbal(noun[0].split()[-1]):
        return False
    return SENTENCE_START.search(left) is not None or ONE_AFTER.search(left) is not None


def _leads_on(text: str, number: Numeral, left: str) -> bool:
    """Whether "one" ends a phrase begun on the line before, or stands in advice to narrow a request."""
    return BROKEN_OFF.search(left) is not None or (
        NARROWS.search(text, *sentence_at(text, number.start)) is not None
    )


def _of(text: str, number: Numeral) -> bool:
    """Whether a number word counts things named before it: "two of", "the other three"."""
    after = text[number.end : number.end + 12]
    if OF.match(after):
        return True
    left = text[max(0, number.start - 80) : number.start]
    if OTHERS.search(left):
        return VERB.match(after) is not None
    return SHARED_OUT.search(left) is not None and PLACE.match(after) is not None


def _in_name(text: str, blank: str, number: Numeral) -> bool:
    """Whether a bare number is the end of a proper name in the middle of a sentence ("Building 4")."""
    if PAIRED_NAME.search(text[max(0, number.start - 30) : number.start]):
        return noun_after(text, blank, number.end, number.value) is None
    if text[max(0, number.start - 1) : number.start] != " ":
        return False
    before = word_before(text, number.start)
    if (
        before is None
        or blank[before.end - 1] == MASKED
        or not before.text[0].isupper()
        or text[before.end : number.start] != " "
    ):
        return False
    if LINE_START.search(text[max(0, before.start - 12) : before.start]) or before.text.isupper():
        return False
    return noun_after(text, blank, number.end, number.value) is None and not is_stop(before.text)
