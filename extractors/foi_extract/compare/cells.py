"""What stands in a cell of the comparison: value, outcome and evidence, in the column's own unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foi_extract.compare.matching import Match
from foi_records.response import Exchange, Response, Value
from foi_records.spans import Span

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
HOURS = {"minute": 1 / 60, "hour": 1.0}


@dataclass(frozen=True, slots=True)
class Cell:
    """One authority's answer to one question; ``flags`` say what keeps it from being compared as it is."""

    response: str
    authority: str
    column: str
    exchange: str
    number: str | None
    kind: str | None
    low: bool | int | float | str | None
    high: bool | int | float | str | None
    unit: str | None
    outcome: str
    exemptions: str
    answer: str
    quote: str
    page: int | None
    source: str
    score: float
    by: str
    period: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def value(self) -> bool | int | float | str | None:
        """The exact value; null where there is none or only bounds."""
        return self.low if self.low == self.high else None


def cell_from_match(match: Match, response: Response) -> Cell:
    """The cell of a match, as the response itself states it."""
    exchange, value = match.exchange, match.exchange.value
    span = evidence_of(exchange, value)
    grounds = [
        x for x in response.exemptions if x.id in exchange.exemptions and x.status in ("applied", "ncnd")
    ]
    return Cell(
        response=response.id,
        authority=response.authority.name if response.authority else response.source.name,
        column=match.column,
        exchange=exchange.id,
        number=exchange.number,
        kind=value.kind if value else None,
        low=value.low if value else None,
        high=value.high if value else None,
        unit=value.unit if value else None,
        outcome=exchange.outcome,
        exemptions="; ".join(f"{x.instrument} {x.provision}" for x in grounds),
        answer=exchange.answer.text,
        quote=span.quote if span else "",
        page=span.regions[0].page if span and span.regions else None,
        source=response.source.name,
        score=round(match.score, 3),
        by=match.by,
        period=period_of(exchange, response),
        flags=("by number only",)
        if match.by == "number"
        else ("part of a question",)
        if match.by == "part"
        else (),
    )


def evidence_of(exchange: Exchange, value: Value | None) -> Span | None:
    """The words that give the value, else the first of the answer."""
    if value:
        return value.span
    return exchange.answer.spans[0] if exchange.answer.spans else None


def period_of(exchange: Exchange, response: Response) -> str | None:
    """The kind of period that an answer speaks of (``financial_year``, ``year`` …), when it is one kind."""
    kinds = {
        d.precision
        for d in response.dates
        if d.id in exchange.dates and d.precision in ("financial_year", "academic_year", "year", "quarter")
    }
    return kinds.pop() if len(kinds) == 1 else None


def made_comparable(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of one column in its usual unit, those of another kind, unit or period flagged."""
    valued = [c for c in cells if c.kind and c.kind != "text"]
    kind = usual(c.kind for c in valued)
    unit = usual(c.unit for c in valued if c.kind == kind)
    period = usual(c.period for c in cells if c.period)
    return [_comparable(cell, kind, unit, period) for cell in cells]


def usual(values: Iterable[str | None]) -> str | None:
    """The most frequent value; null when there is none."""
    counts = Counter(v for v in values if v)
    return max(counts, key=lambda v: (counts[v], v)) if counts else None


def _comparable(cell: Cell, kind: str | None, unit: str | None, period: str | None) -> Cell:
    flags = list(cell.flags)
    if cell.kind and cell.kind != "text" and kind and cell.kind != kind:
        flags.append(f"{cell.kind}, others {kind}")
    elif cell.kind == "duration" and cell.unit != unit:
        cell = in_unit(cell, unit)
        flags.append(f"converted to {unit}" if cell.unit == unit else f"{cell.unit}, others {unit}")
    elif cell.kind == "money" and unit and cell.unit != unit:
        flags.append(f"{cell.unit}, others {unit}")
    if cell.period and period and cell.period != period:
        flags.append(f"{cell.period.replace('_', ' ')}, others {period.replace('_', ' ')}")
    return replace(cell, flags=tuple(flags))


def in_unit(cell: Cell, unit: str | None) -> Cell:
    """A duration in another unit; unchanged where there is no fixed rate between the two."""
    for rates in (DAYS, HOURS):
        if cell.unit in rates and unit in rates:
            rate = rates[cell.unit] / rates[unit]
            low, high = (
                round(v * rate, 2) if isinstance(v, int | float) else v for v in (cell.low, cell.high)
            )
            return replace(cell, low=low, high=high, unit=unit)
    return cell
