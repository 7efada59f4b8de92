"""The matter of a letter's pairing, made once for all readings."""

from __future__ import annotations

from foi_extract.pairing.asked import asked_from_mail, asked_from_passages, asked_inline, without_frame
from foi_extract.pairing.askings import cut_at_askings
from foi_extract.pairing.boundaries import request_and_reply
from foi_extract.pairing.cutting import cut_at_dashes
from foi_extract.pairing.drafts import Asked, Matter
from foi_extract.pairing.leanings import cue_of, lead_ins, leanings_of
from foi_extract.pairing.mending import with_labels_mended
from foi_extract.pairing.passages import Passage, ground_of, passages_from_letter
from foi_extract.pairing.spoken import cut_at_spoken_labels
from foi_extract.pairing.wording import leaning
from foi_records.letter import Letter

OPENS = 4
ASKS = 1.5


def matter_from_letter(letter: Letter) -> Matter:
    """The reply's passages with how they lean, and the questions restated before it or quoted below it."""
    document = letter.document
    ground = ground_of(document)
    request, body = request_and_reply(letter, ground)
    before = passages_from_letter(letter, ("introduction", "salutation", "reference", "other"), ground)
    if not letter.of_kind("reply"):
        before = []
    body = cut_at_spoken_labels(document, cut_at_askings(document, cut_at_dashes(document, body)))
    body = with_labels_mended(request, body, letter.text)
    asked = asked_from_passages(request)
    if len(asked) < 2:
        asked = asked_inline(request or before, letter.text) or asked
    if not asked:
        asked, body = _asked_inline_in_reply(body, letter.text)
    quoted = [] if asked else asked_from_mail(passages_from_letter(letter, ("quoted_mail",), ground))
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


def _asked_inline_in_reply(body: list[Passage], text: str) -> tuple[list[Asked], list[Passage]]:
    """Questions counted within a sentence that opens the reply, and the reply without that sentence."""
    for k, passage in enumerate(body[:OPENS]):
        if leaning(passage.words) >= ASKS and (asked := asked_inline([passage], text)):
            return asked, [*body[:k], *body[k + 1 :]]
    return [], body
