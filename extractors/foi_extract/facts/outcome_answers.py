"""One answer weighed: what its sentences and the grounds cited say of its outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from foi_extract.facts.outcome_signals import Sentence
from foi_extract.facts.outcome_telling import told_before_refusal
from foi_records.response import Held, Outcome

REFUSED = frozenset({"refused", "refused_cost", "refused_vexatious"})
WITHHELD = REFUSED | {"exemption", "cost_estimate", "unable", "ncnd", "not_held", "not_in_form", "upheld"}

POLAR = re.compile(
    r"""(?:^|[.?!:;,\n]\s{0,4}|\b(?:if|whether|and|or)\s+)
        (?:do|does|did|is|are|was|were|has|have|had|will)\s+(?:you|your|the|there|it|they|this|these|any|\w+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:how\s+(?:many|much|often|long)|what|which|who|when|where|why|list|provide|supply|send|copy|copies|number\s+of|details\s+of)\b",
    re.IGNORECASE,
)
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
ASKS_TIME = re.compile(r"\b(?:hours?|costs?|price|time|long|duration|spen[dt])\b", re.IGNORECASE)
REPLY_WORD = re.compile(r"\W{0,6}(?:yes|no|none|nil|zero|n/?a|not\s+applicable)\b", re.IGNORECASE)
GENERAL = re.compile(
    r"""\b(?:any|the|this|that|these|such|no|recorded|requested|relevant)\s+(?:\w+\s+){0,2}?
        (?:information|data|records?|documents?|figures|details|statistics|correspondence|papers)\b
      | \b(?:not|no|nothing)\s+(?:\w+\s+)?(?:held|recorded|available)\b
      | \b(?:this|these|it)\s*[.,]""",
    re.VERBOSE | re.IGNORECASE,
)
REQUEST = re.compile(
    r"\b(?:your|this|the|that)(?!\s+freedom\b)\s+(?:\w+\s+){0,2}?(?:request|information|data(?!\s+protection))\b|\brequested\b",
    re.IGNORECASE,
)
OF_REQUEST = re.compile(
    r"""\b(?:information|data|request\w*|questions?|items?|details|disclos\w+|releas\w+|this|refusal|notice|limit
        |letters?|reports?|plans?|papers?|files?|lists?|maps?|names?|documents?|records?|section|regulation|you|your)\b""",
    re.VERBOSE | re.IGNORECASE,
)
CONTRAST = re.compile(
    r"(?<=\S\s)(?:but|however|although|though),?\s+(?:we|there|the|i|it|a|in|around|approximately)\b",
    re.IGNORECASE,
)
REST = re.compile(r"\b(?:others?|further|remaining|remainder|rest|individual|below|junior)\b", re.IGNORECASE)
HEDGED = re.compile(
    r"\b(?:likely|may|might|could|as\s+it\s+stands|as\s+(?:it\s+is\s+)?currently|at\s+present|until|unless|if)\b",
    re.IGNORECASE,
)
BARE = 6  # words; a not-held statement as short as this is about the whole of what was asked


