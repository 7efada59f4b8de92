"""Older mail below a reply: told by its markup, or by the header block that mail programs put above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import Tag

from foi_extract.reading.html.soup import attribute, classes
from foi_records.document import Line, LineRole

QUOTE_CLASSES = frozenset(
    {"gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra"}
)
QUOTE_IDS = re.compile(r"(?:x_)*(?:divRplyFwdMsg|appendonsend|replySplit|OLK_SRC_BODY_SECTION)\Z")
SEPARATOR = re.compile(
    r"""\s*(?:
      -{2,}\s?(?:original|forwarded)\ (?:message|mail)\s?-{2,}
    | _{20,}
    | begin\ forwarded\ message:
    | on\ [^\n]{6,120}\ wrote:
    )\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
FIELD = re.compile(
    r"\s*[*>]?\s*(from|sent|to|cc|subject|date|importance|reply-to|attachments)\s*:", re.IGNORECASE
)


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


def mark_quoted_mail(lines: Sequence[Line]) -> None:
    """Give the lines from the first header block of older mail on the role ``quoted``, in place.

    A header block is "From:" with two more fields within six lines, or a line such as "Original Message"
    followed by one.  The first line of a mail that begins with its own header is no quotation.
    """
    begin = quotation_start([line.text for line in lines])
    if begin is None:
        return
    for line in lines[begin:]:
        if line.role == "body":
            line.role = "quoted"


def quotation_start(texts: Sequence[str]) -> int | None:
    """Index of the line at which older mail begins, null when there is none."""
    seen = 0
    for i, text in enumerate(texts):
        if seen >= 2 and (SEPARATOR.match(text) or is_header_block(texts, i)):
            return i
        seen += bool(text.strip())
    return None


def is_header_block(texts: Sequence[str], i: int) -> bool:
    """Whether a mail's header fields begin at a line."""
    first = FIELD.match(texts[i])
    if not first or first.group(1).lower() != "from":
        return False
    names = {m.group(1).lower() for t in texts[i : i + 7] if (m := FIELD.match(t))}
    return len(names & {"from", "sent", "to", "subject", "date"}) >= 3
