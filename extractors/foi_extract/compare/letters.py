"""Which letters of a round stand for their authorities, and which authorities sent none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foi_records.response import Response

HOLDING = ("acknowledgement", "extension", "request")
"""Kinds of letter that answer nothing: set aside when the same authority's answer is there too."""
WORD = re.compile(r"\w+")
EMPTY = frozenset({"the", "of", "and", "for"})


def name_of(response: Response) -> str:
    """The authority's name, else that of the source."""
    return response.authority.name if response.authority else response.source.name


def folded(name: str) -> frozenset[str]:
    """An authority's name as a set of words: "The Borough of Ashcombe" is "Ashcombe Borough"."""
    return frozenset(WORD.findall(name.casefold())) - EMPTY


def parted(responses: Sequence[Response]) -> tuple[list[Response], list[Response]]:
    """The letters that stand for their authorities, and those set aside.

    Set aside are the same letter met again, and the acknowledgements of authorities that answered as well.
    """
    answering = {folded(name_of(r)) for r in responses if r.kind not in HOLDING and r.status != "failed"}
    kept: dict[str, Response] = {}
    aside = []
    for response in responses:
        waits = response.kind in HOLDING and folded(name_of(response)) in answering
        if waits or response.id in kept:
            aside.append(response)
        else:
            kept[response.id] = response
    return list(kept.values()), aside


def silent(authorities: Iterable[str], responses: Sequence[Response]) -> list[str]:
    """The authorities that were asked and of which there is no letter."""
    heard = {folded(name_of(response)) for response in responses}
    return [name for name in authorities if folded(name) not in heard]
