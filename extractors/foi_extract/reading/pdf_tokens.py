"""The tokens of page content: numbers, names, strings, arrays, dictionaries and operators, by one pattern.

pdfminer's own tokenizer costs most of its time on a page.  This one is an anchored match at each place, so a
stream of garbage costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pdfminer.psparser import LIT

from foi_extract.reading.pdf_paths import TooMuch

TOKEN = re.compile(
    rb"""[\x00\t\n\f\r\x20]*+(?:
      ([+-]?(?:\d++(?:\.\d*+)?+|\.\d++))(?=[\x00\t\n\f\r\x20()<>\[\]{}/%A-Za-z'"]|$|[+-])  # a number
    | ([A-Za-z'"][A-Za-z0-9'"*]*+)                                # an operator
    | \(((?:[^()\\]|\\.)*+)\)                                     # a string without brackets in it
    | /([^\x00\t\n\f\r\x20()<>\[\]{}/%]*+)                        # a name
    | <([0-9A-Fa-f\x00\t\n\f\r\x20]*+)>                           # a string in hexadecimal
    | (\[|\]|<<|>>|\()                                            # a bracket
    | (%[^\r\n]*+)                                                # a comment
    )""",
    re.VERBOSE | re.DOTALL,
)
NUMBER, OPERATOR, STRING, NAME, HEX, BRACKET, COMMENT = range(1, 8)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
BLANKS = re.compile(rb"[\x00\t\n\f\r ]+")
IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
GARBAGE = re.compile(rb"[^0-9A-Za-z'\"()<>\[\]/%+.-]*+")
NESTING = 64
MAX_TOKENS = 4_000_000
"""Tokens of one content stream; a page of the densest table has some 50,000."""
CONSTANTS = {b"true": True, b"false": False, b"null": None}


def instruction_at(data: bytes, at: int, left: int) -> tuple[bytes, list[Any], int, int]:
    """The next operator from a place on, the operands before it, the place after it and the tokens left.

    The operator is empty at the end of the content.
    """
    match = TOKEN.match
    operands: list[Any] = []
    holders: list[list[Any]] = []
    here = operands
    while True:
        token = match(data, at)
        left -= 1
        if left < 0:
            raise TooMuch
        if token is None:
            skipped = GARBAGE.match(data, at)
            at = max(at + 1, skipped.end() if skipped else 0)
            if at >= len(data):
                return b"", operands, at, left
            continue
        at = token.end()
        kind = token.lastindex
        if kind == NUMBER:
            text = token[1]
            here.append(float(text) if b"." in text else int(text[:18]))
        elif kind == OPERATOR:
            word = token[2]
            if word in CONSTANTS:
                here.append(CONSTANTS[word])
                continue
            return word, operands, past_inline_picture(data, at) if word == b"BI" else at, left
        elif kind == BRACKET:
            here, at = _bracketed(token[6], data, at, here, holders)
        elif kind is not None and kind != COMMENT:
            here.append(VALUES[kind](token[kind]))
        if len(here) > 200_000:
            del here[:-64]


def _bracketed(
    bracket: bytes, data: bytes, at: int, here: list[Any], holders: list[list[Any]]
) -> tuple[list[Any], int]:
    """Begin or end an array or dictionary, or read a string with brackets in it."""
    if bracket == b"(":
        text, at = nested_string(data, at)
        here.append(text)
    elif bracket in (b"[", b"<<"):
        if len(holders) < NESTING:
            holders.append(here)
            here = []
    elif holders:
        made: Any = here if bracket == b"]" else _dictionary(here)
        here = holders.pop()
        here.append(made)
    return here, at


def _dictionary(parts: list[Any]) -> dict[str, Any]:
    """A dictionary of names and values one after the other."""
    keys = (str(getattr(key, "name", key)) for key in parts[::2])
    return dict(zip(keys, parts[1::2], strict=False))


def unescaped(text: bytes) -> bytes:
    """A string without its backslashes."""
    return ESCAPE.sub(_escaped, text) if b"\\" in text else text


def _escaped(match: re.Match[bytes]) -> bytes:
    """What one escape stands for."""
    code = match[1]
    if code[:1] in b"01234567":
        return bytes((int(code, 8) & 255,))
    return ESCAPED.get(code, code)


def from_hex(text: bytes) -> bytes:
    """A string written in hexadecimal; an odd last digit counts as if a 0 followed."""
    if not text.isalnum():
        text = BLANKS.sub(b"", text)
    return bytes.fromhex((text + b"0" if len(text) % 2 else text).decode("ascii"))


def name_from(text: bytes) -> Any:
    """A name as pdfminer knows it."""
    if b"#" in text:
        text = NAME_ESCAPE.sub(lambda m: bytes.fromhex(m[1].decode("ascii")), text)
    try:
        return LIT(text.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(text.decode("latin-1"))


def nested_string(data: bytes, at: int) -> tuple[bytes, int]:
    """A string with brackets in it, from after its first one; and the place after it."""
    depth, start = 1, at
    while at < len(data):
        byte = data[at]
        if byte == 0x5C:
            at += 1
        elif byte == 0x28:
            depth += 1
        elif byte == 0x29:
            depth -= 1
            if not depth:
                return unescaped(data[start:at]), at + 1
        at += 1
    return unescaped(data[start:]), len(data)


def past_inline_picture(data: bytes, at: int) -> int:
    """The place after a picture given within the content: its data may hold anything, its end too."""
    for end in IMAGE_END.finditer(data, at):
        following = data[end.end() : end.end() + 12]
        if all(c in b"\x00\t\n\f\r" or 0x20 <= c < 0x7F for c in following):
            return end.end()
    return len(data)


VALUES: dict[int, Callable[[bytes], Any]] = {STRING: unescaped, HEX: from_hex, NAME: name_from}
