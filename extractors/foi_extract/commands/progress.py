"""What ``foi-extract parse`` says on standard error while it works: failures, a bar on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from tqdm import tqdm

    from foi_extract.batch.inputs import Input

FAILED = b'{"schema":"foi-records/response/1","status":"failed"'


class Progress:
    """Sentences on standard error, above a bar where there is one; nothing when quiet."""

    def __init__(self, quiet: bool, bar: tqdm[NoReturn] | None = None) -> None:
        self.quiet = quiet
        self.bar = bar

    def say(self, sentence: str) -> None:
        """Print a sentence."""
        if self.quiet:
            return
        if self.bar is not None:
            self.bar.clear()
        click.echo(sentence, err=True)
        if self.bar is not None:
            self.bar.refresh()

    def step(self) -> None:
        """One more input is done."""
        if self.bar is not None:
            self.bar.update()

    def clear(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None


@contextmanager
def progress_of(total: int, quiet: bool) -> Iterator[Progress]:
    """Progress with rate and remaining time when standard error is a terminal; without a bar in a pipe."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield Progress(quiet)
        return
    from tqdm import tqdm

    progress = Progress(quiet, tqdm(total=total, unit=" responses", file=sys.stderr, leave=False))
    try:
        yield progress
    finally:
        progress.clear()


def failures_in(source: Input, lines: bytes) -> Iterator[str]:
    """Why an input failed, as a sentence about it by its full name."""
    for line in lines.splitlines():
        if line.startswith(FAILED):
            error = json.loads(line)["error"]
            yield f"{failure_sentence(source.name, error['message'])} ({error['kind']})"


def failure_sentence(name: str, message: str) -> str:
    """What is wrong with an input: a message about its short name, or about "it", with its full name."""
    short = Path(name).name
    if message.startswith(f"{short} "):
        return name + message[len(short) :]
    return name + message[2:] if message.startswith("It ") else f"{name}: {message}"
