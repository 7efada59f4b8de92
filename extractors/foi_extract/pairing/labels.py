"""List labels at the beginning of a line: ``1)``, ``Q2.``, ``(a)``, ``3 -``, ``Questions 2 and 3``.

A label is only a candidate here: whether it numbers a question, an answer, an item of a list or nothing
at all (a date ``1.4.19``, an amount ``29,288``) is settled by the company it keeps (``series``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Kind = Literal["question", "answer", "plain", "bullet"]

NUMBER_WORDS = {
    "one": 1, "first": 1, "two": 2, "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5,
    "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9,
    "ninth": 9, "ten": 10, "tenth": 10,
}  # fmt: skip
ROMAN = {
    r: n
    for n, r in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"], 1
    )
}

EMPHASIS = r"[*_\"“‘]{0,3}"
BULLET = re.compile(
    r"\s*(?P<mark>\[[ xX✓]?\]|[-=]{1,2}>"
    r"|[→⇒➔➜•◦▪●○■□▫➢►➤✓✔☐☑☒✗✘·‣⁃∙]|[-–—*](?=\s)|o(?=\s{1,10}[\[A-Z0-9£]))\s*"
)
KEYWORD = re.compile(
    rf"""\s*{EMPHASIS}
    (?:In\s+(?:relation|response|answer|respect|regards?)\s+(?:to|of)\s+(?:your\s+)?|Re:?\s+|For\s+)?
    (?P<word>questions?|answers?|responses?|requests?|repl(?:y|ies)|quer(?:y|ies)|points?|parts?|items?
      |no(?=\.?\s?\d+\s?[:.)])|Q(?:u?s?\b|(?=[\s.\d]))|A(?=\.?\d)|R(?=\d))
    \.?\s?(?:no\.?\s|number\s|to\s+(?:(?:question|request|point|part)s?\s+|Q)?)?
    (?P<numbers>\(?\d{{1,3}}(?:[a-z]\b|\.\d{{1,2}}\b|\s?\([a-z]\)|\.?[A-Z]\b)?\)?
        (?:(?:\s?(?:,|&|\+|and|to|/)\s?|[-–]|\s[-–]\s(?=Q))(?:Q(?:uestion)?s?\s?)?\d{{1,3}}[a-z]?\b(?![,.]\d)){{0,12}}
      |(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|[ivx]{{1,5}}\b|[a-h]\b|\((?:[a-h]|[ivx]{{1,5}})\)(?:(?:\s?(?:,|&|and|to)\s?)\((?:[a-h]|[ivx]{{1,5}})\)){{0,8}})
    {EMPHASIS}\s?(?P<stop>[.:)\]\-–—]{{0,2}}){EMPHASIS}(?=\s|$|[A-Z(])\s*""",
    re.VERBOSE | re.IGNORECASE,
)
ORDINAL = re.compile(
    r"\s*[*_]{0,2}(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+"
    r"(?:question|request|query)\b[*_]{0,2}\s?[.:\-–]?\s*(?=\n|$)",
    re.IGNORECASE,
)
PLAIN = re.compile(
    rf"""\s*{EMPHASIS}(?:
      (?P<joint>\d{{1,3}}(?:(?:\s?(?:,|&|\+|and|to)\s?|[-–])\d{{1,3}}){{1,6}})(?P<jstop>[.:)]|\s?[-–—])(?=\s|$)
    | (?P<lettered>\d{{1,3}}\.?\s?[A-H]|\d{{1,2}}\s?\([a-z]{{1,4}}\)|\d{{1,2}}\s[ivx]{{1,4}}[.)]
        |\d{{1,2}}\.\d{{1,2}})(?=\s+[A-Z“"‘(])
    | (?P<sectioned>[B-H]\d{{1,2}})[.):]{{1,2}}(?=\s|$)
    | (?P<open>\(?|\[(?=\d{{1,2}}\]\s+[A-Z])|\#(?=\d+\s))
      (?P<number>\d{{1,3}})
      (?P<sub>\.\s?[A-Za-z]\b(?=[\s.)])|\.\d{{1,2}}\b(?!\.?\d)|[a-z]{{1}}\b|\s?\([a-z]{{1,4}}\))?
      (?P<stop>[)\].:]{{1,2}}(?=[\s*_"“‘(\[A-Z]|$)|/(?=\s[A-Z])|(?<=\#\d)(?=\s)|(?<=\#\d\d)(?=\s)|\s?[-–—:](?=\s|$)|\)(?=\w)|\.(?=[A-Z]))
    | (?P<aopen>\(?)(?P<letter>[a-zA-Z]|[ivx]{{2,5}}|[IVX]{{2,5}})(?P<astop>\)|\.(?=\s)|:(?=\s))(?!\w\.)
    ){EMPHASIS}\s*""",
    re.VERBOSE,
)
UNNUMBERED = re.compile(
    r"""\s*[*_]{0,3}(?:
    (?:\w{2,12}\s?/\s?)?(?:(?P<asked>Q(?:uestion)?|(?:(?:your|(?:applicant|requester|customer)(?:'s)?)\s)?(?:request|question)
        |you\sasked(?:\sus)?(?:\sfor)?)
    |(?P<said>A(?:ns(?:wer)?)?|we\ssaid
        |(?:(?:our|the|my|(?:[a-z]+\s)?(?:council|trust|icb|ccg|force|police|university|authority|board|constabulary
            |department|ministry|agency|service|school|college|office|foi)(?:['’]s)?)\s)?(?:response|reply|answer))
    ))(?:\s?:|\s[-–—]|(?<=ns)\.)[*_]{0,3}\s+(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
SPOKEN = re.compile(
    r"""\s*(?:(?:finally|lastly|next|secondly|thirdly|first(?:ly)?|turning),?\s+)?(?:
    (?:in\s(?:relation|response|answer|respect|regards?)|with\s(?:regards?|respect)|regarding|concerning
      |as\s(?:to|for|regards)|for|on|to)\s+
      (?:(?:to|of)\s+)?(?:your\s+)?(?:(?:question|request|point|part|item|query)s?\s+(?:no\.?\s+|number\s+)?|Q)
      (?P<numbers>\d{1,2}[a-z]?\b(?:\s?(?:,|-|–|&|and|to)\s?\d{1,2}[a-z]?\b){0,9}(?:\)(?=,))?|\(?[a-h]\)|\([ivx]{1,4}\)
        |(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)(?=\s|,)
    |(?:in\s(?:relation|response|answer|respect|regards?)\s(?:to|of)|as\s(?:to|for|regards))\s+
      (?P<bracketed>\((?:[a-h]|[ivx]{1,4}|\d{1,2})\)(?=\s|,)|(?-i:[A-H])(?=,))
    |(?:question|request|point|part|item)\s(?P<subject>\d{1,2}[a-z]?|\(?[a-h]\)?|\([ivx]{1,4}\))
      (?=\s(?:of\syour\srequest\s)?(?:is|was|has\sbeen)\s(?:\w+ly\s)?(?:granted|denied|refused|withheld|exempt|not\sheld)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
BARE = re.compile(rf"\s*(?P<number>\d{{1,3}})(?!\s+{MONTH})(?:\s{{2,}}|\s(?=[A-Z(‘“\"]))(?=\S)")
LETTER = re.compile(r"\d\W*([a-z])\W*$")
DIGITS = re.compile(r"\d+")
ANSWER_SIDE = {"answer", "answers", "response", "responses", "reply", "replies", "a", "r"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label as found: its kind and style, the numbers it names, how it is printed, where it ends."""

    kind: Kind
    style: str
    numbers: tuple[str, ...]
    printed: str
    end: int
    joint: bool = False

    @property
    def value(self) -> int | None:
        """The place of the label in its series: 3 for ``3``, ``c`` and ``iii``."""
        return ordinal(self.numbers[0]) if self.numbers else None

    @property
    def letter(self) -> str:
        """The small letter of a label such as ``2a``, empty when it has none."""
        found = LETTER.search(self.numbers[0].lower()) if self.numbers else None
        return found[1] if found else ""


@lru_cache(maxsize=1024)
def ordinal(token: str) -> int | None:
    """The number that a label's token counts: ``12``, ``2a``, ``b``, ``iv``, ``three``."""
    token = token.strip("()[]. ").lower()
    if found := DIGITS.match(token):
        return int(found[0])
    if token in NUMBER_WORDS:
        return NUMBER_WORDS[token]
    if len(token) == 1 and token.isalpha():
        return ord(token) - ord("a") + 1
    return ROMAN.get(token)


def numbers_from_list(text: str) -> tuple[str, ...]:
    """The numbers that a joint label names: ``2 and 3``, ``1-4``, ``1, 2 & 5``."""
    text = text.strip("()[] ")
    if text.lower() in NUMBER_WORDS:
        return (str(NUMBER_WORDS[text.lower()]),)
    found = re.fullmatch(r"(\d{1,3})\s?(?:-|–|to)\s?(?:Q(?:uestion)?s?\s?)?(\d{1,3})", text, re.IGNORECASE)
    if found and 0 < int(found[2]) - int(found[1]) < 40:
        return tuple(str(n) for n in range(int(found[1]), int(found[2]) + 1))
    if letters := re.findall(r"(?:^|\()([a-z]{1,4})\)?(?=\W|$)", text) if "(" in text else []:
        return tuple(letters)
    if re.search(r",|&|\+|/|\band\b", text):
        return tuple(re.findall(r"\d{1,3}[a-z]?\b", text))
    return (re.sub(r"[\s().]", "", text),)


def label_at(text: str, start: int, end: int) -> Label | None:
    """The label that a line begins with, if it may be one."""
    if (found := KEYWORD.match(text, start, end)) and _keyword_is_heading(found, text, end):
        word = found["word"].lower()
        numbers = numbers_from_list(found["numbers"])
        kind: Kind = "answer" if word in ANSWER_SIDE else "question"
        printed = found["numbers"].strip(" ()")
        return Label(kind, kind, numbers, printed, found.end(), joint=len(numbers) > 1)
    if found := SPOKEN.match(text, start, end):
        named = found["numbers"] or found["bracketed"] or found["subject"]
        numbers = numbers_from_list(named)
        return Label("plain", "spoken", numbers, named.strip("()"), start, joint=len(numbers) > 1)
    if found := UNNUMBERED.match(text, start, end):
        side: Kind = "question" if found["asked"] else "answer"
        return Label(side, "unnumbered", (), "", found.end())
    if found := ORDINAL.match(text, start, end):
        printed = str(NUMBER_WORDS[found["word"].lower()])
        return Label("question", "ordinal", (printed,), printed, found.end())
    if found := PLAIN.match(text, start, end):
        return None if found["joint"] and _only_numbers(found, text, end) else _plain(found)
    return None


def family_of(label: Label) -> str:
    """The family that a label's style belongs to; labels of one numbering are of one family."""
    if label.kind != "plain":
        return label.style
    style = label.style
    if style == "spoken":
        return style
    if "i" in style:
        return "roman"
    if "a" in style or "A" in style:
        return "letter"
    if style.startswith("("):
        return "bracket"
    return "bare" if style == "1" else "number"


def _keyword_is_heading(found: re.Match[str], text: str, end: int) -> bool:
    """Whether "Question 2" heads a line, and does not merely begin a sentence ("Questions 2 and 3 are …")."""
    if found["stop"] or not text[found.end() : end].strip():
        return True
    following = text[found.end() : found.end() + 1]
    short = found["word"].lower() in {"q", "qu", "qs", "a"} or found["numbers"][-1:] == ")"
    return (following.isupper() or short) and text[found.start() : found.end()].find("\n") < 0


def _only_numbers(found: re.Match[str], text: str, end: int) -> bool:
    """Whether "15 and 61." alone on its line is what is said, not the numbers of two questions."""
    values = [int(n) for n in re.findall(r"\d+", found["joint"])]
    far = any(not 0 < b - a <= 2 for a, b in pairwise(values))
    return found["jstop"] == "." and far and not text[found.end() : end].strip()


def _plain(found: re.Match[str]) -> Label:
    if found["joint"]:
        numbers = numbers_from_list(found["joint"])
        return Label(
            "plain", "1" + found["jstop"], numbers, found["joint"], found.end(), joint=len(numbers) > 1
        )
    if found["lettered"]:
        token = re.sub(r"[\s()]|\.$", "", found["lettered"])
        token = token if re.search(r"\.\d", token) else token.replace(".", "")
        return Label("plain", "1.", (token,), token, found.end())
    if found["sectioned"]:
        token = found["sectioned"]
        return Label("plain", "1.", (token[1:],), token, found.end())
    if found["letter"]:
        letter = found["letter"]
        kind = "i" if letter.lower() in ROMAN and len(letter) > 1 else ("A" if letter.isupper() else "a")
        return Label("plain", f"{found['aopen']}{kind}{found['astop']}", (letter,), letter, found.end())
    sub = re.sub(r"[\s()]", "", found["sub"] or "")
    token = found["number"] + (sub if re.match(r"\.\d", sub) else sub.strip("."))
    style = f"{found['open']}1{found['stop'].strip()[:1]}"
    return Label("plain", style, (token,), token, found.end())


def bare_label_at(text: str, start: int, end: int) -> Label | None:
    """A number that stands before words with no stop after it; only a series can make it a label."""
    if found := BARE.match(text, start, end):
        return Label("plain", "1", (found["number"],), found["number"], found.end())
    return None


def bullet_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The bullet that a line begins with, and where the words after it begin."""
    found = BULLET.match(text, start, end)
    return (found["mark"], found.end()) if found else None
