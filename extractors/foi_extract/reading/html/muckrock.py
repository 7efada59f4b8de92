"""MuckRock: a thread of ``section.communication`` elements, ``received`` or ``sent``."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from foi_extract.reading.html.soup import attribute, classes, words_of
from foi_extract.reading.html.thread import Message, documents_from_thread
from foi_extract.reading.iso_dates import iso_date
from foi_records.document import Document, Known, Source


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """Each communication received as a document."""
    messages = [message_from_element(tag) for tag in soup.select("section.communication")]
    agency = soup.select_one("a[href*='/agency/']")
    link = soup.select_one("link[rel=canonical][href]")
    known = Known(
        authority=words_of(agency) or None,
        url=(attribute(link, "href") or None) if link else None,
    )
    return documents_from_thread(messages, source, known)


def message_from_element(tag: Tag) -> Message:
    """One communication."""
    when = tag.select_one("time.date[datetime]")
    return Message(
        id=attribute(tag, "id") or "communication",
        incoming="received" in classes(tag),
        bodies=tag.select(".communication-body"),
        date=iso_date(attribute(when, "datetime")) if when else None,
        author=words_of(tag.select_one(".communication-header .from")) or None,
        attachments=tuple(
            filter(None, (attribute(f, "data-title") for f in tag.select("div.file[data-title]")))
        ),
    )
