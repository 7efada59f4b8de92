"""An answer ready to be weighed: its sentences, its question, and the grounds that are cited for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
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
ASKS_HOLDING = re.compile(
    r"\bhold\s+(?:\w+\s+){0,3}?(?:information|data|records?|footage|video|recordings?|cop(?:y|ies)|correspondence"
    r"|documents?|statistics|figures|papers|files?|minutes|e-?mails?)\b",
    re.IGNORECASE,
)
BARE_NO = re.compile(r"\W{0,6}no\b(?=\s*(?:[.,;:–-]|$))", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"^\W*(?:(?:please|kindly)\s+)?(?:provide|send|supply|give|list|release|disclose|attach)\b", re.IGNORECASE
)
REPLY_WORD = re.compile(r"\W{0,6}(?:yes|no|none|nil|zero|n/?a|not\s+applicable)\b", re.IGNORECASE)


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


@dataclass(frozen=True)
class Answer:
    """An answer as its sentences, with the question it replies to and whether a table belongs to it."""

    question: str
    sentences: tuple[Sentence, ...]
    table: bool = False

    @cached_property
    def signals(self) -> frozenset[str]:
        """Every signal of every sentence."""
        return frozenset().union(*(s.signals for s in self.sentences))

    @cached_property
    def polar(self) -> bool:
        """Whether yes or no answers the question; "do you hold any footage?" asks for the footage."""
        asks_for = OPEN.search(self.question) or ASKS_HOLDING.search(self.question)
        return bool(POLAR.search(self.question)) and not asks_for

    @property
    def gives(self) -> bool:
        """Whether information is handed over: a table, an attachment, words that announce it, a yes or no."""
        return "given" in self.signals or self.hands_over

    @cached_property
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
        if "no_such" in first.signals or (BARE_NO.match(first.words) and ASKED_FOR.search(self.question)):
            return self.polar  # "Provide a list of ..." "No.": refused, and nothing told
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

    @cached_property
    def states_figure(self) -> bool:
        """Whether an informing sentence states a number."""
        return any(s.informs and s.has_figure for s in self.sentences)

    def tells_first(self, *, costly: bool = False) -> bool:
        """Whether a figure that answers the question stands before the words that refuse."""
        return told_before_refusal(self.question, self.sentences, WITHHELD, costly=costly)

    def around(self, signal: str) -> Answer:
        """The answer up to the second sentence after the first with a signal: what follows is background."""
        first = next(i for i, s in enumerate(self.sentences) if signal in s.signals)
        return replace(self, sentences=self.sentences[: first + 3])


class Verdict(NamedTuple):
    """The outcome of an answer and whether the information is held."""

    outcome: Outcome
    held: Held | None
