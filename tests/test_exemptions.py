# ruff: noqa: E501
"""Exemptions: which law, which status, which exchanges."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from foi_extract.facts.citations import citations_in
from foi_extract.facts.exemption_mentions import Mention, grounds_of
from foi_extract.facts.exemptions import exemptions_and_citations
from foi_records.document import Document, Line, Source, assemble
from foi_records.facts import Citation, Exemption, ExemptionStatus, Finding
from foi_records.letter import Kind, Letter, Pair, Pairing, Part, PartKind
from foi_records.spans import Stretch

Said = tuple[str, str]


def letter_of(
    paragraphs: Sequence[Said],
    regimes: tuple[str, ...] = ("foia2000",),
    place: str | None = "uk",
    kind: Kind = "response",
) -> tuple[Letter, Pairing]:
    """A letter of labelled paragraphs: a part's name, or ``Q1``/``A1`` for the question and answer of exchange 1."""
    lines: list[Line] = []
    for block, (_, text) in enumerate(paragraphs):
        lines += [Line(text=words, block=block) for words in text.split("\n")] + [Line(text="", block=block)]
    document = assemble(Document(source=Source("letter.txt", "text/plain", "0" * 64, 0), lines=lines))
    letter = Letter(document=document, regimes=regimes, jurisdiction=place, kind=kind)
    pairs: dict[str, Pair] = {}
    at = 0
    for label, text in paragraphs:
        stretch = Stretch(at, at + len(text))
        at += len(text) + 2
        if label[0] in "QA" and label[1:].isdigit():
            pair = pairs.setdefault(label[1:], Pair(id=f"q{label[1:]}", number=label[1:]))
            if label[0] == "Q":
                pair.question = (stretch,)
            else:
                pair.answer = (stretch,)
            letter.parts.append(Part("reply", *stretch))
        else:
            part: PartKind = label  # type: ignore[assignment]
            letter.parts.append(Part(part, *stretch))
    return letter, Pairing(pairs=list(pairs.values()))


def read(letter: Letter, pairing: Pairing) -> tuple[list[Exemption], list[Citation], list[Finding]]:
    return exemptions_and_citations(letter, pairing, citations_in(letter.text), [])


def told(exemptions: Sequence[Exemption]) -> list[tuple[str, str, str]]:
    return [(e.provision, e.status, ",".join(e.exchanges)) for e in exemptions]


