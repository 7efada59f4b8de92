"""The words between parent and child: a mark, a length, that many bytes."""

from __future__ import annotations

import struct
from typing import BinaryIO

MARK = b"FOI1"
HEADER = struct.Struct(">4sQ")
MOST = 1 << 32


class BrokenFrame(Exception):
    """The other side ended, or said something that is no frame."""


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """Send one payload."""
    stream.write(HEADER.pack(MARK, len(payload)) + payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes:
    """Receive one payload; raises :class:`BrokenFrame` at the end of the stream or on rubbish."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise BrokenFrame("the stream ended")
    mark, length = HEADER.unpack(header)
    if mark != MARK or length > MOST:
        raise BrokenFrame("not a frame")
    payload = stream.read(length)
    if len(payload) < length:
        raise BrokenFrame("the stream ended within a frame")
    return payload
