"""Files that are made to break readers: each gives the right record, within its limits."""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foi_extract.batch.inputs import inputs_from_arguments
from foi_extract.batch.limits import Limits
from foi_extract.batch.pool import answers
from foi_extract.errors import SourceError
from foi_extract.front import extract
from foi_extract.reading import ocr_pages, ocr_time
from foi_extract.reading import pdf as pdf_reader
from foi_records.document import Note

ROOT = Path(__file__).parents[1]
MADE = ROOT.parent / "shared" / "robustness" / "made"
LIMITS = Limits(timeout=20.0)


Records = dict[str, list[dict[str, Any]]]


def records_of(folder: Path) -> Records:
    """The records of each file of a folder, by its name, read as a run reads them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "extractors"), str(ROOT / "models")]))
        return {
            Path(source.path).name: [json.loads(line) for line in answer.lines.splitlines()]
            for source, answer in answers(inputs_from_arguments([str(folder)]), 2, LIMITS)
        }


def said_of(record: dict[str, Any]) -> tuple[str, str]:
    """A record's status with the kind of its failure, else with the way its text came."""
    return record["status"], record["error"]["kind"] if record["error"] else record["degraded"] or ""


# What each is, and so what must come of it.  Text that a person would see must be in the record.
SHARED = [
    ("20k_rects.pdf", ("partial", ""), "application/pdf", ""),
    ("deep_20000.html", ("ok", ""), "text/html", "DEEPMARKER\nTAILMARKER"),
    ("deep_260.html", ("ok", ""), "text/html", "TAILMARKER section 22(1)"),
    ("empty.pdf", ("failed", "empty"), "application/octet-stream", ""),
    ("flate_bomb_4GB_nested.pdf", ("partial", ""), "application/pdf", ""),
    ("flate_bomb_64MB.pdf", ("partial", ""), "application/pdf", ""),
    ("form_doubling.pdf", ("partial", ""), "application/pdf", ""),
    ("form_loop.pdf", ("partial", ""), "application/pdf", ""),
    ("html_named_pdf.pdf", ("ok", ""), "text/html", "Sorry, this page is not available"),
    ("latin1_declared_utf8.html", ("ok", ""), "text/html", "Gr\u00fcn \u00a3500"),
    ("nan_coords.pdf", ("ok", "reference_engine"), "application/pdf", "x"),
    ("nested_dict_obj.pdf", ("failed", "unreadable"), "application/octet-stream", ""),
    ("pages_deep.pdf", ("partial", ""), "application/pdf", ""),
    ("pages_loop.pdf", ("partial", ""), "application/pdf", ""),
    ("prev_loop.pdf", ("partial", "repaired"), "application/pdf", "a"),
    ("rowspan_bomb.html", ("ok", ""), "text/html", "x\n1\n1\n1"),
    ("script_in_text.html", ("ok", ""), "text/html", "</script><script>window.PWNED=1</script>"),
    ("truncated_half.pdf", ("partial", "repaired"), "application/pdf", "Disclosure Team"),
    ("utf16_no_bom.html", ("ok", ""), "text/html", "1) How many? 42"),
    ("wdtk_zip_traversal.zip", ("partial", ""), "text/plain", "From: X"),
    ("xref_stream_width.pdf", ("failed", "unreadable"), "application/octet-stream", ""),
    ("xxe.html", ("ok", ""), "text/html", "&e;"),
]


@pytest.fixture(scope="module")
def shared() -> Records:
    if not MADE.is_dir():
        pytest.skip("the shared hostile files are not here")
    return records_of(MADE)


@pytest.mark.parametrize(("name", "said", "media_type", "words"), SHARED, ids=[row[0] for row in SHARED])
def test_a_shared_hostile_file_gives_its_record(
    shared: Records,
    name: str,
    said: tuple[str, str],
    media_type: str,
    words: str,
) -> None:
    first = shared[name][0]
    assert (said_of(first), first["source"]["media_type"]) == (said, media_type)
    assert words in first["text"]
    assert (first["status"] == "partial") == bool(unread(first))


def test_every_shared_hostile_file_is_in_the_table(shared: Records) -> None:
    assert sorted(shared) == sorted(row[0] for row in SHARED)


def unread(record: dict[str, Any]) -> list[str]:
    """What the findings say could not be read."""
    codes = {"page-without-text", "truncated", "attachment-unread"}
    return [f["message"] for f in record["findings"] if f["code"] in codes]


def pdf(*objects: bytes, pages: bytes = b"<</Type/Pages/Kids[3 0 R]/Count 1>>") -> bytes:
    """A PDF of one page whose content is object 4; more objects may follow it."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", pages, page, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return b"%b%btrailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        bytes(out),
        table,
        size,
        len(out),
    )


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), head, content)


def deflated(piece: bytes, times: int) -> bytes:
    """A piece over and over, deflated without ever being held whole."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


SHOWN = b"BT /F 12 Tf 72 700 Td (We hold the harbour records.) Tj ET\n"
BLANKS = b" " * 1_000_000
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
LETTER = b"Dear requester\n\n1. How many cats does the harbour keep?\nWe hold records of 14 cats.\n"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.document.main+xml"/></Types>'
)


