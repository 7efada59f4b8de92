"""Tables as pandas DataFrames with typed columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_records.table import CellValue, Table

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("number", "money", "percent")
UNKNOWN = ("suppressed", "missing")


def table_to_frame(table: Table) -> pd.DataFrame:
    """A table as a DataFrame: numbers, dates and periods where a column has only such, else text as printed.

    Hidden and missing cells are ``<NA>`` (numbers) or ``NaT`` (dates).  Columns without a name are called
    ``column 1`` …, a name met again has its number put behind it.
    """
    import pandas as pd

    width = max((len(row) for row in table.rows), default=len(table.columns or ()))
    columns: dict[str, Any] = {}
    for c in range(width):
        texts = [row[c] if c < len(row) else "" for row in table.rows]
        values = [row[c] if c < len(row) else CellValue(kind="missing") for row in table.values]
        columns[_name(table, c, columns)] = _series(texts, values)
    return pd.DataFrame(columns)


def _name(table: Table, column: int, taken: dict[str, Any]) -> str:
    """A name for a column that no column before it has."""
    name = (
        table.columns[column] if table.columns and column < len(table.columns) else ""
    ) or f"column {column + 1}"
    return name if name not in taken else f"{name} ({column + 1})"


def _series(texts: Sequence[str], values: Sequence[CellValue]) -> Any:
    """One column's values in the narrowest type that holds all of them."""
    import pandas as pd

    known = [v for v in values if v.kind not in UNKNOWN]
    if known and all(v.kind in NUMBERS for v in known):
        numbers = [v.number if v.kind in NUMBERS else None for v in values]
        whole = all(n is None or float(n).is_integer() for n in numbers)
        return pd.array(
            [None if n is None else int(n) if whole else float(n) for n in numbers],
            dtype="Int64" if whole else "Float64",
        )
    if known and all(v.kind == "date" and v.start for v in known):
        return pd.to_datetime(pd.Series([v.start if v.kind == "date" else None for v in values]))
    if known and len(known) == len(values) and all(v.kind == "period" and _is_frequent(v) for v in known):
        return _periods(known)
    return pd.array([text or None for text in texts], dtype="string")


def _is_frequent(value: CellValue) -> bool:
    """Whether a period is a calendar month, or a year from January or from April."""
    return _frequency(value) is not None


def _frequency(value: CellValue) -> str | None:
    """The pandas frequency of a period: month, calendar year, financial year."""
    if not value.start or not value.end:
        return None
    begin, end = value.start[5:], value.end[5:]
    if value.start[:7] == value.end[:7]:
        return "M"
    if begin == "01-01" and end == "12-31" and value.start[:4] == value.end[:4]:
        return "Y-DEC"
    if begin == "04-01" and end == "03-31" and int(value.end[:4]) == int(value.start[:4]) + 1:
        return "Y-MAR"
    return None


def _periods(values: Sequence[CellValue]) -> Any:
    """Periods of one frequency as such, of several as text."""
    import pandas as pd

    frequencies = {_frequency(v) for v in values}
    if len(frequencies) != 1:
        return pd.array([f"{v.start}/{v.end}" for v in values], dtype="string")
    return pd.PeriodIndex([pd.Timestamp(str(v.start)) for v in values], freq=frequencies.pop())
