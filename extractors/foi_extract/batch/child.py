"""The supervised child: reads one source at a time and answers with its records.

Run as ``python -m foi_extract.batch.child``.  Each request is a frame with ``{path, name, max_size}``; its
answer a frame of one head line, ``{"sha256": …, "statuses": […]}``, and the records as JSON Lines; or the
head ``{"memory": true}`` alone when memory ran out.  Before all that it says that it is ready.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from foi_extract.batch.framing import BrokenFrame, read_frame, write_frame
from foi_extract.errors import SourceError

READY = b"ready"
"""The first frame of a child: all is imported, sources may come."""


def answer_to_request(request: dict[str, Any]) -> bytes:
    """The head line and the records of one source; a failed record where it can't be read."""
    from foi_extract.pipeline import failed_response, responses_from_bytes

    data, name = b"", request["name"]
    try:
        data = bytes_of(request["path"], request["max_size"])
        responses = responses_from_bytes(data, Path(name).name)
    except SourceError as error:
        responses = [failed_response(error, name, data)]
    except RecursionError:
        deep = SourceError("crash", "It is nested too deeply to be read. Save it again from a viewer.")
        responses = [failed_response(deep, name, data)]
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours: said in the record, never a lost source
        fault = SourceError(
            "crash", f"foi-extract failed on it ({type(error).__name__}: {error}). Please report this."
        )
        responses = [failed_response(fault, name, data)]
    named = [r.model_copy(update={"source": r.source.model_copy(update={"name": name})}) for r in responses]
    head = {"sha256": hashlib.sha256(data).hexdigest(), "statuses": [r.status for r in named]}
    return b"\n".join([json.dumps(head).encode(), *(r.to_json().encode() for r in named)]) + b"\n"


def bytes_of(path: str, max_size: int) -> bytes:
    """The bytes of a file; raises :class:`SourceError` saying what to do when it can't be read."""
    try:
        if not Path(path).is_file():
            what = "is not a regular file" if Path(path).exists() else "does not exist"
            raise SourceError("unreadable", f"It {what}. Check the path.")
        size = Path(path).stat().st_size
        if size > max_size:
            raise SourceError(
                "unsupported", f"It is {size:,} bytes, over the limit of {max_size:,}. Split it first."
            )
        return Path(path).read_bytes()
    except OSError as error:
        raise SourceError(
            "unreadable", f"It can't be opened ({error.strerror}). Check its permissions."
        ) from None


def limit_memory(most: int) -> None:
    """Hold this process to an address space, and let no core file be written (POSIX only)."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent dies, so that no child outlives a killed run."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def private_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, taken off standard input and output so that no library's print breaks them."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, answers


def main() -> int:
    """Answer requests until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    requests, answers = private_streams()
    limit_memory(int(os.environ.get("FOI_EXTRACT_CHILD_MEMORY", "0")))
    gc.disable()  # nothing that an import makes is ever thrown away, so it need not be looked through
    import foi_extract.pipeline  # noqa: F401 (imported before the clock of the first source starts)

    gc.freeze()
    gc.enable()
    write_frame(answers, READY)
    while True:
        try:
            request = json.loads(read_frame(requests))
        except BrokenFrame:
            return 0
        try:
            answer = answer_to_request(request)
        except MemoryError:
            answer = b'{"memory": true}\n'
        write_frame(answers, answer)


if __name__ == "__main__":
    sys.exit(main())
