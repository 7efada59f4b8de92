"""What a letter costs, beside pdfplumber and whatever other engine is installed, all in one run.

python benchmarks/speed.py [PDF or FOLDER ...] [--rounds N] [--pages N] [--write]

Without arguments it reads letters of 1 to 12 pages by each producer that is installed (``letters_drawn.py``)
and the real PDFs of ``../shared`` where they are at hand.  All times are CPU time of this
process, the least of some rounds that take turns; the machine may be busy, so the ratios to pdfplumber's
words and tables are what counts.  Memory is what a process of its own for each engine takes beyond the
imports of this module.  ``--write`` puts the tables into the section "Speed" of ``benchmarks/README.md``.

pip install docling-parse pdf-oxide liteparse camelot-py weasyprint     # the peers, none of them needed
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import pdfplumber
from engines import (
    BASELINE,
    LAID_OUT,
    LEAN,
    RECORD,
    Engine,
    document_of,
    installed,
    laid_out,
    plumbed,
    recorded,
)
from letters_drawn import by_reportlab, dense_letter, letter_of_pages, letters_by_producer
from likeness import Files, same_objects, same_tables, same_words

from foi_extract.facts.record import response_from_pairing
from foi_extract.layout import arrange
from foi_extract.letters import letter_from_document
from foi_extract.pairing import pair_letter

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- speed -->", "<!-- /speed -->"
LENGTHS = (1, 2, 3, 6, 12)
"""The lengths of the letters of each producer, in pages of about 330 words."""
GROWTH = (1, 3, 10, 50, 200)
STAGES = ("read", "layout", "letter", "pairing", "facts", "JSON")
TEXT_STAGES = STAGES[2:]


def forget() -> None:
    """Empty what the text stages keep of the last text, so that no round is spared the work."""
    for name, module in list(sys.modules.items()):
        if name.startswith("foi_extract.") and not name.startswith("foi_extract.law"):
            for kept in vars(module).values():
                if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"] is not None:
                    kept.cache_clear()


def spent_by(run: Callable[[bytes], object], data: bytes) -> float:
    """The CPU seconds of one run."""
    forget()
    begin = time.process_time()
    run(data)
    return time.process_time() - begin


def times_of(engines: list[Engine], files: Files, rounds: int) -> dict[str, float]:
    """The CPU seconds of each engine over some files, for each file the least of rounds that take turns."""
    least: dict[tuple[str, str], float] = {}
    for _ in range(rounds + 1):  # the first round warms up
        for file, data in files.items():
            for engine in engines:
                key = engine.name, file
                least[key] = min(least.get(key, 1e9), spent_by(engine.run, data))
    return {e.name: sum(least[e.name, file] for file in files) for e in engines}


def stages_of(data: bytes, rounds: int) -> dict[str, float]:
    """The least CPU seconds of each stage of one letter."""
    least = dict.fromkeys(STAGES, 1e9)
    for _ in range(rounds + 1):
        forget()
        clock = [time.process_time()]
        document = document_of(data)
        clock.append(time.process_time())
        document = arrange(document)
        clock.append(time.process_time())
        letter = letter_from_document(document)
        clock.append(time.process_time())
        pairing = pair_letter(letter)
        clock.append(time.process_time())
        response = response_from_pairing(letter, pairing)
        clock.append(time.process_time())
        response.to_json()
        clock.append(time.process_time())
        for stage, begin, end in zip(STAGES, clock, clock[1:], strict=False):
            least[stage] = min(least[stage], end - begin)
    return least


def text_words(files: Files) -> int:
    """How many words the documents hold, blank to blank."""
    return sum(len(arrange(document_of(data)).text.split()) for data in files.values())


def peak_of(engine: Engine, files: Files) -> float | None:
    """What a fresh process needs in MB to read the files by one engine, over the benchmark's own imports."""
    with tempfile.TemporaryDirectory() as folder:
        for n, data in enumerate(files.values()):
            (Path(folder) / f"{n}.pdf").write_bytes(data)
        command = [sys.executable, __file__, folder, "--peak", engine.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(done.stdout.split()[-1]) if done.returncode == 0 else None


def peak_memory() -> float:
    """The most memory this process ever held, in MB, on Linux, where ``getrusage`` tells the parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


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


def with_text(paths: Iterable[Path], most: int) -> Files:
    """The PDFs of no more than so many pages with a text layer on every page: a scan costs what OCR costs."""
    out = {}
    for path in sorted(paths):
        data = path.read_bytes()
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) <= most and all(page.chars for page in pdf.pages):
                out[path.name] = data
    return out


def table(heads: list[str], rows: list[list[Any]]) -> list[str]:
    """A table in Markdown."""
    return [f"| {' | '.join(map(str, row))} |" for row in (heads, ["---"] * len(heads), *rows)] + [""]


def producers_table(sets: dict[str, Files], rounds: int) -> list[str]:
    """What our stages cost as a share of pdfplumber's words and tables, for each set of PDFs."""
    engines = [e for e in installed() if e.name in (BASELINE, LEAN, LAID_OUT, RECORD)]
    rows: list[list[Any]] = []
    for name, files in sets.items():
        times = times_of(engines, files, rounds)
        pages, base = sum(len(plumbed(data)) for data in files.values()), times[BASELINE]
        shares = [f"{times[key] / base:.3f}" for key in (LEAN, LAID_OUT, RECORD)]
        rows.append([name, len(files), pages, f"{1000 * base / pages:.1f}", *shares])
    heads = ["PDFs by", "files", "pages", "pdfplumber, ms a page"]
    return table([*heads, "words and rulings", "with lines and tables", "whole record"], rows)


def likeness_table(sets: dict[str, Files]) -> list[str]:
    """How far what we read is what pdfplumber reads, for each set of PDFs."""
    lean = next(engine for engine in installed() if engine.name == LEAN)
    rows: list[list[Any]] = []
    for name, files in sets.items():
        words, letters, compared = same_words(lean, files) or (0, 0, 0)
        shares = (same_objects(files), (letters, compared), (words, compared), same_tables(files))
        rows.append([name, *(f"{same} of {all_}" for same, all_ in shares)])
    heads = ["", "pages: objects", "pages: letters, whatever the blanks", "pages: words", "ruled tables"]
    return table(heads, rows)


def engines_table(files: Files, rounds: int) -> list[str]:
    """What each engine costs, takes and finds, side by side."""
    engines, failed = [], []
    for engine in installed():
        try:
            for data in files.values():
                engine.run(data)
            engines.append(engine)
        except Exception as error:
            failed.append(f"{engine.name} fails on them: {type(error).__name__}.")
    times = times_of(engines, files, rounds)
    pages, base = sum(len(plumbed(data)) for data in files.values()), times[BASELINE]
    rows = []
    for engine in engines:
        spent, same, peak = times[engine.name], same_words(engine, files), peak_of(engine, files)
        number = "" if engine.licence == "ours" else f" {version(packages_distributions()[engine.module][0])}"
        rows.append(
            [
                engine.name.replace(":", f"{number}:", 1),
                engine.licence,
                f"{1000 * spent / pages:.1f}",
                f"{spent / base:.2f}",
                "–" if peak is None else f"{peak:.0f}",
                "–" if same is None else f"{100 * same[0] / same[2]:.1f} %",
            ]
        )
    heads = ["", "licence", "ms a page", "of pdfplumber", "memory, MB", "pages with pdfplumber's words"]
    return [f"{len(files)} PDFs, {pages} pages.", "", *table(heads, rows), *failed, ""]


def stages_table(sets: dict[str, Files], rounds: int) -> list[str]:
    """Where the time goes: the share of each stage, and what the text stages cost for 1,000 words."""
    rows: list[list[Any]] = []
    for name, files in sets.items():
        spent: Counter[str] = Counter()
        for data in files.values():
            spent.update({stage: int(s * 1e9) for stage, s in stages_of(data, rounds).items()})
        words, total = text_words(files), sum(spent.values())
        text = sum(spent[stage] for stage in TEXT_STAGES)
        shares = [f"{100 * spent[stage] / total:.0f} %" for stage in STAGES]
        rows.append([name, f"{words:,}", *shares, f"{text / 1e6 / words * 1000:.1f}"])
    return table(["", "words", *STAGES, "text stages, ms for 1,000 words"], rows)


def growth_table(rounds: int) -> list[str]:
    """Whether the cost of a page stays the same as letters get longer."""
    rows = []
    for pages in GROWTH:
        data = by_reportlab([letter_of_pages(2 * pages)])[0]
        real = len(document_of(data).pages)
        turns = max(2, min(rounds, 60 // pages))
        whole = min(spent_by(recorded, data) for _ in range(turns))
        lines = min(spent_by(laid_out, data) for _ in range(turns))
        rows.append([real, f"{1000 * lines / real:.1f}", f"{1000 * whole / real:.1f}"])
    return table(["pages", "lines and tables, ms a page", "whole record, ms a page"], rows)


def start_table() -> list[str]:
    """What a fresh start costs."""
    page = ROOT / "samples" / "scottish-trees" / "response.html"
    rows = [
        ["foi-extract --help", f"{start_up(['--help']):.2f}"],
        ["foi-extract parse, one small HTML page", f"{start_up(['parse', str(page)]):.2f}"],
    ]
    return table(["fresh interpreter, imports included", "s CPU"], rows)


def every_table(most: int, rounds: int) -> list[str]:
    """All the tables that stand in the README."""
    made = letters_by_producer(LENGTHS)
    sets = {name: {f"{n}.pdf": data for n, data in files.items()} for name, files in made.items()}
    three = {name: made[name][3] for name in made}
    dense = {"dense": by_reportlab([dense_letter(3)])[0]}
    everything = {f"{name} {file}": data for name, files in sets.items() for file, data in files.items()}
    real = with_text(SHARED.glob("corpus/*/*/*.pdf"), most)
    ruled = with_text(SHARED.glob("suites/icdar2013/**/*.pdf"), most)
    tried = sets | {"a dense letter, ReportLab": dense} | ({"real responses": real} if real else {})
    lines = ["Letters of 1 to 12 pages by each producer, as shares of pdfplumber's CPU time:", ""]
    lines += producers_table(tried, rounds)
    lines += ["The letter of three pages, about 1,000 words and one table:", ""]
    lines += producers_table({name: {name: data} for name, data in three.items()}, 3 * rounds)
    lines += ["Where the time of a whole record goes:", ""]
    lines += stages_table({"the letter of three pages": three, **tried}, rounds)
    lines += ["Side by side on the letters:", "", *engines_table(everything, rounds)]
    if real:
        lines += ["Side by side on the real responses:", "", *engines_table(real, rounds)]
    compared = sets | {
        name: files for name, files in (("real responses", real), ("ICDAR 2013", ruled)) if files
    }
    lines += ["Equal to what pdfplumber reads:", "", *likeness_table(compared)]
    return lines + growth_table(rounds) + start_table()


def written(lines: list[str]) -> None:
    """Put the tables between their marks in the README."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(
        before + BEGIN + "\n\n" + "\n".join(lines).strip() + "\n\n" + END + after, encoding="utf-8"
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=40, help="leave out files of more pages")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--peak", metavar="ENGINE", help="print the memory that one engine needs, in MB")
    arguments = parser.parse_args()
    paths = [p for given in arguments.files for p in (given.rglob("*.pdf") if given.is_dir() else [given])]
    if arguments.peak:
        run = next(engine.run for engine in installed() if engine.name == arguments.peak)
        before = peak_memory()
        for path in paths:
            run(path.read_bytes())
        print(peak_memory() - before)
        return 0
    if paths:
        files = with_text(paths, arguments.pages)
        lines = engines_table(files, arguments.rounds) + stages_table({"all": files}, arguments.rounds)
    else:
        lines = every_table(arguments.pages, arguments.rounds)
    print("\n".join(lines))
    if arguments.write:
        written(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
