"""Whether an answer that refuses has first told something of what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foi_extract.facts.outcome_signals import Sentence, signals_of, states_figure
from foi_extract.facts.value_booleans import stems

QUANTITY = re.compile(
    r"""\bhow\s+(?:many|much|often|long|frequently|big|large|old)\b
      | \b(?:numbers?|totals?|amounts?|counts?|quantity|volumes?|percentages?|proportions?|rates?|figures?
        |statistics|averages?|costs?|prices?|spend|spent|spending|expenditure|budgets?|fees?|paid|value|values|salar\w+|sums?
        |income|revenue|earn\w*|charges?|breakdown|ages?|sizes?|lengths?|durations?|dates?|years?|hours?|headcount|fte|when)\b""",
    re.VERBOSE | re.IGNORECASE,
)
CITES = re.compile(
    r"\b(?:sections?|sect|s\.?|regulations?|regs?\.?|exemptions?|exceptions?)\s?\d{1,3}(?![\d,.])",
    re.IGNORECASE,
)
WORK = re.compile(
    r"""\b(?:would|minutes?|(?<!per\s)(?<!an\s)hours?|hrs|manual\w*|by\s+hand|each|every|(?:be|to)\s+(?:read|check|open)\w*|search\w*
        |mail\s?box\w*|trawl\w*|retriev\w+|locat\w+|estimat\w+|responsive)\b""",
    re.VERBOSE | re.IGNORECASE,
)
TIME = re.compile(r"\b(?:hours?|minutes?|long|time|quickly)\b", re.IGNORECASE)
TURN = re.compile(r"(?:[;,]\s|\s[-–]\s|\s)(?:but|however|although|though|while|whilst)\b|;\s", re.IGNORECASE)
WHICH = re.compile(r"\b(?:which|who|where|what)\b", re.IGNORECASE)
PAPERS = re.compile(r"\b(?:hold|holds|held|refers?|contains?|identif\w+|found)\b", re.IGNORECASE)
MONEY = re.compile(r"[£€$]\s?\d")
NONE = re.compile(
    r"\b(?:there\s+(?:is|are|was|were|has\s+been|have\s+been)|we\s+have(?:\s+had)?)\s+no\b(?!\s+(?:information|record|data|such))",
    re.IGNORECASE,
)
PAPER = (
    r"(?:pages|items|e-?mails|documents|files|records|boxes|letters|messages|reports|sheets|papers|copies"
    r"|drafts|versions)"
)
COUNT_OF_PAPERS = re.compile(rf"(?<![\d,])\d[\d,]{{0,12}}\s+(?:\w+\s+){{0,2}}?{PAPER}\b", re.IGNORECASE)
ASKS_NUMBER = re.compile(r"\b(?:how\s+many|numbers?\s+of|total)\b", re.IGNORECASE)
THERE_WERE = re.compile(
    rf"\W*there\s+(?:are|is|was|were|has\s+been|have\s+been)\s+(?!\w+\s+(?:\w+\s+)?{PAPER}\b)", re.IGNORECASE
)
SHORT = 8  # words; a sentence as short as this in answer to a question of number is its answer


def told_before_refusal(
    question: str, sentences: Iterable[Sentence], withheld: frozenset[str], *, costly: bool = False
) -> bool:
    """Whether a figure that answers the question stands before the words that refuse.

    The work that an answer would take ("we searched 300 boxes", "at 3 minutes an item") and the number of
    papers held are no information given.  ``costly``: refused for the work it would take.
    """
    clauses = list(_clauses_before_refusal(question, sentences, withheld))
    asked = stems(question)
    if not question or QUANTITY.search(question):
        first = not costly and bool(clauses) and _is_figure(question, clauses[0])
        return first or any(_answers(question, asked, clause) for clause in clauses)
    if any(MONEY.search(c) and _is_figure(question, c) and asked & stems(c) for c in clauses):
        return True
    if any(THERE_WERE.match(c) and _is_figure(question, c) and asked & stems(c) for c in clauses):
        return True
    if any(NONE.search(c) and asked & stems(c) for c in clauses):
        return True
    return bool(
        clauses
        and WHICH.search(question)
        and not PAPERS.search(clauses[0])
        and _is_figure(question, clauses[0])
        and len(asked & stems(clauses[0])) > 1
    )


def _is_figure(question: str, clause: str) -> bool:
    """Whether a clause states a figure that is not of the work of answering."""
    return (
        states_figure(clause)
        and not CITES.search(clause)
        and not (COUNT_OF_PAPERS.search(clause) and not ASKS_NUMBER.search(question))
        and not (WORK.search(clause) and not TIME.search(question))
    )


def _clauses_before_refusal(
    question: str, sentences: Iterable[Sentence], withheld: frozenset[str]
) -> Iterator[str]:
    """The informing statements up to the sentence that refuses, and what that one says before a "but"."""
    for sentence in sentences:
        if sentence.signals & withheld or CITES.search(sentence.words):
            turn = TURN.search(sentence.words)
            before = sentence.words[: turn.start()] if turn else ""
            if turn and not signals_of([before])[before] & withheld:
                yield before
            return
        if _is_obstacle(question, sentence.words):
            return
        if sentence.informs:
            yield sentence.words


def _is_obstacle(question: str, words: str) -> bool:
    """Whether a sentence speaks of what finding the answer would take."""
    return (
        WORK.search(words) is not None
        and not TIME.search(question)
        and re.search(r"\b(?:would|need|not)\b", words, re.IGNORECASE) is not None
    )


def _answers(question: str, asked: set[str], clause: str) -> bool:
    if not states_figure(clause) or CITES.search(clause):
        return False
    if COUNT_OF_PAPERS.search(clause) and not (ASKS_NUMBER.search(question) and asked & stems(clause)):
        return False
    if WORK.search(clause) and not TIME.search(question):
        return len(asked & stems(clause)) > 1
    return not asked or len(clause.split()) <= SHORT or bool(asked & stems(clause))
