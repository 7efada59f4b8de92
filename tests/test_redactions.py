"""What is hidden in a response, and the web links it gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.facts.links import links
from foi_extract.facts.redactions import redactions
from foi_extract.reading.text import lines_from_text
from foi_records.document import Blackout, Document, Line, Link, Source, assemble
from foi_records.letter import Letter, Part
from foi_records.spans import Region


def letter(text: str, *lines: Line, blackouts: tuple[Blackout, ...] = ()) -> Letter:
    source = Source("letter.txt", "text/plain", "0" * 64, len(text))
    made = assemble(
        Document(source=source, lines=list(lines) or lines_from_text(text), blackouts=list(blackouts))
    )
    return Letter(made, parts=[Part("reply", 0, len(made.text))])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Write to xxxx.xxxxxx@xxxxxxx.xxx.xx please", [("mask", "xxxx.xxxxxx@xxxxxxx.xxx.xx")]),
        (
            "Contact [email address] or [mobile number]",
            [("mask", "[email address]"), ("mask", "[mobile number]")],
        ),
        ("Email: [3][Borset Council request email]", [("mask", "[Borset Council request email]")]),
        ("The officer [name redacted] said", [("marker", "[name redacted]")]),
        (
            "[Redacted under section 40(2)] and (REDACTED)",
            [("marker", "[Redacted under section 40(2)]"), ("marker", "(REDACTED)")],
        ),
        ("Name: ████ Age: 41", [("marker", "████")]),
        ("Driven by XXXXX in May", [("marker", "XXXXX")]),
        ("Names have been redacted under section 40(2).", []),
        ("A XX Olympiad, Xerxes and taxi@example.org", []),
    ],
)
def test_what_is_hidden(text: str, hidden: list[tuple[str, str]]) -> None:
    assert [(r.kind, r.text) for r in redactions(letter(text))] == hidden


def test_a_mask_broken_over_lines_is_one() -> None:
    (found,) = redactions(letter("", Line("by ["), Line("email address"), Line("] today")))
    assert (found.kind, found.text) == ("mask", "[ email address ]")


def test_black_boxes_are_given_without_what_lies_under_them() -> None:
    box = Blackout(Region(page=1, x0=10, top=20, x1=90, bottom=32), covers_text=True)
    (found,) = redactions(letter("Name of the driver", blackouts=(box,)))
    assert (found.kind, found.text, found.region) == ("box", None, box.region)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See https://www.example.org/a/list.pdf.", ["https://www.example.org/a/list.pdf"]),
        ("See (www.example.org/a), please", ["www.example.org/a"]),
        (
            "See https://example.org/cmo/CMO(2009)private.pdf\nThey",
            ["https://example.org/cmo/CMO(2009)private.pdf"],
        ),
        (
            "See https://www.example.org/news/eNews-Dec-\n19.pdf\nIt explains",
            ["https://www.example.org/news/eNews-Dec-19.pdf"],
        ),
        ("See https://www.example.org/a\n\n4) How many", ["https://www.example.org/a"]),
        (
            "can be found [1]here.\nReferences\nVisible links\n1. https://example.org/ogl\n2. mailto:[a b]",
            ["https://example.org/ogl"],
        ),
        (
            "Please see\n[2]\nhttps://example.org/make-a-complaint/offi...\nfor more",
            ["https://example.org/make-a-complaint/offi..."],
        ),
        ("Write to mailto:foi@example.org or foi@example.org", []),
        (
            "Online: ico.org.uk/make-a-complaint. Or see legislation.gov.uk/ukpga/2000/36, and",
            ["ico.org.uk/make-a-complaint", "legislation.gov.uk/ukpga/2000/36"],
        ),
        ("Write to foi.team@marling.gov.uk or casework@ico.org.uk", []),
        (
            "See https://marling.gov.uk/foi and www.marling.gov.uk/a",
            ["https://marling.gov.uk/foi", "www.marling.gov.uk/a"],
        ),
    ],
)
def test_links_given(text: str, urls: list[str]) -> None:
    assert [link.url for link in links(letter(text))] == urls


def test_links_behind_words_and_none_of_quoted_mail() -> None:
    line = Line(
        "See the register", links=(Link("https://example.org/r", 8, 16), Link("mailto:a@example.org", 0, 3))
    )
    (found,) = links(letter("", line))
    assert (found.url, found.text) == ("https://example.org/r", "register")
    quoted = letter("See https://example.org/a")
    quoted.parts = [Part("quoted_mail", 0, len(quoted.text))]
    assert links(quoted) == []


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet=st.sampled_from(list("htps:/w.x@[]1 \n-_aZ()█")), max_size=200))
def test_every_span_quotes_the_text(text: str) -> None:
    read = letter(text)
    spans = [found.span for found in links(read)] + [found.span for found in redactions(read)]
    for span in spans:
        assert span is not None
        assert read.text[span.start : span.end] == span.quote
