"""What the user named on the command line, as a sorted list of sources."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One source: its path (``-`` is standard input) and the names made of it.

    ``name`` is the path as given, with bytes that are no text percent-encoded; ``stem`` is the path of
    its record below an output folder, without ``.json``.
    """

    path: str
    name: str
    stem: str


def display_name(path: str) -> str:
    """A path as text that any JSON holds: undecodable bytes and control characters percent-encoded."""
    return "".join(
        quote(os.fsencode(c)) if "\udc80" <= c <= "\udcff" or ord(c) < 32 or c == "\x7f" else c for c in path
    )


def inputs_from_arguments(arguments: Iterable[str]) -> list[Input]:
    """Every source that files, folders, globs, ``-`` and ``@list.txt`` name: each path once, in order."""
    found: dict[str, str] = {}
    for path, below in _paths(arguments):
        found.setdefault(path, below)
    stems = {path: str(Path(below).with_suffix("")) for path, below in found.items()}
    shared = Counter(stems.values())
    return [
        Input(path, display_name(path), display_name(below if shared[stems[path]] > 1 else stems[path]))
        for path, below in found.items()
    ]


def shard_of(inputs: list[Input], number: int, count: int) -> list[Input]:
    """The ``number``-th (from 1) of ``count`` equal runs of the list; joined in order they are the whole."""
    size = len(inputs)
    return inputs[size * (number - 1) // count : size * number // count]


def _paths(arguments: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path with its place below an output folder."""
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN:
            yield STDIN, "stdin"
        elif argument.startswith("@") and not path.exists():
            listed = Path(argument[1:]).read_text(encoding="utf-8", errors="surrogateescape")
            yield from _paths(line.strip() for line in listed.splitlines() if line.strip())
        elif path.is_dir():
            yield from _files_below(path)
        elif glob.has_magic(argument) and not path.is_symlink() and not path.exists():
            for match in map(Path, sorted(glob.iglob(argument, recursive=True))):  # noqa: PTH207 (takes absolute patterns)
                yield from _files_below(match) if match.is_dir() else [(str(match), match.name)]
        else:
            yield argument, path.name


def _files_below(folder: Path) -> Iterator[tuple[str, str]]:
    """Regular files below a folder, sorted, hidden ones left out; linked folders are not entered (loops)."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for path in (Path(root, name) for name in sorted(files) if not name.startswith(".")):
            if path.is_file():
                yield str(path), str(path.relative_to(folder))
