"""Older mail quoted below a reply, the list of a mail's links, and the words of a site around it."""

from __future__ import annotations

import re
from itertools import pairwise

from foi_extract.letters.wordings import is_line_of
from foi_records.document import Document, Line
from foi_records.letter import PartKind

HEADER = re.compile(
    r"^[\s>*_]*(?P<name>From|Sent|To|Cc|Date|Subject|Received|Importance|Attachments?)\s?:[*_]*(?=\s|\S|$)",
    re.IGNORECASE,
)
FROM = re.compile(r"^[\s>*_]*From\s?:[*_]*\s*\S", re.IGNORECASE)
OPENER = re.compile(
    r"""^[\s>*_]*(?:-{2,}\s*(?:Original|Forwarded)\s(?:Message|message|Mail|mail)\b.*
      |Begin\sforwarded\smessage\b.*
      |On\s.{6,90}\bwrote:?\s*$
      |_{3,}\s*$
      |-----\s*)$""",
    re.VERBOSE,
)
WRAPPED = re.compile(r"^\s*On\s\w{2,9}[ ,].{6,90}\bwrote:\s*$")
SENT = re.compile(r"^[\s>*_]*(?:Sent|To)\s?:[*_]*\s*\S", re.IGNORECASE)
SURE = re.compile(r"(?:Original|Forwarded)\sM|forwarded\smessage|wrote:?\s*$", re.IGNORECASE)
FOOTNOTE = re.compile(
    r"^\s*(?:\[?\d{1,3}[.\])]?\s*(?:https?://|mailto:|www\.|file:|\S+@|$)|https?://\S+$|mailto:)"
)
ATTACHMENTS = re.compile(r"^\s*\d{1,2}\sattachments?\s*$", re.IGNORECASE)
HEADER_LINES = 7
LATE_FIELDS = 3
ATTACHMENT_LINES = 150
INLINE_TURNS = 3
FILE_NAME = 120
GREETING = re.compile(r"^\s*(?:dear|hello|hi|good (?:morning|afternoon))\b", re.IGNORECASE)


def outside_lines(document: Document) -> dict[int, PartKind]:
    """The lines that are no part of this letter's own words: site chrome, link lists, older mail."""
    lines = document.lines
    kinds: dict[int, PartKind] = {}
    footnotes = _footnotes_start(lines)
    for i in range(footnotes, len(lines)):
        kinds[i] = "other"
    quoted = _quoted_start(lines[:footnotes])
    for i in range(quoted, footnotes):
        kinds[i] = "quoted_mail"
    for i in range(_attachments_end(lines[:quoted])):
        kinds[i] = "other"
    inline = _answers_inline(lines[:quoted])
    for i in range(quoted):
        words = lines[i].text.strip()
        if words.startswith(">") and not inline:
            kinds[i] = "quoted_mail"
        elif 0 < len(words) < 160 and (is_line_of("chrome", words) or _is_attachment(lines, i)):
            kinds[i] = "other"
    return kinds


def _answers_inline(lines: list[Line]) -> bool:
    """Whether the reply is written between the quoted lines of the request, question by question."""
    marks = [line.text.lstrip().startswith(">") for line in lines if line.text.strip().strip("> ")]
    turns = sum(above and not below for above, below in pairwise(marks))
    return turns >= INLINE_TURNS


def _attachments_end(lines: list[Line]) -> int:
    """The number of lines at the top that list a mail's attachments, with their sizes and buttons."""
    top = [i for i, line in enumerate(lines[:ATTACHMENT_LINES]) if line.text.strip()]
    if not top or not ATTACHMENTS.match(lines[top[0]].text):
        return 0
    greeting = next((i for i in top if GREETING.match(lines[i].text)), len(lines))
    return max(
        (i + 1 for i in top if i < greeting and is_line_of("chrome", lines[i].text.strip())), default=0
    )


def _is_attachment(lines: list[Line], i: int) -> bool:
    """Whether a line is a file name or size in a mail's list of attachments: a button or a size follows."""
    words = lines[i].text.strip()
    if len(words) > FILE_NAME:
        return False
    named = is_line_of("file_name", words)
    if not named and not is_line_of("file_size", words):
        return False
    following = next((line.text.strip() for line in lines[i + 1 : i + 4] if line.text.strip()), "")
    return is_line_of("chrome", following) or (named and is_line_of("file_size", following))


def _quoted_start(lines: list[Line]) -> int:
    """The index of the first line of the older mail, the number of lines when there is none.

    A mail's own header, printed at its very top, is no quotation: something must have been said before it.
    """
    said = False
    for i, line in enumerate(lines):
        words = line.text.strip()
        if not words:
            continue
        if said and _begins_quotation(lines, i):
            return i
        said = said or bool(GREETING.match(words)) or (len(words) > 50 and not HEADER.match(words))
    return len(lines)


def _begins_quotation(lines: list[Line], i: int) -> bool:
    """Whether older mail begins at a line: a mail header of two or more fields, or words that announce it."""
    words = lines[i].text
    if FROM.match(words):
        return len(_fields(lines, i)) >= 2
    if SENT.match(words):
        return "from" in _fields(lines, i) and len(_fields(lines, i)) >= LATE_FIELDS
    if not OPENER.match(words):
        if not words.lstrip().startswith("On"):
            return False
        wrapped = f"{words} {lines[i + 1].text.strip()}" if i + 1 < len(lines) else words
        return bool(WRAPPED.match(wrapped))
    if SURE.search(words):
        return True
    following = next((k for k in range(i + 1, min(i + 4, len(lines))) if lines[k].text.strip()), None)
    return (
        following is not None
        and bool(FROM.match(lines[following].text))
        and len(_fields(lines, following)) >= 2
    )


def _fields(lines: list[Line], i: int) -> set[str]:
    """The names of the mail header fields in the lines from one on."""
    near = (HEADER.match(line.text) for line in lines[i : i + HEADER_LINES])
    return {found["name"].lower() for found in near if found}


def _footnotes_start(lines: list[Line]) -> int:
    """The index of the first line of the closing list of links, the number of lines when there is none."""
    for i in range(len(lines) - 1, -1, -1):
        words = lines[i].text.strip()
        if not words or FOOTNOTE.match(lines[i].text) or _continues_link(lines, i):
            continue
        if not is_line_of("footnotes", words):
            return len(lines)
        if words.lower().startswith("reference") or not _heading_above(lines, i):
            return i
    return len(lines)


def _heading_above(lines: list[Line], i: int) -> bool:
    """Whether the next line with words above is a heading of the link list too."""
    above = next((line.text.strip() for line in reversed(lines[:i]) if line.text.strip()), "")
    return is_line_of("footnotes", above)


def _continues_link(lines: list[Line], i: int) -> bool:
    """Whether a line is the rest of a masked or broken link ("email address", "]")."""
    words = lines[i].text.strip()
    return len(words) < 60 and (
        words in {"]", "["}
        or bool(re.fullmatch(r"\[?(?:email address|mobile number|[\w ]+ request email)\]?", words))
    )
