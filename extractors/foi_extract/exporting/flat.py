"""Records to flat tables, read once: every response one time, though its bytes came twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foi_records.response import Response
from foi_records.rows import ROWS, Row


@dataclass(slots=True)
class Flattening:
    """Gives ``(table, rows)`` for each record, and counts what the user should be told."""

    said: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    empty: int = 0

    def tables(self, records: Iterable[Response]) -> Iterator[tuple[str, list[Row]]]:
        """The rows of each record, table by table, each record once."""
        for record in self.once(records):
            for name, rows_of in ROWS.items():
                yield name, list(rows_of(record))

    def once(self, records: Iterable[Response]) -> Iterator[Response]:
        """The records; one whose id came before is left out and counted.

        Sources without bytes are no copies of each other: the second and later ones get ids of their own.
        """
        for record in records:
            if not record.source.size:
                self.empty += 1
                yield (
                    record
                    if self.empty == 1
                    else record.model_copy(update={"id": f"{record.id}-{self.empty}"})
                )
            elif record.id in self.seen:
                self.said["duplicates left out: the same bytes as an earlier source"] += 1
            else:
                self.seen.add(record.id)
                yield record

    def notes(self) -> list[str]:
        """What happened, one sentence each."""
        return [f"{count:,} {what}" for what, count in self.said.items()]
