"""A Word paragraph to lines: its runs' words, weight, number and links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from foi_extract.reading.characters import clean_line, plain_characters
from foi_extract.reading.docx_numbering import Numbering, W
from foi_records.document import Line, Link, tail_of

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOT_PRINTED = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}pPr", f"{W}rPr"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADING = re.compile(r"heading ([1-6])\Z", re.IGNORECASE)
OFF = {"0", "false", "off", "none"}
SYMBOLS = {"F0B7": "•", "F0A7": "•", "F0FC": "✓", "F0FE": "☒", "F0A8": "☐", "F06F": "☐"}


class Styles:
    """What a document's styles say of weight, numbering and heading level, inherited ones included."""

    def __init__(self, part: Any) -> None:
        styles = getattr(part, "styles", None)
        found = styles.element.findall(f"{W}style") if styles is not None else []
        self._by_id = {style.get(f"{W}styleId"): style for style in found}
        self._default = next(
            (
                s.get(f"{W}styleId")
                for s in found
                if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"
            ),
            None,
        )

    def chain(self, style_id: str | None) -> list[Any]:
        """A style and those it is based on, nearest first."""
        out: list[Any] = []
        while style_id in self._by_id and len(out) < 12:
            style = self._by_id[style_id]
            out.append(style)
            based = style.find(f"{W}basedOn")
            style_id = None if based is None else based.get(f"{W}val")
        return out

    def of_paragraph(self, element: Any) -> list[Any]:
        """The styles of a paragraph, nearest first."""
        named = element.find(f"{W}pPr/{W}pStyle")
        return self.chain(self._default if named is None else named.get(f"{W}val"))

    def switched(self, run: Any, name: str, paragraph: list[Any]) -> bool:
        """Whether a run is bold (``b``), italic (``i``) or hidden (``vanish``)."""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return own.get(f"{W}val", "1") not in OFF
        named = run.find(f"{W}rPr/{W}rStyle")
        for style in [*self.chain(None if named is None else named.get(f"{W}val")), *paragraph]:
            found = style.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return found.get(f"{W}val", "1") not in OFF
        return False


@dataclass(slots=True)
class Draft:
    """A line being written: its words, how many of its letters are bold and italic, its links."""

    text: str = ""
    letters: int = 0
    bold: int = 0
    italic: int = 0
    links: list[Link] = field(default_factory=list)
    runs: list[tuple[int, bool]] = field(default_factory=list)

    def put(self, words: str, bold: bool, italic: bool, url: str | None) -> None:
        """Add some words."""
        start = len(self.text)
        self.text += words
        solid = sum(not c.isspace() for c in words)
        self.letters += solid
        self.bold += solid * bold
        self.runs.append((solid, bold))
        self.italic += solid * italic
        if url and solid:
            if self.links and self.links[-1].url == url and self.links[-1].end == start:
                self.links[-1].end = len(self.text)
            else:
                self.links.append(Link(url, start, len(self.text)))


def lines_of_paragraph(
    element: Any, styles: Styles, numbering: Numbering, links: dict[str, str]
) -> list[Line]:
    """A paragraph's lines: one, and one more after each break in it; an empty one when it has no words."""
    chain = styles.of_paragraph(element)
    list_id, depth = numbering_of(element, chain)
    drafts = [Draft()]
    _write_runs(element, drafts, chain, styles, links)
    drafts = [d for d in drafts if d.text.strip()] or drafts[:1]
    mark = numbering.next_mark(list_id, depth) if list_id and any(d.letters for d in drafts) else None
    lines = [_line(d) for d in drafts]
    if mark:
        _put_mark(lines[0], mark)
        lines[0].mark = mark
        for line in lines:
            line.depth = depth + 1
    level = heading_level(element, chain)
    for line in lines:
        line.heading = level if line.text else None
    return lines


def _put_mark(line: Line, mark: str) -> None:
    """Print a mark before a line's words."""
    shift = len(mark) + 1
    line.text = f"{mark} {line.text}"
    line.links = tuple(Link(k.url, k.start + shift, k.end + shift) for k in line.links)


def _line(draft: Draft) -> Line:
    """A draft as a line, its blanks at the beginning counted as indent."""
    whole = clean_line(draft.text)
    text = whole.lstrip()
    cut = len(whole) - len(text)
    return Line(
        text,
        bold=draft.bold >= 0.9 * draft.letters > 0,
        italic=draft.italic >= 0.9 * draft.letters > 0,
        indent=float(cut),
        tail=tail_of(draft.runs),
        links=tuple(
            Link(k.url, max(k.start - cut, 0), min(k.end - cut, len(text)))
            for k in draft.links
            if k.start - cut < len(text)
        ),
    )


def _write_runs(
    element: Any, drafts: list[Draft], chain: list[Any], styles: Styles, links: dict[str, str]
) -> None:
    """Put a paragraph's printed words on its drafts: fields' codes, deleted and hidden text left out."""
    stack: list[tuple[Any, str | None]] = [(child, None) for child in reversed(element)]
    while stack:
        node, url = stack.pop()
        if not isinstance(node.tag, str) or node.tag in NOT_PRINTED or node.tag == FALLBACK:
            continue
        if node.tag == f"{W}r":
            if not styles.switched(node, "vanish", []):
                bold, italic = styles.switched(node, "b", chain), styles.switched(node, "i", chain)
                _write_run(node, drafts, bold, italic, url)
            stack += [(c, url) for c in reversed(node) if c.tag not in NOT_PRINTED and len(c)]
            continue
        if node.tag == f"{W}hyperlink":
            url = links.get(node.get(R_ID), url)
        stack += [(child, url) for child in reversed(node)]


def _write_run(run: Any, drafts: list[Draft], bold: bool, italic: bool, url: str | None) -> None:
    """Put one run's words on the last draft; a break begins a new one."""
    for child in run:
        if child.tag == f"{W}t":
            drafts[-1].put(plain_characters(child.text or ""), bold, italic, url)
        elif child.tag == f"{W}tab":
            drafts[-1].put(" ", bold, italic, None)
        elif child.tag in {f"{W}noBreakHyphen"}:
            drafts[-1].put("-", bold, italic, url)
        elif child.tag == f"{W}sym":
            drafts[-1].put(SYMBOLS.get((child.get(f"{W}char") or "").upper(), ""), bold, italic, None)
        elif child.tag in {f"{W}br", f"{W}cr"}:
            drafts.append(Draft())


def numbering_of(element: Any, chain: list[Any]) -> tuple[str | None, int]:
    """The list and the depth (from 0) that a paragraph or its styles name; a list of "0" means none."""
    list_id: str | None = None
    depth: int | None = None
    for holder in [element, *chain]:
        found = holder.find(f"{W}pPr/{W}numPr")
        if found is None:
            continue
        number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
        if depth is None and level is not None and (level.get(f"{W}val") or "").isdigit():
            depth = int(level.get(f"{W}val"))
        if list_id is None and number is not None:
            list_id = number.get(f"{W}val")
    return (None if list_id == "0" else list_id), depth or 0


def heading_level(element: Any, chain: list[Any]) -> int | None:
    """The heading level of a paragraph: by its style's name, or an outline level."""
    for style in chain:
        name = style.find(f"{W}name")
        words = "" if name is None else name.get(f"{W}val", "")
        found = HEADING.match(words)
        if found:
            return int(found.group(1))
        if words.lower() == "title":
            return 1
    for holder in [element, *chain]:
        outline = holder.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and (outline.get(f"{W}val") or "").isdigit():
            level = int(outline.get(f"{W}val")) + 1
            return level if level <= 6 else None
    return None
