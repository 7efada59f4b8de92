"""One answer weighed: what its sentences and the grounds cited say of its outcome."""

from __future__ import annotations

import re

from foi_extract.facts.outcome_answers import Answer, Grounds, Verdict
from foi_extract.facts.outcome_refusals import (
    asked_back,
    neither_confirmed_nor_denied,
    refused,
    still_weighed,
)
from foi_extract.facts.outcome_signals import Sentence, states_figure

ASKS_LINK = re.compile(
    r"\b(?:links?|urls?|web\s?(?:site|page)s?|where\s+(?:can|is|are|may))\b", re.IGNORECASE
)
PUBLISHED = re.compile(
    r"\b(?:publish\w*|publicly|online|on\s?line|website|available|accessible)\b", re.IGNORECASE
)
WITHHOLDING_REASON = re.compile(
    r"""\b(?:sensitiv\w+|confiden\w+|personal|privacy|data\s+protection|gdpr|securit\w+|safety|prejudic\w+|identif\w+
        |commercial\w*|legal\w*|court|investigation|costs?|hours?|time|resources?|excessive|disproportionate|act
        |request|let\s+you)\b""",
    re.VERBOSE | re.IGNORECASE,
)
ASKS_COPY = re.compile(
    r"\b(?:provide|send|supply|attach|enclose|forward|share|disclose|copy|copies|see|documents?|reports?|minutes)\b"
    r"|^\W*(?:any|all|the)\b",
    re.IGNORECASE,
)
ASKS_TIME = re.compile(r"\b(?:hours?|costs?|price|time|long|duration|spen[dt])\b", re.IGNORECASE)
GENERAL = re.compile(
    r"""\b(?:any|the|this|that|these|such|no|recorded|requested|relevant)\s+(?:\w+\s+){0,2}?
        (?:information|data|records?|documents?|figures|details|statistics|correspondence|papers)\b
      | \b(?:not|no|nothing)\s+(?:\w+\s+)?(?:held|recorded|available)\b
      | \b(?:this|these|it)\s*[.,]""",
    re.VERBOSE | re.IGNORECASE,
)
CONTRAST = re.compile(
    r"(?<=\S\s)(?:but|however|although|though),?\s+(?:we|there|the|i|it|a|in|around|approximately)\b",
    re.IGNORECASE,
)
HOWEVER = re.compile(r"\W*(?:however|nevertheless|nonetheless|but)\b", re.IGNORECASE)
HOLDS = re.compile(r"\b(?:not|n[’']t)\s+(?:hold|held|record|recorded|collect|keep)\b", re.IGNORECASE)
PERIOD = re.compile(
    r"\b(?:after|for|within|until|than|over|every|first)\s+(?:about\s+)?[\w.]+\s+(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
BARE = 6  # words; a not-held statement as short as this is about the whole of what was asked


def verdict_from_answer(answer: Answer, grounds: Grounds) -> Verdict | None:
    """What an answer comes to, or null when no wording and no ground decides (it then speaks for itself)."""
    return (
        asked_back(answer)
        or still_weighed(answer, grounds)
        or neither_confirmed_nor_denied(answer, grounds)
        or refused(answer, grounds)
        or _passed_on(answer)
        or _not_held(answer, grounds)
        or _does_not_exist(answer)
        or _elsewhere(answer, grounds)
        or _weakly_refused(answer)
    )


def refers_only(answer: Answer) -> bool:
    """Whether an answer does nothing but point to the answer to another question."""
    if "refers" not in answer.signals or answer.gives or "not_held" in answer.signals:
        return False
    return not any(s.informs for s in answer.sentences)


def _passed_on(answer: Answer) -> Verdict | None:
    """Clarification asked for, the request transferred, or a reply promised, and nothing given."""
    if "fee_asked" in answer.signals and not answer.hands_over:
        return Verdict("unanswered", "yes" if "held" in answer.signals else None)
    if _opens_by_asking(answer):
        return Verdict("clarification", None)
    if answer.gives or answer.states_figure:
        return None
    if "clarification" in answer.signals and not answer.informs_before("clarification"):
        return Verdict("clarification", None)
    if "transferred" in answer.signals:
        return Verdict("transferred", "no" if "not_held" in answer.signals else None)
    if "later" in answer.signals and not any(s.informs for s in answer.sentences):
        return Verdict("unanswered", None)
    return None


def _opens_by_asking(answer: Answer) -> bool:
    """Whether clarification is asked before anything is told; a figure after it is background."""
    if answer.gives or "clarification" not in answer.signals:
        return False
    return not answer.informs_before("clarification")


def _not_held(answer: Answer, grounds: Grounds) -> Verdict | None:
    sayings = [s for s in answer.sentences if "not_held" in s.signals]
    if grounds.absent and not answer.gives:
        return Verdict("not_held", "no")
    if not sayings or (grounds.elsewhere and _turns_elsewhere(answer)):
        return None
    whole = any(_is_whole(s, bare=not answer.polar) for s in sayings)
    if answer.polar and (not whole or answer.informs_before("not_held")):
        return Verdict("granted", "yes")  # "Do you keep …?" "We do not keep …": answered
    near = answer.around("not_held") if whole else answer
    besides = answer.informs_before("not_held") or any(CONTRAST.search(s.words) for s in sayings)
    if near.gives or _tells_figure(near) or (not whole and besides):
        return Verdict("granted", "part")
    return Verdict("not_held", "no")


def _turns_elsewhere(answer: Answer) -> bool:
    """Whether "However, …" stands below the words that nothing is held: what is published answers instead."""
    first = next(n for n, s in enumerate(answer.sentences) if "not_held" in s.signals)
    return any(HOWEVER.match(s.words) for s in answer.sentences[first + 1 :])


def _tells_figure(answer: Answer) -> bool:
    """Whether a figure is stated; how long papers are kept ("after two years") is none, unless asked."""
    if ASKS_TIME.search(answer.question):
        return answer.states_figure
    return any(s.informs and states_figure(PERIOD.sub(" ", s.words)) for s in answer.sentences)


def _is_whole(sentence: Sentence, *, bare: bool) -> bool:
    """Whether a not-held statement covers all that was asked, and not one item or one shape of it."""
    if "limited" in sentence.signals:
        return False
    return (bare and len(sentence.words.split()) <= BARE) or bool(GENERAL.search(sentence.words))


def _does_not_exist(answer: Answer) -> Verdict | None:
    """A document asked for that was never made: "we do not have a strategy", "no survey was carried out"."""
    first = answer.sentences[:2]
    if not any("no_such" in s.signals for s in first) or not ASKS_COPY.search(answer.question):
        return None
    if answer.gives or answer.signals & {"elsewhere"} or answer.states_figure:
        return None
    return Verdict("not_held", "no")


def _elsewhere(answer: Answer, grounds: Grounds) -> Verdict | None:
    if not (grounds.elsewhere or "elsewhere" in answer.signals):
        return None
    asked_where = ASKS_LINK.search(answer.question) or (answer.polar and PUBLISHED.search(answer.question))
    if not grounds.elsewhere and asked_where:
        return Verdict("granted", "yes")
    told = not grounds.elsewhere and (
        answer.informs_before("elsewhere", "refused") or any(s.tells_first for s in answer.sentences)
    )
    if answer.gives or answer.states_figure or told:
        return Verdict("part_refused" if grounds.elsewhere and answer.gives else "granted", "yes")
    return Verdict("available_elsewhere", "yes" if grounds.elsewhere else None)


def _weakly_refused(answer: Answer) -> Verdict | None:
    """Words that refuse only when nothing else is said: "we are unable to provide this"."""
    if answer.gives or answer.states_figure or not answer.sentences:
        return None
    if "not_in_form" in answer.signals and "cost_estimate" not in answer.signals:
        opens = "not_in_form" in answer.sentences[0].signals and HOLDS.search(answer.sentences[0].words)
        told = any(s.informs for s in answer.sentences)
        return None if told and not opens else Verdict("not_held", "no")
    asked_of_time = ASKS_TIME.search(answer.question)
    refusing = "unable" in answer.signals or ("cost_estimate" in answer.signals and not asked_of_time)
    first = answer.sentences[:1]
    reasoned = any("unable" in s.signals and WITHHOLDING_REASON.search(s.words) for s in first)
    if not refusing or (any(s.informs for s in answer.sentences) and not reasoned):
        return None
    if "held" in answer.signals or any(WITHHOLDING_REASON.search(s.words) for s in answer.sentences):
        return Verdict("refused", "yes" if "held" in answer.signals else None)
    # nothing is cited, no harm is named, and it can't be given: there is nothing to give it from
    return Verdict("not_held", "no")
