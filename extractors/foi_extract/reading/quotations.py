"""Older mail below a reply, told by the header block that mail programs put above it, and by ">"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foi_records.document import Line

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


ARROWS = re.compile(r"\s{0,3}(?:>[ ]?){1,20}")


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


def mark_arrows(lines: Sequence[Line]) -> None:
    """Take the ">" off quoted lines, in place; they are older mail unless the reply goes on between them.

    A reply written into the mail it answers has its questions in the quoted lines: these stay in the body.
    """
    quoted = [line.role == "body" and bool(ARROWS.match(line.text)) for line in lines]
    if not any(quoted):
        return
    spoken = [q for q, line in zip(quoted, lines, strict=True) if q or line.text.strip()]
    turns = sum(1 for above, below in pairwise(spoken) if above and not below)
    inline = turns >= 2
    for line, is_quoted in zip(lines, quoted, strict=True):
        if is_quoted:
            line.text = ARROWS.sub("", line.text, count=1)
            line.role = "body" if inline else "quoted"
            line.italic = inline
