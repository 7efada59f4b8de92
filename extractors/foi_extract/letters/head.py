"""The head of a letter: its subject, and the law it was handled under."""

from __future__ import annotations

import re
from itertools import pairwise

from foi_extract.law.names import named_instruments
from foi_extract.law.provisions import instrument
from foi_extract.law.regimes import jurisdiction_of, regimes_in
from foi_records.document import Document
from foi_records.letter import Named, Part
from foi_records.spans import Stretch

LABEL = re.compile(
    r"^[ \t*]*(?:subject|re|title|topic)[ \t]*:[ \t*]*(?P<subject>\S[^\n]{2,200})",
    re.IGNORECASE | re.MULTILINE,
)
RELATING = re.compile(
    r"""\brequests?\s(?:for\sinformation\s)?(?:relating\sto|regarding|about|concerning|in\srelation\sto|in\srespect\sof|on\sthe\ssubject\sof)\s+
    (?P<subject>\S.{1,160}?)(?=[,.]?\s+(?:which|that\s(?:we|was)|received|dated|under\sthe|we\s(?:received|have)|and\syou)\b|\.\s|\.$|,\s(?:which|received|dated)|\n\n)""",
    re.VERBOSE | re.DOTALL,
)
ONLY_REFERENCE = re.compile(
    r"[\s*_]*(?:(?:our|your)\s)?(?:(?:foia?|eir|request|case)\s)?(?:ref(?:erence)?|number|no)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
ANSWERING = re.compile(r"[\s*_]*(?:(?:re|fw|fwd)\s?:\s*)+", re.IGNORECASE)


def subject_of(document: Document, parts: list[Part]) -> Named | None:
    """The subject: by the site, its own line, the line after the salutation, or the thanks."""
    text = document.text
    if document.known.subject:
        at = text.find(document.known.subject)
        return Named(
            document.known.subject, Stretch(at, at + len(document.known.subject)) if at >= 0 else None
        )
    for part in parts:
        if part.kind in ("reference", "letterhead") and (found := LABEL.search(text, part.start, part.end)):
            return _named(text, *found.span("subject"))
    after = _after_salutation(parts)
    if after is not None and not ONLY_REFERENCE.match(text[after.start : after.end]):
        return _named(text, after.start, after.end)
    for part in parts:
        if part.kind in ("introduction", "reply") and (
            found := RELATING.search(text, part.start, min(part.end, part.start + 600))
        ):
            return _named(text, *found.span("subject"))
    return None


def regimes_of(
    document: Document, parts: list[Part], authority: str | None
) -> tuple[tuple[str, ...], str | None]:
    """The access laws of the letter and whose law it is: by its own words, else by the mail it quotes."""
    words = _own_words(document, parts)
    words = words if _names_access_law(words) else document.text
    place = jurisdiction_of(words, authority)
    return regimes_in(words, place), place


def _own_words(document: Document, parts: list[Part]) -> str:
    """The letter's text without the mail it quotes: its very text where it quotes none, read once for all."""
    own = [p for p in parts if p.kind not in ("quoted_mail", "other")]
    if len(own) == len(parts):
        return document.text
    return "\n".join(document.text[p.start : p.end] for p in own)


def _names_access_law(text: str) -> bool:
    """Whether a text names an access law; "the Act" by itself may be any."""
    return any(
        instrument(named.instrument).regime if named.exact else named.instrument in ("foi", "eir")
        for named in named_instruments(text)
    )


def _after_salutation(parts: list[Part]) -> Part | None:
    """The part of subject lines right after the salutation."""
    for above, part in pairwise(parts):
        if above.kind == "salutation" and part.kind == "reference":
            return part
    return None


def _named(text: str, start: int, end: int) -> Named:
    if said := ANSWERING.match(text, start, end):
        start = said.end()
    words = text[start:end]
    start += len(words) - len(words.lstrip(" *_\n"))
    end -= len(words) - len(words.rstrip(" *_\n"))
    return Named(" ".join(text[start:end].split()), Stretch(start, end))
