"""Dates that a site or a mail writes in its own frame, to ISO."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WRITTEN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? ([A-Za-zä]{3,9})\.?,? (\d{4})\b")
NUMERIC = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
GERMAN = {"mär": 3, "mai": 5, "okt": 10, "dez": 12}


def iso_date(*texts: str) -> str | None:
    """The first date in some texts: "10 July 2020", "10/07/2020", "2020-07-10T…"; null for none."""
    for text in texts:
        for day, month, year in WRITTEN.findall(text):
            short = month.lower()[:3]
            number = MONTHS.index(short) + 1 if short in MONTHS else GERMAN.get(short, 0)
            found = _valid(int(year), number, int(day))
            if found:
                return found
    for text in texts:
        for day, month, year in NUMERIC.findall(text):
            found = _valid(int(year), int(month), int(day))
            if found:
                return found
    for text in texts:
        for year, month, day in ISO.findall(text):
            found = _valid(int(year), int(month), int(day))
            if found:
                return found
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
