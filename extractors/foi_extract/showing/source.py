"""The side of the source: pages with boxes drawn on them, or the text with its evidence marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from foi_extract.showing.evidence import Evidence
from foi_extract.showing.pictures import Picture
from foi_records.spans import Region

MARGIN = 1.5
"""Points around a box, so that its frame stands clear of the letters."""
QUIET = ("question", "answer", "head", "table", "other", "finding")
"""Kinds that are long or many: where others stand within them, these are named first."""


def pages_to_html(pictures: Sequence[Picture], evidence: Sequence[Evidence]) -> str:
    """Each page with its boxes; small boxes lie over large ones, so that each can be reached."""
    boxes = [(region, e, n) for e in evidence for n, region in enumerate(e.boxes)]
    boxes.sort(key=lambda box: -_area(box[0]))
    return "".join(
        f'<figure class="page" id="page-{p.number}" style="aspect-ratio:{p.width:.2f}/{p.height:.2f}">'
        f'<img src="{p.uri}" alt="Page {p.number}">'
        + "".join(_box(region, e, n, p) for region, e, n in boxes if region.page == p.number)
        + "</figure>"
        for p in pictures
    )


def _area(region: Region) -> float:
    return (region.x1 - region.x0) * (region.bottom - region.top)


def _box(region: Region, evidence: Evidence, number: int, page: Picture) -> str:
    """A box, placed in percent of its page."""
    left, top = region.x0 - MARGIN, region.top - MARGIN
    width, height = region.x1 - region.x0 + 2 * MARGIN, region.bottom - region.top + 2 * MARGIN
    style = (
        f"left:{100 * left / page.width:.3f}%;top:{100 * top / page.height:.3f}%;"
        f"width:{100 * width / page.width:.3f}%;height:{100 * height / page.height:.3f}%"
    )
    place = f"s-{evidence.key}" + (f"-{number}" if number else "")
    return (
        f'<a class="box {evidence.kind}" id="{escape(place)}" href="#{escape(evidence.key)}"'
        f' data-key="{escape(evidence.key)}" title="{escape(evidence.label)}" style="{style}"></a>'
    )


def text_to_html(text: str, evidence: Sequence[Evidence]) -> str:
    """The text, cut wherever evidence begins or ends; each piece is coloured by the narrowest."""
    return f'<div class="text">{"".join(_pieces(text, evidence))}</div>'


def _pieces(text: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    spans = sorted(
        (s.start, s.end, k, n) for k, e in enumerate(evidence) for n, s in enumerate(e.spans_in_text)
    )
    cuts = sorted({0, len(text), *(s for s, *_ in spans), *(end for _, end, *_ in spans)})
    waiting = 0
    open_: list[tuple[int, int, Evidence]] = []
    for start, end in pairwise(cuts):
        while waiting < len(spans) and spans[waiting][0] <= start:
            first, last, k, n = spans[waiting]
            open_.append((first, last, evidence[k]))
            key = escape(evidence[k].key)
            yield f'<i id="s-{key}{f"-{n}" if n else ""}" data-key="{key}"></i>'
            waiting += 1
        open_ = [span for span in open_ if span[1] > start]
        words = escape(text[start:end])
        if not open_:
            yield words
            continue
        narrowest = min(open_, key=lambda span: (span[2].kind in QUIET, span[1] - span[0]))[2]
        keys = " ".join(dict.fromkeys([narrowest.key, *(e.key for *_, e in open_)]))
        yield (
            f'<a class="mark {narrowest.kind}" href="#{escape(narrowest.key)}" data-key="{escape(keys)}"'
            f' title="{escape(narrowest.label)}">{words}</a>'
        )
