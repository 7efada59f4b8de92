"""Outlook's winmail.dat (TNEF) to the mail that it holds."""

from __future__ import annotations

import warnings

from foi_extract.errors import MissingExtra, SourceError
from foi_extract.reading.mail_content import Attachment, Mail, documents_from_mail, text_of_bytes
from foi_records.document import Document, Source


def read(data: bytes, source: Source) -> list[Document]:
    """A winmail.dat as documents."""
    return documents_from_mail(mail_from_tnef(data, source.name), source)


def mail_from_tnef(data: bytes, name: str) -> Mail:
    """What a winmail.dat holds."""
    try:
        from tnefparse import TNEF
    except ImportError as error:
        raise MissingExtra("winmail.dat attachments", "office") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tnef = TNEF(data)
            mail = Mail(
                html=text_of_bytes(getattr(tnef, "htmlbody", None)),
                plain=text_of_bytes(getattr(tnef, "body", None)),
            )
            for attachment in tnef.attachments:
                mail.attachments.append(
                    Attachment(str(attachment.long_filename() or attachment.name), attachment.data)
                )
    except Exception as error:
        raise SourceError(
            "unreadable", f"{name} is a winmail.dat that is damaged. Ask for the mail in another form."
        ) from error
    return mail
