"""Blocks of lines that share columns to rows of cells: where the heads end, and what they span."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foi_extract.layout.grids.bands import Placed, RowBand, bands_of, is_anchor, numeric_columns, pour
from foi_extract.layout.grids.blocks import Block
from foi_extract.layout.grids.body_rows import body_rows


def rows_of_block(block: Block, bars: Sequence[float] = ()) -> tuple[list[RowBand], int]:
    """The rows of a block and how many of them are heads; ``bars`` are level rulings across it."""
    bands = bands_of(block.lines, block.strips)
    width = len(block.strips) + 1
    begin = _body_begin(bands, width, bars)
    head = _head_rows(bands[:begin], width)
    body = body_rows(bands[begin:], width, bars)
    return [*head, *body], len(head)


def _body_begin(bands: Sequence[RowBand], width: int, bars: Sequence[float]) -> int:
    """Index of the first line that is no head: the first with values, or the line under the first bar."""
    numeric = numeric_columns(bands, width)
    anchors = [n for n, band in enumerate(bands) if is_anchor(band, numeric - {0})]
    if anchors:
        begin = anchors[0]
        while begin > 1 and _is_label_line(bands[begin - 1]) and bands[begin - 1].at(0):
            begin -= 1
        return min(begin, 8) if begin else 0
    for n in range(1, min(len(bands), 5)):
        if any(bands[n - 1].bottom - 2 < bar < bands[n].top + 3 for bar in bars):
            return n
    heads_bold = bool(bands) and all(w.bold for p in bands[0].pieces for w in p.words)
    return 1 if heads_bold and any(not w.bold for b in bands[1:] for p in b.pieces for w in p.words) else 0


def _is_label_line(band: RowBand) -> bool:
    """Whether only the first column is filled."""
    return band.filled == {0}


def _head_rows(bands: Sequence[RowBand], width: int) -> list[RowBand]:
    """Head lines put together: what is wrapped is one head, what spans columns is a row of its own."""
    rows: list[RowBand] = []
    for band in bands:
        spanning = any(p.first != p.last for p in band.pieces)
        above = rows[-1] if rows else None
        if (
            above is None
            or any(p.first != p.last for p in above.pieces) != spanning
            or not _near(above, band)
        ):
            rows.append(
                RowBand(band.top, band.bottom, [Placed(p.first, p.last, list(p.words)) for p in band.pieces])
            )
        else:
            pour(above, band)
    for row, below in pairwise(rows):
        _spread(row, below, width)
    return rows


def _near(above: RowBand, below: RowBand) -> bool:
    """Whether two lines stand as close as lines of one cell do."""
    return below.top - above.bottom < 0.65 * (below.bottom - below.top)


def _spread(row: RowBand, below: RowBand, width: int) -> None:
    """Let heads over several columns span those that they are centred on."""
    if len(row.filled) * 2 > width or len(below.filled) <= len(row.filled):
        return
    centres: dict[int, float] = {}
    for piece in below.pieces:
        if piece.first == piece.last:
            centres[piece.first] = (min(w.x0 for w in piece.words) + max(w.x1 for w in piece.words)) / 2
    for n, piece in enumerate(row.pieces):
        middle = (min(w.x0 for w in piece.words) + max(w.x1 for w in piece.words)) / 2
        low = row.pieces[n - 1].last + 1 if n else 0
        high = row.pieces[n + 1].first - 1 if n + 1 < len(row.pieces) else width - 1
        best = _centred(middle, piece, range(low, high + 1), centres)
        if best is not None:
            piece.first, piece.last = best


def _centred(middle: float, piece: Placed, free: range, centres: dict[int, float]) -> tuple[int, int] | None:
    """The widest run of free columns around a head whose middle is the head's middle."""
    best: tuple[int, int] | None = None
    for a in free:
        for b in range(max(a + 1, piece.last), free.stop):
            if a > piece.first or a not in centres or b not in centres:
                continue
            off = abs((centres[a] + centres[b]) / 2 - middle)
            if off <= 0.08 * (centres[b] - centres[a]) + 4 and (best is None or b - a > best[1] - best[0]):
                best = (a, b)
    return best
