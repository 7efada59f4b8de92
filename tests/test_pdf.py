"""The PDF reader: words, looks, links, black boxes, turned pages, and files that are damaged or hostile."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.errors import SourceError
from foi_extract.layout import arrange
from foi_extract.reading.pdf import pages_needing_ocr, read
from foi_extract.reading.pdf_colours import darkness
from foi_extract.reading.pdf_fonts import letters_from_glyph
from foi_extract.reading.pdf_second import pages_by_pdfium
from foi_extract.reading.pdf_tokens import MAX_TOKENS, instruction_at
from foi_records.document import Document, Source

reportlab = pytest.importorskip("reportlab")
from reportlab.lib import pdfencrypt  # noqa: E402
from reportlab.lib.colors import CMYKColorSep  # noqa: E402
from reportlab.lib.pagesizes import A4, landscape  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

HOSTILE = Path(__file__).parents[1].parent / "shared" / "robustness" / "made"
WIDTH, HEIGHT = A4


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF of what ``draw`` puts on its first page and any it begins."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def source(name: str = "letter.pdf") -> Source:
    return Source(name, "application/pdf", "0" * 64, 0)


def read_one(data: bytes) -> Document:
    (document,) = read(data, source())
    return document


def words(document: Document, page: int = 1) -> list[str]:
    return [w.text for w in document.objects[page - 1].words]


def test_words_have_boxes_from_the_top_left_and_looks() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, HEIGHT - 100, "Ferry timetables")
        c.setFont("Helvetica-BoldOblique", 14)
        c.drawString(72, HEIGHT - 130, "Costs")

    first, _, last = read_one(pdf(draw)).objects[0].words
    assert (first.text, first.x0, first.size, first.bold, first.italic) == ("Ferry", 72, 11, False, False)
    assert first.baseline == pytest.approx(100, abs=0.1)
    assert first.top < 100 < first.bottom
    assert (last.text, last.size, last.bold, last.italic) == ("Costs", 14, True, True)


@pytest.mark.parametrize(
    ("glyph", "pictures", "text"),
    [
        ("ﬁ", False, "fi"),
        ("ﬄ", False, "ffl"),
        ("\u00a0", False, " "),
        ("\u2003", False, " "),
        ("\uf0b7", False, "•"),
        ("\uf0a7", False, "•"),
        ("·", True, "•"),
        ("\uf041", False, "A"),
        ("\u2011", False, "-"),
        ("–", False, "–"),
        ("’", False, "’"),
        ("\u200b", False, ""),
        ("\ue123", False, "\ufffd"),
    ],
)
def test_glyphs_become_plain_letters(glyph: str, pictures: bool, text: str) -> None:
    assert letters_from_glyph(glyph, pictures) == text


def test_letters_drawn_one_by_one_make_words() -> None:
    def draw(c: Canvas) -> None:
        x = 72.0
        for letter in "Parking fines":
            c.drawString(x, 700, letter)
            x += c.stringWidth(letter, "Helvetica", 11)

    assert words(read_one(pdf(draw))) == ["Parking", "fines"]


def test_a_blank_of_no_width_divides_no_word() -> None:
    def draw(c: Canvas) -> None:
        at = 72 + c.stringWidth("Novem", "Helvetica", 11)
        c.drawString(72, 700, "Novem")
        c.drawString(at, 700, " ")
        c.drawString(at, 700, "ber 2023")

    assert words(read_one(pdf(draw))) == ["November", "2023"]


def test_a_word_printed_twice_for_boldness_is_one_bold_word() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Decision")
        c.drawString(72.3, 700, "Decision")

    (word,) = read_one(pdf(draw)).objects[0].words
    assert (word.text, word.bold) == ("Decision", True)


def test_raised_ends_join_their_word() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "12")
        c.setFont("Helvetica", 7)
        c.drawString(72 + c.stringWidth("12", "Helvetica", 11), 704, "th")
        c.setFont("Helvetica", 11)
        c.drawString(95, 700, "May")
        c.drawString(72, 650, "450")
        c.setFont("Helvetica", 7)
        c.drawString(72 + c.stringWidth("450", "Helvetica", 11), 654, "1")

    assert words(read_one(pdf(draw))) == ["12th", "May", "450¹"]


def test_links_keep_their_target_and_words() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "See our website for more")
        x = 72 + c.stringWidth("See our ", "Helvetica", 11)
        c.linkURL("https://www.example.org/foi", (x, 697, x + 38, 710))

    (line,) = arrange(read_one(pdf(draw))).lines
    (link,) = line.links
    assert (link.url, line.text[link.start : link.end]) == ("https://www.example.org/foi", "website")


def black_box(c: Canvas, first: bool) -> None:
    """A name and a black box over it, the box drawn first (a highlight) or last (a box laid over)."""
    if not first:
        c.drawString(72, 700, "Contact Jane Bloggs for details")
    c.setFillGray(0)
    x = 72 + c.stringWidth("Contact ", "Helvetica", 11)
    c.rect(x, 697, c.stringWidth("Jane Bloggs", "Helvetica", 11), 12, stroke=0, fill=1)
    if first:
        c.drawString(72, 700, "Contact Jane Bloggs for details")


@pytest.mark.parametrize("first", [True, False])
def test_text_under_a_black_box_is_never_given(first: bool) -> None:
    document = read_one(pdf(lambda c: black_box(c, first)))
    assert words(document) == ["Contact", "for", "details"]
    assert [b.covers_text for b in document.blackouts] == [True]
    assert "unapplied-redaction" in {n.code for n in document.notes}
    assert "Jane" not in arrange(document).text


def test_a_black_box_in_a_line_with_nothing_under_it_is_a_redaction() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Officer")
        c.rect(120, 697, 80, 12, stroke=0, fill=1)

    document = read_one(pdf(draw))
    assert [b.covers_text for b in document.blackouts] == [False]
    assert not document.notes


def test_white_words_on_a_dark_head_are_text_and_no_redaction() -> None:
    def draw(c: Canvas) -> None:
        c.rect(70, 695, 300, 16, stroke=0, fill=1)
        c.setFillGray(1)
        c.drawString(72, 700, "Year Number of visits")

    document = read_one(pdf(draw))
    assert words(document) == ["Year", "Number", "of", "visits"]
    assert document.blackouts == []


def test_white_words_on_white_paper_are_left_out() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Seen by everybody")
        c.setFillGray(1)
        c.drawString(72, 680, "unseen")

    document = read_one(pdf(draw))
    assert words(document) == ["Seen", "by", "everybody"]
    assert [n.code for n in document.notes] == ["hidden-text"]


def test_rulings_of_strokes_and_thin_boxes() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "Table of payments made")
        c.line(72, 650, 300, 650)
        c.rect(72, 600, 228, 0.5, stroke=0, fill=1)
        c.rect(72, 500, 100, 50, stroke=1, fill=0)

    rulings = read_one(pdf(draw)).objects[0].rulings
    assert sum(r.level for r in rulings) == 4
    assert sum(not r.level for r in rulings) == 2
    assert rulings[0].top == pytest.approx(HEIGHT - 650)


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    def draw(c: Canvas) -> None:
        c.rotate(90)
        c.drawString(100, -100, "Payments over five hundred pounds by month")

    document = read_one(pdf(draw))
    assert (document.pages[0].width, document.pages[0].height) == (round(HEIGHT, 2), round(WIDTH, 2))
    assert arrange(document).text == "Payments over five hundred pounds by month"


def test_marginal_text_is_furniture_after_the_page() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "The council holds the information that you asked for.")
        c.saveState()
        c.rotate(90)
        c.drawString(100, -20, "FORM 27B")
        c.restoreState()

    document = arrange(read_one(pdf(draw)))
    assert [(line.text, line.role) for line in document.lines][1:] == [("FORM 27B", "furniture")]


def test_a_landscape_page_keeps_its_size() -> None:
    def draw(c: Canvas) -> None:
        c.setPageSize(landscape(A4))
        c.drawString(72, 300, "Annex of payments")

    assert read_one(pdf(draw)).pages[0].width == round(HEIGHT, 2)


def test_a_scanned_page_needs_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setattr("foi_extract.reading.pdf.read_by_ocr", lambda reading: ())

    picture = tmp_path / "scan.png"
    Image.new("L", (60, 80), 200).save(picture)

    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "The first page has its text.")
        c.showPage()
        c.drawImage(str(picture), 0, 0, WIDTH, HEIGHT)

    document = read_one(pdf(draw))
    assert pages_needing_ocr(document.objects) == [2]
    assert [(n.code, n.page) for n in document.notes] == [("page-without-text", 2)]


def test_a_locked_file_says_so() -> None:
    locked = pdf(lambda c: c.drawString(72, 700, "Secret"), encrypt=pdfencrypt.StandardEncryption("word"))
    with pytest.raises(SourceError) as error:
        read(locked, source())
    assert error.value.kind == "encrypted"
    assert "password" in error.value.message


def test_a_file_that_only_forbids_copying_is_read() -> None:
    guard = pdfencrypt.StandardEncryption("", ownerPassword="owner", canCopy=0)
    data = pdf(lambda c: c.drawString(72, 700, "Open to read"), encrypt=guard)
    assert words(read_one(data)) == ["Open", "to", "read"]


def test_a_file_cut_off_is_read_as_far_as_it_goes() -> None:
    def draw(c: Canvas) -> None:
        for n in range(4):
            c.drawString(72, 700, f"Page number {n} of the reply")
            c.showPage()

    whole = pdf(draw, pageCompression=0)
    document = read_one(whole[: whole.index(b"xref")])
    assert document.degraded == "repaired"
    assert words(document)[:2] == ["Page", "number"]
    assert "truncated" in {n.code for n in document.notes}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"<html>", b"%PDF-1.4 " + b"<<" * 5000])
def test_what_is_no_pdf_says_what_to_do(data: bytes) -> None:
    with pytest.raises(SourceError) as error:
        read(data, source("reply.pdf"))
    assert error.value.kind == "unreadable"
    assert "reply.pdf" in error.value.message and "again" in error.value.message


def raw_pdf(content: bytes, extra: bytes = b"", resources: bytes = b"") -> bytes:
    """A PDF of one page with this content stream (given with its dictionary's filters left out)."""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << "
        + resources
        + b" >> >>\nendobj\n4 0 obj\n<< /Length "
        + str(len(content)).encode()
        + (b" /Filter /FlateDecode" if content[:1] == b"x" else b"")
        + b" >>\nstream\n"
        + content
        + b"\nendstream\nendobj\n"
        + extra
        + b"trailer\n<< /Root 1 0 R >>\n"
    )


