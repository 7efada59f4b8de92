"""A SQLite database with full-text search, which Datasette opens as it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foi_extract.exporting.columns import KEYS, KINDS
from foi_extract.exporting.flat import Flattening
from foi_records.response import Response
from foi_records.rows import COLUMNS

SEARCHED = ("question", "answer")


def write(records: Iterable[Response], path: Path) -> list[str]:
    """Write the database anew, and Datasette's ``<path>.metadata.json`` beside it.

    The database is made under another name and put in place when it is whole.
    """
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    flattening = Flattening()
    connection = sqlite3.connect(part)
    try:
        with connection:
            _create(connection)
            for name, rows in flattening.tables(records):
                _insert(connection, name, rows)
            _index_words(connection)
    finally:
        connection.close()
    part.replace(path)
    metadata = json.dumps(datasette_metadata(path.stem), indent=2)
    path.with_name(path.name + ".metadata.json").write_text(metadata + "\n", encoding="utf-8")
    return flattening.notes()


def datasette_metadata(database: str) -> dict[str, Any]:
    """Titles, searched table and facets for Datasette."""
    return {
        "title": "Freedom of Information responses",
        "databases": {
            database: {
                "tables": {
                    "exchanges": {
                        "fts_table": "exchanges_fts",
                        "fts_pk": "rowid",
                        "facets": ["outcome", "held"],
                    },
                    "responses": {"label_column": "authority", "facets": ["authority", "outcome", "status"]},
                    "exemptions": {"facets": ["provision", "status"]},
                }
            }
        },
    }


def _create(connection: sqlite3.Connection) -> None:
    for name, columns in COLUMNS.items():
        keys = KEYS[name]
        parts = [f'"{column}" {KINDS[dtype][0]}' for column, dtype in columns.items()]
        if keys.primary:
            parts.append(f"PRIMARY KEY ({_names(keys.primary)})")
        parts += [
            f'FOREIGN KEY ({_names(fields)}) REFERENCES "{table}" ({_names(fields)})'
            for fields, table in keys.foreign
        ]
        connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
    connection.execute('CREATE INDEX exemptions_by_response ON "exemptions" ("response", "exchange")')


def _insert(connection: sqlite3.Connection, name: str, rows: list[dict[str, Any]]) -> None:
    columns = COLUMNS[name]
    marks = ", ".join("?" * len(columns))
    values = [[row.get(column) for column in columns] for row in rows]
    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)


def _index_words(connection: sqlite3.Connection) -> None:
    searched = ", ".join(SEARCHED)
    connection.execute(f"CREATE VIRTUAL TABLE exchanges_fts USING fts5({searched}, content='exchanges')")
    connection.execute(
        f"INSERT INTO exchanges_fts (rowid, {searched}) SELECT rowid, {searched} FROM exchanges"
    )


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
