"""The first line of a letterhead as a name, whatever its nouns: its addresses or its sentences confirm it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.letters.bodies import LINKERS, begins_no_name
from foi_extract.letters.candidates import hosts_in
from foi_records.letter import Part
from foi_records.spans import Stretch

FIRST = re.compile(r"\S+(?: \S+)*")
SHAPED = re.compile(r"[A-Z][\w'’&-]*(?: (?:of|the|and|for|in|&|[A-Z][\w'’&-]*))*(?: [A-Z][\w'’&-]*)")
NO_NAME = re.compile(
    r"""\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Services?|Team|Unit|Office|Division|Directorate|Section|Support|Governance|Centre|House|Hall
    |Information|Requests?|Freedom|FOI|Disclosures?|Sensitive|Protect\w*|Marked|Confidential|Official|Private|Email|E-mail
    |Response|Reply|Letter|Notice|Decision|Review|Act|Regulations|Log|Policy|Report|Statement|Data|Annex|Page|Department)\b""",
    re.VERBOSE | re.IGNORECASE,
)
REACHED = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|@|www\.|\b(?:tel|telephone|phone)\b|\b0\d{2,4} ?\d{3}",
    re.IGNORECASE,
)
LEGAL_FORM = re.compile(r"\s(?:limited|ltd|plc|llp|cic)$", re.IGNORECASE)
ACTS = (
    r"(?:['’]s?\s|,?\s+(?:is|has|was|does|do|holds?|will|can|cannot|manages|owns|publishes|as\sa)\b|,\s[A-Z])"
)
HEADED, FROM_TOP = 4.5, 400
LEAST_INITIALS, LEAST_LABEL = 3, 5


def heading_names(text: str, parts: list[Part]) -> Iterator[tuple[Stretch, float]]:
    """The first line of a letterhead with an address, where a mail address or a sentence names it again."""
    if not parts or parts[0].kind not in ("letterhead", "reference"):
        return
    line = FIRST.search(text, parts[0].start, parts[0].end)
    if line is None or not _may_head(line.group()):
        return
    top = text[parts[0].start : parts[0].start + FROM_TOP]
    if not REACHED.search(top):
        return
    own = any(_is_spelt(line.group(), host) for host in hosts_in(text))
    if own or (parts[0].kind == "letterhead" and _acts(line.group(), text, parts)):
        yield Stretch(*line.span()), HEADED


def _may_head(words: str) -> bool:
    """Whether a line is shaped like a name and is no unit, marking, person or subject."""
    return bool(
        SHAPED.fullmatch(words)
        and len(words.split()) <= 7
        and not NO_NAME.search(words)
        and not begins_no_name(words.split()[0])
    )


def _is_spelt(name: str, host: str) -> bool:
    """Whether a host is the initials or the first words of a name ("resw" of four, "holmtrack")."""
    words = LEGAL_FORM.sub("", name.casefold()).split()
    initials = "".join(word[0] for word in words if word not in LINKERS)
    squeezed = "".join(words)
    return any(
        (len(label) >= LEAST_INITIALS and label == initials)
        or (len(label) >= LEAST_LABEL and label == squeezed)
        for label in host.split(".")
    )


def _acts(name: str, text: str, parts: list[Part]) -> bool:
    """Whether a sentence of the letter, or its address line, has the name again as that of somebody."""
    again = re.compile(r"\s+".join(map(re.escape, name.split())) + ACTS, re.IGNORECASE)
    return any(
        found.group().split()[0][0].isupper() and found.group().split()[1][0].isupper()
        for part in parts
        if part.kind not in ("request", "quoted_mail", "reference")
        for found in again.finditer(text, part.start, part.end)
    )
