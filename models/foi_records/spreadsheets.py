"""Texts that a spreadsheet would run as formulas, made harmless."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a text as a formula (OWASP, CSV injection)."""


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return text.startswith(FORMULA)


def quoted_text(text: str) -> str:
    """The text with a leading apostrophe, which a spreadsheet hides and does not run."""
    return "'" + text
