"""Every sample, in every form it is published in, gives what its ``expected.json`` says.

``FOI_EXTRACT_REWRITE=1`` rewrites the expectations, to be read before they are committed; the run fails
all the same, so that it can't be left on.
"""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from foi_extract import extract
from foi_records.response import Response

SAMPLES = Path(__file__).parents[1] / "samples"
FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/about.toml"))
FILES = sorted(
    path
    for folder in FOLDERS
    for path in folder.iterdir()
    if path.suffix in {".html", ".pdf", ".txt", ".docx", ".eml", ".md", ".json", ".zip", ".xlsx", ".csv"}
    and path.name != "expected.json"
)
MAIN = (
    "response.html", "response.txt", "response.pdf", "response.eml", "response.docx", "response.xlsx",
    "response.csv", "response.zip",
)  # fmt: skip
"""The form from which an expectation is first made: the first of these that a folder has."""
REWRITE = os.environ.get("FOI_EXTRACT_REWRITE") == "1"


def one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def facts_of(record: Response) -> dict[str, Any]:
    """What a record says, without where it stands."""
    timeline, rights = record.timeline, record.rights
    return {
        "status": record.status,
        "kind": record.kind,
        "authority": record.authority and record.authority.name,
        "reference": record.reference and record.reference.value,
        "regimes": list(record.regimes),
        "outcome": record.outcome,
        "timeline": {
            "requested": timeline.requested and timeline.requested.date,
            "received": timeline.received and timeline.received.date,
            "responded": timeline.responded and timeline.responded.date,
            "due": timeline.due,
            "working_days": timeline.working_days,
            "on_time": timeline.on_time,
        },
        "exchanges": [
            {
                "number": e.number,
                "parent": e.parent,
                "question": one_line(e.question.text),
                "answer": one_line(e.answer.text),
                "outcome": e.outcome,
                "held": e.held,
                "value": e.value and [e.value.kind, e.value.low, e.value.high, e.value.unit],
                "tables": list(e.tables),
            }
            for e in record.exchanges
        ],
        "tables": [
            {
                "caption": one_line(t.caption),
                "columns": t.columns and list(t.columns),
                "rows": [list(row) for row in t.rows],
                "total": t.total and t.total.status,
            }
            for t in record.tables
        ],
        "figures": [
            [f.exchange, one_line(f.text), f.low, f.high, f.modifier, f.unit, f.suppressed]
            for f in record.figures
        ],
        "dates": [[one_line(d.text), d.start, d.end, d.precision, d.role] for d in record.dates],
        "exemptions": [[list(x.exchanges), x.instrument, x.provision, x.status] for x in record.exemptions],
        "public_interest_tests": [
            [len(t.favouring_disclosure), len(t.favouring_withholding), t.balance]
            for t in record.public_interest_tests
        ],
        "costs": [
            [c.limit, c.rate, c.items, c.minutes_per_item, c.hours, c.pounds, c.consistent]
            for c in record.costs
        ],
        "rights": {
            "internal_review": rights.internal_review,
            "window": rights.review_window and one_line(rights.review_window.text),
            "deadline": rights.review_window and rights.review_window.deadline,
            "regulator": rights.regulator,
        },
        "findings": sorted({f.code for f in record.findings}),
    }


def about(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))


def test_every_sample_says_what_it_shows_and_what_it_must_give() -> None:
    assert len(FOLDERS) >= 12
    assert all((folder / "expected.json").exists() and about(folder)["layout"] for folder in FOLDERS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_form_of_a_sample_gives_what_is_expected(path: Path) -> None:
    records = [json.loads(json.dumps(facts_of(record))) for record in extract(path)]
    facts = records if about(path.parent).get("every_record") else records[0]
    expected = path.parent / "expected.json"
    if REWRITE:
        if path.name == next(name for name in MAIN if (path.parent / name).exists()):
            expected.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail("expectations rewritten: read them, then run again without FOI_EXTRACT_REWRITE")
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    if differs := about(path.parent).get("differs", {}).get(path.name):
        wanted.update(differs)
    assert facts == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_value_of_a_sample_has_its_evidence(path: Path) -> None:
    for record in extract(path):
        for exchange in record.exchanges:
            assert exchange.answer.spans or exchange.answer.text == ""
        assert all(figure.span.quote for figure in record.figures)
        assert all(exemption.spans for exemption in record.exemptions)
        if record.source.media_type == "application/pdf":
            assert all(figure.span.regions for figure in record.figures)
