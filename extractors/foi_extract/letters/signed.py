"""A signature that no closing phrase begins: names, posts, offices and addresses that end the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.letters.bodies import body_in_run, body_names
from foi_extract.letters.units import MARK, Unit
from foi_records.letter import PartKind

POST = re.compile(
    r"""\b(?:Officer|Manager|Clerk|Lead|Secretary|Director|Coordinator|Co-ordinator|Advis[eo]r|Solicitor|Assistant|Administrator
    |Registrar|Head\sof|Team|Unit|Bursar|Headteacher|Principal|Analyst|Specialist|Executive\sAssistant|Business\sSupport
    |Decision\sMaker|Inspector|Sergeant|Superintendent|Consultant|Caseworker|Technician|Engineer|Librarian|Treasurer)\b""",
    re.VERBOSE,
)
DATE_LINE = re.compile(
    r"(?:(?:date|dated|sent|issued)(?:\s(?:of\s\w+|on))?\s?:?\s)?(?:\w+day,?\s)?\d{1,2}(?:st|nd|rd|th)?[\s./-](?:\w{3,9}|\d{1,2})[\s./,-]+\d{2,4}\.?",
    re.IGNORECASE,
)
NUMBER_LINE = re.compile(r"[\w .]{0,14}:?\s?\(?\+?0?[\d() -]{7,16}(?:\s?ext\.?\s?\d+)?", re.IGNORECASE)
SPEAKING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|not|will|can|may|you|we|your|our|please|if)\b|[?;:]$"
)
LEADS_ON = re.compile(r"(?::|,|\b(?:to|at|by|on|or|and|is|the|of|contact|email|address))$", re.IGNORECASE)
REGULATOR_LINE = re.compile(
    r"\b(?:Information Commissioner|ICO|Wycliffe House|Wilmslow|SK9 5AF|Ombudsman|OSIC)\b"
)
LAST_OF_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b(?:tel|telephone|phone|fax)\b|www\.|https?://|@|^0\d[\d ]{6,}$",
    re.IGNORECASE,
)
PARTING = re.compile(
    r"\b(?:hope|thank|thanks|please|contact|sorry|happy|unhappy|lovely|weekend|hesitate|assistance|satisfied|dissatisfied)\b",
    re.IGNORECASE,
)
FOOTNOTES = re.compile(r"references|(?:visible |hidden )?links:?", re.IGNORECASE)
MOST_LINES, MOST_WORDS = 9, 16
AFTER = ("disclaimer", "reuse", "other", "legal_annex")
Kinds = Sequence[PartKind | None]


def with_unclosed_signature(units: Sequence[Unit], kinds: Kinds) -> list[PartKind | None]:
    """The kinds of the units, those of a signature without a closing phrase put right.

    Such a block ends the letter's own words and follows a finished sentence.  It names a post or a body, or
    is the date alone; the address of the regulator above it stays with the rights.
    """
    found = list(kinds)
    if "signature" in found:
        return found
    end = _end_of_letter(units, found)
    start = _start_of_block(units, found, end)
    if start < end and _signs(units, found, start, end):
        found[start:end] = ["signature"] * (end - start)
    return found


def _end_of_letter(units: Sequence[Unit], kinds: Kinds) -> int:
    """The end of the letter's own words: what follows is disclaimer, re-use and the like only."""
    end = len(units)
    while end and kinds[end - 1] in AFTER:
        end -= 1
    own = end
    while end < len(units) and kinds[end] in ("other", "reuse"):
        end += 1
    while end > own and not _is_line(units[end - 1]):
        end -= 1
    return end


def _start_of_block(units: Sequence[Unit], kinds: Kinds, end: int) -> int:
    """Where the run of short lines that ends there begins, the regulator's address left out."""
    start = end
    while start and end - start < MOST_LINES and _is_line(units[start - 1]):
        start -= 1
    told = [n for n in range(start, end) if REGULATOR_LINE.search(units[n].plain)]
    if not told:
        return start
    last = max(n for n in range(told[-1], end) if n == told[-1] or LAST_OF_ADDRESS.search(units[n].plain))
    post = next((n for n in range(told[-1] + 1, end) if _names_writer(units[n].plain)), end)
    contacts = [n for n in range(told[-1], post) if LAST_OF_ADDRESS.search(units[n].plain)]
    return max(contacts) + 1 if contacts else (post if post < end else last + 1)


def _is_line(unit: Unit) -> bool:
    """Whether a unit is a short line that says nothing, as those of a signature are."""
    text = unit.plain
    if unit.celled or not text or len(text.split()) > MOST_WORDS or unit.text.startswith(">"):
        return False
    if FOOTNOTES.fullmatch(text):
        return False
    if DATE_LINE.fullmatch(text) or NUMBER_LINE.fullmatch(text) or body_in_run(text):
        return not SPEAKING.search(text)
    if MARK.match(unit.text) and not re.match(r"[A-Z]\.\s?[A-Z]", unit.text):
        return False
    return not SPEAKING.search(text) and not text.endswith(("!", ".")) and not re.match(r"[a-z£]", text)


def _names_writer(text: str) -> bool:
    """Whether a line names a post, an office or a body."""
    return bool(POST.search(text) or any(body_names(text)))


def _signs(units: Sequence[Unit], kinds: Kinds, start: int, end: int) -> bool:
    """Whether lines sign the letter: they follow a finished sentence and say who writes, or when."""
    before = units[start - 1].plain if start else ""
    if not before or LEADS_ON.search(before) or not (units[start].after_gap or before.endswith((".", "!"))):
        return False
    lines = [unit.plain for unit in units[start:end]]
    if all(DATE_LINE.fullmatch(line) for line in lines):
        return kinds[start - 1] == "rights"
    posts = [line for line in lines if POST.search(line)]
    bodies = [line for line in lines if any(body_names(line))]
    if kinds[start - 1] in ("rights", "reuse", "other"):
        return bool(posts or bodies)
    parting = any(PARTING.search(unit.plain) for unit in units[max(0, start - 3) : start])
    return parting and bool(posts) and (bool(bodies) or len(lines) > 2)
