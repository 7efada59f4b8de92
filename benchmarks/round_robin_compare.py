"""Compare 182 councils' real answers to four questions, wrapped as letters in ten layouts.

python benchmarks/round_robin_compare.py [CSV] [--detail]

The table is mySociety's study of how councils administer FOI (2019, CC BY 4.0).  Each council's verbatim
answers are set into a letter in one of the layouts of ``tests/invented_round.py``; what is made of
the letters is held against the table.  Empty answers are left out of the letter, with their question.
"""

from __future__ import annotations

import csv
import importlib.util
import random
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from foi_extract import extract
from foi_extract.compare.cells import Cell
from foi_extract.compare.comparison import Comparison, compare

ROOT = Path(__file__).parents[1]
TABLE = ROOT.parent / "shared/corpus/round_robin/council_foi_administration.csv"
WORDINGS = {
    "1 How many people are employed to deal with FOI?": (
        "How many people are employed to deal with FOI?",
        "The number of staff employed to deal with FOI requests",
    ),
    "2 What is the budget for administering FOI?": (
        "What is the budget for administering FOI?",
        "Please state the annual budget for the administration of FOI",
    ),
    "3 Do you use case management software for FOI? If so, which one?": (
        "Do you use case management software for FOI? If so, which one?",
        "Whether you use case management software for FOI requests and its name",
    ),
    "4 Do you publish a disclosure log?": (
        "Do you publish a disclosure log?",
        "Whether the council publishes a disclosure log of FOI responses",
    ),
}
CODES = {"1 How many": "rough_people_count", "4 Do you": "disclosure_log"}


def invented_round() -> ModuleType:
    """The module that lays out invented letters."""
    spec = importlib.util.spec_from_file_location("invented_round", ROOT / "tests" / "invented_round.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def letters(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """Each council's file name, layout and letter."""
    made = invented_round()
    out = []
    for n, row in enumerate(rows):
        rng = random.Random(n)
        items = [
            made.Item((key,), rng.choice(forms), row[key].strip())
            for key, forms in WORDINGS.items()
            if row[key].strip()
        ]
        layout = list(made.LAYOUTS)[n % len(made.LAYOUTS)]
        page = layout in ("grid", "headings")
        text = (made.PAGE if page else made.LETTER).format(
            authority=row["Authority"], reference=f"FOI-{n}", day=9, body=made.LAYOUTS[layout](items, rng)
        )
        out.append((f"council-{n}.{'html' if page else 'txt'}", layout, text))
    return out


def column_keys(comparison: Comparison) -> dict[str, str]:
    """Column to the question of the table that it is."""
    forms = {form: key for key, forms in WORDINGS.items() for form in forms}
    return {c.id: forms.get(" ".join(c.text.split()), "") for c in comparison.columns}


def share_of_words(answer: str, cell: Cell) -> float:
    """How much of an answer's words stand in a cell."""
    wanted, there = Counter(answer.split()), Counter(cell.answer.split())
    return (wanted & there).total() / max(wanted.total(), 1)


def verdict(code: str, cell: Cell) -> str:
    """A cell's value against the hand code: right, wrong or null."""
    if cell.kind in (None, "text") or (cell.low is None and cell.high is None):
        return "null"
    if cell.kind == "boolean":
        return "right" if cell.low == (code == "yes") else "wrong"
    try:
        return "right" if float(code) in (cell.low, cell.high) else "wrong"
    except ValueError:
        return "null"


def main() -> int:
    """Print the shares of cells in the right column, and of values right, wrong and null."""
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    path = paths[0] if paths else TABLE
    if not path.exists():
        print(f"{path.name} is not there: nothing to compare.")
        return 0
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    made = letters(rows)
    start = time.perf_counter()
    comparison = compare([extract(text.encode(), name)[0] for name, _, text in made])
    seconds = time.perf_counter() - start
    keys = column_keys(comparison)
    cells = {(cell.source, keys[cell.column]): cell for cell in comparison.cells}
    places: Counter[str] = Counter()
    values: dict[str, Counter[str]] = {key: Counter() for key in CODES}
    lost: Counter[str] = Counter()
    for row, (name, layout, _) in zip(rows, made, strict=True):
        for key in WORDINGS:
            if not row[key].strip():
                continue
            cell = cells.get((name, key))
            good = cell is not None and share_of_words(row[key], cell) >= 0.8
            places["right" if good else "missing" if cell is None else "cut or wrong"] += 1
            lost[layout] += not good
            if not good and "--detail" in sys.argv:
                said = cell.answer[:80] if cell else None
                print(f"  {layout} {row['Authority']}: {row[key][:80]!r} -> {said!r}")
            start_of_key = next((k for k in CODES if key.startswith(k)), None)
            if start_of_key and cell:
                values[start_of_key][verdict(row[CODES[start_of_key]].strip(), cell)] += 1
    total = places.total()
    print(f"{len(rows)} letters, {len(comparison.columns)} columns, {seconds:.1f} s")
    print("cells: " + ", ".join(f"{name} {n} ({n / total:.1%})" for name, n in places.most_common()))
    print("not right, by layout: " + ", ".join(f"{name} {n}" for name, n in lost.most_common()))
    for key, tally in values.items():
        answered = tally["right"] + tally["wrong"]
        print(
            f"{key} …: right {tally['right']}, wrong {tally['wrong']}, null {tally['null']}; "
            f"wrong of answered {tally['wrong'] / max(answered, 1):.1%}"
        )
    print(f"questions that fitted no column: {len(comparison.unmatched)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
