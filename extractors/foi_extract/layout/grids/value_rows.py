"""Lines read from their ends: a label and the values behind it, in runs of neighbouring rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from foi_extract.layout.grids.cell_words import (
    ASKING,
    LIST_MARK,
    MACHINE,
    PROSE_END,
    TOKEN,
    values_behind,
)
from foi_records.document import Document, Line

LONGEST_ROW = 160
VALUE_KINDS = ("value", "period")


@dataclass(slots=True)
class Printed:
    """One line read from its end: its label and the values behind it, as letter positions of the line."""

    index: int
    line: Line
    label: tuple[int, int]
    values: list[tuple[int, int, str]]
    before: list[tuple[int, Line]] = field(default_factory=list)
    after: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The label's words on its own line."""
        return self.line.text[self.label[0] : self.label[1]].strip()

    @property
    def lines(self) -> list[int]:
        """Indexes of the lines that it is printed on."""
        return [*(i for i, _ in self.before), self.index, *(i for i, _ in self.after)]

    def with_values(self, count: int) -> tuple[tuple[int, int], list[tuple[int, int, str]]]:
        """Label and the last ``count`` values; what stands before them belongs to the label."""
        kept = self.values[-count:]
        if not kept:
            return self.label, kept
        if len(self.values) <= count:
            return self.label, kept
        return (self.label[0], kept[0][0]), kept


def printed_row(index: int, line: Line) -> Printed | None:
    """A line read as a row, or null when it does not end in a value, asks, or is a web or telephone line."""
    text = line.text
    if not text.strip() or len(text) > LONGEST_ROW or text.rstrip()[-1] in ".?;":
        return None
    tail = values_behind(text)
    if tail is None:
        return None
    tokens = [(m.start(), m.end(), m.lastgroup or "word") for m in TOKEN.finditer(text, tail)]
    first = len(tokens)
    while first and tokens[first - 1][2] in VALUE_KINDS:
        first -= 1
    values = tokens[first:]
    if values and first == 0 and len(values) > 1:
        label, values = (values[0][0], values[0][1]), values[1:]
    elif values:
        label = (0, values[0][0])
    if not values or ASKING.search(text) or MACHINE.search(text):
        return None
    return Printed(index, line, label, values)


def value_runs(document: Document, lines: list[int | None]) -> Iterator[list[Printed]]:
    """Runs of neighbouring rows; blank lines are passed over, beginnings of wrapped labels taken in."""
    run: list[Printed] = []
    waiting: list[tuple[int, Line]] = []
    blanks = 0
    for i in [*lines, None]:
        line = None if i is None else document.lines[i]
        if line is not None and not line.text.strip() and blanks == 0:
            blanks = 1
            continue
        row = None if i is None or line is None else printed_row(i, line)
        if row is not None and (not waiting or _takes(run, row, waiting)):
            if waiting:
                _take(run, row, waiting)
            run.append(row)
            waiting = []
        elif i is not None and line is not None and row is None and run and not waiting and _may_label(line):
            waiting = [(i, line)]
        else:
            if run and waiting and len(run[-1].values) >= 2 and waiting[0][1].text.strip()[0].islower():
                run[-1].after = waiting
            if run:
                yield run
            run, waiting = ([row] if row is not None else []), []
        blanks = 0


def _may_label(line: Line) -> bool:
    """Whether a line without values may be the beginning of a wrapped label, or name a group of rows."""
    words = line.text.strip()
    return (
        bool(words)
        and len(words) <= 70
        and words[-1] not in ".?;:"
        and not ASKING.search(words)
        and not MACHINE.search(words)
        and not LIST_MARK.match(words)
    )


def _takes(run: list[Printed], row: Printed, waiting: list[tuple[int, Line]]) -> bool:
    """Whether a row goes on with a run across a line without values."""
    count = len(run[-1].values)
    if len(row.values) != count:
        return False
    return count >= 2 or _is_wrapped(row, waiting) or waiting[0][1].text.strip()[0].islower()


def _is_wrapped(row: Printed, waiting: list[tuple[int, Line]]) -> bool:
    """Whether the line above a row is the beginning of its label."""
    return row.words[:1].islower() or PROSE_END.search(waiting[-1][1].text.strip()) is not None


def _take(run: list[Printed], row: Printed, waiting: list[tuple[int, Line]]) -> None:
    """Put a line without values into the row's label, or into the run as the name of a group."""
    if _is_wrapped(row, waiting):
        row.before = waiting
    elif waiting[0][1].text.strip()[0].islower():
        run[-1].after = waiting
    else:
        run += [Printed(i, line, (0, len(line.text)), []) for i, line in waiting]
