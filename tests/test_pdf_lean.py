"""Each short cut of the PDF reader gives what the long way gives, on invented content and fonts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.psparser import LIT

from foi_extract.reading import pdf_file  # noqa: F401  (it silences pdfminer)
from foi_extract.reading.pdf_canvas import Canvas
from foi_extract.reading.pdf_interpreter import CappedInterpreter
from foi_extract.reading.pdf_pens import Hand
from foi_extract.reading.pdf_steps import ODD, OPERATOR, SHOWN, SHOWN_ONE, STEP

FONT = {"Type": LIT("Font"), "Subtype": LIT("Type1"), "BaseFont": LIT("Helvetica")}
NARROW = {
    **FONT,
    "BaseFont": LIT("Invented"),
    "FirstChar": 65,
    "FontDescriptor": {"FontBBox": [0, 0, 1, 1]},
    "Widths": [300, 0, 700, 250.5],
}
RESOURCES: dict[Any, Any] = {"Font": {"F1": FONT, "F2": NARROW}}

NUMBERS = st.one_of(
    st.integers(-900, 900).map(str),
    st.floats(-900, 900).map(lambda x: f"{x:.3f}"),
    st.sampled_from(["0", "-.5", "+3.", "12.", "1234567890123456789", "--2", "1-2", "4.", "1e5", "-0"]),
).map(str.encode)
STRINGS = st.one_of(
    st.text("AB CDa,\u00e9", max_size=9).map(lambda t: b"(" + t.encode("latin-1") + b")"),
    st.sampled_from(
        [b"(a\\(b\\051 \\101)", b"(in (two) too)", b"<41 42>", b"<4142204>", b"<>", b"()", b"(\\"]
    ),
)
BLANKS = st.sampled_from([b" ", b"\n", b"\r\n", b"", b"\x00", b" % so\n"])
ARRAYS = st.lists(st.one_of(STRINGS, NUMBERS), max_size=6).map(lambda parts: b"[" + b" ".join(parts) + b"]")
WORDS = st.sampled_from(
    b"Td TD Tm T* Tc Tw Tz TL Ts Tr BT ET q Q cm w m l c v y re h S s f F f* B b n W W* g rg k cs scn Zz "
    b"true null BI ' \" Tj TJ Tf BDC EMC Do gs d".split()
)
NAMES = st.sampled_from([b"/F1", b"/F2", b"/Nil", b"/A#20b", b"/"])
OPERANDS = st.one_of(NUMBERS, STRINGS, ARRAYS, NAMES, st.just(b"<</MCID 3/Lang (en) >>"))
PLAIN_FORMS = st.one_of(
    st.tuples(NUMBERS, NUMBERS).map(lambda n: b"%b %b Td" % n),
    st.tuples(*[NUMBERS] * 6).map(lambda n: b"%b %b %b %b %b %b Tm" % n),
    st.tuples(*[NUMBERS] * 4).map(lambda n: b"%b %b %b %b re f" % n),
    st.tuples(NAMES, NUMBERS).map(lambda n: b"%b %b Tf" % n),
    ARRAYS.map(lambda a: a + b" TJ"),
    STRINGS.map(lambda s: s + b"Tj"),
)
ANY_FORM = st.tuples(st.lists(st.tuples(OPERANDS, BLANKS).map(b"".join), max_size=4), WORDS, BLANKS).map(
    lambda parts: b" ".join(parts[0]) + b" " + parts[1] + parts[2]
)
CONTENT = st.lists(st.one_of(PLAIN_FORMS, ANY_FORM, st.binary(max_size=5)), max_size=25).map(
    lambda steps: b"/F1 12 Tf 1 0 0 1 50 700 Tm " + b"\n".join(steps)
)


class TokenByToken(CappedInterpreter):
    """Our interpreter without the pattern of plain instructions."""

    def _carry_out_plain(self, data: bytes, at: int) -> int | None:
        return at


def drawn(content: bytes, interpreter: type[CappedInterpreter] = CappedInterpreter) -> Any:
    """What some content draws, to the last bit."""
    canvas = Canvas(PDFResourceManager(), {})
    canvas.width, canvas.height = 595.0, 842.0
    page = interpreter(canvas.rsrcmgr, canvas)
    page.init_resources(RESOURCES)
    page.init_state((1, 0, 0, 1, 0, 0))
    failed = None
    try:
        page.carry_out(content)
    except Exception as error:
        failed = type(error)
    canvas.end_page(None)
    runs = [
        (
            r.text,
            r.u0,
            r.u1,
            r.v,
            r.size,
            r.angle,
            r.face.name,
            r.bold,
            r.shade,
            r.after_blank,
            r.before_blank,
        )
        for r in canvas.runs
    ]
    state = page.textstate
    shapes = (canvas.shapes.rulings, canvas.shapes.fills, canvas.pictures, canvas.clip, canvas.shaded)
    said = repr((runs, shapes, page.ctm, state.matrix, state.linematrix, page.graphicstate.ncolor, failed))
    return re.sub(r"-0\.0(?![0-9])", "0.0", said)


@settings(max_examples=150, deadline=None)
@given(CONTENT)
def test_plain_instructions_draw_what_their_tokens_draw(content: bytes) -> None:
    assert drawn(content) == drawn(content, TokenByToken)


@settings(max_examples=150, deadline=None)
@given(CONTENT)
def test_letters_in_a_bunch_stand_where_single_ones_stand(content: bytes) -> None:
    made = Hand.__init__

    def single(hand: Hand, *given: Any) -> None:
        made(hand, *given)
        hand.pen = type(hand.pen)(hand.face, hand.pen.fontsize, hand.pen.scaling, True)

    assume(b"12345678" not in content)  # at places beyond any page the last bits are as wide as a letter
    bunched = drawn(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Hand, "__init__", single)
        assert drawn(content) == bunched


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b" 1 0 0 1 72 700 Tm", OPERATOR),
        (b"[(a) -250 <62>]TJ", SHOWN),
        (b"(a\\) b) Tj", SHOWN_ONE),
        (b"(a (b)) Tj", ODD),
        (b"[(a) /b] TJ", ODD),
        (b"[(a)] TJx", ODD),
        (b"<41 42> Tj", ODD),
        (b"1234567890123456 0 Td", ODD),
        (b"  ", None),
    ],
)
def test_kinds_of_instructions(content: bytes, kind: int | None) -> None:
    step = STEP.match(content)
    assert step is not None and step.lastindex == kind
