"""The whole comparison: responses to columns, cells, what fitted nowhere, and how far each question got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foi_extract.compare.cells import Cell, cells_from_matches, made_comparable
from foi_extract.compare.columns import (
    Column,
    asked,
    columns_from_responses,
    columns_from_texts,
    columns_that_recur,
)
from foi_extract.compare.learning import match_round
from foi_extract.compare.letters import name_of, parted, silent
from foi_extract.compare.questions import Weights
from foi_records.display import amount_to_words
from foi_records.response import Response

if TYPE_CHECKING:
    import pandas as pd

LONG_FIELDS = (
    "authority", "column", "question", "number", "kind", "low", "high", "unit", "outcome", "exemptions",
    "period", "flags", "answer", "quote", "page", "source", "response", "exchange", "score", "by",
)  # fmt: skip
LONGEST_SHOWN = 60
"""Letters of an answer in words that a cell shows whole."""
REFUSALS = ("refused", "part_refused", "ncnd")


@dataclass(slots=True)
class Comparison:
    """One round of requests: a row an authority, a column a question.

    ``cells`` has one entry for each answer found; ``unmatched`` the questions of responses that fit no
    column, as ``(response, exchange, question)``; ``set_aside`` the letters that stand for no authority
    (the same again, acknowledgements of authorities that answered); ``silent`` those that sent none.
    """

    columns: list[Column]
    responses: list[Response]
    cells: list[Cell]
    unmatched: list[tuple[str, str, str]]
    set_aside: list[Response]
    silent: list[str]

    def long_rows(self) -> list[dict[str, Any]]:
        """A row for each cell."""
        questions = {column.id: column.text for column in self.columns}
        return [
            {
                **{name: getattr(cell, name) for name in LONG_FIELDS if name not in ("question", "flags")},
                "question": questions[cell.column],
                "flags": "; ".join(cell.flags),
            }
            for cell in self.cells
        ]

    def coverage(self) -> list[dict[str, Any]]:
        """How far each question got: answered, refused and under what, not held, no reply.

        ``not_in_letter`` counts letters that answer other questions of the round, ``no_reply`` those that
        answer none, and the authorities that sent none.
        """
        out = []
        replying = {cell.response for cell in self.cells}
        for column in self.columns:
            mine = [cell for cell in self.cells if cell.column == column.id]
            outcomes = Counter(cell.outcome for cell in mine)
            grounds = Counter(g for c in mine if c.outcome in REFUSALS for g in c.exemptions.split("; ") if g)
            out.append(
                {
                    "column": column.id,
                    "question": column.text,
                    **{name: outcomes[name] for name in OUTCOMES},
                    "grounds": "; ".join(f"{ground} ({count})" for ground, count in grounds.most_common()),
                    "not_in_letter": len(replying - {cell.response for cell in mine}),
                    "no_reply": len(self.responses) - len(replying) + len(self.silent),
                    "with_value": sum(cell.low is not None or cell.high is not None for cell in mine),
                }
            )
        return out

    def long(self) -> pd.DataFrame:
        """A DataFrame with a row for each cell."""
        import pandas as pd

        return pd.DataFrame(self.long_rows(), columns=list(LONG_FIELDS))

    def wide_rows(self) -> list[list[str]]:
        """A row for each response: its id, its authority, then each question's value, else outcome.

        Below them a row for each authority that sent none.
        """
        shown: dict[tuple[str, str], list[str]] = {}
        for cell in self.cells:
            shown.setdefault((cell.response, cell.column), []).append(shown_value(cell))
        return [
            [r.id, name_of(r), *(" | ".join(shown.get((r.id, c.id), ())) for c in self.columns)]
            for r in self.responses
        ] + [["", name, *("" for _ in self.columns)] for name in self.silent]

    def wide(self) -> pd.DataFrame:
        """A DataFrame: a row for each response, a column for each question (empty if it has no answer)."""
        import pandas as pd

        heads = ["response", "authority", *(column.id for column in self.columns)]
        return pd.DataFrame(self.wide_rows(), columns=heads, dtype="string").set_index("response")


OUTCOMES = (
    "granted", "part_refused", "refused", "not_held", "ncnd", "available_elsewhere", "clarification",
    "transferred", "unanswered",
)  # fmt: skip


def compare(
    letters: Sequence[Response], questions: Sequence[str] | None = None, authorities: Sequence[str] = ()
) -> Comparison:
    """Align the questions of many responses.

    ``questions`` are the round's own, ``authorities`` all that were asked, when the user has them.  A failed
    response has a row and no cells.
    """
    responses, set_aside = parted(letters)
    weights = Weights.from_questions([e.question.text for e in asked(r)] for r in responses)
    columns = columns_from_texts(questions) if questions else columns_from_responses(responses, weights)
    matchings = match_round(responses, columns, weights, numbered=bool(questions))
    if not questions:
        left_over = [matching.unmatched for matching in matchings]
        more = columns_that_recur(left_over, len(columns), len(responses), weights)
        if more:
            columns += more
            matchings = match_round(responses, columns, weights)
    cells = [
        cell
        for response, matching in zip(responses, matchings, strict=True)
        for cell in cells_from_matches(matching.matches, response, columns)
    ]
    unmatched = [
        (response.id, exchange.id, exchange.question.text)
        for response, matching in zip(responses, matchings, strict=True)
        for exchange in matching.unmatched
    ]
    comparable = [
        cell for column in columns for cell in made_comparable([c for c in cells if c.column == column.id])
    ]
    return Comparison(columns, responses, comparable, unmatched, set_aside, silent(authorities, responses))


def shown_value(cell: Cell) -> str:
    """A cell in a word: its value with unit, its bounds, a short answer's own words, else its outcome."""
    amount = amount_to_words(cell.kind, cell.low, cell.high, cell.unit)
    if amount:
        return amount
    words = " ".join(cell.answer.split())
    short = cell.outcome == "granted" and 0 < len(words) <= LONGEST_SHOWN
    return words if short else cell.outcome.replace("_", " ")
