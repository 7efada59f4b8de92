"""The flat tables that every export has: their columns, kinds and keys."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {
    "string": ("TEXT", "string"),
    "date": ("TEXT", "date"),
    "Int64": ("INTEGER", "integer"),
    "Float64": ("REAL", "number"),
    "boolean": ("INTEGER", "boolean"),
}
"""Column dtype to its SQLite type and its Data Package (v2) type."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A flat table's primary key, and its foreign keys as ``{column: (table, column)}`` within a response."""

    primary: tuple[str, ...]
    foreign: tuple[tuple[tuple[str, ...], str], ...] = ()


KEYS = {
    "responses": Keys(("response",)),
    "exchanges": Keys(("response", "exchange"), ((("response",), "responses"),)),
    "tables": Keys(("response", "table"), ((("response",), "responses"),)),
    "cells": Keys(("response", "table", "row", "column"), ((("response", "table"), "tables"),)),
    "figures": Keys(("response", "figure"), ((("response",), "responses"),)),
    "dates": Keys(("response", "date"), ((("response",), "responses"),)),
    "exemptions": Keys((), ((("response",), "responses"),)),
}
