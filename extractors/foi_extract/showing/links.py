"""Links from the record to the places of its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape


class Links:
    """At how many places of the other side each thing stands, and the anchors already given.

    The first mention of a thing is the anchor that its boxes lead to.
    """

    def __init__(self, places: Mapping[str, int]) -> None:
        self._places = places
        self._given: set[str] = set()

    def link(self, key: str, words: str, kind: str) -> str:
        """The words as a link to their first place, with a small number for each further one."""
        places = self._places.get(key, 0)
        if not places:
            return f'<span class="ev {kind} nowhere">{escape(words)}</span>'
        anchor = "" if key in self._given else f' id="{escape(key)}"'
        self._given.add(key)
        more = "".join(
            f'<a class="again" href="#s-{escape(key)}-{n}" data-key="{escape(key)}">{n + 1}</a>'
            for n in range(1, places)
        )
        return (
            f'<span class="item"><a class="ev {kind}"{anchor} href="#s-{escape(key)}"'
            f' data-key="{escape(key)}">{escape(words)}</a>{more}</span>'
        )
