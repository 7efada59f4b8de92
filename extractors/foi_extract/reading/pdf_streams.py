"""The streams of a PDF, undone no further than a limit: a few bytes can stand for billions."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    int_value,
)
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

MAX_INFLATED = 48_000_000
"""Bytes of one stream after inflating; the largest honest page streams are under a tenth of it."""
MAX_PREDICTED = 8_000_000
"""Bytes whose predictor is undone, which is slow; tables of a million objects are under it."""
MAX_SLOW = 24_000_000
"""Bytes that the slow old packings may give."""
PLAIN_85 = re.compile(rb"[!-u]+")
LESS_33 = bytes((n - 33) % 256 for n in range(256))
OURS = (
    *LITERALS_FLATE_DECODE, *LITERALS_LZW_DECODE, *LITERALS_RUNLENGTH_DECODE,
    *LITERALS_ASCII85_DECODE, *LITERALS_ASCIIHEX_DECODE,
)  # fmt: skip


class CappedStream(PDFStream):
    """A stream that is undone no further than the limits; ``cut`` when there was more, or ``damaged``."""

    cut = False
    damaged = False

    def decode(self) -> None:
        """Undo the filters one after the other; pictures' own filters stay for pdfminer."""
        filters = self.get_filters()
        if not filters or any(f not in OURS for f, _ in filters):
            super().decode()
            return
        data = self.rawdata or b""
        if self.decipher:
            data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
        for f, params in filters:
            data, whole = unpacked(data, f)
            self.damaged = self.damaged or not whole
            data = self._shortened(data, MAX_INFLATED)
            if isinstance(params, dict) and (predictor := int_value(params.get("Predictor", 1))) > 1:
                data = predicted(self._shortened(data, MAX_PREDICTED), predictor, params)
        self.data, self.rawdata = data, None

    def _shortened(self, data: bytes, most: int) -> bytes:
        """Bytes up to a limit; notes when that was not all."""
        self.cut = self.cut or len(data) >= most
        return data[:most]


def unpacked(data: bytes, packing: Any) -> tuple[bytes, bool]:
    """Bytes with one filter undone, within its limit, and whether they were whole."""
    if packing in LITERALS_FLATE_DECODE:
        return inflated(data)
    if packing in LITERALS_LZW_DECODE:
        return _unpacked_lzw(data), True
    if packing in LITERALS_RUNLENGTH_DECODE:
        return rldecode(data[: MAX_SLOW // 128]), True
    return (unpacked_85(data) if packing in LITERALS_ASCII85_DECODE else asciihexdecode(data)), True


def unpacked_85(data: bytes) -> bytes:
    """Base 85 undone: all groups at once, each in eight bytes of one long number; what is odd by pdfminer."""
    digits = data.translate(None, b" \t\n\r\v").removesuffix(
        b"~>"
    )  # a form feed is odd, as it is to pdfminer
    count = -(-len(digits) // 5)
    if not digits or PLAIN_85.fullmatch(digits) is None or len(digits) % 5 == 1:
        return ascii85decode(data)
    padded = digits.ljust(5 * count, b"u").translate(LESS_33)
    total = 0
    for place in range(5):
        lanes = bytearray(8 * count)
        lanes[7::8] = padded[place::5]
        total = total * 85 + int.from_bytes(lanes, "big")
    wide = total.to_bytes(8 * count, "big")
    if any(wide[3::8]):
        return ascii85decode(data)
    out = bytearray(4 * count)
    for place in range(4):
        out[place::4] = wide[4 + place :: 8]
    return bytes(out[: 4 * count - (5 * count - len(digits))])


def predicted(data: bytes, predictor: int, params: dict[str, Any]) -> bytes:
    """Bytes with a predictor undone (2 is that of TIFF, from 10 on those of PNG)."""
    colours, columns = int_value(params.get("Colors", 1)), int_value(params.get("Columns", 1))
    bits = int_value(params.get("BitsPerComponent", 8))
    if not 0 < colours * columns * bits < 8 * MAX_PREDICTED:
        return data
    if predictor == 2:
        return apply_tiff_predictor(colours, columns, bits, data)
    return apply_png_predictor(predictor, colours, columns, bits, data)


def inflated(data: bytes) -> tuple[bytes, bool]:
    """Deflated bytes inflated up to the cap, and whether they were whole; else what can be had of them.

    A stream that only lacks its last bytes (a checksum that many writers leave out) counts as whole.
    """
    out: list[bytes] = []
    size = 0
    rest = data
    inflater = zlib.decompressobj()
    try:
        while rest and size < MAX_INFLATED and not inflater.eof:
            out.append(inflater.decompress(rest, 1 << 20))
            size += len(out[-1])
            rest = inflater.unconsumed_tail
        out.append(inflater.flush(1 << 16) if size < MAX_INFLATED else b"")
    except zlib.error:
        return _inflated_by_bits(data), False
    return b"".join(out), True


def _inflated_by_bits(data: bytes) -> bytes:
    """What can be inflated of a stream that is damaged, fed in small bits."""
    inflater = zlib.decompressobj()
    out = bytearray()
    try:
        for i in range(0, len(data), 64):
            out += inflater.decompress(data[i : i + 64], MAX_INFLATED)
            if len(out) > MAX_INFLATED:
                break
    except zlib.error:
        pass
    return bytes(out)


def _unpacked_lzw(data: bytes) -> bytes:
    """LZW undone up to the limit."""
    out: list[bytes] = []
    size = 0
    for piece in LZWDecoder(io.BytesIO(data)).run():
        out.append(piece)
        size += len(piece)
        if size > MAX_SLOW:
            break
    return b"".join(out)
