"""Markdown to a document: emphasis and heading marks taken off, list marks and tables kept as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_extract.errors import SourceError
from foi_extract.reading.characters import clean_line, decoded
from foi_extract.reading.chrome import mark_chrome
from foi_extract.reading.paragraphs import mend_broken_words, number_paragraphs
from foi_records.document import Document, Line, Link, Source, assemble

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.{1,1000}?)(?:\s+#{1,6})?\s*\Z")
RULE = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*\Z")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*\Z")
QUOTE = re.compile(r"\s{0,3}(>\s?)+")
MARK = re.compile(r"(\*\*\*|\*\*|\*|__|_)")
LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(<?([^()\s<>]{1,2000})>?(?:\s+\"[^\"\n]{0,300}\")?\)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
BULLET = re.compile(r"(\s*)[*+-](\s+)(?=\S)")
PREAMBLE = re.compile(
    r"\b(?:extract(?:ed|ion)?|transcri(?:bed|pt|ption)|converted|copied|original)\b", re.IGNORECASE
)
SALUTATION = re.compile(r"\b(?:Dear|Thank you|I am writing)\b")
LONGEST_PREAMBLE = 25
KEPT = str.maketrans({"*": "\ue000", "_": "\ue001"})
BACK = str.maketrans({"\ue000": "*", "\ue001": "_"})


class Emphasis:
    """Which emphasis is open while the lines of one paragraph are read."""

    def __init__(self) -> None:
        self.bold = False
        self.italic = False

    def styled_line(self, text: str) -> Line:
        """A line without its emphasis marks; bold or italic when nearly all its letters are."""
        out: list[str] = []
        letters = bold = italic = 0
        position = 0
        for found in MARK.finditer(text):
            letters, bold, italic = self._count(text[position : found.start()], letters, bold, italic)
            out.append(text[position : found.start()])
            position = found.end()
            if not self._turn(text, found):
                out.append(found.group())
        letters, bold, italic = self._count(text[position:], letters, bold, italic)
        out.append(text[position:])
        words = ESCAPED.sub(r"\1", "".join(out).translate(BACK))
        return Line(words, bold=bold >= 0.9 * letters > 0, italic=italic >= 0.9 * letters > 0)

    def _count(self, words: str, letters: int, bold: int, italic: int) -> tuple[int, int, int]:
        solid = sum(not c.isspace() for c in words)
        return letters + solid, bold + solid * self.bold, italic + solid * self.italic

    def _turn(self, text: str, found: re.Match[str]) -> bool:
        """Open or close emphasis at a mark; false when the mark is a plain character."""
        mark = found.group()
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        is_open = self.bold if len(mark) == 2 else self.italic
        if is_open and before and not before.isspace():
            pass
        elif is_open or not after or after.isspace() or ("_" in mark and before.isalnum()):
            return False
        if len(mark) != 1:
            self.bold = not self.bold
        if len(mark) != 2:
            self.italic = not self.italic
        return True


def lines_from_markdown(text: str) -> list[Line]:
    """The lines of a Markdown text."""
    lines = list(_styled_lines(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    for line in lines:
        line.indent = float(len(line.text) - len(line.text.lstrip()))
    mark_chrome(lines)
    mark_preamble(lines, text)
    number_paragraphs(lines)
    mend_broken_words(lines, text)
    return lines


def mark_preamble(lines: list[Line], text: str) -> None:
    """Give the note of whoever made the file, above a first rule, the role ``chrome``, in place.

    Only where it begins with a title and says that the text below is an extract, a copy or a transcript.
    """
    rule = next((i for i, row in enumerate(text.splitlines()[:LONGEST_PREAMBLE]) if RULE.match(row)), 0)
    note = " ".join(line.text for line in lines[:rule])
    if not rule or not lines[0].heading or not PREAMBLE.search(note) or SALUTATION.search(note):
        return
    for line in lines[:rule]:
        line.role = "chrome"


def _styled_lines(rows: list[str]) -> Iterator[Line]:
    emphasis = Emphasis()
    fenced = False
    for i, raw in enumerate(rows):
        row = clean_line(raw.expandtabs(4))
        if row.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            yield Line("")
            continue
        if fenced or row.lstrip().startswith("|"):
            yield Line(row if fenced else ESCAPED.sub(r"\1", row) if "\\|" not in row else row)
            continue
        if not row.strip() or RULE.match(row) or (i and rows[i - 1].strip() and UNDERLINE.match(row)):
            emphasis = Emphasis()
            yield Line("")
            continue
        yield _written_line(row, emphasis, rows[i + 1] if i + 1 < len(rows) else "")


def _written_line(row: str, emphasis: Emphasis, below: str) -> Line:
    """A line of words: heading, quotation, list item or paragraph."""
    heading = HEADING.match(row)
    quoted = QUOTE.match(row)
    words = heading.group(2) if heading else row[quoted.end() :] if quoted else row
    words = BULLET.sub(r"\1•\2", words, count=1) if BULLET.match(words) else words
    escaped = re.sub(r"\\([*_])", lambda m: m.group(1).translate(KEPT), words)
    plain, links = unlinked(escaped)
    line = emphasis.styled_line(plain)
    line.links = tuple(links_in(line.text, links))
    if heading:
        line.heading = len(heading.group(1))
    elif UNDERLINE.match(below) and not words.lstrip().startswith("•"):
        line.heading = 1 if below.startswith("=") else 2
    return line


def unlinked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A line with its links' words only, and the words and address of each."""
    links = [(m.group(1), m.group(2)) for m in LINK.finditer(text) if not m.group().startswith("!")]
    return LINK.sub(lambda m: "" if m.group().startswith("!") else m.group(1), text), links


def links_in(text: str, links: list[tuple[str, str]]) -> Iterator[Link]:
    """The links of a line at the words they stand on."""
    position = 0
    for words, url in links:
        plain = MARK.sub("", words)
        start = text.find(plain, position)
        if plain and start >= 0:
            position = start + len(plain)
            yield Link(url, start, position)


def read(data: bytes, source: Source) -> list[Document]:
    """A Markdown text as one document."""
    lines = lines_from_markdown(decoded(data))
    if not any(line.text.strip() for line in lines):
        raise SourceError("empty", f"{source.name} has no words in it. Fetch it again.")
    return [assemble(Document(source=source, lines=lines))]
