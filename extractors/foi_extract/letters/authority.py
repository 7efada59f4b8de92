"""The authority that replies: what its letterhead, its signature and its own sentences call it.

No list of authorities is used.  Every mention of a body is evidence by the place it stands in; the name with
the most evidence is taken, and none when the evidence is thin or two names are level.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from foi_extract.letters.bodies import (
    ACRONYM,
    begins_no_name,
    body_in_run,
    body_names,
    initials_of,
    is_generic,
    is_regulator,
    key_of,
    words_of,
)
from foi_records.document import Document
from foi_records.letter import Named, Part
from foi_records.spans import Stretch

LINKS = r"(?:(?:of|the|and|for|upon|on|in|de|with)\s+){0,2}"
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*(?=\S))"  # no blank line
NAME = rf"(?P<name>[A-Z][\w’'&-]*(?:{GAP}{LINKS}(?:St\.|[A-Z][\w’'&-]*|&)){{0,9}})"
SITE_MASK = re.compile(r"\[(?:\d{1,2}\]\s?\[)?(?P<name>[A-Z][^\[\]]{3,90}?)\s+request\s+email\]")
REQUESTER_SAYS = re.compile(rf"^[\s>*]*Dear\s+{NAME}\s*,?\s*$", re.MULTILINE)
REQUESTS_TO = re.compile(rf"\brequests\s+to\s+{NAME}\?")
RESPONSE_OF = re.compile(rf"(?<!\w){NAME}[’']s?\s+(?:response|reply|answer)s?\s+to\s+(?:your|the)\b")
SPEAKS = re.compile(
    rf"""(?<![\w.])(?:the\s+)?{NAME}(?:\s\([^)]{{2,20}}\))?\s+
    (?:(?:does|do|did)\s(?:not\s)?hold|holds?\b|held\b|(?:has|have)\s(?:now\s)?(?:completed|considered|decided|estimated|searched|received|conducted|no\sinformation)
    |is\s(?:not\sobliged|committed\sto|withholding|unable|not\sable|required|subject\sto|not\srequired|not\saware)|estimates|considers|believes|requires\syou|received|can\s(?:confirm|neither)
    |neither\sconfirms|maintains\sthat|wishes|recognises|cannot|publishes|do(?:es)?\snot\srecord|records?\b|uses?\b|(?:has|have)\smade|are\susing|answers\b|responds\b|replies\b|has\s(?:located|identified|found|dealt))""",
    re.VERBOSE,
)
ASKED_OF = re.compile(
    rf"(?:information|request\w*|records)\b[^.\n]{{0,60}}(?:\n[^.\n]{{0,40}})?\b(?:from|to|held\s+by|by)\s+(?:the\s+)?{NAME}"
)
HANDLED_BY = re.compile(
    rf"\b(?:request|FOI|which|it)\b[^.\n]{{0,60}}(?:\n[^.\n]{{0,40}})?\b(?:received|handled|processed|considered|answered|dealt\s+with)\s+by\s+(?:the\s+)?{NAME}"
)
DEFINED = re.compile(rf"{NAME}\s+\(\s*[\"“‘']?(?:the\s+)?[\"“‘']?(?P<acronym>[A-Za-z]{{2,12}})[\"”’']?\s*\)")
ATTRIBUTED = re.compile(
    rf"(?:obtained\s+from|copyright\s+of|©\s*(?:\d{{4}}\s)?|belongs\s+to|Where)\s+(?:the\s+)?{NAME}"
)
ADDRESS = re.compile(r"(?:@|\bwww\.|https?://(?:www\.)?)(?P<host>[\w-]+(?:\.[\w-]+){1,5})", re.IGNORECASE)
PIECE = re.compile(r"\S+(?: \S+)*")
MAY_BEGIN = re.compile(r"[A-Z][\w'’&-]*(?: (?:of|the|and|for|&|[A-Z][\w'’&-]*))*")
WEIGHT_OF_LINES = {"letterhead": 3.5, "reference": 1.5, "signature": 3.5, "page_furniture": 1.0}
IN_PASSING, IN_RIGHTS, MOST_IN_PASSING = 0.5, 1.5, 2.0
PUBLIC = re.compile(r"\.(?:gov|nhs|police|ac|org|mil|parliament)(?:\.|$)|\.(?:scot|wales)$", re.IGNORECASE)
SHORT_FORM = re.compile(r"\b[Tt]he\s+(?P<noun>[A-Z][a-z]{3,12})\b(?!\s+(?:[A-Z]|of\b|for\b))")
CODE_OF_BODY = re.compile(r"\b[A-Z]{3,6}(?=[ /:-]?\d|[/-](?:FOI|EIR))")
CALLED_SHORT, CODED = 2.0, 2.0
REGULATOR = re.compile(
    r"(?:Office\s+of\s+the\s+)?(?:Scottish\s+|Australian\s+)?Information\s+Commissioner(?:[’']?s\s+Office)?"
)
EVIDENCE, LEAD = 3.5, 0.9
TITLE_LINES, SHORT_NAME = 4, 5
HEAD_LETTERS = 1200


@dataclass(slots=True)
class Candidate:
    """A name with its evidence: points, the forms it is written in, where it stands first."""

    points: float = 0.0
    forms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: Stretch | None = None


def authority_of(document: Document, parts: list[Part]) -> Named | None:
    """The authority's name as printed; the site's word for it comes first, where it can be a name at all."""
    known = document.known.authority
    if known and (len(known.split()) <= SHORT_NAME or any(body_names(known))):
        return Named(known, _place_of(document.text, known))
    candidates: dict[str, Candidate] = {}
    defined: dict[str, str] = {}
    for stretch, points in (*_title(document, parts), *mentions(document.text, parts, defined)):
        _count(candidates, document.text, stretch, points)
    chosen = _chosen(_joined(candidates, defined, document.text), document.text)
    return chosen or _regulator_itself(document.text, parts) or _first_line(document.text, parts)


def _regulator_itself(text: str, parts: list[Part]) -> Named | None:
    """The regulator, where its own letterhead says that it is the one that replies."""
    for part in parts:
        if part.kind == "letterhead" and (found := REGULATOR.search(text, part.start, part.end)):
            return Named(" ".join(found.group().split()), Stretch(*found.span()))
    return None


def _first_line(text: str, parts: list[Part]) -> Named | None:
    """The first line of the letterhead, where nothing else is a name and the letter calls it by its noun.

    So a directorate or division answers in its own name.
    """
    if not parts or parts[0].kind != "letterhead":
        return None
    line = PIECE.search(text, parts[0].start, parts[0].end)
    if line is None or not MAY_BEGIN.fullmatch(line.group()) or not 2 <= len(line.group().split()) <= 7:
        return None
    last = line.group().split()[-1].casefold()
    return Named(line.group(), Stretch(*line.span())) if last in _short_nouns(text) else None


def mentions(text: str, parts: list[Part], defined: dict[str, str]) -> Iterator[tuple[Stretch, float]]:
    """Each place that names a body, with the weight of that place; ``defined`` gathers acronyms."""
    hosts = _hosts(text)
    for part in parts:
        if part.kind == "quoted_mail":
            yield from _told(text, part, ((REQUESTS_TO, 4.0),), loose=True)
            yield from _told(text, part, ((REQUESTER_SAYS, 3.0),), loose=False)
            continue
        if part.kind == "request":
            continue
        yield from _told(
            text, part, ((SITE_MASK, 5.0), (REQUESTS_TO, 4.0), (RESPONSE_OF, 5.0), (SPEAKS, 3.5)), loose=True
        )
        yield from _told(
            text, part, ((ASKED_OF, 2.5), (DEFINED, 0.5), (ATTRIBUTED, 2.0), (HANDLED_BY, 3.5)), loose=False
        )
        for found in DEFINED.finditer(text, part.start, part.end):
            defined.setdefault(found["acronym"].casefold(), " ".join(found["name"].split()))
        yield from _printed(text, part, hosts)


def _printed(text: str, part: Part, hosts: set[str]) -> Iterator[tuple[Stretch, float]]:
    """The bodies named on the lines of letterhead and signature, or at all in the sentences of a part."""
    weight = WEIGHT_OF_LINES.get(part.kind)
    if weight is None:
        spent = 0.0
        each = IN_RIGHTS if part.kind == "rights" else IN_PASSING
        for stretch in body_names(text, part.start, part.end):
            spent += each
            yield stretch, each if spent <= MOST_IN_PASSING else 0.0
        return
    named, above = False, None
    short = _short_nouns(text) if part.kind == "letterhead" else set()
    for piece in PIECE.finditer(text, part.start, part.end):
        inside = list(body_names(text, *piece.span()))
        if (
            not inside
            and piece.group()[0].isupper()
            and (any(_is_site_of(piece.group(), h) for h in hosts) or _is_called(piece.group(), short))
        ):
            inside = [Stretch(*piece.span())]
        if above is not None and is_generic(piece.group()) and MAY_BEGIN.fullmatch(above.group()):
            yield Stretch(above.start(), piece.end()), 2 * weight  # a name printed over two lines
            inside = []
        above = piece
        for stretch in inside:
            whole = stretch.end - stretch.start == piece.end() - piece.start()
            own = WEIGHT_OF_LINES["letterhead"] if whole and part.kind == "reference" else weight
            yield stretch, own / 2 if named else own
            key = key_of(text[stretch.start : stretch.end])
            named = named or not (_is_umbrella(key) or _is_translated(key))


def _short_nouns(text: str) -> set[str]:
    """The nouns that the letter calls a body by ("the Conservatoire"), in small letters."""
    return {found["noun"].casefold() for found in SHORT_FORM.finditer(text)} - words_of("no_short_name")


def _is_called(words: str, short: set[str]) -> bool:
    """Whether a line is a name that the letter shortens to its last word ("Royal Tarn Conservatoire")."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 7 or not MAY_BEGIN.fullmatch(words) or begins_no_name(tokens[0]):
        return False
    return tokens[-1].casefold() in short - words_of("no_body")


