"""How far what we read of a PDF is what pdfplumber reads: words, drawn objects, ruled tables."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import sub

import pdfplumber
from engines import Engine, document_of

from foi_extract.layout.grids.pdf import grids_from_page
from foi_extract.reading.pdf_engines import VARIABLE
from foi_records.document import Cell
from foi_records.page_objects import Box, PageObjects

Files = dict[str, bytes]
Share = tuple[int, int]
"""How many, of how many."""


SYMBOLS = re.compile(r"wingdings|webdings|dingbats|symbol", re.IGNORECASE)
"""Fonts whose letters are marks: pdfplumber gives the letter's number in the font, ours the mark."""


def plain(word: str) -> str:
    """A word as ASCII: raised digits as digits, soft hyphens as hyphens, unknown letters left out."""
    return re.sub(r"\(cid:\d+\)|[^!-~]+", "", unicodedata.normalize("NFKC", word).replace("\u00ad", "-"))


def counted(words: Iterable[str]) -> Counter[str]:
    """How often each word stands on a page."""
    return Counter(filter(None, map(plain, words)))


def reference_words(data: bytes) -> list[Counter[str] | None]:
    """The words of each page by pdfplumber; null for a page with turned text, which it reads backwards."""
    out: list[Counter[str] | None] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            shown = page.filter(lambda o: o["object_type"] != "char" or not SYMBOLS.search(o["fontname"]))
            words = shown.extract_words(x_tolerance=2, expand_ligatures=True)
            upright = all(char["upright"] for char in page.chars)
            out.append(counted(word["text"] for word in words) if upright else None)
    return out


def same_words(engine: Engine, files: Files) -> tuple[int, int, int] | None:
    """On how many pages an engine's words, and its letters without the blanks, are pdfplumber's, of how many.

    Null for an engine that gives no words.
    """
    words = letters = pages = 0
    for data in files.values():
        found = engine.run(data)
        if found is None:
            return None
        for ours, theirs in zip(map(counted, found), reference_words(data), strict=True):
            if theirs is not None:
                words += ours == theirs
                letters += _letters(ours) == _letters(theirs)
                pages += 1
    return words, letters, pages


def _letters(words: Counter[str]) -> Counter[str]:
    """The letters of some words."""
    return Counter("".join(words.elements()))


def same_objects(files: Files) -> Share:
    """On how many pages our two engines give the same words, rulings, boxes and pictures there."""
    pairs = [pair for data in files.values() for pair in _read_twice(data)]
    return sum(_alike(_objects(lean), _objects(reference)) for lean, reference in pairs), len(pairs)


def _read_twice(data: bytes) -> Iterator[tuple[PageObjects, PageObjects]]:
    """Each page by the lean engine and by pdfplumber's."""
    lean = document_of(data)
    os.environ[VARIABLE] = "pdfplumber"
    try:
        reference = document_of(data)
    finally:
        del os.environ[VARIABLE]
    return zip(lean.objects, reference.objects, strict=True)


def _objects(page: PageObjects) -> list[tuple[str, Box]]:
    """What stands on a page, each with its box."""
    words = [(plain(word.text), word.box) for word in page.words]
    rulings = [("ruling", (r.x0, r.top, r.x1, r.bottom)) for r in page.rulings]
    fills = [("fill", fill.box) for fill in page.fills]
    return words + rulings + fills + [("picture", box) for box in page.pictures]


def _alike(ours: list[tuple[str, Box]], theirs: list[tuple[str, Box]]) -> bool:
    """Whether two pages hold the same, to a quarter of a point, in any order."""
    left: dict[str, list[Box]] = {}
    for name, box in theirs:
        left.setdefault(name, []).append(box)
    for name, box in ours:
        near = (there for there in left.get(name, ()) if max(map(abs, map(sub, box, there))) < 0.25)
        if (found := next(near, None)) is None:
            return False
        left[name].remove(found)
    return len(ours) == len(theirs)


def same_tables(files: Files) -> Share:
    """How many of the tables that pdfplumber finds between rulings are ours, cell by cell."""
    same = tables = 0
    for data in files.values():
        ours = document_of(data)
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page, objects in zip(pdf.pages, ours.objects, strict=True):
                found = [_cells(table.extract()) for table in page.find_tables()]
                wanted = [cells for cells in found if len(cells) > 1 and max(map(len, cells)) > 1]
                if wanted:
                    grids = [_grid(grid.cells) for grid in grids_from_page(objects)]
                    same += sum(cells in grids for cells in wanted)
                    tables += len(wanted)
    return same, tables


def _cells(rows: list[list[str | None]]) -> list[list[str]]:
    """The words of a table's rows, blanks and empty rows and columns left out."""
    filled = [[plain(cell or "") for cell in row] for row in rows]
    return [kept for row in filled if (kept := [cell for cell in row if cell])]


def _grid(cells: list[Cell]) -> list[list[str]]:
    """The same of a grid of ours."""
    rows: dict[int, list[str | None]] = {}
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(cell.text)
    return _cells(list(rows.values()))
