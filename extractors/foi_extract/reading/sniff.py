"""What a source is, told from its bytes; its name only settles what the bytes leave open."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from foi_extract.reading.characters import decoded, wide_encoding

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
UNKNOWN = "application/octet-stream"

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", "application/rtf"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"%!PS", "application/postscript"),
)
"""First bytes to media type."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = (
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
"""Names in the directory of an old Office file (UTF-16) to media type."""
ZIP_MEMBERS = (
    ("word/document.xml", WORD),
    ("xl/workbook.xml", EXCEL),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("ppt/presentation.xml", SLIDES),
)
"""What tells a new Office file from another zip."""
HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|table|meta|span|title|article|section|[ou]l|pre|h[1-6])\b",
    re.IGNORECASE,
)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
MAIL_FIELD = re.compile(
    r"""^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|reply-to|cc|
    content-type|content-transfer-encoding|x-[a-z0-9-]{1,60}|dkim-signature|arc-[a-z-]{1,40}|authentication-results|
    thread-topic|thread-index|references|in-reply-to|accept-language|importance|sender|received-spf)\s*:""",
    re.VERBOSE | re.IGNORECASE,
)
MAIL_ONLY = re.compile(
    r"^(?:mime-version|message-id|received|return-path|delivered-to|content-type|content-transfer-encoding)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|(?:\s*:?-{2,}:?\s*\|)+\s*$|\*\*\S[^\n]{0,200}\*\*\s*$)", re.MULTILINE)


def media_type_of(data: bytes, name: str) -> str:
    """The media type of some bytes, ``application/octet-stream`` when nothing fits."""
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data)
    if data.startswith(OLE):
        return _ole_type(data)
    known = next((media_type for first, media_type in MAGIC if data.startswith(first)), None)
    if known == "image/bmp" and data[6:10] != b"\0\0\0\0":
        known = None
    return known or _text_type(data, name)


def _zip_type(data: bytes) -> str:
    """An Office file by the members that only it has, else a zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist()[:5000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                if declared.startswith("application/vnd.oasis.opendocument"):
                    return declared
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "application/zip"
    return next((media_type for member, media_type in ZIP_MEMBERS if member in names), "application/zip")


def _ole_type(data: bytes) -> str:
    """An old Office file by the names of its streams."""
    for stream, media_type in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return media_type
    return "application/x-ole-storage"


def _text_type(data: bytes, name: str) -> str:
    """The kind of text that some bytes are, unknown when they hold zeros that no UTF-16 explains."""
    head = data[:4096]
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not wide_encoding(data) and _is_binary(head, data):
        return UNKNOWN
    text = decoded(head[: len(head) // 2 * 2])
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if HTML_START.match(text.lstrip("\ufeff")):
        return "text/html"
    if is_mail(text, ending in {"eml", "email"}):
        return "message/rfc822"
    if text.lstrip("\ufeff \t\r\n")[:1] in "{[" and text.strip() and _is_json(data):
        return "application/json"
    return _by_marks(text, ending)


def _by_marks(text: str, ending: str) -> str:
    """Pages, Markdown and CSV told by their marks, the name's ending deciding where both fit."""
    if ending == "csv" or (ending == "tsv" and "\t" in text):
        return "text/csv"
    if (ending in {"html", "htm", "xhtml"} and "<" in text) or (
        ending not in {"txt", "md", "markdown"} and HTML.search(text)
    ):
        return "text/html"
    if ending in {"md", "markdown"} or (len(MARKDOWN.findall(text)) >= 3 and ending != "txt"):
        return "text/markdown"
    return "text/plain"


def _is_binary(head: bytes, data: bytes) -> bool:
    """Whether bytes are no text: zeros or many control characters, and no page around them."""
    if re.search(rb"<(?:!doctype\s+html|html|body)\b", head, re.IGNORECASE):
        return False
    control = sum(head.count(c) for c in range(32) if c not in (9, 10, 12, 13, 27))
    return head.count(0) > 0 or control * 20 > len(head)


def is_mail(text: str, named_so: bool = False) -> bool:
    """Whether a text begins with a mail's header: three fields, one of which only mails have.

    Two of any kind are enough for a file that is named as a mail.
    """
    lines = text.lstrip("\ufeff\r\n").splitlines()
    if lines and lines[0].startswith("From ") and len(lines) > 1:
        lines = lines[1:]
    fields = 0
    header: list[str] = []
    for line in lines[:80]:
        if not line.strip():
            break
        header.append(line)
        if line[0] in " \t" and fields:
            continue
        if not MAIL_FIELD.match(line) and not re.match(r"[A-Za-z][A-Za-z0-9-]{1,60}:", line):
            return False
        fields += bool(MAIL_FIELD.match(line))
    if named_so and fields >= 2:
        return True
    return fields >= 3 and bool(MAIL_ONLY.search("\n".join(header)))


def _is_json(data: bytes) -> bool:
    """Whether bytes are one JSON value."""
    import json

    try:
        json.loads(decoded(data))
    except (ValueError, RecursionError):
        return False
    return True
