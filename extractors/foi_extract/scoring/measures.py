"""One document's record against its gold, every measure counted.

The gold is the flat format of the annotation guide (``benchmarks/README.md``); a figure, date or
exemption counts by its value, a question as found when its words are alike enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from foi_extract.scoring.grids import adjacency, cells_of, overlap
from foi_extract.scoring.likeness import label_of, likeness, words_of
from foi_extract.scoring.tally import Tally

FOUND = 0.80
"""How alike a question must be to count as found."""
RIGHT = 0.90
"""How alike question and answer must be for the exchange to count as right."""

Gold = dict[str, Any]
Found = dict[str, Any]
Measures = dict[str, Tally]


def measures_of(gold: Gold, found: Found) -> Measures:
    """Every measure of one document."""
    out: Measures = {}
    heads(gold, found, out)
    pairs = aligned(gold["exchanges"], found.get("exchanges", []))
    exchanges(gold, found, pairs, out)
    tables(gold, found, out)
    mentions(gold, found, pairs, out)
    return out


def heads(gold: Gold, found: Found, out: Measures) -> None:
    """Authority, reference, dates, regimes and kind."""
    clock = found.get("timeline") or {}
    given = {
        "authority": (found.get("authority") or {}).get("name"),
        "reference": (found.get("reference") or {}).get("value"),
        "requested": (clock.get("requested") or {}).get("date"),
        "responded": (clock.get("responded") or {}).get("date"),
        "kind": found.get("kind"),
    }
    for name, value in given.items():
        if name in gold:
            same = SAME.get(name, lambda a, b: bool(a == b))
            scalar(out.setdefault(name, Tally()), gold[name], value, same)
    if gold.get("regimes"):
        wanted, got = sorted(gold["regimes"]), sorted(found.get("regimes") or [])
        scalar(out.setdefault("regime", Tally()), wanted, got, lambda a, b: bool(a == b))


def same_name(wanted: str, given: str) -> bool:
    """Whether two names of an authority are the same, one perhaps longer."""
    a, b = " ".join(words_of(wanted)), " ".join(words_of(given))
    return a in b or b in a or likeness(wanted, given) >= 0.85


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "authority": same_name,
    "reference": lambda a, b: "".join(words_of(a)) == "".join(words_of(b)),
}


def scalar(tally: Tally, wanted: Any, given: Any, same: Callable[[Any, Any], bool]) -> None:
    """Count one value that is there once or not at all; a wrong one is both invented and missed."""
    if not wanted:
        tally.add(0, bool(given), 0)
        return
    right = bool(given) and same(wanted, given)
    tally.add(right, bool(given) and not right, not right)


def aligned(gold: list[Gold], found: list[Found]) -> dict[int, int]:
    """Gold exchanges to found ones, the likest questions first, each used once."""
    scored = sorted(
        (
            (
                likeness(g["question"], f["question"]["text"])
                + 0.05 * (label_of(g.get("label")) == label_of(f["number"])),
                i,
                j,
            )
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score >= FOUND and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def exchanges(gold: Gold, found: Found, pairs: dict[int, int], out: Measures) -> None:
    """Questions found, exchanges right, words of answers, outcomes."""
    wanted, given = gold["exchanges"], found.get("exchanges", [])
    out["question found"] = Tally(len(pairs), len(given) - len(pairs), len(wanted) - len(pairs))
    right = 0
    answers, outcomes, values = Tally(), Tally(), Tally()
    for i, exchange in enumerate(wanted):
        got = given[pairs[i]] if i in pairs else None
        alike = likeness(exchange.get("answer"), got["answer"]["text"]) if got else 0.0
        answers.add(alike, 0, 1 - alike)
        if got is None:
            outcomes.add(0, 0, 1)
            continue
        same = got["outcome"] == exchange.get("outcome")
        outcomes.add(same, not same, not same)
        if "value" in exchange:
            scalar(values, value_key(exchange["value"]), value_key(got["value"]), lambda a, b: bool(a == b))
        right += min(alike, likeness(exchange["question"], got["question"]["text"])) >= RIGHT
    out["exchange right"] = Tally(right, len(given) - right, len(wanted) - right)
    out["answer text"], out["outcome"], out["value"] = answers, outcomes, values


def value_key(value: dict[str, Any] | None) -> tuple[Any, ...] | None:
    """What makes two values of an exchange the same: kind and bounds."""
    if not value:
        return None
    kind = {"duration": "number", "money": "number", "percent": "number"}.get(value["kind"], value["kind"])
    return (
        (kind, None, None) if kind == "text" else (kind, number(value.get("low")), number(value.get("high")))
    )


def tables(gold: Gold, found: Found, out: Measures) -> None:
    """Tables found, and their cells by neighbours."""
    there, cells, exact = Tally(), Tally(), Tally()
    left = list(found.get("tables", []))
    for table in gold.get("tables", []):
        wanted = adjacency(cells_of(table))
        best = max(left, key=lambda t: overlap(wanted, adjacency(cells_of(t))), default=None)
        got = adjacency(cells_of(best)) if best else adjacency([])
        alike = overlap(wanted, got)
        if best is None or alike == 0:
            for tally, size in ((there, 1), (exact, 1), (cells, wanted.total())):
                tally.add(0, 0, size)
            continue
        left.remove(best)
        cells.compare(wanted.elements(), got.elements())
        there.add(alike >= 0.5, alike < 0.5, alike < 0.5)
        same = cells_of(table) == cells_of(best)
        exact.add(same, not same, not same)
    for ghost in left:
        there.add(0, 1, 0)
        cells.add(0, adjacency(cells_of(ghost)).total(), 0)
    out["table found"], out["table cells"], out["table exact"] = there, cells, exact


def mentions(gold: Gold, found: Found, pairs: dict[int, int], out: Measures) -> None:
    """Figures, dates and exemptions, and the exchanges that figures and exemptions stand in."""
    place = Places(gold["exchanges"], found.get("exchanges", []), pairs)
    figures, given = gold.get("figures", []), found.get("figures", [])
    out["figure"] = Tally()
    out["figure"].compare(map(bounds, figures), map(bounds, given))
    out["date"] = Tally()
    out["date"].compare(dated(gold.get("dates", [])), dated(found.get("dates", [])))
    grounds, cited = gold.get("exemptions", []), found.get("exemptions", [])
    out["exemption cited"], out["exemption status"] = Tally(), Tally()
    out["exemption cited"].compare({ground(x) for x in grounds}, {ground(x) for x in cited})
    out["exemption status"].compare(
        {(ground(x), x.get("status")) for x in grounds}, {(ground(x), x.get("status")) for x in cited}
    )
    if place.known:
        out["figure in exchange"], out["exemption in exchange"] = Tally(), Tally()
        out["figure in exchange"].compare(
            ((bounds(f), place.of_gold(f)) for f in figures),
            ((bounds(f), place.of_found(f)[0]) for f in given),
        )
        out["exemption in exchange"].compare(
            {(ground(x), place.of_gold(x)) for x in grounds},
            {(ground(x), p) for x in cited for p in place.of_found(x)},
        )


class Places:
    """Where a fact stands, as the index of a gold exchange."""

    def __init__(self, gold: list[Gold], found: list[Found], pairs: dict[int, int]) -> None:
        self.gold = gold
        self.index = {found[j]["id"]: i for i, j in pairs.items()}
        self.alone = len(gold) == 1
        self.known = self.alone or all(e.get("label") for e in gold)

    def of_gold(self, fact: Gold) -> int | None:
        """The exchange that the gold names by its label."""
        label = label_of(fact.get("exchange"))
        if not label:
            return 0 if self.alone else None
        return next((i for i, e in enumerate(self.gold) if label_of(e.get("label")) == label), None)

    def of_found(self, fact: Found) -> list[int | None]:
        """The gold exchanges that a record's fact stands in."""
        ids = fact.get("exchanges") or ([fact["exchange"]] if fact.get("exchange") else [])
        return [self.index.get(id) for id in ids] or [0 if self.alone and self.index else None]


def number(value: Any) -> Any:
    """A number rounded so that 5 and 5.0 are the same."""
    return round(float(value), 6) if isinstance(value, int | float) and not isinstance(value, bool) else value


def bounds(figure: dict[str, Any]) -> tuple[Any, Any]:
    """A figure's low and high."""
    return number(figure.get("low")), number(figure.get("high"))


def dated(dates: list[dict[str, Any]]) -> set[tuple[Any, Any]]:
    """The intervals of dates, each once: presence is what counts."""
    return {(d.get("start"), d.get("end")) for d in dates if d.get("start") or d.get("end")}


def ground(exemption: dict[str, Any]) -> tuple[Any, str]:
    """An exemption's instrument and provision, folded."""
    folded = re.sub(r"\s|regulation|reg\.?|section", "", str(exemption.get("provision")).lower())
    return exemption.get("instrument"), folded
