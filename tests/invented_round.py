"""A round of one request to many invented authorities, with what each of them truly answered.

Every authority restates the questions in its own words, renumbers, merges, splits, drops and reorders
them, and lays its letter out in one of ten ways.  ``python tests/invented_round.py DIR [COUNT]`` writes the
letters of a round.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

PLACES = (
    "Alderbrook", "Ashcombe", "Barrowmere", "Beckhaven", "Birchover", "Brackenford", "Calderwick", "Cranmoor",
    "Dunsworth", "Eastermead", "Elmstow", "Fallowdale", "Fernhurst", "Foxholt", "Glenwater", "Greyminster",
    "Hartsea", "Hazelbury", "Kestrelby", "Kingsmarsh", "Larkfield", "Lindenham", "Marlpool", "Millreach",
    "Netherby", "Oakhampton", "Otterley", "Penwick", "Quarrydale", "Ravensgate",
)  # fmt: skip
KINDS = ("Borough Council", "County Council")
ASKED = {
    "reports": (
        "How many potholes were reported to you in the financial year 2022-23?",
        "Please state the number of pothole reports that the council received in 2022/23.",
        "The number of potholes reported to the authority between 1 April 2022 and 31 March 2023",
    ),
    "spending": (
        "How much did you spend on repairing potholes in the financial year 2022-23?",
        "What was the total amount spent on pothole repairs in 2022/23?",
        "The total spending on the repair of potholes, 2022 to 2023",
    ),
    "days": (
        "On average, how long did it take from a report to the repair of the pothole?",
        "What is the average time between a pothole being reported and being repaired?",
        "The average time taken to repair a pothole after it is reported",
    ),
    "on_target": (
        "What percentage of these repairs were made within your target time?",
        "What proportion of repairs met the target time that you set?",
        "The percentage of repairs completed within the target time",
    ),
    "contractor": (
        "Do you use an external contractor to repair roads?",
        "Does the council employ an outside contractor for road repairs?",
        "Whether an external contractor is used for road repairs",
    ),
    "name": (
        "If so, please give the name of the contractor.",
        "If you do use one, what is the contractor called?",
        "The name of that contractor",
    ),
    "claims": (
        "How many claims for damage to vehicles did you receive from drivers in 2022-23?",
        "How many drivers made a claim against the council for damage to their vehicle during 2022/23?",
        "The number of vehicle damage claims made by drivers in 2022/23",
    ),
    "paid": (
        "How much compensation was paid out on those claims?",
        "What was the total compensation paid to these drivers?",
        "The total compensation paid to drivers who claimed",
    ),
}
"""Each question of the round in the words of three authorities."""
MERGED = {
    ("contractor", "name"): (
        "Do you use an external contractor to repair roads and, if so, what is the name of the contractor?"
    ),
    ("claims", "paid"): (
        "How many claims for damage to vehicles did you receive from drivers in 2022-23, and how much "
        "compensation was paid out on those claims?"
    ),
}  # fmt: skip
SPLIT = {
    "spending": (
        "How much did you spend on repairing potholes in 2022-23 using your own staff?",
        "How much did you spend on repairing potholes in 2022-23 using contractors?",
    ),
}
BESIDES = (
    "Please send me a copy of your winter gritting policy.",
    "What is the job title of the officer who is responsible for street lighting?",
)
"""Questions that only some authorities were asked: they fit no column."""
REFUSED = (
    "We consider this information exempt under section 43(2) of the Freedom of Information Act 2000, as its "
    "disclosure would be likely to prejudice the commercial interests of the council. The public interest in "
    "maintaining the exemption outweighs that in disclosure.",
    "We estimate that it would take more than 18 hours to locate and extract this information. This part of "
    "your request is therefore refused under section 12(1) of the Freedom of Information Act 2000.",
)
NOT_HELD = (
    "This information is not held.",
    "We do not hold this information.",
    "The council does not record this.",
)
FIRMS = (
    "Tarn & Daughters Ltd",
    "Rowan Surfacing Limited",
    "Brightway Roads Ltd",
    "Stonegate Civil Works Ltd",
)


class Truth(NamedTuple):
    """What an authority answered to one question: its words, its value, its outcome."""

    answer: str
    value: float | bool | None
    outcome: str


class Item(NamedTuple):
    """One question as an authority puts it, the keys of the round that it answers, and the answer."""

    keys: tuple[str, ...]
    question: str
    answer: str


class Reply(NamedTuple):
    """One authority's letter and what it truly says; ``besides`` are its questions outside the round."""

    authority: str
    layout: str
    file: str
    text: str
    truth: dict[str, Truth]
    besides: tuple[str, ...]


def replies(count: int = 60, seed: int = 9) -> list[Reply]:
    """A round of so many authorities."""
    return [reply(n, random.Random(f"{seed}-{n}")) for n in range(count)]


