"""From request to reply: the dates of the letter, the day an answer was due, and whether it came in time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TypeGuard

from foi_extract.facts.clock import Clock, clocks, days_counted, last_day
from foi_records.facts import DatedSpan, DateMention, DateRole, Finding, Timeline
from foi_records.letter import Letter
from foi_records.spans import Span

CLARIFIED = re.compile(
    r"\b(?:clarif\w+|validated|refined|narrowed|revised|amended|resubmitted)\b[^.\n]{0,60}$", re.IGNORECASE
)
REQUESTER = re.compile(r"\b(?:you|your|request|clarification)\b", re.IGNORECASE)
EXTENDED = re.compile(
    r"\bexten(?:d|ded|ding|sion)\b[^.]{0,200}?\b(?:time|deadline|limit|period|40\s+working|days|public\s+interest)\b",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"\b(?:original|initial|first)\s+(?:[A-Za-z]+\s+){0,3}requests?\b[^.\d]*$", re.IGNORECASE
)
SCHOOL = re.compile(r"\b(?:schools?|academy|nursery)\b", re.IGNORECASE)
BY_JURISDICTION = {"uk": "foia2000", "scotland": "foisa2002", "ireland": "iefoi2014"}
YEARS = range(1966, 2100)  # the oldest of the laws, the federal Act of the United States, is of 1966
ANSWERING = frozenset({"response", "other"})
SCHOOL_LIMIT = 60
SCHOOL_NOTE = "a school: 20 school days or 60 working days, whichever ends first"
Judged = tuple[date | None, bool | None, list[str]]


def timeline(letter: Letter, dates: Sequence[DateMention]) -> tuple[Timeline, list[Finding]]:
    """The timeline of a response, and what is wrong with it.

    The clock starts at receipt, else at the request's own date, and again at a clarification.  Dates that
    cannot be in order (a reply before its request) give a finding and no count.
    """
    dated = _dated_steps(letter, dates)
    if wrong := _disorder(*_in_order(dated)):
        return dated, [wrong]
    start = dated.clarified or dated.received or dated.requested
    clock, assumptions = _clock_of(letter)
    if start is None or clock is None:
        return dated, []
    began = date.fromisoformat(start.date)
    taken = days_counted(began, date.fromisoformat(dated.responded.date), clock) if dated.responded else None
    due, on_time, more = _due(letter, clock, began, taken)
    counted = dated.model_copy(
        update={
            "due": due.isoformat() if due else None,
            "working_days": taken if clock.working else None,
            "on_time": on_time,
            "assumptions": (*assumptions, *_start_assumptions(dated), *more),
        }
    )
    return counted, _lateness(counted, clock)


def _dated_steps(letter: Letter, dates: Sequence[DateMention]) -> Timeline:
    """The steps whose dates are known; a clarification counts only between request and reply."""
    asked = [d for d in dates if d.role == "request" and d.start]
    if letter.kind == "internal_review":  # the request came before it was asked to review the answer
        asked.sort(key=lambda mention: (not _is_of_original(letter.text, mention), mention.start or ""))
    requested = _dated(asked, "request", letter.document.known.requested)
    received = _dated(dates, "received", None)
    responded = _dated(dates, "response", letter.document.known.responded)
    clarified = _clarified(letter, dates)
    dated = Timeline(requested=requested, received=received, clarified=clarified, responded=responded)
    return dated.model_copy(update={"clarified": None}) if _disorder(*_in_order(dated)) else dated


def _is_of_original(text: str, mention: DateMention) -> bool:
    """Whether the words before a date call its request the original one."""
    return ORIGINAL.search(text, max(0, mention.span.start - 60), mention.span.start) is not None


def _in_order(dated: Timeline) -> tuple[DatedSpan | None, ...]:
    """The steps as they should follow each other; a request revised after receipt clarifies itself."""
    revised = dated.clarified and dated.requested and dated.clarified.date == dated.requested.date
    return (None if revised else dated.requested, dated.received, dated.clarified, dated.responded)


def _dated(dates: Sequence[DateMention], role: DateRole, known: str | None) -> DatedSpan | None:
    """The first full date in a role, else what the format says outright."""
    for mention in dates:
        if mention.role == role and mention.start == mention.end and _is_day(mention.start):
            return DatedSpan(date=mention.start, span=mention.span)
    return DatedSpan(date=known) if _is_day(known) else None


def _is_day(words: str | None) -> TypeGuard[str]:
    """Whether some words are an ISO date of a year in which a letter under these laws can be written."""
    try:
        return words is not None and date.fromisoformat(words).year in YEARS
    except ValueError:
        return False


def _clarified(letter: Letter, dates: Sequence[DateMention]) -> DatedSpan | None:
    """The day the requester made the request clear: a date that follows such a word in its own sentence."""
    for mention in dates:
        if mention.role not in (None, "event", "received", "request") or not _is_day(mention.start):
            continue
        before = letter.text[max(0, mention.span.start - 90) : mention.span.start]
        in_reply = letter.kind_at(mention.span.start) in ("introduction", "reply", "reference")
        said = CLARIFIED.search(before) and REQUESTER.search(before)
        if mention.start == mention.end and in_reply and said:
            return DatedSpan(date=mention.start, span=mention.span)
    return None


def _disorder(*steps: DatedSpan | None) -> Finding | None:
    """The finding for dates that run backwards: requested, received, clarified, responded."""
    given = [step for step in steps if step]
    for earlier, later in pairwise(given):
        if later.date < earlier.date:
            return Finding(
                code="date-inconsistent",
                message=f"{later.date} should not come before {earlier.date}: one of these dates is wrong, "
                "so no working days are counted",
                spans=_spans(earlier, later),
            )
    return None


def _clock_of(letter: Letter) -> tuple[Clock | None, list[str]]:
    """The clock of the letter's regime, else of its jurisdiction, and what had to be assumed."""
    for regime in letter.regimes:
        if regime in clocks():
            return clocks()[regime], [clocks()[regime].note]
    regime = BY_JURISDICTION.get(letter.jurisdiction or "", "")
    if regime not in clocks():
        return None, []
    clock = clocks()[regime]
    return clock, [f"no regime is named: counted as {clock.law}", clock.note]


