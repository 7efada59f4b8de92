"""``foi-extract export``: records to the files that other tools open."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foi_extract.exporting.registry import FORMATS, exporter_for

if TYPE_CHECKING:
    from foi_records.response import Response

STDIN = Path("-")
SUFFIXES = {".sqlite": "sqlite", ".db": "sqlite", ".xlsx": "xlsx", ".parquet": "parquet"}


@click.command("export", short_help="Records to CSV, SQLite, Parquet, Excel.")
@click.argument(
    "records",
    nargs=-1,
    required=True,
    metavar="RECORDS...",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="A file (sqlite, xlsx, projects) or a folder (csv, parquet).",
)
@click.option(
    "--to", "form", type=click.Choice(list(FORMATS)), help="Default: by the suffix of the output, else csv."
)
def command(records: tuple[Path, ...], output: Path, form: str | None) -> int:
    """Export RECORDS (JSON Lines of parse; - for standard input) as tables.

    csv: a folder with datapackage.json. sqlite: a database with full-text search, for Datasette too.
    parquet: a folder. xlsx: a workbook. projects: one CSV in the columns of Alaveteli Projects.

    Sources with the same bytes are exported once. Texts that a spreadsheet would run as a formula never
    are formulas. What was changed or left out is said.
    """
    from foi_extract.errors import MissingExtra

    form = form or SUFFIXES.get(output.suffix.lower(), "csv")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        notes = exporter_for(form)(chain.from_iterable(map(records_in, records)), output)
    except MissingExtra as error:
        raise click.ClickException(error.message) from None
    except sqlite3.OperationalError as error:
        raise OSError(f"{output}: {error}") from None
    for note in notes:
        click.echo(note, err=True)
    return 0


def records_in(path: Path) -> Iterator[Response]:
    """The records of a JSON Lines file or standard input, one by one; an error names a line that is none."""
    from pydantic import ValidationError

    from foi_records.response import Response

    with sys.stdin.buffer if path == STDIN else path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield Response.from_json(line)
            except ValidationError as error:
                problem = error.errors()[0]["msg"]
                raise click.ClickException(
                    f"{path} line {number} is no record ({problem}). Make it with foi-extract parse."
                ) from None
