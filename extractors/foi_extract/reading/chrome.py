"""Lines that a site prints around a response, told by their wording."""

from __future__ import annotations

from collections.abc import Sequence

from foi_extract.law.phrasebook import phrasebook
from foi_records.document import Line

LONGEST = 400


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
