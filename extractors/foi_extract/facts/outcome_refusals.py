"""Refusals: what an answer comes to that withholds, denies to say, asks back or is still weighing."""

from __future__ import annotations

import re

from foi_extract.facts.outcome_answers import REFUSED, WITHHELD, Answer, Grounds, Verdict

REQUEST = re.compile(
    r"\b(?:your|this|the|that)(?!\s+freedom\b)\s+(?:\w+\s+){0,2}?(?:request|information|data(?!\s+protection))\b|\brequested\b",
    re.IGNORECASE,
)
OF_REQUEST = re.compile(
    r"""\b(?:information|data|request\w*|questions?|items?|details|disclos\w+|releas\w+|this|refusal|notice|limit
        |letters?|reports?|plans?|papers?|files?|lists?|maps?|names?|documents?|records?|section|regulation|you|your)\b""",
    re.VERBOSE | re.IGNORECASE,
)
BOUND = re.compile(
    r"\W{0,6}(?:<\s?=?\s?|\b(?:fewer|less|under)\s+(?:than\s+)?)(?:\d{1,2}|five|ten|three)\b(?!\s?(?:%|per\s?cent))",
    re.IGNORECASE,
)
HEADING = 3  # words; what is no longer tells nothing
REST = re.compile(
    r"\b(?:others?(?!\s+means)|further|remaining|remainder|rest|individual|below|junior|exact|precise)\b",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:likely|may|might|could|risk|as\s+it\s+stands|as\s+(?:it\s+is\s+)?currently|at\s+present|until|unless|if)\b",
    re.IGNORECASE,
)


def asked_back(answer: Answer) -> Verdict | None:
    """Clarification asked for first, and no more than a warning that the request may be refused."""
    first = next((s.signals for s in answer.sentences if s.signals - {"filler", "held"}), frozenset())
    refusals = [s for s in answer.sentences if s.signals & REFUSED]
    if "clarification" not in first or answer.hands_over or not refusals:
        return None
    return Verdict("clarification", None) if all(HEDGED.search(s.words) for s in refusals) else None


def still_weighed(answer: Answer, grounds: Grounds) -> Verdict | None:
    """A holding reply: grounds are weighed, none is relied on, and a decision is promised."""
    if not grounds.considered or "later" not in answer.signals or answer.gives or answer.tells_first():
        return None
    return Verdict("unanswered", "yes" if "held" in answer.signals else None)


def neither_confirmed_nor_denied(answer: Answer, grounds: Grounds) -> Verdict | None:
    """The authority won't say whether it holds the information, of all or of the part it has not told."""
    if not (grounds.ncnd or "ncnd" in answer.signals):
        return None
    if grounds.conditional and not grounds.ncnd:
        return refused(answer, grounds)  # "we need not even say whether we hold it": too costly to find out
    if "ncnd_more" in answer.signals:  # of "any other information": the rest of the answer decides
        return refused(answer, grounds)
    if answer.gives or answer.tells_first():
        return Verdict("part_refused", "part")
    return Verdict("ncnd", "unconfirmed")


def refused(answer: Answer, grounds: Grounds) -> Verdict | None:
    """Refused in full or in part, by the grounds cited or by the words alone."""
    said = _refusing_signals(answer, cited=grounds.applied)
    if grounds.elsewhere and not grounds.applied and (answer.signals & {"elsewhere"} or not answer.gives):
        return None
    if not (grounds.applied or said):
        return Verdict("part_refused", "yes") if _redacted(answer) else None
    if grounds.absent and not answer.gives:
        return Verdict("not_held", "no")
    absent = any({"refused", "not_held"} <= s.signals for s in answer.sentences)
    if absent and not (grounds.applied or answer.gives):
        return Verdict("not_held", "no")  # "denied, since no such record exists"
    costly = grounds.conditional or "refused_cost" in said or "cost_estimate" in answer.signals
    gives = answer.hands_over if _refuses_all(answer) else answer.gives or "part" in answer.signals
    if (
        gives
        or answer.tells_first(costly=costly)
        or _refuses_the_rest(answer)
        or _opens_with_bound(answer)
        or _points_first(answer, grounds)
    ):
        return Verdict("part_refused", "part" if "not_held" in answer.signals else "yes")
    conditional = grounds.conditional if grounds.applied else "refused" not in said
    return Verdict("refused", "yes" if "held" in answer.signals or not conditional else None)


def _refusing_signals(answer: Answer, *, cited: bool) -> frozenset[str]:
    """The refusals said; where no ground is cited, only of sentences that speak of the request itself."""
    telling = (
        said
        for s in answer.sentences
        if (said := s.signals & REFUSED)
        and (cited or OF_REQUEST.search(s.words) or len(s.words.split()) <= HEADING)  # "Denied."
    )
    return frozenset().union(*telling)


def _refuses_all(answer: Answer) -> bool:
    """Whether the whole request is refused, so that "some of it" only tells the grounds apart."""
    return any(
        s.signals & REFUSED and "part" not in s.signals and REQUEST.search(s.words) for s in answer.sentences
    )


def _refuses_the_rest(answer: Answer) -> bool:
    """Whether something is told, and what is refused is called the rest or others."""
    before = (s.words for s in answer.informs_before(*WITHHELD))
    told = any(len(words.split()) > HEADING for words in before) and not _refuses_all(answer)
    return told and any(s.signals & REFUSED and REST.search(s.words) for s in answer.sentences)


def _opens_with_bound(answer: Answer) -> bool:
    """Whether an answer opens on a suppressed count: "<5", "fewer than five"."""
    return bool(answer.sentences) and BOUND.match(answer.sentences[0].words) is not None


def _points_first(answer: Answer, grounds: Grounds) -> bool:
    """Whether an answer opens on where the information is published, and only then refuses something."""
    if grounds.elsewhere or not answer.sentences or _refuses_all(answer):
        return False
    first = answer.sentences[0].signals
    return "elsewhere" in first and not first & WITHHELD


def _redacted(answer: Answer) -> bool:
    parted = answer.signals & {"part_decided"} or ("part" in answer.signals and answer.gives)
    return bool(parted) and "not_held" not in answer.signals
