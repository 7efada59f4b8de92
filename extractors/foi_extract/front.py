"""The front door: records from a path, bytes or an open file, in this process or in supervised ones."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from foi_extract.batch.inputs import inputs_from_arguments
from foi_extract.batch.limits import Limits
from foi_extract.errors import SourceError
from foi_extract.pipeline import failed_response, responses_from_bytes
from foi_records.response import Response


def extract(source: str | os.PathLike[str] | bytes | BinaryIO, name: str | None = None) -> list[Response]:
    """The records of one source: a path, its bytes, or a binary file; one for each response in it.

    A source that can't be read gives one record with ``status`` ``failed`` and the reason in ``error``;
    a path that does not exist raises ``FileNotFoundError``.
    """
    if isinstance(source, bytes):
        data, called = source, "bytes"
    elif isinstance(source, str | os.PathLike):
        data, called = Path(source).read_bytes(), Path(source).name
    else:
        data, called = source.read(), Path(str(getattr(source, "name", "file"))).name
    try:
        return responses_from_bytes(data, name or called)
    except SourceError as error:
        return [failed_response(error, name or called, data)]


def extract_all(
    sources: Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    timeout: float = 60.0,
    max_memory: int = 1_500_000_000,
) -> Iterator[Response]:
    """The records of many paths, folders and globs, in order, streamed from supervised processes.

    ``timeout`` in seconds and ``max_memory`` in bytes hold for each source; whatever happens to a source,
    it gives a record.
    """
    from foi_extract.batch.pool import answers

    inputs = inputs_from_arguments(os.fspath(source) for source in sources)
    limits = Limits(timeout=timeout, memory=max_memory)
    for _, answer in answers(inputs, min(jobs or os.cpu_count() or 1, max(len(inputs), 1)), limits):
        yield from map(Response.from_json, answer.lines.splitlines())
