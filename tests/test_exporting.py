"""Records to CSV, SQLite, Parquet, Excel: same rows everywhere, nothing runs, nothing is cut unsaid."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from foi_extract.commands.export import command
from foi_extract.errors import SourceError
from foi_extract.exporting.registry import FORMATS, exporter_for
from foi_extract.pipeline import failed_response
from foi_records.corpus import Corpus
from foi_records.response import Response
from foi_records.rows import COLUMNS

LONG = "x" * 40_000
SAID = {
    "csv": [
        "1 duplicates left out: the same bytes as an earlier source",
        "1 texts that look like formulas given a leading apostrophe",
    ],
    "xlsx": [
        "1 control characters replaced by U+FFFD",
        "1 texts over 32,767 characters cut (whole in out-long-texts.csv)",
    ],
}


def record(id: str, answer: str) -> Response:
    words = {"text": answer, "spans": ()}
    return Response.model_validate(
        {
            "schema": "foi-records/response/1",
            "status": "ok",
            "id": id,
            "source": {"name": f"{id}.txt", "media_type": "text/plain", "sha256": id * 4, "size": 10},
            "authority": {"name": "Harbour Board"},
            "exchanges": [
                {
                    "id": "q1",
                    "number": "1",
                    "question": {"text": "How many?"},
                    "answer": words,
                    "outcome": "granted",
                    "confidence": 1.0,
                }
            ],
        }
    )


@pytest.fixture
def records() -> list[Response]:
    return [
        record("a" * 16, "=HYPERLINK(1)"),
        record("b" * 16, f"cats\x0b{LONG}"),
        record("a" * 16, "=HYPERLINK(1)"),
        record("c" * 16, "-5"),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_and_says_what_it_changed(
    form: str, records: list[Response], tmp_path: Path
) -> None:
    notes = exporter_for(form)(records[:3], tmp_path / f"out.{form}")
    assert set(SAID.get(form, [])) <= set(notes)


def test_csv_folder_describes_itself(records: list[Response], tmp_path: Path) -> None:
    exporter_for("csv")(records, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(newline="", encoding="utf-8") as file:
            assert next(csv.reader(file)) == [f["name"] for f in resource["schema"]["fields"]]


def test_csv_texts_never_run_in_a_spreadsheet(records: list[Response], tmp_path: Path) -> None:
    exporter_for("csv")(records, tmp_path)
    with (tmp_path / "exchanges.csv").open(newline="", encoding="utf-8") as file:
        answers = [row["answer"] for row in csv.DictReader(file)]
    assert answers[0] == "'=HYPERLINK(1)"
    assert answers[2] == "'-5"


def test_sources_without_bytes_are_all_exported(tmp_path: Path) -> None:
    failed = [failed_response(SourceError("empty", "No bytes."), f"{n}.pdf") for n in range(3)]
    exporter_for("sqlite")(failed, tmp_path / "foi.sqlite")
    connection = sqlite3.connect(tmp_path / "foi.sqlite")
    try:
        rows = connection.execute("SELECT response, source FROM responses ORDER BY source").fetchall()
    finally:
        connection.close()
    first = failed[0].id
    assert rows == [(first, "0.pdf"), (f"{first}-2", "1.pdf"), (f"{first}-3", "2.pdf")]


def test_csv_folder_is_valid_under_frictionless(records: list[Response], tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    exporter_for("csv")(records, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_sqlite_has_the_rows_and_finds_words(records: list[Response], tmp_path: Path) -> None:
    exporter_for("sqlite")(records, tmp_path / "foi.sqlite")
    connection = sqlite3.connect(tmp_path / "foi.sqlite")
    try:
        assert connection.execute("SELECT count(*) FROM exchanges").fetchone() == (3,)
        found = connection.execute(
            "SELECT rowid FROM exchanges_fts WHERE exchanges_fts MATCH 'cats'"
        ).fetchall()
        assert len(found) == 1
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()


def test_excel_keeps_long_texts_whole_beside_it(records: list[Response], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    exporter_for("xlsx")(records, tmp_path / "foi.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "foi.xlsx")["exchanges"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert LONG in (tmp_path / "foi-long-texts.csv").read_text()


def test_frames_have_the_same_columns_whatever_they_hold(records: list[Response]) -> None:
    for corpus in (Corpus(records), Corpus([])):
        for name, columns in COLUMNS.items():
            frame = getattr(corpus, name)
            assert list(frame.columns) == list(columns)
    dtypes = {name: str(dtype) for name, dtype in Corpus([]).responses.dtypes.items()}
    assert dtypes == {name: str(dtype) for name, dtype in Corpus(records).responses.dtypes.items()}


def test_a_record_survives_json(records: list[Response]) -> None:
    assert [Response.from_json(r.to_json()) for r in records] == records


AWKWARD = [
    "=1+1",
    "-5",
    "@x",
    "'quoted'",
    "\ttab",
    "line\nbreak",
    'a "b", c',
    "caf\u00e9 \U0001f600",
    "</script>",
    "'; DROP TABLE x;--",
]


def answers_in(form: str, path: Path) -> list[str]:
    """The answers of an export as its own reader gives them."""
    if form == "csv":
        with (path / "exchanges.csv").open(newline="", encoding="utf-8") as file:
            return [row["answer"] for row in csv.DictReader(file)]
    if form == "sqlite":
        connection = sqlite3.connect(path)
        try:
            return [row[0] for row in connection.execute("SELECT answer FROM exchanges ORDER BY rowid")]
        finally:
            connection.close()
    if form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return list(parquet.read_table(path / "exchanges.parquet")["answer"].to_pylist())
    sheet = pytest.importorskip("openpyxl").load_workbook(path)["exchanges"]
    head = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
    return [row[head.index("answer")] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("form", ["csv", "sqlite", "parquet", "xlsx"])
def test_awkward_texts_come_back_as_they_were(form: str, tmp_path: Path) -> None:
    kept = [record(f"{n:016x}", text) for n, text in enumerate(AWKWARD)]
    path = tmp_path / f"out.{form}"
    exporter_for(form)(kept, path)
    found = answers_in(form, path)
    if form == "csv":
        guarded = [f"'{text}" if text[0] in "=-@\t" else text for text in AWKWARD]
        assert found == guarded
    else:
        assert found == AWKWARD


@pytest.mark.parametrize("form", ["sqlite", "xlsx", "parquet", "csv"])
def test_an_export_is_made_anew(form: str, records: list[Response], tmp_path: Path) -> None:
    path = tmp_path / f"out.{form}"
    for kept in (records, records[3:]):
        exporter_for(form)(kept, path)
    assert answers_in(form, path) == (["'-5"] if form == "csv" else ["-5"])


def test_several_files_and_standard_input_are_exported_together(
    records: list[Response], tmp_path: Path
) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text(records[0].to_json() + "\n", encoding="utf-8")
    arguments = [str(one), "-", "-o", str(tmp_path / "new" / "foi.sqlite")]
    rest = "".join(r.to_json() + "\n" for r in records[2:])
    result = CliRunner().invoke(command, arguments, input=rest, standalone_mode=False)
    assert result.exception is None
    assert "1 duplicates left out" in result.stderr
    assert answers_in("sqlite", tmp_path / "new" / "foi.sqlite") == ["=HYPERLINK(1)", "-5"]
