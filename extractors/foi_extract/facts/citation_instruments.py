"""Which law a provision is of: by clause, definition, the letter's regimes, the jurisdiction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from foi_extract.facts.citation_tails import shared_stems
from foi_extract.facts.citations import CUE, CitationMatch
from foi_extract.law.names import Named, named_instruments, names_between
from foi_extract.law.provisions import INSTRUMENTS, fit, instrument, title_of

FAMILIES: dict[str, tuple[str, ...]] = {
    "foi": ("foia2000", "foisa2002", "iefoi2014", "aufoi1982", "usfoia", "caatia", "nzoia1982"),
    "eir": ("eir2004", "eisr2004"),
}
BY_JURISDICTION: dict[str | None, tuple[str, ...]] = {
    "uk": ("foia2000", "eir2004"),
    "scotland": ("foisa2002", "eisr2004"),
    "ireland": ("iefoi2014",),
    "us": ("usfoia",),
    "canada": ("caatia",),
    "australia": ("aufoi1982",),
    "new_zealand": ("nzoia1982",),
    None: ("foia2000", "eir2004", "foisa2002", "eisr2004"),
}
GENERAL = {"foi": "foi", "eir": "eir", "act": "foi", "regulations": "eir"}
WORDS = {"act": "act", "reg": "regulations", "foi": "foi", "eir": "eir"}
OTHER_DEFINED = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’']+|and|of|the|&)(?:\s+(?:[A-Z][\w’']+|and|of|the|&)){0,6}\s+Act(?:\s+(?:19|20)\d\d)?)"
    r"\s*\(\s*(?:the\s+)?[“\"‘']\s?(?:the\s+)?Act[”\"’']\s*\)"
)
QUOTED_ACT = re.compile(r"[“\"‘']\s?(?:the\s+)?Act[”\"’']\s*\)")
DEFINED = re.compile(
    r"\s*\(?[^().;]{0,40}?\(?(?:the|hereafter|hereinafter|“|\"|\()[\s“\"'‘]*(?P<word>Act|Regulations|FOI\s?A(?:ct)?|EIRs?)[\s”\"'’]*\)",
    re.IGNORECASE,
)
LAST_SECTION = 88


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation and its law: an instrument's id, ``unknown``, ``state``, or null for a law that has no file.

    ``state`` is the access law of one of the United States.
    """

    match: CitationMatch
    instrument: str | None