LETTERS: list[tuple[str, list[Said], list[tuple[str, str, str]]]] = [
    (
        "an answer's own exemption",
        [("Q1", "How many kilns?"), ("A1", "Four."), ("Q2", "Their cost?"), ("A2", "This is exempt under section 43(2) of the Act.")],
        [("43(2)", "applied", "q2")],
    ),
    (
        "one that points at the exemption of another answer, by its name",
        [
            ("A1", "Names are exempt under section 40(2) of the Act. The advice is exempt under section 42(1)."),
            ("A2", "See attached. The redactions are subject to the exemption for personal data set out in Q1 above."),
            ("A3", "This is withheld for the reasons given in question 1."),
            ("A4", "No exemption as in question 1 was needed."),
        ],
        [("40(2)", "applied", "q1"), ("42(1)", "applied", "q1"), ("40(2)", "applied", "q2"), ("40(2)", "applied", "q3"), ("42(1)", "applied", "q3")],
    ),
    (
        "a heading beside its limb",
        [("A1", "Section 40 of the Freedom of Information Act 2000\nNames are exempt under section 40(2) of the Act.")],
        [("40(2)", "applied", "q1")],
    ),
    (
        "a bare section explained at the end of the letter",
        [("A1", "Exempt, section 40."), ("A2", "Seven."), ("reply", "Section 40(2) – Personal information\nSection 40(2) exempts personal data.")],
        [("40(2)", "applied", "q1")],
    ),
    (
        "one that concerns the whole letter",
        [("A1", "Seven."), ("A2", "Nine."), ("reply", "The names in the file attached are withheld under section 40(2) of the Act.")],
        [("40(2)", "applied", "")],
    ),
    (
        "questions named by number",
        [("introduction", "Questions 2 and 3 are exempt under section 31(1)(a) of the Act."), ("A1", "Seven."), ("A2", "See above."), ("A3", "See above.")],
        [("31(1)(a)", "applied", "q2,q3")],
    ),
    (
        "the requester's words",
        [("Q1", "Please send it, less what section 40(2) covers."), ("A1", "Here it is.")],
        [("40(2)", "quoted", "q1")],
    ),
    (
        "older mail below the reply",
        [("A1", "Here it is."), ("quoted_mail", "We refuse this under section 14(1) of the Act.")],
        [],
    ),
    (
        "two exchanges, two reasons",
        [("A1", "Exempt under section 41(1) of the Act."), ("A2", "Nine."), ("A3", "Exempt under section 41(1) of the Act.")],
        [("41(1)", "applied", "q1"), ("41(1)", "applied", "q3")],
    ),
    (
        "duties are no exemptions",
        [("A1", "Under section 16 of the Act we advise you. This notice is given under section 17(1) of the Act.")],
        [],
    ),
    (
        "other Acts are no exemptions",
        [("A1", "We served 31 section 21 notices and opened 12 section 47 enquiries.")],
        [],
    ),
    (
        "neither confirmed nor denied",
        [("A1", "The trust neither confirms nor denies that it holds this, by virtue of section 40(5B) of the Act.")],
        [("40(5B)", "ncnd", "q1")],
    ),
    (
        "weighed and not relied on",
        [("A1", "We consider that section 42 of the Act applies to this note. However, we believe that the balance lies in favour of disclosure.")],
        [("42", "considered", "q1")],
    ),
    (
        "weighed at length and not relied on",
        [("A1", "We consider that section 42 of the Act applies to this note. It is old. We have weighed both sides. On balance the public interest favours releasing it.")],
        [("42", "considered", "q1")],
    ),
    (
        "weighed at length and relied on",
        [("A1", "Section 42 of the Act applies to this note. Factors in favour of disclosure are openness and trust. The balance lies in favour of withholding it.")],
        [("42", "applied", "q1")],
    ),
    (
        "explained at the end of the last answer",
        [("A1", "Names are exempt under section 40(2) of the Act."), ("A2", "There were nine of them in June.\nSection 40(2) – Personal information\nSection 40(2) of the Act applies to personal data.")],
        [("40(2)", "applied", "q1")],
    ),
    (
        "a last answer with its own heading",
        [("A1", "Names are exempt under section 40(2) of the Act."), ("A2", "Section 40(2) – Personal information\nThe addresses too.")],
        [("40(2)", "applied", "q1"), ("40(2)", "applied", "q2")],
    ),
    (
        "withdrawn",
        [("A1", "We no longer rely on section 43(2) of the Act. The prices are attached.")],
        [("43(2)", "withdrawn", "q1")],
    ),
    (
        "a condition is no ground of its own",
        [("A1", "The names are exempt under section 40(2) of the Act. The condition in section 40(3A)(a) is met.")],
        [("40(2)", "applied", "q1")],
    ),
    (
        "the cost limit without its section",
        [("A1", "It would take 90 hours, which is more than the appropriate limit of 18 hours.")],
        [("12", "applied", "q1")],
    ),
    (
        "the cost limit with its section",
        [("A1", "Section 12(1) of the Act applies, as it would exceed the appropriate limit.")],
        [("12(1)", "applied", "q1")],
    ),
    (
        "the requester's words in quotation marks",
        [("A1", "Your request said: “I do not accept that section 36 of the Act applies.” Here is the diary.")],
        [("36", "quoted", "")],
    ),
    (
        "weighed and left",
        [("A1", "Sections 32 and 44 of the Act were considered but we have decided not to rely on them.")],
        [("32", "considered", "q1"), ("44", "considered", "q1")],
    ),
    (
        "neither confirmed nor denied of anything else",
        [("A1", "Seven. We neither confirm nor deny holding any other information, by section 23(5) of the Act.")],
        [("23(5)", "ncnd", "")],
    ),
    (
        "a list below its lead-in",
        [("A1", "We neither confirm nor deny it by virtue of these exemptions:\nSection 30\nSection 31")],
        [("30", "ncnd", "q1"), ("31", "ncnd", "q1")],
    ),
    (
        "a bare section and its text",
        [("A1", "The prices are exempt under section 43 of the Act."), ("reply", "Section 43(2): Information is exempt information if its disclosure under this Act would prejudice trade.")],
        [("43(2)", "applied", "q1")],
    ),
    (
        "an explanation in another answer",
        [("A1", "Exempt under section 31(1)(a) of the Act."), ("A2", "Nine. Section 31(1)(a) of the Act provides:")],
        [("31(1)(a)", "applied", "q1")],
    ),
    (
        "a section of the Act of another year",
        [("A1", "All were served under section 21(1) of the 1988 Act.")],
        [],
    ),
    (
        "rights are not grounds",
        [("A1", "Seven."), ("rights", "You may complain to the Commissioner under section 50 of the Act.")],
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), [pytest.param(p, e, id=n) for n, p, e in LETTERS])
def test_exemptions_of_a_letter(paragraphs: list[Said], expected: list[tuple[str, str, str]]) -> None:
    exemptions, _, _ = read(*letter_of(paragraphs))
    assert told(exemptions) == expected
    assert all(e.instrument == "foia2000" for e in exemptions)


