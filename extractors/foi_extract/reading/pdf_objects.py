"""The objects of a PDF by one pattern, where they are written plainly; pdfminer reads all others.

pdfminer's own parser looks at every byte; this one matches a token at a time and gives up on whatever is not
plain: an escape in a string, a comment, a keyword out of place, a stream of another length than it says.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from contextlib import suppress
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value
from pdfminer.psparser import KWD, LIT, PSLiteral

from foi_extract.reading.pdf_streams import CappedStream

TOKEN = re.compile(
    rb"""[\t\n\f\r\x20]*+(?:
      /([^\x00\t\n\x0b\f\r\x20()<>\[\]{}/%\#\x80-\xff]++)                   # a name
    | (\d{1,9}+)[\t\n\f\r\x20]++\d{1,5}+[\t\n\f\r\x20]++R(?=[\t\n\f\r\x20()<>\[\]/]|\Z)   # a reference
    | ([+-]?+\d{1,15}+)(?=[\t\n\f\r\x20()<>\[\]/]|\Z)
    | ([+-]?+(?:\d{1,15}+\.\d*+|\.\d++))(?=[\t\n\f\r\x20()<>\[\]/]|\Z)
    | \(([^()\\]*+)\)
    | <((?:[0-9A-Fa-f]{2})*+)>
    | (<<|>>|\[|\])
    | (true|false|null|endobj|stream)(?=[\t\n\f\r\x20()<>\[\]/]|\Z)
    | ([\x00-\xff])
    | \Z)""",
    re.VERBOSE | re.DOTALL,
)
NAME, REFERENCE, WHOLE, BROKEN, STRING, HEX, BRACKET, WORD, ODD = range(1, 10)
HEAD = re.compile(
    rb"[\t\n\f\r\x20]*+(\d{1,9}+)[\t\n\f\r\x20]++\d{1,5}+[\t\n\f\r\x20]++obj(?![^\t\n\f\r\x20()<>\[\]/])"
)
DATA = re.compile(rb"\r?\n")
DATA_END = re.compile(rb"[\t\n\f\r\x20]*+endstream[\t\n\f\r\x20]++endobj(?![^\t\n\f\r\x20])")
CLOSED_BY = {b"<<": b">>", b"[": b"]"}
NULL_IN_STREAM = KWD(b"null")
"""What pdfminer takes the word null for among the objects of a stream."""


class NotPlain(Exception):
    """What stands here is left to pdfminer."""


class LeanDocument(PDFDocument):
    """pdfminer's document, its plainly written objects read by our pattern."""

    def __init__(self, parser: PDFParser, data: bytes) -> None:
        self.data = data
        super().__init__(parser)

    def _getobj_parse(self, pos: int, objid: int) -> object:
        """The object at a place of the file."""
        if self._parser is not None and not self._parser.fallback:
            with suppress(NotPlain):
                return self._plain_object(pos, objid)
        return super()._getobj_parse(pos, objid)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        """The objects of a stream of objects, and how many it says."""
        try:
            values, word, _ = values_at(stream.get_data(), 0, self, NULL_IN_STREAM)
            if word or any(isinstance(value, PDFObjRef) for value in values):
                raise NotPlain
            return values, stream["N"]
        except (NotPlain, KeyError):
            return super()._get_objects(stream)

    def _plain_object(self, pos: int, objid: int) -> object:
        """The object at a place of the file, if it is plain."""
        head = HEAD.match(self.data, pos)
        if head is None or int(head[1]) != objid:
            raise NotPlain
        values, word, at = values_at(self.data, head.end(), self)
        if len(values) != 1 or not word:
            raise NotPlain
        value = values[0]
        if word == b"endobj":
            return value
        begin = DATA.match(self.data, at)
        if begin is None or not isinstance(value, dict) or "Length" not in value:
            raise NotPlain
        length = int_value(value["Length"])
        end = begin.end() + length
        if length < 0 or DATA_END.match(self.data, end) is None:
            raise NotPlain
        return CappedStream(value, self.data[begin.end() : end], self.decipher)


def values_at(data: bytes, at: int, document: Any, null: Any = None) -> tuple[list[Any], bytes, int]:
    """The values from a place up to ``endobj``, ``stream`` or the end; which of these, and where it ends.

    ``null`` is what stands for the word null; in a dictionary a value of None counts as not there.
    """
    here: list[Any] = []
    holders: list[tuple[bytes, list[Any]]] = []
    for token in TOKEN.finditer(data, at):
        kind = token.lastindex
        if kind == BRACKET:
            bracket = token[BRACKET]
            if bracket in CLOSED_BY:
                holders.append((CLOSED_BY[bracket], here))
                here = []
            else:
                if not holders or holders[-1][0] != bracket:
                    raise NotPlain
                made: Any = here if bracket == b"]" else dictionary(here)
                here = holders.pop()[1]
                here.append(made)
        elif kind == WORD:
            word = token[WORD]
            if word in (b"endobj", b"stream"):
                if holders:
                    raise NotPlain
                return here, word, token.end()
            here.append(null if word == b"null" else word == b"true")
        elif kind == REFERENCE:
            here.append(PDFObjRef(document, int(token[REFERENCE])))
        elif kind is not None and kind != ODD:
            here.append(VALUES[kind](token[kind]))
        elif kind == ODD or holders:
            raise NotPlain
    return here, b"", len(data)


def dictionary(parts: list[Any]) -> dict[str, Any]:
    """A dictionary of names and values one after the other."""
    if len(parts) % 2:
        raise NotPlain
    made: dict[str, Any] = {}
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(key, PSLiteral):
            raise NotPlain
        if value is not None:
            made[key.name] = value  # type: ignore[index]
    return made


def name_of(text: bytes) -> PSLiteral:
    """A plain name."""
    return LIT(text.decode("ascii"))


VALUES: dict[int, Any] = {NAME: name_of, WHOLE: int, BROKEN: float, STRING: bytes, HEX: unhexlify}
