"""A source is told by its bytes, not its name, and what can't be read says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_extract.errors import SourceError
from foi_extract.reading import documents_from_bytes
from foi_extract.reading.characters import clean_line, decoded, plain_characters
from foi_extract.reading.sniff import EXCEL, WORD, media_type_of

MADE = Path(__file__).parents[1].parent / "shared" / "robustness" / "made"


def zip_of(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
MAIL = b"From: FOI <foi@example.org>\r\nTo: A\r\nSubject: Trees\r\nMIME-Version: 1.0\r\n\r\nDear A\r\n"


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.4 ...", "reply.doc", "application/pdf"),
        (b"\xef\xbb\xbf junk %PDF-1.7", "reply", "application/pdf"),
        (b"<!DOCTYPE html><html><p>x</p></html>", "reply.pdf", "text/html"),
        (b"<p>Dear A</p><p>12 trees</p>", "reply", "text/html"),
        ("<html><p>1) How many?</p></html>".encode("utf-16-le"), "page.html", "text/html"),
        (b"Dear A,\nwe hold 12 <b>trees</b>.", "reply.txt", "text/plain"),
        (MAIL, "reply.txt", "message/rfc822"),
        (b"From: A\nSent: today\nTo: B\n\nQuoted mail at the top of a text", "reply.txt", "text/plain"),
        (b"From: a\nTo: b\nBcc:\nSubject: Re: Blah\n\nTen trees.", "reply.eml", "message/rfc822"),
        (b"# FOI 12\n\nText", "reply.md", "text/markdown"),
        (b"Year,Count\n2020,1\n", "data.csv", "text/csv"),
        (b'{"title": "x", "info_request_events": []}', "x.json", "application/json"),
        (b"{not json at all}", "x.txt", "text/plain"),
        (zip_of(word__document="", **{"word__document.xml": "<x/>"}), "a.zip", WORD),
        (zip_of(**{"xl__workbook.xml": "<x/>"}), "a", EXCEL),
        (zip_of(**{"correspondence.txt": "x"}), "a.docx", "application/zip"),
        (
            zip_of(mimetype="application/vnd.oasis.opendocument.text"),
            "a",
            "application/vnd.oasis.opendocument.text",
        ),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "application/msword"),
        (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "a", "application/vnd.ms-outlook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "application/x-ole-encrypted"),
        (b"\x89PNG\r\n\x1a\n....", "scan.pdf", "image/png"),
        (b"\x78\x9f\x3e\x22....", "winmail.dat", "application/ms-tnef"),
        (b"{\\rtf1 Dear A}", "a.doc", "application/rtf"),
        (bytes(range(256)) * 20, "a.bin", "application/octet-stream"),
    ],
)
def test_a_form_is_told_by_its_bytes(data: bytes, name: str, media_type: str) -> None:
    assert media_type_of(data, name) == media_type


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (b"", "empty", "Fetch it again"),
        (b" \r\n\0\0", "empty", "Fetch it again"),
        (OLE + "WordDocument".encode("utf-16-le"), "unsupported", "LibreOffice"),
        (OLE + "Workbook".encode("utf-16-le"), "unsupported", "convert-to xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
        (b"{\\rtf1 Dear A}", "unsupported", "LibreOffice"),
        (b"\x1f\x8b\x08\0\0\0\0\0 gz", "unsupported", "Unpack"),
        (bytes(range(256)) * 20, "unsupported", "Give a PDF"),
        (b"PK\x03\x04 torn", "unreadable", "Fetch it again"),
        (b'{"a": 1}', "unsupported", "Give the page"),
    ],
)
def test_what_is_not_read_says_what_to_do(data: bytes, kind: str, advice: str) -> None:
    with pytest.raises(SourceError) as caught:
        documents_from_bytes(data, "reply")
    assert caught.value.kind == kind
    assert advice in caught.value.message


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("22\u00a0HII\u2009cases", "22 HII cases"),
        ("co\u00adoperate", "cooperate"),
        ("\ufb01nance o\ufb03ce", "finance office"),
        ("\uf0b7 Publication", "• Publication"),
        ("· Publication", "• Publication"),
        ("\uf0f3 Publication", "• Publication"),
        ("a·b", "a·b"),
        ("cafe\u0301", "café"),
        ("x\u200b\x00y  ", "xy"),
    ],
)
def test_odd_characters_become_plain(printed: str, plain: str) -> None:
    assert clean_line(printed) == plain


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("£5 – “x”".encode(), "£5 – “x”"),
        ("£5 – “x”".encode("cp1252"), "£5 – “x”"),
        ("£5".encode("utf-16"), "£5"),
        ("Dear A, £5".encode("utf-16-be"), "Dear A, £5"),
        (b"\xef\xbb\xbfDear", "Dear"),
        (b'<meta charset="iso-8859-2">\xa3', '<meta charset="iso-8859-2">Ł'),
        (b'<meta charset="no-such">\xa3', '<meta charset="no-such">£'),
    ],
)
def test_bytes_are_decoded_by_what_they_are(data: bytes, text: str) -> None:
    assert decoded(data) == text


@given(st.text())
def test_plain_characters_are_settled(text: str) -> None:
    once = plain_characters(text)
    assert plain_characters(once) == once


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.html", "a.txt", "a.md", "a.csv", "a.eml", "a.zip", "a"]))
def test_any_bytes_give_documents_or_a_message(data: bytes, name: str) -> None:
    try:
        documents = documents_from_bytes(data, name)
    except SourceError as error:
        assert error.message
    else:
        assert documents
        for document in documents:
            assert document.text == "\n".join(line.text for line in document.lines)


@pytest.mark.skipif(not MADE.exists(), reason="the shared folder is not here")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("deep_260.html", "TAILMARKER"),
        ("deep_20000.html", "TAILMARKER"),
        ("latin1_declared_utf8.html", "£500"),
        ("utf16_no_bom.html", "1) How many? 42"),
        ("xxe.html", "[&e;]"),
        ("script_in_text.html", "window.PWNED=1"),
    ],
)
def test_hostile_pages_are_read_whole(name: str, words: str) -> None:
    document = documents_from_bytes((MADE / name).read_bytes(), name)[0]
    assert words in document.text
