"""Formulaic parts set aside: rights, re-use, signature, disclaimers, legal annexes.

Each unit is judged by its own words; a unit that says nothing goes with the formulaic part before it only as
long as it looks like the rest of it (an address, a telephone number, the same paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.letters.units import Unit
from foi_extract.letters.wordings import BOILERPLATE, FRAME, says, signals
from foi_records.letter import PartKind

KIND_OF_SIGNAL: dict[str, PartKind] = {
    "rights": "rights",
    "reuse": "reuse",
    "disclaimer": "disclaimer",
    "closing": "other",
    "enclosure": "other",
}
CONTACT = re.compile(
    r"""(?:\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b            # a post code
      |\b[\w.+x-]+@[\w.-]+|\[[^\]]*email[^\]]*\]|\bemail\saddress\b
      |\b(?:tel(?:ephone)?|phone|fax|mobile|e-?mail|web(?:site)?|web\saddress|address|post|direct\s(?:line|dial)|ext)\b\s?[:.)]
      |\bwww\.|https?://
      |\b(?:street|road|house|lane|avenue|square|floor|p\.?o\.?\sbox|building|town\shall|civic|headquarters|hall|way|place|court|park)\b
      |^\s*(?:\(?0\d{2,5}\)?[\d\s-]{5,})$)""",
    re.VERBOSE | re.IGNORECASE,
)
CAPITALS = re.compile(
    r"^(?:[A-Z][\w'’.&-]*|of|the|and|for|to|&|[-–/|,()]|\d{1,5}[A-Za-z]?)(?:[\s,/]+(?:[A-Z][\w'’.&-]*|of|the|and|for|to|in|&|[-–|()]+|\d{1,5}[A-Za-z]?))*[\s,/]*[.,:]?$"
)
LABEL = re.compile(r"^(?:Q(?:uestion)?\s?\d|\(?(?:\d{1,2}[.)](?!\d)|[a-h][.)]))", re.IGNORECASE)
INITIAL = re.compile(r"(?-i:[A-Z])\.\s?(?:[A-Z]\.\s?){0,3}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:,.{0,40})?$")
LINK_MARK = re.compile(r"(?:\[\d{1,3}\])?(?:https?://\S+)?")
BULLET = re.compile(r"[•◦▪●○■*–-]\s|o\s")
RESTARTS = re.compile(
    r"(?:annex|appendix|schedule|attachment|(?:(?:your|our|the) )?(?:request|response|question|answer)s?\b)",
    re.IGNORECASE,
)
ABOUT_RIGHTS = re.compile(
    r"\b(?:complain\w*|reviews?|appeals?|decision|commissioner|officer|your request|handled|response)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\W*(?:(?:Q(?:uestion)?\s?)?\w{1,3}[.):]\s*)?"
    r"(?:(?:do|does|did|have|has|are|is|can|could)\s+(?:you|your|the)\b|whether\b)",
    re.IGNORECASE,
)
"""A question to the authority, which may be about the very things that formulas speak of."""
SIGNATURE_UNITS = 14
ADDRESS_WORDS = 14
QUESTION_HEADING = 70
BRIDGE_WORDS = 120


def formulaic_units(units: Sequence[Unit]) -> list[PartKind | None]:
    """The kind of each unit that is formulaic, null for the others."""
    kinds: list[PartKind | None] = []
    state: PartKind | None = None
    since = 0
    signed = False
    for n, unit in enumerate(units):
        own = own_kind(unit, state, signed)
        if (
            own is None
            and state is not None
            and (_goes_on(units, n, state, since) or _trails(unit, state, signed))
        ):
            own = state
        since = since + 1 if own == state else 0
        signed = signed or own == "signature"
        state = own
        kinds.append(own)
    return _bridged(units, kinds)


def own_kind(unit: Unit, state: PartKind | None, signed: bool) -> PartKind | None:
    """The kind that a unit's own words settle, if they do."""
    text = unit.plain
    if unit.text.startswith(">"):  # the requester's words, between which the reply is written
        return None
    if len(text) < 130 and says(FRAME, text, "valediction", "signed"):
        return "signature"
    if len(text) < 140 and says(FRAME, text, "legal_annex") and (signed or "explanation" in text.lower()):
        return "legal_annex"
    found = signals(BOILERPLATE, text)
    if state == "legal_annex" and found.get("rights", 0) < 3:
        return None if says(FRAME, text, "annex", "reply_heading", "request_heading") else "legal_annex"
    best = max(found, key=lambda s: found[s], default=None)
    if best is None or found[best] < 2 or (text.endswith("?") and len(text) > QUESTION_HEADING):
        return None
    if best != "rights" and ASKED.match(text):
        return None
    return KIND_OF_SIGNAL[best]


