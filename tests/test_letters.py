"""The parts of a letter and its head, on invented letters of the shapes that authorities write."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.law.phrasebook import phrasebook
from foi_extract.letters import letter_from_document
from foi_extract.letters.bodies import body_in_run
from foi_extract.reading.text import lines_from_text
from foi_records.document import Document, Known, Source, assemble
from foi_records.letter import Letter

SHARED = Path(__file__).parents[1].parent / "shared"
SHORT = {
    "head": "letterhead", "ref": "reference", "dear": "salutation", "ask": "request", "intro": "introduction",
    "reply": "reply", "annex": "legal_annex", "right": "rights", "reuse": "reuse", "sign": "signature",
    "discl": "disclaimer", "mail": "quoted_mail", "other": "other", "furn": "page_furniture",
}  # fmt: skip

COUNCIL_MAIL = """
other| 1 Attachment
other| Bus stops 2023.pdf
other| 199K
other| Download
other| View as HTML
dear| Dear A Person,
intro| Thank you for your request for information relating to bus stops which we
intro| received on 29/05/2024.
intro| Please find Borchester City Council’s response to your request set out
intro| below:
reply| 1. The number of bus stops in use on the first of May in the whole of the
reply| district
reply| 1685
reply| 2. Of these, how many have a shelter
reply| 742
other| If you have any questions about our answer, please do not hesitate to
other| contact us.
reuse| The information in this letter is available for re-use under
reuse| the terms of the Open Government Licence.
right| If you are unhappy with the answer you have had to your
right| request, you are entitled to a review. You can ask for an
right| internal review by writing to the clerk. Please see
right| [2]
right| https://ico.org.uk/make-a-complaint/offi...
right| for further details.
sign| Kind Regards,
sign| Borchester City Council
sign| PO Box 99
sign| Email: [3][Borchester City Council request email]
mail| From: FOI
mail| Sent: Friday, May 31, 2024 12:36 PM
mail| To: A Person
mail| Subject: Re – Freedom of Information Request – Reference – FOI / 123456
mail| Dear A Person,
mail| This has been logged as a Freedom of Information Request.
other| References
other| Visible links
other| 2.
other| https://ico.org.uk/make-a-complaint/offi...
other| 3. mailto:[Borchester City Council request email]
"""

MINISTRY = """
head| Lock Gates Directorate
head| Ministry of Canals
head| 2 Towpath Street
head| London SW1P 4XX
ref| FOI reference: 66123
ref| 3 June 2021
|
dear| Dear Mr Example
|
ref| Freedom of Information request (our ref. 66123): boats seized
|
intro| Thank you for your e-mail of 5 May 2021, in which you ask about boats. Your
intro| request has been handled under the Freedom of Information Act 2000 (the Act).
|
intro| A full copy of your request can be found below.
|
ask| I am writing to request information under the Freedom of Information Act:
ask| 1. The number of boats seized
ask| 2. The number of boats returned
|
ask| There were many boats in the press last year.
|
reply| Response
|
reply| We are able to disclose the information set out in Annex A.
|
right| If you are dissatisfied with this response you may request an independent internal
right| review of our handling of your request within two months to foi@canals.example,
right| quoting reference 66123.
|
discl| A link to the Ministry of Canals Privacy Notice can be found in the following link.
|
sign| Yours sincerely
|
sign| A Person
sign| Information Rights Team
|
reply| Annex A
|
reply| Boats seized
reply| 2018 12
reply| 2019 15
"""

POLICE = """
ref| Freedom of Information Request Reference No: 01.FOI.21.012345
|
intro| I write in connection with your request for information which was received by the Borset
intro| Police Service (BPS) on 04/01/2021. I note you seek access to the following information:
|
ask| How many bicycles were reported stolen in 2019?
ask| How many of these were found?
|
reply| RESULT OF SEARCHES
|
reply| The searches located records relevant to your request.
|
reply| Q1 - How many bicycles were reported stolen in 2019?
|
reply| 1,234
|
reply| Q2 - How many of these were found?
|
reply| 56
|
right| COMPLAINT RIGHTS
|
right| Your attention is drawn to the enclosed sheet, which details your right of complaint.
|
sign| Yours sincerely
|
sign| A Person
sign| Information Manager
|
annex| LEGAL ANNEX
|
annex| Section 17(1) of the Act provides:
|
annex| (1) A public authority which is to any extent relying on a claim must give the applicant
annex| a notice which-
annex| (a) states the fact,
annex| (b) specifies the exemption in question.
|
right| COMPLAINT RIGHTS
|
right| You have the right to require the Borset Police Service (BPS) to review their decision.
|
right| That person will be able to discuss the decision with you.
|
right| Complaints should be made in writing, within forty (40) working days, and addressed to:
|
right| Public Access Office
right| PO Box 1234
right| London
"""

RIGHTS_IN_THE_MIDDLE = """
head| Borset Hospitals NHS Foundation Trust
ref| Our Ref: FOI/2021/0345
ref| Your Ref: ABC-999
|
dear| Dear Requester
|
intro| Thank you for your request for information dated 4th February 2021. Please see the
intro| Trust's responses below.
|
reply| 1. How many agency nurses did the Trust employ?
|
reply| The Trust employed 45 agency nurses.
|
right| If you are unhappy with this answer you can ask for an internal review.
|
reply| 2. Please provide the names of the agencies.
|
reply| The Trust considers that this information is exempt under section 43(2).
|
sign| Yours sincerely
sign| Freedom of Information Office
"""

SCOTTISH_HEADING = """
head| NHS Strathborset
ref| Our Ref: FOI 20417
dear| Dear A Person
|
ref| REQUEST FOR INFORMATION
ref| FREEDOM OF INFORMATION (SCOTLAND) ACT 2002
|
intro| Thank you for your letter which reached us on 6 March 2019 for the provision of the following
intro| information:-
|
ask| I would like to know more about the policy, and the documents that hold it.
|
intro| We are handling your letter under the Freedom of Information (Scotland) Act 2002. The
intro| information that we can provide in response is given below.
|
reply| Under Section 17 of FOISA I give you notice that we do not hold this:
|
reply| https://www.strathborset.example/newsletters/eNews-Dec-
reply| 19.pdf
|
right| If you are not satisfied with our response, you have a right to request a review within
right| 40 working days. Your request for review should state:
right| • That you want a review
right| • Why you are unhappy
|
right| You can appeal to the Scottish Information Commissioner.
|
sign| Yours sincerely
sign| A Person
other| Standard Enclosures:
other| Request for Review Form
"""

IN_TURN = """
dear| Dear A Person
|
intro| Thank you for your request received on 3 May 2021. You asked:
|
reply| 1. How many buses do you run?
reply| We have 45 buses.
reply| 2. How many are red?
reply| All of them.
reply| 3. What did they cost?
reply| We do not hold this information.
|
sign| Yours sincerely
sign| Bus Office
"""

BETWEEN_QUOTED_LINES = """
dear| Hello,
|
intro| Please see our answers below.
|
reply| > 1. How many buses do you run?
|
reply| 45
|
reply| > 2. How many are red?
|
reply| None.
|
reply| > 3. What did they cost?
|
reply| £3,000
|
sign| Kind regards,
|
sign| Transport for Borset
|
mail| On 3 May 2021 at 10:00, A Person <request-1-a@example.org> wrote:
mail| > please tell me things
"""

HELD_BEFORE_THE_LIST = """
dear| Dear A Person,
|
intro| Thank you for your request for information about school meals, received on 1 June 2021.
|
intro| Under section 1 of the Act we confirm that the information is held by Borset County Council.
|
ask| You requested:
ask| 1a) The cost per meal
ask| 1b) The number of meals served per day
ask| 2) Any complaints received about meals
|
reply| The Council's response is as follows:
reply| 1a) £2.30
reply| 1b) 12,400
reply| 2) 17 complaints; 5 were referred to the Information Commissioner's Office by parents.
|
reply| In 2020, 14 parents said they were unhappy with the meals and asked for a review of the menu.
|
right| If you disagree with this response please contact the Information Manager.
|
sign| Regards,
"""

GROUPS = """
dear| Dear A Person
|
intro| Thank you for your letter. You asked for the following:
|
ask| Group A
ask| 1. How many locks are there?
ask| 2. How many leak?
ask| Group B
ask| 1. Who paints the bridges?
ask| 2. What colours are used?
|
reply| Our response:
|
reply| There are 14 locks, of which none leaks. The bridges are painted white by our staff.
|
sign| Yours faithfully
sign| Lock Keeper
"""

RUNNING = """
head| Westmere Combined Authority
ref| Our ref WCA/FOI/0099
ref| 9 September 2024
dear| Annwyl / Dear Mr Prosser
intro| Thank you for your request dated 6 August 2024. You asked for the following:
ask| 1. How many boats are owned by the Authority, and where is each of them moored?
ask| 2. What did it cost to paint them in the last year for which you have figures?
reply| The Authority's response is set out below. Please accept our apologies that this has taken
reply| slightly longer than we would have liked, this was due to staff absence.
reply| 1. Fourteen boats are owned and all of them are moored at the North Quay.
furn| Westmere Combined Authority                                          1
furn| WCA/FOI/0099
reply| 2. They cost £4,120 to paint.
discl| It should be noted that for these reasons this response should not be used for comparison
discl| purposes with any other response you may receive.
right| Internal Review: you may ask for one within 40 working days by writing to the Solicitor.
sign| Yn gywir / Yours sincerely
sign| B. Tarrant
sign| Information Manager
mail| Sent: 07 August 2024 08:41
mail| To: A Person
mail| From: FOI Mailbox
mail| Subject: Automatic reply
mail| Your request has been given the number WCA/FOI/0099.
"""

BRIEF = """
intro| Your request MFR 0442 was received on 30/1/23.
dear| Dear requester
ref| F24/188 - Boats and moorings
ref| Tuesday 29th March 2022
reply| The boats are moored at the North Quay.
other| I am sorry that I cannot be of more help.
other| A link to our feedback survey: https://www.survey.example/boats

