"""Any page: its main content, whatever site it is of."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from foi_extract.reading.html.content import main_content
from foi_extract.reading.html.page import document_of, flow_of, refuse_without_words
from foi_extract.reading.html.particulars import with_particulars
from foi_extract.reading.html.soup import attribute, words_of
from foi_records.document import Document, Known, Source

TITLE_PARTING = re.compile(r"\s+[|–—:-]\s+")
AUTHORITY = re.compile(
    r"""\b(?:Council|Police|Constabulary|NHS|Trust|University|Ministry|Department|Authority|Commission|Agency|Office
    |Service|Health\ Board|Parliament|Assembly|Government|Regulator|Ombudsman|Museum|Executive)\b""",
    re.VERBOSE,
)
REFERENCE = re.compile(r"(?=[^0-9]{0,20}[0-9])(?:[A-Z]{2,8}[-/ ]?)[A-Z0-9]{1,10}(?:[-/.][A-Z0-9]{1,10}){1,4}")
"""A case number and nothing else: capitals, figures, and strokes between them."""
SITE_WORDS = re.compile(r"\b(?:FOI|freedom|disclosure|request|response|page|news|home)\b", re.IGNORECASE)


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """The main content of a page as one document."""
    main = main_content(soup)
    known = with_particulars(known_of(soup), main)
    known.reference = known.reference or reference_in_title(main)
    document = document_of(flow_of(main), source, known)
    refuse_without_words(document, soup)
    return [document]


def reference_in_title(main: Tag) -> str | None:
    """The reference for which a page is named: its one heading of the first level, when that is all it is."""
    titles = main.find_all("h1")
    words = words_of(titles[0]) if len(titles) == 1 and isinstance(titles[0], Tag) else ""
    return words if REFERENCE.fullmatch(words) else None


def known_of(soup: BeautifulSoup) -> Known:
    """What a page says of itself in its head: its own address, and whose site it is."""
    link = soup.find("link", rel="canonical")
    url = attribute(link, "href") if isinstance(link, Tag) else ""
    return Known(url=url or None, authority=authority_of_site(soup))


def authority_of_site(soup: BeautifulSoup) -> str | None:
    """The authority whose site a page is on: the site's name, where that is plainly an authority's."""
    meta = soup.find("meta", property="og:site_name")
    named = attribute(meta, "content").strip() if isinstance(meta, Tag) else ""
    title = TITLE_PARTING.split(words_of(soup.title))
    name = named or (title[-1] if len(title) > 1 else "")
    return name if AUTHORITY.search(name) and not SITE_WORDS.search(name) and len(name) < 100 else None
