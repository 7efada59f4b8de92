"""Tables compared by the neighbours of their cells (the measure of the ICDAR 2013 table competition)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from foi_extract.scoring.likeness import words_of

Cell = tuple[str, ...]


def cells_of(table: dict[str, Any]) -> list[list[Cell]]:
    """A table's cells as folded words, its header row first."""
    head = [table["columns"]] if table.get("columns") else []
    return [[tuple(words_of("" if c is None else str(c))) for c in row] for row in [*head, *table["rows"]]]


def adjacency(grid: Sequence[Sequence[Cell]]) -> Counter[tuple[Cell, Cell, str]]:
    """Each cell with its next neighbour to the right and below that is not empty."""
    found: Counter[tuple[Cell, Cell, str]] = Counter()
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if not cell:
                continue
            right = next((other for other in row[c + 1 :] if other), None)
            below = next((other[c] for other in grid[r + 1 :] if c < len(other) and other[c]), None)
            if right:
                found[cell, right, "right"] += 1
            if below:
                found[cell, below, "below"] += 1
    return found


def overlap(a: Counter[tuple[Cell, Cell, str]], b: Counter[tuple[Cell, Cell, str]]) -> float:
    """The F1 of one table's neighbours against another's."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
