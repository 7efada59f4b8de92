"""How provisions are written: numbers, limbs in brackets, lists, ranges, elided prefixes, slips of typing.

``40(2) and (3)`` are 40(2) and 40(3); ``31(1)(a)(b)`` are two paragraphs side by side; ``12.4.b`` is
12(4)(b); ``33 1(b)`` is 33(1)(b); ``40(3)(A)(a)`` is 40(3A)(a).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NUMBER = re.compile(r"(?P<number>\d{1,3})(?P<letter>[A-Z]{1,2}|[a-z])?(?![A-Za-z0-9])")
INNER = r"\d{1,2}[A-Za-z]?|[ivx]{1,5}|[a-d][a-e]|[A-Za-z]"
BROKEN = r"[ ]?\n(?=\(\d|\([a-z]{1,3}\)(?:[,.;]|\s(?:of|and|or|to)\b))"
LIMB = re.compile(rf"(?:[ ]{{0,2}}|{BROKEN})[(\[]\s?(?P<limb>{INNER})\s?[)\]]")
SLIPS = (
    re.compile(r"(?P<limb>[ivx]{1,5}|[a-z])\s?\)"),  # "(4)e)": the opening bracket is lost
    re.compile(r"\s?\((?P<limb>\d{1,2}[A-Z]?)(?=\s?\()"),  # "12(4(b)": the closing one
    re.compile(r"(?P<limb>[a-z])(?![\w’'(])"),  # "12(4)b": both
)
UNBRACKETED = re.compile(r"[ ](?P<limb>\d{1,2})(?=\s?\([a-z]{1,3}\))")
DOTTED = re.compile(r"\.(?P<limb>\d{1,2}[A-Z]?|[ivx]{1,4}|[a-z])(?!\w)")
LOWER = re.compile(
    r",?\s*\(?(?:sub-?\s?sections?|sub-?\s?paragraphs?|paragraphs?|paras?\.?)\s*(?=\(|\d)", re.IGNORECASE
)
BARE_LIMB = re.compile(r"(?P<limb>\d{1,2}[A-Z]?)(?!\w)")
LETTER = re.compile(r"(?P<limb>[a-z])(?!\w)")
PROSE = re.compile(r"\s*\([^()]{3,140}\)")
SEPARATOR = re.compile(
    r"\s*(?:[,;&/+]|\b(?:and|or|to|plus)\b|[-–—](?=\s?\())(?:\s*(?:&|\b(?:and|or|also|with|under)\b))*\s*",
    re.IGNORECASE,
)
KEYWORD = re.compile(
    r"(?:sub-?\s?sections?|sections?|secs?\.?|ss?\.?|§+|regulations?|regs?\.?|articles?|arts?\.?|exemptions?|exceptions?)\s*\(?(?=\d)",
    re.IGNORECASE,
)
AFTER_PLAIN = re.compile(
    r"""\s*(?:$|[.,;:()&/+\]"”’|–—-]|\b(?:and|or|of|in|to|for|under|the|is|are|was|were|has|have|had|do|does|did|may|might|
    can|cannot|could|would|will|shall|should|must|appl\w+|both|respectively|as|by|with|which|that|because|since|on|so|when|where|
    here|there|from|covers?|protects?|allows?|FOI\w*|EI\w*|ATIA|CRCA|OIA|Freedom|Environmental|Access|Official|exempt\w*|
    except\w*|engaged|engages|together|above|below|we|it|not|no|relates?|states?|provides?|requires?|says?|refus\w+|
    relied|cited|Q\w*)\b)""",
    re.VERBOSE,
)
ROMAN = re.compile(r"(?:x{0,2}(?:ix|iv|v?i{0,3}))$")
NUMERALS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
FAR = 400


@dataclass(slots=True)
class Item:
    """One provision of a list: its parts from the section down, and where its words stand."""

    parts: tuple[str, ...]
    start: int
    end: int
    normalised: bool = False

    @property
    def provision(self) -> str:
        """As lawyers write it: ``40(2)(a)``."""
        return self.parts[0] + "".join(f"({p})" for p in self.parts[1:])

    def begin_with(self, above: re.Match[str]) -> None:
        """Add the limbs that stand before the section: "subsection (2) of section 40"."""
        for limb in re.findall(r"\w+", above["limbs"]):
            self.parts = placed(self.parts, limb)[0]
        self.start = above.start()


@dataclass(slots=True)
class Listed:
    """A list of provisions under one keyword, and where it ends; ``dotted``: some were written with dots."""

    items: list[Item] = field(default_factory=list)
    end: int = 0
    dotted: bool = False


def is_roman(limb: str) -> bool:
    """Whether a limb could be a small Roman numeral: i, v and x could be letters too."""
    return bool(limb) and ROMAN.match(limb) is not None


def placed(parts: tuple[str, ...], limb: str) -> tuple[tuple[str, ...], bool, bool]:
    """A provision with one limb more; whether that is a new one beside it; whether a slip was mended."""
    last, digits = parts[-1], [i for i, p in enumerate(parts) if i and p[0].isdigit()]
    letters = [i for i, p in enumerate(parts) if i and p[0].isalpha()]
    if limb[0].isdigit():
        limb = limb[:-1] + limb[-1].upper()
        if digits:
            return (*parts[: digits[0]], limb), True, False
        if letters:
            return (*parts, NUMERALS[int(limb)] if limb.isdigit() and int(limb) <= 10 else limb), False, True
        return (*parts, limb), False, False
    if limb[0].isupper() and digits and last.isdigit() and len(limb) == 1 and len(parts) > 1:
        return (*parts[:-1], last + limb), False, True
    limb = limb.lower()
    if not letters:
        return (*parts, limb), False, False
    level = letters[0]
    if len(letters) == 1:
        follows = len(last) == 1 and len(limb) == 1 and ord(limb) == ord(last) + 1
        return (
            (*parts, limb) if is_roman(limb) and not follows else (*parts[:level], limb),
            not is_roman(limb) or follows,
            False,
        )
    if is_roman(limb):
        return (*parts[: letters[1]], limb), True, False
    return (*parts[:level], limb), True, False


def between(first: str, last: str) -> list[str]:
    """The limbs of a range after its first: a to d gives b, c, d; else just the last."""
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        return [chr(c) for c in range(ord(first) + 1, ord(last) + 1)]
    if first.isdigit() and last.isdigit() and int(first) < int(last) < int(first) + 12:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    return [last]


def _limbs(text: str, at: int, listed: Listed, item: Item) -> tuple[Item, int]:
    """Read the limbs that follow, listing each finished provision; the last one and where it ends."""
    while (read := _limb(text, at, len(item.parts) == 1)) is not None:
        found, slip = read
        parts, beside, mended = placed(item.parts, found["limb"])
        if beside:
            listed.items.append(item)
            item = Item(parts, found.start("limb") - (text[found.start("limb") - 1] == "("), found.end())
        else:
            item = Item(parts, item.start, found.end(), item.normalised)
        item.normalised = item.normalised or slip or mended
        at = found.end()
    return item, at


def _limb(text: str, at: int, first: bool) -> tuple[re.Match[str], bool] | None:
    """The limb at a place, whether it is written with a slip; ``first``: right after the number."""
    found = LIMB.match(text, at)
    if found is None and (lower := LOWER.match(text, at)):
        found = LIMB.match(text, lower.end()) or BARE_LIMB.match(text, lower.end())
    if found is not None:
        return found, False
    if first and (found := UNBRACKETED.match(text, at)):
        return found, True
    slips = SLIPS if at and text[at - 1] in ")]" else SLIPS[1:2]
    found = next((m for slip in slips if (m := slip.match(text, at))), None)
    return (found, True) if found else None


def _numbered(text: str, at: int, start: int) -> tuple[Item, int] | None:
    """A section number and its dotted limbs ("12.4.b"), beginning at ``start`` with its keyword."""
    number = NUMBER.match(text, at)
    if number is None:
        return None
    head = number["number"].lstrip("0") + (number["letter"] or "").upper()
    item, at = Item((head,), start, number.end()), number.end()
    while head and (dot := DOTTED.match(text, at)):
        item = Item(placed(item.parts, dot["limb"])[0], start, dot.end(), True)
        at = dot.end()
    return (item, at) if head else None


def plain_stands(text: str, at: int) -> bool:
    """Whether what follows a plain number lets it be a provision ("12 of the Act", not "12 hours")."""
    return AFTER_PLAIN.match(text, at) is not None


def provisions_at(text: str, at: int, start: int | None = None, limit: int = FAR) -> Listed | None:
    """The list of provisions whose first number stands at an offset; its words begin at ``start``.

    Lists go on over separators, titles in brackets and repeated keywords, up to ``limit`` characters.
    """
    first = _numbered(text, at, at if start is None else start)
    if first is None:
        return None
    listed = Listed()
    item, end = first
    listed.dotted = item.normalised
    item, end = _limbs(text, end, listed, item)
    while end < at + limit:
        prose = PROSE.match(text, end)
        separator = SEPARATOR.match(text, prose.end() if prose else end)
        after = _next(text, separator, listed, item) if separator else None
        if after is None:
            break
        item, end = after
    listed.items.append(item)
    listed.end = end
    return listed


def _next(text: str, separator: re.Match[str], listed: Listed, item: Item) -> tuple[Item, int] | None:
    """The provision after a separator: a limb of the one before, or a number of its own."""
    at = separator.end()
    limb = LIMB.match(text, at)
    if limb is None and listed.dotted:
        limb = LETTER.match(text, at)
    if limb is not None and KEYWORD.match(text, limb.end() + 1):
        return None  # the label of a list: "(a) section 31; (b) section 36"
    if limb is not None:
        parts, _, mended = placed(item.parts, limb["limb"])
        listed.items.append(item)
        if separator.group().strip().lower() in ("-", "–", "—", "to") and len(parts) == len(item.parts):
            for between_limb in between(item.parts[-1], parts[-1])[:-1]:
                listed.items.append(Item((*parts[:-1], between_limb), limb.start(), limb.end(), True))
        start = limb.start() + len(limb.group()) - len(limb.group().lstrip())
        return _limbs(text, limb.end(), listed, Item(parts, start, limb.end(), mended))
    keyword = KEYWORD.match(text, at)
    numbered = _numbered(text, keyword.end() if keyword else at, at)
    if numbered is None:
        return None
    new, end = numbered
    held: Listed = Listed()
    last, end = _limbs(text, end, held, new)
    if len(last.parts) == 1 and not held.items and not plain_stands(text, end):
        return None
    listed.items.extend([item, *held.items])
    return last, end