def _title(document: Document, parts: list[Part]) -> Iterator[tuple[Stretch, float]]:
    """A body that has one of the first lines to itself, where the document has no letterhead."""
    if any(part.kind in ("letterhead", "salutation") for part in parts):
        return
    top = [line for line in document.lines if line.text.strip()][:TITLE_LINES]
    for line in top:
        for stretch in body_names(document.text, line.start, line.end):
            if stretch.end - stretch.start >= len(line.text.strip()) - 1:
                yield stretch, 1.0 + WEIGHT_OF_LINES["letterhead"]


def _told(
    text: str, part: Part, ways: tuple[tuple[re.Pattern[str], float], ...], *, loose: bool
) -> Iterator[tuple[Stretch, float]]:
    """The names that sentences of a part give; ``loose`` takes names without a noun of their kind too."""
    for pattern, points in ways:
        for found in pattern.finditer(text, part.start, part.end):
            start, end = found.span("name")
            inner = body_in_run(text[start:end])
            if inner is not None:
                yield Stretch(start + inner.start, start + inner.end), points
            elif loose and _may_be_name(text[start:end]):
                yield Stretch(start, end), points * 0.6


def _may_be_name(words: str) -> bool:
    """Whether words without a noun of their kind may still be a body's short name ("Natural Wales")."""
    first = words.split()[0].casefold()
    return len(words.split()) <= 3 and first not in words_of("no_subject") and not begins_no_name(first)


