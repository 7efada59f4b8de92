"""A mail file (.eml) to documents."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from foi_extract.errors import SourceError
from foi_extract.reading.characters import decoded
from foi_extract.reading.mail_content import Attachment, Mail, documents_from_mail
from foi_records.document import Document, Source

MOST_PARTS = 500
BODIES = {"text/plain", "text/html"}


def read(data: bytes, source: Source) -> list[Document]:
    """A mail as documents: itself and its attachments."""
    return documents_from_mail(mail_from_bytes(data, source.name), source)


def mail_from_bytes(data: bytes, name: str) -> Mail:
    """What a mail file holds."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
        return mail_from_message(message)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        IndexError,
        KeyError,
        RecursionError,
    ) as error:
        raise SourceError(
            "unreadable", f"{name} is a mail that is damaged. Save it again from the mail program."
        ) from error


def mail_from_message(message: EmailMessage) -> Mail:
    """What a parsed mail holds; other mails inside it are attachments, not bodies."""
    mail = Mail(subject=_header(message, "Subject"), date=date_of(message))
    stack: list[Message] = [message]
    seen = 0
    while stack and seen < MOST_PARTS:
        part = stack.pop()
        seen += 1
        kind = part.get_content_type()
        if kind == "message/rfc822" or (kind.startswith("message/") and part.is_multipart()):
            _add_inner_mail(mail, part)
        elif part.is_multipart():
            inner = part.get_payload()
            parts = inner if isinstance(inner, list) else []
            stack += [p for p in reversed(parts) if isinstance(p, Message)]
        else:
            _add_part(mail, part, kind)
    return mail


def _add_part(mail: Mail, part: Message, kind: str) -> None:
    """Put a leaf part where it belongs: the first bodies are the mail's own, named files are attachments."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    name = part.get_filename()
    disposition = part.get_content_disposition()
    if kind in BODIES and disposition != "attachment" and not name:
        text = _text(data, part.get_content_charset())
        if kind == "text/html":
            mail.html = mail.html + text if mail.html else text
        else:
            mail.plain = f"{mail.plain}\n\n{text}" if mail.plain else text
    elif kind == "application/ms-tnef" or (name or "").lower() == "winmail.dat":
        _add_winmail(mail, data)
    elif data:
        inline = disposition == "inline" or (disposition is None and part["Content-ID"] is not None)
        mail.attachments.append(Attachment(str(name or f"unnamed.{kind.split('/')[1]}"), data, inline))


def _add_winmail(mail: Mail, data: bytes) -> None:
    """Put what a winmail.dat holds in its mail; a body of the mail's own stays."""
    from foi_extract.reading.winmail import mail_from_tnef

    try:
        inner = mail_from_tnef(data, "winmail.dat")
    except SourceError as error:
        mail.unread.append(error)
        return
    mail.html = mail.html or inner.html
    mail.plain = mail.plain if mail.plain.strip() else inner.plain
    mail.attachments += inner.attachments


def _add_inner_mail(mail: Mail, part: Message) -> None:
    """Keep a mail inside the mail as an attachment."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    if isinstance(first, Message):
        title = _header(first, "Subject") or "forwarded mail"
        mail.attachments.append(Attachment(f"{title}.eml", first.as_bytes(policy=email.policy.SMTP)))


def _text(data: bytes, charset: str | None) -> str:
    """A body's text by its charset, where that is known and fits."""
    if charset and charset.lower() not in {"us-ascii", "ascii", "iso-8859-1", "latin-1"}:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decoded(data)


def _header(message: Message, name: str) -> str | None:
    """A header's value in one line, null when missing or broken."""
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def date_of(message: Message) -> str | None:
    """The day on which a mail was sent, in its sender's own zone."""
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
