"""What reads a PDF in the benchmarks: pdfplumber as the baseline, our own stages, and other people's engines.

Each run takes the bytes of a PDF and gives the words of each page where it makes
words, else none.  An engine that is not installed is left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

import pdfplumber
from pdfminer.pdfinterp import PDFResourceManager

from foi_extract.facts.record import response_from_pairing
from foi_extract.layout import arrange
from foi_extract.letters import letter_from_document
from foi_extract.pairing import pair_letter
from foi_extract.reading.pdf import read
from foi_extract.reading.pdf_engines import drawn
from foi_extract.reading.pdf_file import opened, pages_of
from foi_extract.reading.pdf_words import words_from_runs
from foi_records.document import Document, Source

Words = list[list[str]]
Run = Callable[[bytes], Words | None]


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to read a PDF, the module it needs, and its licence (ours where it is our own)."""

    name: str
    module: str
    licence: str
    run: Run


def plumbed(data: bytes) -> Words:
    """The baseline: pdfplumber's words, and the tables it finds with their cells, of every page."""
    out = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            out.append([word["text"] for word in page.extract_words(x_tolerance=2)])
            for table in page.find_tables():
                table.extract()
    return out


def objects_by(engine: str) -> Run:
    """Words, rulings and boxes of every page by one of our engines."""

    def run(data: bytes) -> Words:
        manager, faces = PDFResourceManager(), {}
        out = []
        for page in pages_of(opened(data, "x.pdf")):
            canvas, _ = drawn(page, engine, manager, faces)
            words = words_from_runs(canvas.runs, canvas.width, canvas.height)
            out.append([word.text for word in words])
        return out

    return run


def document_of(data: bytes) -> Document:
    """The document of a PDF, not yet laid out."""
    return read(data, Source("x.pdf", "application/pdf", "0" * 64, len(data)))[0]


def laid_out(data: bytes) -> None:
    """Words, lines in reading order, paragraphs, furniture and tables."""
    arrange(document_of(data))


def recorded(data: bytes) -> None:
    """The whole record, to JSON."""
    letter = letter_from_document(arrange(document_of(data)))
    response_from_pairing(letter, pair_letter(letter)).to_json()


def by_pdfium(data: bytes) -> Words:
    """PDFium's plain text, without fonts, boxes or tables."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded().split() for page in file]


def by_oxide(data: bytes) -> Words:
    """pdf-oxide's words with boxes, and its tables."""
    import pdf_oxide

    file = pdf_oxide.PdfDocument.from_bytes(data)
    out = []
    for n in range(file.page_count()):
        out.append([word.text for word in file.extract_words(n) if word.bbox])
        file.extract_tables(n)
    return out


def by_liteparse(data: bytes) -> Words:
    """liteparse's words with boxes, and its blocks, tables among them; no OCR."""
    from liteparse import LiteParse

    parser = LiteParse(
        ocr_enabled=False, quiet=True, emit_word_boxes=True, extract_blocks=True, image_mode="off"
    )
    pages = parser.parse(data).pages
    return [[word.text for item in page.text_items for word in item.words] for page in pages]


def by_docling(data: bytes) -> Words:
    """docling-parse's words with boxes; it finds no tables."""
    from docling_core.types.doc.page import TextCellUnit
    from docling_parse.pdf_parser import DoclingPdfParser

    file = DoclingPdfParser().load(io.BytesIO(data))
    cells = (page.iterate_cells(TextCellUnit.WORD) for _, page in file.iterate_pages())
    return [[cell.text for cell in found] for found in cells]


def by_camelot(data: bytes) -> None:
    """Camelot's tables, the hybrid of its finders."""
    import camelot

    camelot.read_pdf(io.BytesIO(data), pages="all", flavor="hybrid")


BASELINE = "pdfplumber: words and tables"
LEAN = "ours: words and rulings (lean engine)"
LAID_OUT = "ours: words, lines, paragraphs and tables"
RECORD = "ours: the whole record to JSON"
ENGINES = (
    Engine(BASELINE, "pdfplumber", "MIT", plumbed),
    Engine(LEAN, "foi_extract", "ours", objects_by("lean")),
    Engine("ours: the same by the pdfplumber engine", "foi_extract", "ours", objects_by("pdfplumber")),
    Engine(LAID_OUT, "foi_extract", "ours", laid_out),
    Engine(RECORD, "foi_extract", "ours", recorded),
    Engine("pypdfium2: plain text only", "pypdfium2", "Apache-2.0, BSD-3", by_pdfium),
    Engine("pdf-oxide: words and tables", "pdf_oxide", "MIT, Apache-2.0", by_oxide),
    Engine("liteparse: words and blocks", "liteparse", "Apache-2.0", by_liteparse),
    Engine("docling-parse: words", "docling_parse", "MIT", by_docling),
    Engine("camelot: tables (hybrid)", "camelot", "MIT", by_camelot),
)


def installed() -> list[Engine]:
    """The engines that are installed, the baseline first."""
    return [engine for engine in ENGINES if find_spec(engine.module)]
