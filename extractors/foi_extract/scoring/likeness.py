"""How alike two texts are, word by word, whatever their dashes, quotes and blanks."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

WORD = re.compile(r"[a-z0-9£$€%]+")


def words_of(text: str | None) -> list[str]:
    """The words of a text, folded: letters and digits only."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return WORD.findall(re.sub(r"[‘’]", "'", folded))


def likeness(a: str | None, b: str | None) -> float:
    """The share of words that two texts have in common, in order, from 0 to 1 (two empty ones: 1)."""
    x, y = words_of(a), words_of(b)
    if not x or not y:
        return float(x == y)
    return SequenceMatcher(None, x, y, autojunk=False).ratio()


def label_of(text: object) -> str:
    """A question's label without its punctuation and the word before it."""
    return re.sub(r"[^0-9a-z]", "", str(text or "").casefold()).removeprefix("question").removeprefix("q")
