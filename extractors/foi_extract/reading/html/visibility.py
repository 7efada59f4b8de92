"""Which elements a reader of the page does not see."""

from __future__ import annotations

import re

from bs4 import Tag

from foi_extract.reading.html.soup import attribute, classes

UNSEEN_NAMES = """
    script style noscript template head title meta link object embed applet svg math canvas audio
    video iframe input select option button textarea datalist map area dialog
"""
UNSEEN = frozenset(UNSEEN_NAMES.split())
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
HIDING_CLASS_NAMES = """
    visually-hidden sr-only screen-reader-text govuk-visually-hidden visuallyhidden nhsuk-u-
    visually-hidden element-invisible screenreader
"""
HIDING_CLASSES = frozenset(HIDING_CLASS_NAMES.split())


def is_hidden(tag: Tag) -> bool:
    """Whether an element's text is never shown: scripts, controls, what is hidden by style or class."""
    name = tag.name.lower()
    if name in UNSEEN or tag.has_attr("hidden"):
        return True
    if tag.has_attr("style") and HIDING.search(attribute(tag, "style")):
        return True
    return tag.has_attr("class") and bool(HIDING_CLASSES & classes(tag))