def test_a_stream_that_inflates_without_end_is_cut() -> None:
    bomb = zlib.compress(b" " * 80_000_000, 9)
    assert read_one(raw_pdf(bomb)).objects[0].words == []


TOKENS = [
    (b"1 0 0 1 72 700 Tm", [(b"Tm", [1, 0, 0, 1, 72, 700])]),
    (b"-.5 +3. 4.25 rg", [(b"rg", [-0.5, 3.0, 4.25])]),
    (b"(a\\(b\\051 \\101) Tj", [(b"Tj", [b"a(b) A"])]),
    (b"(in (brackets) too) Tj", [(b"Tj", [b"in (brackets) too"])]),
    (b"<48 656C6C6F7>'", [(b"'", [b"Hellop"])]),
    (b"[(a) -250 (b)] TJ T*", [(b"TJ", [[b"a", -250, b"b"]]), (b"T*", [])]),
    (b"q % a comment (\nQ", [(b"q", []), (b"Q", [])]),
    (b"}{ \xff q", [(b"q", [])]),
    (b"BI /W 1 /H 1 ID \x00 EI\x80\xff x\nEI Q", [(b"BI", []), (b"Q", [])]),
    (b"true null n", [(b"n", [True, None])]),
]


def instructions(data: bytes) -> Iterator[tuple[bytes, list[object]]]:
    """Each operator of a content stream with the operands before it."""
    at, left = 0, MAX_TOKENS
    while True:
        word, operands, at, left = instruction_at(data, at, left)
        if not word:
            return
        yield word, operands


