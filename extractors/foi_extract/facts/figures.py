"""Every quantity stated in the running text of an answer, with its bounds, its unit and what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_extract.facts.dates import ASKS_YEAR, dates_in
from foi_extract.facts.figure_columns import column_from_pieces, is_in_columns
from foi_extract.facts.figure_reading import FigureMatch, countable, figures_between, figures_in
from foi_extract.facts.masks import LIST_LABEL, masked_stretches, merged
from foi_extract.facts.places import exchange_at
from foi_extract.language import sentence_at
from foi_records.facts import DateMention, Figure
from foi_records.letter import Letter, Pair, Pairing
from foi_records.spans import Stretch

__all__ = ["FigureMatch", "figures", "figures_in"]

BARE_YEAR = re.compile(r"\W*1\d{3}\W*|\W*20\d\d\W*")
FIRST_NUMBER = re.compile(r"\d+[.)]?(?=\s)")
BARRED = re.compile(r"^[^\n|]{0,200}(?:\|[^\n|]{0,200}){2,}$", re.MULTILINE)
COUNTING = re.compile(
    r"\b(?:how\s+(?:many|much|often|long)|number|total|count"
    r"|percentage|proportion|rate|amount|cost|spend|spent"
    r"|value|figures?|statistics|numbers|volume)\b",
    re.IGNORECASE,
)


def figures(
    letter: Letter, pairing: Pairing, taken: Sequence[Stretch], dates: Sequence[DateMention]
) -> list[Figure]:
    """The figures of a letter's answers outside the stretches taken; questions and signatures hold none."""
    document = letter.document
    answers = _answers(letter, pairing)
    hidden = merged([*taken, *((d.span.start, d.span.end) for d in dates)])
    hidden = _unlabelled(document.text, hidden, [stretch for stretch, _ in answers])
    hidden = merged([*hidden, *(row for stretch, _ in answers for row in _rows_in(document.text, stretch))])
    blank = countable(document.text, hidden, [stretch for stretch, _ in answers])
    found = [
        (match, document.trimmed(match.start, match.end))
        for stretch, counting in answers
        for match in figures_between(document.text, blank, stretch, counting)
    ]
    found += _in_columns(letter, pairing)
    return [
        _record(n, match, place, letter, pairing, dates)
        for n, (match, place) in enumerate(sorted(found, key=lambda f: f[1]), 1)
    ]


def _record(
    n: int, match: FigureMatch, place: Stretch, letter: Letter, pairing: Pairing, dates: Sequence[DateMention]
) -> Figure:
    span = letter.document.span(*place)
    return Figure(
        id=f"f{n}",
        exchange=exchange_at(pairing, place.start),
        text=" ".join(span.quote.split()),
        low=match.low,
        high=match.high,
        low_inclusive=match.low_inclusive,
        high_inclusive=match.high_inclusive,
        modifier=match.modifier,
        unit=match.unit,
        subject=match.subject,
        period=_period_of(letter.text, span.start, span.end, dates),
        suppressed=match.suppressed,
        span=span,
    )


def _in_columns(letter: Letter, pairing: Pairing) -> list[tuple[FigureMatch, Stretch]]:
    """The figures of answers whose words share their lines with other columns, and where each stands."""
    out = []
    for pair in pairing.pairs:
        if is_in_columns(letter.document, pair.answer):
            column = column_from_pieces(letter.text, pair.answer)
            taken = [*masked_stretches(column.text)]
            taken += [Stretch(d.start, d.end) for d in dates_in(column.text, None, taken)]
            for match in figures_in(column.text, taken, counting=_counts(letter, pair)):
                out.append((match, column.place(match.start, match.end)))
    return out


def _counts(letter: Letter, pair: Pair) -> bool:
    """Whether a question asks for a number, so that "none" is one."""
    return COUNTING.search(letter.document.prose(pair.question)) is not None


def _asks_year(letter: Letter, pair: Pair) -> bool:
    """Whether a question asks for a date, so that "1885" counts nothing."""
    return ASKS_YEAR.search(letter.document.prose(pair.question)) is not None


def _answers(letter: Letter, pairing: Pairing) -> list[tuple[Stretch, bool]]:
    """The stretches of the answers, each once, and whether their question asks for a number."""
    document = letter.document
    seen: dict[Stretch, bool] = {}
    for pair in pairing.pairs:
        if is_in_columns(letter.document, pair.answer):
            continue
        if BARE_YEAR.fullmatch(letter.document.prose(pair.answer)) and _asks_year(letter, pair):
            continue
        counting = _counts(letter, pair)
        for stretch in _joined(document.text, pair.answer):
            seen[stretch] = seen.get(stretch, False) or counting
    if not pairing.pairs:
        seen = dict.fromkeys(letter.of_kind("reply"), False)
    return sorted(seen.items())


def _joined(text: str, answer: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of an answer, those with nothing but blanks between them made one."""
    out: list[Stretch] = []
    for start, end in sorted(answer):
        if out and not text[out[-1].end : start].strip():
            out[-1] = Stretch(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Stretch(start, end))
    return out


def _rows_in(text: str, answer: Stretch) -> list[Stretch]:
    """The whole lines of an answer that are rows of a table drawn with bars: "2018 | 61 | 44"."""
    return [
        Stretch(*row.span())
        for row in BARRED.finditer(text, *answer)
        if row.end() == len(text) or text[row.end()] == "\n"
    ]


def _unlabelled(text: str, hidden: Sequence[Stretch], answers: Sequence[Stretch]) -> list[Stretch]:
    """The hidden stretches but a bare number at the very beginning of an answer, which labels no list."""
    firsts = set()
    for start, end in answers:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        label = FIRST_NUMBER.match(text, first)
        if label and not LIST_LABEL.search(text, label.end(), end):
            firsts.add(first)
    return [s for s in hidden if s.start not in firsts or not LIST_LABEL.match(text, s.start)]


def _period_of(text: str, start: int, end: int, dates: Sequence[DateMention]) -> str | None:
    """The date mention in the figure's own sentence that says when it holds, where there is just one."""
    near = [d for d in dates if abs(d.span.start - start) < 300 and d.role in ("period", "as_at")]
    if not near:
        return None
    sentence = sentence_at(text, start)
    inside = [d for d in near if sentence.start <= d.span.start < sentence.end]
    return inside[0].id if len(inside) == 1 else None