right| Details of how to complain are enclosed.
sign| Mise le meas,
sign| Fergal Example
"""

LETTERS = {
    "running lines, a greeting in two languages, caveats": RUNNING,
    "a word before the greeting, codes and dates after it": BRIEF,
    "held before the list": HELD_BEFORE_THE_LIST,
    "two groups of questions under the same numbers": GROUPS,
    "council mail": COUNCIL_MAIL,
    "ministry with the request below its thanks": MINISTRY,
    "police with legal annex and complaint sheet": POLICE,
    "rights between two answers": RIGHTS_IN_THE_MIDDLE,
    "Scottish board": SCOTTISH_HEADING,
    "questions and answers in turn": IN_TURN,
    "answers between quoted lines": BETWEEN_QUOTED_LINES,
}


def document(text: str, **known: Any) -> Document:
    """A plain text as a document."""
    source = Source("letter.txt", "text/plain", "0" * 64, len(text))
    return assemble(Document(source=source, lines=lines_from_text(text), known=Known(**known)))


def letter(text: str) -> Letter:
    return letter_from_document(document(text))


def marked(text: str) -> tuple[str, list[str | None]]:
    """A letter without the kinds written before its lines, and those kinds."""
    rows = [row.partition("|") for row in text.strip().splitlines()]
    return "\n".join(row[2].removeprefix(" ") for row in rows), [SHORT.get(row[0]) for row in rows]


@pytest.mark.parametrize("name", LETTERS)
def test_every_line_is_given_to_its_part(name: str) -> None:
    text, kinds = marked(LETTERS[name])
    read = letter(text)
    lines = read.document.lines
    got = [(read.kind_at(line.start), line.text) for line in lines if line.text.strip()]
    assert got == [(kind, line.text) for kind, line in zip(kinds, lines, strict=True) if line.text.strip()]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Our ref: FOI 30882\n\nDear A Person\n", "FOI 30882"),
        ("Our Ref   FOI/2021/0345\nYour Ref  ABC-999\n\nDear A Person\n", "FOI/2021/0345"),
        ("Your ref: ABC-9999\n\nDear A Person\n\nThank you for your request.\n", None),
        ("m/r 7310264    Direct Dial 020 7946 0132\n\nDear A Person\n", "7310264"),
        ("Dear A Person\n\nFreedom of Information (FOIA) Request –\n200612099\n\nThanks.\n", "200612099"),
        ("Dear A Person\n\nFreedom of Information Act 2000\n\nThank you for your request.\n", None),
        (
            "ANNEX A\nFOI CAN/2023-0003\nRequest\nNumber of boats\nResponse\nWe hold 3 boats.\n",
            "CAN/2023-0003",
        ),
        ("Request Number: F-2010-00399\nKeyword: Boats\n\nRequest and Answer:\nWe hold 3.\n", "F-2010-00399"),
        ("Reference: 1-246847199\nDate: 11 December 2013\n\nDear A Person\n", "1-246847199"),
        ("FOI 2021/0789                 12 July 2021\n\nThank you for your request.\n", "FOI 2021/0789"),
        ("Dear Ms A:\n\nRe: FOIA-2020-00123\n\nThis responds to your request.\n", "FOIA-2020-00123"),
        ("Dear A\n\nThank you for your request.\n\nPlease quote the reference number 1406799.\n", "1406799"),
        ("Dear A\n\nThe Commissioner (case reference FS50745699) decided.\n", None),
    ],
)
def test_reference_as_printed(text: str, reference: str | None) -> None:
    found = letter(text).reference
    assert (found.value if found else None) == reference


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        (marked(COUNCIL_MAIL)[0], "Borchester City Council"),
        (marked(MINISTRY)[0], "Ministry of Canals"),
        (marked(POLICE)[0], "Borset Police Service"),
        (marked(RIGHTS_IN_THE_MIDDLE)[0], "Borset Hospitals NHS Foundation Trust"),
        (marked(SCOTTISH_HEADING)[0], "NHS Strathborset"),
        (
            "Dear A\n\nThank you for your request to the Ministry of Canals (MoC).\n\nThe MoC holds this.\n",
            "Ministry of Canals",
        ),
        ("Dear A\n\nCanalcom has completed its search. Canalcom does not hold any list.\n", "Canalcom"),
        ("Dear A\n\nThank you for your request. We do not hold this.\n\nYours sincerely\nA Person\n", None),
        ("Dear A\n\nWe asked the Information Commissioner's Office. The ICO holds nothing.\n", None),
    ],
)
def test_authority_by_its_own_letter(text: str, authority: str | None) -> None:
    found = letter(text).authority
    assert (found.value if found else None) == authority


def test_a_title_that_a_page_takes_for_a_name_is_no_authority() -> None:
    read = letter_from_document(
        document("Dear A\n\nWe have 4.\n", authority="The cleaning of the new town swimming pool")
    )
    assert read.authority is None


def test_the_requester_is_no_authority_whatever_the_address() -> None:
    text = "Our Ref: FOI 12345\nSam Example\nsam@samexample.info\n\nDear Sam Example\n\nWe hold 4.\n"
    assert letter(text).authority is None


def test_the_person_asked_for_or_greeted_is_no_authority() -> None:
    text = (
        "Please ask for Jo Example\n\nDear Sam Example\n\nWe have 4.\n\nYours sincerely\nJo Example\nClerk\n"
    )
    assert letter(text).authority is None


def test_what_the_site_says_comes_first() -> None:
    read = letter_from_document(
        document("Dear A\n\nWe have 4.\n", authority="Borset Council", reference="FOI-9")
    )
    assert read.authority and read.authority.value == "Borset Council"
    assert read.reference and read.reference.value == "FOI-9"


@pytest.mark.parametrize(
    ("run", "body"),
    [
        ("Dear Borset District Council", "Borset District Council"),
        ("London Borough of Ambridge Civic Offices", "London Borough of Ambridge"),
        ("Police Service of Northern Borset", "Police Service of Northern Borset"),
        ("Freedom of Information Team", None),
        ("Freedom of Information Act", None),
        ("University of Felpersham", "University of Felpersham"),
        ("Customer Services", None),
        ("Ambridge", None),
    ],
)
def test_name_of_a_body_in_a_run_of_capitals(run: str, body: str | None) -> None:
    found = body_in_run(run)
    assert (run[found.start : found.end] if found else None) == body


KINDS = [
    ("response", marked(COUNCIL_MAIL)[0]),
    ("response", marked(IN_TURN)[0]),
    (
        "acknowledgement",
        "Dear A\n\nThank you for your request which was received on 3 March.\n\n"
        "This email is to acknowledge receipt of your request. You should receive a response "
        "within 20 working days.\n\nKind regards\n",
    ),
    (
        "extension",
        "Dear A\n\nThank you for your request.\n\n"
        "We need further time to consider the balance of the public "
        "interest. We are extending the deadline and aim to respond by 28 April.\n\nYours sincerely\n",
    ),
    (
        "clarification",
        "Dear A\n\nThank you for your request.\n\n"
        "Unfortunately, we cannot process your request because "
        "you have not told us which canal you mean. Please could you clarify this.\n\nKind regards\n",
    ),
    (
        "transfer",
        "Dear A\n\nThank you for your request.\n\n"
        "Your request has been transferred to the Canal Trust, who "
        "will reply to you directly.\n\nKind regards\n",
    ),
    (
        "internal_review",
        "Dear A\n\nInternal Review FOI 1037\n\n"
        "Thank you for your email of the 6th March, in which you "
        "requested a review of our response.\n\n"
        "I have carried out a full review of that decision and of how it was reached. "
        "The names are exempt under section 40(2).\n\nKind regards\n",
    ),
    (
        "request",
        "Dear Borset Council,\n\n"
        "Under the Freedom of Information Act I would like to know the number of boats.\n\n"
        "Yours faithfully,\n\nA Person\n",
    ),
    (
        "response",
        "Dear A\n\nThank you for your request.\n\n"
        "We do not hold this information. Should you require any "
        "clarification about this letter please contact me.\n\nYours sincerely\n",
    ),
]


@pytest.mark.parametrize(("kind", "text"), KINDS)
def test_kind_of_letter(kind: str, text: str) -> None:
    assert letter(text).kind == kind


def test_subject_and_regime() -> None:
    read = letter(marked(MINISTRY)[0])
    assert (
        read.subject and read.subject.value == "Freedom of Information request (our ref. 66123): boats seized"
    )
    assert read.regimes == ("foia2000",)
    thanked = letter(marked(COUNCIL_MAIL)[0]).subject
    assert thanked and thanked.value == "bus stops"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from(list("aAbZ 1.:?\n>-•Dear Yours[]()€\t")), max_size=400))
def test_parts_cover_every_line_and_never_overlap(text: str) -> None:
    read = letter(text)
    for line in read.document.lines:
        if line.text.strip():
            assert sum(part.start <= line.start < max(part.end, part.start + 1) for part in read.parts) == 1
    assert all(a.end <= b.start for a, b in zip(read.parts, read.parts[1:], strict=False))


@pytest.mark.parametrize("book", ["letter_boilerplate.toml", "letter_frame.toml", "letter_kinds.toml"])
def test_no_wording_runs_away_on_its_own_worst_words(book: str) -> None:
    for wording in phrasebook(book):
        for example in wording.examples:
            text = (example + " ") * 3 + "your request the " * 200
            began = time.perf_counter()
            wording.pattern.search(text)
            assert time.perf_counter() - began < 0.25, (wording.signal, example)


@pytest.mark.skipif(not (SHARED / "corpus" / "gold").is_dir(), reason="the shared corpus is not here")
def test_no_answer_of_the_gold_is_taken_for_boilerplate() -> None:
    import json

    for path in sorted((SHARED / "corpus" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = SHARED / "corpus" / gold["source"]
        if source.suffix != ".txt" or not source.is_file():
            continue
        read = letter(source.read_text(encoding="utf-8"))
        boilerplate = " ".join(
            " ".join(read.text[s:e].split())
            for s, e in read.of_kind("rights", "reuse", "disclaimer", "signature")
        )
        for exchange in gold["exchanges"]:
            words = " ".join(exchange["answer"].split())[:60]
            assert len(words) < 25 or words not in boilerplate, (path.stem, words)
