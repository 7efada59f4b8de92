"""A cell's value as the sheet shows it, as far as its number format tells in plain words."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CURRENCY = re.compile(r"(£|€|\$(?!-)|\[\$([£€$])[^\]]*\])")
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
DECIMALS = re.compile(r"0\.(0+)")


def printed(value: Any, number_format: str) -> str:
    """The words of a cell: numbers with their decimals, thousands, currency and per cent; dates day first."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return printed_number(value, number_format)
    if isinstance(value, datetime.datetime):
        return printed_date(value, number_format)
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


def printed_number(value: float, number_format: str) -> str:
    """A number in its format's first section, such as "#,##0", "0.0%" or "£#,##0.00"."""
    section = number_format.split(";")[0]
    currency = CURRENCY.search(section)
    plain = QUOTED.sub("", section)
    decimals = DECIMALS.search(plain)
    places = len(decimals.group(1)) if decimals else 0
    if "%" in plain:
        return f"{rounded(value, places, 100):f}%"
    if section in {"General", "@", ""}:
        return general(value)
    thousands = "," if "," in plain else ""
    words = f"{rounded(value, places):{thousands}f}" if re.search(r"[0#]", plain) else general(value)
    if not currency:
        return words
    sign = currency.group(2) or currency.group(1)
    return f"-{sign}{words[1:]}" if words.startswith("-") else f"{sign}{words}"


def rounded(value: float, places: int, times: int = 1) -> Decimal:
    """A number to some decimal places, halves away from nought as sheets round them: 8.25 to 8.3."""
    exact = Decimal(repr(value)) * times
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** 20:
        return exact
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def general(value: float) -> str:
    """A number without a format: whole numbers without a point, others at most ten digits after it."""
    if isinstance(value, int) or value == int(value) if abs(value) < 1e15 else False:
        return str(int(value))
    return f"{value:.10g}"


def printed_date(value: datetime.datetime, number_format: str) -> str:
    """A date day first; month and year alone where the format shows no day; the time where it has one."""
    plain = QUOTED.sub("", number_format).lower()
    if "d" not in plain and "y" in plain:
        return f"{value:%b-%y}" if "mmm" in plain else f"{value:%m/%Y}"
    if "d" not in plain and "mmm" in plain:
        return f"{value:%B}" if "mmmm" in plain else f"{value:%b}"
    day = (
        f"{value:%d %B %Y}"
        if "mmmm" in plain
        else f"{value:%d-%b-%y}"
        if "mmm" in plain
        else f"{value:%d/%m/%Y}"
    )
    return f"{day} {value:%H:%M}" if "h" in plain and (value.hour or value.minute) else day
