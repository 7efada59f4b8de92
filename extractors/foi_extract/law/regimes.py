"""Under which access laws a response was handled, and whose law that is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

from foi_extract.law.names import named_instruments
from foi_extract.law.phrasebook import Wording, phrasebook
from foi_extract.law.provisions import instrument

DEFAULT: dict[str, dict[str, str]] = {
    "uk": {"foi": "foia2000", "eir": "eir2004"},
    "scotland": {"foi": "foisa2002", "eir": "eisr2004"},
    "ireland": {"foi": "iefoi2014"},
    "us": {},
    "canada": {"foi": "caatia"},
    "australia": {"foi": "aufoi1982"},
    "new_zealand": {"foi": "nzoia1982"},
}
PLAIN = re.compile(r"\bfreedom\s+of\s+information\b|\bFOI(?:A|R)?(?=\b|[\d_])", re.IGNORECASE)
WORD = re.compile(r"\w+")
MOST = 3
"""Mentions of one kind count so often at most."""
DENIED = re.compile(
    r"\b(?:not|rather\s+than|instead\s+of)\s+(?:(?:under|by|in)\s+)?(?:the\s+)?$", re.IGNORECASE
)
HANDLED = re.compile(
    r"""\b(?:handled|considered|dealt\s+with|processed|treated|responded\s+to|answered|request(?:ed)?|received|made|submitted)\b
    [^.;]{0,90}?\b(?:under|in\s+accordance\s+with|in\s+terms\s+of|pursuant\s+to)\s+(?:the\s+)?(?:provisions\s+of\s+(?:the\s+)?)?$""",
    re.VERBOSE | re.IGNORECASE,
)


def regimes_in(text: str, jurisdiction: str | None = None) -> tuple[str, ...]:
    """The access laws that a response is handled under, by what it names: ids such as ``foia2000``.

    Where its heading names two and its words say which one the request was handled under, that one.  State
    laws have no id, so a letter under one has none.
    """
    place = jurisdiction or jurisdiction_of(text)
    default = DEFAULT.get(place or "uk", {})
    counts: Counter[str] = Counter()
    handled: set[str] = set()
    for named in named_instruments(text):
        law = named.instrument if named.exact else default.get(named.instrument)
        if law is None or instrument(law).regime is None:
            continue
        words = text[named.stretch.start : named.stretch.end]
        if words == "foi" and not re.match(
            r"\s+(?:re|act|team|officer|case)", text[named.stretch.end :][:12]
        ):
            continue
        if DENIED.search(text, max(0, named.stretch.start - 40), named.stretch.start):
            continue
        counts[law] += 1
        if HANDLED.search(text, max(0, named.stretch.start - 160), named.stretch.start):
            handled.add(law)
    if not counts and PLAIN.search(text) and "foi" in default:
        counts[default["foi"]] += 1
    chosen = handled or _outstanding(counts)
    return tuple(sorted((law for law in counts if law in chosen), key=lambda law: -counts[law]))


def _outstanding(counts: Counter[str]) -> set[str]:
    """The laws named most, when one is only named in passing beside another."""
    most = max(counts.values(), default=0)
    return {law for law, n in counts.items() if n * 4 >= most}


def jurisdiction_of(text: str, authority: str | None = None) -> str | None:
    """Whose access law applies, by the laws and bodies named: ``uk``, ``scotland``, ``ireland``, ``us``.

    Null when nothing says.
    """
    scores: Counter[str] = Counter()
    for named in named_instruments(text):
        if named.exact and instrument(named.instrument).regime:
            scores[instrument(named.instrument).jurisdiction] += 4
    words = WORD.findall(text.lower())
    for wording in _placing(frozenset(words), f" {' '.join(words)} "):
        read = (authority or "") if wording.row.get("where") == "authority" else text
        found = sum(1 for _ in islice(wording.pattern.finditer(read), MOST))
        scores[wording.signal] += wording.row["weight"] * found
    best = scores.most_common(1)
    return best[0][0] if best and best[0][1] else None


def _placing(words: frozenset[str], run: str) -> Iterator[Wording]:
    """The wordings whose words stand in a text, told by its words and by them run together."""
    for wording, alone, several in _needs():
        if (
            alone is None
            or not alone.isdisjoint(words)
            or any(first in words and needed in run for first, needed in several)
        ):
            yield wording


@cache
def _needs() -> tuple[tuple[Wording, frozenset[str] | None, tuple[tuple[str, str], ...]], ...]:
    """Each wording with the single words it may need (null: it is always tried) and the runs of words."""
    rows = []
    for wording in phrasebook("jurisdictions.toml"):
        needs = wording.row.get("needs")
        alone = None if needs is None else frozenset(n for n in needs if " " not in n)
        several = tuple((n.split()[0], f" {n} ") for n in needs or () if " " in n)
        rows.append((wording, alone, several))
    return tuple(rows)
