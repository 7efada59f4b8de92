"""What holds for every record: evidence is verbatim, JSON goes both ways, any bytes give a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract import extract
from foi_records.response import Response
from foi_records.schema import response_schema

ROOT = Path(__file__).parents[1]
SCHEMA_FILE = ROOT / "models" / "foi_records" / "response.schema.json"
SHARED = ROOT.parent / "shared" / "corpus"
READABLE = sorted(p for p in (ROOT / "samples").glob("*/*") if p.suffix in {".html", ".pdf", ".txt", ".docx"})
REAL = sorted(p for folder in ("documents", "more") for p in (SHARED / folder).glob("*/*") if p.is_file())


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every span anywhere in a record's JSON."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def check(record: Response) -> None:
    """Every invariant of the contract."""
    data = json.loads(record.to_json())
    for span in spans_in(data):
        assert data["text"][span["start"] : span["end"]] == span["quote"]
    assert Response.from_json(record.to_json()) == record
    ids = [e.id for e in record.exchanges]
    assert len(ids) == len(set(ids))
    assert {e.parent for e in record.exchanges} - {None} <= set(ids)
    assert {x for e in record.exemptions for x in e.exchanges} <= set(ids)
    for table in record.tables:
        assert [len(r) for r in table.rows] == [len(v) for v in table.values]
    if record.status == "failed":
        assert record.error is not None and record.error.message and not record.exchanges
    places = sorted((p.span.start, p.span.end) for p in record.parts)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@pytest.mark.parametrize("path", READABLE, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_samples_keep_the_contract(path: Path) -> None:
    for record in extract(path):
        check(record)


@pytest.mark.skipif(not REAL, reason="the shared corpus is not here")
def test_real_documents_keep_the_contract_and_none_that_a_person_could_read_fails() -> None:
    failed = {}
    for path in REAL:
        if path.stat().st_size > 1_000_000:
            continue
        for record in extract(path):
            check(record)
            if record.status == "failed" and record.error and record.error.kind != "unsupported":
                failed[path.name] = record.error.message
    assert not failed


LETTERISH = st.lists(
    st.one_of(
        st.sampled_from(
            [*"Dear 1. 2) Q1. How many? Yours FOIA not held s.12 | – <5 £1.2m Total 17 2020 June".split(),  # noqa: SIM905
             "section 40(2)", "12 June 2020", "You asked", "We said", "2013 – 14", "\n", "\n\n", "   "]
        ),
        st.text(max_size=20),
    ),
    max_size=60,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(LETTERISH, st.text(max_size=300)))
def test_any_text_gives_records_that_keep_the_contract(text: str) -> None:
    for record in extract(text.encode("utf-8", errors="replace"), "any.txt"):
        check(record)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"<html>", b"PK\x03\x04", b"From: a\n\n", b"{"]),
    st.binary(max_size=400),
)
def test_any_bytes_give_a_record(head: bytes, tail: bytes) -> None:
    records = extract(head + tail, "any")
    assert records
    for record in records:
        check(record)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("<>/=\"' tablerdivp1&;\n"), max_size=200))
def test_any_markup_gives_records(markup: str) -> None:
    for record in extract(b"<html><body>" + markup.encode(), "any.html"):
        check(record)


def test_the_published_schema_is_that_of_the_models() -> None:
    """Rewrite it with: foi-extract schema > models/foi_records/response.schema.json."""
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(response_schema()))
