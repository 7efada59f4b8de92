"""Scans to words: upright, deskewed, of one size a line; clear words when Tesseract is missing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from foi_extract import extract
from foi_extract.errors import SourceError
from foi_extract.reading import documents_from_bytes, ocr
from foi_extract.reading.ocr_mending import mended_words
from foi_extract.reading.ocr_pages import fill_pages
from foi_extract.reading.ocr_words import confidence_of, is_speck, words_from_tsv, words_on_page
from foi_records.document import Note
from foi_records.page_objects import PageObjects

Pillow = pytest.importorskip("PIL.Image")
needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="Tesseract is not installed")

LETTER = [
    "Wexcombe Borough Council",
    "30 March 2021",
    "Dear R Pemberton",
    "1. How many street trees have been felled since 2015?",
    "The Council has felled 214 street trees since 2015, most of",
    "them because of disease.",
    "2. What did the work cost in each of these years?",
    "The work cost 12,000 pounds in 2019 and 9,500 pounds in 2020.",
]
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def scan(turn: float = 0.0) -> Any:
    from PIL import ImageDraw, ImageFont

    image = Pillow.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(34)
    for n, text in enumerate(LETTER):
        draw.text((200, 200 + 90 * n), text, fill=20, font=font)
    if turn in {90, 180, 270}:
        return image.rotate(turn, expand=True)
    return image.rotate(turn, resample=Pillow.Resampling.BICUBIC, fillcolor=255)


def png(image: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", dpi=(200, 200))
    return buffer.getvalue()


@pytest.mark.parametrize("turn", [1.0, -2.0, 3.5])
def test_skew_is_measured(turn: float) -> None:
    from foi_extract.reading.ocr_page import skew_of

    assert skew_of(scan(turn)) == pytest.approx(-turn, abs=0.15)


@pytest.mark.parametrize(("turn", "on_side"), [(0, False), (1, False), (180, False), (90, True), (270, True)])
def test_a_page_on_its_side_is_told(turn: float, on_side: bool) -> None:
    from foi_extract.reading.ocr_page import lies_on_its_side

    assert lies_on_its_side(scan(turn)) is on_side


@needs_tesseract
@pytest.mark.parametrize("turn", [1.0, 90])
def test_a_scan_is_read(turn: float) -> None:
    (document,) = documents_from_bytes(png(scan(turn)), "scan.png")
    assert document.ocr_pages == (1,)
    (page,) = document.objects
    assert " ".join(word.text for word in page.words) == " ".join(LETTER)
    assert page.width == pytest.approx(595, abs=2)
    assert page.height == pytest.approx(842, abs=2)
    assert len({word.size for word in page.words}) == 1
    first = page.words[0]
    assert first.x0 == pytest.approx(72, abs=6)
    assert first.baseline == pytest.approx(82, abs=8)


def test_words_of_a_line_share_their_baseline_and_size() -> None:
    rows = [
        "5\t1\t1\t1\t1\t1\t100\t100\t50\t30\t96\tHow",
        "5\t1\t1\t1\t1\t2\t160\t100\t70\t38\t95\tmany,",
        "5\t1\t1\t1\t1\t3\t240\t108\t9\t9\t5\t~",
    ]
    found = words_from_tsv(HEAD + "\n".join(rows))
    assert [w.text for w in found] == ["How", "many,"]
    assert confidence_of(found) == pytest.approx((96 * 3 + 95 * 5) / 8)
    how, many = words_on_page(found, 72 / 200)
    assert (how.size, how.baseline) == (many.size, many.baseline)
    assert how.baseline == pytest.approx(130 * 72 / 200)


@pytest.mark.parametrize(
    ("text", "confidence", "speck"),
    [
        ("~", 30, True),
        ("•", 30, False),
        ("e", 20, True),
        ("7", 20, False),
        ("the", 20, False),
        (":", 90, False),
    ],
)
def test_dirt_is_no_word(text: str, confidence: float, speck: bool) -> None:
    assert is_speck(text, confidence) is speck


def test_without_tesseract_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SourceError, match="Install Tesseract"):
        documents_from_bytes(png(scan()), "scan.png")
    notes: list[Note] = []
    assert fill_pages(b"", [PageObjects(1, 595, 842)], [1], notes) == ()
    assert notes[0].code == "page-without-text"
    assert "Install Tesseract" in notes[0].message


@needs_tesseract
def test_pictures_that_cannot_be_read_say_so() -> None:
    with pytest.raises(SourceError, match="damaged"):
        documents_from_bytes(b"\x89PNG\r\n\x1a\n torn", "scan.png")
    with pytest.raises(SourceError, match="without words"):
        documents_from_bytes(png(Pillow.new("L", (400, 400), 255)), "blank.png")


@needs_tesseract
def test_a_scanned_page_of_a_pdf_is_filled() -> None:
    buffer = io.BytesIO()
    scan().save(buffer, "PDF", resolution=200)
    pages = [PageObjects(1, 595.4, 842.0)]
    notes: list[Note] = []
    assert fill_pages(buffer.getvalue(), pages, [1], notes) == (1,)
    assert " ".join(word.text for word in pages[0].words).startswith("Wexcombe Borough Council 30 March 2021")
    assert notes == []


def test_ruled_lines_are_found_and_taken_off() -> None:
    from PIL import ImageDraw

    from foi_extract.reading.ocr_rulings import ruling_of, rulings_in, without_rulings

    image = scan()
    draw = ImageDraw.Draw(image)
    draw.rectangle((200, 1200, 1200, 1203), fill=0)
    draw.rectangle((200, 1200, 203, 1500), fill=0)
    lines = rulings_in(image, 200)
    level, upright = (ruling_of(line, 72 / 200) for line in lines)
    assert level.level and not upright.level
    assert level.x0 == pytest.approx(72, abs=1)
    assert level.x1 == pytest.approx(432, abs=1)
    assert upright.bottom - upright.top == pytest.approx(108, abs=2)
    assert rulings_in(without_rulings(image, lines), 200) == []


def test_an_upright_stroke_before_a_small_word_is_i() -> None:
    rows = [
        "5\t1\t1\t1\t1\t1\t100\t100\t5\t30\t80\t|",
        "5\t1\t1\t1\t1\t2\t160\t100\t70\t30\t95\tcan",
        "5\t1\t1\t1\t1\t3\t240\t100\t5\t30\t80\t|",
    ]
    assert texts(rows) == ["I", "can"]


def texts(rows: list[str]) -> list[str]:
    return [w.text for w in mended_words(words_from_tsv(HEAD + "\n".join(rows)))]


def lines_of(page: str, confidence: int = 90) -> list[str]:
    return [
        f"5\t1\t1\t1\t{n}\t{m}\t{100 + 80 * m}\t{60 * n}\t70\t30\t{confidence}\t{word}"
        for n, line in enumerate(page.splitlines(), 1)
        for m, word in enumerate(line.split(), 1)
    ]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("e The public pays", "• The public pays"),
        ("¢ The public pays", "• The public pays"),
        ("plan e was", "plan e was"),
        ("e tis said", "• It is said"),
        ("lt is held", "It is held"),
        ("it does not apply. |", "it does not apply. I"),
        ("a | house", "a I house"),
        ("Alder |", "Alder"),
        ("l) How\n2) Why", "1) How\n2) Why"),
        ("I. How\nII. Why", "I. How\nII. Why"),
        ("Ql How\nQ2 Why", "Q1 How\nQ2 Why"),
        ("4. How\nS. Why\n6. When", "4. How\n5. Why\n6. When"),
        ("a) How\nS. Why", "a) How\nS. Why"),
        ("3. How\n4, Why\n5. When", "3. How\n4. Why\n5. When"),
        ("3. How\n40, Why\n5. When", "3. How\n40, Why\n5. When"),
        ("in 20l9 and 2O20", "in 2019 and 2020"),
        ("OL1 3AB", "OL1 3AB"),
        ("How many in 20197", "How many in 2019?"),
        ("There were 20197", "There were 20197"),
    ],
)
def test_misreadings_are_set_right_where_one_reading_makes_sense(read: str, meant: str) -> None:
    assert texts(lines_of(read)) == meant.split()


def test_lone_dots_are_painted_over_and_letters_kept() -> None:
    from foi_extract.reading.ocr_page import without_specks

    image = Pillow.new("L", (60, 40), 255)
    for x, y in [(5, 5), (20, 30), (21, 30), (40, 10), (41, 10), (40, 11), (41, 11)]:
        image.putpixel((x, y), 0)
    clean = without_specks(image)
    assert [clean.getpixel(p) for p in [(5, 5), (20, 30), (40, 10), (41, 11)]] == [255, 255, 0, 0]
    assert without_specks(clean) is clean


SAMPLES = Path(__file__).parents[1] / "samples"


def scanned(pdf: bytes, turn: float) -> bytes:
    """A PDF of one page as a copier would scan it: 200 dots an inch, grainy paper, dirt, a little askew."""
    import numpy as np
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72, grayscale=True).to_pil()
    dots = np.asarray(page.rotate(turn, resample=Pillow.Resampling.BICUBIC, fillcolor=255), dtype=np.float64)
    grain = np.random.default_rng(7)
    dots = 0.9 * dots + 15 + grain.normal(0, 12, dots.shape)
    dots[grain.random(dots.shape) < 0.0005] = 0
    buffer = io.BytesIO()
    Pillow.fromarray(np.clip(dots, 0, 255).astype(np.uint8)).save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


def edits(a: str, b: str) -> int:
    """The letters to change, put in or take out to make one text of another."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


