"""Lines that a site prints around a response, told by their wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.law.phrasebook import phrasebook
from foi_records.document import Line

LONGEST = 400
LONGEST_LIST = 400
ATTACHMENTS = re.compile(r"\d{1,3} Attachments?", re.IGNORECASE)
SIZE = re.compile(r"\d{1,4}(?:\.\d{1,2})? ?[KM]B?")
BUTTON = re.compile(r"Download|View as HTML|View|Explore in Datasette", re.IGNORECASE)


def is_chrome(words: str) -> bool:
    """Whether a line is wholly a site's own wording (skip links, cookie notes, banners of converters)."""
    words = words.strip()
    return 0 < len(words) < LONGEST and any(
        row.pattern.fullmatch(words) for row in phrasebook("page_chrome.toml")
    )


def mark_chrome(lines: Sequence[Line]) -> None:
    """Give a site's own lines the role ``chrome``, in place."""
    for line in lines:
        if line.role == "body" and line.cell is None and is_chrome(line.text):
            line.role = "chrome"


def mark_attachment_list(lines: Sequence[Line]) -> tuple[str, ...]:
    """Give the list of attachments that a dumped request page begins with the role ``chrome``, in place.

    It is "2 Attachments", then each file's name, size, "Download" and "View as HTML".  Gives the names.
    """
    first = next((i for i, line in enumerate(lines) if line.text.strip() and line.role == "body"), None)
    if first is None or not ATTACHMENTS.fullmatch(lines[first].text.strip()):
        return ()
    names: list[str] = []
    last = first
    above = ""
    for i in range(first + 1, min(first + LONGEST_LIST, len(lines))):
        words = lines[i].text.strip()
        if SIZE.fullmatch(words):
            names.append(above)
        elif i - last > 4:
            break
        if SIZE.fullmatch(words) or BUTTON.fullmatch(words):
            last = i
        above = words or above
    if not names:
        return ()
    for line in lines[first : last + 1]:
        line.role = "chrome"
    return tuple(names)