class Grounds(NamedTuple):
    """What the exemptions of an exchange amount to.

    ``applied``: information is withheld; ``elsewhere``: the requester can reach it already;
    ``conditional`` is said of grounds that leave open whether the information is held (cost, vexatious);
    ``absent`` of those that say that it isn't, where no other is relied on; ``considered``: grounds are
    still being weighed and none is relied on.
    """

    applied: bool = False
    ncnd: bool = False
    elsewhere: bool = False
    conditional: bool = False
    absent: bool = False
    considered: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as its sentences, with the question it replies to and whether a table belongs to it."""

    question: str
    sentences: tuple[Sentence, ...]
    table: bool = False

    @property
    def signals(self) -> frozenset[str]:
        """Every signal of every sentence."""
        return frozenset().union(*(s.signals for s in self.sentences))

    @property
    def polar(self) -> bool:
        """Whether yes or no answers the question."""
        return bool(POLAR.search(self.question)) and not OPEN.search(self.question)

    @property
    def gives(self) -> bool:
        """Whether information is handed over: a table, an attachment, words that announce it, a yes or no."""
        return "given" in self.signals or self.hands_over

    @property
    def hands_over(self) -> bool:
        """The same by the plainest signs alone, for answers that refuse at length."""
        if self.table or self.signals & {"attachment", "courtesy", "part_decided"}:
            return True
        return bool(self.sentences) and self._opens_with_reply

    @property
    def _opens_with_reply(self) -> bool:
        first = self.sentences[0]
        if not REPLY_WORD.match(first.words) or first.signals & WITHHELD:
            return False
        return self.polar or not self.signals & {"not_held"}

    def informs_before(self, *signals: str) -> list[Sentence]:
        """The informing sentences that stand before the first one with any of some signals."""
        out: list[Sentence] = []
        for sentence in self.sentences:
            if sentence.signals & set(signals):
                break
            if sentence.informs:
                out.append(sentence)
        return out

    @property
    def states_figure(self) -> bool:
        """Whether an informing sentence states a number."""
        return any(s.informs and s.has_figure for s in self.sentences)

    @property
    def tells_first(self) -> bool:
        """Whether a figure that answers the question stands before the words that refuse."""
        return told_before_refusal(self.question, self.sentences, WITHHELD)

    def around(self, signal: str) -> Answer:
        """The answer up to the second sentence after the first with a signal: what follows is background."""
        first = next(i for i, s in enumerate(self.sentences) if signal in s.signals)
        return replace(self, sentences=self.sentences[: first + 3])


class Verdict(NamedTuple):
    """The outcome of an answer and whether the information is held."""

    outcome: Outcome
    held: Held | None


def verdict_from_answer(answer: Answer, grounds: Grounds) -> Verdict | None:
    """What an answer comes to, or null when no wording and no ground decides (it then speaks for itself)."""
    return (
        _asked_back(answer)
        or _still_weighed(answer, grounds)
        or _neither_confirmed_nor_denied(answer, grounds)
        or _refused(answer, grounds)
        or _passed_on(answer)
        or _not_held(answer, grounds)
        or _elsewhere(answer, grounds)
        or _weakly_refused(answer)
    )


def refers_only(answer: Answer) -> bool:
    """Whether an answer does nothing but point to the answer to another question."""
    return "refers" in answer.signals and not answer.gives and not any(s.informs for s in answer.sentences)


def _asked_back(answer: Answer) -> Verdict | None:
    """Clarification asked for first, with no more than a warning that the request may be refused as it stands."""
    first = next((s.signals for s in answer.sentences if s.signals - {"filler", "held"}), frozenset())
    refusals = [s for s in answer.sentences if s.signals & REFUSED]
    if "clarification" not in first or answer.hands_over or not refusals:
        return None
    return Verdict("clarification", None) if all(HEDGED.search(s.words) for s in refusals) else None


def _still_weighed(answer: Answer, grounds: Grounds) -> Verdict | None:
    """A holding reply: grounds are weighed, none is relied on, and a decision is promised."""
    if not grounds.considered or "later" not in answer.signals or answer.gives or answer.tells_first:
        return None
    return Verdict("unanswered", "yes" if "held" in answer.signals else None)


def _neither_confirmed_nor_denied(answer: Answer, grounds: Grounds) -> Verdict | None:
    if not (grounds.ncnd or "ncnd" in answer.signals):
        return None
    if "ncnd_more" in answer.signals:  # of "any other information": the rest of the answer decides
        return _refused(answer, grounds)
    if answer.gives or answer.tells_first:
        return Verdict("part_refused", "part")
    return Verdict("ncnd", "unconfirmed")


def _refused(answer: Answer, grounds: Grounds) -> Verdict | None:
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
    gives = answer.hands_over if _refuses_all(answer) else answer.gives or "part" in answer.signals
    if gives or answer.tells_first or _refuses_the_rest(answer) or _points_first(answer, grounds):
        return Verdict("part_refused", "part" if "not_held" in answer.signals else "yes")
    conditional = grounds.conditional if grounds.applied else "refused" not in said
    return Verdict("refused", "yes" if "held" in answer.signals or not conditional else None)


def _refusing_signals(answer: Answer, *, cited: bool) -> frozenset[str]:
    """The refusals said; where no ground is cited, only of sentences that speak of the request itself."""
    telling = [s for s in answer.sentences if cited or OF_REQUEST.search(s.words)]
    return frozenset().union(*(s.signals & REFUSED for s in telling))


def _refuses_all(answer: Answer) -> bool:
    """Whether the whole request is refused, so that "some of it" only tells the grounds apart."""
    return any(
        s.signals & REFUSED and "part" not in s.signals and REQUEST.search(s.words) for s in answer.sentences
    )


def _refuses_the_rest(answer: Answer) -> bool:
    """Whether something is told, and what is refused is called the rest or others."""
    told = bool(answer.informs_before(*WITHHELD)) and not _refuses_all(answer)
    return told and any(s.signals & REFUSED and REST.search(s.words) for s in answer.sentences)


def _points_first(answer: Answer, grounds: Grounds) -> bool:
    """Whether an answer opens on where the information is published, and only then refuses something."""
    if grounds.elsewhere or not answer.sentences or _refuses_all(answer):
        return False
    first = answer.sentences[0].signals
    return "elsewhere" in first and not first & WITHHELD


def _redacted(answer: Answer) -> bool:
    parted = answer.signals & {"part_decided"} or ("part" in answer.signals and answer.gives)
    return bool(parted) and "not_held" not in answer.signals


def _passed_on(answer: Answer) -> Verdict | None:
    """Clarification asked for, the request transferred, or a reply promised, and nothing given."""
    if answer.gives or answer.states_figure:
        return None
    if "clarification" in answer.signals and not answer.informs_before("clarification"):
        return Verdict("clarification", None)
    if "transferred" in answer.signals:
        return Verdict("transferred", "no" if "not_held" in answer.signals else None)
    if "later" in answer.signals and not any(s.informs for s in answer.sentences):
        return Verdict("unanswered", None)
    return None


def _not_held(answer: Answer, grounds: Grounds) -> Verdict | None:
    sayings = [s for s in answer.sentences if "not_held" in s.signals]
    if grounds.absent and not answer.gives:
        return Verdict("not_held", "no")
    if not sayings:
        return None
    whole = any(_is_whole(s, bare=not answer.polar) for s in sayings)
    if answer.polar and (not whole or answer.informs_before("not_held")):
        return Verdict("granted", "yes")  # "Do you keep …?" "We do not keep …": answered
    near = answer.around("not_held") if whole else answer
    besides = answer.informs_before("not_held") or any(CONTRAST.search(s.words) for s in sayings)
    if near.gives or near.states_figure or (not whole and besides):
        return Verdict("granted", "part")
    return Verdict("not_held", "no")


def _is_whole(sentence: Sentence, *, bare: bool) -> bool:
    """Whether a not-held statement covers all that was asked, and not one item or one shape of it."""
    if "limited" in sentence.signals:
        return False
    return (bare and len(sentence.words.split()) <= BARE) or bool(GENERAL.search(sentence.words))


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
    if answer.gives or answer.states_figure:
        return None
    if "not_in_form" in answer.signals and "cost_estimate" not in answer.signals:
        return None if any(s.informs for s in answer.sentences) else Verdict("not_held", "no")
    asked_of_time = ASKS_TIME.search(answer.question)
    refusing = "unable" in answer.signals or ("cost_estimate" in answer.signals and not asked_of_time)
    if not refusing or any(s.informs for s in answer.sentences):
        return None
    if "held" in answer.signals or any(WITHHOLDING_REASON.search(s.words) for s in answer.sentences):
        return Verdict("refused", "yes" if "held" in answer.signals else None)
    # nothing is cited, no harm is named, and it can't be given: there is nothing to give it from
    return Verdict("not_held", "no")
