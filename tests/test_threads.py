"""Threads: every reply with the message that it answers, in each form a thread is published in."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest

from foi_extract import extract
from foi_extract.reading import documents_from_bytes
from foi_extract.reading.asking import Asked, message_answered
from foi_records.document import Document

FIRST = "Dear Wexcombe Borough Council,\n\n1. How many lifts failed in 2021?\n\n2. What did the repairs cost?"
CHASER = (
    "Dear Wexcombe Borough Council,\n\nMy request is now overdue. By law, the authority should normally have"
    " responded promptly and by 30 March. When can I expect a reply?\n\nYours faithfully,\n\nR Pemberton"
)
THANKS = (
    "Dear FOI Team,\n\nThank you for the information, which is very helpful.\n\nKind regards\n\nR Pemberton"
)
REVIEW = (
    "Dear Wexcombe Borough Council,\n\nPlease pass this on to the person who conducts Freedom of Information"
    " reviews. I am writing to request an internal review of the handling of my request. Why was the cost"
    " left out?"
)
CLEAR = "Dear FOI Team,\n\nI mean the financial years that end in March."
MORE = "Dear FOI Team,\n\nThank you. Please could you also tell me which lifts were replaced in 2022?"


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ([], None),
        ([FIRST], Asked(0)),
        ([FIRST, CHASER], Asked(0)),
        ([FIRST, THANKS], Asked(0)),
        ([FIRST, MORE], Asked(1)),
        ([FIRST, MORE, CHASER, THANKS], Asked(1)),
        ([FIRST, REVIEW], Asked(0, dated=False)),
        ([FIRST, CLEAR], Asked(0, dated=False)),
        ([FIRST, REVIEW, MORE], Asked(2)),
    ],
)
def test_the_message_that_a_reply_answers(sent: list[str], answered: Asked | None) -> None:
    assert message_answered(sent) == answered


def test_long_messages_are_told_quickly() -> None:
    begin = time.perf_counter()
    for text in ("please " * 20_000, "By law " * 20_000, "i would like also " * 8_000, "1. a\n" * 20_000):
        message_answered([FIRST, text])
    assert time.perf_counter() - begin < 5


THREAD = [
    ("out", "2022-03-01", FIRST),
    ("in", "2022-03-28", "Dear R Pemberton,\n\n1. Nine lifts failed.\n\n2. The repairs cost £4,100."),
    ("out", "2022-03-29", MORE),
    ("out", "2022-05-03", CHASER),
    (
        "in",
        "2022-05-09",
        "Dear R Pemberton,\n\nThe lifts at Mill House and Weir Court were replaced in 2022.",
    ),
    ("out", "2022-05-10", THANKS),
]


def alaveteli_page() -> bytes:
    parts = []
    for n, (way, date, text) in enumerate(THREAD):
        kind = "outgoing" if way == "out" else "incoming"
        words = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
        parts.append(
            f'<div class="{kind} correspondence normal" id="{kind}-{n}">'
            f'<div class="correspondence__header"><h2><time datetime="{date}">{date}</time></h2></div>'
            f'<div class="correspondence_text"><div>{words}</div></div></div>'
        )
    return f"<html><body><div id='left_column'>{''.join(parts)}</div></body></html>".encode()


def froide_json() -> bytes:
    messages = [
        {"id": n, "is_response": way == "in", "timestamp": f"{date}T09:00:00Z", "content": text}
        for n, (way, date, text) in enumerate(THREAD)
    ]
    return json.dumps({"id": 1, "public_body": {"name": "Wexcombe"}, "messages": messages}).encode()


def muckrock_json() -> bytes:
    messages = [
        {"response": way == "in", "datetime": f"{date}T09:00:00Z", "communication": text}
        for way, date, text in THREAD
    ]
    return json.dumps({"id": 1, "communications": messages}).encode()


def request_zip() -> bytes:
    rule = "-" * 31
    text = 'This is a plain-text version of the request "Lifts".\n\n' + "".join(
        f"{rule}\nFrom: {'A' if way == 'out' else 'FOI Team'}\nTo: B\nDate: {date}\n\n{words}\n\n"
        for way, date, words in THREAD
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("correspondence.txt", text)
    return buffer.getvalue()


FORMS = {
    "page.html": alaveteli_page,
    "froide.json": froide_json,
    "muckrock.json": muckrock_json,
    "lifts.zip": request_zip,
}


@pytest.mark.parametrize("name", FORMS)
def test_every_reply_comes_with_the_message_it_answers(name: str) -> None:
    first, second = documents_from_bytes(FORMS[name](), name)
    assert (first.known.requested, first.known.responded) == ("2022-03-01", "2022-03-28")
    assert (second.known.requested, second.known.responded) == ("2022-03-29", "2022-05-09")
    assert "1. How many lifts failed in 2021?" in asked(first)
    assert not any("replaced" in text for text in asked(first))
    assert any("which lifts were replaced in 2022?" in text for text in asked(second))
    assert not any("failed" in text for text in asked(second))


def asked(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.role == "request"]


@pytest.mark.parametrize("name", FORMS)
def test_questions_that_a_reply_does_not_repeat_come_from_the_message(name: str) -> None:
    first, second = extract(FORMS[name](), name)
    assert [(e.question.text, e.answer.text) for e in first.exchanges] == [
        ("How many lifts failed in 2021?", "Nine lifts failed."),
        ("What did the repairs cost?", "The repairs cost £4,100."),
    ]
    (exchange,) = second.exchanges
    assert "which lifts were replaced in 2022?" in (exchange.question.text or "")
    assert exchange.answer.text == "The lifts at Mill House and Weir Court were replaced in 2022."


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("page.html", ["incoming-1", "incoming-4"]),
        ("froide.json", ["message-1", "message-4"]),
        ("muckrock.json", ["communication-2", "communication-5"]),
        ("lifts.zip", ["correspondence.txt/message 2", "correspondence.txt/message 5"]),
    ],
)
def test_every_record_says_which_part_it_is(name: str, parts: list[str]) -> None:
    assert [record.source.part for record in extract(FORMS[name](), name)] == parts


def test_the_evidence_of_a_page_is_its_elements() -> None:
    for record in extract(FORMS["page.html"](), "page.html"):
        number = record.source.part or ""
        for exchange in record.exchanges:
            assert all((span.element or "").startswith(f"#{number} ") for span in exchange.answer.spans)
            assert all((span.element or "").startswith("#outgoing-") for span in exchange.question.spans)


def test_masks_of_a_page_are_redactions_with_their_element() -> None:
    html = (
        "<main><h1>Lifts</h1><h2>Request</h2><p>How many lifts failed?</p><h2>Response</h2>"
        "<p id='a'>Nine lifts failed, says [redacted]. Write to [email address].</p></main>"
    )
    (record,) = extract(html.encode(), "page.html")
    assert {(r.text, r.span and r.span.element) for r in record.redactions} == {
        ("[redacted]", "#a"),
        ("[email address]", "#a"),
    }


def test_a_thread_without_words_names_the_files_to_fetch() -> None:
    html = (
        "<div class='outgoing correspondence' id='outgoing-1'><div class='correspondence_text'>"
        "<p>How many lifts failed?</p></div></div><div class='incoming correspondence' id='incoming-2'>"
        "<div class='correspondence_text'><div class='attachments'><ul><li class='attachment'>"
        "<p class='attachment__name'>Reply 12.pdf</p></li></ul></div></div></div>"
    )
    (record,) = extract(html.encode(), "page.html")
    assert record.status == "failed" and record.error is not None
    assert record.error.kind == "embedded_only"
    assert "Reply 12.pdf" in record.error.message
