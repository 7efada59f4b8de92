"""The clock: working days under each regime, and the timeline of a letter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts.clock import (
    clocks,
    computed,
    days_counted,
    holidays_of,
    is_working_day,
    last_day,
    months_later,
)
from foi_extract.facts.timeline import timeline
from foi_extract.law.phrasebook import data_file
from foi_records.document import Document, Line, Source, assemble
from foi_records.facts import DateMention
from foi_records.letter import Letter, Named, Part

FOIA = clocks()["foia2000"]
SCOTLAND = clocks()["foisa2002"]


@pytest.mark.parametrize(
    ("regime", "received", "due"),
    [
        ("foia2000", "2020-06-12", "2020-07-10"),
        ("foia2000", "2020-06-13", "2020-07-10"),  # received on a Saturday
        ("foia2000", "2022-09-05", "2022-10-04"),  # the state funeral of 19 September 2022
        ("foia2000", "2021-03-01", "2021-03-30"),  # St Patrick's Day, a bank holiday in Northern Ireland
        ("foisa2002", "2021-03-01", "2021-03-29"),  # ... and not in Scotland
        ("foia2000", "2023-12-01", "2024-01-04"),  # 2 January, a bank holiday in Scotland
        ("eir2004", "2023-12-01", "2024-01-04"),
        ("nzoia1982", "2020-12-20", "2021-02-09"),  # 25 December to 15 January do not count
        ("aufoi1982", "2021-03-01", "2021-03-31"),  # calendar days
        ("usfoia", "2021-06-25", "2021-07-26"),  # Independence Day, kept on the Monday
    ],
)
def test_the_last_day_for_an_answer(regime: str, received: str, due: str) -> None:
    clock = clocks()[regime]
    assert last_day(date.fromisoformat(received), clock.days, clock).isoformat() == due


@pytest.mark.parametrize("code", sorted({code for clock in clocks().values() for code in clock.countries}))
def test_the_holidays_of_years_gone_by_are_those_of_the_library(code: str) -> None:
    years = data_file("calendars/holidays.toml")[code]
    assert [int(year) for year in years] == list(range(2000, 2026))
    for year in map(int, years):
        assert holidays_of(code, year) == computed(code, year), year


def test_the_day_of_receipt_does_not_count() -> None:
    assert days_counted(date(2020, 6, 12), date(2020, 6, 12), FOIA) == 0
    assert days_counted(date(2020, 6, 12), date(2020, 6, 15), FOIA) == 1
    assert days_counted(date(2020, 6, 12), date(2020, 7, 10), FOIA) == 20
    assert days_counted(date(2020, 7, 10), date(2020, 6, 12), FOIA) == 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2020, 7, 10), 2, date(2020, 9, 10)),
        (date(2020, 12, 31), 2, date(2021, 2, 28)),
        (date(2019, 12, 31), 2, date(2020, 2, 29)),
        (date(2020, 11, 30), 1, date(2020, 12, 30)),
        (date(2020, 11, 5), 13, date(2021, 12, 5)),
    ],
)
def test_months_run_to_the_same_day(start: date, months: int, end: date) -> None:
    assert months_later(start, months) == end


DAYS = st.dates(date(2005, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_the_last_day_is_a_working_day_that_many_days_on(start: date, days: int) -> None:
    end = last_day(start, days, FOIA)
    assert is_working_day(end, FOIA)
    assert days_counted(start, end, FOIA) == days


@given(DAYS)
def test_a_holiday_of_scotland_is_no_working_day_for_anybody(day: date) -> None:
    assert is_working_day(day, SCOTLAND) or not is_working_day(day, FOIA)


@given(DAYS, st.integers(0, 26))
def test_months_later_is_never_a_day_too_far(start: date, months: int) -> None:
    end = months_later(start, months)
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


def a_letter(
    text: str, *regimes: str, kind: Any = "response", authority: str = "Northshire Council"
) -> Letter:
    lines = [Line(t, block=n) for n, t in enumerate(text.split("\n"))]
    document = assemble(Document(Source("a", "text/plain", "0" * 64, 1), lines))
    parts = [Part("reply", 0, len(document.text))]
    return Letter(document, parts, kind=kind, regimes=regimes, authority=Named(authority, None))


def dated(letter: Letter, **roles: str) -> list[DateMention]:
    """One mention a role: the ISO date that stands in the text."""
    out = []
    for role, iso in roles.items():
        at = letter.text.index(iso)
        span = letter.document.span(at, at + len(iso))
        out.append(DateMention(id="d", text=iso, start=iso, end=iso, precision="day", role=role, span=span))  # type: ignore[arg-type]
    return out


def test_a_reply_on_the_twentieth_working_day_is_on_time() -> None:
    letter = a_letter("2020-07-10\nThank you for your request of 2020-06-12.", "foia2000")
    found, findings = timeline(letter, dated(letter, response="2020-07-10", request="2020-06-12"))
    assert (found.due, found.working_days, found.on_time, findings) == ("2020-07-10", 20, True, [])
    assert "received on the date of the request" in found.assumptions


def test_a_later_reply_is_late() -> None:
    letter = a_letter("2020-07-14\nWe received your request on 2020-06-12.", "foia2000")
    found, findings = timeline(letter, dated(letter, response="2020-07-14", received="2020-06-12"))
    assert (found.working_days, found.on_time) == (21, False)
    assert [f.code for f in findings] == ["late-response"]
    assert [s.quote for s in findings[0].spans] == ["2020-06-12", "2020-07-14"]


def test_a_reply_before_its_request_is_not_counted() -> None:
    letter = a_letter("2020-05-10\nThank you for your request of 2020-06-12.", "foia2000")
    found, findings = timeline(letter, dated(letter, response="2020-05-10", request="2020-06-12"))
    assert (found.due, found.working_days, found.on_time) == (None, None, None)
    assert [f.code for f in findings] == ["date-inconsistent"]


def test_a_clarification_starts_the_clock_again() -> None:
    letter = a_letter(
        "2020-07-14\nWe received this on 2020-06-12 and you clarified it on 2020-06-20.", "foia2000"
    )
    mentions = dated(letter, response="2020-07-14", received="2020-06-12", event="2020-06-20")
    found, _ = timeline(letter, mentions)
    assert found.clarified and found.clarified.date == "2020-06-20"
    assert found.on_time is True


def test_figures_that_were_revised_clarify_nothing() -> None:
    letter = a_letter("2020-07-14\nReceived 2020-06-12.\nThe count was revised on 2020-06-20.", "foia2000")
    mentions = dated(letter, response="2020-07-14", received="2020-06-12", event="2020-06-20")
    assert timeline(letter, mentions)[0].clarified is None


def test_an_extended_environmental_request_has_forty_days() -> None:
    text = "2020-07-24\nReceived 2020-06-12. We extended the time limit to 40 working days."
    letter = a_letter(text, "eir2004")
    found, findings = timeline(letter, dated(letter, response="2020-07-24", received="2020-06-12"))
    assert (found.due, found.on_time, findings) == ("2020-08-11", True, [])


def test_an_extension_for_the_public_interest_has_no_last_day() -> None:
    text = "2020-07-24\nReceived 2020-06-12. We extended the time to consider the public interest."
    letter = a_letter(text, "foia2000")
    found, findings = timeline(letter, dated(letter, response="2020-07-24", received="2020-06-12"))
    assert (found.due, found.on_time, findings) == (None, None, [])


def test_a_school_has_longer() -> None:
    letter = a_letter("2020-07-24\nReceived 2020-06-12.", "foia2000", authority="Northfield Primary School")
    found, findings = timeline(letter, dated(letter, response="2020-07-24", received="2020-06-12"))
    assert (found.due, found.on_time, findings) == (None, None, [])


def test_no_regime_and_no_country_means_no_count() -> None:
    letter = a_letter("2020-07-24\nReceived 2020-06-12.")
    found, _ = timeline(letter, dated(letter, response="2020-07-24", received="2020-06-12"))
    assert (found.due, found.working_days, found.on_time, found.assumptions) == (None, None, None, ())
    assert found.responded and found.responded.date == "2020-07-24"


def test_an_internal_review_has_no_first_deadline() -> None:
    letter = a_letter("2020-09-24\nRequest of 2020-06-12.", "foia2000", kind="internal_review")
    found, findings = timeline(letter, dated(letter, response="2020-09-24", request="2020-06-12"))
    assert (found.due, found.on_time, findings) == (None, None, [])


def test_a_review_dates_the_request_that_it_calls_the_original() -> None:
    words = (
        "On 2020-09-20 you asked us to review your original request of 2020-06-12; a request of 2020-05-01"
    )
    letter = a_letter(words, "foia2000", kind="internal_review")
    said = [*dated(letter, request="2020-09-20"), *dated(letter, request="2020-06-12")]
    found, _ = timeline(letter, [*said, *dated(letter, request="2020-05-01")])
    assert found.requested and found.requested.date == "2020-06-12"
