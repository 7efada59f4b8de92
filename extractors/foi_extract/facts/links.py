"""The web links that a response gives: written out, behind words, or numbered in a list at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.facts.places import Apart
from foi_extract.facts.starts import matches_at, starts_in
from foi_extract.law.cues import places_of, speaks_of
from foi_records.document import Document
from foi_records.facts import WebLink
from foi_records.letter import Letter
from foi_records.spans import Stretch

REST = r"[^\s<>\"“”\[\]│|]"
URL = re.compile(
    rf"""(?:https?://|\bwww\.){REST}{{3,400}}
    |(?<![\w@./:-])(?:[a-z\d-]{{2,40}}\.){{1,4}}
        (?:(?:gov|org|ac|nhs|police|parliament)\.uk|gov\.(?:scot|wales|ie)|(?:info|scot)(?=/))\b(?!@)(?:/{REST}{{0,400}})?""",
    re.VERBOSE | re.IGNORECASE,
)
SCHEMES = ("http://", "https://", "www.")
DOMAINS = (".gov", ".org.uk", ".ac.uk", ".nhs.uk", ".police.uk", ".parliament.uk", ".info/", ".scot/")
LONGEST = 200
"""The letters of an address before its domain, at most."""
ENDING = re.compile(r"[.,;:!?'’)\]*_]+$")
GOES_ON = re.compile(r"\n[ \t]*(?P<rest>[\w~%#?&=/.+-]*[/%=?&~#.\d-][\w~%#?&=/.+-]*)(?=[ \t]*(?:\n|$))")
BROKEN = re.compile(r"[-/_=&?%]$")
NUMBERED = re.compile(r"\[(?P<number>\d{1,3})\](?:[ \t]*\n[ \t]*)?(?P<words>[^\s\[\]][^\n\[\]]{0,100})?")
LIST_ITEM = re.compile(
    r"^[ \t]*\[?(?P<number>\d{1,3})(?:\.|\])[ \t]*(?:\n[ \t]*)?(?P<url>(?:https?://|www\.|mailto:)[^\s]+)",
    re.MULTILINE | re.IGNORECASE,
)
LIST_HEAD = re.compile(r"^[ \t]*(?:Visible links|References)[ \t]*$", re.MULTILINE)
LIST_HEADS = ("Visible links", "References")
WEB = ("http://", "https://")


def links(letter: Letter) -> list[WebLink]:
    """Every web link outside quoted mail, in document order, each place once.

    A number in brackets is resolved by the list of links at the end of a mail.  Mail addresses are no web
    links; a link that a site has shortened with dots is given as printed.
    """
    document = letter.document
    quoted = letter.of_kind("quoted_mail")
    listed, listing = _listed(document.text)
    found = {
        stretch: url
        for stretch, url in (
            *_written(document.text, listing),
            *_behind_words(document),
            *_by_number(document.text, listed, listing),
        )
        if not any(start <= stretch.start < end for start, end in quoted)
    }
    return [
        WebLink(url=url, text=" ".join(document.text[s.start : s.end].split()), span=document.span(*s))
        for s, url in sorted(_apart(found).items())
    ]


def _apart(found: dict[Stretch, str]) -> dict[Stretch, str]:
    """Of links whose stretches overlap, the one that tells more."""
    apart = Apart()
    best = sorted(found.items(), key=lambda item: (item[1].endswith("..."), -len(item[1]), item[0]))
    return {stretch: url for stretch, url in best if apart.takes(stretch)}


def _written(text: str, listing: int) -> Iterator[tuple[Stretch, str]]:
    """The addresses written out in the text, mended where a line end breaks them."""
    text_before = text[:listing]
    for match in matches_at(URL, text_before, _places(text_before)):
        start, end = match.span()
        if not match.group().endswith("..."):
            while BROKEN.search(text[start:end]) or (text[end - 1] != "." and _at_edge(text, end)):
                rest = GOES_ON.match(text, end)
                if rest is None:
                    break
                end = rest.end("rest")
        url = "".join(text[start:end].split())
        if not url.endswith("..."):
            trimmed = (
                ENDING.sub("", url) if url.count("(") == url.count(")") or not url.endswith(")") else url[:-1]
            )
            trimmed = trimmed + ")" if trimmed.count("(") > trimmed.count(")") else trimmed
            end -= len(url) - len(trimmed)
            url = trimmed
        if len(url) > 6:
            yield Stretch(start, end), url


def _places(text: str) -> list[int]:
    """Where an address may begin: at its scheme, or at the run of letters that ends in a domain's name."""
    starts = starts_in(text)
    domains = (starts.run_start(at, LONGEST, "@./:-") for at in places_of(starts.lowered, DOMAINS))
    return [*places_of(starts.lowered, SCHEMES), *domains]


def _at_edge(text: str, end: int) -> bool:
    """Whether an address stops at the end of a long line, with a rest of an address on the next."""
    line_start = text.rfind("\n", 0, end) + 1
    rest = GOES_ON.match(text, end)
    return rest is not None and end - line_start > 70 and ("/" in rest["rest"] or rest["rest"].count("-") > 1)


def _behind_words(document: Document) -> Iterator[tuple[Stretch, str]]:
    """The hyperlinks that the format itself gives."""
    for line in document.lines:
        for link in line.links:
            if link.url.lower().startswith(WEB) and link.end > link.start:
                yield Stretch(line.start + link.start, line.start + link.end), link.url


def _listed(text: str) -> tuple[dict[int, str], int]:
    """The numbered list of links at the end of a mail, and where it begins."""
    heads = list(LIST_HEAD.finditer(text)) if speaks_of(text, LIST_HEADS) else []
    if not heads:
        return {}, len(text)
    start = next((h.start() for h in reversed(heads) if h.group().strip() == "References"), heads[-1].start())
    return {int(m["number"]): m["url"] for m in LIST_ITEM.finditer(text, start)}, start


def _by_number(text: str, listed: dict[int, str], listing: int) -> Iterator[tuple[Stretch, str]]:
    """The words behind a number in brackets, with the address that the list gives for it."""
    for match in NUMBERED.finditer(text, 0, listing) if listed else ():
        url = listed.get(int(match["number"]), "")
        if url.lower().startswith((*WEB, "www.")) and match["words"]:
            start, end = match.span("words")
            yield Stretch(start, start + len(text[start:end].rstrip(" .,;"))), url
