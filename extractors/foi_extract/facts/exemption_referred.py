"""Grounds relied on again by pointing: "the redactions are subject to the exemption set out in Q2 above"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_lowercase

from foi_extract.facts.exemption_mentions import Mention
from foi_extract.facts.exemption_places import questions_named
from foi_extract.law.provisions import INSTRUMENTS, provision
from foi_records.letter import Letter, Pair, Pairing
from foi_records.spans import Stretch

POINTS = re.compile(
    r"""\b(?:exemptions?|exceptions?|redact(?:ed|ions?)|withh(?:eld|olding))\b[^.?!;]{0,160}?
    \b(?:set\s+out|given|explained|outlined|cited|detailed|described|stated|noted|mentioned|applied|used
      |discussed|under|in|at|for|see|as)\s+(?:in\s+|at\s+|under\s+|to\s+|for\s+|(?:our|the)\s+(?:answers?|responses?)\s+to\s+){0,2}
    (?:(?P<named>(?:questions?|q|points?|parts?|requests?)\s*(?:no\.?\s*)?\(?\d{1,2}[a-z]?\)?(?!\s*\([a-z]))
      |(?:(?:your|the)\s+)?(?:\w+\s+)?(?:(?:question|point|part|request)\s*)?(?P<label>(?:\(?\d{1,2}[).]?\s*)?\([a-z]\)))""",
    re.VERBOSE | re.IGNORECASE,
)
HINT = re.compile(r"exempt|except|redact|withh", re.IGNORECASE)
DENIES = re.compile(r"\b(?:not|no|never|neither|without)\b|n[’']t\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|without)\s(?:\w+\s)?$", re.IGNORECASE)
WORD = re.compile(r"[a-z]{5,}")
COMMON = frozenset(
    {"information", "exemption", "exception", "section", "regulation", "questions", "about", "subject"}
)


def referred_mentions(letter: Letter, pairing: Pairing, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each ground of another answer that an answer relies on by naming its question.

    Where the words say which ("the exemption for personal data") and one ground of that answer is so called,
    it is that one alone.
    """
    applied = [m for m in mentions if m.status == "applied" and m.places]
    if not applied or len(pairing.pairs) < 2:
        return
    for pair in pairing.pairs:
        for stretch, named in _pointing(letter, pairing, pair):
            theirs = [m for m in applied if m.places & named]
            kept = _called(letter.text[stretch.start : stretch.end], theirs)
            known = {(m.instrument, m.number) for m in mentions if pair.id in m.places}
            for law, number in dict.fromkeys((m.instrument, m.number) for m in kept):
                if (law, number) not in known:
                    first = next(m for m in kept if (m.instrument, m.number) == (law, number))
                    yield replace(first, places=frozenset({pair.id}), stretch=stretch, said=False)


def _pointing(letter: Letter, pairing: Pairing, pair: Pair) -> Iterator[tuple[Stretch, frozenset[str]]]:
    """Where an answer points at the exemptions of others, and the ids of those."""
    for start, end in pair.answer:
        if not HINT.search(letter.text, start, end):
            continue
        for found in POINTS.finditer(letter.text, start, end):
            named = _named(found, pair, pairing) - {pair.id}
            before = letter.text[max(start, found.start() - 16) : found.start()]
            if named and not DENIES.search(found.group()) and not DENIED.search(before):
                yield Stretch(*found.span()), named


def _named(found: re.Match[str], pair: Pair, pairing: Pairing) -> frozenset[str]:
    """The exchanges pointed at: "question 2", the part "(a)" of the same question, or the one "1(a)"."""
    if found["named"]:
        return frozenset(questions_named(found["named"], pairing))
    label = "".join(c for c in found["label"].lower() if c.isalnum())
    number = (pair.number or "").lower()
    beside = f"{number.rstrip(ascii_lowercase)}{label}" if label.isalpha() else label
    ids = [p.id for p in pairing.pairs if (p.number or "").lower() == beside]
    return frozenset(ids) if len(ids) == 1 else frozenset()


def _called(words: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions whose provision's title shares a word with the pointing ones; all where none does."""
    said = set(WORD.findall(words.casefold())) - COMMON
    called = [m for m in mentions if said & (set(WORD.findall(_title(m).casefold())) - COMMON)]
    return called or list(mentions)


def _title(mention: Mention) -> str:
    law = provision(mention.instrument, mention.number) if mention.instrument in INSTRUMENTS else None
    return law.title if law else ""
