"""The authority's own reference for the request, as printed.

Looked for by its label ("Our ref", "Request number"), at the end of the subject line, and where the letter
asks to quote it.  The requester's own reference ("Your ref") and the regulator's case numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_records.document import Document
from foi_records.letter import Named, Part
from foi_records.spans import Stretch

VALUE = r"""(?P<value>(?:(?-i:[A-Z]{1,6}(?:-[A-Z]{1,6})?)(?:[ ]?/[ ]?|[ ]))?
    (?:[A-Za-z]{0,10}\d\w*|[A-Za-z]{1,10}(?=[/._:–-]\w))
    (?:[ ]?/[ ]?(?!(?:your|our|my|date)\b)\w+|[._:–-]\w+)*(?:(?<=\d)[ ][12]\d[/-][1-3]\d(?![\w/-]))?)"""
BLOCKS = r"(?P<blocks>(?-i:(?:[A-Z]{2,6}[ ]){1,3}\d{3,6}(?:[ ]\d{3,6}|[ ][12]\d/[1-3]\d)(?![\w/-]|[ ]\d)))"
REF = r"ref(?:erence)?s?\.?(?:[ ]?(?:nos?|numbers?|code|id))?\.?"
GAP = r"[ \t]*(?:\n[ \t]*)?[|:#.–—-]*[ \t]*(?:\n[ \t]*)?"
FLAGS = re.VERBOSE | re.IGNORECASE
LABELLED = re.compile(
    rf"""(?<!your[ ])(?<!y/)\b(?:our|my)[ ](?:request[ ])?
        (?:{REF}|number(?=[ ][1-9])|file(?:[ ](?:no|number))?\.?){GAP}(?:{BLOCKS}|{VALUE})
    |\b[mo]/r{GAP}(?P<mine>\S*\d\S*)""",
    FLAGS,
)
NUMBERED = re.compile(
    rf"""(?<!your[ ])\b(?:foia?|eir|rfi|information|request|case|tracking|file|log|enquiry
        |freedom[ ]of[ ]information|service|unique|control)[ ]?/?[ ]?
    (?:(?:request|enquiry|case|control|tracking)[ ])?(?:{REF}|number|no\.?|id\b|\#){GAP}{VALUE}""",
    FLAGS,
)
PLAIN = re.compile(rf"(?<!your[ ])(?<!sender[ ])\b{REF}(?:[ ]is)?{GAP}{VALUE}", FLAGS)
QUOTED = re.compile(
    rf"\bquot(?:e|ing)\b[^.\n]{{0,60}}?(?:\n[^.\n]{{0,30}}?)?(?:{REF}|number|case){GAP}{VALUE}", FLAGS
)
TOPIC = r"""(?:FOIA?\b|EIRs?\b|freedom[ ]of[ ]information|environmental[ ]information|information[ ]request
    |request[ ]for[ ]information|internal[ ]review|review[ ]decision|decision[ ]notice|requests?)"""
