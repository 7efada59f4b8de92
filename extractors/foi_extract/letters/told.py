"""What the sentences of a letter say of the body that writes: who holds, decides, was asked, is thanked for.

Each wording weighs what it proves.  A sentence that sends the requester elsewhere ("you may wish to contact
Holm Council, which holds it") proves nothing about the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.letters.bodies import ACRONYM, begins_no_name, body_in_run, words_of
from foi_records.letter import Part
from foi_records.spans import Stretch

LINKS = r"(?:(?:of|the|and|for|upon|on|in|de|with)\s+){0,2}"
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*(?=\S))"  # no blank line
WORD = r"[A-Z][\w’'&-]{0,40}"
"""A word of a name; bounded, so that no text costs the square of its length."""
NAME = rf"(?P<name>(?<!\w){WORD}(?:{GAP}{LINKS}(?:St\.|{WORD}|&)){{0,9}})"
SITE_MASK = re.compile(r"\[(?:\d{1,2}\]\s?\[)?(?P<name>[A-Z][^\[\]]{3,90}?)\s+request\s+email\]")
REQUESTER_SAYS = re.compile(rf"^[\s>*]*Dear\s+{NAME}\s*,?\s*$", re.MULTILINE)
REQUESTS_TO = re.compile(rf"\brequests\s+to\s+{NAME}\?")
RESPONSE = (
    r"\s+(?:(?:response|reply)\s+to\s+(?:your|the)"
    r"|(?:responses?|repl(?:y|ies)|answers?)\s+(?:to\s+(?:your|the)|(?:is|are|was)))\b"
)
RESPONSE_OF = re.compile(rf"(?<!\w){NAME}[’']s?{RESPONSE}")
ADVERB = r"(?:(?:also|only|currently|therefore|now|still|however|routinely|generally|have|hereby|itself)\s)?"
THE = r"(?<![\w.])(?P<the>[Tt]he\s+)?"
BRIEFLY = r"(?:\s\([^)]{2,20}\))?,?\s+"
SAYS = rf"""{BRIEFLY}{ADVERB}
    (?:(?:does|do|did)\s(?:not\s)?hold|holds?\b|(?:has|have)\s(?:now\s)?(?:completed|considered|decided|estimated|searched|conducted|no\sinformation|your\srequest|dealt)
    |is\s(?:not\sobliged|committed\sto|withholding|unable|not\sable|able\sto|subject\sto|not\srequired|not\saware|relying|applying|refusing)|estimates|requires\syou
    |can\s(?:confirm|neither|respond|provide|advise|disclose|only)
    |neither\sconfirms|maintains\sthat|recognises|do(?:es)?\snot\srecord|answers\b|responds\b|replies\b|has\s(?:located|identified|found|applied|determined|concluded)
    |regrets|apologises|in\scomplying\swith)"""
SPEAKS = re.compile(rf"{THE}{NAME}{SAYS}", re.VERBOSE)
REPLIES = rf"{BRIEFLY}(?:(?:can|will)\s+)?(?:responds?|repl(?:y|ies)|answers?)\s+(?:as|to)\b"
ANSWERS = re.compile(rf"{THE}{NAME}{REPLIES}")
DOES = rf"""{BRIEFLY}{ADVERB}
    (?:held\b|uses?\b|publishes|records?\b|received|considers|believes|wishes|cannot|(?:has|have)\s(?:made|received)|are\susing|has\sprovided|is\srequired)"""
ACTS = re.compile(rf"{THE}{NAME}{DOES}", re.VERBOSE)
DID = (
    rf"\s+{ADVERB}(?:recorded|employs?|employed|spent|issued|attended|carried\sout|operates"
    r"|has\s\d|had\s(?:\d|no\b))\b"
)
COUNTS = re.compile(rf"(?<![\w.])(?:the\s+)?{NAME}{DID}")
ASKED_OF = re.compile(
    rf"(?:information|request\w*|records)\b[^.\n]{{0,60}}(?:\n[^.\n]{{0,40}})?\b(?:from|to|held\s+by|by)\s+(?:the\s+)?{NAME}"
)
YOURS_TO = re.compile(
    rf"\b[Yy]our\s+(?:\w+\s+){{0,4}}?(?:requests?|e-?mails?|letters?|enquir(?:y|ies)|messages?|correspondence|application|FOI)\s+to\s+(?:the\s+)?{NAME}"
)
HANDLED_BY = re.compile(
    rf"\b(?:request|FOI|which|it)\b[^.\n]{{0,60}}(?:\n[^.\n]{{0,40}})?\b(?:received|handled|processed|considered|answered|dealt\s+with)\s+by\s+(?:the\s+)?{NAME}"
)
ON_BEHALF = re.compile(
    rf"\b(?:I|[Ww]e)\s[^.\n]{{0,80}}(?:\n[^.\n]{{0,80}})?\bon\s+behalf\s+of\s+(?:the\s+)?{NAME}"
)
NOT_HELD_BY = re.compile(rf"\bnot\s+(?:\w+\s+)?(?:held|recorded)\s+by\s+(?:the\s+)?{NAME}")
SHORTENED = r"\s+\(\s*[\"“‘']?(?:the\s+)?[\"“‘']?(?P<acronym>[A-Za-z]{2,12})[\"”’']?\s*\)"
DEFINED = re.compile(rf"{NAME}{SHORTENED}")
CONTACTED = re.compile(
    rf"\b[Tt]hank(?:s|\s+you)\s+for\s+(?:contacting|writing\s+to|your\s+\w+\s+to)\s+(?:the\s+)?{NAME}"
)
ATTRIBUTED = re.compile(
    rf"(?:obtained\s+from|copyright\s+of|©\s*(?:\d{{4}}\s)?|belongs\s+to|Where)\s+(?:the\s+)?{NAME}"
)
ELSEWHERE = re.compile(
    r"""\b(?:(?:you\s(?:may|might|could|can|should|will)\s(?:wish|want|like|need|find)?|please|suggest\w*|advise\s(?:that\s)?you|recommend\w*|try|would\sneed\sto)\b[^.]{0,60}?\b(?:contact\w*|direct\w*|ask\w*|approach\w*|write|redirect\w*|request|obtain\w*|from)
    |redirect\w*|transfer\w*|passed|forward\w*|re-?direct\w*|refer\w*\s(?:you|it|them|this)|responsib\w+|(?:may|might|would|could)\sbe\s(?:held|available)|(?:is|are)\s(?:likely\s(?:to\sbe\s)?)?held|understand\sthat|believe\sthat
    |rather\sthan|on\sbehalf\sof\sthe\s(?:ministry|home)|matter\sfor)\b[^.]*$""",
    re.VERBOSE | re.IGNORECASE,
)
SENDS_ON = re.compile(
    r"^[^.]{0,120}?\b(?:contact\w*|redirect\w*|separate\spublic|direct\s(?:to|with)|FOI\s(?:team|request)\sto\sthem|can\sbe\s(?:made|sent|reached)|may\swish|instead|and\snot\s(?:by\s)?(?:us|the)|not\sby\sus)\b",
    re.IGNORECASE,
)
WINDOW = 160
PROVES = (
    (SITE_MASK, 5.0), (REQUESTS_TO, 4.0), (RESPONSE_OF, 5.0), (SPEAKS, 3.5), (ANSWERS, 2.0),
    (ACTS, 2.5), (HANDLED_BY, 3.5), (ON_BEHALF, 3.5),
)  # fmt: skip
HINTS = (
    (ASKED_OF, 2.5),
    (DEFINED, 0.5),
    (ATTRIBUTED, 2.0),
    (CONTACTED, 3.5),
    (YOURS_TO, 3.5),
    (COUNTS, 2.0),
    (NOT_HELD_BY, 2.0),
)
CERTAIN = frozenset({SITE_MASK, REQUESTS_TO, REQUESTER_SAYS, RESPONSE_OF})
BEHIND = {
    RESPONSE_OF: re.compile(rf"(?:[’']s?)?{RESPONSE}"),
    SPEAKS: re.compile(SAYS, re.VERBOSE),
    ANSWERS: re.compile(REPLIES),
    ACTS: re.compile(DOES, re.VERBOSE),
    COUNTS: re.compile(DID),
    DEFINED: re.compile(SHORTENED),
}
"""What stands behind the name in the wordings that begin with it."""
CUES = {
    SITE_MASK: ("email]",),
    REQUESTS_TO: ("requests",),
    HANDLED_BY: ("received", "handled", "processed", "considered", "answered", "dealt"),
    NOT_HELD_BY: ("held", "recorded"),
    YOURS_TO: ("your", "Your"),
    CONTACTED: ("hank",),
    ATTRIBUTED: ("obtained", "copyright", "©", "belongs", "Where"),
}
"""Words without which one of the others can't stand in a part."""
ANY_BEHIND = re.compile("|".join(behind.pattern for behind in BEHIND.values()), re.VERBOSE)
RUN = re.compile(rf"(?<!\w)[A-Z][\w’'&-]*(?:{GAP}{LINKS}(?:St\.|[A-Z][\w’'&-]*|&))*")
"""A name as long as it goes on: a name with such words behind it ends where its run does."""


