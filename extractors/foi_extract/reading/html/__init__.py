"""Pages to documents: one module a site, told by its markup; any other page by its main content."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from bs4 import BeautifulSoup

from foi_extract.reading.characters import decoded
from foi_extract.reading.html.soup import soup_from_text
from foi_records.document import Document, Source

SITES = (
    ("view_html_prefix", ".view_html_prefix", "converted"),
    ("wrapper_embed", "#wrapper_embed", "converted"),
    ("correspondence", "div.correspondence[id^=incoming-], div.correspondence[id^=outgoing-]", "alaveteli"),
    ("request_status", "#request_status", "alaveteli"),
    ("alpha-message", ".alpha-message", "froide"),
    ("communication", "section.communication", "muckrock"),
    ("gem-c-", "[class*=gem-c-]", "govuk"),
    ("govspeak", ".govspeak", "govuk"),
    ("<a name=", "body > a[name='1']", "converted"),
    ("<A name=", "body > a[name='1']", "converted"),
)
"""What tells a site's page to the module whose ``read_page(soup, source)`` reads it: letters that its source
has, looked for first because that is quick, and a CSS selector.

The first that fits wins; a page of no known site goes to ``generic``.
"""


def read(data: bytes, source: Source) -> list[Document]:
    """The responses on a page."""
    text = decoded(data)
    soup = soup_from_text(text)
    read_page: Callable[[BeautifulSoup, Source], list[Document]] = import_module(
        f"foi_extract.reading.html.{site_of(text, soup)}"
    ).read_page
    return read_page(soup, source)


def site_of(text: str, soup: BeautifulSoup) -> str:
    """The module that reads a page."""
    for letters, selector, module in SITES:
        if letters in text and soup.select_one(selector):
            return module
    return "generic"
