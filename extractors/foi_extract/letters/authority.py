"""The authority that replies: what its letterhead, its signature and its own sentences call it.

No list of authorities is used.  Every mention of a body is evidence by the place it stands in; the name with
the most evidence is taken, and none when the evidence is thin or two names are level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.letters.bodies import begins_no_name, body_in_run, body_names, is_generic, key_of, words_of
from foi_extract.letters.candidates import (
    Candidate,
    chosen,
    count_mention,
    hosts_in,
    is_short_for,
    is_site_of,
    is_translated,
    is_umbrella,
    joined,
    place_of,
    short_nouns,
)
from foi_extract.letters.heading import heading_names
from foi_extract.letters.told import acronyms_in, runs_that_act, told_of
from foi_records.document import Document
from foi_records.letter import Named, Part
from foi_records.spans import Stretch

PIECE = re.compile(r"\S+(?: \S+)*")
BREAKS_OFF = re.compile(r"[A-Z][\w'’&-]*(?: (?:of|the|and|for|&|[A-Z][\w'’&-]*)){0,6} (?:of|for|and|the|&)")
MAY_BEGIN = re.compile(r"[A-Z][\w'’&-]*(?: (?:of|the|and|for|&|[A-Z][\w'’&-]*))*")
WEIGHT_OF_LINES = {"letterhead": 3.5, "reference": 1.5, "signature": 3.5, "page_furniture": 1.0}
IN_PASSING, IN_RIGHTS, MOST_IN_PASSING = 0.5, 1.5, 2.0
REGULATOR = re.compile(
    r"(?:Office\s+of\s+the\s+)?(?:Scottish\s+|Australian\s+)?Information\s+Commissioner(?:[’']?s\s+Office)?"
)
TITLE_LINES, SHORT_NAME = 4, 5
UNTOLD = ("request", "quoted_mail")
"""Parts in which the requester speaks."""


def authority_of(document: Document, parts: list[Part]) -> Named | None:
    """The authority's name as printed; the site's word for it comes first, where it can be a name at all."""
    known = document.known.authority
    if known and (len(known.split()) <= SHORT_NAME or any(body_names(known))):
        name = _in_full(known, document.text)
        return Named(name, place_of(document.text, name))
    candidates: dict[str, Candidate] = {}
    defined: dict[str, str] = {}
    for stretch, points in (
        *_title(document, parts),
        *heading_names(document.text, parts),
        *mentions(document.text, parts, defined),
    ):
        count_mention(candidates, document.text, stretch, points)
    best = chosen(joined(candidates, defined, document.text), document.text)
    return best or _regulator_itself(document.text, parts) or _first_line(document.text, parts)


def _in_full(known: str, text: str) -> str:
    """The site's name of the authority, written out where the letter writes it out ("NHS Holm ICB")."""
    names = (" ".join(text[n.start : n.end].split()) for n in body_names(text))
    return next((name for name in names if is_short_for(key_of(known), key_of(name))), known)


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
    return Named(line.group(), Stretch(*line.span())) if last in short_nouns(text) else None


def mentions(text: str, parts: list[Part], defined: dict[str, str]) -> Iterator[tuple[Stretch, float]]:
    """Each place that names a body, with the weight of that place; ``defined`` gathers acronyms."""
    hosts = hosts_in(text)
    said: set[str] = set()
    acting = {part: runs_that_act(text, part) for part in parts if part.kind not in UNTOLD}
    for part in parts:
        if part.kind == "request":
            continue
        for stretch, points in told_of(text, part, acting.get(part, [])):
            said.add(key_of(text[stretch.start : stretch.end]))
            if points:
                yield stretch, points
    for part, runs in acting.items():
        for acronym, name in acronyms_in(text, part, runs):
            defined.setdefault(acronym, name)
        yield from _printed(text, part, hosts, said)


def _printed(text: str, part: Part, hosts: frozenset[str], said: set[str]) -> Iterator[tuple[Stretch, float]]:
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
    short = short_nouns(text) if part.kind == "letterhead" else frozenset()
    for piece in PIECE.finditer(text, part.start, part.end):
        inside = list(body_names(text, *piece.span()))
        if (
            not inside
            and piece.group()[0].isupper()
            and (
                any(is_site_of(piece.group(), h) for h in hosts)
                or _is_called(piece.group(), short)
                or (part.kind == "letterhead" and key_of(piece.group()) in said)
            )
        ):
            inside = [Stretch(*piece.span())]
        if above is not None and _goes_over(above.group(), piece.group()):
            yield Stretch(above.start(), piece.end()), 2 * weight  # a name printed over two lines
            inside = []
        above = piece
        for stretch in inside:
            whole = stretch.end - stretch.start == piece.end() - piece.start()
            own = WEIGHT_OF_LINES["letterhead"] if whole and part.kind == "reference" else weight
            yield stretch, own / 2 if named else own
            key = key_of(text[stretch.start : stretch.end])
            named = named or not (is_umbrella(key) or is_translated(key))


def _goes_over(above: str, words: str) -> bool:
    """Whether a name begun on one line ends on the next ("Harrow Hospitals" / "NHS Trust")."""
    if not (MAY_BEGIN.fullmatch(above) or BREAKS_OFF.fullmatch(above)):
        return False
    if is_generic(words):
        return not body_in_run(above) or words.split()[-1] in ("Trust", "Board", "Council", "Service")
    broken = BREAKS_OFF.fullmatch(above) and MAY_BEGIN.fullmatch(words)
    return bool(broken) and body_in_run(f"{above} {words}") is not None


def _is_called(words: str, short: frozenset[str]) -> bool:
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
