"""Words broken at a line's end: the rest is moved up, with its hyphen or without."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from foi_records.document import Line

BROKEN = re.compile(r"([A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*)([-\u00ad])$")
REST = re.compile(r"[a-zà-ÿ]+[\w'’-]*[.,;:?!)\]\"”’]*(?=\s|$)")
HYPHENS = ("-", "\u00ad")
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[-/.=_]$", re.IGNORECASE)
ADDRESS_REST = re.compile(r"\S+")
ADDRESS_MARK = re.compile(r"[/#?=&_%]")
NUMBER = re.compile(r"\d[-–/]$")
NUMBER_REST = re.compile(r"\d[\d,.]*(?=[\s;:)]|$)")
WORD = re.compile(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*")
UNFINISHED = (*HYPHENS, "–", "/", ".", "=", "_")
"""What a line ends in whose last word may go on in the next line."""
HEADS = re.compile(
    r"""(?:non|self|co|re|pre|post|anti|inter|intra|multi|semi|sub|mid|ex|vice|pro|cross|well|ill|long|short|high|low
    |full|part|half|all|in|on|off|out|up|over|under|by|face|one|two|three|four|five|six|seven|eight|nine|ten|first
    |second|third|end|year|day|week|month|follow|decision|policy|law|case|cost|user|value|time|real|e|head|left
    |right|open|close|work|child|care|health|public|private|land|stop|state|world|back|front|near|far|ad|hard|soft
    |free|large|small|medium|late|early|new|old|same|single|double|triple|quarter|fixed|lower|upper|middle)""",
    re.VERBOSE,
)
"""First parts that stand before a real hyphen: "non-residential", "long-term"."""


def mended(lines: Sequence[Line]) -> list[Line]:
    """Lines with words broken at their ends put together on the upper line; lines left empty are dropped."""
    known = cache(lambda: _known_words(lines))
    loose = cache(lambda: hyphenates(lines, known()))
    out: list[Line] = []
    for line in lines:
        if out and _may_go_on(out[-1], line):
            moved = _moved_up(out[-1], line, known, loose)
            if moved is not None:
                out[-1], line = moved
                if not line.text:
                    continue
        out.append(line)
    return [_without_soft_hyphen(line) for line in out]


def _may_go_on(a: Line, b: Line) -> bool:
    """Whether a line may end in the beginning of a word that the next line goes on with."""
    return a.text.endswith(UNFINISHED) and a.block == b.block and a.cell == b.cell and a.role == b.role


def _without_soft_hyphen(line: Line) -> Line:
    """A line whose hyphens are all drawn ones."""
    return replace(line, text=line.text.replace("\u00ad", "-")) if line.text.endswith("\u00ad") else line


def _moved_up(
    a: Line, b: Line, known: Callable[[], frozenset[str]], loose: Callable[[], bool]
) -> tuple[Line, Line] | None:
    """The two lines with the rest of a broken word moved up, or null when none is broken.

    ``known`` gives the document's words and ``loose`` whether it hyphenates; most documents are never asked.
    """
    broken = BROKEN.search(a.text)
    if ADDRESS.search(a.text) and (rest := ADDRESS_REST.match(b.text)) and _one_address(a, b, rest[0]):
        return _shifted(a, b, a.text, rest.end())
    if NUMBER.search(a.text) and (rest := NUMBER_REST.match(b.text)):
        return _shifted(a, b, a.text, rest.end())
    rest = REST.match(b.text)
    if broken is None or rest is None:
        return None
    head, tail = broken[1], WORD.match(rest[0].casefold())
    soft = broken[2] == "\u00ad"
    keep = not soft and keeps_hyphen(head.casefold(), tail[0] if tail else "", known(), loose())
    upper = a.text[:-1] + ("-" if keep else "")
    return _shifted(a, b, upper, rest.end())


def keeps_hyphen(head: str, tail: str, known: frozenset[str], hyphenating: bool) -> bool:
    """Whether a word broken after a hyphen keeps it: seen elsewhere so, or in doubt.

    It loses it when the document has the word without, when neither part is a word there and the document
    hyphenates its lines, or when the first part can't end an English word.
    """
    last = head.rpartition("-")[2]
    if f"{head}-{tail}" in known or HEADS.fullmatch(last):
        return True
    if head + tail in known:
        return False
    if last in known or tail in known:
        return True
    return not (hyphenating or last[-1:] in "aiuv")


def hyphenates(lines: Sequence[Line], known: frozenset[str]) -> bool:
    """Whether a document breaks words at line ends as a matter of course."""
    surely = 0
    for a, b in pairwise(lines):
        if not a.text.endswith(HYPHENS) or a.block != b.block:
            continue
        broken, rest = BROKEN.search(a.text), REST.match(b.text)
        if broken and rest:
            tail = WORD.match(rest[0].casefold())
            surely += broken[2] == "\u00ad" or bool(tail and broken[1].casefold() + tail[0] in known)
    return surely >= 2


def _known_words(lines: Sequence[Line]) -> frozenset[str]:
    """Every word of the document that is whole, in small letters."""
    words: set[str] = set()
    broken = False
    for line in lines:
        text = line.text.casefold()
        if broken:
            text = text.partition(" ")[2]
        broken = text.endswith(HYPHENS) and BROKEN.search(text) is not None
        words.update(WORD.findall(text[: text.rfind(" ") + 1] if broken else text))
    return frozenset(words)


def _one_address(a: Line, b: Line, rest: str) -> bool:
    """Whether a web address at a line's end goes on in the next line: by one link over both, or its look."""
    ends = {link.url for link in a.links if link.end == len(a.text)}
    if ends & {link.url for link in b.links if link.start == 0}:
        return True
    return (
        not ends and (a.text[-1] in "-_=" or bool(ADDRESS_MARK.search(rest))) and not rest.startswith("http")
    )


def _shifted(a: Line, b: Line, upper: str, cut: int) -> tuple[Line, Line]:
    """The two lines after ``cut`` letters of the lower have moved to the end of ``upper``."""
    tail, left = b.text[:cut], b.text[cut:].lstrip()
    gone = len(b.text) - len(left)
    moved = tuple(
        replace(link, start=max(link.start - gone, 0), end=link.end - gone)
        for link in b.links
        if link.end > gone
    )
    reach = tuple(
        replace(link, end=len(upper) + len(tail))
        if link.end == len(a.text) and any(link.url == x.url for x in b.links)
        else replace(link, end=min(link.end, len(upper)))
        for link in a.links
    )
    return replace(a, text=upper + tail, joins_next=True, links=reach), replace(b, text=left, links=moved)
