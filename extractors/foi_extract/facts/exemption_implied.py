"""Refusals that give no section number: over the cost limit, or vexatious."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from foi_extract.facts.exemption_mentions import Mention
from foi_extract.facts.exemption_places import exchanges_of
from foi_extract.facts.places import speaker_at
from foi_extract.language import starts_in_piece
from foi_extract.law.names import named_instruments
from foi_extract.law.phrasebook import Match, phrasebook, regex_from_phrase
from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch

LAWS = ("foia2000", "foisa2002")
FEES = {"fees2004": "foia2000", "foisafees2004": "foisa2002"}


def implied_mentions(letter: Letter, pairing: Pairing, cited: Sequence[str]) -> Iterator[Mention]:
    """A mention of section 12 or 14 for each refusal in the reply that rests on it without saying so.

    ``cited`` are the provisions that the response cites anyway; a section among them is never implied.
    """
    sections = {number.split("(")[0] for number in cited}
    law = _law(letter)
    if law is None:
        return
    for found in _found(letter.text):
        section = found.row["section"]
        if section not in sections and _refuses(letter, pairing, found):
            sentence = _sentence(letter.text, found.stretch)
            places = exchanges_of(letter, pairing, found.stretch, sentence)
            yield Mention(law, section, "applied", False, places, found.stretch)


def _found(text: str) -> Iterator[Match]:
    lowered = text.lower()
    for wording in phrasebook("implied.toml"):
        if wording.row["hint"] in lowered:
            for m in wording.pattern.finditer(text):
                yield Match(wording.signal, Stretch(*m.span()), {}, wording.row)


def _law(letter: Letter) -> str | None:
    """The Act whose cost limit is meant: the letter's regime, the fees regulations, the jurisdiction."""
    own = [law for law in LAWS if law in letter.regimes]
    if own or any(law.startswith("eir") for law in letter.regimes):
        return own[0] if own else None
    named = [FEES[n.instrument] for n in named_instruments(letter.text) if n.instrument in FEES]
    return named[0] if named else {"uk": "foia2000", "scotland": "foisa2002"}.get(letter.jurisdiction or "")


def _refuses(letter: Letter, pairing: Pairing, found: Match) -> bool:
    if letter.kind_at(found.stretch.start) not in ("reply", "introduction", None):
        return False
    if speaker_at(letter, pairing, found.stretch.start) == "requester":
        return False
    sentence = _sentence(letter.text, found.stretch)
    return not _pattern(found.row["unless"]).search(letter.text, *sentence)


def _sentence(text: str, stretch: Stretch) -> Stretch:
    """The sentence that holds a stretch, read in a window of 500 characters either side."""
    low = max(0, stretch.start - 500)
    window = text[low : stretch.end + 500]
    starts = [low + s for s in starts_in_piece(window)]
    start = max((s for s in starts if s <= stretch.start), default=low)
    return Stretch(start, min((s for s in starts if s >= stretch.end), default=low + len(window)))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return regex_from_phrase(phrase)