def test_an_answer_that_points_to_another_shares_its_exemption() -> None:
    letter, pairing = letter_of(
        [("A1", "Exempt under section 12 of the Act."), ("A2", "See above."), ("A3", "See 2.")]
    )
    pairing.pairs[1].refers_to = ("q1",)
    pairing.pairs[2].refers_to = ("q2",)
    exemptions, _, _ = read(letter, pairing)
    assert told(exemptions) == [("12", "applied", "q1,q2,q3")]


def test_an_exemption_carries_the_law_and_every_mention() -> None:
    letter, pairing = letter_of(
        [("A1", "Exempt under section 22(1) of the FOIA. Section 22(1) covers what will be published.")]
    )
    ((exemption,), citations, findings) = read(letter, pairing)
    assert exemption.id == "x1"
    assert exemption.title == "Held with a view to publication at some future date"
    assert (exemption.test, exemption.basis) == ("qualified", "class")
    assert exemption.uri == "http://www.legislation.gov.uk/id/ukpga/2000/36/section/22/1"
    assert [s.quote for s in exemption.spans] == ["section 22(1)", "Section 22(1)"]
    assert all(letter.text[s.start : s.end] == s.quote for s in exemption.spans)
    assert (citations, findings) == ([], [])


@pytest.mark.parametrize(
    ("regimes", "place", "words", "law", "number"),
    [
        (("foisa2002",), "scotland", "Exempt under section 38(1)(b).", "foisa2002", "38(1)(b)"),
        (("eir2004",), "uk", "Excepted under section 12(4)(b).", "eir2004", "12(4)(b)"),
        (("eir2004",), "uk", "Refused: regulation 12(5)(e).", "eir2004", "12(5)(e)"),
        (("foia2000", "eir2004"), "uk", "Regulation 13(1) applies.", "eir2004", "13(1)"),
        (("eir2004", "foia2000"), "uk", "It is exempt under section 12.", "foia2000", "12"),
        (("eir2004", "foia2000"), "uk", "Refused under section 12(4)(b).", "eir2004", "12(4)(b)"),
        (("usfoia",), "us", "Withheld under FOIA (b)(7)(C).", "usfoia", "(b)(7)(C)"),
        ((), "us", "Withheld for privacy. MCL 15.243(1)(a)", None, "15.243(1)(a)"),
        ((), "us", "Exempt under section 13(1)(y) of the Act.", None, "13(1)(y)"),
        ((), "us", "Exempt under section 13(1)(a) of the Act, MCL 15.243(1)(a).", None, "15.243(1)(a)"),
    ],
)
def test_the_instrument_comes_from_the_letter(
    regimes: tuple[str, ...], place: str, words: str, law: str | None, number: str
) -> None:
    ((exemption,), _, _) = read(*letter_of([("A1", words)], regimes, place))
    assert (exemption.instrument, exemption.provision) == (law, number)


