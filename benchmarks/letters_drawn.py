"""Letters of any length, drawn with reportlab from words of our own: questions, answers and ruled tables."""

from __future__ import annotations

import io
import random

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

QUESTIONS = [
    "How many complaints about {thing} were received in {year}?",
    "What did the council spend on {thing} in {year}?",
    "Please provide a copy of the policy on {thing}.",
    "How many officers deal with {thing}?",
]
ANSWERS = [
    "{n} complaints were received. The figure counts every complaint that reached the team by letter, "
    "telephone or e-mail, and a complaint that was made twice is counted once.",
    "£{n},000. This is the net cost after income, and it includes the pay of the officers who do the work.",
    "This information is exempt from disclosure under section 43(2) of the Freedom of Information Act 2000, "
    "because it would be likely to prejudice the commercial interests of the contractor while the contract "
    "is tendered. The public interest in maintaining the exemption outweighs that in disclosure.",
    "{n} officers. We do not hold a figure for the years before, as no record was kept of them.",
]
THINGS = ["noise", "litter", "street lamps", "fly-tipping", "allotments", "ferries", "hedges", "parking"]


def letter(pages: int, seed: int = 1) -> bytes:
    """A PDF of a letter of about so many pages, with a table on every third page."""
    chance = random.Random(seed)
    styles = getSampleStyleSheet()
    body, bold = styles["BodyText"], styles["Heading4"]
    story: list[Flowable] = [
        Paragraph(words, body)
        for words in ("Marram District Council", "12 May 2021", "Our ref: FOI 21-118", "Dear Ms Reed")
    ]
    story.append(
        Paragraph(
            "Thank you for your request of 14 April 2021 under the Freedom of Information Act 2000.", body
        )
    )
    for n in range(1, 12 * pages):
        what = {
            "thing": chance.choice(THINGS),
            "year": f"20{chance.randint(10, 20)}",
            "n": chance.randint(2, 900),
        }
        kind = chance.randrange(len(QUESTIONS))
        story.append(Paragraph(f"{n}. {QUESTIONS[kind].format(**what)}", bold))
        story.append(Paragraph(ANSWERS[kind].format(**what), body))
        if n % 12 == 4:
            story += [_table(chance), Spacer(1, 8)]
    story.append(Paragraph("If you are unhappy with this reply you may ask for an internal review.", body))
    story.append(Paragraph("Yours sincerely", body))
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()


def _table(chance: random.Random) -> Table:
    """A ruled table of counts by ward and year."""
    rows = [["Ward", "2018/19", "2019/20", "2020/21"]]
    rows += [
        [ward, *(str(chance.randint(1, 900)) for _ in range(3))]
        for ward in ("Abbey", "Castle", "Quay", "Mill")
    ]
    table = Table(rows)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])
    return table
