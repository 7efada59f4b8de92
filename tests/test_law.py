"""The provisions as data, the names of laws, and the regime of a letter."""

from __future__ import annotations

import csv
import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from foi_extract.law.names import BEGINS, named_instruments
from foi_extract.law.phrasebook import phrasebook
from foi_extract.law.provisions import (
    INSTRUMENTS,
    fit,
    instrument,
    instruments,
    parent_of,
    provision,
)
from foi_extract.law.regimes import jurisdiction_of, regimes_in

SHARED = Path(__file__).parents[1].parent / "shared" / "law" / "provisions.csv"


def test_there_is_one_file_an_instrument() -> None:
    files = resources.files("foi_extract.law").joinpath("instruments").iterdir()
    assert sorted(file.name for file in files) == sorted(f"{id}.toml" for id in INSTRUMENTS)
    assert sum(len(law.provisions) for law in instruments()) == 525


@pytest.mark.parametrize(
    ("law", "number", "title", "test", "basis"),
    [
        ("foia2000", "22(1)", "Held with a view to publication at some future date", "qualified", "class"),
        ("foia2000", "40(2)(a)", None, "partly", "class"),
        ("foia2000", "12", "Exemption where cost of compliance exceeds appropriate limit", None, None),
        (
            "eir2004",
            "12(5)(e)",
            "Confidentiality of commercial or industrial information",
            "qualified",
            "prejudice",
        ),
        ("foisa2002", "38(1)(b)", None, "partly", "class"),
        ("usfoia", "(b)(7)(C)", "Unwarranted invasion of personal privacy", None, None),
    ],
)
def test_a_provision_has_its_title_test_and_basis(
    law: str, number: str, title: str | None, test: str | None, basis: str | None
) -> None:
    found = provision(law, number)
    assert found is not None
    assert found.number == number
    assert title is None or found.title == title
    assert (found.test, found.basis) == (test, basis)


@pytest.mark.parametrize(
    ("law", "number", "kind"),
    [
        ("foia2000", "40(2)", "exemption"),
        ("foia2000", "40(3A)(a)", "condition"),
        ("foia2000", "14(1)", "refusal"),
        ("foia2000", "1(3)", "clarification"),
        ("foia2000", "17(1)", "duty"),
        ("foisa2002", "17(1)", "not-held"),
        ("eir2004", "12(4)(b)", "exception"),
        ("eir2004", "12(4)", "exception"),
    ],
)
def test_kinds_tell_grounds_from_duties(law: str, number: str, kind: str) -> None:
    found = provision(law, number)
    assert found is not None
    assert found.kind == kind
    assert found.is_ground == (kind in {"exemption", "exception", "refusal"})


@pytest.mark.parametrize(
    ("law", "number", "limb"),
    [
        ("foia2000", "31(3)", True),
        ("foia2000", "22(2)", True),
        ("foia2000", "40(5B)(a)(i)", True),
        ("foia2000", "40(5)", True),
        ("foia2000", "40(2)", False),
        ("foia2000", "36", False),
        ("eir2004", "12(6)", True),
        ("eisr2004", "10(8)", True),
        ("foisa2002", "18(1)", True),
    ],
)
def test_limbs_that_neither_confirm_nor_deny(law: str, number: str, limb: bool) -> None:
    found = provision(law, number)
    assert found is not None
    assert found.is_ncnd_limb is limb


@pytest.mark.parametrize(
    ("law", "number", "uri"),
    [
        ("foia2000", "36(2)(b)(ii)", "http://www.legislation.gov.uk/id/ukpga/2000/36/section/36/2/b/ii"),
        ("foia2000", "43(2)(x)", "http://www.legislation.gov.uk/id/ukpga/2000/36/section/43/2/x"),
        ("eir2004", "12(5)(e)", "http://www.legislation.gov.uk/id/uksi/2004/3391/regulation/12/5/e"),
        ("dpa2018", "Sch 1", "http://www.legislation.gov.uk/id/ukpga/2018/12/schedule/1"),
        ("usfoia", "(b)(6)", "https://www.govinfo.gov/link/uscode/5/552"),
    ],
)
def test_addresses_go_as_deep_as_the_citation(law: str, number: str, uri: str) -> None:
    found = provision(law, number)
    assert found is not None
    assert found.uri == uri


