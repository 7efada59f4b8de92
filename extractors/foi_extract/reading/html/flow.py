"""Elements to lines: one line a block of text, a new line of the same block at each ``<br>``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bs4 import Tag

from foi_extract.reading.characters import clean_line, plain_characters
from foi_extract.reading.html.lists import ListLevel, list_level, mark_of, word_list_depth
from foi_extract.reading.html.paths import BLOCKS, element_of
from foi_extract.reading.html.pen import Pen, Style, joined_links, own_label
from foi_extract.reading.html.soup import attribute, walk
from foi_extract.reading.html.tables import TableIndex, TablePlan
from foi_extract.reading.html.visibility import is_hidden
from foi_records.document import Grid, Line, LineRole, Link, tail_of

BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
ITALIC = frozenset({"i", "em", "cite"})
KEPT_BLANKS = frozenset({"pre", "textarea", "listing"})
STYLE_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
STYLE_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
STYLE_PRE = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
BLANK_RUN = re.compile(r"\s+")
HEADING = re.compile(r"h([1-6])\Z")


class Flow:
    """Writes the lines and grids of a page in reading order.

    ``roles`` gives elements, by ``id()``, a role that their lines inherit; ``page_anchors`` says that an
    anchor with a number for its name turns the page, as old converters of PDF to HTML write it.
    """

    def __init__(
        self,
        roles: dict[int, LineRole] | None = None,
        skipped: Iterable[int] = (),
        page_anchors: bool = False,
    ) -> None:
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.captions: list[tuple[int, int]] = []
        self.page: int | None = 1 if page_anchors else None
        self.block = 0
        self._page_anchors = page_anchors
        self._pen = Pen()
        self._roles = roles or {}
        self._skipped = set(skipped)
        self._styles: list[Style] = [Style()]
        self._lists: list[ListLevel] = []
        self._mark: str | None = None
        self._cell: tuple[int, int, int] | None = None
        self._plans: list[TablePlan | None] = []
        self._tables: TableIndex | None = None
        self._counts: list[dict[str, int]] = []
        self._breaks = 0

    def leave_out(self, elements: Iterable[int]) -> None:
        """Leave out some elements, given by ``id()``, of what is written from here on."""
        self._skipped |= set(elements)

    def give_roles(self, roles: dict[int, LineRole]) -> None:
        """Give some elements, by ``id()``, a role that their lines inherit."""
        self._roles = {**self._roles, **roles}

    def add(self, root: Tag, style: Style | None = None) -> None:
        """Write an element's content."""
        self._styles.append(style or Style())
        self._counts.append({})
        self._tables = TableIndex(root)
        for kind, node in walk(root, self._is_left_out):
            if kind == "text":
                self._write(str(node))
            elif isinstance(node, Tag) and kind == "skip":
                self._count(node)
            elif isinstance(node, Tag) and kind == "enter":
                self._enter(node)
            elif isinstance(node, Tag):
                self._leave(node)
        self._end_block()
        self._styles.pop()
        self._counts.pop()

    def _is_left_out(self, tag: Tag) -> bool:
        return id(tag) in self._skipped or is_hidden(tag)

    def _count(self, tag: Tag) -> int:
        """Which of its name an element is among its siblings."""
        counts = self._counts[-1]
        counts[tag.name] = counts.get(tag.name, 0) + 1
        return counts[tag.name]

    def _enter(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name == "br":
            self._break_line()
            return
        place = self._count(tag)
        self._counts.append({})
        if name in BLOCKS:
            self._end_block()
        self._styles.append(self._style_of(tag, name, place))
        if name in {"ol", "ul", "menu", "dir"}:
            self._lists.append(list_level(tag))
        elif name == "li":
            self._mark = mark_of(tag, self._lists[-1] if self._lists else None)
        elif name == "table":
            self._begin_table(tag)
        elif name in {"td", "th"}:
            self._begin_cell(tag)
        elif name == "caption":
            self._begin_caption(tag)
        elif name == "a" and self._page_anchors and attribute(tag, "name").isdigit():
            self._end_block()
            self.page = min(int(attribute(tag, "name")), 100_000)

    def _leave(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name == "br":
            return
        if name in BLOCKS:
            self._end_block()
        self._styles.pop()
        self._counts.pop()
        if name in {"ol", "ul", "menu", "dir"} and self._lists:
            self._lists.pop()
        elif name == "table":
            self._end_table()
        elif name in {"td", "th", "caption"} and self._plans and self._plans[-1]:
            self._cell = None
        if name == "li":
            self._mark = None

    def _style_of(self, tag: Tag, name: str, place: int) -> Style:
        """The style of an element's text: its parent's, changed by what it is."""
        old = self._styles[-1]
        css = attribute(tag, "style")
        heading = HEADING.match(name)
        bold, italic = STYLE_BOLD.search(css), STYLE_ITALIC.search(css)
        is_bold, is_italic = old.bold or name in BOLD, old.italic or name in ITALIC
        if bold:
            is_bold = bold.group(1).lower() in {"bold", "bolder"} or bold.group(1)[0] in "6789"
        if italic:
            is_italic = italic.group(1).lower() != "normal"
        url = attribute(tag, "href") if name == "a" else old.url
        return replace(
            old,
            bold=is_bold,
            italic=is_italic,
            heading=int(heading.group(1)) if heading else old.heading,
            role=self._roles.get(id(tag), old.role),
            url=url,
            keeps_blanks=old.keeps_blanks or name in KEPT_BLANKS or bool(STYLE_PRE.search(css)),
            element=element_of(tag, name, place, old.element),
            depth=word_list_depth(css) or (len(self._lists) if name == "li" else old.depth),
        )

    def _write(self, raw: str) -> None:
        """Put some text on the line, blanks run together unless they are kept."""
        style = self._styles[-1]
        if style.keeps_blanks and ("\n" in raw or "\t" in raw):
            for n, part in enumerate(raw.replace("\r\n", "\n").expandtabs(8).split("\n")):
                if n:
                    self._break_line()
                self._put(part, style)
            return
        words = plain_characters(raw)
        self._put(words if style.keeps_blanks else BLANK_RUN.sub(" ", words), style)

    def _put(self, words: str, style: Style) -> None:
        pen = self._pen
        if not style.keeps_blanks and (not pen.text or pen.text.endswith(" ")):
            words = words.lstrip()
        if not words:
            return
        if not pen.text and self._mark:
            pen.text = f"{self._mark} " if not own_label(self._mark, words) else ""
        if pen.style is None or words.strip():
            pen.style = pen.style if pen.letters else style
        start = len(pen.text)
        pen.text += words
        solid = len(words) - words.count(" ")
        pen.letters += solid
        pen.bold += solid * style.bold
        pen.runs.append((solid, style.bold))
        pen.italic += solid * style.italic
        if style.url and solid:
            pen.links.append(Link(style.url, start, len(pen.text.rstrip())))

    def _break_line(self) -> None:
        """End the line within its block; a second break in a row is an empty line and ends the block."""
        if self._pen.letters:
            self._end_line()
            self._breaks = 1
        else:
            self._breaks += 1
            self._pen = Pen()
            if self._breaks >= 2:
                self.block += 1

    def _end_block(self) -> None:
        self._end_line()
        self.block += 1
        self._breaks = 0

    def _end_line(self) -> None:
        pen, self._pen = self._pen, Pen()
        text = clean_line(pen.text)
        if not pen.letters or not text.strip():
            return
        self._breaks = 0
        style = pen.style or self._styles[-1]
        mark, self._mark = self._mark, None
        self.lines.append(
            Line(
                text,
                page=self.page,
                bold=pen.bold >= 0.9 * pen.letters,
                italic=pen.italic >= 0.9 * pen.letters,
                indent=float(len(text) - len(text.lstrip())),
                block=self.block,
                role=style.role,
                mark=mark,
                depth=style.depth,
                heading=style.heading,
                cell=self._cell,
                element=style.element,
                links=tuple(joined_links(pen.links, len(text))),
                tail=tail_of(pen.runs),
            )
        )

    def _begin_table(self, tag: Tag) -> None:
        nested = any(self._plans)
        plan = None if nested or self._tables is None else self._tables.plan(tag)
        self._plans.append(plan)
        if plan:
            plan.first_line = len(self.lines)
            self.grids.append(
                Grid([], "html", element=self._styles[-1].element, header_rows=plan.header_rows)
            )

    def _begin_cell(self, tag: Tag) -> None:
        plan = self._plans[-1] if self._plans else None
        place = plan.places.get(id(tag)) if plan else None
        if place:
            self._cell = (len(self.grids) - 1, place.row, place.column)

    def _begin_caption(self, tag: Tag) -> None:
        if self._plans and self._plans[-1]:
            self._cell = None
            self.captions.append((len(self.grids) - 1, len(self.lines)))

    def _end_table(self) -> None:
        plan = self._plans.pop() if self._plans else None
        if plan:
            self._cell = None
            self.grids[-1].cells = plan.cells_from_lines(len(self.grids) - 1, self.lines[plan.first_line :])
