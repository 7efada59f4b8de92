"""Many records as DataFrames that join: one row a response, exchange, table, cell, figure, date, exemption."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from foi_records.response import Response

COLUMNS: dict[str, dict[str, str]] = {
    "responses": {
        "response": "string", "source": "string", "part": "string", "status": "string", "error": "string",
        "kind": "string", "authority": "string", "reference": "string", "subject": "string",
        "regimes": "string", "outcome": "string", "requested": "date", "received": "date",
        "responded": "date", "due": "date", "working_days": "Int64", "on_time": "boolean",
        "exchanges": "Int64", "findings": "string",
    },
    "exchanges": {
        "response": "string", "exchange": "string", "number": "string", "parent": "string",
        "question": "string", "answer": "string", "value_kind": "string", "value_low": "string",
        "value_high": "string", "value_unit": "string", "held": "string", "outcome": "string",
        "answered_in": "string", "confidence": "Float64", "page": "Int64",
    },
    "tables": {
        "response": "string", "table": "string", "exchange": "string", "caption": "string",
        "columns": "Int64", "rows": "Int64", "origin": "string", "total": "string",
    },
    "cells": {
        "response": "string", "table": "string", "row": "Int64", "column": "Int64", "header": "string",
        "row_label": "string", "text": "string", "kind": "string", "number": "Float64", "low": "Float64",
        "high": "Float64", "unit": "string", "start": "date", "end": "date",
    },
    "figures": {
        "response": "string", "figure": "string", "exchange": "string", "text": "string", "low": "Float64",
        "high": "Float64", "modifier": "string", "unit": "string", "subject": "string",
        "suppressed": "boolean", "start": "Int64", "page": "Int64",
    },
    "dates": {
        "response": "string", "date": "string", "exchange": "string", "text": "string", "start": "date",
        "end": "date", "precision": "string", "role": "string", "page": "Int64",
    },
    "exemptions": {
        "response": "string", "exemption": "string", "exchange": "string", "instrument": "string",
        "provision": "string", "title": "string", "test": "string", "basis": "string", "status": "string",
        "uri": "string",
    },
}  # fmt: skip
"""Every frame's columns and dtypes; ``date`` is ``datetime64[s]``, in which years far off fit too."""


class Corpus:
    """Records of many responses, and their DataFrames: ``corpus.responses``, ``corpus.exchanges`` …

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

    def _frame(self, name: str) -> pd.DataFrame:
        from foi_records.rows import ROWS

        rows = [row for record in self.records for row in ROWS[name](record)]
        return frame_from_rows(rows, COLUMNS[name])


def frame_from_rows(rows: list[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """A DataFrame with just these columns in these dtypes, also when there are no rows."""
    return pd.DataFrame(
        {
            name: (
                pd.Series(pd.to_datetime([r.get(name) for r in rows], errors="coerce")).astype(
                    "datetime64[s]"
                )
                if dtype == "date"
                else pd.Series([r.get(name) for r in rows], dtype=dtype)  # type: ignore[call-overload]
            )
            for name, dtype in columns.items()
        }
    )
