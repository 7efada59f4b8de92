"""Refusal grounds and other provisions cited in a response, each with its law, its role and its exchanges."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from foi_extract.facts.citation_instruments import Resolved, resolved
from foi_extract.facts.citation_roles import Around, Use, around, use_of
from foi_extract.facts.citations import CitationMatch
from foi_extract.facts.exemption_implied import implied_mentions
from foi_extract.facts.exemption_mentions import Ground, Mention, grounds_of
from foi_extract.facts.exemption_places import asked_in, exchanges_of
from foi_extract.facts.places import speaker_at
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
LISTED = re.compile(
    r"\s*[•*–-]?\s*(?:sections?|s\.?|regulations?|regs?\.?|exemptions?|exceptions?)\s?\d", re.IGNORECASE
)
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
    for cite in cites:
        sentence = _sentence(text, starts, Stretch(cite.match.start, cite.match.end))
        words = around(
            text,
            Stretch(cite.match.start, cite.match.end),
            sentence,
            _following(text, starts, sentence),
            _lead(text, starts, cite.match.phrase.start),
        )
        mention = _mention(letter, pairing, cite, sentence, words, cites)
        if mention is not None:
            mentions.append(mention)
        elif cite.instrument is not None or cite.match.act:
            citations.append(_citation(letter, cite))
        if cite.instrument == "unknown":
            unknown.append(cite)
    mentions.extend(implied_mentions(letter, pairing, [m.number for m in mentions if m.status != "quoted"]))
    exemptions = [_exemption(letter, pairing, g, n) for n, g in enumerate(grounds_of(mentions), 1)]
    return exemptions, citations, [_unresolved(letter, cite) for cite in _first_of_each(unknown)]


def _mention(
    letter: Letter,
    pairing: Pairing,
    cite: Resolved,
    sentence: Stretch,
    words: Around,
    cites: Sequence[Resolved],
) -> Mention | None:
    """A citation as a mention of a refusal ground; null when it is none."""
    match, stretch = cite.match, Stretch(cite.match.start, cite.match.end)
    part = letter.kind_at(match.start)
    if part == "quoted_mail" or (part in FORMAL and not _in_any(pairing, stretch)):
        return None
    if cite.instrument is None and match.instrument != "state":
        return None
    law = _law(cite)
    if law is not None and not law.is_ground and law.kind != "condition":
        return None
    if speaker_at(letter, pairing, match.start) == "requester":
        places = asked_in(pairing, stretch)
        return (
            Mention(cite.instrument, match.provision, "quoted", True, places, stretch)
            if law and law.is_ground
            else None
        )
    use = use_of(words, cite.instrument, match.provision)
    if law is not None and law.kind == "condition" and _beside_ground(cite, cites):
        use = Use("applied", use.said)
    if law is None and not use.said and match.instrument != "state":
        return None
    if use.role not in STATUSES:
        return None
    status = (
        "quoted" if part == "legal_annex" and not use.said and use.role == "applied" else STATUSES[use.role]
    )
    if letter.kind == "extension" and status == "applied":
        status = "considered"
    places = exchanges_of(letter, pairing, stretch, sentence)
    return Mention(
        cite.instrument, match.provision, status, use.said, places, stretch, use.explains, use.whole
    )


def _in_any(pairing: Pairing, stretch: Stretch) -> bool:
    return any(start <= stretch.start < end for p in pairing.pairs for start, end in p.answer)


def _beside_ground(cite: Resolved, cites: Sequence[Resolved]) -> bool:
    """Whether a condition is listed with its exemption, as if a ground: "section 40(2) and (3)"."""
    return any(
        o.match.group == cite.match.group
        and (law := _law(o)) is not None
        and law.is_ground
        and o.match.provision.split("(")[0] == cite.match.provision.split("(")[0]
        for o in cites
    )


def _law(cite: Resolved) -> Provision | None:
    return provision(cite.instrument, cite.match.provision) if cite.instrument in INSTRUMENTS else None


def _sentence(text: str, starts: Sequence[int], stretch: Stretch) -> Stretch:
    """The sentence that holds a stretch, at most 400 characters either side."""
    first = bisect.bisect_right(starts, stretch.start) - 1
    after = bisect.bisect_right(starts, max(stretch.start, stretch.end - 1))
    start = max(starts[max(first, 0)], stretch.start - 400)
    end = min(starts[after] if after < len(starts) else len(text), stretch.end + 400)
    return Stretch(start, max(end, stretch.end))


def _following(text: str, starts: Sequence[int], sentence: Stretch) -> str:
    """The next sentence, on one line."""
    after = bisect.bisect_right(starts, sentence.end)
    end = starts[after] if after < len(starts) else len(text)
    return " ".join(text[sentence.end : min(end, sentence.end + 300)].split())


def _lead(text: str, starts: Sequence[int], at: int) -> str:
    """The sentence ending in a colon that a list of citations hangs on; empty where none does."""
    line = text.rfind("\n", 0, at) + 1
    colon = text.rfind(":", max(0, line - 500), line)
    listed = text[colon + 1 : line].split("\n")
    if text[line:at].strip(" •-–*") or colon < 0 or any(s.strip() and not LISTED.match(s) for s in listed):
        return ""
    start = starts[max(bisect.bisect_left(starts, colon) - 1, 0)]
    return " ".join(text[max(start, colon - 400) : colon].split())


def _exemption(letter: Letter, pairing: Pairing, ground: Ground, number: int) -> Exemption:
    law = provision(ground.instrument, ground.number) if ground.instrument in INSTRUMENTS else None
    return Exemption(
        id=f"x{number}",
        exchanges=tuple(p.id for p in pairing.pairs if p.id in ground.places),
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
        instrument=cite.instrument,
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
