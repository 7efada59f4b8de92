"""Damaged copies of our samples: each gives its record in time; fixed seed, their number by a variable."""

from __future__ import annotations

import json
import os
import random
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from foi_extract.batch.inputs import inputs_from_arguments
from foi_extract.batch.limits import Limits
from foi_extract.batch.pool import answers

ROOT = Path(__file__).parents[1]
SEED = 8
MUTANTS = int(os.environ.get("FOI_EXTRACT_MUTANTS", "250"))
"""How many; 1,000 before a release."""
LIMITS = Limits(timeout=20.0)
TOKENS = (
    b"obj", b"endobj", b"stream", b"endstream", b"/Length", b"/Filter", b"/Kids", b"/Count", b"/Type",
    b"/Font", b"/ToUnicode", b"/W", b"/Contents", b"/Resources", b"/MediaBox", b"xref", b"trailer", b"/Root",
    b"BT", b"ET", b"Tj", b"TJ", b"Do", b"<<", b">>", b"[", b"]", b"(", b")",
)  # fmt: skip
NUMBERS = (b"-1", b"0", b"99999999999", b"-99999999999", b"1e308", b"4294967296", b"nan", b"0.0000001")
OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\b(.*?)^endobj", re.DOTALL)
DEFLATED = re.compile(rb"(?P<before>.*?)stream\r?\n(?P<data>.*)\r?\nendstream", re.DOTALL)


def uncompressed(data: bytes) -> bytes:
    """A PDF with its deflated streams laid open, so that damage lands in what they say."""
    out, places = bytearray(b"%PDF-1.7\n"), {0: 0}
    for number, body in ((int(m[1]), m[2]) for m in OBJECT.finditer(data)):
        places[number] = len(out)
        found = DEFLATED.match(body)
        if found and b"/FlateDecode" in found["before"] and b"/FontFile" not in found["before"]:
            content = zlib.decompressobj().decompress(found["data"])
            head = re.sub(rb"/Filter\s*/FlateDecode|/Length1? \d+( 0 R)?", b"", found["before"])
            head = head.rstrip().removesuffix(b">>") + b"/Length %d>>\n" % len(content)
            body = head + b"stream\n" + content + b"\nendstream\n"
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = [b"%010d 00000 n \n" % places.get(n, 0) for n in range(max(places) + 1)]
    trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
    return bytes(out) + b"xref\n0 %d\n%s%sstartxref\n%d\n%%%%EOF\n" % (
        len(table), b"".join(table), trailer, len(out),
    )  # fmt: skip


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to a dozen wounds: flipped bits, cuts, copies, swapped words, impossible numbers."""
    wounded = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(wounded) or 1)
        size = chance.choice((1, 16, 256, 4096))
        kind = chance.randrange(8)
        number = re.compile(rb"\d+").search(wounded, at) if kind in (5, 6) else None
        if kind == 0 and wounded:
            wounded[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del wounded[at : at + size]
        elif kind == 2:
            del wounded[at:]
        elif kind == 3:
            wounded[at:at] = wounded[chance.randrange(len(wounded) or 1) :][:size]
        elif kind == 4:
            old, new = chance.sample(TOKENS, 2)
            if (place := wounded.find(old, at)) >= 0:
                wounded[place : place + len(old)] = new
        elif number:
            wounded[number.start() : number.end()] = chance.choice(NUMBERS)
        else:
            wounded[at:at] = chance.randbytes(chance.choice((1, 8, 64)))
    return bytes(wounded)


@pytest.fixture(scope="module")
def originals() -> list[bytes]:
    files = sorted(ROOT.glob("samples/*/*.pdf"), key=lambda path: (path.stat().st_size, path))
    good = [path.read_bytes() for path in files if path.stat().st_size < 40_000]
    return [data for one in good for data in (one, uncompressed(one))]


def records_of(folder: Path) -> list[list[dict[str, Any]]]:
    found = answers(inputs_from_arguments([str(folder)]), os.cpu_count() or 1, LIMITS)
    return [[json.loads(line) for line in answer.lines.splitlines()] for _, answer in found]


@pytest.fixture(autouse=True)
def source_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "extractors"), str(ROOT / "models")]))


def test_the_originals_laid_open_read_as_before(originals: list[bytes], tmp_path: Path) -> None:
    for n, data in enumerate(originals):
        (tmp_path / f"{n:02}.pdf").write_bytes(data)
    texts = [records[0]["text"] for records in records_of(tmp_path)]
    assert all(texts)
    assert texts[0::2] == texts[1::2]


def test_every_mutant_gives_its_record_in_time(originals: list[bytes], tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for n in range(MUTANTS):
        (tmp_path / f"{n:05}.pdf").write_bytes(mutant(chance.choice(originals), chance))
    records = records_of(tmp_path)
    assert [found[0]["source"]["name"][-9:] for found in records] == [f"{n:05}.pdf" for n in range(MUTANTS)]
    kinds = Counter(r["error"]["kind"] if r["error"] else r["status"] for found in records for r in found)
    assert set(kinds) <= {"ok", "partial", "unreadable", "encrypted", "empty", "unsupported"}, kinds
    assert {r["degraded"] for found in records for r in found} <= {
        None,
        "repaired",
        "pdfium",
        "reference_engine",
    }
    assert all(unread(r) for found in records for r in found if r["status"] == "partial")


def unread(record: dict[str, Any]) -> list[str]:
    """What the findings say could not be read."""
    codes = {"page-without-text", "truncated", "attachment-unread"}
    return [f["message"] for f in record["findings"] if f["code"] in codes]
