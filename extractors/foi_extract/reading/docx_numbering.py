"""The numbers and bullets that Word prints before paragraphs: they are not in the text, only counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from foi_extract.reading.html.lists import letters_of, numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}
PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    style: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """A document's lists and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)

    def next_mark(self, list_id: str, depth: int) -> str | None:
        """The mark of the next paragraph of a list at a depth (from 0); null when it prints none."""
        abstract = self.lists.get(list_id)
        level = self.levels.get(abstract or "", {}).get(depth)
        if abstract is None or level is None or level.style == "none":
            return None
        if level.style == "bullet":
            return "•"
        counts = self.counts.setdefault(abstract, {})
        restart = self.restarts.get(list_id, {}).get(depth)
        if restart is not None and (list_id, depth) not in self.used:
            counts[depth] = restart - 1
        self.used.add((list_id, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return PLACE.sub(lambda m: self._number(abstract, int(m.group(1)) - 1), level.text).strip() or None

    def _number(self, abstract: str, depth: int) -> str:
        """The number that stands for a level in a mark."""
        level = self.levels[abstract].get(depth, Level())
        number = self.counts[abstract].get(depth, level.start)
        if level.style == "decimalZero":
            return f"{number:02d}"
        if level.style == "lowerLetter" and number > 26:
            return letters_of((number - 1) % 26 + 1) * ((number - 1) // 26 + 1)
        return numeral(number, FORMATS.get(level.style, "decimal"))


def numbering_from_xml(root: Any) -> Numbering:
    """The lists of a document, from its numbering part."""
    numbering = Numbering()
    links: dict[str, str] = {}
    for abstract in root.findall(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId")
        numbering.levels[key] = {
            int(level.get(f"{W}ilvl")): _level(level) for level in abstract.findall(f"{W}lvl")
        }
        style = abstract.find(f"{W}styleLink")
        if style is not None:
            links[style.get(f"{W}val")] = key
    for abstract in root.findall(f"{W}abstractNum"):
        style = abstract.find(f"{W}numStyleLink")
        if style is not None and style.get(f"{W}val") in links:
            numbering.levels[abstract.get(f"{W}abstractNumId")] = numbering.levels[
                links[style.get(f"{W}val")]
            ]
    for number in root.findall(f"{W}num"):
        _add_list(numbering, number)
    return numbering


def _add_list(numbering: Numbering, number: Any) -> None:
    """Keep a list and the levels at which it begins anew."""
    key = number.get(f"{W}numId")
    abstract = number.find(f"{W}abstractNumId")
    if abstract is None:
        return
    numbering.lists[key] = abstract.get(f"{W}val")
    for override in number.findall(f"{W}lvlOverride"):
        start = override.find(f"{W}startOverride")
        if start is not None:
            numbering.restarts.setdefault(key, {})[int(override.get(f"{W}ilvl"))] = int(start.get(f"{W}val"))


def _level(element: Any) -> Level:
    """One level's style, text and first number."""

    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    start = value("start", "1")
    return Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1)
