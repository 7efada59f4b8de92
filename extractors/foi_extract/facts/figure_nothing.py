"""Words that say that there are none: "none", "nil", "no incidents"; each counts 0."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.facts.figure_nouns import is_plural, noun_after
from foi_extract.facts.starts import matches_at
from foi_extract.law.cues import lowered

NONE = re.compile(
    r"""(?xi) (?:(?P<edge>(?:^|[.:;?!•▪◦*\n–=\ufffc-])\s{0,4})(?P<none>none|nil|zero)\b(?=\s*(?:[.,;:)\n–-]|$)
        |\s+(?:to\s+date|so\s+far|at\s+present|currently|known|of|were|was|are|recorded|received|have|has|had|identified|reported|held|in|specifically
            |at)\b)
      | \b(?P<nil>nil)\b(?!\s+return) | \b(?:there\s+(?:were|are|was|have\s+been|has\s+been)
        |we\s+have\s+had|had|have|has
        |received|recorded|is|was|were|issued|made|and|,)\s+(?P<said>none|nil)\b
      | (?:\bthere\s+(?:were|are|was|have\s+been|has\s+been)
        |\b(?:had|have|has|received|recorded|issued|made|identified|is|reported|shows?|held)
        |(?P<first>^|[.:;•\n–\ufffc-]))\s{0,4}\b(?P<no>no|zero)\s+(?=[a-z]) )"""
)
SAID = re.compile(r"n(?:one|il|o)\b|zero\b")
EDGE = 5
"""The most letters from a mark to a word of nothing after it."""
VAGUE = re.compile(
    r"\b(?:information|data|records?|policy|policies|plans?"
    r"|requirements?|reasons?|longer|further|such|formal|specific"
    r"|recorded|documents?|details|statistics|figures|obligation"
    r"|duty|intention|need|way"
    r"|doubt|objection|response|relevant|changes?|answers?"
    r"|comments?|knowledge|evidence|one|other|single|access"
    r"|fixed|set|current|charges?|legal|separate|central|issues?"
    r"|concerns?|results|exemptions?|standard|written|electronic"
    r"|copies|reports?|minutes|correspondence|individuals? roles?"
    r"|job|jobs|specific)\b",
    re.IGNORECASE,
)


def starts_of_nothing(blank: str, first: int, stop: int) -> Iterator[int]:
    """Where words of nothing can begin in a stretch: at a mark before them, or up to three words before."""
    for said in SAID.finditer(lowered(blank[first:stop])):
        place = first + said.start()
        yield from range(place - EDGE, place + 1)
        for _ in range(3):
            while place > first and blank[place - 1].isspace():
                place -= 1
            yield place - 1
            while place > first and (blank[place - 1].isalnum() or blank[place - 1] == "_"):
                place -= 1
            yield place


def nothings_in(text: str, blank: str, start: int, stop: int) -> Iterator[tuple[int, int, str | None]]:
    """Every word of nothing in a stretch: where, and the noun that there is none of."""
    first = max(0, start - 3)
    for found in matches_at(NONE, blank, starts_of_nothing(blank, first, stop), first, stop):
        if found.end() <= start:
            continue
        if found["no"] is None:
            word = "none" if found["none"] else "nil" if found["nil"] else "said"
            yield found.start(word), found.end(word), None
            continue
        noun = noun_after(text, blank, found.end("no"), None)
        if noun and not VAGUE.search(noun[0]) and is_plural(noun[0].split()[-1]):
            yield found.start("no"), noun[1], noun[0]
