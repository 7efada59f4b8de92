"""Bytes of a page to its element tree, whatever its encoding and however deep it nests."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,15})\b[^<>]{0,2000}(/?)>")
UNNESTED_NAMES = """
    area base br col embed hr img input link meta source track wbr p li td th tr dt dd option thead
    tbody tfoot
"""
UNNESTED = frozenset(UNNESTED_NAMES.split())
"""Elements that don't nest or that are closed by the next of their kind: they say nothing of the depth."""
DEEPEST = 60
"""lxml drops everything below 256 elements without a word; a table counts for up to four."""


def soup_from_text(text: str) -> BeautifulSoup:
    """The tree of a page: by lxml, or by Python's own parser when it nests too deep for that."""
    text = text.replace("\0", "")
    parser = "html.parser" if depth_of(text) > DEEPEST else "lxml"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(text, parser)


def depth_of(text: str) -> int:
    """How deep the elements of a page nest, as far as its tags tell."""
    depth = deepest = 0
    for closing, name, empty in TAG.findall(text):
        if name.lower() in UNNESTED or empty:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def walk(root: Tag, left_out: Callable[[Tag], bool]) -> Iterator[tuple[str, PageElement]]:
    """An element's content as ``enter``, ``text`` and ``leave`` events, without recursion.

    Elements to be left out give one ``skip`` event and nothing of what they hold.
    """
    stack: list[tuple[str, PageElement]] = [("leave", root)]
    stack += [("enter", child) for child in reversed(root.contents)]
    yield "enter", root
    while stack:
        kind, node = stack.pop()
        if kind == "leave":
            yield kind, node
        elif isinstance(node, Tag):
            if left_out(node):
                yield "skip", node
                continue
            yield "enter", node
            stack.append(("leave", node))
            stack += [("enter", child) for child in reversed(node.contents)]
        elif type(node) is NavigableString:
            yield "text", node


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value as one string, ``""`` when it is not there."""
    value = tag.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def classes(tag: Tag) -> set[str]:
    """The classes of an element."""
    return set(attribute(tag, "class").split())


def words_of(tag: Tag | None) -> str:
    """The text of an element with single blanks, ``""`` for none."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def nearest(tag: Tag, names: frozenset[str]) -> Tag | None:
    """The nearest element around one that has one of some names."""
    above = tag.parent
    while above is not None and above.name not in names:
        above = above.parent
    return above


def children_named(tag: Tag, names: frozenset[str]) -> list[Tag]:
    """An element's own children of some names."""
    return [child for child in tag.contents if isinstance(child, Tag) and child.name in names]
