"""Zips to documents, in memory: a request's zip, a batch, hostile ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from foi_extract.errors import SourceError
from foi_extract.reading import documents_from_bytes
from foi_extract.reading.archive import safe_name

MADE = Path(__file__).parents[1].parent / "shared" / "robustness" / "made"
RULE = "-" * 31
CORRESPONDENCE = f"""This is a plain-text version of the Freedom of Information request "Street trees". \
The latest, full version is available online at https://foi.example.org/request/street_trees

{RULE}
From: R Pemberton
To: FOI requests at Wexcombe Borough Council
Date: 2 March 2021

Dear Wexcombe Borough Council,

1. How many street trees have been felled?

{RULE}
From: FOI Team, Wexcombe Borough Council
To: R Pemberton
Date: 30 March 2021

Dear R Pemberton,

1. The Council has felled 214 street trees.

Attachment: Costs 2020.txt (1K)
{RULE}
From: R Pemberton
To: FOI requests at Wexcombe Borough Council
Date: 31 March 2021

Thank you.
"""


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_requests_zip() -> None:
    data = zipped(
        {"correspondence.txt": CORRESPONDENCE.encode(), "1_2_Costs_2020.txt": b"It cost 12,000 pounds."}
    )
    reply, attachment = documents_from_bytes(data, "street_trees.zip")
    assert [line.text for line in reply.lines if line.role == "body" and line.text] == [
        "Dear R Pemberton,",
        "1. The Council has felled 214 street trees.",
    ]
    asked = [line.text for line in reply.lines if line.role == "request"]
    assert "1. How many street trees have been felled?" in asked
    assert reply.known.authority == "Wexcombe Borough Council"
    assert (reply.known.requested, reply.known.responded) == ("2021-03-02", "2021-03-30")
    assert reply.known.attachments == ("1_2_Costs_2020.txt",)
    assert reply.known.url == "https://foi.example.org/request/street_trees"
    assert attachment.source.part == "1_2_Costs_2020.txt"
    assert attachment.text == "It cost 12,000 pounds."


def test_a_batch_of_requests() -> None:
    folder = "Wexcombe Borough Council - street_trees/2021-04-01-1200/"
    data = zipped(
        {
            f"{folder}outgoing_5.txt": b"Dear Council,\n\nHow many trees?",
            f"{folder}incoming_8.txt": b"Dear A,\n\nTen trees.",
            f"{folder}attachments-8/list.txt": b"Oak, ash",
            "metrics.csv": b"a,b\n1,2\n",
        }
    )
    reply, *others = documents_from_bytes(data, "batch.zip")
    assert reply.known.authority == "Wexcombe Borough Council"
    assert reply.known.attachments == ("list.txt",)
    assert [line.text for line in reply.lines if line.role == "request"][-1] == "How many trees?"
    assert [d.source.part for d in others] == [f"{folder}attachments-8/list.txt", "metrics.csv"]


def test_unreadable_members_are_noted_on_the_first_document() -> None:
    data = zipped({"a.txt": b"Ten trees.", "b.bin": bytes(range(256)) * 20, "__MACOSX/a.txt": b"x"})
    (document,) = documents_from_bytes(data, "batch.zip")
    assert [note.code for note in document.notes] == ["attachment-unread"]
    assert "b.bin" in document.notes[0].message


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs.txt", "abs.txt"),
        ("C:\\temp\\a.txt", "temp/a.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("..", "unnamed"),
    ],
)
def test_names_lead_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_bomb_is_refused() -> None:
    data = zipped({"a.txt": b"\0" * 30_000_000})
    with pytest.raises(SourceError, match="too large"):
        documents_from_bytes(data, "bomb.zip")


def test_zips_in_zips_come_to_an_end() -> None:
    data = b"Ten trees."
    for n in range(8):
        data = zipped({f"{n}.zip" if n else "a.txt": data})
    with pytest.raises(SourceError, match="too deep"):
        documents_from_bytes(data, "nested.zip")


def test_an_empty_zip_says_so() -> None:
    with pytest.raises(SourceError, match="without a file that can be read"):
        documents_from_bytes(zipped({}), "empty.zip")


def test_a_torn_zip_says_so() -> None:
    with pytest.raises(SourceError):
        documents_from_bytes(zipped({"a.txt": b"Ten trees." * 50})[:-30], "torn.zip")


@pytest.mark.skipif(not MADE.exists(), reason="the shared folder is not here")
def test_a_zip_that_climbs_out() -> None:
    data = (MADE / "wdtk_zip_traversal.zip").read_bytes()
    parts = [d.source.part for d in documents_from_bytes(data, "wdtk.zip")]
    assert "evil.txt" in parts or "abs.txt" in parts
    assert not any(part and (part.startswith("/") or ".." in part) for part in parts)
