"""Documents to letters: the parts of a letter named, its head read."""

from foi_extract.letters.authority import authority_of
from foi_extract.letters.bodies import is_regulator
from foi_extract.letters.head import regimes_of, subject_of
from foi_extract.letters.kinds import kind_of
from foi_extract.letters.parts import parts_from_lines
from foi_extract.letters.reference import reference_of
from foi_extract.letters.units import seams_of
from foi_records.document import Document
from foi_records.letter import Letter


def letter_from_document(document: Document) -> Letter:
    """The letter that a document holds."""
    seams = seams_of(document)
    parts = parts_from_lines(seams)
    authority = authority_of(document, parts)
    regimes, jurisdiction = regimes_of(document, parts, authority.value if authority else None)
    return Letter(
        document,
        parts=parts,
        kind=kind_of(seams, parts),
        authority=authority,
        reference=reference_of(
            document, parts, of_regulator=bool(authority and is_regulator(authority.value))
        ),
        subject=subject_of(document, parts),
        regimes=regimes,
        jurisdiction=jurisdiction,
    )
