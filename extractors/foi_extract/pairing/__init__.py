"""Letters to pairs of question and answer: several readings made, scored by evidence, the best taken.

How it works, on one page.

1. *Passages.* The reply is cut into passages, the smallest pieces that are wholly question or wholly answer:
   at paragraphs, labels, bullets, changes of type face, at printed lines that end although the next word
   would have fitted, at sentences that begin a line, behind question marks, and where an answer follows on
   the question's own line (``cutting``): behind a dash, a stop, a turn of type face, a colon if the letter
   answers so. Page furniture and tables of data are left out, labels are put right by the company they keep
   (``mending``), and where request and reply were parted wrongly, the labels put it right (``boundaries``).
2. *Leaning.* Each passage leans towards the requester or the authority by its wording (``law/pairing.toml``:
   "How many", "Please provide" against "We hold", "N/A", "£1,200"), by repeating words of the restated
   request, by a type face that only questions have, and by headings ("You asked", "Our response").
3. *Readings.* Every style makes its readings, one module each: a grid with a column of questions
   (``exchange_grids``); values at the ends of the questions' first lines (``line_values``); questions under
   labels or bullets, each with its answer (``under_labels``); answers by number to questions that stand
   elsewhere, or nowhere (``by_number``); paragraphs that take the questions up by topic (``by_topic``);
   unlabelled questions in turn (``in_turn``); several requests, each read by itself (``groups``); one answer
   to all (``whole``).
   Labels count only as a run in order (``series``), so dates, amounts and lists in answers are not mistaken
   for numbering; between two labels the cheapest change of speaker is found (``parting``), at paragraphs if
   the letter's other answers begin paragraphs.
4. *Evidence.* Each reading is weighed (``evidence``): labels in order, wording of questions and of answers,
   questions answered, the share of the reply placed, likeness to the questions restated, no question left
   hidden in an answer.
5. *Choice.* The best is taken; its lead over the best that pairs a question otherwise is that pair's
   confidence. Questions in a row share the answer after them, tables go to the exchange they stand in,
   restated questions are noted beside the repeated ones, and "see answer to question 3" names the pair it
   points at. Headings of groups and closing words belong to no exchange (``finishing``); an annex goes to the
   answer that points at it (``annexes``).
"""

from dataclasses import replace

from foi_extract.pairing.choosing import doubt_of_flattened_grid, weighed_readings, with_confidence
from foi_extract.pairing.exchange_grids import is_exchange_grid
from foi_extract.pairing.finishing import leftover_stretches, pairs_alone, pairs_from_reading
from foi_extract.pairing.matter import matter_from_letter
from foi_extract.pairing.passages import flows
from foi_extract.pairing.wording import asks_fee
from foi_records.letter import Letter, Pair, Pairing

NEAR = 0.25
"""Readings that score further behind the best than this are no rivals of its pairs."""


def pair_letter(letter: Letter) -> Pairing:
    """The pairs of a letter by its best reading; grids that hold exchanges are given that role.

    The words of a letter that only acknowledges answer nothing; those that ask for a fee first are an answer.
    """
    if not letter.text.strip():
        return Pairing()
    matter = matter_from_letter(letter)
    weighed = weighed_readings(matter)
    if not weighed:
        return Pairing()
    best, reading = weighed[0]
    found = pairs_from_reading(matter, reading)
    kept = [p for p in found if p.question or p.answer or p.grids]
    pairs = _renumbered(kept) if len(kept) < len(found) else kept
    acknowledged = letter.kind == "acknowledgement" and not any(asks_fee(p.words) for p in matter.passages)
    if acknowledged:
        pairs = [replace(pair, answer=()) for pair in pairs if pair.question]
    others = [(s, pairs_alone(matter, r)) for s, r in weighed[1:] if s > best - NEAR]
    with_confidence(pairs, best, others, doubt_of_flattened_grid(matter, reading))
    for grid in letter.document.grids:
        if reading.style == "grid" and is_exchange_grid(grid):
            grid.role = "exchanges"
        elif grid.role is None and flows(grid):
            grid.role = "layout"
    margin = best - (weighed[1][0] if len(weighed) > 1 else 0.0)
    leftover = [] if acknowledged else leftover_stretches(matter, pairs)
    return Pairing(pairs, leftover, reading.style, round(margin, 3))


def _renumbered(pairs: list[Pair]) -> list[Pair]:
    """The pairs with ids counted anew, some that hold nothing having been left out."""
    ids = {pair.id: f"q{n}" for n, pair in enumerate(pairs, 1)}
    return [
        replace(
            pair,
            id=ids[pair.id],
            parent=ids.get(pair.parent or ""),
            refers_to=tuple(ids[i] for i in pair.refers_to if i in ids),
        )
        for pair in pairs
    ]
