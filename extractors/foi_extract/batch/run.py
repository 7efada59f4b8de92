"""A run over many sources: inputs to answers to a sink, counted on the way."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from foi_extract.batch.inputs import Input
from foi_extract.batch.limits import Limits
from foi_extract.batch.pool import answers
from foi_extract.batch.sinks import Sink
from foi_extract.batch.supervisor import COMMAND, Answer

Answers = Callable[[Iterable[Input]], Iterator[tuple[Input, Answer]]]
"""Spreads inputs over children, here or on other machines, and gives their answers in order."""


NO_BYTES = hashlib.sha256().digest()


@dataclass(slots=True)
class Tally:
    """How a run went: inputs by status, those whose bytes came before in it, and the seconds it took."""

    total: int
    counts: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    seen: set[bytes] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)

    def add(self, statuses: Sequence[str]) -> None:
        """Count one input: failed when all its records are, partial when any is less than whole."""
        if all(s == "failed" for s in statuses):
            self.counts["failed"] += 1
        else:
            self.counts["ok" if all(s == "ok" for s in statuses) else "partial"] += 1

    def note_bytes(self, digest: bytes) -> None:
        """Count an input whose bytes came before; those without bytes are no repeats of each other."""
        if digest in self.seen:
            self.repeated += 1
        elif digest != NO_BYTES:
            self.seen.add(digest)

    @property
    def lost(self) -> int:
        """Inputs without a record."""
        return self.total - sum(self.counts.values())

    def __str__(self) -> str:
        seconds = time.monotonic() - self.started
        took = f"{int(seconds // 60)}m{int(seconds % 60):02d}s" if seconds >= 60 else f"{seconds:.1f}s"
        c = self.counts
        return (
            f"{c['ok']:,} ok, {c['partial']:,} partial, {c['failed']:,} failed, {self.lost:,} lost in {took}"
        )


def local_answers(jobs: int, limits: Limits, command: Sequence[str] = COMMAND) -> Answers:
    """Answers from children on this machine."""
    return lambda inputs: answers(inputs, jobs, limits, command)


def run(
    inputs: Sequence[Input], sink: Sink, answers_of: Answers, tally: Tally
) -> Iterator[tuple[Input, Answer | None]]:
    """Give every input's records to the sink, in order, and count them.

    Yields each input when it is done, with null for an answer that was kept from an earlier run.
    """
    held = {source for source in inputs if sink.holds(source)}
    fresh = answers_of(source for source in inputs if source not in held)
    for source in inputs:
        if source in held:
            tally.add(sink.keep(source))
            yield source, None
        else:
            _, answer = next(fresh)
            sink.put(source, answer)
            tally.add(answer.statuses)
            tally.note_bytes(bytes.fromhex(answer.sha256))
            yield source, answer
    sink.close()
