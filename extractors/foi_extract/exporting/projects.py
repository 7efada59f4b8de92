"""The columns of the CSV that mySociety's Alaveteli Projects exports, one row a response."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from foi_extract.exporting.csv_folder import safe_text
from foi_extract.exporting.flat import Flattening
from foi_records.response import Exchange, Response

HEAD = (
    "request", "request_url", "requested_by", "requested_by_url", "public_body", "public_body_url",
    "classified_by", "classified_by_url", "status", "extracted_by", "extracted_by_url",
)  # fmt: skip
STATES = {
    "granted_in_full": "successful",
    "refused_in_part": "partially_successful",
    "refused_in_full": "rejected",
    "ncnd": "rejected",
    "not_held": "not_held",
    "clarification": "waiting_clarification",
}
"""Our outcome of a response to Alaveteli's state of a request."""


def write(records: Iterable[Response], path: Path) -> list[str]:
    """Write the CSV: the fixed columns, then one for the value (else the answer) of each question.

    Requesters are no data: their columns stay empty.
    """
    flattening = Flattening()
    kept = [(_head(r), {_key(e): _answer(e) for e in r.exchanges}) for r in flattening.once(records)]
    questions = list(dict.fromkeys(question for _, answers in kept for question in answers))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([safe_text(cell, flattening) for cell in (*HEAD, *questions)])
        for head, answers in kept:
            row = [*head, *(answers.get(question, "") for question in questions)]
            writer.writerow([safe_text(cell, flattening) for cell in row])
    return flattening.notes()


def _head(record: Response) -> list[str]:
    return [
        record.subject.text if record.subject else record.source.name, "", "", "",
        record.authority.name if record.authority else "", "",
        "foi-extract", "", STATES.get(record.outcome or "", ""), "foi-extract", "",
    ]  # fmt: skip


def _key(exchange: Exchange) -> str:
    return exchange.number or exchange.id


def _answer(exchange: Exchange) -> str:
    value = exchange.value
    if value is None or value.low is None or value.low != value.high:
        return exchange.answer.text
    return str(value.low)
