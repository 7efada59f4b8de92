"""A font's table of letters (ToUnicode) by a few patterns, where it is written plainly.

The tables of nearly all writers are lists of codes and letters in hexadecimal between a few known words.
pdfminer reads them as PostScript, token by token, which costs more than all the rest of a font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PARTS = {
    b"blank": rb"[\t\n\f\r\x20]",
    b"code": rb"<(?:[0-9A-Fa-f]{2})++>",
    b"ended": rb"(?=[\t\n\f\r\x20()<>\[\]/]|\Z)",
    b"name": rb"/[A-Za-z0-9_.+:,-]++(?=[\t\n\f\r\x20()<>\[\]/]|\Z)",
    b"number": rb"[0-9]{1,15}+(?:\.[0-9]*+)?+(?=[\t\n\f\r\x20()<>\[\]/]|\Z)",
    b"string": rb"\([^()\\]*+\)",
}
AROUND = re.compile(
    rb"""(?: (%(blank)b++ | %%[^\r\n]*+(?=[\r\n]))
      | (%(code)b | %(name)b | %(number)b | %(string)b
          | << (?: %(blank)b*+ %(name)b %(blank)b*+ (?:%(string)b|%(name)b|%(number)b) )*+ %(blank)b*+ >>)
      | ([A-Za-z]++)%(ended)b
      | ([\x00-\xff]) )"""
    % PARTS,
    re.VERBOSE,
)
"""What stands around the lists: blanks and comments, values, words; always matches."""
BLANK, VALUE, WORD, ODD = range(1, 5)
LIST = re.compile(
    rb"""\bbegin(?P<kind>bfchar|bfrange)(?=[\t\n\f\r\x20<])
    (?P<codes> (?: %(blank)b++ | %(code)b | \[ (?:%(blank)b++ | %(code)b)*+ \] )*+ )
    end(?P=kind)(?=[\t\n\f\r\x20]|\Z)"""
    % PARTS,
    re.VERBOSE,
)
CODES = re.compile(rb"<([0-9A-Fa-f]++)>|(\[[^\]]*+\])")
CODES_ALONE = re.compile(rb"[0-9A-Fa-f]++")
EMPTYING = frozenset(
    (b"begincmap", b"begincodespacerange", b"endcodespacerange", b"beginnotdefrange", b"endnotdefrange")
)
HARMLESS = EMPTYING | frozenset(
    b"begin begincmap currentdict def defineresource dict dup end endcmap findresource pop CMapName".split()
)
WIDEST = 70_000
"""Codes of one range that are read here; no font has more glyphs."""


class NotPlain(Exception):
    """The table is left to pdfminer."""


def letters_from_table(data: bytes) -> dict[int, str] | None:
    """What each code stands for, as pdfminer has it; null when the table is not plain."""
    letters: dict[int, str] = {}
    at = 0
    try:
        for found in LIST.finditer(data):
            if ended_by(data, at, found.start()):
                return None
            at = found.end()
            for code, letter in ENTRIES[found["kind"]](found["codes"]):
                if letter != "\u00a0" or letters.get(code) != " ":
                    letters[code] = letter
        ended_by(data, at, len(data))
    except NotPlain:
        return None
    return letters


def ended_by(data: bytes, at: int, end: int) -> bool:
    """Go over what stands around the lists, of which pdfminer makes nothing; whether it ends the table."""
    ended = False
    values = 0
    for token in AROUND.finditer(data, at, end):
        kind = token.lastindex
        if kind == ODD or (kind == WORD and token[WORD] not in HARMLESS):
            raise NotPlain
        if kind == WORD and token[WORD] in EMPTYING:
            if ended:
                raise NotPlain
            values = 0
        elif kind == WORD and token[WORD] == b"endcmap":
            ended = True
        elif kind == WORD and token[WORD] == b"def":
            values -= 2
            if values < 0 and not ended:
                raise NotPlain
        elif kind != BLANK:
            values += 1
    return ended


def single_entries(codes: bytes) -> Iterator[tuple[int, str]]:
    """The codes and letters of a list of pairs."""
    if b"[" in codes:
        raise NotPlain
    found = [code for code, _ in CODES.findall(codes)]
    for code, letter in zip(found[::2], found[1::2], strict=False):
        yield number_from(code), letter_from(letter)


def range_entries(codes: bytes) -> Iterator[tuple[int, str]]:
    """The codes and letters of a list of ranges, each with its first letter or with all of them."""
    found = CODES.findall(codes)
    for (first, one), (last, two), (letter, listed) in zip(
        found[::3], found[1::3], found[2::3], strict=False
    ):
        start, end = number_from(first), number_from(last)
        if one or two or end - start > WIDEST:
            raise NotPlain
        if len(first) == len(last):
            letters = (
                map(letter_from, CODES_ALONE.findall(listed)) if listed else counted(letter, end - start + 1)
            )
            yield from zip(range(start, end + 1), letters, strict=False)


def counted(first: bytes, count: int) -> Iterator[str]:
    """So many letters from the first on: the last four bytes count up."""
    head, tail = first[:-8], first[-8:]
    base = number_from(tail)
    if base + count > 1 << 32:
        raise NotPlain
    for number in range(base, base + count):
        yield letter_from(head + (b"%08X" % number)[-len(tail) :])


def number_from(code: bytes) -> int:
    """A number in hexadecimal; nothing is 0."""
    return int(code or b"0", 16)


def letter_from(code: bytes) -> str:
    """Letters in UTF-16, those broken left out."""
    if len(code) == 4 and code[:1] not in b"dD":
        return chr(int(code, 16))
    return bytes.fromhex(code.decode("ascii")).decode("utf-16-be", "ignore")


ENTRIES = {b"bfchar": single_entries, b"bfrange": range_entries}
