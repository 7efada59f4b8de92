"""Sources spread over supervised children; answers come in the order of the inputs, one for each."""

from __future__ import annotations

import contextlib
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from foi_extract.batch.inputs import Input
from foi_extract.batch.limits import Limits
from foi_extract.batch.supervisor import COMMAND, Answer, Supervisor

AHEAD = 4
"""Sources handed out before the oldest is done, for each child: bounds what the parent holds."""


def answers(
    inputs: Iterable[Input], jobs: int, limits: Limits, command: Sequence[str] = COMMAND
) -> Iterator[tuple[Input, Answer]]:
    """Each input with its answer, in input order, by ``jobs`` children; ends the children when left early."""
    keepers = [Supervisor(limits, command) for _ in range(jobs)]
    free: queue.SimpleQueue[Supervisor] = queue.SimpleQueue()
    for keeper in keepers:
        free.put(keeper)

    def ask(source: Input) -> Answer:
        keeper = free.get()
        try:
            return keeper.answer(source)
        finally:
            free.put(keeper)

    executor = ThreadPoolExecutor(jobs, thread_name_prefix="foi-extract")
    try:
        yield from in_order(inputs, lambda source: executor.submit(ask, source), jobs * AHEAD)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for keeper in keepers:
            with contextlib.suppress(OSError):
                keeper.close()
        executor.shutdown(wait=True)


class Promise(Protocol):
    """An answer on its way: a future of a thread here, or of a worker elsewhere."""

    def result(self) -> Answer:
        """The answer, waited for."""


def in_order(
    inputs: Iterable[Input], submit: Callable[[Input], Promise], most: int
) -> Iterator[tuple[Input, Answer]]:
    """Each input with its answer, in input order, never more than ``most`` handed out and not yet given."""
    waiting: deque[tuple[Input, Promise]] = deque()
    for source in inputs:
        waiting.append((source, submit(source)))
        if len(waiting) >= most:
            first, future = waiting.popleft()
            yield first, future.result()
    while waiting:
        first, future = waiting.popleft()
        yield first, future.result()
