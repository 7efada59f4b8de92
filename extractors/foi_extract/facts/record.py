"""All facts of a letter put together into its published record."""

from __future__ import annotations

from foi_records.letter import Letter, Pair, Pairing
from foi_records.response import Exchange, LetterPart, NamedSpan, Response, SourceRecord, TextSpan, ValueSpan
from foi_records.spans import Span, Stretch, Words


def response_from_pairing(letter: Letter, pairing: Pairing) -> Response:
    """The record of a letter whose questions and answers have been paired."""
    document = letter.document

    def span(stretch: Stretch | None) -> Span | None:
        return None if stretch is None else document.span(*stretch)

    def words(stretches: tuple[Stretch, ...], also: tuple[Stretch, ...] = ()) -> Words:
        return Words(
            text=document.prose(stretches),
            spans=tuple(document.span(*document.trimmed(*s)) for s in sorted({*stretches, *also})),
        )

    def exchange(pair: Pair) -> Exchange:
        return Exchange(
            id=pair.id,
            number=pair.number,
            parent=pair.parent,
            question=words(pair.question, pair.restated),
            answer=words(pair.answer),
            outcome="granted",
            confidence=pair.confidence,
        )

    source = document.source
    return Response(
        schema="foi-records/response/1",
        status="ok",
        degraded=document.degraded,
        id=source.sha256[:16],
        source=SourceRecord(
            name=source.name,
            media_type=source.media_type,
            sha256=source.sha256,
            size=source.size,
            pages=len(document.pages) or None,
            ocr_pages=document.ocr_pages,
            part=source.part,
        ),
        text=document.text,
        kind=letter.kind,
        authority=letter.authority and NamedSpan(name=letter.authority.value, span=span(letter.authority.stretch)),
        reference=letter.reference and ValueSpan(value=letter.reference.value, span=span(letter.reference.stretch)),
        subject=letter.subject and TextSpan(text=letter.subject.value, span=span(letter.subject.stretch)),
        regimes=letter.regimes,
        parts=tuple(LetterPart(kind=p.kind, span=document.span(p.start, p.end)) for p in letter.parts),
        exchanges=tuple(exchange(pair) for pair in pairing.pairs),
    )
