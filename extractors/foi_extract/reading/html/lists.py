"""The marks that a browser or Word prints before list items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import Tag

from foi_extract.reading.html.soup import attribute

WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
STYLE_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class ListLevel:
    """An open list: whether it is numbered, in which style, and the next number."""

    numbered: bool
    style: str
    number: int


def list_level(tag: Tag) -> ListLevel:
    """What an ``<ol>`` or ``<ul>`` prints before its items."""
    css = STYLE_TYPE.search(attribute(tag, "style"))
    kind = css.group(1).lower() if css else TYPES.get(attribute(tag, "type"), attribute(tag, "type").lower())
    start = attribute(tag, "start")
    number = int(start) if re.fullmatch(r"-?\d{1,5}", start) else 1
    return ListLevel(tag.name.lower() == "ol", kind, number)


def mark_of(item: Tag, level: ListLevel | None) -> str | None:
    """The mark printed before a list item, null when the list has none; counts the list on."""
    if level is None or not level.numbered:
        return "•" if level is None or level.style != "none" else None
    value = attribute(item, "value")
    if re.fullmatch(r"\d{1,5}", value):
        level.number = int(value)
    number, level.number = level.number, level.number + 1
    return None if level.style == "none" else f"{numeral(number, level.style)}."


def numeral(number: int, style: str) -> str:
    """A number in a list style: ``decimal``, ``lower-alpha``, ``upper-roman`` and the like."""
    if number > 0 and style.endswith(("alpha", "latin")):
        words = letters_of(number)
    elif 0 < number < 40 and style.endswith("roman"):
        words = roman_of(number)
    else:
        return str(number)
    return words.upper() if style.startswith("upper") else words


def letters_of(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def roman_of(number: int) -> str:
    """Small Roman numeral of a number below 40."""
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def word_list_depth(css: str) -> int:
    """Level of a paragraph that Word's filtered HTML shows as a list item, 0 when it is none."""
    found = WORD_LIST.search(css)
    return int(found.group(1)) if found else 0
