"""Sources spread over the workers of a Dask cluster, each read by the same supervised child as here.

The workers must see the sources under the same paths, and have foi-extract installed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from foi_extract.batch.inputs import Input
from foi_extract.batch.limits import Limits
from foi_extract.batch.pool import AHEAD, in_order
from foi_extract.batch.run import Answers
from foi_extract.batch.supervisor import Answer, Supervisor
from foi_extract.errors import MissingExtra

RETRIES = 10
"""Workers that a source may lose before the run fails; a source that kills its child kills no worker."""

_here = threading.local()


def dask_answers(scheduler: str, limits: Limits) -> Answers:
    """Answers from the cluster of a scheduler's address (``tcp://host:8786``)."""
    try:
        from distributed import Client
    except ImportError:
        raise MissingExtra("--dask", "dask", verb="Running with") from None

    def answers(inputs: Iterable[Input]) -> Iterator[tuple[Input, Answer]]:
        with Client(scheduler) as client:  # type: ignore[no-untyped-call]
            threads = sum(client.nthreads().values()) or 1
            yield from in_order(
                inputs,
                lambda source: client.submit(answer_on_worker, source, limits, pure=False, retries=RETRIES),
                threads * AHEAD,
            )

    return answers


def answer_on_worker(source: Input, limits: Limits) -> Answer:
    """The answer of this worker thread's own child."""
    keeper = getattr(_here, "keeper", None)
    if keeper is None or keeper.limits != limits:
        keeper = _here.keeper = Supervisor(limits)
    answer: Answer = keeper.answer(source)
    return answer
