"""Which law a cited provision is of: its clause, a definition, the letter's regimes, the jurisdiction, else unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from foi_extract.facts.citations import CUE, CitationMatch
from foi_extract.law.names import Named, named_instruments
from foi_extract.law.provisions import INSTRUMENTS, fit, instrument, provision, title_of

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
DEFINED = re.compile(
    r"\s*\(?[^().;]{0,40}?\(?(?:the|hereafter|hereinafter|“|\")[\s“\"'‘]*(?P<word>Act|Regulations)[\s”\"'’]*\)",
    re.IGNORECASE,
)
LONG = re.compile(r"[a-z]{5,}")
LAST_SECTION = 88


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation and its law: an instrument's id, ``unknown``, or null for a law that has no file."""

    match: CitationMatch
    instrument: str | None


def resolved(
    text: str, matches: Sequence[CitationMatch], regimes: Sequence[str] = (), jurisdiction: str | None = None
) -> list[Resolved]:
    """Every citation with its law.  All provisions of one list are of one law."""
    names = named_instruments(text)
    defined = definitions(text, names)
    out: list[Resolved] = []
    for _, group in groupby(matches, key=lambda m: m.group):
        together = list(group)
        candidates = _candidates(names, regimes, jurisdiction)
        unsure = not regimes and jurisdiction is None and not any(n.exact for n in names)
        law = _law_of(text, together, names, defined, candidates, unsure)
        out.extend(Resolved(m, law) for m in together)
    return out


def definitions(text: str, names: Iterable[Named]) -> dict[str, str]:
    """What the letter itself defines "the Act" and "the Regulations" to be: ``{"act": "foia2000"}``."""
    found: dict[str, str] = {}
    for named in names:
        if named.exact and (m := DEFINED.match(text, named.stretch.end)):
            found.setdefault(m["word"].lower(), named.instrument)
    return found


def _candidates(names: Sequence[Named], regimes: Sequence[str], jurisdiction: str | None) -> list[str]:
    """The laws of access in the order in which this letter is likely to mean them."""
    own = [n.instrument for n in names if n.exact and instrument(n.instrument).regime]
    if jurisdiction is None and not regimes and own:
        jurisdiction = instrument(own[0]).jurisdiction
    return list(dict.fromkeys([*regimes, *BY_JURISDICTION.get(jurisdiction, ()), *own]))


def _law_of(
    text: str,
    group: list[CitationMatch],
    names: Sequence[Named],
    defined: dict[str, str],
    candidates: list[str],
    unsure: bool,
) -> str | None:
    said = group[0].instrument
    numbers = [m.provision for m in group]
    if said in ("other", "state"):
        return None
    if said in INSTRUMENTS:
        return said
    if said in defined:
        return defined[said]
    family = {"act": "foi", "regulations": "eir"}.get(said or "", said)
    if family in FAMILIES:
        order = [c for c in candidates if c in FAMILIES[family]]
        mostly = [c for c in order if sum(fit(c, n) > 0 for n in numbers) * 2 > len(numbers)]
        return (
            _best(order, numbers)
            or _best(mostly[:1] or FAMILIES[family], numbers)
            or (mostly or order or ["unknown"])[0]
        )
    if group[0].keyword == "article":
        return _article(group[0], names, text)
    return _unnamed(text, group, candidates, numbers, unsure)


def _article(match: CitationMatch, names: Sequence[Named], text: str) -> str | None:
    """An article with no law beside it is the GDPR's when that is named nearby; other conventions have no file."""
    near = any(
        n.instrument in ("ukgdpr", "dpa2018") and abs(n.stretch.start - match.start) < 400 for n in names
    )
    return "ukgdpr" if near else None


def _unnamed(
    text: str, group: list[CitationMatch], candidates: list[str], numbers: list[str], unsure: bool
) -> str | None:
    """The law of provisions whose clause names none, by the letter and by where such numbers exist."""
    keyword = group[0].keyword
    eir = [c for c in candidates if c in FAMILIES["eir"]]
    foi = [c for c in candidates if c not in FAMILIES["eir"]]
    first, second = (eir, foi) if keyword == "regulation" else (foi, eir)
    if keyword != "regulation" and candidates and candidates[0] in FAMILIES["eir"]:
        first, second = eir, foi
    words = text[group[-1].end : group[-1].end + 100] if unsure else ""
    if unsure and not any("(" in n for n in numbers):
        first = [c for c in first if c not in BY_JURISDICTION["scotland"]]
    sure = _best(first, numbers, words)
    exact = _best([c for c in second if all(fit(c, n) == 3 and "(" in n for n in numbers)], numbers)
    if exact and (sure is None or (keyword is None and min(fit(sure, n) for n in numbers) < 3)):
        return exact
    if sure or (keyword == "regulation" and (sure := _best(second, numbers))):
        return sure
    outside = all(int(re.sub(r"\D", "", n.split("(")[0]) or 0) > LAST_SECTION for n in numbers)
    some = any(fit(c, n) for c in candidates for n in numbers)
    window = text[max(0, group[0].start - 90) : group[-1].end + 60]
    return "unknown" if not outside and (some or CUE.search(window)) else None


def _best(order: Sequence[str], numbers: Sequence[str], words: str = "") -> str | None:
    """The first law that has all the provisions; else the first that may have them.

    ``words`` are given where nothing else tells the laws apart: then the title that they share most with.
    """
    scores = {law: min(fit(law, n) for n in numbers) for law in order}
    top = max(scores.values(), default=0)
    found = [law for law in order if scores[law] >= min(2, top)] if top else []
    if words and len(found) > 1:
        return max(
            found, key=lambda law: shared_stems(words, " ".join(title_of(law, n) or "" for n in numbers))
        )
    return found[0] if found else None


def shared_stems(words: str, title: str) -> int:
    """How many words of five letters and more two texts share, by their first five letters."""
    stems = {w[:5] for w in LONG.findall(words.lower())}
    return len(stems & {w[:5] for w in LONG.findall(title.lower())})


def is_ground(instrument_id: str | None, number: str) -> bool:
    """Whether information can be refused under a provision, as far as the law files know."""
    found = provision(instrument_id, number) if instrument_id in INSTRUMENTS else None
    return found is not None and found.is_ground
