"""Misreadings of Tesseract set right, where only one reading makes sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foi_extract.reading.ocr_words import TsvWord

BULLETS = frozenset("e¢©®«»°*·@¥+o")
"""What a list's dot is read as; none of these begins a line of English by itself."""
NO_WORDS = {"lt": "It", "lf": "If", "ls": "Is", "ln": "In", "lts": "Its"}
SURE = 80.0
STROKES = frozenset({"|", "l", "!"})
LABEL = re.compile(r"(?P<before>\(?(?:[QA])?)(?P<number>\d{1,2}|[lI|!iSBZGg])(?P<after>[.):,]|\.?\)|)\Z")
MISREAD = {1: "lI|!i", 2: "Z", 5: "S", 6: "G", 8: "B", 9: "g"}
"""Figures of labels with what they are misread as."""
YEAR_ASKED = re.compile(r"(?:19|20)\d\d7\Z")
"""A year with the question mark behind it read as a 7, at the end of a line that asks."""
QUESTION = re.compile(r"(?:how|what|when|where|which|who|why)\Z", re.IGNORECASE)
YEAR_LIKE = re.compile(r"£?\d[\d,.]*[OlI][\dOlI,.]*\Z")


def mended_words(words: Sequence[TsvWord]) -> list[TsvWord]:
    """The words of a page, line by line in reading order, with plain misreadings set right."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    out = [mended_line(line) for line in lines]
    for line, label in labels_by_their_neighbours([line[0].text if line else "" for line in out]):
        out[line][0] = replace(out[line][0], text=label)
    return [word for line in out for word in line]


def mended_line(line: Sequence[TsvWord]) -> list[TsvWord]:
    """A line's words: its bullet, capital "I", and words that are none in any language."""
    out: list[TsvWord] = []
    for word, following in zip(line, [*line[1:], None], strict=True):
        text = word.text
        if not out and following and text in BULLETS:
            out.append(replace(word, text="•"))
        elif text in STROKES and (following.text[:1].islower() if following else ends_on_i(word, out)):
            out.append(replace(word, text="I"))
        elif text in {"tis", "[tis", "{tis", "|tis"} and begins_sentence(out):
            out += two_words(word, "It", "is")
        elif text.strip("|"):
            out.append(replace(word, text=mended_word(text)))
    if any(QUESTION.match(word.text) for word in out[:3]):
        asked = [n for n, word in enumerate(out) if YEAR_ASKED.match(word.text) and ends_column(out, n)]
        for n in asked:
            out[n] = replace(out[n], text=f"{out[n].text[:-1]}?")
    return out


def ends_column(line: Sequence[TsvWord], n: int) -> bool:
    """Whether a word is the last of its line, or wide white parts it from the next."""
    word = line[n]
    return n + 1 == len(line) or line[n + 1].left - word.left - word.width > 1.5 * word.height


def begins_sentence(before: Sequence[TsvWord]) -> bool:
    """Whether a word that comes after some others begins a sentence."""
    return not before or before[-1].text == "•" or before[-1].text[-1:] in ".?!:"


def ends_on_i(word: TsvWord, before: Sequence[TsvWord]) -> bool:
    """Whether a stroke at a line's end is the "I" with which the next sentence begins."""
    return bool(before) and word.confidence >= SURE and before[-1].text[-1:] in ".?!"


def mended_word(text: str) -> str:
    """A word with bars taken off its ends, its first letter or its figures set right."""
    text = re.sub(r"^\|(?=[a-z]{2})|\|$", "", text)
    if YEAR_LIKE.match(text) and sum(c.isdigit() for c in text) >= 3:
        return text.replace("O", "0").replace("l", "1").replace("I", "1")
    return NO_WORDS.get(text, text)


def two_words(word: TsvWord, first: str, second: str) -> list[TsvWord]:
    """Two words that were read as one, its box shared out."""
    half = word.width // 2
    return [
        replace(word, text=first, width=max(half - 2, 1)),
        replace(word, text=second, left=word.left + half, width=word.width - half),
    ]


def labels_by_their_neighbours(firsts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines whose label is a misread figure, with its label: "l)" before "2)", "S." behind "4."."""
    found = [(n, m) for n, text in enumerate(firsts) if (m := LABEL.match(text)) and is_label(m)]
    for place, (line, label) in enumerate(found):
        mistaken = label["after"] == ","
        if label["number"].isdigit() and not mistaken:
            continue
        form = (label["before"], "." if mistaken else label["after"])
        before = [m for _, m in found[:place] if (m["before"], m["after"]) == form]
        after = [m for _, m in found[place + 1 :] if (m["before"], m["after"]) == form]
        number = number_between(before[-1]["number"] if before else "0", after[0]["number"] if after else "")
        if number and (label["number"] == str(number) or label["number"] in MISREAD.get(number, "")):
            yield line, f"{form[0]}{number}{form[1]}"


def is_label(label: re.Match[str]) -> bool:
    """Whether a first word looks like a label: it has a stop or bracket, or a Q or A before it."""
    return bool(label["after"] or label["before"].strip("("))


def number_between(before: str, after: str) -> int | None:
    """The one number between two labels, null when their figures leave none or several."""
    if before.isdigit() and after.isdigit() and int(after) - int(before) == 2:
        return int(before) + 1
    return None
