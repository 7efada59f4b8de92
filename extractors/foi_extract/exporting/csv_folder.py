"""A folder of CSV files with ``datapackage.json`` (Data Package v2), one file a flat table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from foi_extract.exporting.columns import KEYS, KINDS
from foi_extract.exporting.flat import Flattening
from foi_records.response import Response
from foi_records.rows import COLUMNS
from foi_records.spreadsheets import quoted_text, runs_as_formula


def write(records: Iterable[Response], path: Path) -> list[str]:
    """Write the folder; texts that a spreadsheet would run get a leading apostrophe, and that is said."""
    path.mkdir(parents=True, exist_ok=True)
    flattening = Flattening()
    with ExitStack() as stack:
        writers = {}
        for name, columns in COLUMNS.items():
            file = stack.enter_context((path / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(file, lineterminator="\r\n")
            writers[name].writerow(columns)
        for name, rows in flattening.tables(records):
            for row in rows:
                writers[name].writerow([_cell(row.get(c), flattening) for c in COLUMNS[name]])
    package = json.dumps(data_package(), indent=2)
    (path / "datapackage.json").write_text(package + "\n", encoding="utf-8")
    return flattening.notes()


def data_package() -> dict[str, Any]:
    """The description of the folder (Data Package v2), with types and keys of every column."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "foi-responses",
        "title": "Freedom of Information responses",
        "resources": [_resource(name, columns) for name, columns in COLUMNS.items()],
    }


def _resource(name: str, columns: dict[str, str]) -> dict[str, Any]:
    keys = KEYS[name]
    schema: dict[str, Any] = {"fields": [{"name": c, "type": KINDS[d][1]} for c, d in columns.items()]}
    if keys.primary:
        schema["primaryKey"] = list(keys.primary)
    schema["foreignKeys"] = [
        {"fields": list(fields), "reference": {"resource": table, "fields": list(fields)}}
        for fields, table in keys.foreign
    ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def safe_text(text: str, flattening: Flattening) -> str:
    """A text that no spreadsheet runs: with a leading apostrophe, counted, where one would."""
    if not runs_as_formula(text):
        return text
    flattening.said["texts that look like formulas given a leading apostrophe"] += 1
    return quoted_text(text)


def _cell(value: object, flattening: Flattening) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_text(value, flattening) if isinstance(value, str) else value
