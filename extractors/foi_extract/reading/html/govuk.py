"""gov.uk: the page of an FOI release, and a release published as a page of its own."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from foi_extract.reading.html.flow import Flow
from foi_extract.reading.html.generic import known_of
from foi_extract.reading.html.generic import read_page as read_any_page
from foi_extract.reading.html.page import document_of, finished
from foi_extract.reading.html.soup import words_of
from foi_records.document import Document, Known, Note, Source

TITLE = "h1.gem-c-heading, .gem-c-heading h1, .gem-c-title h1, .gem-c-inverse-header h1, h1"
TEXT = ".gem-c-govspeak-html-publication .govspeak, #details .govspeak, .gem-c-govspeak, .govspeak"
ATTACHMENT = ".gem-c-attachment__title, section.attachment .title"
SHORT = 600
"""Letters of a release's page below which what it says must be in its attachments."""


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """A release as one document: its title, its summary and its text."""
    text = soup.select_one(TEXT)
    if text is None:
        return read_any_page(soup, source)
    parts = [soup.select_one(TITLE), soup.select_one(".gem-c-lead-paragraph"), text]
    names = tuple(filter(None, (words_of(tag) for tag in soup.select(ATTACHMENT))))
    known = known_of(soup)
    known.authority = publisher_of(soup)
    known.attachments = names
    return [release_document([p for p in parts if p], source, known)]


def release_document(parts: list[Tag], source: Source, known: Known) -> Document:
    """The document of a release's parts, with a note when what it says must be in its attachments."""
    flow = Flow()
    for part in parts:
        flow.leave_out(
            {id(tag) for tag in part.select("section.attachment, .gem-c-attachment, .gem-c-contents-list")}
        )
        flow.add(part)
    document = document_of(finished(flow), source, known)
    headed = any(line.heading and line.heading > 1 for line in document.lines)
    if known.attachments and len(document.text) < SHORT and not headed:
        files = ", ".join(known.attachments)
        document.notes.append(
            Note("page-without-text", f"The response itself is in the attached file: {files}.")
        )
    return document


def publisher_of(soup: BeautifulSoup) -> str | None:
    """The organisation after "From:" in the page's particulars."""
    for term in soup.select("dt.gem-c-metadata__term, .gem-c-metadata dt"):
        if words_of(term).rstrip(":").lower() == "from":
            value = term.find_next_sibling("dd")
            link = value.find("a") if isinstance(value, Tag) else None
            return (
                words_of(link if isinstance(link, Tag) else value if isinstance(value, Tag) else None) or None
            )
    return None
