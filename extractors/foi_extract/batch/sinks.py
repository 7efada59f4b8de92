"""Where records go: standard output, one JSON Lines file that can be resumed, or a folder of files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Protocol

from foi_extract.batch.inputs import Input
from foi_extract.batch.journal import Entry, Journal, cut, settings_fingerprint
from foi_extract.batch.limits import Limits
from foi_extract.batch.supervisor import Answer


class Sink(Protocol):
    """Takes each input's answer, in the order of the inputs."""

    def holds(self, source: Input) -> bool:
        """Whether an earlier run's records of an input are there and still good."""

    def keep(self, source: Input) -> tuple[str, ...]:
        """Keep the records of an input that is held, in its place, and give their statuses."""

    def put(self, source: Input, answer: Answer) -> None:
        """Write the records of one input."""

    def close(self) -> None:
        """End the output."""


class StreamSink:
    """Records on a stream: JSON Lines, or indented JSON (an array when there are several inputs)."""

    def __init__(self, stream: BinaryIO, form: str, several: bool) -> None:
        self.stream, self.form, self.several, self.written = stream, form, several, 0

    def holds(self, source: Input) -> bool:
        """Nothing is kept on a stream."""
        return False

    def keep(self, source: Input) -> tuple[str, ...]:
        """Never asked."""
        raise LookupError(source.name)

    def put(self, source: Input, answer: Answer) -> None:
        """Write the records at once, so that a reader further down the pipe sees them."""
        for line in answer.lines.splitlines():
            self._write(line)
        self.stream.flush()

    def close(self) -> None:
        """Close the array."""
        if self.form == "json" and self.several:
            self.stream.write(b"\n]\n" if self.written else b"[]\n")
        self.stream.flush()

    def _write(self, line: bytes) -> None:
        if self.form == "jsonl":
            self.stream.write(line + b"\n")
            return
        words = json.dumps(json.loads(line), indent=2, ensure_ascii=False).encode()
        before = (b",\n" if self.written else b"[\n") if self.several else b""
        self.stream.write(before + words + (b"" if self.several else b"\n"))
        self.written += 1


class FileSink:
    """Records in one JSON Lines file with a journal beside it (``records.jsonl.journal``).

    With ``resume`` the finished inputs at the beginning are kept as they are, later ones that are still
    wanted are copied, and the rest is read again: the bytes are those of an undisturbed run.
    """

    def __init__(self, path: Path, settings: str, resume: bool, retry_failed: bool) -> None:
        self.path = path
        self.aside = path.with_name(path.name + ".previous")
        self.journal = (
            Journal.load(_journal_of(path), settings) if resume else Journal(_journal_of(path), settings)
        )
        self.old: dict[tuple[str, str], tuple[Path, Entry]] = {}
        self.retry_failed = retry_failed
        if resume:
            self._remember(Journal.load(_journal_of(self.aside), settings), self.aside)
        size = path.stat().st_size if path.exists() else 0
        self.journal.entries = [e for e in self.journal.entries if e.end <= size]
        self._remember(self.journal, path)
        cut(path, self.journal.end)
        # The entries not yet met again, the next one last; they still stand in the file and its journal.
        self.ahead: list[Entry] = self.journal.entries[::-1]
        self.journal.entries = []
        self.file = path.open("ab" if resume else "wb", buffering=0)
        if not self.ahead:
            self.journal.restart()

    def holds(self, source: Input) -> bool:
        """Whether the same bytes of the same name have been read under the same settings."""
        return bool(self.old) and _key(source) in self.old

    def keep(self, source: Input) -> tuple[str, ...]:
        """Leave the records where they are, or copy them to their new place."""
        key = _key(source)
        if self.ahead and (self.ahead[-1].name, self.ahead[-1].sha256) == key:
            self.journal.entries.append(self.ahead.pop())
            return self.journal.entries[-1].statuses
        if self.ahead:
            self._set_aside()
        path, entry = self.old[key]
        with path.open("rb") as file:
            file.seek(entry.start)
            lines = file.read(entry.end - entry.start)
        self.put(source, Answer(lines, entry.statuses, entry.sha256))
        return entry.statuses

    def put(self, source: Input, answer: Answer) -> None:
        """Append the records with one write, then their journal line."""
        if self.ahead:
            self._set_aside()
        write_whole(self.file, answer.lines)
        self.journal.add(source.name, answer)

    def close(self) -> None:
        """End the file; what was set aside has been copied."""
        if self.ahead:
            self._set_aside()
        self.file.close()
        for leftover in (self.aside, _journal_of(self.aside)):
            leftover.unlink(missing_ok=True)

    def _set_aside(self) -> None:
        """Copy the file to ``.previous``, to take the entries ahead from, and cut it to what is kept."""
        ahead = Journal(_journal_of(self.aside), self.journal.settings, self.ahead[::-1])
        self.file.close()
        older = {key: held for key, held in self.old.items() if held[0] == self.path}
        shutil.copyfile(self.path, self.aside)
        ahead.restart()
        self.old = {key: (self.aside, entry) for key, (_, entry) in older.items()}
        self.ahead = []
        cut(self.path, self.journal.end)
        self.journal.restart()
        self.file = self.path.open("ab", buffering=0)

    def _remember(self, journal: Journal, path: Path) -> None:
        for entry in journal.entries:
            if not (self.retry_failed and entry.failed):
                self.old[entry.name, entry.sha256] = (path, entry)


