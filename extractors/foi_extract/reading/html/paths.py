"""Where an element stands on its page: ``#id`` or a CSS path."""

from __future__ import annotations

import re

from bs4 import Tag

from foi_extract.reading.html.soup import attribute

BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre
    section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
"""Elements that begin and end a line."""
DEEPEST_PATH = 12
BLANK = re.compile(r"\s")


def element_of(tag: Tag, name: str, place: int, above: str | None) -> str | None:
    """The CSS path of an element: its ``#id``, else one step down from the path above."""
    anchor = attribute(tag, "id")
    if anchor and not BLANK.search(anchor):
        return f"#{anchor}"
    if above is None:
        return path_of(tag)
    if name not in BLOCKS or above.count(">") >= DEEPEST_PATH:
        return above
    return f"{above} > {name}:nth-of-type({place})"


def path_of(tag: Tag) -> str:
    """The CSS path of an element: down from the nearest ``#id`` at or above it."""
    steps: list[str] = []
    node: Tag | None = tag
    while node is not None and node.name != "[document]" and len(steps) < DEEPEST_PATH:
        anchor = attribute(node, "id")
        if anchor and not BLANK.search(anchor):
            return " > ".join([f"#{anchor}", *reversed(steps)])
        place = 1 + sum(1 for sibling in node.find_previous_siblings(node.name, limit=500))
        steps.append(node.name if node.name in {"html", "body"} else f"{node.name}:nth-of-type({place})")
        node = node.parent
    return " > ".join(reversed(steps))
