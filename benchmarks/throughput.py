"""Responses a second and a core, and the parent's memory, against their number: both must be flat.

python benchmarks/throughput.py [--jobs 2] [--most 2000]     --most 10000 takes about a quarter of an hour

The responses are generated (fixed seed): letters of one to three pages as PDF, page and plain text in turn.
Prints the table that stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZES = (100, 500, 2_000, 10_000)
THINGS = ("lamp posts", "ferry crossings", "library cards", "beach huts", "parking permits", "bat surveys")
VERBS = ("repaired", "inspected", "issued", "withdrawn", "replaced", "sold")
ENDINGS = (
    "The Council does not hold this information.",
    "This information is exempt from disclosure under section 40(2) of the Freedom of Information Act 2000.",
    "The total cost was £{pounds:,} excluding VAT, paid on {day} March 20{year}.",
    "In 20{year} there were {count}, of which {part} were for residents.",
)
RIGHTS = (
    "If you are not content with the handling of your request you may ask for an internal review within 40 "
    "working days. You may then complain to the Information Commissioner."
)


def paragraphs_of_letter(chance: random.Random) -> list[str]:
    """The paragraphs of an invented response with three to nine questions."""
    out = [
        "Saltmouth Borough Council",
        f"Our reference: FOI/{chance.randrange(10_000):04}",
        "Dear Requester,",
        f"Thank you for your request received on {chance.randrange(1, 28)} May 2023. Our response is below.",
    ]
    for n in range(1, chance.randrange(4, 10)):
        year = chance.randrange(15, 24)
        out.append(f"{n}. How many {chance.choice(THINGS)} were {chance.choice(VERBS)} in 20{year}?")
        words = chance.choice(ENDINGS).format(
            pounds=chance.randrange(100_000),
            day=chance.randrange(1, 29),
            year=year,
            count=chance.randrange(5_000),
            part=chance.randrange(90),
        )
        out.append(f"We have searched our records for {chance.choice(THINGS)}. {words}")
    return [*out, RIGHTS, "Yours sincerely", "Information Governance Team"]


def pdf_from_paragraphs(paragraphs: list[str]) -> bytes:
    """A PDF as a word processor lays a letter out: 90 characters a line, 48 lines a page."""
    octal = str.maketrans({"(": "\\050", ")": "\\051", "£": "\\243"})
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.translate(octal).split():
            if len(line) + len(word) > 90:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    pages = [lines[i : i + 48] for i in range(0, len(lines), 48)]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, page in enumerate(pages):
        shown = "".join(f"({line}) Tj T*\n" for line in page)
        content = f"BT /F 11 Tf 14 TL 64 770 Td\n{shown}ET"
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * n} 0 R>>",
            f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        ]
    out, places = "%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def write_responses(folder: Path, count: int) -> None:
    """Write the first ``count`` generated responses into a folder."""
    chance = random.Random(8)
    for n in range(count):
        paragraphs = paragraphs_of_letter(chance)
        path = folder / f"{n:06}"
        if n % 3 == 0:
            path.with_suffix(".pdf").write_bytes(pdf_from_paragraphs(paragraphs))
        elif n % 3 == 1:
            words = "\n".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
            path.with_suffix(".html").write_text(f"<!doctype html><body>{words}", encoding="utf-8")
        else:
            path.with_suffix(".txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: wall and CPU seconds of all processes, and the most memory of the parent in MB."""

    count: int
    wall: float
    cpu: float
    parent: float


def cost_of_run(folder: Path, count: int, jobs: int) -> Cost:
    """Run the command over a folder and measure it."""
    roots = os.pathsep.join(
        [str(ROOT / "extractors"), str(ROOT / "models"), os.environ.get("PYTHONPATH", "")]
    )
    command = [sys.executable, "-m", "foi_extract", "parse", str(folder), "-j", str(jobs), "-q"]
    before, started, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0.0
    with tempfile.TemporaryDirectory() as out:
        records = Path(out) / "records.jsonl"
        run = subprocess.Popen([*command, "-o", str(records)], env={**os.environ, "PYTHONPATH": roots})
        while run.poll() is None:
            most = max(most, peak_memory(run.pid))
            time.sleep(0.1)
        with records.open("rb") as file:
            assert run.returncode == 0 and sum(1 for _ in file) == count, "records were lost"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(count, time.monotonic() - started, cpu, most)


def peak_memory(process: int) -> float:
    """The most memory that a process has held so far, in MB (Linux)."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) / 1000 if found else 0.0


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--most", type=int, default=2_000)
    options = parser.parse_args()
    print("| responses | seconds | CPU ms a response | responses a second and core | parent's memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in (size for size in SIZES if size <= options.most):
        with tempfile.TemporaryDirectory() as folder:
            write_responses(Path(folder), size)
            cost = cost_of_run(Path(folder), size, options.jobs)
        each = 1000 * cost.cpu / size
        print(
            f"| {size:,} | {cost.wall:.1f} | {each:.1f} | {size / cost.cpu:.1f} | {cost.parent:.0f} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
