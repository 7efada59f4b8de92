"""The scorer: what counts as right, invented and missed, and that it agrees with the corpus' own scorer."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foi_extract.cli import group
from foi_extract.scoring.measures import measures_of

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
GOLD: dict[str, Any] = {
    "kind": "response",
    "authority": "Harbour Board",
    "reference": "FOI-12",
    "requested": "2023-05-03",
    "responded": "2023-05-31",
    "regimes": ["foia2000"],
    "exchanges": [
        {
            "label": "1",
            "question": "How many ferries run?",
            "answer": "12 ferries run.",
            "outcome": "granted",
        },
        {"label": "2", "question": "Who are the masters?", "answer": "This is exempt.", "outcome": "refused"},
    ],
    "tables": [{"exchange": "1", "columns": ["Year", "Ferries"], "rows": [["2022", "11"], ["2023", "12"]]}],
    "figures": [{"exchange": "1", "text": "12 ferries", "low": 12, "high": 12, "unit": "ferries"}],
    "dates": [{"text": "3 May 2023", "start": "2023-05-03", "end": "2023-05-03", "role": "request"}],
    "exemptions": [
        {"exchange": "2", "instrument": "foia2000", "provision": "40(2)", "status": "applied"},
    ],
}


def record_from_gold(gold: dict[str, Any]) -> dict[str, Any]:
    """A record that says just what a gold annotation says."""
    ids = {e.get("label"): f"q{n}" for n, e in enumerate(gold["exchanges"], 1)}
    only = "q1" if len(gold["exchanges"]) == 1 else None

    def dated(name: str) -> dict[str, str] | None:
        return {"date": gold[name]} if gold.get(name) else None

    return {
        "kind": gold.get("kind"),
        "authority": {"name": gold["authority"]} if gold.get("authority") else None,
        "reference": {"value": gold["reference"]} if gold.get("reference") else None,
        "timeline": {"requested": dated("requested"), "responded": dated("responded")},
        "regimes": gold.get("regimes") or [],
        "exchanges": [
            {
                "id": ids[e["label"]] if e.get("label") else f"q{n}", "number": e.get("label"), "value": None,
                "question": {"text": e["question"]}, "answer": {"text": e["answer"]}, "outcome": e["outcome"],
            }
            for n, e in enumerate(gold["exchanges"], 1)
        ],
        "tables": [
            {"columns": t["columns"], "rows": t["rows"], "exchange": ids.get(t.get("exchange"))}
            for t in gold.get("tables", [])
        ],
        "figures": [
            {**f, "exchange": ids.get(f.get("exchange"), only) if f.get("exchange") else only}
            for f in gold.get("figures", [])
        ],
        "dates": gold.get("dates", []),
        "exemptions": [
            {**x, "exchanges": [ids[x["exchange"]]] if x.get("exchange") in ids and x.get("exchange") else []}
            for x in gold.get("exemptions", [])
        ],
    }  # fmt: skip


def test_a_record_that_says_what_the_gold_says_is_right_in_all() -> None:
    for name, tally in measures_of(GOLD, record_from_gold(GOLD)).items():
        assert tally.invented == tally.missed == 0, name


def test_a_document_without_a_record_is_missed_in_all() -> None:
    found = measures_of(GOLD, {})
    assert (
        found["exchange right"].missed == 2 and found["figure"].missed == 1 and found["authority"].missed == 1
    )
    assert not any(tally.right or tally.invented for tally in found.values())


@pytest.mark.parametrize(
    ("path", "value", "measure", "counts"),
    [
        (("authority", "name"), "Harbor Bord Ltd", "authority", (0, 1, 1)),
        (("authority", "name"), "HARBOUR BOARD", "authority", (1, 0, 0)),
        (("reference", "value"), "foi 12", "reference", (1, 0, 0)),
        (("timeline", "requested"), None, "requested", (0, 0, 1)),
        (("exchanges", 0, "answer", "text"), "We hold nothing of that.", "exchange right", (1, 1, 1)),
        (("exchanges", 0, "question", "text"), "Something else?", "question found", (1, 1, 1)),
        (("exchanges", 1, "outcome"), "granted", "outcome", (1, 1, 1)),
        (("figures", 0, "high"), None, "figure", (0, 1, 1)),
        (("figures", 0, "exchange"), "q2", "figure in exchange", (0, 1, 1)),
        (("dates", 0, "end"), "2023-05-04", "date", (0, 1, 1)),
        (("exemptions", 0, "provision"), "40(3)", "exemption cited", (0, 1, 1)),
        (("exemptions", 0, "provision"), "s 40(2)", "exemption cited", (0, 1, 1)),
        (("exemptions", 0, "provision"), "section 40(2)", "exemption cited", (1, 0, 0)),
        (("exemptions", 0, "status"), "considered", "exemption status", (0, 1, 1)),
        (("tables", 0, "rows", 1, 1), "13", "table exact", (0, 1, 1)),
    ],
)
def test_each_fault_counts_where_it_belongs(
    path: tuple[Any, ...], value: Any, measure: str, counts: tuple[float, float, float]
) -> None:
    record: Any = copy.deepcopy(record_from_gold(GOLD))
    place = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    tally = measures_of(GOLD, record)[measure]
    assert (tally.right, tally.invented, tally.missed) == counts


def test_the_command_prints_a_row_a_measure_and_a_table_a_layout(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold", tmp_path / "found"
    gold.mkdir()
    found.mkdir()
    for name, layout in (("a", "numbered"), ("b", "grid")):
        (gold / f"{name}.json").write_text(json.dumps({**GOLD, "layout": layout}), encoding="utf-8")
    (found / "a.json").write_text(json.dumps(record_from_gold(GOLD)), encoding="utf-8")
    done = CliRunner().invoke(group, ["evaluate", str(gold), str(found), "--by-layout"])
    assert done.exit_code == 0
    assert "2 documents, 1 without a record: b" in done.output
    assert re.search(r"^exchange right +1\.000 +0\.500 +0\.667 +4$", done.output, re.MULTILINE)
    assert re.search(
        r"^numbered \(1\)\n.*?^exchange right +1\.000 +1\.000", done.output, re.MULTILINE | re.DOTALL
    )


def damaged(record: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A record with some things left out, changed or twice."""
    out = copy.deepcopy(record)
    for name in ("exchanges", "tables", "figures", "dates", "exemptions"):
        kept = [thing for thing in out[name] if rng.random() > 0.2]
        out[name] = kept + ([copy.deepcopy(kept[0])] if kept and rng.random() < 0.2 else [])
    for n, exchange in enumerate(out["exchanges"]):
        exchange["id"] = exchange["id"] if n == 0 else f"{exchange['id']}x"
        if rng.random() < 0.3:
            exchange["answer"]["text"] = exchange["answer"]["text"][: rng.randint(0, 80)]
        if rng.random() < 0.2:
            exchange["outcome"] = "unanswered"
    for table in out["tables"]:
        if table["rows"] and rng.random() < 0.5:
            table["rows"] = table["rows"][1:]
    if rng.random() < 0.3:
        out["authority"] = {"name": "Nobody"}
    return out


@pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason="the corpus is not here")
def test_it_agrees_with_the_scorer_of_the_corpus(tmp_path: Path) -> None:
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = damaged(record_from_gold(gold), random.Random(path.stem))
        (tmp_path / path.name).write_text(json.dumps(found), encoding="utf-8")
    theirs = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), str(CORPUS / "gold"), str(tmp_path)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    ours = CliRunner().invoke(group, ["evaluate", str(CORPUS / "gold"), str(tmp_path)]).output
    assert rows_of(ours) == rows_of(theirs)


def rows_of(printed: str) -> dict[str, list[str]]:
    """Measures and their numbers, names made the same."""
    found = re.findall(r"^([a-z][a-z ()]*?) {2,}([\d.]+) +([\d.]+) +([\d.]+) +(\d+)$", printed, re.MULTILINE)
    return {
        name.replace("exchange (question and answer right)", "exchange right"): rest for name, *rest in found
    }
