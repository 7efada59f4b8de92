"""Skeleton letters of every layout: ways of labelling, restating and answering, crossed with complications.

Each letter comes with the exchanges that a careful reader would take from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import product
from random import Random
from textwrap import wrap
from typing import NamedTuple


class Asked(NamedTuple):
    """A question and its answer, each in paragraphs of their own."""

    question: str
    answer: str


class Sample(NamedTuple):
    """A letter, the name of its file, what its layout is called, and its exchanges."""

    layout: str
    name: str
    letter: str
    exchanges: list[Asked]


POOL = (
    Asked("How many ferries does the council run?", "The council runs four ferries."),
    Asked("Please provide the cost of fuel for the ferries in 2021/22.", "£214,380"),
    Asked("Which yard repairs them?", "Hallam Boatyard Ltd."),
    Asked("Number of crossings cancelled in the same year", "37"),
    Asked("Have any passengers been hurt since January 2020?", "No."),
    Asked(
        "A copy of the safety plan for the landing stage.",
        "We do not hold a separate plan for the landing stage.",
    ),
    Asked("If so, how much was paid in compensation?", "Not applicable."),
    Asked(
        "Who decides whether the ferries sail in fog?",
        "This is decided by the duty master on the day, who has regard to the forecast.",
    ),
    Asked(
        "The names of all skippers employed",
        "This information is exempt under section 40(2) as it is personal data.",
    ),
    Asked("Do you plan to buy an electric ferry?", "Yes, in 2026."),
    Asked("What was the average age of the fleet on 1 April 2022?", "Around 31 years"),
    Asked(
        "Please confirm whether the timetable will change next spring and, if it will, send me the draft.",
        "There are no plans to change it. A review is held every five years.",
    ),
)
OPENING = (
    "Dear Ms Quill",
    "Thank you for your request of 3 May 2022, handled under the Freedom of Information Act 2000.",
)
CLOSING = (
    "If you are unhappy with this response you may ask for an internal review within 40 working days. You "
    "may then complain to the Information Commissioner at Wycliffe House, Water Lane, Wilmslow SK9 5AF.",
    "Yours sincerely",
    "Tam Orrey",
    "Information Officer",
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
LABELS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}. ",
    "1)": lambda n: f"{n}) ",
    "(1)": lambda n: f"({n}) ",
    "Q1": lambda n: f"Q{n} ",
    "Q1.": lambda n: f"Q{n}. ",
    "Question 1:": lambda n: f"Question {n}: ",
    "(a)": lambda n: f"({chr(96 + n)}) ",
    "a)": lambda n: f"{chr(96 + n)}) ",
    "i.": lambda n: f"{ROMAN[n - 1]}. ",
    "•": lambda n: "• ",
    "-": lambda n: "- ",
    "none": lambda n: "",
    "Question 1 above": lambda n: f"Question {n}\n",
    "Request 1 above": lambda n: f"Request {n}\n",
}


# ---- how answers are marked: from a label, the number, question and answer to the lines of a letter -----


def _below(tag: str, n: int, one: Asked) -> list[str]:
    return [tag + one.question, "", *_paragraphs(one.answer)]


def _right_below(tag: str, n: int, one: Asked) -> list[str]:
    return [tag + one.question, *one.answer.split("\n\n")]


def _marked(mark: str) -> Callable[[str, int, Asked], list[str]]:
    def lines(tag: str, n: int, one: Asked) -> list[str]:
        return [tag + one.question, "", *_paragraphs(mark.format(n) + one.answer)]

    return lines


def _same_line(mark: str) -> Callable[[str, int, Asked], list[str]]:
    def lines(tag: str, n: int, one: Asked) -> list[str]:
        return [tag + one.question + mark + one.answer.replace("\n\n", " ")]

    return lines


def _indented(tag: str, n: int, one: Asked) -> list[str]:
    return [tag + one.question, *(f"    {words}" for words in one.answer.split("\n\n"))]


def _paragraphs(words: str) -> list[str]:
    return [line for paragraph in words.split("\n\n") for line in (paragraph, "")][:-1]


ANSWERS: dict[str, Callable[[str, int, Asked], list[str]]] = {
    "below": _below,
    "right below": _right_below,
    "dash": _same_line(" - "),
    "long dash": _same_line(" – "),
    "A1": _marked("A{}. "),
    "A1:": _marked("A{}: "),
    "Answer:": _marked("Answer: "),
    "ANSWER above": _marked("ANSWER\n"),
    "Response:": _marked("Response: "),
    "Response 1 above": _marked("Response {}\n"),
    "Our response above": _marked("Our response:\n"),
    "indented": _indented,
}


# ---- complications: what happens to the questions before the letter is written --------------------------


def _plain(pool: list[Asked]) -> list[Asked]:
    return pool


def _long_answers(pool: list[Asked]) -> list[Asked]:
    more = "The figures are taken from the harbour log and may differ from those published earlier."
    return [one._replace(answer=f"{one.answer}\n\n{more}") if n % 2 else one for n, one in enumerate(pool)]


def _long_questions(pool: list[Asked]) -> list[Asked]:
    more = " This should cover every route that was in service at any time since the bridge was closed."
    return [
        one._replace(question=one.question.rstrip("?.") + "." + more) if n == 1 else one
        for n, one in enumerate(pool)
    ]


def _wrapped(pool: list[Asked]) -> list[Asked]:
    more = "for each of the routes between the mainland and the three islands that lie north of the bridge"
    return [
        one._replace(question=f"{one.question.rstrip('?.')} {more}{'?' * one.question.endswith('?')}")
        for one in pool
    ]


COMPLICATIONS = {
    "plain": _plain,
    "long answers": _long_answers,
    "long questions": _long_questions,
    "wrapped": _wrapped,
}


def _letter(body: list[str]) -> str:
    out: list[str] = []
    for line in [OPENING[0], "", OPENING[1], "", *body, "", *CLOSING_LINES]:
        out.extend(_wrapped_line(line))
    return "\n".join(out)


CLOSING_LINES = [CLOSING[0], "", CLOSING[1], "", *CLOSING[2:]]


def _wrapped_line(words: str) -> list[str]:
    lines: list[str] = []
    for line in words.split("\n"):
        blanks = len(line) - len(line.lstrip())
        lines.extend(wrap(line, 74, initial_indent=" " * blanks, subsequent_indent=" " * blanks) or [""])
    return lines


def _restated(style: str, tags: list[str], pool: list[Asked]) -> list[str]:
    """The request before the answers: not at all, under the same labels, or under others."""
    if style == "none":
        return ["Our answers are set out below.", ""]
    marks = tags if style == "same" else ["• "] * len(pool)
    marks = [m if "\n" not in m else f"{n}. " for n, m in enumerate(marks, 1)]
    listed = [f"{m}{one.question}" for m, one in zip(marks, pool, strict=True)]
    return ["You asked for the following information:", "", *listed, "", "Our response is set out below.", ""]


def letter_in_turn(label: str, answer: str, restated: str, pool: list[Asked]) -> Sample:
    """A letter whose questions stand under their labels, each with its answer."""
    tags = [LABELS[label](n) for n in range(1, len(pool) + 1)]
    body = _restated(restated, tags, pool)
    for n, (tag, one) in enumerate(zip(tags, pool, strict=True), 1):
        body += [*ANSWERS[answer](tag, n, one), ""]
    return Sample(f"{label} / {answer} / {restated}", "letter.txt", _letter(body), pool)


def letters_in_turn() -> Iterator[Sample]:
    """Every label style with every way of marking an answer, restated or not, each complication in turn."""
    combinations = product(LABELS, ANSWERS, ("none", "same", "bulleted"), COMPLICATIONS)
    for k, (label, answer, restated, complication) in enumerate(combinations):
        dashed = answer in ("dash", "long dash")
        if dashed and (label in ("-", "none") or complication == "long answers"):
            continue
        if label == "none" and restated == "same":
            continue
        sample = letter_in_turn(
            label, answer, restated, COMPLICATIONS[complication](Random(k).sample(POOL, 4))
        )
        yield sample._replace(layout=f"{sample.layout} / {complication}")


# ---- answers by number, to questions that stand elsewhere ------------------------------------------------

NUMBERED: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}. ",
    "1)": lambda n: f"{n}) ",
    "1 -": lambda n: f"{n} - ",
    "Q1.": lambda n: f"Q{n}. ",
    "Q1 -": lambda n: f"Q{n} - ",
    "A1.": lambda n: f"A{n}. ",
    "Question 1:": lambda n: f"Question {n}: ",
    "Question 1 above": lambda n: f"Question {n}\n",
    "Response to Question 1 above": lambda n: f"Response to Question {n}\n",
    "Part 1 above": lambda n: f"Part {n}\n",
    "In relation to question 1": lambda n: f"In relation to question {n}: ",
    "(a)": lambda n: f"({chr(96 + n)}) ",
}


def letters_by_number() -> Iterator[Sample]:
    """Questions listed once, then answered by number alone: one by one, two together, or one left out."""
    for k, (label, how, lead) in enumerate(
        product(
            NUMBERED,
            ("each", "joint", "left out"),
            ("Our response is as follows:", "Response", "I can confirm the following."),
        )
    ):
        pool = Random(k).sample(POOL, 5)
        listed = NUMBERED["(a)"] if label == "(a)" else NUMBERED["1."]
        body = ["You asked:", ""]
        for n, one in enumerate(pool, 1):
            body += [listed(n) + one.question, ""]
        body += [lead, ""]
        wanted = list(pool)
        for n, one in enumerate(pool, 1):
            if how == "joint" and n == 2 and label != "(a)":
                body += ["Questions 2 and 3", "", one.answer, ""]
                wanted[2] = pool[2]._replace(answer=one.answer)
            elif how == "joint" and n == 3 and label != "(a)":
                continue
            elif how == "left out" and n == 4:
                wanted[3] = one._replace(answer="")
            else:
                body += [NUMBERED[label](n) + one.answer, ""]
        yield Sample(f"by number / {label} / {how} / {lead}", "letter.txt", _letter(body), wanted)


# ---- parts below questions, and numbers that do not run --------------------------------------------


def letters_with_parts() -> Iterator[Sample]:
    """A question with parts, each answered below it, between two plain ones."""
    parts: dict[str, Callable[[int, int], str]] = {
        "a)": lambda q, n: f"{chr(96 + n)}) ",
        "(a)": lambda q, n: f"({chr(96 + n)}) ",
        "1a": lambda q, n: f"{q}{chr(96 + n)}) ",
        "1(a)": lambda q, n: f"{q}({chr(96 + n)}) ",
        "i)": lambda q, n: f"{ROMAN[n - 1]}) ",
        "i.": lambda q, n: f"{ROMAN[n - 1]}. ",
        "1.1": lambda q, n: f"{q}.{n} ",
    }
    outer: dict[str, Callable[[int], str]] = {key: LABELS[key] for key in ("1.", "1)", "Q1", "Question 1:")}
    for k, (o, p, answer) in enumerate(product(outer, parts, ("below", "right below", "Answer:"))):
        pool = Random(k).sample(POOL, 5)
        body = ["Our answers are set out below.", ""]
        body += [f"{outer[o](1)}{pool[0].question}", "", pool[0].answer, ""]
        first = "" if p in ("1a", "1(a)", "1.1") else f"{outer[o](2)}"
        for n, one in enumerate(pool[1:4], 1):
            tag = parts[p](2, n)
            body += [*ANSWERS[answer]((first if n == 1 else "") + tag, n, one), ""]
        body += [f"{outer[o](3)}{pool[4].question}", "", pool[4].answer, ""]
        yield Sample(f"parts / {o} / {p} / {answer}", "letter.txt", _letter(body), pool)


def letters_numbered_one() -> Iterator[Sample]:
    """Every question numbered "1." (the numbering was lost), with answers marked in several ways."""
    for k, (answer, size) in enumerate(product(ANSWERS, (3, 5, 7))):
        pool = Random(k).sample(POOL, size)
        body = ["Our answers are set out below.", ""]
        for n, one in enumerate(pool, 1):
            body += [*ANSWERS[answer]("1. ", n, one), ""]
        yield Sample(f"all one / {answer} / {size} / x", "letter.txt", _letter(body), pool)


# ---- pages of HTML: type face, lists and grids -----------------------------------------------------


def _rich(one: Asked, n: int, style: str) -> str:
    q, a = escape(one.question), escape(one.answer)
    return {
        "bold question": f"<p><b>{q}</b></p><p>{a}</p>",
        "bold numbered": f"<p><b>{n}. {q}</b></p><p>{a}</p>",
        "italic question": f"<p><i>{n}) {q}</i></p><p>{a}</p>",
        "bold answer": f"<p>{n}. {q}</p><p><b>{a}</b></p>",
        "bold answer after break": f"<p>{n}. {q}<br><b>{a}</b></p>",
        "bold answer same line": f"<p>{n}. {q} <b>{a}</b></p>",
        "list item": f"<ol start='{n}'><li>{q}</li></ol><p>{a}</p>",
        "answer within item": f"<ol start='{n}'><li>{q}<p>{a}</p></li></ol>",
        "bullets": f"<ul><li>{q}</li></ul><p>{a}</p>",
        "headings": f"<h3>Question {n}</h3><p>{q}</p><h3>Response {n}</h3><p>{a}</p>",
        "you asked": f"<h3>You asked</h3><p>{q}</p><h3>Our response</h3><p>{a}</p>",
        "break": f"<p>{n}. {q}<br>{a}</p>",
        "answer word": f"<p>{n}. {q}</p><p><b>Answer:</b> {a}</p>",
    }[style]


RICH = (
    "bold question", "bold numbered", "italic question", "bold answer", "bold answer after break",
    "bold answer same line", "list item", "answer within item", "bullets", "headings", "you asked",
    "break", "answer word",
)  # fmt: skip
GRIDS = {
    "Question, Response": (("Question", "Response"), False),
    "Request, Our response": (("Request", "Our response"), False),
    "No., Question, Answer": (("No.", "Question", "Answer"), True),
    "Ref, Information requested, Reply": (("Ref", "Information requested", "Reply"), True),
    "no header": ((), False),
    "no header, numbers": ((), True),
}


def _page(body: str) -> str:
    before = "".join(f"<p>{escape(words)}</p>" for words in OPENING)
    after = "".join(f"<p>{escape(words)}</p>" for words in CLOSING)
    return f"<html><head><meta charset='utf-8'></head><body>{before}{body}{after}</body></html>"


def letters_in_html() -> Iterator[Sample]:
    """Letters told by type face, lists, headings and grids."""
    for k, (style, size) in enumerate(product(RICH, (2, 4, 6))):
        pool = Random(k).sample(POOL, size)
        body = "".join(_rich(one, n, style) for n, one in enumerate(pool, 1))
        yield Sample(f"html / {style} / {size} / x", "letter.html", _page(body), pool)
    for k, (name, size) in enumerate(product(GRIDS, (2, 4, 6))):
        pool = Random(k).sample(POOL, size)
        heads, numbered = GRIDS[name]
        rows = [f"<tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>"] if heads else []
        for n, one in enumerate(pool, 1):
            first = f"<td>{n}</td>" if numbered else ""
            rows.append(f"<tr>{first}<td>{escape(one.question)}</td><td>{escape(one.answer)}</td></tr>")
        yield Sample(
            f"grid / {name} / {size} / x",
            "letter.html",
            _page(f"<table border=1>{''.join(rows)}</table>"),
            pool,
        )


ALL = (letters_in_turn, letters_by_number, letters_with_parts, letters_numbered_one, letters_in_html)
