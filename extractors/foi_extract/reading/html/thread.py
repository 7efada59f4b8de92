"""A correspondence on a page to documents: each reply is one, with the request it answers below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bs4 import Tag

from foi_extract.errors import SourceError
from foi_extract.reading.asking import message_answered
from foi_extract.reading.html.flow import Flow
from foi_extract.reading.html.page import document_of, finished
from foi_extract.reading.html.quoted import quoted_elements
from foi_extract.reading.quotations import mark_arrows
from foi_records.document import Document, Known, LineRole, Note, Source


@dataclass(slots=True)
class Message:
    """One message of a thread: its id on the page, who wrote it, its text elements and attachments."""

    id: str
    incoming: bool
    bodies: list[Tag]
    date: str | None = None
    author: str | None = None
    attachments: tuple[str, ...] = ()
    left_out: set[int] = field(default_factory=set)
    hidden: str | None = None


def documents_from_thread(messages: Sequence[Message], source: Source, known: Known) -> list[Document]:
    """One document for each reply; of a thread without replies, one that holds the request alone."""
    replies = [m for m in messages if m.incoming]
    sent = [m for m in messages if not m.incoming and m.bodies]
    if not replies and sent:
        known = replace(known, kind="request", requested=sent[0].date)
        return [_document(None, sent[0], source, known)]
    documents = [
        _document_of_reply(
            m, [b for b in messages[:n] if not b.incoming and b.bodies] or sent[:1], source, known
        )
        for n, m in enumerate(messages)
        if m.incoming
    ]
    if documents and not any(line.role == "body" for d in documents for line in d.lines):
        raise SourceError("embedded_only", wordless_message(source, replies))
    return documents


def wordless_message(source: Source, replies: Sequence[Message]) -> str:
    """What to do about a thread none of whose replies has words on the page."""
    files = [name for m in replies for name in m.attachments]
    return (
        f"The replies on {source.name} have no text of their own: fetch and give their attachments"
        f"{': ' + ', '.join(files) if files else '.'}"
    )


def _document_of_reply(reply: Message, before: Sequence[Message], source: Source, known: Known) -> Document:
    """A reply's document with the message that it answers: of those sent before it, the last that asks."""
    asked = message_answered([_words(m) for m in before])
    if asked is None:
        return _document(reply, None, source, known)
    request = before[asked.place]
    return _document(reply, request, source, replace(known, requested=request.date if asked.dated else None))


def _words(message: Message) -> str:
    """What a message itself says, a paragraph a block."""
    flow = Flow()
    _write(flow, message, None)
    mark_arrows(flow.lines)
    blocks: dict[int, list[str]] = {}
    for line in finished(flow).lines:
        if line.role == "body":
            blocks.setdefault(line.block, []).append(line.text)
    return "\n\n".join("\n".join(block) for block in blocks.values())


def _document(reply: Message | None, request: Message | None, source: Source, known: Known) -> Document:
    """A reply's document, its request's lines after it."""
    flow = Flow()
    if reply:
        _write(flow, reply, None)
        mark_arrows(flow.lines)
        flow = finished(flow)
        known = replace(known, responded=reply.date, attachments=reply.attachments)
        source = replace(source, part=reply.id)
    if request:
        asked = Flow(skipped=request.left_out)
        _write(asked, request, "request")
        _append(flow, finished(asked))
    document = document_of(flow, source, known)
    document.printed = True
    if reply and not any(line.role == "body" for line in flow.lines):
        document.notes.append(Note("page-without-text", _wordless(reply)))
    return document


def _wordless(reply: Message) -> str:
    if reply.hidden:
        return f"This reply is hidden on its page: {reply.hidden}"
    files = ", ".join(reply.attachments)
    return (
        f"This reply has no text on its page; what it says is in its attachments: {files or 'none listed'}."
    )


def _write(flow: Flow, message: Message, role: LineRole | None) -> None:
    """Write a message's text, its quotations and left out elements told apart."""
    for body in message.bodies:
        flow.leave_out(message.left_out)
        flow.give_roles({id(body): role} if role else quoted_elements(body))
        flow.add(body)


def _append(flow: Flow, other: Flow) -> None:
    """Put another flow's lines and grids after a flow's own."""
    blocks = max((line.block for line in flow.lines), default=0) + 1
    shift = len(flow.grids)
    for line in other.lines:
        line.block += blocks
        if line.cell:
            line.cell = (line.cell[0] + shift, line.cell[1], line.cell[2])
    flow.captions += [(grid + shift, line + len(flow.lines)) for grid, line in other.captions]
    flow.lines += other.lines
    flow.grids += other.grids
