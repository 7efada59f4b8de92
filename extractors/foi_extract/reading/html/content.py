"""The part of a page that holds the response: the main content found, the site's own frame left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from foi_extract.reading.html.soup import attribute, classes, walk
from foi_extract.reading.html.visibility import is_hidden

MAIN_NAMES = ("main", "article")
MAIN_IDS = ("main-content", "maincontent", "content", "main")
FRAME_NAMES = frozenset({"nav", "aside", "footer"})
FRAME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
)
FRAME_WORDS = re.compile(
    r"""(?:^|[\s_-])(?:
      cookies? | cookie[-_]?(?:banner|bar|notice|consent|control|message|policy)\w* | ccc | onetrust[\w-]*
    | skip[-_]?links? | breadcrumbs? | breadcrumb[-_]\w+ | navbar | navigation | menu
    | site[-_]?(?:header|footer|nav|search) | masthead | share | sharing | social | socialmedia | related
    | sidebar | pagination | pager | feedback | phase[-_]?banner | beta[-_]?banner | back[-_]?to[-_]?top
    | newsletter | survey | print[-_]?link | search[-_]?form | quick[-_]?exit
    )(?=$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
MOST_OF_FRAME = 0.5
MOST_CANDIDATES = 50


def main_content(root: Tag) -> Tag:
    """The element that holds a page's main text: what the page itself calls so, if it holds enough of it."""
    body = root.find("body")
    whole = body if isinstance(body, Tag) else root
    candidates = [t for t in whole.find_all(is_named_main) if isinstance(t, Tag)]
    if not candidates:
        return whole
    frame = framing_elements(whole)
    total = text_length(whole, frame)
    by_rank: dict[int, list[Tag]] = {}
    for tag in candidates[:MOST_CANDIDATES]:
        if id(tag) not in frame:
            by_rank.setdefault(rank_of_main(tag), []).append(tag)
    for rank in sorted(by_rank):
        best = max(by_rank[rank], key=lambda t: text_length(t, frame))
        if text_length(best, frame) >= 0.4 * total:
            return best
    return whole


def rank_of_main(tag: Tag) -> int:
    """How plainly a page calls an element its main content: 0 is plainest, 99 not at all."""
    anchor = attribute(tag, "id")
    ways = (
        tag.name == "main",
        attribute(tag, "role") == "main",
        *(anchor == name for name in MAIN_IDS),
        tag.name == "article",
        "main-content" in classes(tag),
    )
    return next((n for n, way in enumerate(ways) if way), 99)


def is_named_main(tag: Tag) -> bool:
    """Whether a page calls an element its main content."""
    return (tag.name in MAIN_NAMES or bool(tag.attrs)) and rank_of_main(tag) < 99


def framing_elements(root: Tag) -> set[int]:
    """``id()`` of the elements below one that belong to the site's frame and not to the response."""
    candidates = list(_candidates(root))
    if not candidates:
        return set()
    total = text_length(root, set())
    return {id(tag) for tag in candidates if text_length(tag, set()) < MOST_OF_FRAME * total}


def text_length(root: Tag, left_out: set[int]) -> int:
    """Letters of visible text in an element, some elements left out."""
    events = walk(root, lambda tag: id(tag) in left_out or is_hidden(tag))
    return sum(len(str(node).strip()) for kind, node in events if kind == "text")


def _candidates(root: Tag) -> Iterator[Tag]:
    """The outermost elements that look like a site's frame."""
    found: set[int] = set()

    def known(tag: Tag) -> bool:
        return id(tag) in found or is_hidden(tag)

    for kind, node in walk(root, known):
        if kind == "enter" and isinstance(node, Tag) and node is not root and is_frame(node):
            found.add(id(node))
            yield node


def is_frame(tag: Tag) -> bool:
    """Whether an element looks like navigation, a cookie notice or another part of a site's frame."""
    if tag.name in FRAME_NAMES or attribute(tag, "role") in FRAME_ROLES:
        return True
    if tag.name == "header":
        return not tag.find_parent(["main", "article"]) and tag.find_parent(attrs={"role": "main"}) is None
    if tag.name in {"body", "main", "article", "html", "table", "tr", "p", "span", "b", "strong"}:
        return False
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')}".strip()
    return bool(names) and bool(FRAME_WORDS.search(names))