SUBJECT_END = re.compile(
    rf"""(?:{TOPIC}(?![-/]\w)[^\n]{{0,200}}?
        (?:(?:[ ]?[:–—-]|[ ]\(|[ ]ref\b|[ ]no\b\.?|\#|[ ]request)[ ]*(?:\n[ ]*)?|[ ])
    |^[ \t]*(?:re|subject)[ ]*:[ ]*(?:[^\n]{{1,120}}[ ][–—-][ ])?){VALUE}[ ]*[)\]*]*[ ]*$
    |^[ \t]*{VALUE.replace("<value>", "<before>")}[ ]*[–—:(-][ ]*please[ ]quote\b""",
    FLAGS | re.MULTILINE,
)
SUBJECT_MIDDLE = re.compile(
    rf"""(?:{TOPIC}(?:[ ](?:no\.?|number|{REF}))?[ ]?:?[ ]
        |^[ \t]*(?:re|subject)[ ]*:[ ]*(?:(?:re|fwd?)[ ]*:[ ]*)?)
    {VALUE}(?=[ ]+(?:[–—|:(-]|(?:and|&)[ ]
        |(?-i:FOI|Freedom|Environmental|Information|Request|Response|Reply|Final|Open|Public)\b)|,)""",
    FLAGS | re.MULTILINE,
)
OF_REQUEST = re.compile(
    rf"\b(?:your|this)[ ](?:\w+[ ])?request[ ]\(?{VALUE}\)?[ ]+(?:was|has|is|dated|of|which|received)\b",
    FLAGS,
)
CODE = r"(?P<value>[A-Z]{1,8}(?:[/-][A-Z]{1,6}){0,2}[:/ -]?\d[\w/.-]{2,}|\d{2,4}-\d{2,6}(?!\d))"
BARE = re.compile(
    rf"(?:^|(?<=[ ][ ])|(?<=\t))[ \t*]*{CODE}(?=[ \t]*$|[ \t]{{2,}}|[ \t]+[A-Z]|[ \t]+[–—-][ \t])",
    re.MULTILINE,
)
BRACKETED = re.compile(rf"[(\[]{CODE}[)\]][ \t]*$", re.MULTILINE)
TOPICAL = re.compile(
    r"(?<![\w/-])(?P<value>(?:[A-Z]{2,6}[/-])?(?:FOIA?|EIR|RFI)(?:[ ]/[ ]|[ /-])?\d[\w/.-]{3,})(?![\w/])"
)
ALONE = re.compile(r"^[ \t]*(?P<value>(?:FOIA?|EIR|RFI)[ /-]?\d{3,}[\w/-]*)[ \t]*$", re.MULTILINE)
FURTHER = re.compile(rf"(?:,|[ ]and|[ ]&)[ ]{VALUE}", FLAGS)
FIRST_OF_LIST = re.compile(r",[ ]|[ ](?:and|&)[ ]")
PLURAL = re.compile(r"refs?(?:erences)?(?<=s)\W*$|(?:numbers|nos|requests)\W*$", re.IGNORECASE)
LETTERED = re.compile(r"(?-i:[A-Z]{2,6}[/-](?:FOIA?|EIR|RFI|IR)|(?:FOIA?|EIR|RFI|IR))[/-]\d")
SITE_ADDRESS = re.compile(r"[^\[\]\n]{0,20}\bemail\]")
NO_CODE = re.compile(r"(?:DX|PO|BOX|TEL|FAX|EXT|OX|[TFME])[ :]|(?:ISO|BS|EN|VAT|ABN)\b", re.IGNORECASE)
TOPIC_ALONE = re.compile(r"(?:FOIA?|EIR|RFI|IR|REF)[ ]+(?=[A-Za-z]+[/-]?\d|[A-Za-z]+/)", re.IGNORECASE)
MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
TOPIC_BEFORE = re.compile(r"\b(?:FOIA?|EIR|RFI|IR)[ ]?/?[ ]?$")
LAW_YEAR = re.compile(r"(?:act|regulations?)(?:[ ]\(\w+\)?)?,?$", re.IGNORECASE)
REGULATORS = re.compile(r"^(?:FS|FER|IC|RFA|ENQ)-?\d{5,}", re.IGNORECASE)
DATE = re.compile(
    r"^(?:(?:FOIA?|EIR|RFI)[ ])?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?:\d\d)?|(?:19|20)\d\d(?:[/-]\d{2})?)$"
)
LAW = re.compile(r"^(?:section|article|regulation|part|act|annex|question|page)\b", re.IGNORECASE)
OTHER_NUMBER = re.compile(
    r"\b(?:tel|telephone|fax|phone|line|received|dated?|your ref\w*)\W*$", re.IGNORECASE
)
MONTH_FOLLOWS = re.compile(
    r"""(?:st|nd|rd|th)?[ \t]+(?:January|February|March|April|May|June|July|August|September|October
    |November|December)\b""",
    FLAGS,
)
PLACES = {
    "letterhead": 0, "reference": 0, "page_furniture": 0, "salutation": 0, "introduction": 1,
    "other": 2, "signature": 2, "reply": 2, "disclaimer": 2, "reuse": 2,
}  # fmt: skip
WEIGHTS: tuple[tuple[re.Pattern[str], float, float, float], ...] = (
    (LABELLED, 8.0, 3.0, 0.0),
    (NUMBERED, 4.5, 3.0, 0.0),
    (PLAIN, 4.0, 2.5, 0.0),
    (QUOTED, 3.0, 3.0, 3.0),
    (SUBJECT_END, 3.0, 0.0, 0.0),
    (SUBJECT_MIDDLE, 3.0, 0.0, 0.0),
    (OF_REQUEST, 2.5, 2.5, 0.0),
    (TOPICAL, 2.5, 1.0, 0.0),
    (BRACKETED, 2.0, 0.0, 0.0),
    (BARE, 2.0, 0.0, 0.0),
    (ALONE, 1.0, 1.0, 1.0),
)
"""Each way of finding one, and what it weighs in the head, in the introduction, and in a closing line."""
LISTED = (LABELLED, SUBJECT_MIDDLE, SUBJECT_END)


