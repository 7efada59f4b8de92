"""``foi-extract compare``: one table across all authorities that were asked the same questions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from foi_extract.commands.export import records_in


@click.command("compare", short_help="Records to one table: a row an authority, a column a question.")
@click.argument("records", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=".csv, .xlsx or .html (default: CSV on stdout).",
)
@click.option(
    "--questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The round's questions, one a line.",
)
@click.option(
    "--authorities",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="All that were asked, one a line: those without a letter get an empty row.",
)
@click.option(
    "--long", "as_long", is_flag=True, help="On stdout: a row a cell, with values, flags and evidence."
)
def command(
    records: Path, output: Path | None, questions: Path | None, authorities: Path | None, as_long: bool
) -> int:
    """Compare RECORDS (JSON Lines of parse): a row an authority, a column a question.

    Questions are aligned by wording, number and order; what fits no column is reported, never forced.
    """
    from foi_extract.compare.comparison import compare
    from foi_extract.compare.writing import WRITERS
    from foi_extract.errors import MissingExtra

    if output and output.suffix not in WRITERS:
        raise click.UsageError(f"-o must end in one of {', '.join(WRITERS)}")
    comparison = compare(list(records_in(records)), lines_in(questions) or None, lines_in(authorities))
    if output:
        try:
            WRITERS[output.suffix](comparison, output)
        except MissingExtra as error:
            raise click.ClickException(error.message) from None
    else:
        (comparison.long() if as_long else comparison.wide()).to_csv(sys.stdout, index=not as_long)
    click.echo(
        f"{len(comparison.responses)} responses, {len(comparison.columns)} questions, "
        f"{len(comparison.cells)} answers, {len(comparison.unmatched)} questions that fitted no column"
        + (f", {len(comparison.set_aside)} letters set aside" if comparison.set_aside else "")
        + (f", {len(comparison.silent)} authorities without a letter" if comparison.silent else ""),
        err=True,
    )
    return 0


def lines_in(path: Path | None) -> list[str]:
    """The lines of a file that are not blank; none without a file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    return [line.strip() for line in lines if line.strip()]