def test_a_provision_of_no_known_law_is_reported() -> None:
    exemptions, _, findings = read(*letter_of([("A1", "It is exempt under section 60(9)(z).")], (), None))
    assert [e.instrument for e in exemptions] in ([], ["unknown"])
    assert [f.code for f in findings] == ["provision-unresolved"]
    assert findings[0].spans[0].quote == "section 60(9)(z)"


def test_duties_and_other_acts_become_citations() -> None:
    _, citations, _ = read(
        *letter_of(
            [("A1", "Section 1(1)(a) of the Act. Section 38 of the Highways Act 1980. Article 5(1)(a) GDPR.")]
        )
    )
    assert [(c.instrument, c.provision) for c in citations] == [
        ("foia2000", "1(1)(a)"),
        (None, "38"),
        ("ukgdpr", "5(1)(a)"),
    ]
    assert citations[1].title == "Highways Act 1980"


def test_a_holding_letter_only_considers() -> None:
    letter, pairing = letter_of(
        [("reply", "We need more time to weigh the exemption in section 43(2) of the Act.")], kind="extension"
    )
    exemptions, _, _ = read(letter, pairing)
    assert told(exemptions) == [("43(2)", "considered", "")]


def mention(number: str, status: ExemptionStatus, said: bool, places: set[str], at: int) -> Mention:
    return Mention("foia2000", number, status, said, frozenset(places), Stretch(at, at + 1))


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([mention("43", "applied", True, {"q1"}, 0), mention("43", "considered", True, {"q1"}, 5)], [("43", "applied")]),
        ([mention("43", "applied", True, {"q1"}, 0), mention("43", "withdrawn", True, {"q1"}, 5)], [("43", "withdrawn")]),
        ([mention("43", "withdrawn", True, {"q1"}, 0), mention("43", "applied", True, {"q1"}, 5)], [("43", "applied")]),
        ([mention("31", "applied", False, {"q1"}, 0), mention("31(3)", "ncnd", True, {"q1"}, 5)], [("31(3)", "ncnd")]),
        ([mention("40", "quoted", False, set(), 0), mention("40(2)", "applied", True, {"q1"}, 5)], [("40(2)", "applied")]),
    ],
)  # fmt: skip
def test_mentions_brought_together(mentions: list[Mention], expected: list[tuple[str, str]]) -> None:
    assert [(g.number, g.status) for g in grounds_of(mentions)] == expected


THREE: list[Said] = [
    ("Q1", "1. How many cars?"),
    ("A1", "Twelve."),
    ("Q2", "2. How many vans?"),
    ("A2", "Please see below."),
    ("Q3", "3. Where are they?"),
    ("A3", "This information is exempt, please see below."),
]


def test_a_part_that_points_at_another_by_its_letter_shares_its_exemption() -> None:
    letter, pairing = letter_of(
        [
            ("Q1", "How many divers were hired?"),
            ("A1", "All are named online, so this is exempt under section 21."),
            ("Q2", "Which boats did they use?"),
            ("A2", "Please look at the log online (and see the exemption in (a))."),
            ("Q3", "What is the rule for hiring?"),
            (
                "A3",
                "It is in our rules (and see the exemption in the response to your second request (1)(a)).",
            ),
            ("Q4", "Who wrote it?"),
            ("A4", "The harbour office wrote it (and there is no exemption as in (a))."),
        ]
    )
    for pair, number in zip(pairing.pairs, ("1a", "1b", "b", "2"), strict=True):
        pair.number = number
    exemptions, _, _ = read(letter, pairing)
    assert told(exemptions) == [
        ("21", "applied", "q1"),
        ("21", "applied", "q2"),
        ("21", "applied", "q3"),
    ]