def reply(n: int, rng: random.Random) -> Reply:
    """The letter of the n-th authority, in the n-th layout."""
    authority = f"{PLACES[n % len(PLACES)]} {KINDS[n // len(PLACES) % len(KINDS)]}"
    layout = tuple(LAYOUTS)[n % len(LAYOUTS)]
    truth = {key: truth_of(key, rng) for key in ASKED if rng.random() > 0.06}
    items = list(items_of(truth, rng, layout))
    besides = (rng.choice(BESIDES),) if rng.random() < 0.15 else ()
    items += [Item((), text, "Please see the attached document.") for text in besides]
    if rng.random() < 0.15:
        items = items[2:] + items[:2]
    body = LAYOUTS[layout](items, rng)
    html = layout in ("grid", "headings")
    frame = PAGE if html else LETTER
    text = frame.format(
        authority=authority,
        reference=f"FOI-{4100 + n}",
        day=rng.randint(2, 28),
        body=body,
        questions=len(items),
    )
    name = f"{authority.replace(' ', '-').lower()}.{'html' if html else 'txt'}"
    return Reply(authority, layout, name, text, truth, besides)


def items_of(truth: dict[str, Truth], rng: random.Random, layout: str) -> Iterator[Item]:
    """The questions as this authority cuts and words them; joint answers keep theirs whole."""
    wording = rng.choice((0, 0, 1, 2))
    merged = {pair[0]: pair for pair in MERGED if set(pair) <= truth.keys() and rng.random() < 0.15}
    swallowed = {pair[1] for pair in merged.values()}
    for key, said in truth.items():
        if key in swallowed:
            continue
        if key in merged:
            second = truth[merged[key][1]].answer
            answer = said.answer if second == said.answer else f"{said.answer} {second}"
            yield Item(merged[key], MERGED[merged[key]], answer)
        elif key in SPLIT and said.value and rng.random() < 0.12:
            own = round(float(said.value) * rng.uniform(0.2, 0.8))
            for text, pounds in zip(SPLIT[key], (own, int(said.value) - own), strict=True):
                yield Item((key,), text, f"£{pounds:,}")
            truth[key] = Truth("£", None, "granted")
        else:
            yield Item((key,), ASKED[key][wording], said.answer)


def truth_of(key: str, rng: random.Random) -> Truth:
    """An invented answer: mostly a value, at times a refusal or nothing held."""
    chance = rng.random()
    if chance < 0.07 and key in ("spending", "days", "on_target", "paid"):
        return Truth(rng.choice(REFUSED), None, "refused")
    if chance < 0.15 and key != "contractor":
        return Truth(rng.choice(NOT_HELD), None, "not_held")
    return VALUES[key](rng)


def count_of(noun: str, most: int) -> Callable[[random.Random], Truth]:
    """A count in words that differ from authority to authority."""

    def answer(rng: random.Random) -> Truth:
        n = rng.randint(12, most)
        forms = (
            f"{n:,}", f"{n:,} {noun}", f"There were {n:,} {noun} in the financial year 2022-23.",
            f"We received {n:,} {noun} in 2022/23.", f"In the calendar year 2022 we received {n:,} {noun}.",
        )  # fmt: skip
        return Truth(rng.choice(forms), n, "granted")

    return answer


def money(rng: random.Random) -> Truth:
    pounds = rng.randint(2, 990) * 1_000 + rng.randint(0, 999)
    forms = (
        f"£{pounds:,}",
        f"£{pounds:,} was spent in the year.",
        f"The total for 2022/23 was £{pounds:,}.",
        f"£{pounds:,}.00",
    )
    return Truth(rng.choice(forms), pounds, "granted")


def days(rng: random.Random) -> Truth:
    n = rng.randint(2, 9)
    forms = ((f"{n} days", n), (f"On average, {n} days.", n), (f"{n} weeks", 7 * n), (f"{n * 7} days", 7 * n))
    words, value = rng.choice(forms)
    return Truth(words, value, "granted")


def percent(rng: random.Random) -> Truth:
    n = rng.randint(40, 98) + rng.choice((0, 0.5, 0.25))
    return Truth(rng.choice((f"{n:g}%", f"{n:g}% of repairs.", f"{n:g} per cent")), n, "granted")


def yes_or_no(rng: random.Random) -> Truth:
    forms = (
        ("Yes", True), ("Yes, we do.", True), ("No", False),
        ("No, all repairs are made by our own staff.", False),
    )  # fmt: skip
    words, value = rng.choice(forms)
    return Truth(words, value, "granted")


def firm(rng: random.Random) -> Truth:
    name = rng.choice(FIRMS)
    return Truth(rng.choice((name, f"The contractor is {name}.", f"{name} (from May 2019)")), None, "granted")


VALUES: dict[str, Callable[[random.Random], Truth]] = {
    "reports": count_of("reports", 9_000), "spending": money, "days": days, "on_target": percent,
    "contractor": yes_or_no, "name": firm, "claims": count_of("claims", 400), "paid": money,
}  # fmt: skip


