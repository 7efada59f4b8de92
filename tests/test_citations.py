"""Citations: where provisions stand in a text, of which law, and in what role."""

from __future__ import annotations

import csv
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_extract.facts.citation_grammar import between, placed, provisions_at
from foi_extract.facts.citation_instruments import resolved
from foi_extract.facts.citation_roles import around, use_of
from foi_extract.facts.citations import citations_in
from foi_extract.law.regimes import jurisdiction_of
from foi_records.spans import Stretch

OWN = Path(__file__).parent / "data" / "citations.tsv"
SHARED = Path(__file__).parents[1].parent / "shared" / "law" / "citations.tsv"
ROLES = {
    "": "applied",
    "not-relied": "withdrawn",
    "considering": "considered",
    "regime-switch": "applied",
    "mentioned": "quoted",
}


def table(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[0], row[1]) for row in list(reader)[1:] if row]


def cited(text: str, role: bool = True) -> set[str]:
    found = set()
    for cite in resolved(text, citations_in(text), (), jurisdiction_of(text)):
        match = cite.match
        if cite.instrument in (None, "state"):
            continue
        words = around(text, match.phrase, Stretch(0, len(text)))
        use = use_of(words, cite.instrument, match.provision).role
        name = f"{cite.instrument}:{match.provision}"
        found.add(f"{name}@{'applied' if use == 'condition' else use}" if role else name)
    return found


def wanted(expected: str, role: bool = True) -> set[str]:
    if expected == "none":
        return set()
    parts = [item.partition("@") for item in expected.split(";")]
    return {f"{name}@{ROLES.get(kind, kind)}" if role else name for name, _, kind in parts}


@pytest.mark.parametrize(("text", "expected"), table(OWN))
def test_each_form_of_citation(text: str, expected: str) -> None:
    assert cited(text) == wanted(expected)


@pytest.mark.skipif(not SHARED.exists(), reason="the table of citations is not here")
@pytest.mark.parametrize(("role", "floor"), [(False, 0.97), (True, 0.92)])
def test_the_shared_table(role: bool, floor: float) -> None:
    right = found = there = 0
    for text, expected in table(SHARED):
        got, want = cited(text, role), wanted(expected, role)
        right, found, there = right + len(got & want), found + len(got), there + len(want)
    assert 2 * right / (found + there) >= floor


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Sections 40(2) and (3) FOIA", ["Sections 40(2)", "(3)"]),
        ("section 40\n(2) of the Act", ["section 40\n(2)"]),
        ("under 12 of the FOIA", ["12"]),
        ("FOIA S21", ["S21"]),
    ],
)
def test_a_match_is_the_words_of_its_provision(text: str, quotes: list[str]) -> None:
    sentence = f"It is exempt {text}"
    assert [sentence[m.start : m.end] for m in citations_in(sentence)] == quotes


@pytest.mark.parametrize(
    ("text", "provision", "act"),
    [
        ("section 136 of the Mental Health Act 1983", "136", "Mental Health Act 1983"),
        ("section 47 enquiries", "47", None),
        ("Article 8 of the European Convention on Human Rights", "8", None),
    ],
)
def test_other_laws_are_found_as_such(text: str, provision: str, act: str | None) -> None:
    (match,) = citations_in(text)
    assert (match.provision, match.instrument) in {(provision, "other"), (provision, None)}
    assert match.act == act or act is None


def test_a_topic_number_stays_another_acts_number() -> None:
    text = "We had 40 S47 assessments.\nHow many led to a S47 order? How many S47s were there under S47?"
    assert {m.instrument for m in citations_in(text)} == {"other"}


def test_the_act_is_what_the_letter_defines_it_to_be() -> None:
    text = (
        "Under the Freedom of Information (Scotland) Act 2002 (the “Act”), section 38(1)(b) of the Act bites."
    )
    (cite,) = resolved(text, citations_in(text), ("foia2000",), "uk")
    assert cite.instrument == "foisa2002"
    other = "Under the Care Act 2014 (“the Act”) we act. Section 42 of the Act needs an enquiry."
    assert [c.instrument for c in resolved(other, citations_in(other), ("foia2000",), "uk")] == [None]


@pytest.mark.parametrize(
    ("regimes", "place", "law"),
    [
        (("foisa2002",), "scotland", "foisa2002"),
        (("foia2000",), "uk", "foia2000"),
        ((), "scotland", "foisa2002"),
        (("aufoi1982",), "australia", "aufoi1982"),
    ],
)
def test_the_letters_regime_settles_what_the_clause_leaves_open(
    regimes: tuple[str, ...], place: str, law: str
) -> None:
    text = "This part is exempt under section 38."
    assert [c.instrument for c in resolved(text, citations_in(text), regimes, place)] == [law]


@pytest.mark.parametrize(
    ("parts", "limb", "after"),
    [
        (("31", "1", "a"), "b", ("31", "1", "b")),
        (("30", "1", "a"), "i", ("30", "1", "a", "i")),
        (("31", "1", "h"), "i", ("31", "1", "i")),
        (("30", "b"), "1", ("30", "b", "i")),
        (("40", "3"), "A", ("40", "3A")),
        (("40", "2"), "3", ("40", "3")),
        (("36", "2", "b", "ii"), "c", ("36", "2", "c")),
    ],
)
def test_limbs_side_by_side_and_below(parts: tuple[str, ...], limb: str, after: tuple[str, ...]) -> None:
    assert placed(parts, limb)[0] == after


def test_ranges_are_spelled_out() -> None:
    assert between("a", "d") == ["b", "c", "d"]
    assert between("2", "4") == ["3", "4"]
    assert between("i", "iv") == ["iv"]


LIMBS = st.lists(
    st.sampled_from(["1", "2", "5A", "a", "b", "g", "i", "ii", "A"]).map(lambda limb: f"({limb})"), max_size=4
).map("".join)


@given(st.integers(1, 99), LIMBS, st.sampled_from(["", " and ", ", ", " & "]), LIMBS)
def test_any_list_of_limbs_is_read_in_order(number: int, first: str, separator: str, second: str) -> None:
    text = f"{number}{first}{separator}{second}"
    listed = provisions_at(text, 0)
    assert listed is not None
    assert listed.end <= len(text)
    places = [(item.start, item.end) for item in listed.items]
    assert places == sorted(places)
    assert all(item.parts[0] == str(number) for item in listed.items)


@given(st.text(alphabet="sS.ection (0123456789abi),&-/FOIA\n§", max_size=120))
def test_matches_stand_in_order_and_never_overlap(text: str) -> None:
    found = citations_in(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "section 40(",
        "s.40(2), ",
        "(a)",
        " and ",
        "Section ",
        "Aa ",
        "the Act ",
        "(( ",
        "12.4.",
        "of the ",
        "§ 1 ",
        "\n ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = "section 40" + piece * (20_000 // len(piece))
    begun = time.process_time()
    citations_in(text)
    assert time.process_time() - begun < 3