def reference_of(document: Document, parts: list[Part], *, of_regulator: bool = False) -> Named | None:
    """The reference with the most evidence; the site's word for it comes first.

    ``of_regulator`` says that the regulator itself replies, whose case numbers are then its references.
    """
    known = document.known.reference
    if known:
        at = document.text.find(known)
        return Named(known, Stretch(at, at + len(known)) if at >= 0 else None)
    points: dict[str, float] = {}
    places: dict[str, Stretch] = {}
    for stretch, weight in _mentions(document.text, parts):
        value = " ".join(document.text[stretch.start : stretch.end].split())
        if REGULATORS.match(value) and not of_regulator:
            continue
        key = _key(FIRST_OF_LIST.split(value, maxsplit=1)[0])
        points[key] = points.get(key, 0.0) + weight
        if key not in places or FIRST_OF_LIST.search(value):
            places[key] = stretch
    if not points:
        return None
    best = max(points, key=lambda key: (points[key], -places[key].start))
    stretch = places[best]
    return Named(" ".join(document.text[stretch.start : stretch.end].split()), stretch)


def _mentions(text: str, parts: list[Part]) -> Iterator[tuple[Stretch, float]]:
    """Every place that gives a reference, with its weight."""
    for place, stretch in _places(parts):
        for pattern, *weights in WEIGHTS:
            if weights[place]:
                yield from ((found, weights[place]) for found in _found(pattern, text, stretch))


def _places(parts: list[Part]) -> Iterator[tuple[int, Stretch]]:
    """The stretches that may give a reference, parts of the head that follow each other as one."""
    start = end = 0
    above: int | None = None
    for part in parts:
        place = PLACES.get(part.kind)
        if place != above:
            if above is not None:
                yield above, Stretch(start, end)
            start, above = part.start, place
        end = part.end
    if above is not None:
        yield above, Stretch(start, end)


def _found(pattern: re.Pattern[str], text: str, part: Stretch) -> Iterator[Stretch]:
    for match in pattern.finditer(text, part.start, part.end):
        group = next(name for name in ("blocks", "value", "mine", "before") if match.groupdict().get(name))
        start, end = match.span(group)
        words = text[start:end].rstrip(".:–-")
        before = TOPIC_BEFORE.search(text, max(part.start, start - 6), start)
        if before and words[0].isdigit():
            start, words = before.start(), text[before.start() : start] + words
        stretch = _without_topic(text, Stretch(start, start + len(words)))
        if _is_reference(text, stretch):
            yield _with_further(text, stretch, part) if pattern in LISTED else stretch


def _with_further(text: str, stretch: Stretch, part: Stretch) -> Stretch:
    """The stretch with the other references of its label: "Our refs: A/1 and A/2", "Ref: A 5512 and 5513"."""
    several = PLURAL.search(text, part.start, stretch.start)
    end = stretch.end
    while (more := FURTHER.match(text, end, part.end)) and _is_reference(text, Stretch(*more.span("value"))):
        if not several and len(more["value"]) != len(text[stretch.start : end].rsplit(None, 1)[-1]):
            break
        end = more.end()
    return Stretch(stretch.start, end)


def _without_topic(text: str, stretch: Stretch) -> Stretch:
    """The stretch without FOI before what is a reference by itself: "FOI DOF/3", but not "FOI 20417"."""
    found = TOPIC_ALONE.match(text, stretch.start, stretch.end)
    return Stretch(found.end(), stretch.end) if found else stretch


def _is_reference(text: str, stretch: Stretch) -> bool:
    """Whether words can be an authority's reference: enough digits, no date, no year of an Act."""
    value = text[stretch.start : stretch.end]
    few = 2 if LETTERED.match(value) else 3
    if sum(c.isdigit() for c in value) < few or DATE.match(value) or LAW.match(value):
        return False
    if MONTH.search(value) or NO_CODE.match(value) or SITE_ADDRESS.match(text, stretch.end):
        return False
    before = " ".join(text[max(0, stretch.start - 40) : stretch.start].split())
    if LAW_YEAR.search(before) or OTHER_NUMBER.search(before):
        return False
    return not MONTH_FOLLOWS.match(text, stretch.end)


def _key(value: str) -> str:
    """A reference as it is compared: without blanks, case and the words FOI or EIR before it."""
    return re.sub(r"^(?:foia?|eir|rfi)(?=/?\d)/?", "", re.sub(r"\s", "", value.casefold()))