def repeated(items: list[Item], rng: random.Random) -> str:
    """Each question with its number above its answer."""
    return THANKS + "\n\n".join(f"{n}. {i.question}\n\n{i.answer}" for n, i in enumerate(items, 1))


def restated(items: list[Item], rng: random.Random) -> str:
    """All questions first, then the answers by number."""
    asked = "\n".join(f"{n}. {i.question}" for n, i in enumerate(items, 1))
    said = "\n\n".join(f"{n}. {i.answer}" for n, i in enumerate(items, 1))
    return f"You asked for the following information:\n\n{asked}\n\nOur response is as follows:\n\n{said}"


def q_and_a(items: list[Item], rng: random.Random) -> str:
    """Q1 and A1."""
    return THANKS + "\n\n".join(f"Q{n}: {i.question}\n\nA{n}: {i.answer}" for n, i in enumerate(items, 1))


def named(items: list[Item], rng: random.Random) -> str:
    """``Question 1`` and ``Response``."""
    return THANKS + "\n\n".join(
        f"Question {n}\n{i.question}\n\nResponse\n{i.answer}" for n, i in enumerate(items, 1)
    )


def lettered(items: list[Item], rng: random.Random) -> str:
    """Letters instead of numbers, the answer under its question."""
    return THANKS + "\n\n".join(
        f"{letter}) {i.question}\n\n{i.answer}" for letter, i in zip("abcdefghijkl", items, strict=False)
    )


def you_asked(items: list[Item], rng: random.Random) -> str:
    """``You asked`` and ``We can confirm`` in turn."""
    return "\n\n".join(f"You asked:\n{i.question}\n\nOur response:\n{i.answer}" for i in items)


def quoted(items: list[Item], rng: random.Random) -> str:
    """The answers alone, by number, above the request that they reply to."""
    said = "\n".join(f"{n}. {i.answer}" for n, i in enumerate(items, 1))
    asked = "\n".join(f"{n}. {i.question}" for n, i in enumerate(items, 1))
    return (
        f"Our answers to your questions are as follows:\n\n{said}\n\n"
        "Yours sincerely\n\nInformation Officer\n\n"
        f"-----Original Message-----\nFrom: A Requester\nSent: 3 May 2023 10:12\nTo: FOI\n"
        f"Subject: Freedom of Information request - Potholes\n\nDear Sir or Madam,\n\n{asked}\n\n"
        "Yours faithfully,\n\nA Requester"
    )


def unnumbered(items: list[Item], rng: random.Random) -> str:
    """Bullets in the request as restated, then each again above its answer."""
    return THANKS + "\n\n".join(f"• {i.question}\n\n{i.answer}" for i in items)


def grid(items: list[Item], rng: random.Random) -> str:
    """A page with a question column and an answer column."""
    rows = "".join(f"<tr><td>{escape(i.question)}</td><td>{escape(i.answer)}</td></tr>" for i in items)
    return f"<table><tr><th>Question</th><th>Response</th></tr>{rows}</table>"


def headings(items: list[Item], rng: random.Random) -> str:
    """A page with each question as a heading."""
    return "".join(
        f"<h3>{n}. {escape(i.question)}</h3><p>{escape(i.answer)}</p>" for n, i in enumerate(items, 1)
    )


LAYOUTS: dict[str, Callable[[list[Item], random.Random], str]] = {
    "repeated": repeated, "restated": restated, "q_and_a": q_and_a, "named": named, "lettered": lettered,
    "you_asked": you_asked, "quoted": quoted, "unnumbered": unnumbered, "grid": grid, "headings": headings,
}  # fmt: skip
THANKS = (
    "We have handled your request under the Freedom of Information Act 2000. Your questions and our answers "
    "are set out below.\n\n"
)
LETTER = """{authority}
Civic Offices, High Street

Our reference: {reference}
Date: {day} June 2023

Dear Requester,

Thank you for your request for information, which we received on 3 May 2023.

{body}

If you are not satisfied with this response, you may ask for an internal review within 40 working days of
its date. If you remain dissatisfied, you may complain to the Information Commissioner's Office, Wycliffe
House, Water Lane, Wilmslow, Cheshire SK9 5AF.

Yours sincerely

Information Governance Team
{authority}
"""
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>FOI response {reference}</title></head>
<body><main><h1>Freedom of Information response {reference}</h1><p>{authority}</p><p>{day} June 2023</p>
<p>Thank you for your request for information, which we received on 3 May 2023.</p>
{body}
<p>If you are not satisfied with this response, you may ask for an internal review within 40 working days of
its date. You may then complain to the Information Commissioner's Office.</p>
<p>Information Governance Team, {authority}</p></main></body></html>
"""


def write(folder: Path, count: int = 60, seed: int = 9) -> list[Reply]:
    """Write the letters of a round into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = replies(count, seed)
    for one in made:
        (folder / one.file).write_text(one.text, encoding="utf-8")
    return made


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60)
