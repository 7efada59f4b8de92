"""Lines of a table's body put together to rows: by rulings, around their values, or by their gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from foi_extract.layout.grids.bands import Placed, RowBand, is_anchor, numeric_columns, pour


def body_rows(bands: Sequence[RowBand], width: int, bars: Sequence[float]) -> list[RowBand]:
    """Body lines put together to rows: by rulings between them, around their values, or by their gaps."""
    if len(bands) < 2:
        return [*bands]
    ruled = _by_bars(bands, bars)
    if ruled is not None:
        return ruled
    numeric = numeric_columns(bands, width)
    if numeric - {0}:
        return around_anchors(bands, numeric - {0})
    return _by_gaps(bands, width)


def _by_bars(bands: Sequence[RowBand], bars: Sequence[float]) -> list[RowBand] | None:
    """Rows parted by rulings, when there is one at least every few lines."""
    inside = [b for b in bars if bands[0].bottom - 2 < b < bands[-1].top + 2]
    if len(inside) < 2 or len(inside) + 1 < len(bands) / 4:
        return None
    rows: list[RowBand] = []
    for band in bands:
        middle = (band.top + band.bottom) / 2
        if rows and not any(rows[-1].bottom - 2 < bar < middle for bar in inside):
            pour(rows[-1], band)
        else:
            rows.append(RowBand(band.top, band.bottom, list(band.pieces)))
    return rows if len(rows) >= 2 else None


def around_anchors(bands: Sequence[RowBand], numeric: set[int]) -> list[RowBand]:
    """Each line with values is a row; a line without them belongs to the row it is written on with."""
    kinds = [is_anchor(b, numeric) or (bool(b.filled & numeric) and 0 in b.filled) for b in bands]
    gaps = [b.top - a.bottom for a, b in pairwise(bands)]
    steps = [g for g, x, y in zip(gaps, kinds, kinds[1:], strict=False) if x and y]
    usual = median(steps) if steps else None
    rows: list[RowBand] = []
    carried: list[RowBand] = []
    for n, band in enumerate(bands):
        if kinds[n]:
            row = RowBand(
                band.top, band.bottom, [Placed(p.first, p.last, list(p.words)) for p in band.pieces]
            )
            _take_carried(rows, carried, row, usual)
            carried = []
            rows.append(row)
        elif rows and not carried and _written_on(rows[-1], band, bands, n, kinds, usual):
            pour(rows[-1], band)
        else:
            carried.append(band)
    return [*rows, *carried]


def _written_on(
    row: RowBand, band: RowBand, bands: Sequence[RowBand], n: int, kinds: Sequence[bool], usual: float | None
) -> bool:
    """Whether a line without values goes on with the row above rather than with the one below."""
    above = band.top - bands[n - 1].bottom
    below = bands[n + 1].top - band.bottom if n + 1 < len(bands) else 1e4
    height = band.bottom - band.top
    if above > 0.7 * height:
        return False
    if any(c not in row.filled for c in band.filled) and band.filled != {0}:
        return True
    if 0 not in band.filled:
        return True
    words = band.pieces[0].text
    if above < below - 1.5:
        return usual is None or above < usual - 0.8 or words[0].islower() or words[0] in "(&"
    if below < above - 1.5:
        return False
    return words[0].islower() or words[0] in "(&"


def _take_carried(rows: list[RowBand], carried: list[RowBand], row: RowBand, usual: float | None) -> None:
    """Put the lines before a row where they belong: beginnings of its own label, or rows of their own."""
    own: list[RowBand] = []
    following = row
    for band in reversed(carried):
        gap = following.top - band.bottom
        label = row.at(0)
        tight = gap < 0.5 * (band.bottom - band.top)
        if (
            own is not None
            and tight
            and (label is None or usual is None or gap < usual - 0.8 or label.text[0].islower())
        ):
            own.insert(0, band)
            following = band
        else:
            break
    rows.extend(carried[: len(carried) - len(own)])
    for band in reversed(own):
        for piece in band.pieces:
            under = next((p for p in row.pieces if p.first <= piece.last and piece.first <= p.last), None)
            if under is None:
                row.pieces.append(Placed(piece.first, piece.last, list(piece.words)))
            else:
                under.words[:0] = piece.words
        row.pieces.sort(key=lambda p: p.first)
        row.top = band.top


def _by_gaps(bands: Sequence[RowBand], width: int) -> list[RowBand]:
    """Rows of words: begun by wider gaps where there are two kinds of gap, else by a filled first column."""
    gaps = [b.top - a.bottom for a, b in pairwise(bands)]
    low, high = min(gaps), max(gaps)
    height = median(b.bottom - b.top for b in bands)
    border = (low + high) / 2 if high - low > 0.3 * height else None
    rows: list[RowBand] = []
    for n, band in enumerate(bands):
        starts = not rows
        if not starts and border is not None:
            starts = gaps[n - 1] > border
        elif not starts:
            starts = 0 in band.filled and len(band.filled) >= min(2, width)
        if starts:
            rows.append(
                RowBand(band.top, band.bottom, [Placed(p.first, p.last, list(p.words)) for p in band.pieces])
            )
        else:
            pour(rows[-1], band)
    return rows