def resolved(
    text: str, matches: Sequence[CitationMatch], regimes: Sequence[str] = (), jurisdiction: str | None = None
) -> list[Resolved]:
    """Every citation with its law.  All provisions of one list are of one law."""
    setting = _setting(text, regimes, jurisdiction)
    out: list[Resolved] = []
    for _, group in groupby(matches, key=lambda m: m.group):
        together = list(group)
        law = _law_of(text, together, setting)
        out.extend(Resolved(m, law) for m in together)
    return out


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole letter says of its law: see :func:`_setting`."""

    names: Sequence[Named]
    defined: dict[str, str]
    candidates: list[str]
    unsure: bool
    state: bool
    foi: bool
    eir: bool


def _setting(text: str, regimes: Sequence[str], jurisdiction: str | None) -> Setting:
    """The laws a letter names and defines, and those it is likely to mean, likeliest first.

    ``foi`` and ``eir``: it is handled under a law of that kind; ``unsure``: nothing says whose law it is;
    ``state``: an American letter that names no federal Act.
    """
    names = named_instruments(text)
    candidates = _candidates(names, regimes, jurisdiction)
    federal = any(n.instrument == "usfoia" for n in names)
    return Setting(
        names=names,
        defined=definitions(text, names),
        candidates=candidates,
        unsure=not regimes and jurisdiction is None and not any(n.exact for n in names),
        state=candidates[:1] == ["usfoia"] and not federal,
        foi=any(law in FAMILIES["foi"] for law in regimes),
        eir=any(law in FAMILIES["eir"] for law in regimes),
    )


def definitions(text: str, names: Iterable[Named]) -> dict[str, str]:
    """What the letter itself defines "the Act" and "the Regulations" to be: ``{"act": "foia2000"}``."""
    found: dict[str, str] = {}
    for named in names:
        if named.exact and (m := DEFINED.match(text, named.stretch.end)):
            word = WORDS[m["word"].lower()[:3]]
            if GENERAL[word] == instrument(named.instrument).regime:
                found.setdefault(word, named.instrument)
    if (
        "act" not in found
        and QUOTED_ACT.search(text)
        and any(not named_instruments(m["name"]) for m in OTHER_DEFINED.finditer(text))
    ):
        found["act"] = "other"
    return found


def _candidates(names: Sequence[Named], regimes: Sequence[str], jurisdiction: str | None) -> list[str]:
    """The laws of access in the order in which this letter is likely to mean them."""
    own = [n.instrument for n in names if n.exact and instrument(n.instrument).regime]
    if jurisdiction is None and not regimes and own:
        jurisdiction = instrument(own[0]).jurisdiction
    return list(dict.fromkeys([*regimes, *BY_JURISDICTION.get(jurisdiction, ()), *own]))


def _law_of(text: str, group: list[CitationMatch], setting: Setting) -> str | None:
    said, keyword, numbers = group[0].instrument, group[0].keyword, [m.provision for m in group]
    if said == "other":
        return None
    if said == "state" or (setting.state and keyword == "section" and said in (None, "act", "foi")):
        return "state"
    if said in INSTRUMENTS:
        return said
    if said in setting.defined:
        return None if setting.defined[said] == "other" else setting.defined[said]
    if said in GENERAL:
        return _of_family(GENERAL[said], numbers, setting, named=said in FAMILIES)
    if keyword == "article":
        return _article(group[0], setting.names)
    return _unnamed(text, group, setting)


def _of_family(family: str, numbers: list[str], setting: Setting, named: bool) -> str | None:
    """The law that "FOIA", "the EIRs" or "the Act" means; ``named``: an access law, whatever its number."""
    order = [c for c in setting.candidates if c in FAMILIES[family]]
    mostly = [c for c in order if sum(fit(c, n) > 0 for n in numbers) * 2 > len(numbers)]
    found = _best(order, numbers, "", setting.unsure) or (mostly[0] if mostly else None)
    if found is None and (setting.unsure or not setting.candidates):
        found = _best(FAMILIES[family], numbers)
    return found or (order[0] if named and order and order[0] != "usfoia" else None)


def _article(match: CitationMatch, names: Sequence[Named]) -> str | None:
    """An article with no law beside it is the GDPR's when that is named nearby; others have no file."""
    near = names_between(names, match.start - 400, match.start + 400)
    return "ukgdpr" if any(n.instrument in ("ukgdpr", "dpa2018") for n in near) else None


def _unnamed(text: str, group: list[CitationMatch], setting: Setting) -> str | None:
    """The law of provisions whose clause names none, by the letter and by where such numbers exist."""
    keyword, candidates = group[0].keyword, setting.candidates
    numbers = [m.provision for m in group]
    eir = [c for c in candidates if c in FAMILIES["eir"]]
    foi = [c for c in candidates if c not in FAMILIES["eir"]]
    first, second = (eir, foi) if keyword == "regulation" else (foi, eir)
    if keyword != "regulation" and setting.eir and not setting.foi:
        first, second = eir, foi
    words = text[group[-1].end : group[-1].end + 100] if setting.unsure else ""
    if setting.unsure and not any("(" in n for n in numbers):
        first = [c for c in first if c not in BY_JURISDICTION["scotland"]]
    sure = _best(first, numbers, words)
    exact = _best([c for c in second if all(fit(c, n) == 3 and "(" in n for n in numbers)], numbers)
    if exact and (
        sure is None or ((keyword is None or setting.eir) and min(fit(sure, n) for n in numbers) < 3)
    ):
        return exact
    if sure or (keyword == "regulation" and (sure := _best(second, numbers))):
        return sure
    outside = all(int(re.sub(r"\D", "", n.split("(")[0]) or 0) > LAST_SECTION for n in numbers)
    some = any(fit(c, n) for c in first for n in numbers)
    window = text[max(0, group[0].start - 90) : group[-1].end + 60]
    return "unknown" if not outside and (some or CUE.search(window)) else None


def _best(order: Sequence[str], numbers: Sequence[str], words: str = "", unsure: bool = False) -> str | None:
    """The first law that has all the provisions; else the first that may have them.

    ``unsure``: nothing tells the laws apart, so the closest; ``words``: then the title that they share most
    with.
    """
    scores = {law: min(fit(law, n) for n in numbers) for law in order}
    top = max(scores.values(), default=0)
    enough = top if unsure else min(2, top)
    found = [law for law in order if scores[law] >= enough] if top else []
    if words and len(found) > 1:
        return max(
            found, key=lambda law: shared_stems(words, " ".join(title_of(law, n) or "" for n in numbers))
        )
    return found[0] if found else None
