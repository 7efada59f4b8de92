"""The law that a citation's own clause names, after it ("of the Act") or before it ("EIR 12(4)(b)")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foi_extract.facts.citation_grammar import Listed
from foi_extract.law.cues import speaks_of
from foi_extract.law.names import Named, names_between
from foi_extract.law.phrasebook import phrasebook
from foi_extract.law.provisions import fit, title_of
from foi_records.spans import Stretch

BRIDGE = re.compile(
    r"""(?:\s*\([^()]{2,140}\))?              # a title in brackets
        (?:\s*[-–—]\s?[^-–—.;:()\n]{3,90}\s?[-–—](?=\s))?   # or between dashes
        \s*[,:]?\s*(?:\(\s?)?(?:(?:both|all|each)\s+)?
        (?:(?:of|in|under|from|to|within|per|as\s+set\s+out\s+in|contained\s+in|set\s+out\s+in)\s+)?
        (?:(?:the|UK's|UK)\s+){0,2}["“'‘]?""",
    re.VERBOSE,
)
TITLE_AFTER = re.compile(r"(?:\s*[-–—:]\s?|\s+)[A-Za-z][\w’' ]{3,60}?\s+(?:of|in|under)\s+(?:the\s+)?")
LEAD = re.compile(
    r"""\s*["”’']?(?:\s*\((?:the\s+)?["“'‘]?(?:FOIA?|EIRs?|FOISA|the\s+Act|Act|DPA)["”’']?\))?\s*
        (?:[,:;(\[|–—-]|’s|'s)?\s*(?:under|exemptions?|exceptions?|at|in)?\s*["“(]?$""",
    re.VERBOSE | re.IGNORECASE,
)
ACT = re.compile(
    r"""(?:the\s+)?(?P<name>[A-Z][\w’'&().,-]*(?:\s+(?:[A-Z(][\w’'&().,-]*|and|of|the|for|in|etc\.?|to|by|on|with|&)){0,14}?
        \s+(?:Acts?|Regulations?|Order|Rules|Convention|Code|Law|Measure|Ordinance|Statute|Constitution)\b
        (?:\s+\([A-Z][\w ]{2,20}\))?(?:,?\s+\(?(?:of\s+)?(?:19|20)\d\d\)?)?
        (?:\s+\((?:Vic|Qld|NSW|WA|SA|Tas|ACT|NT)\))?)""",
    re.VERBOSE,
)
SHORT_ACT = re.compile(
    r"(?P<name>(?:(?!FOIA|DATA|AREA|MEDIA)[A-Z]{2,5}A|PACE|LASPO|ECHR|ICCPR|GDPR|TFEU)\b(?:\s+(?:19|20)\d\d)?)"
)
ACT_BEFORE = re.compile(
    r"(?P<name>(?:[A-Z][\w’'&()-]*|and|of|the|for|in|&)(?:\s+(?:[A-Z(][\w’'&()-]*|and|of|the|for|in|&)){0,10}\s+(?:Act|Regulations|Order|Rules|Law|Code)(?:\s+(?:19|20)\d\d)?)\s*[,:(–—-]?\s*$"
)
ACTS = ("Act", "Regulations", "Order", "Rules", "Law", "Code")
STATE = re.compile(r"\((?:Vic|Qld|NSW|WA|SA|Tas|ACT|NT)\)")
OWN = re.compile(r"^(?:the|this|that|said|same|these)?\s*(?:\d{4}\s+)?(?:Acts?|Regulations?)$", re.IGNORECASE)
LONG = re.compile(r"[a-z]{5,}")
BRITISH = ("foia2000", "eir2004", "foisa2002", "eisr2004")
NOT_ACCESS = frozenset({"dpa2018", "dpa1998", "ukgdpr", "crca2005", "other"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What a citation's clause says of its law, as ``CitationMatch.instrument``, and where it says it."""

    instrument: str | None
    act: str | None
    stretch: Stretch

    @property
    def is_access_law(self) -> bool:
        """Whether the clause names an access law outright."""
        return self.instrument is not None and self.instrument not in NOT_ACCESS


def clause_of(text: str, start: int, listed: Listed, names: Sequence[Named]) -> Clause:
    """The law named right after a list of provisions, else right before it, else by the words around it."""
    end = listed.end
    return (
        _after(text, end, names)
        or _before(text, start, names)
        or (Clause("other", None, Stretch(start, end)) if _is_other(text, start, listed) else None)
        or Clause(None, None, Stretch(start, end))
    )


def _after(text: str, end: int, names: Sequence[Named]) -> Clause | None:
    bridge = BRIDGE.match(text, end)
    at = bridge.end() if bridge else end
    near = names_between(names, end, end + 240)
    for place in (at, *((m.end(),) if (m := TITLE_AFTER.match(text, end)) else ())):
        for named in near:
            if named.stretch.start <= place <= named.stretch.start + 4 and not STATE.match(
                text, named.stretch.end + 1
            ):
                if _leads_on(text, named, end):
                    continue
                return Clause(named.instrument, None, named.stretch)
    other = ACT.match(text, at) or SHORT_ACT.match(text, at)
    if other and not OWN.match(other["name"]):
        return Clause("other", re.sub(r"\s+", " ", other["name"]), Stretch(*other.span("name")))
    return None


def _leads_on(text: str, named: Named, end: int) -> bool:
    """Whether a name after a list belongs to the next citation: "section 41 and FOISA: section 36"."""
    gap = text[end : named.stretch.start]
    if re.search(r"\b(?:and|or|&)\s*$", gap):
        return True
    if re.search(r"\b(?:of|in|under)\b", gap) or named.instrument in ("act", "regulations"):
        return False
    return (
        re.match(
            r"\s?(?:[:(,]\s?|s\.?\s?|section\s|reg\w*\.?\s)?\(?\d",
            text[named.stretch.end : named.stretch.end + 12],
            re.IGNORECASE,
        )
        is not None
    )


def _before(text: str, start: int, names: Sequence[Named]) -> Clause | None:
    for named in names_between(names, start - 240, start):
        gap = start - named.stretch.end
        close = 0 <= gap < (4 if named.instrument in ("act", "regulations") else 60)
        if close and LEAD.match(text[named.stretch.end : start]):
            return Clause(named.instrument, None, named.stretch)
    near = max(0, start - 140)
    other = ACT_BEFORE.search(text, near, start) if speaks_of(text[near:start], ACTS) else None
    if other and not OWN.match(other["name"].split(". ")[-1]):
        name = re.sub(r"\s+", " ", other["name"])
        return Clause(
            "other",
            re.sub(r"^(?:(?:the|of|in|and|for|In|Under|The|Of|For)\s)+", "", name),
            Stretch(*other.span("name")),
        )
    return None


def _is_other(text: str, start: int, listed: Listed) -> bool:
    """Whether the words around say another Act, and neither number nor printed title says otherwise."""
    number, after = listed.items[0].provision, text[listed.end : listed.end + 60].lstrip()
    if "(" in number and any(fit(law, number) >= 2 for law in BRITISH):
        return False
    titles = " ".join(title_of(law, number) or "" for law in BRITISH)
    if after[:1].isupper() and shared_stems(after.split("\n")[0], titles):
        return False
    return other_by_words(text, start, listed.end)


def shared_stems(words: str, title: str) -> int:
    """How many words of five letters and more two texts share, by their first five letters."""
    stems = {w[:5] for w in LONG.findall(words.lower())}
    return len(stems & {w[:5] for w in LONG.findall(title.lower())})


def other_by_words(text: str, start: int, end: int) -> bool:
    """Whether the words around a number say that it is no access law's: "section 47 enquiries", "S106s"."""
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    blank = re.match(r"(?:[ \n]|(?=s\b|/\d))", after)
    if blank is None:
        return False
    after = after[blank.end() :]
    for wording in phrasebook("other_acts.toml"):
        if wording.signal == "after" and wording.pattern.match(after):
            return True
        if wording.signal == "before" and wording.pattern.search(before):
            return True
    return re.search(r"\b\w+ing law\b", after[:40]) is not None
