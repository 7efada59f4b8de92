"""Pages to documents: one module a site, told by its markup; any other page by its main content."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from bs4 import BeautifulSoup

from foi_extract.reading.html.soup import soup_from_bytes
from foi_records.document import Document, Source

SITES = {
    ".view_html_prefix, #wrapper_embed": "converted",
    "div.correspondence[id^=incoming-], div.correspondence[id^=outgoing-], #request_status": "alaveteli",
    ".alpha-message": "froide",
    "section.communication": "muckrock",
    "[class*=gem-c-], .govspeak": "govuk",
    "body > a[name='1']": "converted",
}
"""What tells a site's page (a CSS selector) to the module whose ``read_page(soup, source)`` reads it.

The first that fits wins; a page of no known site goes to ``generic``.
"""


def read(data: bytes, source: Source) -> list[Document]:
    """The responses on a page."""
    return documents_from_soup(soup_from_bytes(data), source)


def documents_from_soup(soup: BeautifulSoup, source: Source) -> list[Document]:
    """The responses on a page that is a tree already."""
    site = next((module for selector, module in SITES.items() if soup.select_one(selector)), "generic")
    read_page: Callable[[BeautifulSoup, Source], list[Document]] = import_module(
        f"foi_extract.reading.html.{site}"
    ).read_page
    return read_page(soup, source)