@pytest.mark.parametrize(("data", "expected"), TOKENS)
def test_instructions_of_page_content(data: bytes, expected: list[tuple[bytes, list[object]]]) -> None:
    assert list(instructions(data)) == expected


@given(st.binary(max_size=400))
def test_any_content_gives_instructions(data: bytes) -> None:
    assert all(word for word, _ in instructions(data))


@pytest.mark.parametrize("junk", [b"{", b"-", b"(", b"<", b"[", b"/", b"1 ", b"\\"])
def test_a_stream_of_one_sign_costs_no_more_than_its_length(junk: bytes) -> None:
    assert list(instructions(junk * 100_000)) == []


def test_forms_that_double_are_stopped() -> None:
    levels = 40
    extra = b"".join(
        b"%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10 /Resources << /XObject "
        b"<< /F %d 0 R >> >> >>\nstream\n/F Do /F Do\nendstream\nendobj\n" % (10 + n, 11 + n)
        for n in range(levels)
    )
    document = read_one(raw_pdf(b"/F Do", extra, b"/XObject << /F 10 0 R >>"))
    assert "truncated" in {n.code for n in document.notes}


@pytest.mark.parametrize(
    "content",
    [b"q " * 50_000, b"nan nan m 1e400 0 l S", b"[[[[[[ (", b"1 0 0 1 1e308 1e308 cm 0 0 m 1 1 l S"],
)
def test_odd_content_gives_a_document(content: bytes) -> None:
    assert len(read_one(raw_pdf(content)).pages) == 1


@pytest.mark.parametrize(
    ("colour", "shade"), [(0, 1), (1, 0), ((0, 0, 0), 1), ((1, 1, 1), 0), ((0, 0, 0, 1), 1), ("P1", 0.5)]
)
def test_darkness(colour: object, shade: float) -> None:
    assert darkness(colour) == pytest.approx(shade)


