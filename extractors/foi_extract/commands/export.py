"""``foi-extract export``: records to the files that other tools open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foi_extract.exporting.registry import FORMATS, exporter_for

if TYPE_CHECKING:
    from foi_records.response import Response

SUFFIXES = {".sqlite": "sqlite", ".db": "sqlite", ".xlsx": "xlsx", ".parquet": "parquet"}


@click.command("export")
@click.argument("records", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="File (sqlite, xlsx, projects) or folder.",
)
@click.option(
    "--to", "form", type=click.Choice(list(FORMATS)), help="Default: by the output's suffix, else csv."
)
def command(records: Path, output: Path, form: str | None) -> int:
    """Export RECORDS (JSON Lines of parse) as tables.

    csv: a folder with datapackage.json. sqlite: a database with full-text search, for Datasette too.
    parquet: a folder. xlsx: a workbook. projects: one CSV in the columns of Alaveteli Projects.
    """
    from foi_extract.errors import MissingExtra

    try:
        notes = exporter_for(form or SUFFIXES.get(output.suffix, "csv"))(records_in(records), output)
    except MissingExtra as error:
        raise click.ClickException(error.message) from None
    for note in notes:
        click.echo(note, err=True)
    return 0


def records_in(path: Path) -> Iterator[Response]:
    """The records of a JSON Lines file, one by one; another line is an error that names it."""
    from pydantic import ValidationError

    from foi_records.response import Response

    with path.open("rb") as file:
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
