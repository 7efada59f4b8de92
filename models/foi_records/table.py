"""A data table of a response: as printed, typed, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from foi_records.facts import Number
from foi_records.spans import Record, Region, Span

if TYPE_CHECKING:
    import pandas as pd

CellKind = Literal["number", "money", "percent", "date", "period", "text", "suppressed", "missing"]


class CellValue(Record):
    """A cell's typed value.

    ``number`` for number, money and percent ("45%" is 45); ``low`` and ``high`` bound a suppressed count
    ("<5": 1 to 4 is not assumed; low null, high 5); ``start`` and ``end`` (ISO, inclusive, null where
    open) for date and period; ``meaning`` what the document's legend says of a mark; ``restored`` when an
    empty cell lost on the way was put back.
    """

    kind: CellKind
    number: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    start: str | None = None
    end: str | None = None
    meaning: str | None = None
    restored: bool = False


class Total(Record):
    """Whether the table's printed totals are the sums of their parts; ``row`` and ``column`` count from 0."""

    row: int | None = None
    column: int | None = None
    status: Literal["consistent", "inconsistent", "not_checkable"]


class Table(Record):
    """A data table; ``values`` has the shape of ``rows``."""

    id: str
    exchange: str | None = None
    caption: str | None = None
    columns: tuple[str, ...] | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    values: tuple[tuple[CellValue, ...], ...] = ()
    notes: tuple[str, ...] = ()
    total: Total | None = None
    regions: tuple[Region, ...] | None = None
    element: str | None = None
    origin: Literal["ruled", "aligned", "html", "stacked", "docx", "sheet", "ocr"]
    spans: tuple[Span, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """The table as a DataFrame, each column typed where its cells agree."""
        from foi_records.frames import table_to_frame

        return table_to_frame(self)