def zip_in_zip(depth: int) -> bytes:
    data = zipped({"letter.txt": LETTER})
    for n in range(depth):
        data = zipped({f"{n}.zip": data})
    return data


# Our own: name, how it is made, status with kind, words that must be there.
OWN: list[tuple[str, Callable[[], bytes], tuple[str, str], str]] = [
    ("plain.pdf", lambda: pdf(stream(SHOWN)), ("ok", ""), "harbour records"),
    (
        "bomb_after_words.pdf",
        lambda: pdf(stream(deflated(SHOWN + BLANKS, 300), b"/Filter/FlateDecode")),
        ("partial", ""),
        "harbour records",
    ),
    (
        "bomb_with_predictor.pdf",
        lambda: pdf(
            stream(
                deflated(b"\2" + b"\0" * 999_999, 1_500),
                b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999>>",
            )
        ),
        ("partial", ""),
        "",
    ),
    (
        "bomb_in_hex.pdf",
        lambda: pdf(
            stream(deflated(BLANKS, 1_500).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]")
        ),
        ("partial", ""),
        "",
    ),
    (
        "form_calls_itself.pdf",
        lambda: pdf(
            stream(SHOWN + b"/X Do"),
            stream(b"/X Do /X Do", FORM),
        ),
        ("ok", ""),
        "harbour records",
    ),
    (
        "tree_of_pages_is_a_loop.pdf",
        lambda: pdf(stream(SHOWN), pages=b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 4>>"),
        ("partial", ""),
        "harbour records",
    ),
    ("deep_arrays.pdf", lambda: pdf(stream(SHOWN + b"[" * 100_000)), ("ok", ""), "harbour records"),
    ("deep_states.pdf", lambda: pdf(stream(SHOWN + b"q " * 50_000)), ("partial", ""), "harbour records"),
    ("a_page.pdf", lambda: b"<!doctype html><body><p>We hold nothing.</p>", ("ok", ""), "We hold nothing."),
    ("a_letter.html", lambda: pdf(stream(SHOWN)), ("ok", ""), "harbour records"),
    ("blanks.txt", lambda: b" \n" * 50, ("failed", "empty"), ""),
    ("zeros.docx", lambda: bytes(5_000), ("failed", "empty"), ""),
    ("noise.bin", lambda: bytes(range(256)) * 9, ("failed", "unsupported"), ""),
    ("deep.html", lambda: b"<div>" * 30_000 + b"We hold it.", ("ok", ""), "We hold it."),
    ("long_line.txt", lambda: b"section 40(2) " * 4_000, ("ok", ""), "section 40(2)"),
    ("long_word.txt", lambda: b"x" * 200_000 + b" 1" + b"." * 200_000, ("ok", ""), "x 1."),
    ("long_gap.txt", lambda: LETTER + b"1." + b" " * 200_000 + b"\t" * 90_000 + b"x", ("ok", ""), "14 cats"),
    ("deep.json", lambda: b"[" * 100_000 + b"]" * 100_000, ("ok", ""), ""),
    (
        "spans.html",
        lambda: LETTER + b"<table><tr><td rowspan=65000 colspan=1000>x<tr><td>1</table>",
        ("ok", ""),
        "14 cats",
    ),
    (
        "word_bomb.docx",
        lambda: zipped({"[Content_Types].xml": TYPES, "word/document.xml": bytes(400_000_000)}),
        ("failed", "memory"),
        "",
    ),
    ("matryoshka.zip", lambda: zip_in_zip(9), ("failed", "unsupported"), ""),
    (
        "steps_up.zip",
        lambda: zipped({"../../../letter.txt": LETTER, "C:\\x\\..\\y.txt": LETTER}),
        ("ok", ""),
        "14 cats",
    ),
    ("half.zip", lambda: zipped({"letter.txt": LETTER * 90})[:90], ("failed", "unreadable"), ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Records:
    folder = tmp_path_factory.mktemp("hostile")
    for name, make, *_ in OWN:
        (folder / name).write_bytes(make())
    return records_of(folder)


@pytest.mark.parametrize(("name", "make", "said", "words"), OWN, ids=[row[0] for row in OWN])
def test_a_hostile_file_gives_its_record(
    own: Records, name: str, make: object, said: tuple[str, str], words: str
) -> None:
    first = own[name][0]
    assert said_of(first) == said, first["error"] or first["findings"]
    assert words in first["text"]
    assert (first["status"] == "partial") == bool(unread(first))


def test_a_scan_that_takes_too_long_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pages, "available", lambda: True)
    monkeypatch.setenv(ocr_time.VARIABLE, "0")
    notes: list[Note] = []
    assert ocr_pages.fill_pages(b"", [], [1, 2, 3], notes) == ()
    assert [(n.code, "first 0 of 3" in n.message) for n in notes] == [("truncated", True)]


def test_text_that_comes_through_pdfium_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")

    def unreadable(*_: object) -> None:
        raise SourceError("unreadable", "It is damaged.")

    monkeypatch.setattr(pdf_reader, "opened", unreadable)
    monkeypatch.setattr(pdf_reader, "repaired", lambda _: None)
    (record,) = extract(pdf(stream(SHOWN)), "letter.pdf")
    assert (record.degraded, "harbour records" in record.text) == ("pdfium", True)
