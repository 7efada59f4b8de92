"""Tables that a wrapped text has lost the columns of: found, named in a finding, and read for no figures."""

from __future__ import annotations

import pytest

from foi_extract.facts.flattened import flattened_tables
from foi_extract.pipeline import responses_from_bytes
from foi_records.document import Document, Line, Source, assemble

PROSE = """Thank you for your request for information about the ponds of the borough, which
we received on 4 June 2021 and have now looked into. The wardens keep a list of
the ponds that they visit, with what they found there and what was done about it.
Please see the table below, which was drawn up by the wardens in the summer just
gone, and do let us know if anything in it should turn out to be unclear to you."""
TABLE = """Pond Keeper of Last Sum spent
name the pond cleaned on it so far
Upper Wardens 12/06/2020 Total spent
Moss (north so far is
team) £1,263.00
Lower Volunteers 1/11/2020 Part of
Moss and the with a the 365
school second day scheme
held later
Long The mill 31/12/20 £102,000
Pool owner and
sons"""
SIDE_BY_SIDE = """1 How many ponds 0 22 *Ponds have been
do you keep for 0% 6.83% counted as the
the public and whole number of
this in percent those that were
for both of the open in spring
quarters of the and in summer
town would help
2 What was the 6 10 *As of May
share of ponds 3.46% 3.11%
that were then
cleaned by hand
or by others in
the same year"""
TREES = ("Ash", "Birch", "Cherry", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy")
LIST = "\n".join(f"{name} Pond {n} visits" for n, name in enumerate(TREES, 2))
SMALL = "\n".join(f"{name.lower()} {n}" for n, name in enumerate(TREES, 2))
NARROW = """in 2019 the wardens went out to
twelve ponds, and in 2020 to 31 of
them, since two had been drained by
then and the others were said to be
full of weed. the mill owner and his
sons had cleaned the rest in May and
were paid £40 for their help, which
the wardens thought a fair sum for a
day of work in the rain."""


def found(*passages: str) -> list[str]:
    lines = [Line(line) for passage in passages for line in passage.split("\n")]
    document = assemble(Document(Source("a.txt", "text/plain", "0" * 64, 0), lines))
    return [document.text[s.start : s.end] for s in flattened_tables(document)]


def test_a_table_without_its_columns_is_found_between_prose() -> None:
    assert found(PROSE, TABLE, PROSE) == [TABLE]


def test_values_side_by_side_tell_a_table_whose_lines_go_on_in_small_letters() -> None:
    assert found(PROSE, SIDE_BY_SIDE, PROSE) == [SIDE_BY_SIDE]


@pytest.mark.parametrize("lines", [LIST, SMALL, NARROW, PROSE, "", "a\nb"])
def test_lists_and_narrow_prose_are_none(lines: str) -> None:
    assert found(PROSE, lines, PROSE) == []


def test_its_numbers_are_no_figures_and_a_finding_says_so() -> None:
    letter = f"Dear Ms Moss,\n{PROSE}\n{TABLE}\nWe own 14 nets.\nKind regards,\nTarnford Borough Council\n"
    record = responses_from_bytes(letter.encode(), "letter.txt")[0]
    assert "table-unread" in [f.code for f in record.findings]
    assert [f.low for f in record.figures] in ([14], [])
    assert [d.start for d in record.dates] == ["2021-06-04"]
