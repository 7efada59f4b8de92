"""The particulars that a disclosure log prints beside a response: reference and dates after their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bs4 import Tag

from foi_extract.law.phrasebook import phrasebook
from foi_extract.reading.html.soup import children_named, words_of
from foi_extract.reading.iso_dates import iso_date
from foi_records.document import Known

CELLS = frozenset({"th", "td"})
LONGEST_LABEL = 40
LONGEST_VALUE = 60


def with_particulars(known: Known, root: Tag) -> Known:
    """What a page says outright, its labelled reference and dates added; contradicting ones are left out."""
    found: dict[str, set[str]] = {}
    for label, value in labelled_values(root):
        signal = signal_of(label)
        if signal:
            plain = value if signal == "reference" else iso_date(value)
            found.setdefault(signal, set()).update([plain] if plain else [])
    said = {signal: next(iter(values)) for signal, values in found.items() if len(values) == 1}
    return replace(
        known,
        reference=known.reference or said.get("reference"),
        requested=known.requested or said.get("requested"),
        responded=known.responded or said.get("responded"),
    )


def signal_of(label: str) -> str | None:
    """What a label stands before, null for any other."""
    words = label.strip().rstrip(":").strip()
    return next(
        (row.signal for row in phrasebook("page_particulars.toml") if row.pattern.fullmatch(words)), None
    )


def labelled_values(root: Tag) -> Iterator[tuple[str, str]]:
    """Labels with their values: terms of definition lists, rows of two cells."""
    for term in root.find_all("dt"):
        value = term.find_next_sibling()
        if isinstance(value, Tag) and value.name == "dd":
            yield from _short(words_of(term), words_of(value))
    for row in (tag for tag in root.find_all("tr") if isinstance(tag, Tag)):
        cells = children_named(row, CELLS)
        if len(cells) == 2:
            yield from _short(words_of(cells[0]), words_of(cells[1]))


def _short(label: str, value: str) -> Iterator[tuple[str, str]]:
    """A label and its value when both are short enough to be particulars."""
    if 0 < len(label) <= LONGEST_LABEL and 0 < len(value) <= LONGEST_VALUE:
        yield label, value
