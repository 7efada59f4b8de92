"""What a letter costs, beside pdfplumber and whatever other engine is installed, all in one run.

python benchmarks/speed.py [PDF or FOLDER ...] [--rounds N] [--pages N] [--write]

Without arguments it reads the PDFs of ``samples/`` and letters of 1 to 12 pages that it draws itself.  All
times are CPU time of this process, the least of some rounds that take turns; the machine may be busy, so the
ratios to pdfplumber's words and tables are what counts.  ``--write`` puts the tables into the section
"Speed" of ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pdfplumber
from letters_drawn import letter
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

ROOT = Path(__file__).parents[1]
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- speed -->", "<!-- /speed -->"
Files = dict[str, bytes]
LENGTH = 2
"""The length that gives a letter of three pages, the last one short."""


def plumbed(data: bytes, most: int) -> None:
    """The baseline: pdfplumber's words and tables of every page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages[:most]:
            page.extract_words()
            for table in page.find_tables():
                table.extract()


def objects_by(engine: str) -> Callable[[bytes, int], None]:
    """Words, rulings and boxes of every page by one of our engines."""

    def run(data: bytes, most: int) -> None:
        manager, faces = PDFResourceManager(), {}
        for n, page in enumerate(pages_of(opened(data, "x.pdf"))):
            if n == most:
                break
            canvas, _ = drawn(page, engine, manager, faces)
            words_from_runs(canvas.runs, canvas.width, canvas.height)

    return run


def document_of(data: bytes) -> Document:
    """The document of a PDF, not yet laid out."""
    return read(data, Source("x.pdf", "application/pdf", "0" * 64, len(data)))[0]


def laid_out(data: bytes, most: int) -> None:
    """Words, lines in reading order, paragraphs, furniture and tables."""
    arrange(document_of(data))


def recorded(data: bytes, most: int) -> None:
    """The whole record, to JSON."""
    letter = letter_from_document(arrange(document_of(data)))
    response_from_pairing(letter, pair_letter(letter)).to_json()


def pdfium_text(data: bytes, most: int) -> None:
    """PDFium's plain text, without fonts, boxes or tables."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    for n in range(min(most, len(file))):
        file[n].get_textpage().get_text_bounded()


def oxide_words(data: bytes, most: int) -> None:
    """pdf-oxide's words with boxes."""
    import pdf_oxide

    file = pdf_oxide.PdfDocument.from_bytes(data)
    for n in range(min(most, file.page_count())):
        file.extract_words(n)


RUNS: dict[str, tuple[str, Callable[[bytes, int], None]]] = {
    "pdfplumber: words and tables": ("pdfplumber", plumbed),
    "ours: words and rulings (lean engine)": ("foi_extract", objects_by("lean")),
    "ours: the same by the pdfplumber engine": ("foi_extract", objects_by("pdfplumber")),
    "ours: words, lines, paragraphs and tables": ("foi_extract", laid_out),
    "ours: the whole record to JSON": ("foi_extract", recorded),
    "pypdfium2: plain text only": ("pypdfium2", pdfium_text),
    "pdf-oxide: words only": ("pdf_oxide", oxide_words),
}


def times_of(files: Files, rounds: int, most: int) -> dict[str, float]:
    """The least CPU seconds of each run over some files, the runs taking turns."""
    least: dict[str, float] = {}
    able = {name: run for name, (module, run) in RUNS.items() if find_spec(module)}
    for _ in range(rounds + 1):  # the first round warms up
        for name, run in able.items():
            spent = 0.0
            for data in files.values():
                forget()
                begin = time.process_time()
                run(data, most)
                spent += time.process_time() - begin
            least[name] = min(least.get(name, 1e9), spent)
    return least


def words_alike(data: bytes, most: int) -> tuple[int, int, int]:
    """Pages, pages with the reference's words, and pages with the same letters in the same words or not."""
    pages = same = letters = 0
    ours = document_of(data).objects
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page, objects in zip(pdf.pages[:most], ours, strict=False):
            theirs = [w["text"] for w in page.extract_words(x_tolerance=2, expand_ligatures=True)]
            mine = [w.text for w in objects.words]
            pages += 1
            same += Counter(map(plain, mine)) == Counter(map(plain, theirs))
            letters += sorted(plain("".join(mine))) == sorted(plain("".join(theirs)))
    return pages, same, letters


def plain(word: str) -> str:
    """A word as ASCII: bullets and marks, which ours are made plain of, left out."""
    return re.sub(r"[^!-~]+", "", word)


def forget() -> None:
    """Empty what the text stages keep of the last text, so that no round is spared the work."""
    for name, module in list(sys.modules.items()):
        if name.startswith("foi_extract.") and not name.startswith("foi_extract.law"):
            for kept in vars(module).values():
                if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"] is not None:
                    kept.cache_clear()


def stages_of(document: Document, rounds: int) -> dict[str, float]:
    """The least CPU seconds of each text stage of one document."""
    least: dict[str, float] = {}
    for _ in range(rounds + 1):
        forget()
        begin = time.process_time()
        letter = letter_from_document(document)
        middle = time.process_time()
        pairing = pair_letter(letter)
        third = time.process_time()
        response = response_from_pairing(letter, pairing)
        last = time.process_time()
        response.to_json()
        spent = (middle - begin, third - middle, last - third, time.process_time() - last)
        for name, seconds in zip(("letter", "pairing", "facts", "JSON"), spent, strict=True):
            least[name] = min(least.get(name, 1e9), seconds)
    return least


