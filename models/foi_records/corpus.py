"""Many records as DataFrames that join: a row a response, exchange, table, cell, figure, date, exemption."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from foi_records.response import Response
from foi_records.rows import COLUMNS, ROWS


class Corpus:
    """Records of many responses, and their DataFrames (``corpus.responses``, ``corpus.exchanges`` …).

    ``response`` is the key that joins them all; ``exchange``, ``table``, ``figure`` … are keys within a
    response.  An exemption that concerns several exchanges has a row for each.
    """

    def __init__(self, responses: Iterable[Response]) -> None:
        self.records: tuple[Response, ...] = tuple(responses)

    @classmethod
    def from_jsonl(cls, path: str | os.PathLike[str]) -> Corpus:
        """The records of a JSON Lines file, or of a single JSON record."""
        text = Path(path).read_text(encoding="utf-8")
        if text.lstrip().startswith("{\n"):
            return cls([Response.from_json(text)])
        return cls(Response.from_json(line) for line in text.split("\n") if line.strip())

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Response]:
        return iter(self.records)

    def __getitem__(self, index: int) -> Response:
        return self.records[index]

    @cached_property
    def responses(self) -> pd.DataFrame:
        """One row a response."""
        return self._frame("responses")

    @cached_property
    def exchanges(self) -> pd.DataFrame:
        """One row a question with its answer."""
        return self._frame("exchanges")

    @cached_property
    def tables(self) -> pd.DataFrame:
        """One row a table."""
        return self._frame("tables")

    @cached_property
    def cells(self) -> pd.DataFrame:
        """One row a table cell, typed."""
        return self._frame("cells")

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row a figure."""
        return self._frame("figures")

    @cached_property
    def dates(self) -> pd.DataFrame:
        """One row a date mention."""
        return self._frame("dates")

    @cached_property
    def exemptions(self) -> pd.DataFrame:
        """One row an exemption and exchange that it concerns."""
        return self._frame("exemptions")

    def compare(self, questions: Sequence[str] | None = None, authorities: Sequence[str] = ()) -> Any:
        """One table across all responses: see ``foi_extract.compare.comparison.compare``."""
        # The records know nothing of how they are read or compared; only this door opens the other way.
        from importlib import import_module

        return import_module("foi_extract.compare.comparison").compare(self.records, questions, authorities)

    def _frame(self, name: str) -> pd.DataFrame:
        rows = [row for record in self.records for row in ROWS[name](record)]
        return frame_from_rows(rows, COLUMNS[name])


def frame_from_rows(rows: list[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """A DataFrame with just these columns in these dtypes, also when there are no rows."""
    return pd.DataFrame({c: series_from_values([r.get(c) for r in rows], d) for c, d in columns.items()})


def series_from_values(values: list[Any], dtype: str) -> pd.Series[Any]:
    """A column of one dtype; ISO dates and nulls become ``datetime64[s]``."""
    if dtype == "date":
        dates = pd.Series(values, dtype="object").map(lambda v: pd.NaT if v is None else pd.Timestamp(v))
        return dates.astype("datetime64[s]")
    return pd.Series(values, dtype=dtype)
