"""Where each kind of number that counts nothing can begin; :mod:`foi_extract.facts.masks` tries it there.

Each function gives every place at which its pattern could match, and some at which it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.facts.starts import Starts

FILE_ENDING = re.compile(
    r"\.(?:pdf|docx?|xlsx?|csv|zip|pptx?|msg|eml|jpe?g|png)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
ADDRESS_MARK = re.compile(
    r"://|@|\.(?:(?<=www\.)|gov|police|nhs|ac|org|co|com|net|pdf|docx?|xlsx?|csv|html?|zip|jpe?g|png|msg|eml)"
)
PHONE_WORDS = (
    "tel", "telephone", "phone", "fax", "mobile", "minicom", "ext", "extension", "switchboard", "dx",
    "dial", "call", "ring",
)  # fmt: skip
OWNERS = ("our", "your", "my", "their")
NAMED = (
    "ref", "reference", "case", "file", "complaint", "crime", "invoice", "charity", "company",
    "registration", "registered", "vat", "tender", "contract", "order", "ticket", "incident",
)  # fmt: skip
NAMED_RUN_ON = tuple(owner + word for owner in OWNERS for word in NAMED)
"""As in "Ourref"."""
SERIES = re.compile(
    r"(?:foia?|eir|sar|ir|rfi|roi|fs|ic|ea|gia|fer|cas|inc|req|rq|dn|ico)(?:request|ref)?(?:no)?(?:$|\d)"
)
"""The first word of a reference that begins with the letters of its series: "FOI", "FOIrequest12"."""
SERIES_HEADS = frozenset(
    ["fo", "ei", "sa", "ir", "rf", "ro", "fs", "ic", "ea", "gi", "fe", "ca", "in", "re", "rq", "dn"]
)
JOINED = re.compile(r"[/\\-](?<=[A-Z\d].)[A-Z\d]", re.DOTALL)
LAWS = (
    "act", "acts", "law", "laws", "regulation", "regulations", "order", "rules", "code", "measure",
    "directive", "convention", "bill", "scheme", "charter", "guidance", "standard", "standards", "ordinance",
    "foia", "foisa", "foi", "dpa", "eir", "eirs", "eisr", "eisrs", "gdpr", "ripa", "pace", "fsma", "inspire",
    "british", "s", "si", "sr", "eu", "ec", "eec", "copyright",
)  # fmt: skip
STANDARD = re.compile(r"(?:bs|iso|iec|en|pas)(?:$|\d)")
STANDARD_HEADS = frozenset(["bs", "is", "ie", "en", "pa"])
CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SUPERSCRIPTS = "^¹²³⁴⁵⁶⁷⁸⁹⁰"


def file_lines(at: Starts) -> Iterator[int]:
    """Lines that end in the name of a file."""
    for ending in FILE_ENDING.finditer(at.text):
        yield at.text.rfind("\n", 0, ending.start()) + 1


def addresses(at: Starts) -> Iterator[int]:
    """Web and mail addresses and names of files, from the mark that each must have."""
    for mark in ADDRESS_MARK.finditer(at.lowered):
        start = mark.start()
        if mark[0] == "://":
            yield from (start - 3, start - 4, start - 5)
        elif mark[0] == "@":
            yield at.run_start(start, 65, ".+%-")
        else:
            yield start - 3
            yield at.run_start(start, 384, ".-")
            yield at.run_start(start, 121, "~-")


def phones(at: Starts) -> Iterator[int]:
    """Numbers that begin with a nought, 44 or three digits, and words for a telephone."""
    text = at.text
    for start, end in at.numbers:
        if end - start == 3 or text[start] == "0" or text.startswith("44", start):
            yield from (start - 1, start)
    yield from at.of_words(PHONE_WORDS)


def postcodes(at: Starts) -> Iterator[int]:
    """One or two capitals before a digit."""
    text = at.text
    for start, _ in at.numbers:
        if start and text[start - 1] in CAPITALS:
            yield from (start - 1, start - 2)


def statutes(at: Starts) -> Iterator[int]:
    """Names of laws and standards, years, and the marks of citations and copyright."""
    text = at.text
    yield from at.of_words(LAWS)
    yield from at.of_beginning(STANDARD_HEADS, STANDARD)
    for start, end in at.numbers:
        if end - start == 4:
            yield from (start - 1, start)
    yield from (place for mark in ("©", "(c)") for place in _places_of(mark, text))
    for mark in ("©", "copyright"):
        yield from (place - 5 for place in _places_of(mark, text))


def references(at: Starts) -> Iterator[int]:
    """Words for a reference, letters of a series, and codes of capitals and digits."""
    text = at.text
    for start in at.of_words(NAMED):
        yield from (start - 1, start)  # a blank before it is taken along
    yield from at.of_words((*OWNERS, *NAMED_RUN_ON))
    yield from at.of_beginning(SERIES_HEADS, SERIES)
    yield from (at.run_start(joint.start(), 17, "") for joint in JOINED.finditer(text))
    for start, end in at.numbers:
        before = text[start - 1] if start else ""
        if before in CAPITALS:
            yield at.run_start(start, 7, "")
        elif before == "(" and end - start == 4:
            yield at.run_start(start - 1, 9, "")
        elif before == "#":
            yield start - 1
        if end - start >= 8 or text[end : end + 1] in CAPITALS:
            yield start


def link_marks(at: Starts) -> Iterator[int]:
    """Numbers in square brackets, and the word "page"."""
    text = at.text
    yield from (start - 1 for start, _ in at.numbers if start and text[start - 1] == "[")
    for start in at.of_words(("page",)):
        yield from (start - 1, start)


def footnotes(at: Starts) -> Iterator[int]:
    """Raised numbers."""
    return (place for mark in SUPERSCRIPTS for place in _places_of(mark, at.text))


def short_numbers(at: Starts) -> Iterator[int]:
    """Numbers of up to four digits, with which times of day and addresses in a street begin."""
    return (start for start, end in at.followed if end - start <= 4)


def slashed(at: Starts) -> Iterator[int]:
    """Numbers with a slash or a stop behind, and noughts behind the sign of the pound."""
    text = at.text
    for start, end in at.numbers:
        if text[end : end + 1] in ("/", "."):
            yield start
        if text.startswith("000", start):
            yield from (start - 1, start - 2, start - 3)


def brackets(at: Starts) -> Iterator[int]:
    """Opening brackets."""
    return _places_of("(", at.text)


def _places_of(mark: str, text: str) -> Iterator[int]:
    place = text.find(mark)
    while place >= 0:
        yield place
        place = text.find(mark, place + 1)
