"""Readings in the making: drafts of exchanges, and what all readings of a letter share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from foi_extract.pairing.parting import SOFT
from foi_extract.pairing.passages import Passage
from foi_extract.pairing.series import Run, mixed_run, runs_in
from foi_records.document import Document
from foi_records.letter import Letter
from foi_records.spans import Stretch

FRAME = ("salutation", "introduction", "request", "signature", "rights", "reference", "quoted_mail")


@dataclass(slots=True)
class Asked:
    """A question as the letter restates it, or as older mail below the reply holds it."""

    number: str | None
    passages: list[Passage]
    words: list[str]
    lean: float = 0.0

    @property
    def start(self) -> int:
        """Where it stands."""
        return self.passages[0].start if self.passages else 0


@dataclass(slots=True, eq=False)
class Draft:
    """One exchange of a reading.

    ``at`` is where it begins in the reply; ``stem`` the draft whose part it is; ``shares`` the draft whose
    answer serves this one too; ``stretches`` are answer stretches found otherwise than by whole passages.
    """

    number: str | None
    at: int
    question: list[Passage] = field(default_factory=list)
    answer: list[Passage] = field(default_factory=list)
    stem: Draft | None = None
    asked: Asked | None = None
    shares: Draft | None = None
    said: tuple[Stretch, ...] | None = None
    words: tuple[Stretch, ...] | None = None
    grids: list[int] = field(default_factory=list)
    lean: float = 0.0
    answer_lean: float = 0.0

    @property
    def labelled(self) -> bool:
        """Whether its question begins with a label of its own."""
        return bool(self.number and self.question and self.question[0].label)

    @property
    def answered(self) -> bool:
        """Whether anything answers it: words, a table, or the answer of another."""
        source = self.shares or self
        return bool(source.answer or source.said or source.grids or self.grids)


@dataclass(slots=True)
class Reading:
    """One way of reading the letter: its style, its drafts in order, the share of labels in order.

    ``run`` are the passages whose labels it numbers by, ``closing`` those below the last answer that
    belong to no exchange.
    """

    style: str
    drafts: list[Draft]
    order: float = 0.6
    run: tuple[int, ...] = ()
    closing: tuple[Passage, ...] = ()


@dataclass(slots=True)
class Matter:
    """What every reading works on: the reply's passages, how they lean, and what was asked."""

    letter: Letter
    passages: list[Passage]
    leanings: list[float]
    cues: list[str | None]
    asked: list[Asked]
    quoted: list[Asked]
    before: list[Passage] = field(default_factory=list)
    leads: frozenset[int] = frozenset()
    request: list[Passage] = field(default_factory=list)
    soft: float = SOFT
    _runs: tuple[Run, ...] | None = field(default=None, init=False, repr=False)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The best run of labels of each family, found once for all readings."""
        if self._runs is None:
            self._runs = tuple(runs_in(self.passages, self.leanings))
        return self._runs

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """These and the run of numbers of several families."""
        mixed = mixed_run(self.passages, self.leanings)
        return (*self.runs, mixed) if mixed else self.runs

    @property
    def framed(self) -> bool:
        """Whether anything of a letter stands around the reply; a released form or record has nothing."""
        return any(p.kind in FRAME for p in self.letter.parts)

    def speaks(self, k: int) -> bool:
        """Whether a passage says something: it is no heading, or words follow the label "Answer to 3:"."""
        return self.cues[k] is None or (self.cues[k] == "said" and self.passages[k].label is not None)

    @property
    def document(self) -> Document:
        """The letter's document."""
        return self.letter.document


def stretches_of(
    document: Document, passages: Sequence[Passage], *, whole: bool = False
) -> tuple[Stretch, ...]:
    """The stretches that some passages cover, neighbours joined; furniture and tables between them split.

    The first passage is taken without its label, unless ``whole`` says that it is no label of ours.
    """
    out: list[Stretch] = []
    for n, passage in enumerate(passages):
        lettered = passage.bullet == "o"  # a round bullet made a letter by a converter is no word
        begin = passage.begin if n and not lettered else (passage.plain if n or whole else passage.start)
        start, end = document.trimmed(begin, passage.end)
        if end <= start:
            continue
        if (
            out
            and not (passage.apart or passage.quoted or lettered)
            and _nothing_between(document, passages[n - 1], passage)
        ):
            out[-1] = Stretch(out[-1].start, end)
        else:
            out.append(Stretch(start, end))
    if out and _unopened_quote(document.text[out[0].start : out[-1].end]):
        out[-1] = document.trimmed(out[-1].start, out[-1].end - 1)
    return tuple(out)


def _unopened_quote(words: str) -> bool:
    """Whether a text ends on a quotation mark that was opened before it."""
    if words.endswith("”"):
        return words.count("“") < words.count("”")
    return words.endswith('"') and words.count('"') % 2 == 1


def _nothing_between(document: Document, before: Passage, after: Passage) -> bool:
    """Whether two passages follow each other with no line of words left out between them."""
    upper = document.line_at(max(before.end - 1, before.start))
    return not any(document.lines[k].text.strip() for k in range(upper + 1, after.line))


def mean(values: Iterable[float], default: float = 0.0) -> float:
    """The mean, or a default when there is nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else default
