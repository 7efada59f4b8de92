"""A page's element to the lines of a document, ready for the stages that follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bs4 import Tag

from foi_extract.errors import SourceError
from foi_extract.reading.chrome import mark_chrome
from foi_extract.reading.html.content import framing_elements
from foi_extract.reading.html.flow import Flow
from foi_extract.reading.html.quoted import quoted_elements
from foi_extract.reading.html.soup import attribute
from foi_extract.reading.paragraphs import mend_broken_words, split_at_meant_breaks
from foi_extract.reading.quotations import mark_quoted_mail
from foi_records.document import Document, Known, Source, assemble
from foi_records.spans import Stretch

FRAMES = ("iframe", "embed", "object", "frame")


def flow_of(element: Tag, frame: bool = True, page_anchors: bool = False) -> Flow:
    """An element's lines and grids, the site's frame left out and quoted mail told apart."""
    skipped = framing_elements(element) if frame else ()
    flow = Flow(quoted_elements(element), skipped, page_anchors)
    flow.add(element)
    return finished(flow)


def finished(flow: Flow) -> Flow:
    """A written flow with its paragraphs parted, and the site's words and quoted mail told apart."""
    mark_chrome(flow.lines)
    mark_quoted_mail(flow.lines)
    split_at_meant_breaks(flow.lines)
    if flow.page is not None:
        mend_broken_words(flow.lines, "\n".join(line.text for line in flow.lines))
    return flow


def document_of(flow: Flow, source: Source, known: Known | None = None) -> Document:
    """The document of some written lines, with the captions of its grids."""
    document = assemble(Document(source=source, lines=flow.lines, grids=flow.grids, known=known or Known()))
    return captioned(document, flow.captions)


def captioned(document: Document, captions: Sequence[tuple[int, int]]) -> Document:
    """The document with the captions of its grids, given as (grid, line)."""
    grids = list(document.grids)
    for grid, number in captions:
        if number < len(document.lines):
            line = document.lines[number]
            grids[grid] = replace(grids[grid], caption=Stretch(line.start, line.end))
    return replace(document, grids=grids)


def refuse_without_words(document: Document, root: Tag) -> None:
    """Raise the error that fits a page without text: it only frames another file, or it is empty."""
    if any(line.text.strip() and line.role != "chrome" for line in document.lines):
        return
    framed = framed_file(root)
    if framed:
        raise SourceError(
            "embedded_only",
            f"{document.source.name} only shows another file in a frame: fetch and give that file: {framed}",
        )
    raise SourceError(
        "empty", f"{document.source.name} is a page without words. Fetch it again, or save it from a browser."
    )


def framed_file(root: Tag) -> str | None:
    """The address of the file that a page shows in a frame."""
    for name in FRAMES:
        for tag in root.find_all(name):
            address = attribute(tag, "src") or attribute(tag, "data")
            if address and not address.startswith(("about:", "data:", "javascript:")):
                viewer = re.search(r"docs\.google\.com/viewer\?(?:[^#]*&)?url=([^&#]+)", address)
                return unquoted(viewer.group(1)) if viewer else address
    return None


def unquoted(address: str) -> str:
    """An address written inside another, in plain form."""
    from urllib.parse import unquote

    return unquote(address)
