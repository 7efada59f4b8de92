"""Score the value of an answer against what researchers coded by hand, over one question to many councils.

python benchmarks/round_robin.py [CSV] [--detail]

The table is mySociety's study of how councils administer FOI (2019, CC BY 4.0): verbatim answers to "How many
people are employed to deal with FOI?" and "Do you publish a disclosure log?" beside the hand codes.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from foi_extract.facts.dates import dates_in
from foi_extract.facts.figures import figures_in
from foi_extract.facts.masks import masked_stretches
from foi_extract.facts.value_quantities import Candidate, Found, kind_of_unit
from foi_extract.facts.values import value_from_answer
from foi_records.spans import Stretch

COUNT = "1 How many people are employed to deal with FOI?"
LOG = "4 Do you publish a disclosure log?"


def value_of(question: str, answer: str) -> Found | None:
    """The value of one verbatim answer."""
    taken = [s for s in masked_stretches(answer) if s.start > 0]
    taken += [Stretch(d.start, d.end) for d in dates_in(answer, None, taken)]
    found = figures_in(answer, taken, counting=True)
    candidates = [Candidate(kind_of_unit(f.unit), f.low, f.high, f.unit, f.start, f.end) for f in found]
    return value_from_answer(question, answer, [Stretch(0, len(answer))], candidates, [])


def main() -> int:
    """Print the shares right, wrong and null of both questions."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    default = Path(__file__).parents[2] / "shared/corpus/round_robin/council_foi_administration.csv"
    path = Path(arguments[0]) if arguments else default
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for question, code in ((COUNT, "rough_people_count"), (LOG, "disclosure_log")):
        tally = verdicts(rows, question, code, detail="--detail" in sys.argv)
        answered = tally["right"] + tally["wrong"]
        print(
            f"{question[2:]:50s} right {tally['right']:3d}  wrong {tally['wrong']:3d}"
            f"  null {tally['null']:3d}  wrong of answered {tally['wrong'] / max(answered, 1):.1%}"
        )
    return 0


def verdicts(rows: list[dict[str, str]], question: str, code: str, detail: bool = False) -> Counter[str]:
    """How many answers to a question are read right, wrong and not at all."""
    tally: Counter[str] = Counter()
    for row in rows:
        answer = row[question].strip()
        if not answer:
            continue
        found = value_of(question[2:], answer)
        verdict = _verdict(found, row[code].strip())
        tally[verdict] += 1
        if verdict == "wrong" and detail:
            print(f"  coded {row[code]!r}, got {found and found.low!r}: {' '.join(answer.split())[:200]!r}")
    return tally


def _verdict(found: Found | None, code: str) -> str:
    if found is None or found.kind == "text":
        return "null"
    if found.kind == "boolean":
        return "right" if found.low == (code == "yes") else "wrong"
    return "right" if float(code) in (found.low, found.high) else "wrong"


if __name__ == "__main__":
    sys.exit(main())