def test_pdfminer_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read_one(raw_pdf(b"(a) (b) cm /F9 12 Tf (x) Tj"))
    assert caplog.records == []


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_damage_gives_a_document_or_an_error_that_says_what_to_do(junk: bytes, at: int) -> None:
    data = pdf(lambda c: c.drawString(72, 700, "Your request of 3 May"), pageCompression=0)
    broken = data[:at] + junk + data[at + len(junk) :]
    try:
        arrange(read_one(broken))
    except SourceError as error:
        assert error.message.startswith("letter.pdf")


def test_a_page_that_our_tokens_fail_on_is_read_by_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: object, data: bytes) -> object:
        raise ValueError

    monkeypatch.setattr("foi_extract.reading.pdf_interpreter.CappedInterpreter.carry_out", broken)
    document = read_one(pdf(lambda c: c.drawString(72, 700, "Read all the same")))
    assert words(document) == ["Read", "all", "the", "same"]
    assert document.degraded == "reference_engine"


def redacted(c: Canvas) -> None:
    c.drawString(72, 700, "The officer was Jane Example of Leeds")
    c.rect(140, 696, 80, 14, fill=1, stroke=0)
    c.setFillColorRGB(1, 1, 1)
    c.drawString(72, 600, "white on white")
    c.setFillColorRGB(0, 0, 0)
    t = c.beginText(72, 500)
    t.setTextRenderMode(3)
    t.textLine("without any ink")
    c.drawText(t)


def test_the_reference_engine_hides_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = read_one(pdf(redacted))
    monkeypatch.setenv("FOI_EXTRACT_PDF_ENGINE", "pdfplumber")
    reference = read_one(pdf(redacted))
    assert words(reference) == words(ours)
    assert not {"Jane", "white", "ink"} & set(words(reference))
    assert reference.blackouts == ours.blackouts
    assert [n.code for n in reference.notes] == [n.code for n in ours.notes]


def test_the_second_attempt_hides_what_is_hidden() -> None:
    pytest.importorskip("pypdfium2")
    (page,) = pages_by_pdfium(pdf(redacted), 3)
    assert "Jane" not in {w.text for w in page.words}
    assert {"The", "officer", "Leeds"} <= {w.text for w in page.words}


def test_a_full_ink_of_a_named_colour_is_dark_to_both_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    def inked(c: Canvas) -> None:
        c.setFillColor(CMYKColorSep(0, 0, 0, 1, spotName="Night"))
        c.drawString(72, 700, "Seen by all")

    monkeypatch.setenv("FOI_EXTRACT_PDF_ENGINE", "pdfplumber")
    assert words(read_one(pdf(inked))) == ["Seen", "by", "all"]


def test_a_page_of_slanting_words_is_read_by_both_engines() -> None:
    def slanting(c: Canvas) -> None:
        c.rotate(30)
        c.drawString(200, 300, "Draft for comment only")

    document = read_one(pdf(slanting))
    assert words(document) == ["Draft", "for", "comment", "only"]
    assert document.degraded is None  # they agree


def test_an_unknown_engine_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_EXTRACT_PDF_ENGINE", "quill")
    with pytest.raises(ValueError, match="lean"):
        read_one(pdf(redacted))


SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*/*.pdf"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_words_are_those_of_pdfplumber(path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    document = read_one(path.read_bytes())
    with pdfplumber.open(path) as reference:
        for page, objects in zip(reference.pages, document.objects, strict=True):
            expected = {w["text"] for w in page.extract_words(x_tolerance=2)}
            ours = {w.text for w in objects.words}
            odd = {w for w in expected ^ ours if w.isascii()}  # bullets, ligatures: ours are made plain
            assert len(odd) <= 0.01 * len(expected)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_both_engines_give_the_same_objects(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = read_one(path.read_bytes()).objects
    monkeypatch.setenv("FOI_EXTRACT_PDF_ENGINE", "pdfplumber")
    for lean, reference in zip(ours, read_one(path.read_bytes()).objects, strict=True):
        assert [w.text for w in lean.words] == [w.text for w in reference.words]
        for a, b in zip(lean.words, reference.words, strict=True):
            assert a.box == pytest.approx(b.box, abs=0.02)
            assert (a.bold, a.italic, a.angle) == (b.bold, b.italic, b.angle)
        assert len(lean.rulings) == len(reference.rulings)
        assert [f.darkness for f in lean.fills] == [f.darkness for f in reference.fills]


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared folder is not here")
@pytest.mark.parametrize(
    "path", sorted(HOSTILE.glob("*.pdf")) if HOSTILE.exists() else [], ids=lambda p: p.stem
)
def test_hostile_files_give_a_document_or_an_error(path: Path) -> None:
    try:
        arrange(read_one(path.read_bytes()))
    except SourceError as error:
        assert error.message