def _count(candidates: dict[str, Candidate], text: str, stretch: Stretch, points: float) -> None:
    form = " ".join(text[stretch.start : stretch.end].split())
    key = key_of(form)
    if not key or is_regulator(form) or key in words_of("no_subject") or is_generic(form):
        return
    candidate = candidates.setdefault(key, Candidate())
    candidate.points += points
    candidate.forms[form] += 1
    candidate.first = candidate.first or stretch


def _joined(candidates: dict[str, Candidate], defined: dict[str, str], text: str) -> dict[str, Candidate]:
    """Acronyms and shortened forms counted with the full name they stand for; web addresses added."""
    names = list(candidates)
    for key in names:
        full = key_of(defined[key]) if key in defined else _full_name(key, candidates)
        if full and full != key and full in candidates:
            candidates[full].points += candidates.pop(key).points
    for lesser in (_is_umbrella, _is_translated):
        if not all(lesser(key) for key in candidates):
            candidates = {key: c for key, c in candidates.items() if not lesser(key)}
    hosts = _hosts(text)
    _add_short_forms(candidates, text)
    codes = set(CODE_OF_BODY.findall(text[:HEAD_LETTERS]))
    for key, candidate in candidates.items():
        longer = [other for name, other in candidates.items() if name != key and f" {key} " in f" {name} "]
        candidate.points += sum(min(other.points, 3.0) for other in longer) / 2
        candidate.points += 1.5 * any(_fits(key, host) for host in hosts)
        candidate.points += CODED * bool(codes & initials_of(next(iter(candidate.forms))))
    return candidates


