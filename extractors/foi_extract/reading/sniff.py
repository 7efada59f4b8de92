"""What a source is, told from its bytes; its name only settles what the bytes leave open."""

from __future__ import annotations

import re

HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b", re.IGNORECASE)


def media_type_of(data: bytes, name: str) -> str:
    """The media type of some bytes, ``application/octet-stream`` when nothing fits."""
    head = data[:4096]
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if HTML.search(head) and not name.endswith((".txt", ".md")):
        return "text/html"
    if b"\0" in head:
        return "application/octet-stream"
    return "text/plain"