def start_up(arguments: list[str]) -> float:
    """The CPU seconds of a fresh interpreter that runs the command, imports included: the least of three."""
    code = (
        "import os, sys\n"
        "from foi_extract.cli import main\n"
        f"sys.argv = ['foi-extract', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "spent = os.times()\n"
        "print(sum(spent[:4]), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3))
    return min(float(run.stderr.split()[-1]) for run in runs)


def files_from(arguments: Iterable[str]) -> Files:
    """The PDFs named, or those of the samples and some letters drawn for the purpose."""
    paths = [
        path
        for given in map(Path, arguments)
        for path in (given.rglob("*.pdf") if given.is_dir() else [given])
    ]
    if paths:
        return {str(path): path.read_bytes() for path in sorted(paths)}
    files = {str(p.relative_to(ROOT)): p.read_bytes() for p in sorted(ROOT.glob("samples/*/response.pdf"))}
    return files | {f"drawn, about {pages} pages": letter(pages) for pages in (1, 3, 6, 12)}


def table(heads: list[str], rows: list[list[Any]]) -> list[str]:
    """A table in Markdown."""
    return [f"| {' | '.join(map(str, row))} |" for row in (heads, ["---"] * len(heads), *rows)] + [""]


def engines_table(files: Files, rounds: int, most: int) -> list[str]:
    """What each engine costs a page, and as a share of pdfplumber's words and tables."""
    times = times_of(files, rounds, most)
    pages = sum(min(most, len(document_of(data).pages)) for data in files.values())
    base = times["pdfplumber: words and tables"]
    rows = [[n, f"{1000 * t / pages:.1f}", f"{t / base:.2f}", f"{base / t:.1f}"] for n, t in times.items()]
    return [
        f"{len(files)} PDFs, {pages} pages.",
        "",
        *table(["", "ms a page", "of pdfplumber", "times faster"], rows),
    ]


def words_table(files: Files, most: int) -> list[str]:
    """On how many pages our words are those of the reference."""
    found = [words_alike(data, most) for data in files.values()]
    pages, same, letters = (sum(column) for column in zip(*found, strict=True))
    said = f"The words are those of pdfplumber (`x_tolerance=2`) on {same} of {pages} pages"
    return [f"{said}, the letters on {letters}.", ""]


def stages_table(files: Files, rounds: int) -> list[str]:
    """What the text stages cost for 1,000 words."""
    spent: Counter[str] = Counter()
    words = 0
    for data in files.values():
        document = arrange(document_of(data))
        words += len(document.text.split())
        spent.update({k: int(v * 1e9) for k, v in stages_of(document, rounds).items()})
    rows = [[name, f"{ns / 1e6 / words * 1000:.1f}"] for name, ns in spent.items()]
    rows.append(["all", f"{sum(spent.values()) / 1e6 / words * 1000:.1f}"])
    return [f"{words:,} words.", "", *table(["text stage", "ms for 1,000 words"], rows)]


def growth_table(rounds: int) -> list[str]:
    """Whether the cost of a page stays the same as letters get longer."""
    rows = []
    for pages in (1, 10, 50, 200):
        data = letter(pages)
        real = len(document_of(data).pages)
        least = 1e9
        for _ in range(max(1, min(rounds, 60 // pages))):
            begin = time.process_time()
            recorded(data, real)
            least = min(least, time.process_time() - begin)
        rows.append([real, f"{1000 * least / real:.1f}"])
    return table(["pages", "whole record, ms a page"], rows)


def start_table() -> list[str]:
    """What a fresh start costs."""
    page = ROOT / "samples" / "scottish-trees" / "response.html"
    rows = [
        ["foi-extract --help", f"{start_up(['--help']):.2f}"],
        ["foi-extract parse, one small HTML page", f"{start_up(['parse', str(page)]):.2f}"],
    ]
    return table(["fresh interpreter, imports included", "s CPU"], rows)


def written(lines: list[str]) -> None:
    """Put the tables between their marks in the README."""
    text = (
        README.read_text(encoding="utf-8")
        if README.exists()
        else f"# Benchmarks\n\n## Speed\n\n{BEGIN}\n{END}\n"
    )
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n## Speed\n\n{BEGIN}\n{END}\n"
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(
        before + BEGIN + "\n\n" + "\n".join(lines).strip() + "\n\n" + END + after, encoding="utf-8"
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=40, help="pages of each file, at most")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = files_from(arguments.files)
    lines = engines_table(files, arguments.rounds, arguments.pages) + words_table(files, arguments.pages)
    lines += stages_table(files, arguments.rounds)
    if not arguments.files:
        three = {"a letter of three pages": letter(LENGTH)}
        lines += ["A letter of three pages with tables, alone:", ""]
        lines += engines_table(three, 2 * arguments.rounds, arguments.pages)
        lines += growth_table(arguments.rounds) + start_table()
    print("\n".join(lines))
    if arguments.write:
        written(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
