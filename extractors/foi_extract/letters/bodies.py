"""Names of public bodies, read from runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from foi_extract.law.phrasebook import data_file
from foi_records.spans import Stretch

WORD = r"(?:[A-Z][\w.'’&-]*|\d{2,3}(?=\s[A-Z])|&)"
LINKS = r"(?:(?:of|the|and|for|upon|on|in|de|with)\s+){0,2}"
RUN = re.compile(rf"[A-Z][\w.'’&-]*(?:[ \t]*(?:\n[ \t]*)?(?<=\s){LINKS}{WORD})*")
WORDS = re.compile(r"\S+")
ACRONYM = re.compile(r"^(?:[A-Z]{2,9}|[A-Z]+[a-z]{0,2}[A-Z]+)$")
POSSESSIVE = re.compile(r"['’]s?$")
PLACED = frozenset({"college", "university"})
LINKERS = frozenset({"of", "the", "and", "for", "upon", "on", "in", "de", "with", "&"})


@cache
def wordlist(name: str) -> tuple[str, ...]:
    """One list of the file of names."""
    return tuple(data_file("letter_names.toml")[name])


@cache
def words_of(name: str) -> frozenset[str]:
    """One list of the file of names, in small letters."""
    return frozenset(word.casefold() for word in wordlist(name))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(word.casefold() + " " for word in wordlist("first_words"))


@cache
def _no_bodies() -> tuple[str, ...]:
    return tuple(f" {word.casefold()} " for word in wordlist("no_body"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word.casefold() for word in wordlist("bodies"))


def body_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
    """The stretches of a text that name a public body by a noun of its kind."""
    for run in RUN.finditer(text, start, len(text) if end is None else end):
        found = body_in_run(run.group())
        if found:
            yield Stretch(run.start() + found.start, run.start() + found.end)


@lru_cache(maxsize=1024)
def body_in_run(run: str) -> Stretch | None:
    """Where the name of a body stands in a run of capitalised words, null when there is none.

    A word that begins a sentence or is a heading divides the run; what stands behind it is looked at first.
    """
    tokens = [(m.group(), m.start(), m.end()) for m in WORDS.finditer(run)]
    end = len(tokens)
    for n in range(len(tokens) - 1, -1, -1):
        if n and not _divides(run, tokens, n):
            continue
        found = _body_in_tokens(tokens[n:end])
        if found is not None:
            return found
        end = n
    return None


def _divides(run: str, tokens: list[tuple[str, int, int]], n: int) -> bool:
    """Whether a new sentence or line of another kind begins at a word of a run."""
    word, start, _ = tokens[n]
    if word[0].isupper() and word.casefold() in words_of("sentence_first"):
        return True
    above, _, end = tokens[n - 1]
    if "\n" not in run[end:start]:
        return False
    shouted = above.isupper() and len(above) > 3 and not word.isupper() and len(word) > 3
    headed = {above.rstrip(":").casefold(), word.rstrip(":").casefold()} & words_of("headings")
    return shouted or bool(headed)


def _body_in_tokens(tokens: list[tuple[str, int, int]]) -> Stretch | None:
    """Where the name of a body stands among words of one sentence."""
    first = next((n for n in range(len(tokens)) if not begins_no_name(tokens[n][0])), len(tokens))
    if first and tokens[first - 1][0].casefold() in ("chief", "deputy", "assistant"):
        first += 1  # "Chief Executive", "Deputy Principal" above the name
    tokens = tokens[first:]
    last = _last_token(tokens)
    if last is None:
        return None
    words = [POSSESSIVE.sub("", t[0]) if n == last else t[0] for n, t in enumerate(tokens[: last + 1])]
    if (last == 0 and not ACRONYM.match(words[0])) or not _is_body(" ".join(words)):
        return None
    begin = tokens[0][1]
    return Stretch(begin, tokens[last][1] + len(words[-1].rstrip(".,")))


def begins_no_name(word: str) -> bool:
    """Whether a word is one that no body's name begins with."""
    lowered = word.casefold()
    return lowered in words_of("stop_first") or lowered in LINKERS or word.isdigit()


def _last_token(tokens: list[tuple[str, int, int]]) -> int | None:
    """The index of the last word of the body's name in a run."""
    words = [POSSESSIVE.sub("", t[0].rstrip(".,")) for t in tokens]
    text = " ".join(words).casefold()
    if text.startswith(_beginnings()):
        return _before_address(words)
    nouns = [n for n, word in enumerate(words) if word.casefold() in words_of("last_nouns")]
    if not nouns:
        return None
    last = (
        nouns[0]
        if len(nouns) == 1
        or (
            words[nouns[0]].casefold() in ("council", "constabulary", "police")
            and words[nouns[0] + 1 : nouns[0] + 2] != ["and"]
        )
        else nouns[-1]
    )
    if (
        words[last].casefold() == "police"
        and words[last + 1 : last + 2]
        and words[last + 1].casefold() in ("service", "authority", "department", "force")
    ):
        last += 1
    if last + 2 < len(words) and words[last + 1].casefold() in ("of", "for"):
        return _before_address(words)
    if words[last].casefold() in PLACED and last + 2 == len(words) and not _ends_name(words[-1]):
        return last + 1
    return last


def _ends_name(word: str) -> bool:
    return word.casefold() in words_of("stop_after") or word.casefold() in LINKERS or word.isdigit()


def _before_address(words: list[str]) -> int:
    """The index of the last word before an address or a unit begins."""
    for n in range(3 if words[1].casefold() in LINKERS else 2, len(words)):
        if words[n].casefold() in words_of("stop_after") or words[n].isdigit():
            n -= 1
            while n > 0 and words[n].casefold() in LINKERS:
                n -= 1
            return n
    return len(words) - 1


def _is_body(name: str) -> bool:
    """Whether a name is one of a body and not of a law, a unit, a place or a regulator."""
    lowered = name.casefold().replace("’", "'")
    padded = f" {lowered} "
    if any(word in padded for word in _no_bodies()):
        return lowered.endswith(_endings())
    last = lowered.rsplit(" ", 1)[-1]
    if last in ("office", "service", "house", "department", "library", "archives", "group", "board", "fire"):
        starts = lowered.startswith(_beginnings())
        return starts or last == "board" or lowered.endswith(_endings())
    return True


def is_generic(name: str) -> bool:
    """Whether a name says only what kind of body it is ("NHS Foundation Trust", "the County Council")."""
    words = key_of(name).split()
    return bool(words) and all(word in words_of("generic") or word in LINKERS for word in words)


def is_regulator(name: str) -> bool:
    """Whether a name is the regulator's or a site's."""
    return key_of(name) in _regulator_keys()


@cache
def _regulator_keys() -> frozenset[str]:
    return frozenset(key_of(regulator) for regulator in wordlist("regulators"))


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name as it is compared: without case, article, possessive, punctuation."""
    name = re.sub(r"['’]s?\b", "", name.casefold()).replace("&", "and")
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]|^the\s", " ", name)).strip()


def initials_of(name: str) -> set[str]:
    """The acronyms that a name may be shortened to, in capitals."""
    words = [w for w in re.split(r"[\s-]+", name) if w and w[0].isalnum()]
    full = "".join(w if w.isupper() and len(w) > 1 else w[0] for w in words).upper()
    short = "".join(
        w if w.isupper() and len(w) > 1 else w[0] for w in words if w.casefold() not in LINKERS
    ).upper()
    return {full, short}