def runs_that_act(text: str, part: Part) -> list[Stretch]:
    """The runs of capitalised words in a part behind which words stand that may make the run a name told."""
    runs = (run.span() for run in RUN.finditer(text, part.start, part.end))
    return [
        Stretch(_with_article(text, start, part.start), end)
        for start, end in runs
        if ANY_BEHIND.match(text, end, part.end)
    ]


def _with_article(text: str, start: int, least: int) -> int:
    """Where a run begins with the article before it, which may stand above a blank line."""
    at = start
    while at > least and text[at - 1].isspace():
        at -= 1
    article = least <= at - 3 and at < start and text[at - 3 : at] in ("the", "The")
    return at - 3 if article else start


def told_of(text: str, part: Part, runs: list[Stretch]) -> Iterator[tuple[Stretch, float]]:
    """The names that the sentences of one part give, with what each proves; ``runs`` are those that act."""
    if part.kind == "quoted_mail":
        yield from _told(text, part, runs, ((REQUESTS_TO, 4.0),), loose=True)
        yield from _told(text, part, runs, ((REQUESTER_SAYS, 3.0),), loose=False)
        return
    yield from _told(text, part, runs, PROVES, loose=True)
    yield from _told(text, part, runs, HINTS, loose=False)


def acronyms_in(text: str, part: Part, runs: list[Stretch]) -> Iterator[tuple[str, str]]:
    """The acronyms that a part explains, in small letters, with the names they stand for."""
    for found in places_told(DEFINED, text, part, runs):
        yield found["acronym"].casefold(), " ".join(found["name"].split())


