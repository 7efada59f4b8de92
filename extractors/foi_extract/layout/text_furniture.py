"""Running heads, feet and page numbers of a plain text whose pages are known or named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from foi_extract.layout.furniture import BARE, running_key
from foi_records.document import Document, Line

EDGE = 3
"""So many printed lines from a page's top or foot may be furniture."""
PAGE_OF = re.compile(r"[-–—|\s]{0,9}(?:page\s*\d{1,4}\s*(?:of|/)\s*\d{1,4})[-–—|\s]{0,9}", re.IGNORECASE)


def with_text_furniture(document: Document) -> Document:
    """A plain text with page numbers and running lines marked as furniture; no line is moved."""
    found = {i for i, line in enumerate(document.lines) if line.role == "body" and _says_page(line)}
    found |= _at_page_edges(document.lines)
    if not found:
        return document
    lines = [replace(line, role="furniture") if i in found else line for i, line in enumerate(document.lines)]
    return replace(document, lines=lines)


def _says_page(line: Line) -> bool:
    """Whether a line is but "Page 2 of 3"."""
    return "age" in line.text[:40].casefold() and PAGE_OF.fullmatch(line.text) is not None


def _at_page_edges(lines: Sequence[Line]) -> set[int]:
    """The furniture of a text in pages: lines that come back at the pages' edges, and numbers that count."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.page is not None and line.text.strip() and line.role == "body":
            pages[line.page].append(i)
    if len(pages) < 2:
        return set()
    seen: dict[tuple[bool, str], set[int]] = defaultdict(set)
    for page, indexes in pages.items():
        for foot, edge in ((False, indexes[:EDGE]), (True, indexes[-EDGE:])):
            for i in edge:
                seen[foot, running_key(lines[i].text)].add(page)
    found: set[int] = set()
    for page, indexes in pages.items():
        for foot, edge in ((False, indexes[:EDGE]), (True, indexes[: -EDGE - 1 : -1])):
            for i in edge:
                key = running_key(lines[i].text)
                counted = BARE.fullmatch(lines[i].text.strip())
                if (counted and int(counted[1]) == page) or (key != "#" and len(seen[foot, key]) >= 2):
                    found.add(i)
                else:
                    break
    return found
