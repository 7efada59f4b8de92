"""The "HTML version of an attachment" of WhatDoTheyKnow and its kin, and other output of pdftohtml.

Old pages hold the text, one printed line a ``<br/>``; newer ones only frame the file itself.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from foi_extract.errors import SourceError
from foi_extract.reading.html.page import document_of, flow_of, framed_file, refuse_without_words
from foi_extract.reading.html.soup import attribute, words_of
from foi_records.document import Document, Known, Page, Source

UNCONVERTED = "unable to convert this file to HTML"


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """A converted attachment as one document, with its pages."""
    banner = soup.select_one(".view_html_prefix")
    known = known_from_banner(banner)
    download = address_of(soup.select_one(".view_html_download_link a[href]")) or framed_file(soup)
    if banner:
        banner.extract()
    body = soup.body or soup
    if UNCONVERTED in words_of(body):
        raise SourceError("embedded_only", embedded_message(source, download))
    flow = flow_of(body, frame=False, page_anchors=True)
    document = document_of(flow, source, known)
    document.pages = [Page(n, 0, 0) for n in sorted({line.page for line in document.lines if line.page})]
    document.printed = True
    if download and not any(line.text.strip() and line.role != "chrome" for line in document.lines):
        raise SourceError("embedded_only", embedded_message(source, download))
    refuse_without_words(document, soup)
    return [document]


def embedded_message(source: Source, download: str | None) -> str:
    """What to do about a page that holds no text of the attachment itself."""
    return (
        f"{source.name} only shows the attachment in a frame and holds none of its text: "
        f"fetch and give the attachment itself{': ' + download if download else '.'}"
    )


def known_from_banner(banner: Tag | None) -> Known:
    """The request that an attachment belongs to."""
    return Known(
        url=address_of(banner.select_one("a[href*='/request/'][href*='incoming-']")) if banner else None
    )


def address_of(link: Tag | None) -> str | None:
    """A link's target."""
    return (attribute(link, "href") or None) if link else None
