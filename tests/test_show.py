"""The page that shows a response: boxes where the evidence is, both sides linked, nothing runs or loads."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from foi_extract import extract
from foi_extract.cli import group
from foi_extract.commands.show import pictures_of
from foi_extract.showing.evidence import KINDS, Evidence, evidence_of
from foi_extract.showing.page import page_from_responses
from foi_extract.showing.pictures import pictures_from_image
from foi_extract.showing.source import MARGIN, text_to_html
from foi_records.document import Page
from foi_records.response import Response
from foi_records.spans import Region, Span

SAMPLES = Path(__file__).parents[1] / "samples"
LETTER = SAMPLES / "steady-steps" / "response.pdf"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1500,1000",
)  # fmt: skip
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
HOSTILE = '<script>document.title="owned"</script><img src="x" onerror="document.title=\'owned\'">\'"&gt;'


def shown(page: str, tmp_path: Path, script: str = "") -> str:
    """The page as a browser leaves it, after a script of the test's own that its policy is told to allow."""
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        page = page.replace("script-src '", f"script-src 'sha256-{digest}' '", 1)
        page = page.replace("</body>", f"<script>{script}</script></body>")
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


MEASURE = """
const boxes = [...document.querySelectorAll("a.box")].map((box) => {
  const page = box.parentNode.getBoundingClientRect(), b = box.getBoundingClientRect();
  return [box.id, (b.left - page.left) / page.width, (b.top - page.top) / page.height,
    b.width / page.width, b.height / page.height];
});
document.documentElement.dataset.measured = JSON.stringify(boxes);
"""


def measured(dom: str) -> Any:
    found = re.search(r'data-measured="([^"]*)"', dom)
    assert found
    return json.loads(html.unescape(found[1]))


@pytest.fixture(scope="module")
def letter() -> Response:
    return extract(LETTER)[0]


@pytest.fixture(scope="module")
def page(letter: Response) -> str:
    pytest.importorskip("pypdfium2")
    pictures = pictures_of(LETTER.read_bytes(), LETTER.name, "application/pdf", 60)
    return page_from_responses([letter], pictures, LETTER.name)


@needs_browser
def test_every_box_stands_where_its_region_is(letter: Response, page: str, tmp_path: Path) -> None:
    width, height = 595.3, 841.9
    found = {id: rest for id, *rest in measured(shown(page, tmp_path, MEASURE))}
    wanted = {
        f"s-{e.key}" + (f"-{n}" if n else ""): region
        for e in evidence_of(letter, "r1")
        for n, region in enumerate(e.boxes)
    }
    assert found.keys() == wanted.keys() and len(wanted) > 30
    for id, region in wanted.items():
        left, top, wide, high = found[id]
        assert left * width == pytest.approx(region.x0 - MARGIN, abs=0.7), id
        assert top * height == pytest.approx(region.top - MARGIN, abs=0.7), id
        assert wide * width == pytest.approx(region.x1 - region.x0 + 2 * MARGIN, abs=0.7), id
        assert high * height == pytest.approx(region.bottom - region.top + 2 * MARGIN, abs=0.7), id


def turned(rotation: int) -> bytes:
    """The letter on pages turned by so many degrees."""
    return altered(lambda page: page.set_rotation(rotation))


def cropped() -> bytes:
    """The letter with its margins cropped away."""
    return altered(lambda page: page.set_cropbox(40, 50, 560, 800))


def altered(change: Callable[[Any], None]) -> bytes:
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(LETTER.read_bytes())
    for page in document:
        change(page)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [LETTER.read_bytes, lambda: turned(90), lambda: turned(180), lambda: turned(270), cropped],
    ids=["as it is", "90", "180", "270", "cropped"],
)
def test_letters_lie_under_the_boxes_however_the_page_is_turned_or_cropped(make: Callable[[], bytes]) -> None:
    pillow = pytest.importorskip("PIL.Image")
    data = make()
    record = extract(data, "letter.pdf")[0]
    pictures = pictures_of(data, "letter.pdf", "application/pdf", 72)
    for e in evidence_of(record, "r1"):
        for region in e.boxes:
            picture = pictures[region.page - 1]
            image = pillow.open(io.BytesIO(base64.b64decode(picture.uri.partition(",")[2]))).convert("L")
            assert image.size == pytest.approx((picture.width, picture.height), abs=2)
            ink = image.crop((region.x0, region.top, region.x1, region.bottom))
            assert ink.getextrema()[0] < 140, (e.label, region)