def _is_umbrella(key: str) -> bool:
    """Whether a name is that of the government above the body that writes."""
    return key in words_of("umbrellas")


def _is_translated(key: str) -> bool:
    """Whether a name is the Irish, Gaelic or Welsh one, which stands beside the English."""
    return key.split(" ", 1)[0] in words_of("translated")


def _add_short_forms(candidates: dict[str, Candidate], text: str) -> None:
    """Add to the only name with a noun what the letter says of "the Council", "the Trust"."""
    for noun in _short_nouns(text):
        meant = [candidate for key, candidate in candidates.items() if noun in key.split()]
        if len(meant) == 1:
            meant[0].points += CALLED_SHORT


def _full_name(key: str, candidates: dict[str, Candidate]) -> str | None:
    """The name whose first letters an acronym is."""
    form = next(iter(candidates[key].forms))
    if not ACRONYM.match(form):
        return None
    fits = [
        name
        for name, other in candidates.items()
        if name != key and form.upper() in initials_of(next(iter(other.forms)))
    ]
    return fits[0] if len(fits) == 1 else None


def _hosts(text: str) -> set[str]:
    """The hosts of the web and mail addresses in a text."""
    return {found["host"].casefold() for found in ADDRESS.finditer(text)}


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


def _is_site_of(words: str, host: str) -> bool:
    """Whether a line of letterhead is a name spelt out in a web address ("Natural Borset", naturalborset)."""
    squeezed = key_of(words).replace(" ", "")
    if not PUBLIC.search(host):
        return False
    return 2 <= len(words.split()) <= 4 and any(
        len(label) > 4 and label == squeezed for label in _labels(host)
    )


def _chosen(candidates: dict[str, Candidate], text: str) -> Named | None:
    """The candidate with the most evidence, null when it is thin or another is level."""
    ranked = sorted(candidates.items(), key=lambda item: (-item[1].points, item[1].first or Stretch(0, 0)))
    if not ranked or ranked[0][1].points < EVIDENCE:
        return None
    best_key, best = ranked[0]
    rivals = [
        c for key, c in ranked[1:] if f" {key} " not in f" {best_key} " and f" {best_key} " not in f" {key} "
    ]
    if rivals and best.points - rivals[0].points < LEAD:
        return None
    form = max(best.forms, key=lambda f: (not f.isupper(), best.forms[f]))
    return Named(form, _place_of(text, form) or best.first)


def _place_of(text: str, name: str) -> Stretch | None:
    """Where a name stands first in the text, whatever its line breaks."""
    found = re.search(r"\s+".join(map(re.escape, name.split())), text)
    return Stretch(*found.span()) if found else None