def _start_assumptions(dated: Timeline) -> list[str]:
    if dated.clarified:
        return ["the clock restarts on the day of the clarification"]
    return [] if dated.received else ["received on the date of the request"]


def _due(letter: Letter, clock: Clock, began: date, taken: int | None) -> Judged:
    """The last day for an answer, whether it was kept, and what had to be assumed."""
    if letter.kind == "internal_review":
        return None, None, ["an internal review: the time for the first answer does not apply"]
    if letter.authority and SCHOOL.search(letter.authority.value):
        return (
            None,
            _school_in_time(taken, clock),
            [SCHOOL_NOTE],
        )
    answered = taken is not None and letter.kind in ANSWERING
    due = last_day(began, clock.days, clock)
    if not answered or taken is None:
        return due, None, []
    if taken > clock.days and EXTENDED.search(letter.text):
        return _extended(clock, began, taken)
    return due, taken <= clock.days, []


def _extended(clock: Clock, began: date, taken: int) -> Judged:
    """An extended clock: a fixed one by the regime, else one whose length the law leaves open."""
    if clock.extended is None:
        return None, None, ["the time was extended: the law sets no last day"]
    return (
        last_day(began, clock.extended, clock),
        taken <= clock.extended,
        [f"the time was extended to {clock.extended} days"],
    )


def _school_in_time(taken: int | None, clock: Clock) -> bool | None:
    """In time within 20 working days, late after 60; between them it depends on the school's terms."""
    if taken is None or clock.days < taken <= SCHOOL_LIMIT:
        return None
    return taken <= clock.days


def _lateness(found: Timeline, clock: Clock) -> list[Finding]:
    if found.on_time is not False or found.responded is None:
        return []
    unit = "working days" if clock.working else "days"
    took = f"{found.working_days} {unit}" if found.working_days is not None else "longer than the limit"
    due = f", due by {found.due}" if found.due else ""
    spans = _spans(found.received or found.requested, found.responded)
    message = f"the reply took {took}{due} ({clock.law})"
    return [Finding(code="late-response", message=message, spans=spans)]


def _spans(*steps: DatedSpan | None) -> tuple[Span, ...]:
    return tuple(step.span for step in steps if step and step.span)
