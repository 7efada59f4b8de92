"""Odd characters to plain ones, the same for every reader, and bytes to text."""

from __future__ import annotations

import re
import unicodedata

BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
SYMBOL_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf0a8\uf071\uf076\uf0e0\uf0be\uf02d\uf0f0"
BULLETS = SYMBOL_BULLETS + "\u25cf\u25aa\u25a0\u2022\u2023\u2043"
PLAIN = str.maketrans(
    {
        **dict.fromkeys(BLANKS, " "),
        **dict.fromkeys(BULLETS, "•"),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\uf0a3": "≤",
        "\uf0b3": "≥",
        "\uf0b1": "±",
    }
)
DROPPED = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]"
)
FIRST_BULLET = re.compile(r"^(\s*)[\u00b7\uf000-\uf0ff](?=\s)")
DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def plain_characters(text: str) -> str:
    """A text in NFC with plain blanks and bullets, ligatures spelt out, and nothing that can't be seen."""
    if text.isascii() and text.isprintable():
        return text
    return DROPPED.sub("", unicodedata.normalize("NFC", text)).translate(PLAIN)


def clean_line(text: str) -> str:
    """A printed line in plain characters, a symbol before its words as a bullet, no blanks at its end."""
    return FIRST_BULLET.sub(r"\1•", plain_characters(text)).rstrip()


def decoded(data: bytes) -> str:
    """Text from bytes: by its byte order mark, zeros (UTF-16), UTF-8, a declared charset, Windows-1252."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared_text(data) or data.decode("cp1252", errors="replace")


def wide_encoding(data: bytes) -> str | None:
    """The UTF-16 form that bytes without a mark are in, told from where their zeros stand; null when none."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _declared_text(data: bytes) -> str | None:
    """Bytes by the charset that they declare themselves, unless it is UTF-8 (tried before) or unknown."""
    declared = DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if not name or name in {"utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"}:
        return None
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
