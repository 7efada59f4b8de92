"""Make the samples that are containers (mail, Word, workbook, zip) from the words below.

python samples/make_files.py      needs python-docx and openpyxl

The times within the zip are fixed, so that the same words give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

SAMPLES = Path(__file__).parent
COVER = """Dear J Ferris

Please find attached our response to your request for information.

Kind regards

Information Governance
Ashdown Hospitals NHS Trust

From: J Ferris <j.ferris@mail.example>
Sent: 04 May 2023 09:12
To: FOI <foi@ashdown-hospitals.example>
Subject: Falls

How many falls were recorded on each ward?
"""
CORRESPONDENCE = """This is a plain-text version of the Freedom of Information request "Bus lane fines". \
The latest, full version is available online at https://foi.example.org/request/bus_lane_fines

-------------------------------
From: P Okafor
To: FOI requests at Tarnbrook City Council
Date: 8 September 2021

Dear Tarnbrook City Council,

1. How many fines were issued for driving in the bus lane on Quay Street in 2020?

2. How many of these were appealed?

Yours faithfully,

P Okafor

-------------------------------
From: Information Requests, Tarnbrook City Council
To: P Okafor
Date: 29 September 2021

Dear P Okafor,

Reference: TCC-21-0907

1. 3,902 fines were issued.

2. 311 fines were appealed.

Yours sincerely,

Information Requests

Attachment: monthly.csv (1K)
-------------------------------
From: P Okafor
To: FOI requests at Tarnbrook City Council
Date: 30 September 2021

Thank you very much.
"""
MONTHLY = "Month,Fines\nOctober 2020,402\nNovember 2020,377\nDecember 2020,290\n"


def mail() -> bytes:
    """A cover mail with the letter attached."""
    message = EmailMessage()
    message["From"] = "FOI <foi@ashdown-hospitals.example>"
    message["To"] = "J Ferris <j.ferris@mail.example>"
    message["Date"] = "Thu, 25 May 2023 15:04:00 +0100"
    message["Subject"] = "RE: Falls"
    message.set_content(COVER)
    letter = (SAMPLES / "trust-counts" / "response.pdf").read_bytes()
    message.add_attachment(letter, maintype="application", subtype="pdf", filename="FOI response.pdf")
    message.set_boundary("=-boundary-of-the-sample-=")
    return message.as_bytes()


def word() -> bytes:
    """A letter whose numbers Word draws."""
    from docx import Document

    document = Document()
    document.add_paragraph("Kelbrook Town Council")
    document.add_paragraph("17 November 2022")
    document.add_paragraph("Our ref: KTC/22/91")
    document.add_paragraph("Dear S Amari")
    document.add_paragraph(
        "Thank you for your request of 1 November 2022 under the Freedom of Information Act 2000."
    )
    for question, answer in (
        ("How many allotments does the council own?", "The council owns 64 allotments."),
        ("How many people are on the waiting list?", "There are 118 people on the waiting list."),
        ("What is the rent of a full plot for a year?", "The rent is £62.50."),
    ):
        document.add_paragraph(question, style="List Number")
        document.add_paragraph(answer)
    document.add_paragraph("You may ask for an internal review within 40 working days.")
    document.add_paragraph("Yours sincerely")
    document.add_paragraph("Town Clerk")
    return _saved(document)


def workbook() -> bytes:
    """A sheet with the questions above their tables."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Response"
    rows: list[list[object]] = [
        ["Library loans and closures"],
        [],
        ["1. How many loans did each library make in 2021?"],
        ["Library", "Loans"],
        ["Bridge Street", 20418],
        ["Moor End", 8733],
        ["Total", 29151],
        [],
        ["2. How many libraries closed in 2021?"],
        ["None"],
    ]
    for row in rows:
        sheet.append(row)
    return _saved(book)


def request_zip() -> bytes:
    """The zip of a request with its correspondence and an attachment."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("correspondence.txt", CORRESPONDENCE), ("1_2_monthly.csv", MONTHLY)):
            archive.writestr(zipfile.ZipInfo(name, (2021, 10, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def _saved(thing: object) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


MADE = {
    "mail-with-attachment/response.eml": mail,
    "numbered-word/response.docx": word,
    "answers-sheet/response.xlsx": workbook,
    "request-zip/response.zip": request_zip,
}

if __name__ == "__main__":
    for path, make in MADE.items():
        (SAMPLES / path).write_bytes(make())
        print(path)
