"""Mails to documents: the reply, quoted history, attachments, uuencoded and winmail.dat bodies."""

from __future__ import annotations

import binascii
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from foi_extract.errors import SourceError
from foi_extract.reading import documents_from_bytes
from foi_extract.reading.mail_content import Attachment, is_decoration, uudecoded
from foi_extract.reading.quotations import quotation_start
from foi_records.document import Document

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus" / "more"


def mail(plain: str | None = None, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "FOI Team <foi@wexcombe.example>"
    message["To"] = "R Pemberton <r@example.org>"
    message["Subject"] = "FOI 0417 – street trees"
    message["Date"] = "Tue, 30 Mar 2021 00:20:00 +0100"
    message["MIME-Version"] = "1.0"
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def read(message: EmailMessage) -> list[Document]:
    return documents_from_bytes(message.as_bytes(), "reply.eml")


def texts(document: Document, role: str = "body") -> list[str]:
    return [line.text for line in document.lines if line.role == role and line.text.strip()]


def test_a_plain_mail_with_older_mail_below() -> None:
    (document,) = read(
        mail(
            "Dear R Pemberton,\n\nThe Council has felled 214 trees.\n\nKind regards\n\n"
            "-----Original Message-----\nFrom: R Pemberton\nSent: 2 March 2021\nTo: FOI\n"
            "Subject: Trees\n\nHow many trees?\n"
        )
    )
    assert texts(document) == ["Dear R Pemberton,", "The Council has felled 214 trees.", "Kind regards"]
    assert texts(document, "quoted")[-1] == "How many trees?"
    assert document.known.responded == "2021-03-30"
    assert document.known.subject == "FOI 0417 – street trees"


def test_arrows_below_a_reply_are_older_mail() -> None:
    (document,) = read(
        mail("Dear A,\n\nTen trees.\n\nOn 2 March 2021, A wrote:\n> How many trees?\n> Yours, A\n")
    )
    assert texts(document) == ["Dear A,", "Ten trees."]
    assert texts(document, "quoted")[1:] == ["How many trees?", "Yours, A"]


def test_a_reply_written_into_the_mail_keeps_its_questions() -> None:
    (document,) = read(mail("> 1. How many trees?\n\nTen.\n\n> 2. What cost?\n\nNine pounds.\n"))
    assert texts(document) == ["1. How many trees?", "Ten.", "2. What cost?", "Nine pounds."]


def test_the_html_body_is_read_for_its_tables() -> None:
    (document,) = read(
        mail(
            "Year 2020 2021 Trees 3 4",
            "<p>Hi</p><table><tr><td>Year</td><td>Trees</td></tr><tr><td>2020</td><td>3</td></tr></table>",
        )
    )
    assert document.grids[0].rows() == [["Year", "Trees"], ["2020", "3"]]


def test_attachments_are_documents_of_their_own() -> None:
    message = mail("Please find attached our response.")
    message.add_attachment(
        b"<html><p>1. How many?</p><p>Ten.</p></html>", "text", "html", filename="Response.html"
    )
    message.add_attachment(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image", "png", filename="image001.png")
    message.add_attachment(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "application", "msword", filename="old.doc"
    )
    cover, response = read(message)
    assert texts(cover) == ["Please find attached our response."]
    assert cover.known.attachments == ("Response.html", "old.doc")
    assert [note.code for note in cover.notes] == ["attachment-unread"]
    assert (response.source.part, texts(response)) == ("Response.html", ["1. How many?", "Ten."])
    assert response.source.sha256 == cover.source.sha256


def test_a_mail_within_a_mail() -> None:
    outer, inner = mail("See the mail below."), mail("Ten trees were felled.")
    outer.add_attachment(inner)
    first, second = read(outer)
    assert texts(first) == ["See the mail below."]
    assert texts(second) == ["Ten trees were felled."]
    assert second.source.part == "FOI 0417 – street trees.eml"


def test_a_file_written_into_the_body() -> None:
    data = b"Ten trees were felled in all, and none of them was replaced."
    body = "".join(binascii.b2a_uu(data[i : i + 45]).decode() for i in range(0, len(data), 45))
    first, second = read(mail(f"Please see below.\n\nbegin 644 answer.txt\n{body}`\nend\n\nRegards\n"))
    assert texts(first) == ["Please see below.", "Regards"]
    assert texts(second) == [data.decode()]
    assert uudecoded(body) == data


@pytest.mark.parametrize(
    "text", ["begin 644 a\n" * 3000, "x begin \nend" * 3000, "begin 644 a\n" + "M" * 100_000]
)
def test_bodies_that_never_end_take_no_time(text: str) -> None:
    documents = read(mail(text + "\nwords"))
    assert "words" in documents[0].text


def test_a_mail_without_words_says_so() -> None:
    with pytest.raises(SourceError, match="without words"):
        read(mail("  \n"))


@pytest.mark.parametrize(
    ("name", "size", "inline", "decoration"),
    [
        ("image001.png", 90_000, False, True),
        ("Scan 12.jpg", 400_000, False, False),
        ("Scan 12.jpg", 400_000, True, True),
        ("tiny.gif", 900, False, True),
        ("smime.p7s", 5_000, False, True),
        ("Response.pdf", 900, True, False),
    ],
)
def test_logos_and_signatures_are_no_attachments(
    name: str, size: int, inline: bool, decoration: bool
) -> None:
    assert is_decoration(Attachment(name, b"x" * size, inline)) is decoration


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared folder is not here")
def test_a_mail_that_is_all_winmail() -> None:
    (path,) = CORPUS.glob("*-winmail/*.eml")
    (document,) = documents_from_bytes(path.read_bytes(), path.name)
    body = texts(document)
    assert body[0].startswith("Dear Ms")
    assert texts(document, "quoted")[0].startswith("From:")


def test_a_torn_winmail_says_what_to_do() -> None:
    pytest.importorskip("tnefparse")
    with pytest.raises(SourceError) as caught:
        documents_from_bytes(b"\x78\x9f\x3e\x22\x00", "winmail.dat")
    assert caught.value.message


def test_a_torn_outlook_message_says_what_to_do() -> None:
    pytest.importorskip("extract_msg")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037001F".encode("utf-16-le")
    with pytest.raises(SourceError, match=r"\.eml or PDF"):
        documents_from_bytes(data, "reply.msg")


def test_a_footer_in_html_does_not_hide_the_plain_text() -> None:
    message = mail("Dear A,\n\nThe Council has felled ten trees since the year before last.")
    message.make_mixed()
    footer = EmailMessage()
    footer.set_content("<p>Save paper.</p>", subtype="html")
    message.attach(footer)
    (document,) = read(message)
    assert "ten trees" in document.text


@pytest.mark.parametrize(
    ("module", "data", "name"),
    [
        ("tnefparse", b"\x78\x9f\x3e\x22....", "winmail.dat"),
        ("extract_msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "a.msg"),
    ],
)
def test_a_missing_extra_is_named(
    module: str, data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SourceError, match=r"pip install 'foi-extract\[office\]'") as caught:
        documents_from_bytes(data, name)
    assert caught.value.kind == "unsupported"


def test_a_mail_is_read_without_the_extra_for_its_winmail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tnefparse", None)
    message = mail("Ten trees.")
    message.add_attachment(b"\x78\x9f\x3e\x22", "application", "ms-tnef", filename="winmail.dat")
    (document,) = read(message)
    assert texts(document) == ["Ten trees."]
    assert "foi-extract[office]" in document.notes[0].message


@pytest.mark.parametrize(
    "head",
    [
        ["On Tue, 2 Mar 2021 at 09:14, A Person", "<a@example.org> wrote:"],
        [">>> A Person <a@example.org> 02/03/2021 09:14:11 >>>"],
        ["---------- Forwarded message ---------"],
        ["----- Forwarded by FOI/Wexcombe on 02/03/2021 09:14 -----"],
        [
            "A Person <a@example.org>",
            "Sent by: A Person",
            "02/03/21 09:14",
            "To",
            "FOI <f@b.example>",
            "cc",
            "Subject",
            "Trees",
        ],
        ["From: A Person", "Sent: 2 March 2021", "To: FOI", "Subject: Trees"],
    ],
)
def test_the_heads_of_older_mail(head: list[str]) -> None:
    texts = ["Dear A,", "Ten trees.", "Write to foi@wexcombe.example", *head, "How many trees?"]
    assert quotation_start(texts) == 3


def test_a_reply_that_names_an_address_is_no_older_mail() -> None:
    texts = [
        "Dear A,",
        "Ten trees.",
        "Write to foi@wexcombe.example",
        "To complain, ask.",
        "Subject to the Act, we may",
    ]
    assert quotation_start(texts) is None
