"""``foi-extract parse``: responses to records."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from foi_extract.batch.inputs import STDIN, Input, inputs_from_arguments, shard_of
from foi_extract.batch.limits import Limits
from foi_extract.batch.run import Answers, Tally, local_answers, run
from foi_extract.batch.sinks import Sink, sink_for
from foi_extract.cli import NOTHING_MATCHED, SOME_FAILED
from foi_extract.commands.progress import failures_in, progress_of
from foi_extract.errors import MissingExtra
from foi_extract.exporting.tables import TableFolder

LEAST_MEMORY = 300_000_000
"""Bytes of address space that a child takes before it reads anything."""


def shard_from_text(ctx: click.Context, param: click.Parameter, text: str | None) -> tuple[int, int] | None:
    """``i/N`` as two numbers, ``1 <= i <= N``."""
    if text is None:
        return None
    number, _, count = text.partition("/")
    if not (number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
        raise click.BadParameter("must be i/N with i from 1 to N, such as 3/20")
    return int(number), int(count)


def bytes_from_text(ctx: click.Context, param: click.Parameter, text: str) -> int:
    """A size such as ``1500M`` or ``2G`` in bytes."""
    units = {"K": 10**3, "M": 10**6, "G": 10**9}
    number, unit = (text[:-1], units.get(text[-1:].upper())) if text[-1:].isalpha() else (text, 1)
    try:
        return int(float(number) * (unit or 0)) if unit else int("")
    except ValueError:
        raise click.BadParameter("must be a size such as 1500M or 2G") from None


def memory_from_text(ctx: click.Context, param: click.Parameter, text: str) -> int:
    """A size in bytes that is enough for a child to start with."""
    size = bytes_from_text(ctx, param, text)
    if size < LEAST_MEMORY:
        raise click.BadParameter(f"must be at least {LEAST_MEMORY // 10**6}M: reading takes that by itself")
    return size


@click.command("parse", short_help="Read responses into records.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    help="Write there: one JSON Lines file, or into a folder one file for each input.",
)
@click.option(
    "--format", "form", type=click.Choice(["json", "jsonl"]), help="Default: json for one input, else jsonl."
)
@click.option(
    "--tables", type=click.Path(file_okay=False), metavar="DIR", help="Also write each table there as CSV."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    default=lambda: os.cpu_count() or 1,
    help="Processes (default: cores).",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    metavar="SECONDS",
    default=60.0,
    show_default=True,
    help="Time for one input.",
)
@click.option(
    "--max-memory",
    default="1500M",
    show_default=True,
    callback=memory_from_text,
    metavar="SIZE",
    help="Memory for one input.",
)
@click.option("--resume", is_flag=True, help="Go on with an earlier run's output: keep what is done.")
@click.option("--retry-failed", is_flag=True, help="With --resume: read the failed inputs again.")
@click.option(
    "--shard", callback=shard_from_text, metavar="i/N", help="Only the i-th of N equal parts of the inputs."
)
@click.option("--dask", metavar="SCHEDULER", help="Spread the work over a Dask cluster (extra: dask).")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no closing line.")
def command(
    inputs: tuple[str, ...],
    output: str | None,
    form: str | None,
    tables: str | None,
    jobs: int,
    timeout: float,
    max_memory: int,
    resume: bool,
    retry_failed: bool,
    shard: tuple[int, int] | None,
    dask: str | None,
    quiet: bool,
) -> int:
    """Read responses into records: PDFs, pages, mails, Word and text files, sheets, pictures.

    INPUT is a file, a folder, a glob, a zip of requests, - for standard input, or @list.txt with an input a
    line. One input gives one JSON object, several give JSON Lines in the order of the inputs. Every input
    gives a record, a failed one with the reason and what to do.
    """
    if (resume or retry_failed) and not output:
        raise click.UsageError("--resume needs -o: there is no earlier output to go on with.")
    try:
        sources = inputs_from_arguments(inputs)
    except OSError as error:
        raise click.UsageError(
            f"{error.filename}: {error.strerror}. Give a list of inputs as @FILE."
        ) from None
    if shard:
        sources = shard_of(sources, *shard)
    if not sources:
        click.echo("No input matched. Name files, folders or globs that exist.", err=True)
        return NOTHING_MATCHED
    several = shard is not None or [source.path for source in sources] != list(inputs) or len(inputs) > 1
    limits = Limits(timeout=timeout, memory=max_memory)
    with stdin_as_file(sources) as readable:
        sink = sink_for(output, form, several, limits, resume, retry_failed)
        return _run(readable, sink, spread(dask, min(jobs, len(readable)), limits), tables, quiet)


def spread(scheduler: str | None, jobs: int, limits: Limits) -> Answers:
    """Where the work is done: on a Dask cluster, or by children of this process."""
    if scheduler is None:
        return local_answers(jobs, limits)
    from foi_extract.batch.dask import dask_answers

    try:
        return dask_answers(scheduler, limits)
    except MissingExtra as error:
        raise click.ClickException(error.message) from None


def _run(sources: list[Input], sink: Sink, answers: Answers, tables: str | None, quiet: bool) -> int:
    folder = TableFolder(Path(tables)) if tables else None
    tally = Tally(len(sources))
    with progress_of(len(sources), quiet) as progress:
        for source, answer in run(sources, sink, answers, tally):
            if answer:
                if folder:
                    folder.add(source, answer.lines)
                for sentence in failures_in(source, answer.lines):
                    progress.say(sentence)
            progress.step()
        progress.clear()
        if tally.repeated:
            progress.say(
                f"{tally.repeated:,} have the same bytes as an earlier one; export takes these once."
            )
        progress.say(str(tally))
    return SOME_FAILED if tally.counts["failed"] else 0


@contextlib.contextmanager
def stdin_as_file(sources: list[Input]) -> Iterator[list[Input]]:
    """The inputs with standard input, if it is one of them, put into a file that a child can read."""
    if all(source.path != STDIN for source in sources):
        yield sources
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(sys.stdin.buffer.read())
        yield [Input(str(path), "-", "stdin") if s.path == STDIN else s for s in sources]
