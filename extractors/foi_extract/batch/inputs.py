"""What the user named on the command line, as a sorted list of sources."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

STDIN = "-"
LONGEST_NAME = 180
"""Bytes of a file's name; most file systems take 255, endings included."""


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
    first: dict[str, tuple[str, str]] = {}
    for path, below in _paths(arguments):
        first.setdefault(os.path.normpath(path), (path, below))
    found = list(first.values())
    return [
        Input(path, display_name(path), "/".join(map(_short, display_name(stem).split("/"))))
        for (path, _), stem in zip(found, _stems(found), strict=True)
    ]


def _stems(found: list[tuple[str, str]]) -> list[str]:
    """A place of its own for each record: without the ending, else with it, else by the whole path."""
    forms = [(str(Path(below).with_suffix("")), below, _plain_path(path)) for path, below in found]
    shared = [Counter(form) for form in zip(*forms, strict=True)]
    stems: list[str] = []
    used: set[str] = set()
    for form in forms:
        stem = next((f for f, count in zip(form, shared, strict=True) if count[f] == 1), form[-1])
        while stem in used:
            stem += "~"
        used.add(stem)
        stems.append(stem)
    return stems


def _short(name: str) -> str:
    """A name that any file system takes: a long one cut, with its hash."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    return f"{name.encode()[:LONGEST_NAME].decode(errors='ignore')}~{sha256(name.encode()).hexdigest()[:12]}"


def _plain_path(path: str) -> str:
    """A path as one below a folder: no root, no steps up."""
    return "/".join(part for part in Path(path).parts if part not in (Path(path).anchor, ".."))


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
