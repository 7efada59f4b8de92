"""What a response holds: the records that foi-extract gives, and the page model that it reads them from."""

from foi_records.facts import (
    Citation,
    Cost,
    DateMention,
    Exemption,
    Figure,
    Finding,
    PublicInterestTest,
    Redaction,
    Rights,
    Timeline,
)
from foi_records.response import Exchange, Failure, Response
from foi_records.spans import Region, Span, Stretch, Words
from foi_records.table import Table

__all__ = [
    "Citation",
    "Cost",
    "DateMention",
    "Exchange",
    "Exemption",
    "Failure",
    "Figure",
    "Finding",
    "PublicInterestTest",
    "Redaction",
    "Region",
    "Response",
    "Rights",
    "Span",
    "Stretch",
    "Table",
    "Timeline",
    "Words",
]