def _goes_on(units: Sequence[Unit], n: int, state: PartKind, since: int) -> bool:
    """Whether a unit that says nothing by itself belongs to the formulaic part before it."""
    unit, text = units[n], units[n].plain
    if _mid_sentence(units, n):
        return True
    if state in ("rights", "reuse", "disclaimer") and _lists_on(units[n - 1].plain, text):
        return True
    if LABEL.match(text) and not CONTACT.search(text) and not (state == "signature" and INITIAL.match(text)):
        return False
    if state == "signature":
        return since < SIGNATURE_UNITS and _looks_signed(unit) and not RESTARTS.match(text)
    if says(FRAME, text, "annex", "reply_heading", "request_heading"):
        return False
    if not unit.after_gap and state in ("disclaimer", "reuse", "rights") and _same_paragraph(units, n):
        return True
    return state in ("rights", "reuse", "other") and _looks_like_address(text)


def _trails(unit: Unit, state: PartKind, signed: bool) -> bool:
    """Whether a unit below the signature goes on with the formulaic part before it: nothing else begins."""
    if not signed or state not in ("rights", "reuse", "disclaimer") or LABEL.match(unit.plain):
        return False
    return not says(FRAME, unit.plain, "annex", "reply_heading", "request_heading", "salutation")


def _bridged(units: Sequence[Unit], kinds: list[PartKind | None]) -> list[PartKind | None]:
    """Short runs between two rights paragraphs given to the rights, when they speak of complaints too."""
    n = 0
    while n < len(kinds):
        end = next((k for k in range(n, len(kinds)) if kinds[k] is not None), len(kinds))
        if (
            end > n
            and n > 0
            and end < len(kinds)
            and kinds[n - 1] == "rights" == kinds[end]
            and _of_rights(units[n:end])
        ):
            kinds[n:end] = ["rights"] * (end - n)
        n = end + 1
    return kinds


def _of_rights(run: Sequence[Unit]) -> bool:
    """Whether a short run of units is about complaints and reviews, and asks or answers nothing."""
    if sum(len(unit.text.split()) for unit in run) > BRIDGE_WORDS or any(LABEL.match(u.plain) for u in run):
        return False
    if any(says(FRAME, unit.plain, "annex", "reply_heading", "request_heading") for unit in run):
        return False
    return 2 * sum(bool(ABOUT_RIGHTS.search(unit.plain)) for unit in run) >= len(run)


def _mid_sentence(units: Sequence[Unit], n: int) -> bool:
    """Whether a unit goes on with the sentence of the unit before it."""
    text, before = units[n].plain, units[n - 1].plain
    if not text or (text[0] not in ".,;)]" and not text[0].islower()):
        return bool(LINK_MARK.fullmatch(before)) or (
            bool(LINK_MARK.fullmatch(text)) and not before.endswith(".")
        )
    return (before.endswith("...") or not before.endswith((".", "?", "!"))) and not LABEL.match(text)


def _lists_on(before: str, text: str) -> bool:
    """Whether a unit is an item of a list that the formulaic part announces or has begun."""
    if before.endswith((":", ":-")):
        return bool(BULLET.match(text)) or bool(re.match(r"\(?(?:1|a|i)[.)]", text))
    return bool(BULLET.match(before) and BULLET.match(text))


def _same_paragraph(units: Sequence[Unit], n: int) -> bool:
    """Whether the paragraph is a real one: mail without blank lines is one block from end to end."""
    block = [u for u in units if u.block == units[n].block]
    return len(block) < 12 and units[n - 1].block == units[n].block


def _looks_signed(unit: Unit) -> bool:
    """Whether a unit looks like a name, a post, an office or an address below a signature, no row of data."""
    text = unit.plain
    if unit.celled and re.search(r"\d", text) and not CONTACT.search(text):
        return False
    return len(text.split()) <= ADDRESS_WORDS and (
        not text.endswith((".", "?", ":")) or bool(CONTACT.search(text))
    )


def _looks_like_address(text: str) -> bool:
    """Whether words look like an address or contact line."""
    if len(text.split()) > 2 * ADDRESS_WORDS:
        return False
    if CONTACT.search(text) and not re.search(r"\b(?:we|our|you|is|are|was|were|has|have)\b", text):
        return True
    return len(text.split()) <= 8 and (
        bool(CAPITALS.match(text))
        or text.lower().strip(" ,.:")
        in {"or", "at", "and", "or by email to", "by post", "by email", "or by email"}
    )
