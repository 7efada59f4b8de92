"""Each table of the records as a CSV file of its own."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from foi_extract.batch.inputs import Input


class TableFolder:
    """Writes ``<stem>-<table id>.csv`` below a folder, one for each table, header row first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, source: Input, lines: bytes) -> None:
        """Write the tables of one input's records."""
        for n, line in enumerate(lines.splitlines(), 1):
            for table in json.loads(line)["tables"]:
                stem = source.stem if n == 1 else f"{source.stem}~{n}"
                self._write(self.folder / f"{stem}-{table['id']}.csv", table)

    def _write(self, path: Path, table: dict[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if table["columns"]:
                writer.writerow(table["columns"])
            writer.writerows(table["rows"])
