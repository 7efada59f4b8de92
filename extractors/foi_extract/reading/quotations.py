"""Older mail below a reply, told by the header block that mail programs put above it, and by ">"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foi_records.document import Line

SEPARATOR = re.compile(
    r"""\s*(?:
      -{2,}\s?(?:original|forwarded)\ (?:message|mail)\b[^\n]{0,120}
    | -{2,}\s?forwarded\ by\b[^\n]{0,120}
    | -{2,}\s?this\ is\ a\ copy\ of\ the\ message[^\n]{0,60}
    | begin\ forwarded\ message:
    | on\ [^\n]{6,160}\ (?:wrote|said):
    | >>>[^\n]{3,120}\d\d/\d\d/\d{4}[^\n]{0,20}
    )\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
TWO_LINES = re.compile(r"\s*On [^\n]{6,120}\n\s*<?[^\n]{3,120}> (?:wrote|said):\s*\Z")
ADDRESS = re.compile(r"<[^<>\n]{1,100}(?:@|email address|\bmail)[^<>\n]{0,100}>")
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
        if seen >= 2 and is_quotation_head(texts, i):
            return i
        seen += bool(text.strip())
    return None


def is_quotation_head(texts: Sequence[str], i: int) -> bool:
    """Whether a line is the first of what a mail program puts above older mail."""
    if SEPARATOR.match(texts[i]) or is_header_block(texts, i):
        return True
    if i + 1 < len(texts) and TWO_LINES.match(f"{texts[i]}\n{texts[i + 1]}"):
        return True
    return bool(ADDRESS.search(texts[i])) and is_notes_block(texts[i + 1 : i + 22])


def is_notes_block(below: Sequence[str]) -> bool:
    """Whether Lotus Notes' header stands below a sender: "To", "cc" and "Subject" on lines of their own."""
    names = [t.strip().lower() for t in below if t.strip()][:12]
    return "to" in names[:6] and "subject" in names


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