def places_told(
    pattern: re.Pattern[str], text: str, part: Part, runs: list[Stretch]
) -> Iterator[re.Match[str]]:
    """Where a wording stands in a part; one that begins with the name is tried on the runs that act only."""
    behind = BEHIND.get(pattern)
    if behind is None:
        cues = CUES.get(pattern)
        if cues is None or any(text.find(cue, part.start, part.end) >= 0 for cue in cues):
            yield from pattern.finditer(text, part.start, part.end)
        return
    at = part.start
    for start, end in runs:
        if end <= at or not behind.match(text, end, part.end):
            continue
        if found := pattern.search(text, max(at, start), part.end):
            yield found
            at = found.end()


def _told(
    text: str,
    part: Part,
    runs: list[Stretch],
    ways: tuple[tuple[re.Pattern[str], float], ...],
    *,
    loose: bool,
) -> Iterator[tuple[Stretch, float]]:
    """The names that sentences of a part give; ``loose`` takes names without a noun of their kind too.

    What has an article before it ("the Chief Constable") proves nothing unless the letterhead has it too.
    """
    for pattern, points in ways:
        for found in places_told(pattern, text, part, runs):
            start, end = found.span("name")
            if pattern not in CERTAIN and _is_elsewhere(text, part, start, found.end()):
                continue
            inner = body_in_run(text[start:end])
            if inner is not None:
                yield Stretch(start + inner.start, start + inner.end), points
            elif loose and _may_be_name(text[start:end]):
                thing = found.groupdict().get("the") and not ACRONYM.match(text[start:end])
                yield Stretch(start, end), 0.0 if thing else points * 0.6


def _is_elsewhere(text: str, part: Part, start: int, end: int) -> bool:
    """Whether the sentence round a name sends the requester to that body, or says that it is another."""
    before = text[max(part.start, start - WINDOW) : start].rsplit(". ", 1)[-1].rsplit(".\n", 1)[-1]
    return bool(ELSEWHERE.search(before) or SENDS_ON.search(text[end : min(part.end, end + WINDOW)]))


def _may_be_name(words: str) -> bool:
    """Whether words without a noun of their kind may still be a body's short name ("Natural Wales")."""
    first = words.split()[0].casefold()
    return len(words.split()) <= 3 and first not in words_of("no_subject") and not begins_no_name(first)
