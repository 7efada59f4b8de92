"""Records to flat rows: what the DataFrames and the exports are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from foi_records.facts import DatedSpan
from foi_records.response import Exchange, Response
from foi_records.spans import Span

Row = dict[str, Any]

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


def response_rows(record: Response) -> Iterator[Row]:
    """The response itself: one row."""
    timeline = record.timeline
    yield {
        "response": record.id,
        "source": record.source.name,
        "part": record.source.part,
        "status": record.status,
        "error": record.error and f"{record.error.kind}: {record.error.message}",
        "kind": record.kind,
        "authority": record.authority and record.authority.name,
        "reference": record.reference and record.reference.value,
        "subject": record.subject and record.subject.text,
        "regimes": "; ".join(record.regimes) or None,
        "outcome": record.outcome,
        "requested": _date(timeline.requested),
        "received": _date(timeline.received),
        "responded": _date(timeline.responded),
        "due": timeline.due,
        "working_days": timeline.working_days,
        "on_time": timeline.on_time,
        "exchanges": len(record.exchanges),
        "findings": "; ".join(dict.fromkeys(f.code for f in record.findings)) or None,
    }


def exchange_rows(record: Response) -> Iterator[Row]:
    """A row for each question with its answer."""
    for exchange in record.exchanges:
        value = exchange.value
        yield {
            "response": record.id,
            "exchange": exchange.id,
            "number": exchange.number,
            "parent": exchange.parent,
            "question": exchange.question.text,
            "answer": exchange.answer.text,
            "value_kind": value and value.kind,
            "value_low": None if value is None else _text(value.low),
            "value_high": None if value is None else _text(value.high),
            "value_unit": value and value.unit,
            "held": exchange.held,
            "outcome": exchange.outcome,
            "answered_in": "; ".join(exchange.answered_in) or None,
            "confidence": exchange.confidence,
            "page": _page_of(exchange),
        }


def table_rows(record: Response) -> Iterator[Row]:
    """A row for each table."""
    for table in record.tables:
        yield {
            "response": record.id,
            "table": table.id,
            "exchange": table.exchange,
            "caption": table.caption,
            "columns": max((len(row) for row in table.rows), default=0),
            "rows": len(table.rows),
            "origin": table.origin,
            "total": table.total and table.total.status,
        }


def cell_rows(record: Response) -> Iterator[Row]:
    """A row for each cell of each table, with its header and the label of its row."""
    for table in record.tables:
        for r, (texts, values) in enumerate(zip(table.rows, table.values, strict=True)):
            for c, (text, value) in enumerate(zip(texts, values, strict=True)):
                yield {
                    "response": record.id,
                    "table": table.id,
                    "row": r,
                    "column": c,
                    "header": table.columns[c] if table.columns and c < len(table.columns) else None,
                    "row_label": texts[0] if texts else None,
                    "text": text,
                    **value.model_dump(include={"kind", "number", "low", "high", "unit", "start", "end"}),
                }


def figure_rows(record: Response) -> Iterator[Row]:
    """A row for each figure."""
    for figure in record.figures:
        fields = {"exchange", "text", "low", "high", "modifier", "unit", "subject", "suppressed"}
        yield {
            "response": record.id,
            "figure": figure.id,
            **figure.model_dump(include=fields),
            "start": figure.span.start,
            "page": _page(figure.span),
        }


def date_rows(record: Response) -> Iterator[Row]:
    """A row for each date mention."""
    for date in record.dates:
        fields = {"exchange", "text", "start", "end", "precision", "role"}
        yield {
            "response": record.id,
            "date": date.id,
            **date.model_dump(include=fields),
            "page": _page(date.span),
        }


def exemption_rows(record: Response) -> Iterator[Row]:
    """A row for each exemption and exchange that it concerns; exchange null for the whole response."""
    fields = {"instrument", "provision", "title", "test", "basis", "status", "uri"}
    for exemption in record.exemptions:
        for exchange in exemption.exchanges or (None,):
            yield {
                "response": record.id,
                "exemption": exemption.id,
                "exchange": exchange,
                **exemption.model_dump(include=fields),
            }


ROWS: dict[str, Callable[[Response], Iterator[Row]]] = {
    "responses": response_rows,
    "exchanges": exchange_rows,
    "tables": table_rows,
    "cells": cell_rows,
    "figures": figure_rows,
    "dates": date_rows,
    "exemptions": exemption_rows,
}
"""Every flat table by its name, in the order in which exports write them."""


def _date(dated: DatedSpan | None) -> str | None:
    return dated.date if dated else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _page(span: Span | None) -> int | None:
    return span.regions[0].page if span and span.regions else None


def _page_of(exchange: Exchange) -> int | None:
    spans = exchange.answer.spans or exchange.question.spans
    return _page(spans[0]) if spans else None