@needs_tesseract
@pytest.mark.parametrize(("name", "turn"), [("borough-costs", 1.0), ("trust-counts", -1.0)])
def test_a_scanned_letter_is_paired_as_the_one_it_was_printed_from(name: str, turn: float) -> None:
    pdf = (SAMPLES / name / "response.pdf").read_bytes()
    (printed,), (scan_of_it,) = extract(pdf, "printed.pdf"), extract(scanned(pdf, turn), "scan.pdf")
    assert scan_of_it.source.ocr_pages == (1,)
    born, read = (" ".join(r.text.split()) for r in (printed, scan_of_it))
    assert edits(born, read) < 0.02 * len(born)
    said = [
        [(e.number, *(" ".join((w.text or "").split()) for w in (e.question, e.answer))) for e in r.exchanges]
        for r in (printed, scan_of_it)
    ]
    assert said[0] == said[1]
    assert [t.rows for t in printed.tables] == [t.rows for t in scan_of_it.tables]
    assert {t.origin for t in scan_of_it.tables} == {"ocr"}


def test_bold_words_are_told_by_their_strokes() -> None:
    from PIL import ImageDraw

    from foi_extract.reading.ocr_weight import bold_words

    image = Pillow.new("L", (1200, 120), 255)
    draw = ImageDraw.Draw(image)
    rows = []
    for n in range(12):
        broad = 8 if n in {4, 5} else 4
        for stroke in range(5):
            draw.rectangle((100 * n + 10 + 16 * stroke, 40, 100 * n + 9 + 16 * stroke + broad, 80), fill=0)
        rows.append(f"5\t1\t1\t1\t{n // 4 + 1}\t1\t{100 * n + 5}\t38\t90\t46\t95\tmill")
    bold = bold_words(image, words_from_tsv(HEAD + "\n".join(rows)))
    assert [n for n, b in enumerate(bold) if b] == [4, 5]
