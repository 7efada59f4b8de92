"""The outcome of every exchange and of the letter, from wordings, grounds and content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from foi_extract.facts.outcome_answers import REFUSED, Answer, Grounds, Verdict
from foi_extract.facts.outcome_signals import Sentence, sentences_from_words
from foi_extract.facts.outcome_verdicts import refers_only, verdict_from_answer
from foi_extract.facts.value_booleans import stems
from foi_extract.law.phrasebook import data_file
from foi_records.facts import Exemption
from foi_records.letter import Letter, Pair, Pairing, PartKind
from foi_records.response import Held, LetterOutcome, Outcome
from foi_records.spans import Stretch
from foi_records.table import Table

Place = Literal["text", "table", "attachment", "link", "elsewhere"]

URL = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)
ABOVE = re.compile(r"\babove\b|\bprevious\b|\bsame\s+answer\b", re.IGNORECASE)
POINTED = re.compile(
    r"\b(?:answer|response|reply|question|q|see|to|as|point|part|number|no)\.?\s*\(?(?P<label>\d{1,2}(?:\.\d{1,2})?[a-z]?)\b",
    re.IGNORECASE,
)
BY_KIND: dict[str, Outcome] = {
    "clarification": "clarification",
    "transfer": "transferred",
    "acknowledgement": "unanswered",
    "extension": "unanswered",
    "request": "unanswered",
}
STATED: tuple[PartKind, ...] = ("introduction", "reply", "legal_annex")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of one exchange, whether its information is held, and where its answer stands."""

    outcome: Outcome
    held: Held | None = None
    answered_in: tuple[Place, ...] = ()


def judgements(
    letter: Letter, pairing: Pairing, exemptions: Sequence[Exemption], tables: Sequence[Table]
) -> dict[str, Judgement]:
    """The judgement of every pair, by its id.

    An answer that only refers to another takes that one's outcome; a stem takes it from its parts; an
    exchange without an answer takes what the letter says of the whole request.
    """
    answers = {pair.id: _answer(letter, pair, pairing, tables) for pair in pairing.pairs}
    grounds = {pair.id: _grounds_of(pair, pairing, exemptions, answers[pair.id]) for pair in pairing.pairs}
    whole = _verdict_of_letter(letter, pairing, exemptions)
    out: dict[str, Judgement] = {}
    for pair in pairing.pairs:
        if not _waits(pair, pairing, answers):
            out[pair.id] = _own(letter, pair, answers[pair.id], grounds[pair.id], whole)
    for pair in pairing.pairs:  # referring answers and stems, when what they rest on is known
        if pair.id not in out:
            out[pair.id] = _derived(letter, pair, pairing, answers, out, grounds[pair.id], whole)
    return {pair.id: out[pair.id] for pair in pairing.pairs}


def letter_outcome(found: Mapping[str, Judgement], exemptions: Sequence[Exemption]) -> LetterOutcome | None:
    """The whole response in the codes of the official statistics; null when its exchanges do not settle it.

    The statistics count a letter that gives what is held as granted in full; where all is accessible
    elsewhere it is counted apart from both, so this is null.
    """
    outcomes = {j.outcome for j in found.values()} - {"transferred"}
    held = outcomes - {"not_held"}
    if not outcomes or "unanswered" in outcomes or outcomes == {"available_elsewhere"}:
        return None
    if len(outcomes) == 1 and (alone := ALONE.get(next(iter(outcomes)))):
        return alone
    if outcomes & {"part_refused", "refused", "ncnd"}:
        return (
            "refused_in_part"
            if outcomes & {"granted", "part_refused", "available_elsewhere"}
            else "refused_in_full"
        )
    if "clarification" in outcomes:
        return None
    return "granted_in_full" if held & {"granted"} else None


ALONE: dict[Outcome, LetterOutcome] = {
    "granted": "granted_in_full",
    "part_refused": "refused_in_part",
    "refused": "refused_in_full",
    "not_held": "not_held",
    "ncnd": "ncnd",
    "clarification": "clarification",
}


