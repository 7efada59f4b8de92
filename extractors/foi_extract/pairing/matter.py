"""The matter of a letter's pairing, made once for all readings."""

from __future__ import annotations

from foi_extract.pairing.asked import asked_from_mail, asked_from_passages, asked_inline, without_frame
from foi_extract.pairing.boundaries import request_and_reply
from foi_extract.pairing.cutting import cut_at_dashes
from foi_extract.pairing.drafts import Matter
from foi_extract.pairing.leanings import cue_of, lead_ins, leanings_of
from foi_extract.pairing.mending import with_labels_mended
from foi_extract.pairing.passages import passages_from_letter
from foi_records.letter import Letter


def matter_from_letter(letter: Letter) -> Matter:
    """The reply's passages with how they lean, and the questions restated before it or quoted below it."""
    document = letter.document
    request, body = request_and_reply(letter)
    before = passages_from_letter(letter, ("introduction", "salutation", "reference", "other"))
    if not letter.of_kind("reply"):
        before = []
    body = cut_at_dashes(document, body)
    body = with_labels_mended(request, body, letter.text)
    asked = asked_from_passages(request)
    if len(asked) < 2:
        asked = asked_inline(request or before, letter.text) or asked
    quoted = [] if asked else asked_from_mail(passages_from_letter(letter, ("quoted_mail",)))
    cues = [cue_of(p) for p in body]
    return Matter(
        letter,
        body,
        leanings_of(body, cues, asked),
        cues,
        asked,
        quoted,
        before,
        frozenset(lead_ins(body)),
        without_frame(request),
    )
