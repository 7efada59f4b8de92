"""A mail, whatever file it came in, to documents: the mail itself, then each attachment that can be read."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field, replace

from foi_extract.errors import SourceError
from foi_extract.reading.characters import decoded
from foi_extract.reading.html.page import document_of, flow_of
from foi_extract.reading.html.soup import soup_from_text
from foi_extract.reading.quotations import mark_arrows, mark_quoted_mail
from foi_extract.reading.registry import documents_of_part
from foi_extract.reading.text import lines_from_text
from foi_records.document import Document, Known, Note, Source, assemble

UUENCODED = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,200})\n", re.MULTILINE)
UUEND = re.compile(r"^end[ \t]*$", re.MULTILINE)
PICTURE_NAME = re.compile(r"(?:image|img|logo|banner|icon|oledata)[\w-]{0,20}\.\w{2,4}\Z", re.IGNORECASE)
SMALLEST_SCAN = 60_000
"""Bytes below which a picture in a mail is decoration, not a scan."""
UNSIGNED = (".p7s", ".asc", ".sig", ".vcf", ".ics", ".mso", ".wmz")
"""Attachments that never hold a response: signatures, cards, calendar entries."""


@dataclass(slots=True)
class Attachment:
    """A file sent with a mail."""

    name: str
    data: bytes
    inline: bool = False


@dataclass(slots=True)
class Mail:
    """What a mail holds: its date (ISO), subject, bodies, attachments, and what can't be read."""

    subject: str | None = None
    date: str | None = None
    plain: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    unread: list[SourceError] = field(default_factory=list)


def documents_from_mail(mail: Mail, source: Source) -> list[Document]:
    """The mail and each of its attachments as documents."""
    mail = without_uuencoded(mail)
    files = [a for a in mail.attachments if a.data and not is_decoration(a)]
    known = Known(subject=mail.subject, responded=mail.date, attachments=tuple(a.name for a in files))
    documents: list[Document] = []
    unread = list(mail.unread)
    for attachment in files:
        try:
            documents += documents_of_part(attachment.data, attachment.name, source, attachment.name)
        except SourceError as error:
            unread.append(error)
    cover = cover_document(mail, source, known)
    documents = [cover, *documents] if cover else documents
    if not documents and unread:
        raise unread[0]
    if not documents:
        raise SourceError(
            "empty", f"{source.name} is a mail without words in it. Save it again from the mail program."
        )
    documents[0].notes += [Note("attachment-unread", error.message) for error in unread]
    return documents


def cover_document(mail: Mail, source: Source, known: Known) -> Document | None:
    """The mail's own words as a document, null without words.

    From its HTML, which keeps tables and lists, unless that is but a footer beside the plain text.
    """
    rich = html_body(mail.html, source, known) if mail.html.strip() else None
    if rich and 2 * len(rich.text.split()) >= len(mail.plain.split()) and rich.text.strip():
        return rich
    plain = plain_body(mail.plain, source, known) if mail.plain.strip() else rich
    return plain if plain and plain.text.strip() else None


def html_body(html: str, source: Source, known: Known) -> Document:
    """An HTML body as a document."""
    soup = soup_from_text(html)
    return document_of(flow_of(soup.body or soup, frame=False), source, known)


def plain_body(text: str, source: Source, known: Known) -> Document:
    """A plain body as a document, quoted mail told apart."""
    lines = lines_from_text(text, before_paragraphs=mark_arrows)
    mark_quoted_mail(lines)
    return assemble(Document(source=source, lines=lines, known=known))


def is_decoration(attachment: Attachment) -> bool:
    """Whether an attachment is a logo, a signature or the like."""
    name = attachment.name.lower()
    if name.endswith(UNSIGNED):
        return True
    picture = name.endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".svg"))
    return picture and (
        attachment.inline or len(attachment.data) < SMALLEST_SCAN or bool(PICTURE_NAME.match(name))
    )


def without_uuencoded(mail: Mail) -> Mail:
    """The mail with files written into its plain body (uuencoded) taken out as attachments."""
    if "\nend" not in mail.plain or "begin " not in mail.plain:
        return mail
    text = mail.plain.replace("\r\n", "\n")
    kept: list[str] = []
    files: list[Attachment] = []
    position = 0
    while (begin := UUENCODED.search(text, position)) and (end := UUEND.search(text, begin.end())):
        kept.append(text[position : begin.start()])
        files.append(Attachment(begin.group(1).strip(), uudecoded(text[begin.end() : end.start()])))
        position = end.end()
    return replace(mail, plain="".join([*kept, text[position:]]), attachments=[*mail.attachments, *files])


def uudecoded(body: str) -> bytes:
    """The bytes of uuencoded lines; broken lines are left out."""
    out = bytearray()
    for line in body.split("\n"):
        if not line.strip():
            continue
        try:
            out += binascii.a2b_uu(line.encode("ascii", "replace"))
        except binascii.Error:
            length = ((((ord(line[0]) - 32) & 63) * 4 + 5) // 3) + 1
            try:
                out += binascii.a2b_uu(line[:length].encode("ascii", "replace"))
            except binascii.Error:
                continue
    return bytes(out)


def text_of_bytes(data: bytes | str | None) -> str:
    """A body that may be bytes, as text."""
    return decoded(data) if isinstance(data, bytes) else data or ""