def combined(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a question from those of its parts."""
    parts = set(outcomes) - {"unanswered"}
    if len(parts) <= 1:
        return next(iter(parts), "unanswered")
    given = parts & {"granted", "part_refused", "available_elsewhere"}
    if parts & {"part_refused", "refused", "ncnd"}:
        return "part_refused" if given else "refused"
    return "granted" if given else next(o for o in ("clarification", "transferred", "not_held") if o in parts)


def _answer(letter: Letter, pair: Pair, pairing: Pairing, tables: Sequence[Table]) -> Answer:
    """An answer ready to be weighed; in a letter with one question every table is its own."""
    document = letter.document
    table = any(t.exchange == pair.id or len(pairing.pairs) == 1 for t in tables) or any(
        document.grids[g].role in ("data", None) for g in pair.grids if g < len(document.grids)
    )
    question = document.prose(pair.question)
    sentences = sentences_from_words(document.prose(pair.answer))
    if any(other.answer == pair.answer for other in pairing.pairs if other is not pair):
        sentences = _favours_of(question, sentences)
    return Answer(question=question, sentences=tuple(sentences), table=table)


def _favours_of(question: str, sentences: Iterable[Sentence]) -> list[Sentence]:
    """An answer to several questions, without what it tells as a favour of another one than this."""
    asked = stems(question)
    return [
        Sentence(s.words, frozenset({"filler"}))
        if "courtesy" in s.signals and not asked & stems(s.words)
        else s
        for s in sentences
    ]


def _grounds_of(pair: Pair, pairing: Pairing, exemptions: Sequence[Exemption], answer: Answer) -> Grounds:
    """The grounds of one exchange: its own, and those of the whole response where its words refuse."""
    alone = len(pairing.pairs) == 1
    refuses = bool(answer.signals & (REFUSED | {"exemption", "ncnd"})) or not answer.sentences
    return _grounds(
        [x for x in exemptions if pair.id in x.exchanges or (not x.exchanges and (alone or refuses))]
    )


def _grounds(exemptions: Sequence[Exemption]) -> Grounds:
    applied = {_ground_kind(x.instrument, x.provision) for x in exemptions if x.status == "applied"}
    kinds = applied - {"elsewhere", "not_held"}
    return Grounds(
        applied=bool(kinds),
        ncnd=any(x.status == "ncnd" for x in exemptions),
        elsewhere="elsewhere" in applied,
        conditional=kinds == {"conditional"},
        absent="not_held" in applied and not kinds,
        considered=not applied and any(x.status == "considered" for x in exemptions),
    )


@cache
def _ground_kind(instrument: str, provision: str) -> str:
    named = f"{instrument}:{provision}"
    for kind, provisions in data_file("outcomes.toml")["grounds"].items():
        if any(named == p or named.startswith(f"{p}(") for p in provisions):
            return str(kind)
    return "withheld"


def _verdict_of_letter(letter: Letter, pairing: Pairing, exemptions: Sequence[Exemption]) -> Verdict | None:
    """What the words outside every question and answer say of the whole request."""
    answer = Answer("", tuple(sentences_from_words(letter.document.prose(_unpaired(letter, pairing)))))
    whole = _grounds([x for x in exemptions if not x.exchanges])
    verdict = verdict_from_answer(answer, whole)
    if verdict and verdict.outcome == "part_refused":
        verdict = Verdict("refused", verdict.held)  # the part that is refused is what has no answer
    if verdict is None and "attachment" in answer.signals:
        return Verdict("granted", "yes")
    return verdict or _verdict_of_kind(letter)


def _verdict_of_kind(letter: Letter) -> Verdict | None:
    outcome = BY_KIND.get(letter.kind)
    return outcome and Verdict(outcome, None)


def _unpaired(letter: Letter, pairing: Pairing) -> list[Stretch]:
    """The stretches of the authority's statements that no question or answer covers."""
    taken = sorted(s for p in pairing.pairs for s in (*p.question, *p.restated, *p.answer))
    out: list[Stretch] = []
    for start, end in letter.of_kind(*STATED):
        for taken_start, taken_end in taken:
            if taken_end <= start or taken_start >= end:
                continue
            if taken_start > start:
                out.append(Stretch(start, taken_start))
            start = max(start, taken_end)
        if start < end:
            out.append(Stretch(start, end))
    return out


def _waits(pair: Pair, pairing: Pairing, answers: Mapping[str, Answer]) -> bool:
    """Whether a pair's outcome rests on others': it refers to them, or it is a stem without an answer."""
    answer = answers[pair.id]
    own = answer.gives or answer.states_figure or "not_held" in answer.signals
    if refers_only(answer) or (pair.refers_to and not own):
        return True
    return not answer.sentences and not answer.table and any(p.parent == pair.id for p in pairing.pairs)


def _own(letter: Letter, pair: Pair, answer: Answer, grounds: Grounds, whole: Verdict | None) -> Judgement:
    verdict = verdict_from_answer(answer, grounds) if answer.sentences or answer.table else whole
    if verdict is None and not (answer.gives or answer.states_figure):
        verdict = _verdict_of_kind(letter)
    if verdict is None:
        given = answer.sentences or answer.table
        verdict = Verdict("granted", _held(answer)) if given else Verdict("unanswered", None)
    return Judgement(verdict.outcome, verdict.held, _places(letter, pair, answer, verdict))


def _held(answer: Answer) -> Held:
    return "part" if answer.signals & {"held_part"} else "yes"


def _derived(
    letter: Letter,
    pair: Pair,
    pairing: Pairing,
    answers: Mapping[str, Answer],
    known: Mapping[str, Judgement],
    grounds: Grounds,
    whole: Verdict | None,
) -> Judgement:
    parts = [known[p.id] for p in pairing.pairs if p.parent == pair.id and p.id in known]
    answer = answers[pair.id]
    if parts and not answer.sentences:
        return _of_parts(parts)
    source = next((known[i] for i in _referred(pair, pairing, answers) if i in known), None)
    if source is None:
        return _own(letter, pair, answer, grounds, whole)
    return Judgement(source.outcome, source.held, ("elsewhere",))


def _of_parts(parts: Sequence[Judgement]) -> Judgement:
    held = {p.held for p in parts}
    mixed: Held | None = "part" if held & {"yes", "part"} and held & {"no"} else None
    places = tuple(dict.fromkeys(place for p in parts for place in p.answered_in))
    return Judgement(
        combined(p.outcome for p in parts), next(iter(held)) if len(held) == 1 else mixed, places
    )


def _referred(pair: Pair, pairing: Pairing, answers: Mapping[str, Answer]) -> Sequence[str]:
    """The pairs an answer points to.

    "See above" is the same question asked earlier, else the nearest earlier one that answers for itself.
    """
    if pair.refers_to:
        return pair.refers_to
    answer = answers[pair.id]
    named = [m["label"].lower() for s in answer.sentences for m in POINTED.finditer(s.words)]
    found = [p.id for p in pairing.pairs if p is not pair and (p.number or "").lower() in named]
    if found:
        return found
    if not any(ABOVE.search(s.words) for s in answer.sentences):
        return ()
    ids = [p.id for p in pairing.pairs]
    earlier = ids[: ids.index(pair.id)][::-1]
    return sorted(earlier, key=lambda i: answers[i].question.lower() != answer.question.lower())


def _places(letter: Letter, pair: Pair, answer: Answer, verdict: Verdict) -> tuple[Place, ...]:
    """Where the answer stands; words that only point to an attachment or a link are not the answer."""
    if verdict.outcome == "unanswered":
        return ()
    pointing = {"attachment", "elsewhere", "refers", "filler"}
    url = any(URL.search(s.words) for s in answer.sentences)
    found: dict[Place, bool] = {
        "text": any(not (s.signals & pointing) for s in answer.sentences),
        "table": answer.table,
        "attachment": "attachment" in answer.signals,
        "link": "elsewhere" in answer.signals or url,
    }
    return tuple(place for place, there in found.items() if there)
