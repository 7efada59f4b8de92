"""Printed lines as bands of cells: what each column holds of a line, before lines become rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foi_extract.layout.grids.blocks import column_of
from foi_extract.layout.grids.cell_words import is_period, is_value
from foi_extract.layout.grids.printed import PrintedLine
from foi_records.page_objects import Word


@dataclass(slots=True)
class Placed:
    """A piece of a row: its columns (first and last) and its words in reading order."""

    first: int
    last: int
    words: list[Word]

    @property
    def text(self) -> str:
        """Its words joined by blanks."""
        return " ".join(w.text for w in self.words)


@dataclass(slots=True)
class RowBand:
    """One row of a table: its pieces and where it lies on the page."""

    top: float
    bottom: float
    pieces: list[Placed] = field(default_factory=list)

    def at(self, column: int) -> Placed | None:
        """The piece that covers a column."""
        return next((p for p in self.pieces if p.first <= column <= p.last), None)

    @property
    def filled(self) -> set[int]:
        """Columns that have words."""
        return {c for p in self.pieces for c in range(p.first, p.last + 1)}


def bands_of(lines: Sequence[PrintedLine], strips: list[tuple[float, float]]) -> list[RowBand]:
    """One band for every printed line."""
    out = []
    for line in lines:
        band = RowBand(line.top, line.bottom)
        for segment in line.segments:
            first, last = column_of(segment, strips)
            if band.pieces and band.pieces[-1].last >= first:
                band.pieces[-1].words += segment.words
                band.pieces[-1].last = max(last, band.pieces[-1].last)
            else:
                band.pieces.append(Placed(first, last, list(segment.words)))
        out.append(band)
    return out


def numeric_columns(bands: Sequence[RowBand], width: int) -> set[int]:
    """Columns behind the first most of whose cells are values."""
    out = set()
    for c in range(width):
        texts = [p.text for band in bands for p in band.pieces if p.first == p.last == c]
        values = sum(is_value(t) for t in texts)
        if values >= 2 and values * 2 >= len(texts) and (c or values * 10 >= len(texts) * 9):
            out.add(c)
    return out


def values_in(band: RowBand, numeric: set[int]) -> int:
    """How many values that are no years a line has in columns of values."""
    texts = [p.text for p in band.pieces if p.first == p.last and p.first in numeric]
    return sum(is_value(t) and not is_period(t) for t in texts)


def is_anchor(band: RowBand, numeric: set[int]) -> bool:
    """Whether a line holds a row's values: a number that is no year, or a mark, in a column of values."""
    return values_in(band, numeric) > 0


def pour(row: RowBand, band: RowBand) -> None:
    """Add a line's pieces to a row, each below the piece it lies under."""
    for piece in band.pieces:
        over = next((p for p in row.pieces if p.first <= piece.last and piece.first <= p.last), None)
        if over is None:
            row.pieces.append(Placed(piece.first, piece.last, list(piece.words)))
        else:
            over.words += piece.words
            over.first, over.last = min(over.first, piece.first), max(over.last, piece.last)
    row.pieces.sort(key=lambda p: p.first)
    row.bottom = max(row.bottom, band.bottom)
    row.top = min(row.top, band.top)


def texts_of(rows: Sequence[RowBand], width: int) -> list[list[str]]:
    """The rows' words as a rectangle."""
    return [[(p.text if (p := row.at(c)) and p.first == c else "") for c in range(width)] for row in rows]
