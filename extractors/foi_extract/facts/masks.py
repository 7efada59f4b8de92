"""Numbers that count nothing: references, addresses, phones, times, list labels and names with a number.

They are found first and set aside, so that dates and figures are looked for in what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foi_extract.facts import mask_starts as starts
from foi_extract.facts.starts import matches_at, starts_in
from foi_records.spans import Stretch

MASKED = "\ufffc"
"""Stands in place of every masked letter, so that offsets stay as they are."""

ADDRESS = re.compile(
    r"""(?xi)
    (?: \b(?:https?|ftp)://[^\s<>"”]+ (?:[-/]\n[^\s<>"”]{3,})?
      | \bwww\.[^\s<>"”]+
      | (?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{2,80}
      | (?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}
        \.(?:gov|police|nhs|ac|org|co|com|net)(?:\.uk|\.ie)?(?:/[^\s<>"”]*)?
      | (?<![\w~-])[\w~-]{1,120}\.(?:pdf|docx?|xlsx?|csv|html?|zip|jpe?g|png|msg|eml)\b
    )"""
)
PHONE = re.compile(
    r"""(?xi)
    (?: (?:\+|\b00)44[\s()\d-]{9,16}\d
      | \(0\d{2,5}\)\s?\d{3,4}[\s-]?\d{3,4}\b
      | \b0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}\b
      | \b0\d{3,4}[\s-]?\d{5,7}\b
      | \b0\d{9,10}\b
      | \b(?:tel|telephone|phone|fax|mobile|minicom|ext(?:ension)?|switchboard|dx)\b
        [.:]?[\s:]*[\d(+](?:[\d \t\r()+-]|\n(?!\s{0,9}\d{1,2}(?:[/.\s-]|st|nd|rd|th))){2,16}\d
      | \b(?:dial|call|ring)\s(?:101|999|111)\b
      | (?<![\w-])(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}\b
    )"""
)
POSTCODE = re.compile(
    r"""(?x)
    \b[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}\b     # a whole one
    | \bD\d{2}[ ][A-Z\d]{4}\b                 # an Eircode
    """
)
REFERENCE = re.compile(
    r"""(?xi)
    (?: \b(?:our|your|my|their)?\s?(?:ref(?:erence)?|case|file|complaint|crime|invoice|charity|company
            |registration|registered|vat|tender|contract|order|ticket|incident)
        \b[ ]?(?:no|nos|nr|num|number|id|reference|ref)?\b\.?[ ]?(?:[:#=–-][ ]?|is[ ])?
        (?!\d{1,3}[\s-]?(?:months?|years?|weeks?|days?|hours?|minutes?|mins)\b)
        (?:(?=[\w.]{0,20}[/\\-]\w|[a-z\d]{0,12}[a-z]\d|\d{1,12}[a-z])(?=[\w/.\\-]{0,24}\d{2})|(?=\d{4}))
        [\w/.\\-]{1,40}(?:[ ]?/[ ]?[\w.\\-]{1,24}){0,4}
      | \b(?:FOIA?|EIR|SAR|IR|RFI|ROI|FS|IC|EA|GIA|FER|CAS|INC|REQ|RQ|DN|ICO)
        [ ]?(?:request|ref)?\s?[-:/#]?[ ]?(?:no\.?[ ]?)?\d[\w/.-]{0,30}\d\b(?![%,.]?\d)
      | (?-i:(?<![\w/\\-])(?=[\w/\\-]{0,40}[A-Z])(?=[\w/\\-]{0,40}\d)
            [A-Z\d]{1,16}(?:[/\\-][A-Z\d]{1,16}){1,5}\b)(?![^\S\n]?%)
      | (?-i:\b[A-Z]{1,6}\d{2,12}[A-Z\d]{0,12}\b)
      | (?-i:\b[A-Z]{2,8}\((?:19|20)\d\d\)\s?\d*)
      | (?-i:\b\d{1,8}[A-Z]{2,8}\d{1,8}[A-Z\d]{0,8}\b)
      | (?<![\w#£$€])\#\d+\b
      | \b\d{8,}\b
    )"""
)
STATUTE = re.compile(
    r"""(?x)
    \b(?:Acts?|ACTS?|Regulations?|REGULATIONS?|Order|ORDER|Laws?|Rules|RULES|Code|CODE|Measure|Directive|Convention|Bill
            |Scheme|Charter|Guidance|Standards?|Ordinance)
        ,?\s+(?:\([^()\n]{2,40}\)\s+){0,2}(?:of\s+)?\(?(?:19|20)\d\d\b\)?(?:\s*\([^()\n]{2,60}\))?
    | \b(?:FOIS?A|FOI|DPA|EIRs?|EISRs?|GDPR|RIPA|PACE|FSMA|INSPIRE)\s+(?:Act\s+)?(?:19|20)\d\d\b
    | \b(?:British\s+Standard|BS|ISO|IEC|EN|PAS)(?:\s(?:EN|ISO|IEC))*\s?\d{2,6}(?:[-:]\d+)*
        (?:\s?:\s?(?:19|20)\d\d)?
    | \b(?:19|20)\d\d\s+(?:Act|[Rr]egulations?|Order|Rules|Code\s+of\s+Practice)\b
    | \bS\.?\s?[IR]\.?\s(?:No\.?\s)?\d{4}\b(?:\s?[,/]?\s?(?:No\.?|Number)?\s?\d+\b)?
    | \b(?:19|20)\d\d\s(?:c|asp)\.?\s?\d+\b
    | \b(?:EU|EC|EEC|Regulation|Directive)\)?\s(?:No\.?\s)?\d{2,4}/\d{1,4}(?:/E[CU])?\b
    | \[\d{4}\]\s[A-Z]{2,}\s?[\w()]*\s?\d*
    | (?:©|\(c\)|\bcopyright)\s[^\n\d]{0,60}(?:(?:19|20)\d\d)(?:\s?[-–]\s?\d{2,4})?
    | (?:19|20)\d\d\s(?:©|copyright)
    """
)
LIST_LABEL = re.compile(
    r"""(?xim)
    ^[ \t>•▪◦*-]{0,6}
    (?: \(?(?:\d{1,2}|[a-z]|[ivx]{1,5})(?:\.\d{1,2}){0,3}[.)]\)?(?:[ \t]*\(?[a-z\d]{1,3}\))?
      | (?!Q[1-4][ ]?(?:FY[ ]?)?(?:19|20)\d\d)(?:Q|A|Question|Answer|Request|Response|Part|Item|Point)
        \.?[ ]?\d{1,2}[a-z]?(?:\.\d{1,2})?[ ]?(?:\([a-z]\))?[:.)]?
      | \d{1,2}(?:\.\d{1,2}){2,3}
      | \d{1,2}\.\d{1,2}(?=[ \t]+(?-i:["“‘(]?(?!FTE|WTE|[KMGT]B\b|MWh)[A-Z]))
    )(?=[ \t]+\S)"""
)
LINK_MARK = re.compile(r"\[\d{1,3}\]|\(?\bpage\s\d+\s(?:of|/)\s\d+\b\)?", re.IGNORECASE)
FOOTNOTE = re.compile(r"(?<=[a-z.,;])\^\d{1,2}\b|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
FILE_LINE = re.compile(
    r"^[ \t]*\S[^\n]{0,150}\.(?:pdf|docx?|xlsx?|csv|zip|pptx?|msg|eml|jpe?g|png)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
MASKS = (
    (FILE_LINE, starts.file_lines),
    (ADDRESS, starts.addresses),
    (PHONE, starts.phones),
    (POSTCODE, starts.postcodes),
    (STATUTE, starts.statutes),
    (REFERENCE, starts.references),
    (LINK_MARK, starts.link_marks),
    (FOOTNOTE, starts.footnotes),
)
"""Patterns, and where each can begin."""


def masked_stretches(text: str) -> list[Stretch]:
    """The stretches of a text whose numbers are no dates and no figures, in order, none overlapping."""
    found: list[tuple[int, int]] = []
    at = starts_in(text)
    for pattern, places in MASKS:
        found += (m.span() for m in matches_at(pattern, text, places(at)) if not _is_date_like(m.group()))
    found += (m.span() for m in LIST_LABEL.finditer(text) if not _is_date_like(m.group()))
    return merged(found)


_DATE_LIKE = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d\d-\d\d(?:T\d\d)?"
    r"|(?i:\d{0,2}[-/]?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[-/]?\d{2,4})"
    r"|FY\d{2,4}(?:[-/]\d{2,4})?|Q[1-4][-/ ]?\d{2,4}(?:[-/]\d{2,4})?|(?:19|20)\d{2}[-/](?:(?:19|20)\d\d|\d\d)"
)


def _is_date_like(words: str) -> bool:
    """Whether what looks like a reference is a date: "contract 2019/20", "21-05-2024"."""
    last = words.split()[-1:] or [""]
    return _DATE_LIKE.fullmatch(last[0]) is not None


def merged(stretches: Iterable[tuple[int, int]]) -> list[Stretch]:
    """Stretches in order, those that overlap made one."""
    out: list[Stretch] = []
    first = last = -1
    for start, end in sorted(stretches):
        if start < last:
            last = max(end, last)
        elif end > start:
            if last >= 0:
                out.append(Stretch(first, last))
            first, last = start, end
    if last >= 0:
        out.append(Stretch(first, last))
    return out


def blanked(text: str, taken: Sequence[tuple[int, int]]) -> str:
    """The text with every taken stretch replaced by marks, line breaks kept, of the same length."""
    out: list[str] = []
    at = 0
    for start, end in merged(taken):
        out.append(text[at:start])
        lines = text[start:end].split("\n")
        out.append(
            "\n".join([MASKED * len(line) for line in lines]) if len(lines) > 1 else MASKED * (end - start)
        )
        at = end
    out.append(text[at:])
    return "".join(out)
