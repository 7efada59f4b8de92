"""JSON of the sites' own interfaces to documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bs4 import Tag

from foi_extract.errors import SourceError
from foi_extract.reading.characters import decoded
from foi_extract.reading.html.govuk import release_document
from foi_extract.reading.html.soup import soup_from_text
from foi_extract.reading.html.thread import Message, documents_from_thread
from foi_extract.reading.iso_dates import iso_date
from foi_records.document import Document, Known, Source

Value = dict[str, Any]


def read(data: bytes, source: Source) -> list[Document]:
    """The documents of a JSON file of a known site."""
    value = json.loads(decoded(data))
    reader = next((r for key, r in FORMS.items() if isinstance(value, dict) and key in value), None)
    if reader is None:
        raise SourceError(
            "unsupported",
            f"{source.name} is JSON of no site that foi-extract knows. Give the page or the file itself.",
        )
    try:
        documents = reader(value, source)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise SourceError("unreadable", f"{source.name} is JSON that is damaged. Fetch it again.") from error
    for line in (line for document in documents for line in document.lines):
        line.element = None if line.element and not line.element.startswith("#") else line.element
    return documents


def request_twin(value: Value, source: Source) -> list[Document]:
    """The JSON twin of an Alaveteli request page holds events and no texts: say what to fetch."""
    raise SourceError(
        "embedded_only",
        f"{source.name} lists the events of the request '{value.get('title')}' and holds none of its texts: "
        f"fetch and give its page, /request/{value.get('url_title')}",
    )


def content_item(value: Value, source: Source) -> list[Document]:
    """A gov.uk content item: title, description and body."""
    details = value["details"]
    organisations = (value.get("links") or {}).get("organisations") or [{}]
    known = Known(
        authority=organisations[0].get("title"),
        url=f"https://www.gov.uk{value['base_path']}" if value.get("base_path") else None,
        attachments=tuple(a["title"] for a in details.get("attachments") or [] if a.get("title")),
    )
    soup = soup_from_text(
        "<main><h1 id='title'></h1><p id='description'></p><div class='govspeak'>"
        f"{details.get('body') or ''}</div></main>"
    )
    parts: list[Tag] = []
    for key in ("title", "description"):
        tag = soup.find(id=key)
        if isinstance(tag, Tag) and value.get(key):
            tag.string = str(value[key])
            parts.append(tag)
    body = soup.select_one(".govspeak")
    return [release_document([*parts, *([body] if body else [])], source, known)]


def froide_request(value: Value, source: Source) -> list[Document]:
    """A request of a Froide site with its messages."""
    body = value.get("public_body")
    known = Known(
        authority=body.get("name") if isinstance(body, dict) else None,
        status=value.get("resolution") or value.get("status"),
        url=value.get("url"),
    )
    return documents_from_thread([_froide_message(m) for m in value["messages"]], source, known)


def _froide_message(message: Value) -> Message:
    """One message of a Froide request; its redacted form where there is one."""
    pieces = message.get("redacted_content") or [[False, message.get("content") or ""]]
    return Message(
        id=f"message-{message.get('id')}",
        incoming=bool(message.get("is_response")),
        bodies=_bodies("".join(str(text) for _, text in pieces)),
        date=iso_date(str(message.get("timestamp") or "")),
        author=message.get("sender"),
        attachments=tuple(a["name"] for a in message.get("attachments") or [] if a.get("name")),
    )


def muckrock_request(value: Value, source: Source) -> list[Document]:
    """A MuckRock request with its communications."""
    known = Known(status=value.get("status"), url=value.get("absolute_url"))
    messages = [
        Message(
            id=f"communication-{n}",
            incoming=bool(c.get("response")),
            bodies=_bodies(str(c.get("communication") or "")),
            date=iso_date(str(c.get("datetime") or c.get("date") or "")),
            attachments=tuple(
                f["title"] for f in c.get("files") or [] if isinstance(f, dict) and f.get("title")
            ),
        )
        for n, c in enumerate(value["communications"], 1)
    ]
    return documents_from_thread(messages, source, known)


def _bodies(text: str) -> list[Tag]:
    """A plain text as the element of a page, its line breaks kept."""
    soup = soup_from_text("<pre></pre>")
    tag = soup.find("pre")
    assert isinstance(tag, Tag)
    tag.string = text
    return [tag] if text.strip() else []


FORMS: dict[str, Callable[[Value, Source], list[Document]]] = {
    "info_request_events": request_twin,
    "details": content_item,
    "communications": muckrock_request,
    "messages": froide_request,
}
"""A key that only one site's JSON has to the reader of that JSON."""
