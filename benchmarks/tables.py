"""Cell adjacency of the tables found in PDFs with ground truth, ours beside those of other tools.

python benchmarks/tables.py DIR [--engine ours|plumber|camelot] [--detail]

DIR holds X.pdf and X-str.xml as in the ICDAR 2013 table competition.  An adjacency relation is a pair of
neighbouring cells that are not empty (Goebel et al. 2012); the score is the mean over documents, finding
and structure together.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from foi_extract.layout.grids.pdf import grids_from_page
from foi_extract.reading.pdf import read
from foi_records.document import Cell, Source

Relations = Counter[tuple[str, str, str]]
Engine = Callable[[Path], Relations]


def normal(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def adjacency(cells: list[tuple[int, int, int, int, str]]) -> Relations:
    """Relations of each cell to its next one that is not empty, to the right and below."""
    grid: dict[tuple[int, int], int] = {}
    for n, (r0, c0, r1, c1, text) in enumerate(cells):
        if normal(text):
            grid.update(dict.fromkeys(((r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)), n))
    rows = max((c[2] for c in cells), default=-1) + 1
    columns = max((c[3] for c in cells), default=-1) + 1
    pairs = set()
    for (r, c), n in grid.items():
        right = next((grid[r, k] for k in range(c + 1, columns) if (r, k) in grid and grid[r, k] != n), None)
        below = next((grid[k, c] for k in range(r + 1, rows) if (k, c) in grid and grid[k, c] != n), None)
        if right is not None:
            pairs.add((n, right, "h"))
        if below is not None:
            pairs.add((n, below, "v"))
    return Counter((normal(cells[a][4]), normal(cells[b][4]), d) for a, b, d in pairs)


def truth(path: Path) -> Relations:
    out: Relations = Counter()
    for table in ET.parse(path).getroot().iter("table"):
        for region in table.iter("region"):
            cells = []
            for cell in region.iter("cell"):
                r0, c0 = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
                r1, c1 = int(cell.get("end-row", r0)), int(cell.get("end-col", c0))
                cells.append((r0, c0, r1, c1, cell.findtext("content") or ""))
            out += adjacency(cells)
    return out


def spanned(cells: list[Cell]) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row + c.rowspan - 1, c.column + c.colspan - 1, c.text) for c in cells]


def ours(path: Path) -> Relations:
    out: Relations = Counter()
    document = read(path.read_bytes(), Source(path.name, "application/pdf", "0" * 64, 0))[0]
    for page in document.objects:
        for grid in grids_from_page(page):
            out += adjacency(spanned(grid.cells))
    return out


def plumber(path: Path) -> Relations:
    out: Relations = Counter()
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                out += adjacency(
                    [(r, c, r, c, text or "") for r, row in enumerate(table) for c, text in enumerate(row)]
                )
    return out


def camelot(path: Path) -> Relations:
    """Camelot's hybrid flavour; needs camelot-py, which is no dependency of ours."""
    import camelot as tool

    out: Relations = Counter()
    for table in tool.read_pdf(str(path), pages="all", flavor="hybrid"):
        rows = table.df.values.tolist()
        out += adjacency(
            [(r, c, r, c, str(text)) for r, row in enumerate(rows) for c, text in enumerate(row)]
        )
    return out


ENGINES: dict[str, Engine] = {"ours": ours, "plumber": plumber, "camelot": camelot}


def scores_of(folder: Path, engine: Engine) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of every document of a folder."""
    out = {}
    for path in sorted(folder.glob("*.pdf")):
        want, got = truth(path.with_name(path.stem + "-str.xml")), engine(path)
        right = sum((want & got).values())
        p, r = right / max(sum(got.values()), 1), right / max(sum(want.values()), 1)
        out[path.stem] = (p, r, 2 * p * r / max(p + r, 1e-9))
    return out


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=list(ENGINES), default="ours")
    parser.add_argument("--detail", action="store_true")
    args = parser.parse_args()
    begin = time.process_time()
    scores = scores_of(args.folder, ENGINES[args.engine])
    if args.detail:
        for name, (p, r, f) in scores.items():
            print(f"{name:10} P {p:.2f} R {r:.2f} F1 {f:.2f}")
    p, r, f = (sum(column) / len(scores) for column in zip(*scores.values(), strict=True))
    seconds = time.process_time() - begin
    print(f"{args.engine}: P {p:.3f} R {r:.3f} F1 {f:.3f}, {len(scores)} documents, {seconds:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
