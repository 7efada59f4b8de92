"""Refusal grounds and other provisions cited in a response, each with its law, its role and its exchanges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foi_extract.facts.citation_instruments import Resolved, resolved
from foi_extract.facts.citation_roles import Around, Use, around, recounts, use_of
from foi_extract.facts.citations import CitationMatch
from foi_extract.facts.exemption_implied import implied_mentions
from foi_extract.facts.exemption_mentions import Ground, Mention, grounds_of
from foi_extract.facts.exemption_places import asked_in, exchanges_of, names_questions
from foi_extract.facts.exemption_referred import referred_mentions
from foi_extract.facts.exemption_tail import explained_at_the_end
from foi_extract.facts.exemption_words import in_quoted_request, lead_in, next_sentences, sentence_of
from foi_extract.facts.places import answer_start, in_answer, in_order, speaker_at
from foi_extract.language import sentence_starts
from foi_extract.law.provisions import INSTRUMENTS, Provision, instrument, provision
from foi_extract.law.regimes import jurisdiction_of
from foi_records.facts import Citation, Exemption, ExemptionStatus, Finding
from foi_records.letter import Letter, Pairing
from foi_records.spans import Stretch
from foi_records.table import Table

STATUSES: dict[str, ExemptionStatus] = {
    "applied": "applied",
    "ncnd": "ncnd",
    "considered": "considered",
    "withdrawn": "withdrawn",
    "quoted": "quoted",
    "requested": "quoted",
}
BARE = 3
"""A sentence no longer than this, in words, is nothing but its citation: "Section 13(1)(m)."."""
FORMAL = ("rights", "reuse", "disclaimer", "signature", "page_furniture", "letterhead")


def exemptions_and_citations(
    letter: Letter, pairing: Pairing, matches: Sequence[CitationMatch], tables: Sequence[Table] = ()
) -> tuple[list[Exemption], list[Citation], list[Finding]]:
    """The grounds of refusal, every other provision, and a finding for each whose law could not be told.

    The requester's words and pasted statute text are ``quoted``; older mail below the reply gives citations.
    """
    text = letter.text
    starts = sentence_starts(text)
    mentions: list[Mention] = []
    citations: list[Citation] = []
    unknown: list[Resolved] = []
    place = letter.jurisdiction or jurisdiction_of(text, letter.authority.value if letter.authority else None)
    cites = resolved(text, matches, letter.regimes, place)
    beside = Beside.of(cites)
    for cite in cites:
        stretch = Stretch(cite.match.start, cite.match.end)
        sentence = _own_words(pairing, stretch, sentence_of(text, starts, stretch))
        following, lead = (
            next_sentences(text, starts, sentence),
            lead_in(text, starts, cite.match.phrase.start),
        )
        words = around(text, cite.match.phrase, sentence, following, lead)
        mention = _mention(letter, pairing, cite, sentence, words, beside)
        if mention is not None:
            mentions.append(mention)
        elif cite.instrument not in (None, "state") or cite.match.act:
            citations.append(_citation(letter, cite))
        if cite.instrument == "unknown":
            unknown.append(cite)
    mentions.extend(implied_mentions(letter, pairing, [m.number for m in mentions if m.status != "quoted"]))
    mentions.extend(list(referred_mentions(letter, pairing, mentions)))
    grounds = grounds_of(explained_at_the_end(letter, pairing, mentions))
    exemptions = [_exemption(letter, pairing, g, n) for n, g in enumerate(grounds, 1)]
    return exemptions, citations, [_unresolved(letter, cite) for cite in _first_of_each(unknown)]


def _mention(
    letter: Letter,
    pairing: Pairing,
    cite: Resolved,
    sentence: Stretch,
    words: Around,
    beside: Beside,
) -> Mention | None:
    """A citation as a mention of a refusal ground; null when it is none."""
    match, stretch = cite.match, Stretch(cite.match.start, cite.match.end)
    part = letter.kind_at(match.start)
    if part == "quoted_mail" or (part in FORMAL and not in_answer(pairing, match.start)):
        return None
    if cite.instrument is None or beside.prints_again(cite):
        return None
    law = _law(cite)
    if law is not None and not law.is_ground and law.kind != "condition":
        return None
    if speaker_at(letter, pairing, match.start) == "requester" or in_quoted_request(letter.text, match.start):
        quoted = Mention(
            cite.instrument, match.provision, "quoted", True, asked_in(pairing, stretch), stretch
        )
        return quoted if law and law.is_ground else None
    use = use_of(words, cite.instrument, match.provision)
    if letter.kind == "internal_review" and use.role == "applied" and recounts(words):
        use = replace(use, said=False, explains=True)
    if law is not None and law.kind == "condition" and beside.lets_stand(cite):
        use = Use("applied", use.said)
    bare = cite.instrument == "state" and len(words.sentence.split()) <= BARE
    if use.role not in STATUSES or (law is None and not (use.said or bare or match.instrument == "state")):
        return None
    pasted = part == "legal_annex" and not use.said and use.role == "applied"
    status = "quoted" if pasted and not names_questions(letter, pairing, stretch) else STATUSES[use.role]
    if letter.kind == "extension" and status == "applied":
        status = "considered"
    places = exchanges_of(letter, pairing, stretch, sentence)
    instrument_id = None if cite.instrument == "state" else cite.instrument
    return Mention(instrument_id, match.provision, status, use.said, places, stretch, use.explains, use.whole)


def _own_words(pairing: Pairing, stretch: Stretch, sentence: Stretch) -> Stretch:
    """A sentence without the question that it runs on from, where the citation stands in an answer."""
    return Stretch(max(sentence.start, answer_start(pairing, stretch.start)), sentence.end)


@dataclass(frozen=True, slots=True)
class Beside:
    """What else a letter cites.

    ``grounds``: the sections that it cites as grounds; ``listed``: the same with the list that they stand in;
    ``state``: where the provisions of a state law that say so themselves begin, in order.
    """

    grounds: frozenset[str]
    listed: frozenset[tuple[int, str]]
    state: Sequence[int]

    @classmethod
    def of(cls, cites: Sequence[Resolved]) -> Beside:
        """What some citations are to each other."""
        grounds = [cite.match for cite in cites if (law := _law(cite)) and law.is_ground]
        return cls(
            grounds=frozenset(_section(match) for match in grounds),
            listed=frozenset((match.group, _section(match)) for match in grounds),
            state=sorted(cite.match.start for cite in cites if cite.match.instrument == "state"),
        )

    def prints_again(self, cite: Resolved) -> bool:
        """Whether a section of a state law is given again right after: "section 13(1)(a), MCL 15.243"."""
        end = cite.match.phrase.end
        after = bisect_left(self.state, end)
        return cite.instrument == "state" and any(start < end + 30 for start in self.state[after : after + 1])

    def lets_stand(self, cite: Resolved) -> bool:
        """Whether a condition is cited as if a ground: alone of its section, or listed with its exemption.

        "Section 40(2) and (3)" lists it.
        """
        section = _section(cite.match)
        return section not in self.grounds or (cite.match.group, section) in self.listed


def _section(match: CitationMatch) -> str:
    return match.provision.split("(")[0]


def _law(cite: Resolved) -> Provision | None:
    return provision(cite.instrument, cite.match.provision) if cite.instrument in INSTRUMENTS else None


def _exemption(letter: Letter, pairing: Pairing, ground: Ground, number: int) -> Exemption:
    law = provision(ground.instrument, ground.number) if ground.instrument in INSTRUMENTS else None
    return Exemption(
        id=f"x{number}",
        exchanges=in_order(pairing, ground.places),
        instrument=ground.instrument,
        provision=ground.number,
        title=law.title if law else None,
        test=law.test if law else None,
        basis=law.basis if law else None,
        status=ground.status,
        uri=law.uri if law else None,
        spans=tuple(letter.document.span(*s) for s in ground.stretches),
    )


def _citation(letter: Letter, cite: Resolved) -> Citation:
    law = _law(cite)
    title = (
        law.title
        if law
        else cite.match.act or (instrument(cite.instrument).title if cite.instrument in INSTRUMENTS else None)
    )
    return Citation(
        instrument=None if cite.instrument == "state" else cite.instrument,
        provision=cite.match.provision,
        title=title,
        uri=law.uri if law else None,
        span=letter.document.span(cite.match.start, cite.match.end),
    )


def _first_of_each(cites: Iterable[Resolved]) -> list[Resolved]:
    return list({cite.match.provision: cite for cite in reversed(list(cites))}.values())[::-1]


def _unresolved(letter: Letter, cite: Resolved) -> Finding:
    return Finding(
        code="provision-unresolved",
        severity="warning",
        message=f"No law is named for {cite.match.provision}, and none could be told from the letter.",
        spans=(letter.document.span(cite.match.start, cite.match.end),),
    )
