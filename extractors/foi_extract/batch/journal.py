"""What a run has finished, so that a killed one can go on: one line an input, beside the records.

The records of an input are written first, with one write, then its journal line with the offset at which
they end.  Whatever stands in the records after the last journaled offset is torn and is cut.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from foi_extract.batch.supervisor import Answer


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished input: where its records lie in the output, and the hash of its bytes."""

    name: str
    sha256: str
    statuses: tuple[str, ...]
    start: int
    end: int

    @property
    def failed(self) -> bool:
        """Whether every record of the input is a failed one."""
        return all(status == "failed" for status in self.statuses)


@dataclass(slots=True)
class Journal:
    """The finished inputs of one output file, in the order of its records."""

    path: Path
    settings: str
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path, settings: str) -> Journal:
        """The journal at a path; empty where there is none, or it was kept under other settings."""
        journal = cls(path, settings)
        if path.exists():
            lines = path.read_bytes().split(b"\n")[:-1]
            if lines and _json(lines[0]) == {"settings": settings}:
                journal.entries = list(_entries(lines[1:]))
        return journal

    @property
    def end(self) -> int:
        """Offset in the output at which the finished records end."""
        return self.entries[-1].end if self.entries else 0

    def restart(self) -> None:
        """Write the file anew with the entries that are kept."""
        lines = [{"settings": self.settings}, *(_row(entry) for entry in self.entries)]
        self.path.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in lines))

    def add(self, name: str, answer: Answer) -> None:
        """Note one input as finished."""
        entry = Entry(name, answer.sha256, answer.statuses, self.end, self.end + len(answer.lines))
        self.entries.append(entry)
        with self.path.open("ab", buffering=0) as file:
            file.write(json.dumps(_row(entry)).encode() + b"\n")


def settings_fingerprint(version: str, settings: dict[str, float | int]) -> str:
    """What must be the same for finished records to be kept: the version and the settings."""
    return json.dumps({"version": version, **settings}, sort_keys=True)


def cut(path: Path, end: int) -> None:
    """Cut a file at an offset, so that a torn last record is gone; no file is made where there is none."""
    if path.exists() and path.stat().st_size > end:
        os.truncate(path, end)


def _row(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "sha256": entry.sha256,
        "statuses": entry.statuses,
        "start": entry.start,
        "end": entry.end,
    }


def _entries(lines: list[bytes]) -> Iterator[Entry]:
    for line in lines:
        row = _json(line)
        if not isinstance(row, dict):
            return  # a torn line: what follows it can't be trusted
        yield Entry(row["name"], row["sha256"], tuple(row["statuses"]), row["start"], row["end"])


def _json(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
