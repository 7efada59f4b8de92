"""Citations of legal provisions in a text: where they stand, and which law their own clause names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from foi_extract.facts.citation_grammar import Listed, plain_stands, provisions_at
from foi_extract.facts.citation_tails import Clause, clause_of, other_by_words
from foi_extract.facts.citations_abroad import Abroad, abroad_in
from foi_extract.law.cues import found_at, lowered, places_of
from foi_extract.law.names import Named, named_instruments
from foi_extract.law.provisions import fit
from foi_records.spans import Stretch

Keyword = Literal["section", "regulation", "article", "exemption"]
KEYWORD = re.compile(
    r"""(?<![\w.'’/@-])(?:
      (?P<section>(?:sub-?\s?)?sections?(?:\(s\))?|sect?s?\.?|ss?\.?|§+)
    | (?P<regulation>regulations?|regs?\.?)
    | (?P<article>articles?|arts?\.?)
    | (?P<exemption>exemptions?|exceptions?)
    )\s{0,3}\(?(?=\d)(?!552\b)""",
    re.VERBOSE | re.IGNORECASE,
)
KEYWORDS = ("sec", "sub", "reg", "art", "exempt", "except")
SHORT_KEYWORD = re.compile(r"[sS§](?<![\w.'’/@-].)[sS§.]{0,8}\s{0,3}\(?\d")
"""Every keyword begins with one of these, or so."""
BARE = re.compile(
    r"\d(?<![\w(.,/£$€#:-].)(?=\d?[A-Z]?(?:\s?\(\s?\d|\s?\([a-z]{1,3}\)\s?[(&]|\.\d{1,2}\.[a-z]\b))"
)
MISSING = re.compile(
    r"\b(?:exempt\w*|withheld|refused|exemption)(?:\s+\w+){0,3}\s+(?:under|by|at|in|of)\s+(?=\d)",
    re.IGNORECASE,
)
MISSING_AFTER = ("exempt", "withheld", "refused")
AFTER_NAME = re.compile(r"[\s,:(–-]{1,3}(?=\d{1,2}(?:[A-Z]?\s?\(|:|\.\d))")
FOLLOWS = re.compile(r"\s*:\s*(?:complaint|not|partly|upheld)", re.IGNORECASE)
SUBSECTION = re.compile(
    r"(?:sub-?\s?section|paragraph|sub-?\s?paragraph)s?\s*(?P<limbs>(?:\(\w{1,3}\)\s?){1,4})(?:of|to|in|under)\s+$",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"[A-Za-z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b")
CUE = re.compile(
    r"\b(?:exempt\w*|exception|withh[eo]ld\w*|refus\w+|redact\w*|FOI\w*|EIRs?|appl(?:y|ies|ied)|engag\w+|rel(?:y|ied|ies|iance)|virtue)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\b(?:questions?|q|points?|items?|parts?|paragraphs?|paras?|requests?|numbers?|nos?\.?|tables?|annex"
    r"|appendix|page|schedule|rule|sch\.?)\s*$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\s+(?:working|calendar|days?|weeks?|months?|years?|hours?|minutes?|pages?|times|people|%)\b",
    re.IGNORECASE,
)
PLACE = re.compile(r"(?:[A-Z][a-z]+|Road|Street|Lane|Drive),?\s+$")
SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")
LOW = frozenset("1234567")
NUMBERED = re.compile(r"\d\s?[(\].]")
HINT = re.compile(
    r"\(b\)|under\s\d"
    r"|(?:s|sec|sections?|reg|regulations?|articles?|exemptions?|exceptions?|§|FOI\w*|EIRs?)\W{0,3}\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitationMatch:
    """A provision cited; ``start`` and ``end`` are its own words, ``phrase`` the whole list with its law.

    ``instrument`` is what the clause itself says: the id of a law, ``foi``, ``eir``, ``act`` or
    ``regulations`` where its words fit several, ``other`` for a law or paper that is no access law (then
    ``act`` may have its name), null when it says nothing.  Provisions of one list share a ``group``.
    """

    start: int
    end: int
    provision: str
    keyword: Keyword | None
    instrument: str | None
    act: str | None
    phrase: Stretch
    group: int
    normalised: bool = False


def citations_in(text: str) -> list[CitationMatch]:
    """Every legal provision cited in a text, in order; those of other Acts too, marked ``other``."""
    if not NUMBERED.search(text) and not HINT.search(text):
        return []
    names = named_instruments(text)
    out: list[CitationMatch] = []
    taken = 0
    found = sorted(
        [*_keyworded(text, names), *_bare(text, names), *_abroad(text)],
        key=lambda g: (g[0].start, -g[-1].end),
    )
    for number, group in enumerate(found):
        if group[0].start < taken:
            continue
        out.extend(replace(m, group=number) for m in group)
        taken = group[-1].end
    return _spread_topics(_same_sentence(text, _own_sections(text, out)))


def _keyworded(text: str, names: Sequence[Named]) -> Iterator[list[CitationMatch]]:
    """Lists that begin with a keyword: "sections 40(2) and 43(2) of the Act"."""
    end = 0
    for m in found_at(KEYWORD, text, _keyword_places(text)):
        keyword: Keyword = m.lastgroup  # type: ignore[assignment]
        if m.start() < end or POSTCODE.match(text, m.start()):
            continue
        listed = provisions_at(text, m.end(), m.start())
        if listed is None:
            continue
        if above := SUBSECTION.search(text, max(0, m.start() - 60), m.start()):
            listed.items[0].begin_with(above)
        clause = clause_of(text, m.start(), listed, names)
        if _stands(text, m, listed, clause, keyword):
            end = listed.end
            yield _group(text, listed, clause, keyword)


def _keyword_places(text: str) -> list[int]:
    """Where a keyword may begin."""
    short = (m.start() for m in SHORT_KEYWORD.finditer(text))
    return sorted({*places_of(lowered(text), KEYWORDS), *short})


def _stands(text: str, m: re.Match[str], listed: Listed, clause: Clause, keyword: Keyword) -> bool:
    """Whether it is a citation: "S12" may be a postcode, "section 2.3" part of a contract."""
    first, plain = listed.items[0], all(len(i.parts) == 1 for i in listed.items)
    words = text[m.start() : m.end()]
    if listed.dotted and not any(p.isalpha() for p in first.parts) and not clause.is_access_law:
        return False
    if plain and UNIT.match(text, listed.end):
        return False
    if keyword == "exemption" and plain and int(re.sub(r"\D", "", first.parts[0])) < 10:
        return False
    if (
        keyword == "section"
        and words.lower().rstrip(". (") in ("s", "ss")
        and plain
        and clause.instrument is None
    ):
        return _short_form_stands(text, m.start(), listed.end, words)
    return True


def _short_form_stands(text: str, start: int, end: int, words: str) -> bool:
    """Whether "s12" or "S.21" with no law and no limbs is a section, by the words around it."""
    if words in ("s.", "s. ", "s ") and plain_stands(text, end):
        return True
    if PLACE.search(text, max(0, start - 40), start) and not CUE.search(text, max(0, start - 12), start):
        return False
    around = text[max(0, start - 90) : start], text[end : end + 60]
    return any(CUE.search(part) for part in around) or other_by_words(text, start, end)


def _group(text: str, listed: Listed, clause: Clause, keyword: Keyword | None) -> list[CitationMatch]:
    phrase = Stretch(min(listed.items[0].start, clause.stretch.start), max(listed.end, clause.stretch.end))
    return [
        CitationMatch(
            i.start, i.end, i.provision, keyword, clause.instrument, clause.act, phrase, 0, i.normalised
        )
        for i in listed.items
    ]


def _bare(text: str, names: Sequence[Named]) -> Iterator[list[CitationMatch]]:
    """Provisions without a keyword: "FOIA 44(1)(a)", "12(4)(b)", "exempt under 12 of the Act"."""
    missing = found_at(MISSING, text, places_of(lowered(text), MISSING_AFTER))
    starts = {m.start() for m in BARE.finditer(text)} | {m.end() for m in missing}
    starts |= {m.end() for n in names if (m := AFTER_NAME.match(text, n.stretch.end))}
    for start in sorted(starts):
        listed = provisions_at(text, start)
        if listed is not None:
            clause = clause_of(text, start, listed, names)
            if clause.instrument != "other" and _bare_stands(text, start, listed, clause):
                yield _group(text, listed, clause, None)


def _bare_stands(text: str, start: int, listed: Listed, clause: Clause) -> bool:
    """Whether numbers without a keyword are provisions: their law is named, or they are deep."""
    first = listed.items[0]
    if LABEL.search(text, max(0, start - 20), start):
        return False
    if len(first.parts) == 1:
        follows = FOLLOWS.match(text, listed.end) is not None
        return clause.is_access_law and (follows or start < clause.stretch.start)
    if clause.is_access_law:
        return True
    number = int(re.sub(r"\D", "", first.parts[0]))
    known = max(fit(law, first.provision) for law in ("foia2000", "eir2004", "foisa2002", "eisr2004"))
    if number < 12 or known < 2:
        return False
    window = text[max(0, start - 160) : start] + text[listed.end : listed.end + 80]
    return len(first.parts) > 2 or CUE.search(window) is not None


def _abroad(text: str) -> Iterator[list[CitationMatch]]:
    """Federal exemptions of the United States, and the sections of state access laws."""
    for found in abroad_in(text):
        yield [_from_abroad(found)]


def _from_abroad(found: Abroad) -> CitationMatch:
    start, end = found.stretch
    return CitationMatch(
        start, end, found.provision, found.keyword, found.instrument, found.act, found.stretch, 0
    )


def _own_sections(text: str, found: list[CitationMatch]) -> list[CitationMatch]:
    """The numbered sections of a form or report are its own, as low numbers are that nobody relies on."""
    plain = [m for m in found if m.keyword == "section" and m.instrument is None and "(" not in m.provision]
    numbers = {int(m.provision) for m in plain if m.provision.isdigit()}
    whole = any({n, n + 1, n + 2} <= numbers for n in range(1, 8))
    plain = [m for m in plain if whole or m.provision in LOW]
    own = {m.start for m in plain if not CUE.search(text, max(0, m.phrase.start - 60), m.phrase.start)}
    return [replace(m, instrument="other") if m.start in own else m for m in found]


def _same_sentence(text: str, found: list[CitationMatch]) -> list[CitationMatch]:
    """A bare section after another Act's in one sentence is that Act's too: "s.44 of X, and under s.47"."""
    out: list[CitationMatch] = []
    for m in found:
        last = out[-1] if out else None
        if (
            last
            and m.instrument is None
            and last.instrument == "other"
            and last.act
            and m.keyword == last.keyword
        ):
            between, after = text[last.phrase.end : m.start], text[m.end : m.end + 40]
            if not SENTENCE_END.search(between) and not CUE.search(between + after):
                m = replace(m, instrument="other", act=last.act)
        out.append(m)
    return out


def _spread_topics(found: list[CitationMatch]) -> list[CitationMatch]:
    """A bare number that the text uses for another Act ("S47 assessments") is that Act's everywhere."""
    topics = {
        m.provision
        for m in found
        if m.instrument == "other" and m.keyword == "section" and "(" not in m.provision
    }
    topics -= {m.provision for m in found if m.instrument not in (None, "other")}
    return [
        replace(m, instrument="other") if m.instrument is None and m.provision in topics else m for m in found
    ]