class FolderSink:
    """One ``<stem>.json`` a source below a folder, ``<stem>~2.json`` … for the further responses in it.

    Each is written whole or not at all.
    """

    def __init__(self, folder: Path, settings: str, resume: bool, retry_failed: bool) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / ".foi-extract.journal"
        self.journal = Journal.load(path, settings) if resume else Journal(path, settings)
        self.done = {(e.name, e.sha256): e for e in self.journal.entries if not (retry_failed and e.failed)}
        self.journal.entries = list(self.done.values())
        self.journal.restart()

    def holds(self, source: Input) -> bool:
        """Whether the same bytes of the same name have been read and their file is there."""
        return bool(self.done) and _key(source) in self.done and self._path(source, 1).exists()

    def keep(self, source: Input) -> tuple[str, ...]:
        """The files stay as they are."""
        return self.done[_key(source)].statuses

    def put(self, source: Input, answer: Answer) -> None:
        """Write each record's file by way of a temporary one."""
        for n, line in enumerate(answer.lines.splitlines(), 1):
            path = self._path(source, n)
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(path.name + ".part")
            words = json.dumps(json.loads(line), indent=2, ensure_ascii=False) + "\n"
            part.write_text(words, encoding="utf-8", newline="\n")
            part.replace(path)
        self.journal.add(source.name, answer)

    def close(self) -> None:
        """Nothing is open."""

    def _path(self, source: Input, n: int) -> Path:
        return self.folder / f"{source.stem}{'' if n == 1 else f'~{n}'}.json"


def sink_for(
    output: str | None, form: str | None, several: bool, limits: Limits, resume: bool, retry_failed: bool
) -> Sink:
    """The sink that the command's options name."""
    if output is None:
        return StreamSink(sys.stdout.buffer, form or ("jsonl" if several else "json"), several)
    from importlib import metadata  # here because a run to standard output asks for none

    settings = settings_fingerprint(metadata.version("foi-extract"), limits.as_settings())
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)) or (several and not path.suffix):
        return FolderSink(path, settings, resume, retry_failed)
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "json" or (form is None and path.suffix == ".json"):
        return StreamSink(path.open("wb"), "json", several)
    return FileSink(path, settings, resume, retry_failed)


def sha256_of(path: str) -> str:
    """The hash of a file's bytes; of no bytes when it can't be read, as in a failed record."""
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        return hashlib.sha256().hexdigest()
    return digest.hexdigest()


def write_whole(file: FileIO, data: bytes) -> None:
    """Write all of some bytes to an unbuffered file; raises ``OSError`` when the disk is full."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _key(source: Input) -> tuple[str, str]:
    return source.name, sha256_of(source.path)


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + ".journal")