def test_otherwise_over_the_limit_is_a_refusal_when_it_opens_a_sentence() -> None:
    words = "All orders are online. Otherwise, it would exceed the appropriate limit of 18 hours to find the rest."
    exemptions, _, _ = read(*letter_of([("Q1", "Send all orders."), ("A1", words)]))
    assert told(exemptions) == [("12", "applied", "q1")]


def test_a_protection_that_is_only_explained_withholds_nothing() -> None:
    words = "It is usual for lawyers to mark a letter by reference to the protection provided under section 42 of the Freedom of Information Act."
    exemptions, _, _ = read(*letter_of([("Q1", "Why is it marked?"), ("A1", words)]))
    assert told(exemptions) == [("42", "quoted", "q1")]


@pytest.mark.parametrize(
    ("part", "words", "expected"),
    [
        ("reply", "Questions 2 and 3 are exempt under section 31(1)(a).", [("31(1)(a)", "applied", "q2,q3")]),
        (
            "reply",
            "Questions 2 and 3\n\nThis is exempt under section 31(1)(a).",
            [("31(1)(a)", "applied", "q2,q3")],
        ),
        (
            "reply",
            "In relation to questions 2 and 3, the following applies.\nSection 31(1)(a) - Law enforcement.",
            [("31(1)(a)", "applied", "q2,q3")],
        ),
        (
            "legal_annex",
            "Section 31 - Law enforcement (Questions 2 and 3)\nSection 31(1)(a) applies, as crime would follow.",
            [("31(1)(a)", "applied", "q2,q3")],
        ),
        ("legal_annex", "Q2 & Q3 - Section 31(1)(a) Law enforcement", [("31(1)(a)", "applied", "q2,q3")]),
        (
            "reply",
            "Section 40(2) has been applied to question 2, and section 43(2) to question 3.",
            [("40(2)", "applied", "q2"), ("43(2)", "applied", "q3")],
        ),
        (
            "reply",
            "Question 2 is exempt under section 40(2) and question 3 under section 43(2).",
            [("40(2)", "applied", "q2"), ("43(2)", "applied", "q3")],
        ),
        (
            "reply",
            "Exemptions:\nQuestion 2: Section 40(2)\nQuestion 3: Section 43(2)",
            [("40(2)", "applied", "q2"), ("43(2)", "applied", "q3")],
        ),
    ],
)
def test_a_ground_at_the_end_belongs_to_the_questions_it_names(
    part: PartKind, words: str, expected: list[tuple[str, str, str]]
) -> None:
    exemptions, _, _ = read(*letter_of([*THREE, (part, words)]))
    assert told(exemptions) == expected


def test_a_review_tells_the_earlier_ground_from_its_own() -> None:
    letter, pairing = letter_of(
        [
            (
                "introduction",
                "The Council refused item 1 under section 12(1) and item 2 under section 43(2).",
            ),
            ("Q1", "1. All e-mails about the oak."),
            ("A1", "The e-mails are enclosed, and section 12(1) is no longer relied on."),
            ("Q2", "2. The rates paid."),
            ("A2", "I find that the section 43(2) argument would not succeed. They are £30 an hour."),
        ],
        kind="internal_review",
    )
    assert told(read(letter, pairing)[0]) == [("12(1)", "withdrawn", "q1"), ("43(2)", "withdrawn", "q2")]


def test_a_question_that_runs_into_its_answer_is_no_part_of_the_citing_sentence() -> None:
    letter, pairing = letter_of(
        [("Q1", "Please send me the names"), ("A1", "These are exempt under section 40(2).")]
    )
    assert told(read(letter, pairing)[0]) == [("40(2)", "applied", "q1")]


def test_a_ground_of_a_shared_answer_belongs_to_the_question_it_names() -> None:
    shared = "We consider these exemptions:\n• section 35(1)(b), of ministers (question 1); and\n• section 22A, of a programme\nof research (question 2)."
    letter, pairing = letter_of([("Q1", "1. The minutes."), ("Q2", "2. The findings."), ("A1", shared)])
    pairing.pairs[1].answer = pairing.pairs[0].answer
    assert told(read(letter, pairing)[0]) == [("35(1)(b)", "applied", "q1"), ("22A", "applied", "q2")]
