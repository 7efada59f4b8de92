"""What each sentence of an answer says about its outcome, by the wordings of ``law/outcomes.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from foi_extract.language import starts_in_piece
from foi_extract.law.cues import Cues
from foi_extract.law.phrasebook import phrasebook

WORDINGS = "outcomes.toml"

# A sentence with the first signal is not also taken for the second.
OVERRULES = {
    "argument": {"given", "attachment"},
    "turned_back": {"given", "courtesy"},
    "supposed": {"refused", "refused_cost", "cost_estimate"},
    "not_in_form": {"not_held", "held"},
    "not_held": {"given", "courtesy", "held", "unable", "elsewhere"},
    "refused_cost": {"given", "not_held", "courtesy"},
    "refused": {"given", "courtesy", "elsewhere"},
    "upheld": {"given"},
    "refused_vexatious": {"given"},
    "ncnd": {"given", "courtesy", "held", "not_held", "refused", "unable"},
    "unable": {"given", "courtesy", "attachment", "elsewhere"},
    "clarification": {"unable", "given"},
    "transferred": {"not_held"},
    "attachment": {"elsewhere"},
    "online": {"attachment"},
    "refers": {"given", "elsewhere"},
}
NO_INFORMATION = frozenset(
    {"not_held", "not_in_form", "refused", "refused_cost", "refused_vexatious", "exemption", "cost_estimate",
     "unable", "upheld", "ncnd", "elsewhere", "attachment", "argument", "part", "part_decided",
     "clarification", "online", "no_such", "transferred", "later", "refers", "filler", "held",
     "held_part", "fee_asked", "turned_back"}
)  # fmt: skip

NOT_ELSEWHERE = frozenset({"not_held", "refused", "unable", "refers"})

REFERENCE = re.compile(
    r"\bP\.?O\.?\s?Box\s\d+|\b[A-Za-z_]+[/-]?\d[\w/-]*|\b[A-Za-z]{1,6}(?:/\w+)+|\b\d+(?:/\d+){2,}"
)
CITED = re.compile(
    r"""\b(?:sections?|s\.?|regulations?|regs?\.?|articles?|act|no\.|tables?|pages?|chapters?|annex|appendix
        |questions?|q|requests?|parts?|points?)\s{0,2}\(?\d[\w()]*(?:\s{0,2}(?:,|and|or|&)\s{0,2}\d[\w()]*){0,6}""",
    re.VERBOSE | re.IGNORECASE,
)
STATUTORY = re.compile(
    r"£\s?(?:450|600|25|500|25,000)\b|\b(?:18|24|20|40)\s(?:working\s)?(?:hours|days)\b|https?://\S+",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s)?\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\[\d+\]",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\d|\b(?:nil|zero|none|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)
POINTER = re.compile(
    r"\b(?:see|available|accessible|found|published|links?|website|refer|visit)\b|https?:|www\.",
    re.IGNORECASE,
)
BROKEN_LINE = re.compile(r"\n(?<![.!?:;\n]\n)(?=[a-z(])")  # lines of a narrow cell are no paragraphs
STOP = re.compile(r"[.!?][\"”’')\]]*\s")
REPLY_WORD = re.compile(r"(?:yes|no|none|nil)[.,;:]\s", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, and the signals found in it."""

    words: str
    signals: frozenset[str]

    @property
    def informs(self) -> bool:
        """Whether the sentence tells something of the matter asked, and isn't about the asking itself."""
        return not (self.signals & NO_INFORMATION) and bool(WORD.search(self.words) or self.has_figure)

    @property
    def has_figure(self) -> bool:
        """Whether it states a number that is no year, section or limit of the law."""
        return states_figure(self.words)

    @property
    def tells_first(self) -> bool:
        """Whether a number stands in it before it points elsewhere: "£32,000 (see our accounts)"."""
        pointer = POINTER.search(self.words)
        return pointer is not None and states_figure(self.words[: pointer.start()])


@lru_cache(maxsize=1024)
def states_figure(words: str) -> bool:
    """Whether words state a number that is no year, section, reference or limit of the law."""
    if not FIGURE.search(words):
        return False
    for pattern in (CITED, STATUTORY, YEAR, REFERENCE):
        words = pattern.sub(" ", words)
    return bool(FIGURE.search(words))


def sentences_of_each(texts: Iterable[str]) -> list[list[Sentence]]:
    """The sentences of each of some running texts, with their signals.

    All are read together: the cues of the wordings are then looked for but once.
    """
    cut = [
        [
            sentence
            for paragraph in BROKEN_LINE.sub(" ", words).split("\n")
            for sentence in _sentences(paragraph)
        ]
        for words in texts
    ]
    signals = signals_of(sentence for sentences in cut for sentence in sentences)
    return [[Sentence(sentence, signals[sentence]) for sentence in sentences] for sentences in cut]


def signals_of(sentences: Iterable[str]) -> dict[str, frozenset[str]]:
    """The signals of each sentence: what stronger ones overrule is left out."""
    distinct = list(dict.fromkeys(sentences))
    worth_trying = _cues().rows_in([sentence.lower() for sentence in distinct])
    return {sentence: _signals(sentence, rows) for sentence, rows in zip(distinct, worth_trying, strict=True)}


def _signals(sentence: str, rows: Iterable[int]) -> frozenset[str]:
    """The signals of a sentence in which some rows have a cue."""
    wordings = phrasebook(WORDINGS)
    found: set[str] = set()
    for row in rows:
        wording = wordings[row]
        if wording.signal not in found and wording.search(sentence):
            found.add(wording.signal)
    if not found:
        return frozenset()
    if {"not_held", "not_in_form"} <= found and "refused_cost" not in found:
        found.add("limited")
    found -= _overruled(found)
    return frozenset(found | {"elsewhere"} if "online" in found and not found & NOT_ELSEWHERE else found)


@cache
def _cues() -> Cues:
    return Cues(wording.row["cues"] for wording in phrasebook(WORDINGS))


def _overruled(found: Iterable[str]) -> set[str]:
    return set().union(*(OVERRULES.get(signal, set()) for signal in found))


def _sentences(paragraph: str) -> list[str]:
    said = REPLY_WORD.match(paragraph)
    if said is None and not STOP.search(paragraph):  # as most are: one sentence
        return [piece] if (piece := paragraph.strip()) else []
    starts = [*starts_in_piece(paragraph), len(paragraph)]
    if said:  # "No. We do not …" and "Yes, it …": two statements
        starts.insert(1, said.end())
    pieces = (paragraph[a:b].strip() for a, b in pairwise(sorted(starts)))
    return [piece for piece in pieces if piece]
