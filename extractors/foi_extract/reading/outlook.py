"""An Outlook message file (.msg) to documents."""

from __future__ import annotations

import warnings
from typing import Any

from foi_extract.errors import MissingExtra, SourceError
from foi_extract.reading.mail_content import Attachment, Mail, documents_from_mail, text_of_bytes
from foi_records.document import Document, Source


def read(data: bytes, source: Source) -> list[Document]:
    """An Outlook message as documents: itself and its attachments."""
    return documents_from_mail(mail_from_msg(data, source.name), source)


def mail_from_msg(data: bytes, name: str) -> Mail:
    """What a .msg file holds."""
    try:
        import extract_msg
    except ImportError as error:
        raise MissingExtra("Outlook .msg mails", "office") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with extract_msg.openMsg(data) as message:
                return _mail(message)
    except Exception as error:
        raise SourceError(
            "unreadable",
            f"{name} is an Outlook message that is damaged. Save it as .eml or PDF and give that.",
        ) from error


def _mail(message: Any) -> Mail:
    """The parts of an opened message."""
    date = getattr(message, "date", None)
    return Mail(
        subject=getattr(message, "subject", None) or None,
        date=date.date().isoformat() if date is not None else None,
        plain=text_of_bytes(getattr(message, "body", None)),
        html=text_of_bytes(getattr(message, "htmlBody", None)),
        attachments=[
            Attachment(str(a.longFilename or a.shortFilename or "attachment"), a.data)
            for a in message.attachments
            if isinstance(a.data, bytes)
        ],
    )
