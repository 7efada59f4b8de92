"""What stands in a cell of the comparison: value, outcome and evidence, in the column's own unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from foi_extract.compare.columns import Column
from foi_extract.compare.letters import name_of
from foi_extract.compare.matching import Match
from foi_records.response import Exchange, Response, Value
from foi_records.spans import Span

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
HOURS = {"minute": 1 / 60, "hour": 1.0}
PERIODS = ("financial_year", "academic_year", "year", "quarter", "range")
FAMILIES = {
    unit: family for family in (("minute", "hour"), ("day", "week"), ("month", "year")) for unit in family
}
"""Units that are whole multiples of one another, finest first: two weeks are fourteen days exactly."""
CURRENCIES = ("GBP", "EUR", "USD")
FLAGS = {
    "number": ("by number only",),
    "subject": ("by subject only",),
    "whole": ("the whole request",),
    "part": ("part of a question",),
    "place": ("other words, same place",),
}
"""What a way of matching says about a cell."""


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


def cells_from_matches(matches: Sequence[Match], response: Response, columns: Sequence[Column]) -> list[Cell]:
    """The cells of one response; an answer to several columns gives each only the value that is its own."""
    kinds = {column.id: column.kinds for column in columns}
    sharers: dict[str, list[str]] = {}
    for match in matches:
        sharers.setdefault(match.exchange.id, []).append(match.column)
    out = []
    for match in matches:
        together = sharers[match.exchange.id]
        value = match.exchange.value
        if match.by == "whole":
            value = None
        elif len(together) > 1:
            others = frozenset[str]().union(*(kinds[c] for c in together if c != match.column))
            value = value_of_kinds(match.exchange, response, kinds[match.column] - others)
        out.append(cell_from_match(match, response, value, joint=len(together) > 1 and match.by != "whole"))
    return out


def cell_from_match(match: Match, response: Response, value: Value | None, joint: bool = False) -> Cell:
    """The cell of a match, as the response itself states it."""
    exchange = match.exchange
    span = evidence_of(exchange, value)
    grounds = [
        x for x in response.exemptions if x.id in exchange.exemptions and x.status in ("applied", "ncnd")
    ]
    return Cell(
        response=response.id,
        authority=name_of(response),
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
        flags=("answers several questions",) if joint else FLAGS.get(match.by, ()),
    )


def value_of_kinds(exchange: Exchange, response: Response, kinds: frozenset[str]) -> Value | None:
    """The one value of these kinds in an answer; null where there is none or more than one."""
    value = exchange.value
    if value and value.kind in kinds:
        return value
    found = [
        Value(kind=kind, low=f.low, high=f.high, unit=f.unit, span=f.span)
        for f in response.figures
        if f.id in exchange.figures and (kind := kind_of_unit(f.unit)) in kinds
    ]
    return found[0] if len(found) == 1 else None


def kind_of_unit(unit: str | None) -> Literal["number", "money", "percent", "duration"]:
    """The kind of value that a figure in some unit is."""
    if unit in CURRENCIES:
        return "money"
    if unit == "percent":
        return "percent"
    return "duration" if unit in DAYS or unit in HOURS else "number"


def evidence_of(exchange: Exchange, value: Value | None) -> Span | None:
    """The words that give the value, else the first of the answer."""
    if value:
        return value.span
    return exchange.answer.spans[0] if exchange.answer.spans else None


def period_of(exchange: Exchange, response: Response) -> str | None:
    """The period that an answer speaks of, else its question, as ``start/end`` when it is just one."""
    for words in (exchange.answer, exchange.question):
        periods = {
            f"{d.start}/{d.end}"
            for d in response.dates
            if d.precision in PERIODS and d.start and d.end
            and any(s.start <= d.span.start < s.end for s in words.spans)
        }  # fmt: skip
        if periods:
            return periods.pop() if len(periods) == 1 else None
    return None


def named_period(period: str) -> str:
    """A period in words: "financial year 2022-23", "calendar year 2022"; others as they are."""
    start, _, end = period.partition("/")
    year, after = start[:4], end[2:4]
    named = {
        ("04-01", "03-31"): f"financial year {year}-{after}",
        ("01-01", "12-31"): f"calendar year {year}",
        ("09-01", "08-31"): f"academic year {year}-{after}",
    }
    return named.get((start[5:], end[5:]), f"{start} to {end}")


def made_comparable(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of one column in its usual unit, those of another kind, unit or period flagged."""
    valued = [c for c in cells if c.kind and c.kind != "text"]
    kind = usual(c.kind for c in valued)
    unit = common_unit([c.unit for c in valued if c.kind == kind and c.unit])
    period = usual(c.period for c in cells if c.period)
    return [_comparable(cell, kind, unit, period) for cell in cells]


def common_unit(units: Sequence[str]) -> str | None:
    """The unit for a column: the most frequent, or the finest that others in use are a multiple of."""
    unit = usual(units)
    return next((finer for finer in FAMILIES.get(unit or "", ()) if finer in units), unit)


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
        flags.append(f"{named_period(cell.period)}, others {named_period(period)}")
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
