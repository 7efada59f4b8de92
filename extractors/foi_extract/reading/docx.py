"""A Word document (.docx) to a document: paragraphs with their printed numbers, tables, heads and feet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from foi_extract.errors import MissingExtra, SourceError
from foi_extract.reading.chrome import mark_chrome
from foi_extract.reading.docx_numbering import Numbering, W, numbering_from_xml
from foi_extract.reading.docx_paragraphs import Styles, lines_of_paragraph
from foi_extract.reading.docx_tables import TableShape, shape_of_table
from foi_extract.reading.zip_size import refuse_bomb
from foi_records.document import Document, Grid, Line, LineRole, Source, assemble

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HOLDERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"}
"""Elements around paragraphs and tables that print nothing of their own."""


class Writer:
    """Writes the lines and grids of a Word document in reading order."""

    def __init__(self, numbering: Numbering, styles: Styles, links: dict[str, str]) -> None:
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self._numbering = numbering
        self._styles = styles
        self._links = links
        self._block = 0

    def write(
        self, container: Any, role: LineRole = "body", cell: tuple[int, int, int] | None = None
    ) -> None:
        """Write the paragraphs and tables of a body, cell, head or text box."""
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child, role, cell)
            elif child.tag == f"{W}tbl":
                self._table(child, role, cell)
            elif child.tag in HOLDERS:
                self.write(child, role, cell)

    def _paragraph(self, element: Any, role: LineRole, cell: tuple[int, int, int] | None) -> None:
        """Write a paragraph, then the text boxes that hang on it."""
        self._block += 1
        lines = lines_of_paragraph(element, self._styles, self._numbering, self._links)
        if cell is not None or role != "body":
            lines = [line for line in lines if line.text.strip()]
        for line in lines:
            line.block, line.role, line.cell = self._block, role, cell
        self.lines += lines
        for box in element.iter(f"{W}txbxContent"):
            if next(box.iterancestors(FALLBACK), None) is None and _nearest_box(box, element):
                self.write(box, role, cell)

    def _table(self, element: Any, role: LineRole, cell: tuple[int, int, int] | None) -> None:
        """Write a table as a grid; one inside another, or of one row or column, as plain paragraphs."""
        shape = shape_of_table(element)
        if cell is not None or not shape.is_grid:
            for _, container in shape.cells:
                self.write(container, role, cell)
            return
        number, first = len(self.grids), len(self.lines)
        self.grids.append(Grid([], "docx", header_rows=shape.header_rows))
        for place, container in shape.cells:
            self.write(container, role, (number, place.row, place.column))
        self.grids[number].cells = _filled(shape, number, self.lines[first:])


def _nearest_box(box: Any, paragraph: Any) -> bool:
    """Whether a text box hangs on this paragraph itself and not on one inside another box."""
    return next(box.iterancestors(f"{W}p"), None) is paragraph


def _filled(shape: TableShape, number: int, lines: list[Line]) -> list[Any]:
    """A table's cells with the words of their lines."""
    cells = [place for place, _ in shape.cells]
    for cell in cells:
        own = [line for line in lines if line.cell == (number, cell.row, cell.column)]
        cell.text = " ".join(line.text for line in own)
        cell.bold = bool(own) and all(line.bold for line in own)
    return cells


def read(data: bytes, source: Source) -> list[Document]:
    """A Word document as one document."""
    refuse_bomb(data, source.name)
    try:
        import docx
    except ImportError as error:
        raise MissingExtra("Word documents", "office") from error
    try:
        return [_document(docx.Document(BytesIO(data)), source)]
    except SourceError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds on damaged files
        raise SourceError(
            "unreadable",
            f"{source.name} is a Word document that is damaged. Open it, save it again, and give that.",
        ) from error


def _document(word: Any, source: Source) -> Document:
    """The lines of an opened document: heads, body, notes, feet."""
    part = word.part
    writer = Writer(_numbering_of(part), Styles(part), _links_of(part))
    for element, role in _heads_or_feet(word, "header"):
        writer.write(element, role)
    writer.write(word.element.body)
    for element in _footnotes_of(part):
        writer.write(element)
    for element, role in _heads_or_feet(word, "footer"):
        writer.write(element, role)
    if not any(line.text.strip() and line.role == "body" for line in writer.lines):
        raise SourceError(
            "empty",
            f"{source.name} has no words. If it is a picture of a letter, give it as PDF.",
        )
    mark_chrome(writer.lines)
    return assemble(Document(source=source, lines=writer.lines, grids=writer.grids))


def _heads_or_feet(word: Any, name: str) -> list[tuple[Any, LineRole]]:
    """The document's running heads or feet, each once; a first page's own head is the letterhead."""
    out: list[tuple[Any, LineRole]] = []
    seen: set[str] = set()
    kinds: tuple[tuple[str, LineRole], ...] = (
        (f"first_page_{name}", "letterhead" if name == "header" else "furniture"),
        (name, "furniture"),
    )
    for section in word.sections:
        for kind, role in kinds:
            if kind.startswith("first") and not section.different_first_page_header_footer:
                continue
            holder = getattr(section, kind)
            words = "" if holder.is_linked_to_previous else "".join(holder._element.itertext()).strip()
            if words and words not in seen:
                seen.add(words)
                out.append((holder._element, role))
    return out


def _numbering_of(part: Any) -> Numbering:
    """The document's lists; none when it has no numbering part."""
    related = _related(part, "/numbering")
    return numbering_from_xml(related.element) if related is not None else Numbering()


def _footnotes_of(part: Any) -> list[Any]:
    """The document's footnotes, their separators left out."""
    from docx.oxml.parser import parse_xml

    related = _related(part, "/footnotes")
    if related is None:
        return []
    return [n for n in parse_xml(related.blob).findall(f"{W}footnote") if n.get(f"{W}type") is None]


def _related(part: Any, ending: str) -> Any:
    """A part that the document's main part points to, by the end of its relation's name."""
    return next(
        (r.target_part for r in part.rels.values() if r.reltype.endswith(ending) and not r.is_external), None
    )


def _links_of(part: Any) -> dict[str, str]:
    """The targets of the document's hyperlinks by relation id."""
    return {
        key: r.target_ref
        for key, r in part.rels.items()
        if r.reltype.endswith("/hyperlink") and r.is_external
    }
