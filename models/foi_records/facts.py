"""What is said in a response: figures, dates, exemptions, citations and the rest, each with its evidence."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from foi_records.spans import Record, Region, Span

Number = int | float

Precision = Literal["day", "month", "year", "financial_year", "academic_year", "quarter", "range"]
DateRole = Literal[
    "request", "received", "response", "due", "publication", "period", "as_at", "event", "review_deadline"
]
Modifier = Literal["about", "over", "at_least", "under", "up_to", "between", "average"]
ExemptionStatus = Literal["applied", "ncnd", "considered", "withdrawn", "quoted"]


class Figure(Record):
    """A quantity stated in the running text of an answer.

    ``low`` and ``high`` are its bounds, equal for an exact figure, null where open; ``low_inclusive`` and
    ``high_inclusive`` say whether the bound itself is possible ("over 40": low 40, not inclusive).
    ``unit`` is ``GBP``, ``EUR``, ``USD``, ``percent``, ``percentage point``, a duration in the singular
    (``month``), ``FTE``, a rate (``per 1,000``) or the counted noun; ``period`` the id of the date
    mention that it holds for.
    """

    id: str
    exchange: str | None = None
    text: str
    low: Number | None = None
    high: Number | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    modifier: Modifier | None = None
    unit: str | None = None
    subject: str | None = None
    period: str | None = None
    suppressed: bool = False
    span: Span


class DateMention(Record):
    """A date or period outside tables; ``start`` and ``end`` are ISO dates, inclusive, null where open.

    ``edtf`` is the same in the Extended Date/Time Format (ISO 8601-2:2019).
    """

    id: str
    exchange: str | None = None
    text: str
    start: str | None = None
    end: str | None = None
    precision: Precision | None = None
    role: DateRole | None = None
    edtf: str | None = None
    span: Span


class Exemption(Record):
    """A refusal ground that the authority cites; ``exchanges`` empty when it concerns the whole response.

    ``instrument`` is ``unknown`` when nothing tells which law is meant, null for a law that is named but has
    no id (those of single American states).
    """

    id: str
    exchanges: tuple[str, ...] = ()
    instrument: str | None
    provision: str
    title: str | None = None
    test: Literal["absolute", "qualified", "partly"] | None = None
    basis: Literal["class", "prejudice"] | None = None
    status: ExemptionStatus
    uri: str | None = None
    spans: tuple[Span, ...] = ()


class Citation(Record):
    """A legal provision cited that is no refusal ground: a duty, a procedure, another Act."""

    instrument: str | None
    provision: str | None
    title: str | None = None
    uri: str | None = None
    span: Span


class PublicInterestTest(Record):
    """What the authority weighed: one span for each consideration, and where the balance came down."""

    exemptions: tuple[str, ...] = ()
    favouring_disclosure: tuple[Span, ...] = ()
    favouring_withholding: tuple[Span, ...] = ()
    balance: Literal["withhold", "disclose"] | None = None
    span: Span


class Cost(Record):
    """The estimate of a cost refusal; ``limit``, ``rate`` and ``pounds`` in pounds, ``hours`` in hours.

    ``consistent`` is null where the arithmetic can't be checked.
    """

    limit: Number | None = None
    rate: Number | None = None
    items: Number | None = None
    minutes_per_item: Number | None = None
    hours: Number | None = None
    pounds: Number | None = None
    consistent: bool | None = None
    spans: tuple[Span, ...] = ()


class Redaction(Record):
    """Something hidden: a masked address, a marker, a black box. Hidden text itself is never given."""

    kind: Literal["mask", "marker", "box"]
    text: str | None = None
    span: Span | None = None
    region: Region | None = None


class WebLink(Record):
    """A link that the response gives."""

    url: str
    text: str
    span: Span | None = None


class ReviewWindow(Record):
    """How long the requester may ask for an internal review; ``deadline`` is an ISO date."""

    text: str
    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    deadline: str | None = None


class Rights(Record):
    """The rights that the response explains."""

    internal_review: bool = False
    review_window: ReviewWindow | None = None
    regulator: str | None = None
    span: Span | None = None


class DatedSpan(Record):
    """A date of the timeline: ISO date, and the words that give it (null when a site's page said it)."""

    date: str
    span: Span | None = None


class Timeline(Record):
    """From request to reply; ``working_days`` counts from receipt (or request), ``due`` is an ISO date."""

    requested: DatedSpan | None = None
    received: DatedSpan | None = None
    clarified: DatedSpan | None = None
    responded: DatedSpan | None = None
    due: str | None = None
    working_days: int | None = None
    on_time: bool | None = None
    assumptions: tuple[str, ...] = ()


class Finding(Record):
    """What a careful reader would flag; ``severity`` is ``info``, ``warning`` or ``error``."""

    code: str = Field(pattern=r"^[a-z][a-z-]*$")
    severity: Literal["info", "warning", "error"] = "warning"
    message: str
    spans: tuple[Span, ...] = ()
