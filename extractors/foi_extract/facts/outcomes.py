"""The outcome of every exchange and of the letter, from wordings, grounds and content."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal

from foi_extract.facts.outcome_answers import REFUSED, Answer, Grounds, Verdict
from foi_extract.facts.outcome_signals import Sentence, sentences_of_each
from foi_extract.facts.outcome_verdicts import refers_only, verdict_from_answer
from foi_extract.facts.value_booleans import stems
from foi_extract.law.phrasebook import data_file
from foi_records.facts import Exemption
from foi_records.letter import Letter, Pair, Pairing, PartKind
from foi_records.response import Held, LetterOutcome, Outcome
from foi_records.spans import Stretch
from foi_records.table import Table

Place = Literal["text", "table", "attachment", "link", "elsewhere"]
Said = Mapping[tuple[Stretch, ...], tuple[Sentence, ...]]

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
MOST_SHARING = 100
"""An answer to more questions than this is read alike for all of them."""
MOST_ABOVE = 200
"""How many exchanges "see above" may reach back over."""
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
    unpaired = tuple(_unpaired(letter, pairing))
    said = _sentences(letter, {unpaired, *(pair.answer for pair in pairing.pairs)})
    answers = _answers(letter, pairing, tables, said)
    grounds = _grounds_by_exchange(pairing, exemptions, answers)
    family = Family.of(pairing)
    whole = _verdict_of_letter(letter, exemptions, said[unpaired])
    out: dict[str, Judgement] = {}
    for pair in pairing.pairs:
        if not _waits(pair, family, answers):
            out[pair.id] = _own(letter, pair, answers[pair.id], grounds[pair.id], whole)
    for pair in pairing.pairs:  # referring answers and stems, when what they rest on is known
        if pair.id not in out:
            out[pair.id] = _derived(letter, pair, family, answers, out, grounds[pair.id], whole)
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


@dataclass(frozen=True, slots=True)
class Family:
    """The exchanges by place, by number and by the one whose parts they are."""

    pairs: Sequence[Pair]
    places: Mapping[str, int]
    parts: Mapping[str, Sequence[Pair]]
    numbered: Mapping[str, Sequence[Pair]]

    @classmethod
    def of(cls, pairing: Pairing) -> Family:
        """The family of a letter's exchanges."""
        parts: dict[str, list[Pair]] = {}
        numbered: dict[str, list[Pair]] = {}
        for pair in pairing.pairs:
            parts.setdefault(pair.parent or "", []).append(pair)
            numbered.setdefault((pair.number or "").lower(), []).append(pair)
        return cls(pairing.pairs, {p.id: n for n, p in enumerate(pairing.pairs)}, parts, numbered)


def _sentences(letter: Letter, places: Iterable[tuple[Stretch, ...]]) -> Said:
    """What is said in each of some places: an answer that serves many questions is read once."""
    texts = {place: letter.document.prose(place) for place in places}
    return dict(zip(texts, map(tuple, sentences_of_each(texts.values())), strict=True))


def _answers(letter: Letter, pairing: Pairing, tables: Sequence[Table], said: Said) -> dict[str, Answer]:
    """The answers ready to be weighed, by exchange."""
    prose = letter.document.prose
    shared = Counter(pair.answer for pair in pairing.pairs)
    tabled = {t.exchange for t in tables}
    alone = bool(tables) and len(pairing.pairs) == 1
    out: dict[str, Answer] = {}
    for pair in pairing.pairs:
        question, sentences = prose(pair.question), said[pair.answer]
        if 1 < shared[pair.answer] <= MOST_SHARING:
            sentences = _favours_of(question, sentences)
        table = alone or pair.id in tabled or _has_grid(letter, pair)
        out[pair.id] = Answer(question=question, sentences=sentences, table=table)
    return out


def _has_grid(letter: Letter, pair: Pair) -> bool:
    grids = letter.document.grids
    return any(grids[g].role in ("data", None) for g in pair.grids if g < len(grids))


