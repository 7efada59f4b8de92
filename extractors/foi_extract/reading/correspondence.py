"""The plain text of a request's correspondence, as Alaveteli puts it in a request's zip, to documents.

Messages are parted by a line of hyphens; each begins with "From:", "To:" and "Date:" and ends with the names
of its attachments.  The first message is the request; who wrote it wrote no reply.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foi_extract.reading.asking import message_answered
from foi_extract.reading.iso_dates import iso_date
from foi_extract.reading.text import lines_from_text
from foi_records.document import Document, Known, Line, LineRole, Note, Source, assemble

PARTING = re.compile(r"^-{20,}[ \t]*$", re.MULTILINE)
FIELD = re.compile(r"(From|To|Date|Subject):[ \t]*([^\n]{0,500})\Z")
ATTACHMENT = re.compile(r"^Attachment: ([^\n]{1,300}?)(?: \([^()\n]{1,20}\))?[ \t]*$", re.MULTILINE)
ADDRESS = re.compile(r"available online at (https?://\S{1,500})")
DESK = re.compile(r"\A(?:FOI|EIR|Freedom of Information) requests? at ", re.IGNORECASE)


@dataclass(slots=True)
class Letter:
    """One message of the correspondence."""

    number: int
    author: str
    recipient: str
    date: str | None
    body: str
    attachments: tuple[str, ...]


def is_correspondence(text: str) -> bool:
    """Whether a text is such a correspondence."""
    return bool(PARTING.search(text)) and "\nFrom:" in text and "\nDate:" in text


def documents_from_correspondence(text: str, source: Source, beside: Sequence[str] = ()) -> list[Document]:
    """One document for each reply, its request's lines after it; ``beside`` are the zip's other files."""
    text = text.replace("\r\n", "\n")
    letters = letters_from_text(text)
    if not letters:
        return []
    request, replies = letters[0], [x for x in letters if x.author != letters[0].author]
    address = ADDRESS.search(text)
    known = Known(
        authority=DESK.sub("", request.recipient) or None,
        requested=request.date,
        url=address.group(1).rstrip(".") if address else None,
    )
    if not replies:
        return [_document(None, request, source, replace(known, kind="request"), beside)]
    return [_document_of_reply(reply, letters, source, known, beside) for reply in replies]


def _document_of_reply(
    reply: Letter, letters: Sequence[Letter], source: Source, known: Known, beside: Sequence[str]
) -> Document:
    """A reply's document with the message that it answers: of those sent before it, the last that asks."""
    author = letters[0].author
    before = [x for x in letters if x.author == author and x.number < reply.number]
    asked = message_answered([x.body for x in before])
    request = before[asked.place] if asked else letters[0]
    dated = asked is None or asked.dated
    return _document(
        reply, request, source, replace(known, requested=request.date if dated else None), beside
    )


def letters_from_text(text: str) -> list[Letter]:
    """The messages in order."""
    out: list[Letter] = []
    for number, part in enumerate(PARTING.split(text)):
        fields: dict[str, str] = {}
        rows = part.strip("\n").split("\n")
        while rows and (field := FIELD.match(rows[0])):
            fields.setdefault(field.group(1), field.group(2).strip())
            rows.pop(0)
        if "From" not in fields or "Date" not in fields:
            continue
        body = "\n".join(rows)
        names = tuple(m.group(1).strip() for m in ATTACHMENT.finditer(body))
        out.append(
            Letter(
                number,
                fields["From"],
                fields.get("To", ""),
                iso_date(fields["Date"]),
                ATTACHMENT.sub("", body).strip("\n"),
                names,
            )
        )
    return out


def _document(
    reply: Letter | None, request: Letter, source: Source, known: Known, beside: Sequence[str]
) -> Document:
    """A reply's document; its attachments by the names that they have in the zip."""
    if reply is None:
        return document_from_letters(reply, request, source, known, "correspondence.txt")
    printed = {a.replace(" ", "_") for a in reply.attachments}
    named = tuple(n for n in beside if n in printed or any(n.endswith(f"_{a}") for a in printed))
    reply = replace(reply, attachments=named or reply.attachments)
    part = f"correspondence.txt/message {reply.number}"
    return document_from_letters(reply, request, source, replace(known, responded=reply.date), part)


def document_from_letters(
    reply: Letter | None, request: Letter, source: Source, known: Known, part: str
) -> Document:
    """A document of a reply's lines with its request's lines after them."""
    lines = _lines(reply.body, "body") if reply else []
    asked = _lines(request.body, "request") if request.body.strip() else []
    blocks = max((line.block for line in lines), default=0) + 1
    for line in asked:
        line.block += blocks
    gap = [Line("", block=blocks)] if lines and asked else []
    attachments = reply.attachments if reply else ()
    document = assemble(
        Document(
            source=replace(source, part=part),
            lines=[*lines, *gap, *asked],
            known=replace(known, attachments=attachments),
            printed=True,
        )
    )
    if reply and not reply.body.strip():
        files = ", ".join(attachments) or "none listed"
        message = f"This reply has no text but in its attachments: {files}."
        document.notes.append(Note("page-without-text", message))
    return document


def _lines(text: str, role: LineRole) -> list[Line]:
    """A message's lines in a role; a site's own words keep theirs."""
    lines = lines_from_text(text)
    for line in lines:
        if line.role == "body":
            line.role = role
    return lines