class Anchors(HTMLParser):
    """The ids, links and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.hrefs += [given["href"] or ""] if "href" in given else []
        self.sources += [given["src"] or ""] if "src" in given else []


def anchors(page: str) -> Anchors:
    parser = Anchors()
    parser.feed(page)
    return parser


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*/response.*")), ids=lambda p: f"{p.parent.name}{p.suffix}"
)
def test_each_side_leads_to_the_other_and_nowhere_else(path: Path) -> None:
    records = extract(path)
    found = anchors(page_from_responses(records, [], path.name))
    assert len(found.ids) == len(set(found.ids))
    assert all(href.startswith("#") for href in found.hrefs)
    assert {href[1:] for href in found.hrefs} <= set(found.ids)
    assert not found.sources


def test_the_page_with_pictures_links_both_sides_and_loads_nothing(page: str) -> None:
    found = anchors(page)
    assert {href[1:] for href in found.hrefs} <= set(found.ids)
    assert found.sources and all(source.startswith("data:image/") for source in found.sources)
    assert "default-src 'none'" in page and found.tags.count("script") == 1


def hostile_record() -> Response:
    letter = (
        f"Harbour Board {HOSTILE}\n\nDear Requester,\n\n1. How many {HOSTILE} ferries are there?\n\n"
        f"There are 12 ferries {HOSTILE}.\n\nYours sincerely\n"
    )
    record = extract(letter.encode(), "letter.txt")[0]
    assert HOSTILE in record.text
    finding = {"code": "odd", "message": HOSTILE, "spans": ()}
    return Response.model_validate({**record.model_dump(by_alias=True), "findings": [finding]})


def test_hostile_words_are_only_words() -> None:
    found = anchors(page_from_responses([hostile_record()], [], HOSTILE))
    assert found.tags.count("script") == 1 and "img" not in found.tags


@needs_browser
@pytest.mark.parametrize("unescaped", ["", HOSTILE], ids=["escaped", "even if one got through"])
def test_hostile_words_do_not_run(unescaped: str, tmp_path: Path) -> None:
    page = page_from_responses([hostile_record()], [], "letter.txt")
    dom = shown(page.replace("<main>", f"<main>{unescaped}"), tmp_path)
    assert "<title>letter.txt</title>" in dom


@needs_browser
def test_following_a_link_lights_both_sides(letter: Response, tmp_path: Path) -> None:
    page = page_from_responses([letter], [], LETTER.name)
    follow = (
        "location.hash = 's-r1-f1'; addEventListener('hashchange', () => {"
        "document.documentElement.dataset.measured = document.querySelectorAll('.aim').length; });"
    )
    assert measured(shown(page, tmp_path, follow)) >= 2


WORDS = "The Board runs 12 ferries."


def evidence(key: str, kind: str, start: int, end: int) -> Evidence:
    return Evidence(key, kind, key, (Span(start=start, end=end, quote=WORDS[start:end]),))


@pytest.mark.parametrize(
    ("marked", "pieces"),
    [
        ([], []),
        ([("a", "answer", 0, 26)], [("answer", WORDS)]),
        (
            [("a", "answer", 0, 26), ("f", "figure", 15, 25)],
            [("answer", "The Board runs "), ("figure", "12 ferries"), ("answer", ".")],
        ),
        (
            [("a", "figure", 0, 17), ("b", "date", 15, 25)],
            [("figure", "The Board runs "), ("date", "12"), ("date", " ferries")],
        ),
    ],
)  # fmt: skip
def test_text_is_cut_where_evidence_begins_and_ends(
    marked: list[tuple[str, str, int, int]], pieces: list[tuple[str, str]]
) -> None:
    page = text_to_html(WORDS, [evidence(*m) for m in marked])
    assert re.findall(r'<a class="mark (\w+)"[^>]*>([^<]*)</a>', page) == pieces
    assert re.sub(r"<[^>]+>", "", page) == WORDS


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(list(KINDS))), max_size=8))
def test_whatever_is_marked_the_text_stays_as_it_is_and_every_place_has_its_anchor(
    marked: list[tuple[int, int, str]],
) -> None:
    text = 'A <b>letter</b> & its \n answers, "quoted".'[:40].ljust(40, ".")
    things = [
        Evidence(
            f"k{n}", kind, kind, (Span(start=min(a, b), end=max(a, b), quote=text[min(a, b) : max(a, b)]),)
        )
        for n, (a, b, kind) in enumerate(marked)
    ]
    page = text_to_html(text, things)
    assert html.unescape(re.sub(r"<[^>]*>", "", page)) == text
    found = anchors(page)
    assert sorted(found.ids) == sorted(f"s-{e.key}" for e in things if e.spans_in_text)


def test_a_box_of_its_own_goes_before_those_of_the_words() -> None:
    box = Region(page=1, x0=1, top=1, x1=2, bottom=2)
    assert Evidence("t", "table", "t", (Span(start=0, end=1, quote="x"),), (box,)).boxes == (box,)


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [("letter.txt", "There are 12 ferries.", 0), ("broken.pdf", "%PDF-1.4 nothing", 4)],
)
def test_the_command_writes_a_page_for_whatever_it_is_given(
    name: str, said: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(f"Dear Sir\n\n1. How many ferries are there?\n\n{said}\n", encoding="utf-8")
    target = tmp_path / "shown.html"
    done = CliRunner().invoke(group, ["show", str(tmp_path / name), "-o", str(target)], standalone_mode=False)
    assert done.return_value == code
    assert name in target.read_text(encoding="utf-8")


def test_without_the_package_that_draws_the_command_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    done = CliRunner().invoke(group, ["show", str(LETTER), "-o", str(tmp_path / "shown.html")])
    assert done.exit_code == 1
    assert "pip install 'foi-extract[ocr]'" in done.output and "--text" in done.output


def test_the_text_of_a_letter_is_shown_instead_of_its_pages_when_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "shown.html"
    CliRunner().invoke(group, ["show", str(LETTER), "--text", "-o", str(target)], standalone_mode=False)
    page = target.read_text(encoding="utf-8")
    assert '<div class="text">' in page and "<img" not in page


def test_a_picture_file_is_shown_as_its_pages() -> None:
    pillow = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    pillow.new("RGB", (620, 877), "white").save(out, "PNG", dpi=(75, 75))
    (shown,) = pictures_from_image(out.getvalue(), [Page(1, 595.2, 841.9)])
    assert shown.uri.startswith("data:image/") and (shown.width, shown.height) == (595.2, 841.9)
