"""The rights that a response explains: internal review and its window, and the regulator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from foi_extract.facts.clock import clocks, last_day, months_later
from foi_extract.language import sentences_in
from foi_extract.law.cues import lowered, speaks_of
from foi_extract.law.phrasebook import phrasebook
from foi_records.facts import ReviewWindow, Rights, Timeline
from foi_records.letter import Letter, PartKind
from foi_records.spans import Stretch

WORDINGS = "rights.toml"
ELSEWHERE: tuple[PartKind, ...] = ("introduction", "reply", "legal_annex", "reuse", "signature", "other")
REVIEWING = frozenset({"review", "reviewed"})
CUES = ("review", "complain", "appeal", "reconsider", "commissioner", "ombudsman", "ogis", "ico")

COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12,
    "fourteen": 14, "twenty": 20, "twenty-eight": 28, "twenty eight": 28, "thirty": 30, "forty": 40,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
COUNT = "|".join(w.replace(" ", r"\s") for w in sorted(COUNTS, key=len, reverse=True))
WINDOW = re.compile(
    rf"""\b(?:within|no\s+later\s+than|not\s+later\s+than|in\s+the\s+next|up\s+to|have|before\s+the\s+end\s+of)\s+
        (?:a\s+period\s+of\s+|the\s+next\s+)?
        (?P<n>\d{{1,3}}|{COUNT})(?:\s*\(\s*(?:\d{{1,3}}|\w+)\s*\))?\s+
        (?P<kind>calendar\s+|working\s+|business\s+|school\s+)?(?P<unit>days?|weeks?|months?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
UNITS = ("day", "week", "month")
REGULATOR = re.compile(r"\bcommissioner|\bombudsman|\bICO\b|\btribunal", re.IGNORECASE)
ANSWERED_BY_US = re.compile(
    r"""\b(?:we|i|council|trust|board|force|department|authority|review(?:er)?|you)\s+
        (?:will|aim|shall|should\s+(?:receive|expect|hear)|endeavou?r|try|hope|must\s+(?:respond|reply))\b""",
    re.VERBOSE | re.IGNORECASE,
)
OFFERED = re.compile(
    r"""\b(?:you\s+(?:can|may|are|have|wish|would|should|must|will|want|do|need|could)|if\s+(?:you|dissatisfied)
        |rights?|entitled|please|(?<!your\s)requests?\s+(?:for|should|must|may|need))\b""",
    re.VERBOSE | re.IGNORECASE,
)
TURNED_TO = re.compile(
    r"\b(?:contact|complain|appeal|apply|application|decision|investigate|refer|write|right|ask)",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"\b(?:review|appeal|complain\w*|request\w*|ask\w*|writ\w+|submit\w*|made|make|appl\w+|contact\w*|reconsider\w*|do\s+(?:this|so))\b",
    re.IGNORECASE,
)


class Statement(NamedTuple):
    """A sentence about rights, with its signals."""

    words: str
    stretch: Stretch
    signals: frozenset[str]


def rights(letter: Letter, timeline: Timeline) -> Rights:
    """What the letter says of internal review and regulator.

    The window's deadline counts from the date of the response: months to the same day of the month,
    working days by the clock of the regime.
    """
    said = list(_statements(letter))
    review = any(_offers(s) for s in said)
    window = next(_windows(letter, said, timeline), None) if review else None
    regulator = _regulator(letter, said)
    if not (review or regulator):
        return Rights()
    return Rights(
        internal_review=review,
        review_window=window,
        regulator=regulator,
        span=letter.document.span(*_extent(letter, said)),
    )


def _statements(letter: Letter) -> Iterator[Statement]:
    """The sentences that speak of rights: those of the rights part, else of any part of the authority's."""
    small = lowered(letter.text)
    for start, end in letter.of_kind("rights") or letter.of_kind(*ELSEWHERE):
        for stretch in sentences_in(letter.text, start, end):
            words = letter.text[slice(*stretch)]
            lower = small[slice(*stretch)]
            timed = speaks_of(lower, UNITS) and WINDOW.search(words)
            if (timed or speaks_of(lower, CUES)) and words.strip():
                yield Statement(words, stretch, _signals(words))


def _signals(words: str) -> frozenset[str]:
    """Signals of a sentence; words about a review that is over don't count as an offer of one."""
    small = words.lower()
    rows = [row for row in phrasebook(WORDINGS) if speaks_of(small, row.row["cues"])]
    found = {
        row.signal for row in rows if row.signal not in ("review", "reviewed") and row.pattern.search(words)
    }
    if offers := [row for row in rows if row.signal == "review"]:
        offer = words
        for row in rows:
            if row.signal == "reviewed":
                offer = row.pattern.sub(" ", offer)
        if any(row.pattern.search(offer) for row in offers):
            found.add("review")
    return frozenset(found)


def _offers(statement: Statement) -> bool:
    return "review" in statement.signals and bool(OFFERED.search(statement.words))


def _windows(letter: Letter, said: Iterable[Statement], timeline: Timeline) -> Iterator[ReviewWindow]:
    """The times in which the requester may ask; not those in which the authority or regulator answers."""
    reviewing = False
    for statement in said:
        reviewing = _offers(statement) or (reviewing and not REGULATOR.search(statement.words))
        if not reviewing:
            continue
        for found in WINDOW.finditer(statement.words):
            before = statement.words[: found.start()]
            ours = [m.end() for m in ANSWERED_BY_US.finditer(before)]
            asked = [m.end() for m in ASKING.finditer(before) if not ours or m.start() > ours[-1]]
            after = statement.words[found.end() :]
            if REGULATOR.search(before) or (ours and not asked) or not (asked or ASKING.search(after)):
                continue
            yield _window(letter, found, timeline)


def _window(letter: Letter, found: re.Match[str], timeline: Timeline) -> ReviewWindow:
    words = re.sub(r"\s+", " ", found["n"].lower())
    count = COUNTS[words] if words in COUNTS else int(words)
    unit = found["unit"].lower().rstrip("s")
    kind = (found["kind"] or "").strip().lower()
    months = count if unit == "month" else None
    working = count if unit == "day" and kind in ("working", "business") else None
    days = None if months or working else count * 7 if unit == "week" else count
    return ReviewWindow(
        text=re.sub(r"\s+", " ", found[0]),
        days=days,
        working_days=working,
        months=months,
        deadline=_deadline(letter, timeline, days, working, months),
    )


def _deadline(
    letter: Letter, timeline: Timeline, days: int | None, working: int | None, months: int | None
) -> str | None:
    if timeline.responded is None:
        return None
    start = date.fromisoformat(timeline.responded.date)
    if months:
        return months_later(start, months).isoformat()
    if days:
        return (start + timedelta(days=days)).isoformat()
    regime = next((r for r in letter.regimes if r in clocks()), None)
    if working and regime is None and letter.jurisdiction in ("uk", "scotland"):
        regime = "foia2000" if letter.jurisdiction == "uk" else "foisa2002"
    return last_day(start, working, clocks()[regime]).isoformat() if working and regime else None


def _regulator(letter: Letter, said: Iterable[Statement]) -> str | None:
    """The regulator's code: the most particular one named; a bare "Information Commissioner" by country."""
    in_part = bool(letter.of_kind("rights"))
    said = [s for s in said if in_part or TURNED_TO.search(s.words)]
    named = {signal for s in said for signal in s.signals} - REVIEWING
    if not named:
        return None
    particular = [row.signal for row in phrasebook(WORDINGS) if row.signal in named]
    if particular[0] != "ICO":
        return particular[0]
    by_jurisdiction = {"scotland": "OSIC", "ireland": "OIC", "australia": "OAIC", "canada": "OIC-CA"}
    return by_jurisdiction.get(letter.jurisdiction or "", "ICO")


def _extent(letter: Letter, said: list[Statement]) -> Stretch:
    """Where the rights stand: the first rights part, else from the first sentence that counts to the last."""
    parts = letter.of_kind("rights")
    if parts:
        return letter.document.trimmed(*parts[0])
    telling = [s.stretch for s in said if s.signals]
    return letter.document.trimmed(telling[0].start, telling[-1].end)
