"""Printed totals against the sums of their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from foi_records.table import CellValue

TOTAL = re.compile(
    r"""^\W*(?:(?:grand|overall|sub-?|year(?:ly)?|annual|combined)\s*-?\s*)?totals?\b
        (?!\s+(?:staff|number\s+of))""",
    re.VERBOSE | re.IGNORECASE,
)
GRAND = re.compile(r"^\W*(?:grand|overall|combined)\s*totals?\b", re.IGNORECASE)
Status = Literal["consistent", "inconsistent", "not_checkable"]


@dataclass(frozen=True, slots=True)
class Check:
    """One printed total, what its parts add up to, and whether that agrees (null: can't be said).

    ``line`` is the other coordinate: the column of a total in a total row, the row of one in a total column.
    ``unknown`` are the places of parts that are hidden or lost; ``across`` says that it sums up a row.
    """

    line: int
    printed: float
    summed: float
    agrees: bool | None
    unknown: tuple[int, ...] = ()
    across: bool = False


def total_row(keys: Sequence[str]) -> int | None:
    """Index of the last row that is called a total; the total must stand below or above its parts."""
    found = [n for n, key in enumerate(keys) if TOTAL.match(key)]
    if not found or len(keys) < 3:
        return None
    grand = [n for n in found if GRAND.match(keys[n])]
    return (grand or found)[-1]


def total_column(names: Sequence[str] | None) -> int | None:
    """Index of the column that is called a total, when it stands last or second."""
    if names is None or len(names) < 4:
        return None
    last = names[-1].split(" / ")[-1]
    return len(names) - 1 if TOTAL.match(last) or TOTAL.match(names[-1]) else None


def checks_of_row(values: Sequence[Sequence[CellValue]], keys: Sequence[str], row: int) -> list[Check]:
    """Every total of a total row against its column; other totals among the parts are left out."""
    out = []
    for column in range(1, len(values[row])):
        parts = [(n, values[n][column]) for n in range(len(values)) if n != row and not TOTAL.match(keys[n])]
        above = [(n, v) for n, v in parts if n < row] or parts
        check = check_of(values[row][column], above, column)
        if check is not None:
            subtotals = [
                _number(values[n][column]) or 0 for n in range(row) if n != row and TOTAL.match(keys[n])
            ]
            out.append(_by_other_parts(check, above, subtotals))
    return out


def checks_of_column(values: Sequence[Sequence[CellValue]], column: int) -> list[Check]:
    """Every total of a total column against the values of its row."""
    out = []
    for n, row in enumerate(values):
        parts = [(c, v) for c, v in enumerate(row) if 0 < c < column]
        check = check_of(row[column], parts, n)
        if check is not None:
            out.append(replace(check, across=True))
    return out


def check_of(total: CellValue, parts: Sequence[tuple[int, CellValue]], line: int) -> Check | None:
    """A total against its parts, or null when there is nothing to add up or the kinds differ."""
    printed = _number(total)
    if printed is None or total.kind == "percent":
        return None
    known = [(n, _number(v)) for n, v in parts if v.kind == total.kind]
    numbers = [x for _, x in known if x is not None]
    unknown = tuple(n for n, v in parts if _is_unknown(v))
    if len(numbers) + len(unknown) < 2 or not numbers or any(v.kind == "text" for _, v in parts):
        return None
    summed = round(sum(numbers), 6)
    if abs(summed - printed) <= _tolerance(numbers, printed):
        return Check(line, printed, summed, True, unknown)
    may_hide = bool(unknown) and (summed < printed or min(numbers) < 0)
    return Check(line, printed, summed, None if may_hide else False, unknown)


def _is_unknown(value: CellValue) -> bool:
    """Whether a part is hidden, said to be missing, or lost; a cell left empty adds nothing."""
    return value.kind == "suppressed" or (value.kind == "missing" and (value.restored or bool(value.meaning)))


def _tolerance(numbers: Sequence[float], printed: float) -> float:
    """How far rounding may carry a sum: half a unit of the last decimal place for each part."""
    places = max(len(repr(float(x)).partition(".")[2].rstrip("0")) for x in [*numbers, printed])
    return 0.5 * 10**-places * (len(numbers) + 1) + 1e-9 if places else 1e-9


def _by_other_parts(
    check: Check, parts: Sequence[tuple[int, CellValue]], subtotals: Sequence[float]
) -> Check:
    """A total that disagrees with all rows above it may be that of a group, or count every part twice.

    Then nothing is said: the parts are not the rows that we took for them.
    """
    if check.agrees is not False:
        return check
    numbers = [x for _, v in parts if (x := _number(v)) is not None]
    if subtotals and abs(sum(subtotals) - check.printed) < 0.01:
        return replace(check, summed=round(sum(subtotals), 6), agrees=True)
    running = 0.0
    for count, x in enumerate(reversed(numbers), 1):
        running += x
        if count >= 2 and abs(running - check.printed) < 0.01:
            return replace(check, agrees=None)
    if check.printed and any(abs(check.summed - k * check.printed) < 0.01 for k in (2, 3)):
        return replace(check, agrees=None)
    return check


def _number(value: CellValue) -> float | None:
    """The number of a value that has one."""
    return value.number


def status_of(checks: Sequence[Check]) -> Status:
    """One word for all totals of a table."""
    if any(check.agrees is False for check in checks):
        return "inconsistent"
    if checks and all(check.agrees for check in checks):
        return "consistent"
    return "not_checkable"
