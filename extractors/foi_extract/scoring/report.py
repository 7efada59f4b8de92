"""Many documents' measures added up, in all and for each layout, as rows of text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from foi_extract.scoring.measures import Measures, measures_of
from foi_extract.scoring.tally import Tally

ORDER = (
    "authority", "reference", "requested", "responded", "regime", "kind", "question found", "exchange right",
    "answer text", "outcome", "value", "table found", "table cells", "table exact", "figure",
    "figure in exchange", "date", "exemption cited", "exemption in exchange", "exemption status",
)  # fmt: skip


def records_from(path: Path) -> dict[str, dict[str, Any]]:
    """Records by name: of the file in a folder; of the source and of its folder in JSON Lines."""
    if path.is_dir():
        return {p.stem: first(json.loads(p.read_text(encoding="utf-8"))) for p in sorted(path.glob("*.json"))}
    out: dict[str, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            source = Path(record["source"]["name"])
            out.setdefault(source.stem, record)
            out.setdefault(source.parent.name, record)
    return out


def first(value: Any) -> dict[str, Any]:
    """A record, or the first of a list of them."""
    found: dict[str, Any] = value[0] if isinstance(value, list) else value
    return found


def scored(
    golds: Iterable[tuple[str, dict[str, Any]]], records: dict[str, dict[str, Any]]
) -> dict[str, Measures]:
    """The measures of every gold document; one without a record counts as all missed."""
    return {name: measures_of(gold, records.get(name, {})) for name, gold in golds}


def added(measures: Iterable[Measures]) -> Measures:
    """Measures of several documents added up."""
    total: dict[str, Tally] = defaultdict(Tally)
    for each in measures:
        for name, tally in each.items():
            total[name] += tally
    return dict(total)


def rows(measures: Measures) -> Iterator[str]:
    """A table of text: a measure a row, with precision, recall, F1 and the number wanted."""
    yield f"{'measure':24s} {'prec':>6s} {'rec':>6s} {'F1':>6s} {'gold':>6s}"
    for name in ORDER:
        if name in measures:
            t = measures[name]
            shown = " ".join("     -" if v is None else f"{v:6.3f}" for v in (t.precision, t.recall, t.f1))
            yield f"{name:24s} {shown} {t.right + t.missed:6.0f}"
