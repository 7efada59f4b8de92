"""What the words of a cell look like: a value, a period, a label, a list mark, a question."""

from __future__ import annotations

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
YEAR = r"(?:(?:19|20)\d{2})"
DASH = r"[-–—−]"

PERIOD_FORM = rf"""
    (?:FY|CY)?\s?{YEAR}\s?(?:{DASH}|/|to|and)\s?(?:{YEAR}|\d{{2}}|present|date|now)\b
  | (?:FY|AY)?\s?\d{{2}}/\d{{2}}\b(?!/)
  | (?:FY|CY)\s?'?\d{{2,4}}\b
  | (?:Q(?:uarter|tr)?\s?[1-4])(?:\s?(?:FY)?\s?{YEAR}(?:\s?[-/]\s?\d{{2,4}})?)?\b
  | {MONTH}\.?(?:\s(?:to|-|–)\s{MONTH})?(?:[\s'’/-]{{1,2}}{YEAR}|\s?['’/-]\d{{2}})?\b
  | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b
  | {YEAR}\b
"""
PERIOD = re.compile(PERIOD_FORM, re.VERBOSE | re.IGNORECASE)

NUMBER_FORM = r"(?:(?:£|\$|€|GBP\ ?)\ {0,12})?[-−–]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\ ?(?:%|(?:k|m|bn|p)\b))?"
VALUE_FORM = r"""
    (?:no\ data|not\ (?:held|known|available|recorded|applicable|collected|built|yet\ known)
      |(?:less|fewer|under)\ than\ \d{1,3})\b
  | (?:\(\ ?{N}\ ?\)|[+\-–−]?{N})(?:[*†‡]|\[[a-z0-9]{1,2}\])?
  | (?:<|≤|&lt;|>|≥)=?\ ?\d[\d,]*%?\*?
  | \[[a-z]{1,3}\] | [*~†‡#]{1,2} | [-–—−] | \.{2,3}
  | (?:n\.?/?a\.?|n/k|nil|none|null|zero|yes|no|c|z|x|u|:)
""".replace("{N}", NUMBER_FORM)
TOKEN = re.compile(
    rf"(?P<period>(?<!\S)(?:{PERIOD_FORM})(?!\S))|(?P<value>(?<!\S)(?:{VALUE_FORM})(?!\S))|(?P<word>\S+)",
    re.VERBOSE | re.IGNORECASE,
)
VALUE = re.compile(VALUE_FORM, re.VERBOSE | re.IGNORECASE)

LAST_WORDS = re.compile(
    rf"""data|held|known|available|applicable|recorded|collected|built|na|nil|none|null|zero|yes|no|[czxukmp]|bn
    |present|date|now|{MONTH}""",
    re.VERBOSE | re.IGNORECASE,
)
"""The words without a digit or mark that a value or a period can end in."""
INNER_WORDS = re.compile(
    rf"{LAST_WORDS.pattern}|not|yet|less|fewer|under|than|to|and|[fca]y|q|quarter|qtr|gbp",
    re.VERBOSE | re.IGNORECASE,
)
"""All words without a digit or mark that there are in values and periods."""

LIST_MARK = re.compile(
    r"""\s*(?:
        (?:Q(?:uestion|u)?\.?\s?)?\(?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?(?:[.):]|\s?[-–](?=\s))(?!\d)
      | \(?(?:[a-z]|[ivx]{1,4})[.)](?=\s|$)
      | Q(?:uestion)?\s?\d{1,2}[a-z]?\b
      | [•◦▪·●○■\uf0b7]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
ASKING = re.compile(
    r"""\?
      | ^\W*(?:how\ (?:many|much|often|long)|what|when|which|who|why|please|could\ you|can\ you
          |do(?:es)?\ (?:the|you|your|it|this|any|they)|is\ the|are\ the)\b""",
    re.VERBOSE | re.IGNORECASE,
)
PROSE_END = re.compile(
    r"(?:\b(?:a|an|and|at|by|between|for|from|in|is|of|on|or|than|that|the|to|was|were|with|within|over|since|"
    r"are|under|section|sections|act|regulation|article|until|page|no|box|ext|tel|telephone|fax|ref|reference|"
    r"about|approximately|around|paragraph|schedule|part|question|questions|annex|appendix)|[,;:=\-–—])$",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"https?:|www\.|@\S+\.|\btel(?:ephone)?\b|\bfax\b|\bpo box\b|^\s*>|^\s*\[\d+\]", re.IGNORECASE
)
TOTAL = re.compile(r"^\W*(?:grand\s+|sub-?\s?|overall\s+)?totals?\b|^\W*all\b|^\W*sum\b", re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether the words are a value as a data cell holds it: a number, money, percent or a mark."""
    return VALUE.fullmatch(text.strip()) is not None


def values_behind(text: str) -> int | None:
    """Where the tail of a line begins in which its values stand; null when it surely ends in none.

    A cheap look before :data:`TOKEN` is asked: the tail begins with the last word that is in no value.
    """
    end = len(text.rstrip())
    words = LAST_WORDS
    while end > 0:
        begin = text.rfind(" ", 0, end) + 1
        word = text[begin:end]
        if word.isalpha() and word.isascii() and not words.fullmatch(word):
            return None if words is LAST_WORDS else begin
        words = INNER_WORDS
        end = begin - 1
    return 0


def is_period(text: str) -> bool:
    """Whether the words are a year, a month, a financial year or a date (a bracket behind is let be)."""
    words = text.strip()
    found = PERIOD.match(words)
    if not found:
        return False
    rest = words[found.end() :].strip(" :*")
    return not rest or (rest.startswith("(") and len(rest) < 40)


def is_number(text: str) -> bool:
    """Whether the words are a value that has a digit."""
    return is_value(text) and any(c.isdigit() for c in text)


def is_label(text: str) -> bool:
    """Whether the words may name a row or column: short, no question, no sentence, no machine address."""
    words = text.strip()
    return (
        0 < len(words) <= 90
        and (words[-1] not in ".;,?:" or (words[-1] == ":" and is_period(words)))
        and not ASKING.search(words)
        and not MACHINE.search(words)
        and (not LIST_MARK.match(words) or is_period(words))
        and any(c.isalnum() for c in words)
    )
