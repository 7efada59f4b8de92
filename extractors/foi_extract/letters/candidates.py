"""The names that may be the authority's, their evidence added up, and the one that has enough of it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from foi_extract.law.cues import found_at, lowered, places_of
from foi_extract.letters.bodies import ACRONYM, initials_of, is_generic, is_regulator, key_of, words_of
from foi_records.letter import Named
from foi_records.spans import Stretch

ADDRESS = re.compile(r"(?:@|\bwww\.|https?://(?:www\.)?)(?P<host>[\w-]+(?:\.[\w-]+){1,5})", re.IGNORECASE)
PUBLIC = re.compile(r"\.(?:gov|nhs|police|ac|org|mil|parliament)(?:\.|$)|\.(?:scot|wales)$", re.IGNORECASE)
SHORT_FORM = re.compile(r"[Tt](?<!\w[Tt])he\s+(?P<noun>[A-Z][a-z]{3,12})\b(?!\s+(?:[A-Z]|of\b|for\b))")
SPEAKS_SHORT = re.compile(
    r"""[Tt](?<!\w[Tt])he\s+(?P<noun>[A-Z][a-z]{3,12})(?:['’]s?\s+(?:repl(?:y|ies)|responses?|answers?|decision|position|complaints\s+procedure)
    |\s+(?:does\s+not\s+(?:hold|record|have|keep|collect)|holds\b|has\s+(?:considered|decided|applied|received)|can\s+(?:confirm|neither)|neither\s+confirms|regrets))""",
    re.VERBOSE,
)
CODE_OF_BODY = re.compile(r"\b[A-Z]{3,6}(?=[ /:-]?\d|[/-](?:FOI|EIR|IR|RFI|IG)\b)")
PLACED = re.compile(r"(?:city|county|town|village|borough|state|university) of ")
CALLED_SHORT, CALLED_ITSELF, CODED = 2.0, 1.5, 2.0
EVIDENCE, LEAD = 3.5, 0.9
HEAD_LETTERS = 1200


@dataclass(slots=True)
class Candidate:
    """A name with its evidence: points, the forms it is written in, where it stands first."""

    points: float = 0.0
    forms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: Stretch | None = None


def count_mention(candidates: dict[str, Candidate], text: str, stretch: Stretch, points: float) -> None:
    """Add a mention to the evidence of its name, unless it can be no authority's."""
    form = " ".join(text[stretch.start : stretch.end].split())
    key = key_of(form)
    if not key or is_regulator(form) or key in words_of("no_subject") or is_generic(form):
        return
    candidate = candidates.setdefault(key, Candidate())
    candidate.points += points
    candidate.forms[form] += 1
    candidate.first = candidate.first or stretch


def joined(candidates: dict[str, Candidate], defined: dict[str, str], text: str) -> dict[str, Candidate]:
    """Acronyms and shortened forms counted with the full name they stand for; web addresses added."""
    for key in list(candidates):
        full = key_of(defined[key]) if key in defined else _full_name(key, candidates)
        if full and full != key and full in candidates:
            candidates[full].points += candidates.pop(key).points
    for lesser in (is_umbrella, is_translated):
        if not all(lesser(key) for key in candidates):
            candidates = {key: c for key, c in candidates.items() if not lesser(key)}
    hosts = hosts_in(text)
    _add_short_forms(candidates, text)
    codes = set(CODE_OF_BODY.findall(text[:HEAD_LETTERS]))
    for key, candidate in candidates.items():
        longer = [other for name, other in candidates.items() if name != key and f" {key} " in f" {name} "]
        candidate.points += sum(min(other.points, 3.0) for other in longer) / 2
        candidate.points += 1.5 * any(_fits(key, host) for host in hosts)
        candidate.points += CODED * bool(codes & initials_of(next(iter(candidate.forms))))
    return candidates


def is_umbrella(key: str) -> bool:
    """Whether a name is that of the government above the body that writes."""
    return key in words_of("umbrellas")


def is_translated(key: str) -> bool:
    """Whether a name is the Irish, Gaelic or Welsh one, which stands beside the English."""
    return key.split(" ", 1)[0] in words_of("translated")


def _add_short_forms(candidates: dict[str, Candidate], text: str) -> None:
    """Add to the only name with a noun what the letter says of "the Council", "the Trust"."""
    own = {found["noun"].casefold() for found in SPEAKS_SHORT.finditer(text)}
    for noun in short_nouns(text):
        meant = [candidate for key, candidate in candidates.items() if noun in key.split()]
        if len(meant) == 1:
            meant[0].points += CALLED_SHORT + CALLED_ITSELF * (noun in own)


def _full_name(key: str, candidates: dict[str, Candidate]) -> str | None:
    """The name whose first letters an acronym is."""
    form = next(iter(candidates[key].forms))
    if longer := [other for other in candidates if is_short_for(key, other)]:
        return longer[0]
    if not ACRONYM.match(form):
        return None
    fits = [
        name
        for name, other in candidates.items()
        if name != key and form.upper() in initials_of(next(iter(other.forms)))
    ]
    return fits[0] if len(fits) == 1 else None


def is_short_for(key: str, full: str) -> bool:
    """Whether a name ends with the initials of the end of a longer one ("NHS Holm ICB")."""
    words, longer = key.split(), full.split()
    same = len(words) - 1
    if not 1 <= same < len(longer) - 1 or words[:same] != longer[:same]:
        return False
    return words[-1] == "".join(word if word == "nhs" else word[0] for word in longer[same:])


@lru_cache(maxsize=2)
def hosts_in(text: str) -> frozenset[str]:
    """The hosts of the web and mail addresses in a text."""
    places = places_of(lowered(text), ("@", "www.", "http"))
    return frozenset(found["host"].casefold() for found in found_at(ADDRESS, text, places))


def _labels(host: str) -> list[str]:
    """The words of a host that may be a body's name."""
    return [label for label in re.split(r"[.-]", host) if label not in words_of("no_host")]


def _fits(key: str, host: str) -> bool:
    """Whether a web address is one that a body of this name would have."""
    squeezed = key.replace(" ", "")
    initials = "".join(word[0] for word in key.split())
    return any(
        (len(label) > 3 and label in squeezed) or (len(label) > 1 and label == initials)
        for label in _labels(host)
    )


def is_site_of(words: str, host: str) -> bool:
    """Whether a line of letterhead is a name spelt out in a web address ("Natural Borset", naturalborset)."""
    squeezed = key_of(words).replace(" ", "")
    if not PUBLIC.search(host):
        return False
    return 2 <= len(words.split()) <= 4 and any(
        len(label) > 4 and label == squeezed for label in _labels(host)
    )


def chosen(candidates: dict[str, Candidate], text: str) -> Named | None:
    """The candidate with the most evidence, null when it is thin or another is level."""
    ranked = sorted(candidates.items(), key=lambda item: (-item[1].points, item[1].first or Stretch(0, 0)))
    if not ranked or ranked[0][1].points < EVIDENCE:
        return None
    best_key, best = ranked[0]
    placed = best_key.split(" of ", 1)[1] if PLACED.match(best_key) else None
    rivals = [
        c
        for key, c in ranked[1:]
        if f" {key} " not in f" {best_key} "
        and f" {best_key} " not in f" {key} "
        and not (placed and f" {placed} " in f" {key} ")
    ]
    if rivals and best.points - rivals[0].points < LEAD:
        return None
    form = max(best.forms, key=lambda f: (not f.isupper(), best.forms[f]))
    return Named(form, place_of(text, form) or best.first)


def place_of(text: str, name: str) -> Stretch | None:
    """Where a name stands first in the text, whatever its line breaks."""
    found = re.search(r"\s+".join(map(re.escape, name.split())), text)
    return Stretch(*found.span()) if found else None


@lru_cache(maxsize=2)
def short_nouns(text: str) -> frozenset[str]:
    """The nouns that the letter calls a body by ("the Conservatoire"), in small letters."""
    return frozenset(found["noun"].casefold() for found in SHORT_FORM.finditer(text)) - words_of(
        "no_short_name"
    )