def _favours_of(question: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """An answer to several questions, without what it tells as a favour of another one than this."""
    asked = stems(question)
    return tuple(
        Sentence(s.words, frozenset({"filler"}))
        if "courtesy" in s.signals and not asked & stems(s.words)
        else s
        for s in sentences
    )


def _grounds_by_exchange(
    pairing: Pairing, exemptions: Sequence[Exemption], answers: Mapping[str, Answer]
) -> dict[str, Grounds]:
    """The grounds of each exchange: its own, and those of the whole response where its words refuse."""
    alone = len(pairing.pairs) == 1
    general = [x for x in exemptions if not x.exchanges]
    own: dict[str, list[Exemption]] = {}
    for exemption in exemptions:
        for exchange in exemption.exchanges:
            own.setdefault(exchange, []).append(exemption)
    both = {pair.id: alone or _refuses(answers[pair.id]) for pair in pairing.pairs}
    return {i: _grounds([*own.get(i, ()), *(general if refuses else ())]) for i, refuses in both.items()}


def _refuses(answer: Answer) -> bool:
    return bool(answer.signals & (REFUSED | {"exemption", "ncnd"})) or not answer.sentences


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


def _verdict_of_letter(
    letter: Letter, exemptions: Sequence[Exemption], sentences: tuple[Sentence, ...]
) -> Verdict | None:
    """What the words outside every question and answer say of the whole request."""
    answer = Answer("", sentences)
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
    taken = sorted({s for p in pairing.pairs for s in (*p.question, *p.restated, *p.answer)})
    starts, ends = [s.start for s in taken], list(accumulate((s.end for s in taken), max))
    out: list[Stretch] = []
    for start, end in letter.of_kind(*STATED):
        for taken_start, taken_end in taken[bisect_right(ends, start) : bisect_left(starts, end)]:
            if taken_end <= start:
                continue
            if taken_start > start:
                out.append(Stretch(start, taken_start))
            start = max(start, taken_end)
        if start < end:
            out.append(Stretch(start, end))
    return out


def _waits(pair: Pair, family: Family, answers: Mapping[str, Answer]) -> bool:
    """Whether a pair's outcome rests on others': it refers to them, or it is a stem without an answer."""
    answer = answers[pair.id]
    own = answer.gives or answer.states_figure or "not_held" in answer.signals
    if refers_only(answer) or (pair.refers_to and not own):
        return True
    return not answer.sentences and not answer.table and pair.id in family.parts


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
    family: Family,
    answers: Mapping[str, Answer],
    known: Mapping[str, Judgement],
    grounds: Grounds,
    whole: Verdict | None,
) -> Judgement:
    parts = [known[p.id] for p in family.parts.get(pair.id, ()) if p.id in known]
    answer = answers[pair.id]
    if parts and not answer.sentences:
        return _of_parts(parts)
    source = next((known[i] for i in _referred(pair, family, answers) if i in known), None)
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


def _referred(pair: Pair, family: Family, answers: Mapping[str, Answer]) -> Sequence[str]:
    """The pairs an answer points to.

    "See above" is the same question asked earlier, else the nearest earlier one that answers for itself.
    """
    if pair.refers_to:
        return pair.refers_to
    answer = answers[pair.id]
    named = {m["label"].lower() for s in answer.sentences for m in POINTED.finditer(s.words)}
    found = {p.id for label in named for p in family.numbered.get(label, ()) if p is not pair}
    if found:
        return sorted(found, key=family.places.__getitem__)
    if not any(ABOVE.search(s.words) for s in answer.sentences):
        return ()
    at = family.places[pair.id]
    earlier = [p.id for p in family.pairs[max(0, at - MOST_ABOVE) : at]][::-1]
    return sorted(earlier, key=lambda i: answers[i].question.lower() != answer.question.lower())


def _places(letter: Letter, pair: Pair, answer: Answer, verdict: Verdict) -> tuple[Place, ...]:
    """Where the answer stands; words that only point to an attachment or a link are not the answer."""
    if verdict.outcome == "unanswered":
        return ()
    pointing = {"attachment", "elsewhere", "refers", "filler"}
    found: dict[Place, bool] = {
        "text": any(not (s.signals & pointing) for s in answer.sentences),
        "table": answer.table,
        "attachment": "attachment" in answer.signals,
        "link": "elsewhere" in answer.signals or any(URL.search(s.words) for s in answer.sentences),
    }
    return tuple(place for place, there in found.items() if there)
