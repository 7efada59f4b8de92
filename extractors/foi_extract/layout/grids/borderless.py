"""Blocks of lines that share columns to rows of cells: wrapped cells joined, heads spanned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from foi_extract.layout.grids.blocks import Block, column_of
from foi_extract.layout.grids.cell_words import is_number, is_period, is_value
from foi_extract.layout.grids.printed import PrintedLine, Segment
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


def rows_of_block(block: Block, bars: Sequence[float] = ()) -> tuple[list[RowBand], int]:
    """The rows of a block and how many of them are heads; ``bars`` are level rulings across it."""
    bands = bands_of(block.lines, block.strips)
    width = len(block.strips) + 1
    begin = _body_begin(bands, width, bars)
    head = _head_rows(bands[:begin], width)
    body = _joined_body(bands[begin:], width, bars)
    return [*head, *body], len(head)


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


def _is_anchor(band: RowBand, numeric: set[int]) -> bool:
    """Whether a line holds a row's values: a number that is no year, or a mark, in a column of values."""
    return values_in(band, numeric) > 0


def _body_begin(bands: Sequence[RowBand], width: int, bars: Sequence[float]) -> int:
    """Index of the first line that is no head: the first with values, or the line under the first bar."""
    numeric = numeric_columns(bands, width)
    anchors = [n for n, band in enumerate(bands) if _is_anchor(band, numeric - {0})]
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
            _pour(above, band)
    for row, below in pairwise(rows):
        _spread(row, below, width)
    return rows


def _near(above: RowBand, below: RowBand) -> bool:
    """Whether two lines stand as close as lines of one cell do."""
    return below.top - above.bottom < 0.65 * (below.bottom - below.top)


def _pour(row: RowBand, band: RowBand) -> None:
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


def _joined_body(bands: Sequence[RowBand], width: int, bars: Sequence[float]) -> list[RowBand]:
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
            _pour(rows[-1], band)
        else:
            rows.append(RowBand(band.top, band.bottom, list(band.pieces)))
    return rows if len(rows) >= 2 else None


def around_anchors(bands: Sequence[RowBand], numeric: set[int]) -> list[RowBand]:
    """Each line with values is a row; a line without them belongs to the row it is written on with."""
    kinds = [_is_anchor(b, numeric) or (bool(b.filled & numeric) and 0 in b.filled) for b in bands]
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
            _pour(rows[-1], band)
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
            _pour(rows[-1], band)
    return rows


def texts_of(rows: Sequence[RowBand], width: int) -> list[list[str]]:
    """The rows' words as a rectangle."""
    return [[(p.text if (p := row.at(c)) and p.first == c else "") for c in range(width)] for row in rows]


def segments_of(lines: Sequence[PrintedLine]) -> list[Segment]:
    """All segments of some lines."""
    return [s for line in lines for s in line.segments]


def numbers_in(rows: Sequence[Sequence[str]]) -> int:
    """How many cells hold a value with a digit, the first column not counted."""
    return sum(is_number(t) for row in rows for t in row[1:])