def test_section_40_changed_on_25_may_2018() -> None:
    old, new = provision("foia2000", "40(5)"), provision("foia2000", "40(5B)")
    assert old is not None and new is not None
    assert (old.valid_from, old.valid_to) == (None, date(2018, 5, 24))
    assert (new.valid_from, new.valid_to) == (date(2018, 5, 25), None)


def test_what_is_not_in_a_law_is_not_found() -> None:
    assert provision("foia2000", "136") is None
    assert provision("eir2004", "31(1)(a)") is None
    with pytest.raises(KeyError):
        instrument("magna-carta")


@pytest.mark.parametrize(
    ("law", "number", "how"),
    [
        ("foia2000", "40(2)", 3),
        ("foia2000", "29(1)", 2),
        ("foia2000", "35(1)(f)", 1),
        ("foia2000", "30(b)(ii)", 0),
        ("foisa2002", "30(b)(ii)", 3),
        ("foia2000", "136", 0),
    ],
)
def test_how_well_a_number_fits_a_law(law: str, number: str, how: int) -> None:
    assert fit(law, number) == how


def test_parents() -> None:
    assert parent_of("40(2)(a)") == "40(2)"
    assert parent_of("40") is None
    assert parent_of("(b)(6)") == "(b)"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the Freedom of Information Act 2000", ["foia2000"]),
        ("the Freedom of Information (Scotland) Act 2002 (FOISA)", ["foisa2002", "foisa2002"]),
        ("the EIRs", ["eir"]),
        ("the EI(S)Rs", ["eisr2004"]),
        ("under the FOI Act", ["foi"]),
        ("under the Act", ["act"]),
        ("under the 2000 Act", ["foia2000"]),
        ("the Official Information Act 1982", ["nzoia1982"]),
        ("the Housing Act 1988", []),
        ("the Commissioners for Revenue and\nCustoms Act 2005", ["crca2005"]),
    ],
)
def test_names_of_laws(text: str, named: list[str]) -> None:
    assert [n.instrument for n in named_instruments(text)] == named


@pytest.mark.parametrize("law", INSTRUMENTS)
def test_every_name_of_a_law_file_is_found_where_it_begins(law: str) -> None:
    for wording in phrasebook(f"instruments/{law}.toml"):
        for example in wording.examples:
            match = wording.pattern.search(example)
            assert match is not None
            assert match.start() in {m.start() for m in BEGINS.finditer(example.lower())}, example


@pytest.mark.parametrize(
    ("text", "regimes"),
    [
        ("Your request was handled under the Freedom of Information Act 2000.", ("foia2000",)),
        ("Freedom of Information request 2210", ("foia2000",)),
        ("FOISA / EI(S)R request. It was dealt with under FOISA. We hold it.", ("foisa2002",)),
        ("We treated it under the Environmental Information Regulations 2004.", ("eir2004",)),
        ("Thank you for your letter about the weathervane.", ()),
        ("Your request under the Michigan Freedom of Information Act is granted.", ()),
    ],
)
def test_regimes_of_a_letter(text: str, regimes: tuple[str, ...]) -> None:
    assert regimes_in(text) == regimes


@pytest.mark.parametrize(
    ("text", "authority", "place"),
    [
        ("under the Freedom of Information Act 2000", None, "uk"),
        ("You may write to the Scottish Information Commissioner.", None, "scotland"),
        ("Here is the answer.", "Lothian Weathervane Trust", "scotland"),
        ("Here is the answer.", "Mill Row Parish Council", None),
        ("Withheld under 5 U.S.C. § 552(b)(6).", None, "us"),
        ("under the Official Information Act 1982", None, "new_zealand"),
    ],
)
def test_jurisdiction(text: str, authority: str | None, place: str | None) -> None:
    assert jurisdiction_of(text, authority) == place


@pytest.mark.skipif(not SHARED.exists(), reason="the table of provisions is not here")
def test_every_provision_of_the_shared_table_is_there() -> None:
    with SHARED.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            found = provision(row["instrument_id"], re.sub(r"^(?:reg|art) ", "", row["provision"]))
            assert found is not None, row["provision"]
            assert found.title == row["title"]
            assert (found.test or "n/a") == row["test"]
            assert (found.basis or "n/a") == row["basis"]
            assert found.uri == row["uri"]
            assert found.verified or "unverified" in row["notes"] + row["allows_ncnd"]
