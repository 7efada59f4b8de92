"""One child and its keeper: a source in, its records out, whatever the child does."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from foi_extract.batch.framing import BrokenFrame, read_frame, write_frame
from foi_extract.batch.inputs import Input
from foi_extract.batch.limits import Limits
from foi_extract.errors import SourceError

START_TIMEOUT = 120.0
"""Seconds that a child may take to start: its imports are not the source's fault."""
LAST_WORDS = 0.5
"""Seconds to wait for a child that stopped talking to end by itself, so that its own exit code is known."""
COMMAND = (sys.executable, "-m", "foi_extract.batch.child")
MEMORY_ANSWER = b'{"memory": true}\n'


@dataclass(frozen=True, slots=True)
class Answer:
    """The records of one source as JSON Lines, with their statuses and the hash of the source's bytes."""

    lines: bytes
    statuses: tuple[str, ...]
    sha256: str

    @classmethod
    def from_frame(cls, frame: bytes) -> Answer:
        """A child's answer; raises :class:`BrokenFrame` when it is not one."""
        head, _, lines = frame.partition(b"\n")
        try:
            said = json.loads(head)
            return cls(lines, tuple(said["statuses"]), said["sha256"])
        except (ValueError, KeyError, TypeError):
            raise BrokenFrame("not an answer") from None

    @classmethod
    def from_error(cls, error: SourceError, source: Input) -> Answer:
        """The failed record that stands for a child which could not answer."""
        from foi_extract.pipeline import failed_response

        data = b""
        with contextlib.suppress(OSError):
            data = Path(source.path).read_bytes()
        record = failed_response(error, source.name, data)
        return cls(record.to_json().encode() + b"\n", (record.status,), record.source.sha256)


class Supervisor:
    """Keeps one child: starts it when needed, kills it at a limit, and starts the next.

    ``command`` is the child's command line; tests put misbehaving children there.
    """

    def __init__(self, limits: Limits, command: Sequence[str] = COMMAND) -> None:
        self.limits = limits
        self.command = command
        self.child: subprocess.Popen[bytes] | None = None
        self.done = 0

    def answer(self, source: Input) -> Answer:
        """The child's answer to one source; the child is replaced when it ends, hangs or talks rubbish."""
        child, ready = self._ready_child()
        started = ready
        late = threading.Event()
        timer = self._clock(child, late, self.limits.timeout if ready else START_TIMEOUT)
        try:
            if not ready:
                read_frame(cast(BinaryIO, child.stdout))
                timer.cancel()
                started = True
                timer = self._clock(child, late, self.limits.timeout)
            return self._ask(child, source)
        except (BrokenFrame, OSError):
            timer.cancel()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(LAST_WORDS)
            self._end(child)
            return Answer.from_error(self._why(child, started, late.is_set()), source)
        finally:
            timer.cancel()

    def _clock(
        self, child: subprocess.Popen[bytes], late: threading.Event, seconds: float
    ) -> threading.Timer:
        """A running timer that kills the child when it is late."""
        timer = threading.Timer(seconds, self._end, (child, late))
        timer.daemon = True
        timer.start()
        return timer

    def close(self) -> None:
        """End the child."""
        if self.child is not None:
            self._end(self.child)
            self.child = None

    def _ask(self, child: subprocess.Popen[bytes], source: Input) -> Answer:
        request = {"path": source.path, "name": source.name, "max_size": self.limits.max_size}
        write_frame(cast(BinaryIO, child.stdin), json.dumps(request).encode())
        frame = read_frame(cast(BinaryIO, child.stdout))
        self.done += 1
        if frame == MEMORY_ANSWER:
            self.close()
            return Answer.from_error(self._memory_error(), source)
        return Answer.from_frame(frame)

    def _ready_child(self) -> tuple[subprocess.Popen[bytes], bool]:
        """The child, and whether it has said already that it is ready."""
        if self.child is not None and (self.done >= self.limits.recycle or self.child.poll() is not None):
            self.close()
        if self.child is not None:
            return self.child, True
        self.child = self._started()
        self.done = 0
        return self.child, False

    def _started(self) -> subprocess.Popen[bytes]:
        # One thread a child: linear algebra threads cost address space and change nothing here.
        quiet = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        return subprocess.Popen(
            list(self.command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                **quiet,
                "FOI_EXTRACT_CHILD_MEMORY": str(self.limits.memory),
                "FOI_EXTRACT_CHILD_TIMEOUT": str(self.limits.timeout),
                "PYTHONHASHSEED": "0",
                "PYDANTIC_DISABLE_PLUGINS": "__all__",  # looking for them costs, and ours has none
            },
            start_new_session=True,
        )

    def _end(self, child: subprocess.Popen[bytes], late: threading.Event | None = None) -> None:
        """Kill a child with all that it started, and close its pipes."""
        if late is not None:
            late.set()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL) if hasattr(os, "killpg") else child.kill()
        child.wait()
        if late is None:
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):
                    cast(BinaryIO, pipe).close()
            if self.child is child:
                self.child = None

    def _why(self, child: subprocess.Popen[bytes], started: bool, late: bool) -> SourceError:
        if not started:
            return SourceError(
                "crash",
                f"The process that should read it could not start ({ended(child.returncode)}). "
                "Run foi-extract doctor, or give it a larger --max-memory.",
            )
        if late:
            return SourceError(
                "timeout",
                f"It was not read within {self.limits.timeout:g} s. Try a longer --timeout, "
                "or print it to a new PDF.",
            )
        return SourceError(
            "crash",
            f"The process that read it ended ({ended(child.returncode)}). Try to print it to a new PDF.",
        )

    def _memory_error(self) -> SourceError:
        return SourceError(
            "memory",
            f"It needs more than {self.limits.memory / 1e6:,.0f} MB. Try a larger --max-memory, or split it.",
        )


def ended(code: int | None) -> str:
    """How a process ended, in words: ``signal SIGSEGV`` or ``exit code 3``."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
