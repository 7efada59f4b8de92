"""Any page: its main content, whatever site it is of."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from foi_extract.reading.html.content import main_content
from foi_extract.reading.html.page import document_of, flow_of, refuse_without_words
from foi_extract.reading.html.soup import attribute
from foi_records.document import Document, Known, Source


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """The main content of a page as one document."""
    document = document_of(flow_of(main_content(soup)), source, known_of(soup))
    refuse_without_words(document, soup)
    return [document]


def known_of(soup: BeautifulSoup) -> Known:
    """What a page says of itself in its head: its own address."""
    link = soup.find("link", rel="canonical")
    return Known(url=attribute(link, "href") or None) if isinstance(link, Tag) else Known()
