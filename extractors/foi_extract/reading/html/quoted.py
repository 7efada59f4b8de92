"""Older mail below a reply, told by the markup that mail programs put around it."""

from __future__ import annotations

import re

from bs4 import Tag

from foi_extract.reading.html.soup import attribute, classes
from foi_records.document import LineRole

QUOTE_CLASSES = frozenset(
    {"gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra"}
)
QUOTE_IDS = re.compile(r"(?:x_)*(?:divRplyFwdMsg|appendonsend|replySplit|OLK_SRC_BODY_SECTION)\Z")


def quoted_elements(root: Tag) -> dict[int, LineRole]:
    """``id()`` of the elements that hold older mail, with the role their lines get."""
    roles: dict[int, LineRole] = {}
    for tag in root.find_all(["blockquote", "div"]):
        if tag.name == "blockquote" and (
            attribute(tag, "type") == "cite" or attribute(tag, "cite").startswith("mid:")
        ):
            roles[id(tag)] = "quoted"
        if QUOTE_CLASSES & classes(tag) or QUOTE_IDS.match(attribute(tag, "id")):
            roles[id(tag)] = "quoted"
    return roles
