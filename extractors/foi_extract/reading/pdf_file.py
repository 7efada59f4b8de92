"""The bytes of a PDF to its pages, whatever is wrong with them: bombs, loops, passwords, damage.

pdfminer reads the objects; every stream it makes is one that stops inflating at a limit, and the tree of
pages is walked without recursion.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from foi_extract.errors import SourceError
from foi_extract.reading.pdf_objects import LeanDocument
from foi_extract.reading.pdf_streams import CappedStream

logging.getLogger("pdfminer").setLevel(logging.CRITICAL + 1)  # its grumbles are ours to say, as findings

MAX_PAGES = 3_000
INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


class CarefulParser(PDFParser):
    """pdfminer's parser of a file, its streams capped."""

    def do_keyword(self, pos: int, token: Any) -> None:
        """Let pdfminer act, then cap the stream that it may have made."""
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            where, made = self.curstack[-1]
            if type(made) is PDFStream:
                self.curstack[-1] = (where, CappedStream(made.attrs, made.rawdata or b"", made.decipher))


def opened(data: bytes, name: str) -> PDFDocument:
    """A PDF opened without a password; raises ``SourceError`` when it needs one or is too damaged."""
    try:
        return LeanDocument(CarefulParser(io.BytesIO(data)), data)
    except PDFPasswordIncorrect:
        raise SourceError(
            "encrypted", f"{name} is locked with a password. Save a copy without the password and read that."
        ) from None
    except PDFEncryptionError:
        raise SourceError(
            "encrypted",
            f"{name} is encrypted in an unknown way. Open it in a viewer, print it to PDF and read that.",
        ) from None
    except (Exception, RecursionError) as error:
        raise SourceError("unreadable", damaged(name)) from error


def repaired(data: bytes) -> PDFDocument | None:
    """A PDF whose table of contents is lost, opened by its objects alone; null when that gives nothing.

    A catalogue without pages is put at its end, so that every page object still in the file is found.
    """
    if b"/Encrypt" in data or not re.search(rb"\d\s+obj\b", data):
        return None
    catalog = b"999983 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 999983 0 R >>\n"
    end = b"\nendstream\nendobj\n" + catalog
    try:
        return PDFDocument(CarefulParser(io.BytesIO(data.replace(b"startxref", b"startxxxx") + end)))
    except (Exception, RecursionError):
        return None


def damaged(name: str) -> str:
    """What to tell about a file that can't be read."""
    return f"{name} is damaged or not a PDF. Fetch it again, or open it in a viewer and save it anew."


def pages_of(document: PDFDocument) -> Iterator[PDFPage]:
    """The pages in order, by the tree of pages; when that gives none, every page object of the file."""
    found = False
    for number, attrs in _leaves(document):
        try:
            page = PDFPage(document, number, attrs, None)
        except Exception:
            continue
        found = True
        yield page
    if not found:
        yield from _stray_pages(document)


def pages_said(document: PDFDocument) -> int:
    """How many pages the file says that it has, 0 when it says nothing sensible."""
    root = _resolved(document.catalog.get("Pages"))
    count = _resolved(root.get("Count")) if isinstance(root, dict) else 0
    return count if isinstance(count, int) and 0 < count <= MAX_PAGES else 0


def _leaves(document: PDFDocument) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each page's object number and attributes, inherited ones filled in; a loop is entered once."""
    waiting: list[tuple[Any, dict[str, Any]]] = [(document.catalog.get("Pages"), {})]
    seen: set[int] = set()
    while waiting:
        reference, above = waiting.pop()
        number = reference.objid if isinstance(reference, PDFObjRef) else None
        if number is not None:
            if number in seen:
                continue
            seen.add(number)
        node = _resolved(reference)
        if not isinstance(node, dict):
            continue
        attrs = {**{k: above[k] for k in INHERITED if k in above}, **node}
        kids = _resolved(node.get("Kids"))
        if isinstance(kids, list) and _name(node.get("Type")) != "Page":
            waiting.extend((kid, attrs) for kid in reversed(kids))
        elif _name(node.get("Type", node.get("type"))) in ("Page", "") and (
            "Contents" in node or "MediaBox" in attrs
        ):
            yield number, attrs


def _stray_pages(document: PDFDocument) -> Iterator[PDFPage]:
    """Every page object in the file, by its number."""
    numbers = sorted({n for xref in document.xrefs for n in _numbers(xref)})
    for number in numbers[: 50 * MAX_PAGES]:
        node = _resolved(PDFObjRef(document, number))
        if isinstance(node, dict) and _name(node.get("Type")) == "Page":
            try:
                yield PDFPage(document, number, node, None)
            except Exception:
                continue


def _numbers(xref: Any) -> list[int]:
    """The object numbers of a cross-reference table, bounded."""
    out: list[int] = []
    for number in xref.get_objids():
        out.append(number)
        if len(out) > 50 * MAX_PAGES:
            break
    return out


def _resolved(value: Any) -> Any:
    """What a reference points to; null when it points nowhere."""
    try:
        return resolve1(value)
    except (Exception, RecursionError):
        return None


def _name(value: Any) -> str:
    """A PDF name as text."""
    value = _resolved(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""
