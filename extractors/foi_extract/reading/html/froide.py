"""FragDenStaat and other Froide sites: a thread of ``.alpha-message`` elements."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from foi_extract.reading.html.soup import attribute, words_of
from foi_extract.reading.html.thread import Message, documents_from_thread
from foi_extract.reading.iso_dates import iso_date
from foi_records.document import Document, Known, Source


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """Each message of the authority as a document."""
    messages = [message_from_element(tag) for tag in soup.select(".alpha-message")]
    replies = [m for m in messages if m.incoming]
    link = soup.select_one("link[rel=canonical][href]")
    known = Known(
        authority=next((m.author for m in replies if m.author), None),
        url=(attribute(link, "href") or None) if link else None,
    )
    return documents_from_thread(messages, source, known)


def message_from_element(tag: Tag) -> Message:
    """One message; the house on its avatar says that the authority wrote it."""
    when = tag.select_one(".alpha-message__relative-time[title]")
    bodies = tag.select(".alpha-message__content-text")
    return Message(
        id=attribute(tag, "id") or "message",
        incoming=tag.select_one(".alpha-message__avatar--house") is not None,
        bodies=bodies,
        date=iso_date(attribute(when, "title")) if when else None,
        author=words_of(tag.select_one(".alpha-message__sender")) or None,
        attachments=tuple(
            filter(None, (words_of(a) for a in tag.select(".alpha-attachment a[id^=attachment-]")))
        ),
    )
