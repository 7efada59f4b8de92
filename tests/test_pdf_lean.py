"""Each short cut of the PDF reader gives what the long way gives, on invented content and fonts."""

from __future__ import annotations

import base64
import io
import re
import time
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pdfminer.ascii85 import ascii85decode
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

from foi_extract.reading import pdf_file  # noqa: F401  (it silences pdfminer)
from foi_extract.reading.pdf_canvas import Canvas
from foi_extract.reading.pdf_interpreter import CappedInterpreter
from foi_extract.reading.pdf_objects import LeanDocument, NotPlain, values_at
from foi_extract.reading.pdf_pens import Hand
from foi_extract.reading.pdf_steps import MOVED, ODD, OPERATOR, SHOWN, SHOWN_ONE, STEP
from foi_extract.reading.pdf_streams import unpacked_85
from foi_extract.reading.pdf_unicode import letters_from_table

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
    st.lists(st.tuples(NUMBERS, NUMBERS, STRINGS).map(lambda n: b"%b %b Td %b Tj" % n), max_size=4).map(
        b" ".join
    ),
    st.tuples(*[st.integers(-99, 99)] * 6).map(lambda n: b"%d 0 0 %d 5 5 cm %d %d %d %d re W n" % n),
    st.tuples(*[NUMBERS] * 4, st.sampled_from([b"f", b"S", b"B*", b"W* n", b"5 5 m f"])).map(
        lambda n: b"%b %b %b %b re %b" % n
    ),
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
    "junk",
    [
        b"[", b"(a", b"(a)", b"[(a)", b"<41", b"1 ", b"/a ", b"/a<<b ", b"/a<<(b)", b"ET ", b"true ",
        b"0 0 Td(a)", b"0 0 Td(a)Tj ", b"% ", b"\x00", b"EMC \x00 ",
    ],
)  # fmt: skip
def test_content_of_one_piece_costs_by_its_length(junk: bytes) -> None:
    def cost(times: int) -> float:
        spent = []
        for _ in range(2):
            begin = time.process_time()
            drawn(junk * times)
            spent.append(time.process_time() - begin)
        return min(spent)

    assert cost(80_000) < 12 * cost(20_000) + 0.1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b" 1 0 0 1 72 700 Tm", OPERATOR),
        (b"[(a) -250 <62>]TJ", SHOWN),
        (b"(a\\) b) Tj", SHOWN_ONE),
        (b"3 0 Td (a) Tj 4 0 Td <62> Tj", MOVED),
        (b"3 0 Td (a) Tj 4 0 Td", OPERATOR),
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


CODES = st.one_of(
    st.integers(0, 0xFFFF).map(lambda n: b"<%04X>" % n),
    st.sampled_from(
        [b"<00A0>", b"<0020>", b"<41>", b"<D835DC00>", b"<dc00>", b"<>", b"<4>", b"<00 41>", b"/A", b"7"]
    ),
)
PAIRS = st.lists(st.tuples(CODES, CODES).map(b" ".join), max_size=5).map(b"\n".join)
RANGES = st.lists(
    st.tuples(
        st.sampled_from([b"<00>", b"<0003>", b"<20>", b"<00FE>"]),
        st.sampled_from([b"<02>", b"<0009>", b"<21>", b"<0101>"]),
        st.one_of(CODES, st.lists(CODES, max_size=4).map(lambda codes: b"[" + b" ".join(codes) + b"]")),
    ).map(b" ".join),
    max_size=4,
).map(b"\n".join)
TABLE_PARTS = st.one_of(
    PAIRS.map(lambda pairs: b"2 beginbfchar\n" + pairs + b"\nendbfchar"),
    RANGES.map(lambda ranges: b"2 beginbfrange\n" + ranges + b" endbfrange"),
    st.sampled_from(
        [
            b"/CIDInit /ProcSet findresource begin", b"12 dict begin", b"begincmap", b"endcmap", b"%",
            b"% a\n",
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def", b"def", b"/A 1 def",
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange", b"<< /A >>", b"<<", b">>", b"[", b"(b",
            b"1 begincidrange <00> <09> 5 endcidrange", b"/X usecmap", b"endbfchar", b"beginbfchar", b"<41>",
            b"CMapName currentdict /CMap defineresource pop end end",
        ]
    ),
)  # fmt: skip
TABLES = st.lists(TABLE_PARTS, max_size=8).map(b"\n".join)


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_a_plain_table_of_letters_says_what_pdfminer_reads_in_it(table: bytes) -> None:
    letters = letters_from_table(table)
    assume(letters is not None)
    known = FileUnicodeMap()
    CMapParser(known, io.BytesIO(table)).run()
    assert letters == known.cid2unichr


def test_the_tables_of_common_writers_are_plain() -> None:
    head = (
        b"%!PS-Adobe-3.0 Resource-CMap\n/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    )
    tail = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    table = (
        b"2 beginbfchar\n<0003> <0020>\n<0004><00660069>\nendbfchar\n"
        b"2 beginbfrange\n<0005> <0006> <0041>\n<0008> <0009> [<0061> <D835DC00>]\nendbfrange\n"
    )
    assert letters_from_table(head + table + tail) == {
        3: " ", 4: "fi", 5: "A", 6: "B", 8: "a", 9: "\U0001d400",
    }  # fmt: skip


VALUES = st.recursive(
    st.one_of(
        NUMBERS,
        st.sampled_from(
            [
                b"/Name", b"/A#20b", b"/", b"(text)", b"(a\\)b)", b"(a(b)c)", b"<41 42>", b"<4142>", b"<414>",
                b"true",
                b"null", b"7 0 R", b"7 0 Rx", b"% so\n", b"word", b"1 2", b"\x00",
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: b"[" + b" ".join(parts) + b"]"),
        st.lists(st.tuples(st.sampled_from([b"/K", b"/L"]), inner).map(b" ".join), max_size=3).map(
            lambda parts: b"<<" + b" ".join(parts) + b">>"
        ),
    ),
    max_leaves=8,
)  # fmt: skip


def same_value(ours: Any, theirs: Any) -> bool:
    """Whether two values of a PDF are the same, references by their numbers."""
    if isinstance(ours, PDFObjRef) and isinstance(theirs, PDFObjRef):
        return ours.objid == theirs.objid
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same_value, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(same_value(ours[key], theirs[key]) for key in ours)
    return type(ours) is type(theirs) and bool(ours == theirs)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_a_plain_object_is_what_pdfminer_reads_there(value: bytes) -> None:
    try:
        values, word, _ = values_at(value + b" endobj", 0, None)
    except NotPlain:
        assume(False)
    parser = PDFParser(io.BytesIO(value + b" endobj "))
    assert word == b"endobj" and len(values) <= 4
    assert all(map(same_value, values, [parser.nextobject()[1] for _ in values]))


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, max_size=5).map(b" ".join))
def test_plain_objects_of_a_stream_are_what_pdfminer_reads_there(data: bytes) -> None:
    class Said(dict[str, Any]):
        def get_data(self) -> bytes:
            return data

    lean, plain = LeanDocument.__new__(LeanDocument), PDFDocument.__new__(PDFDocument)
    results: list[Any] = []
    for document in (lean, plain):
        try:
            results.append(document._get_objects(Said(N=2))[0])  # type: ignore[arg-type]
        except Exception as error:
            results.append(type(error))
    assert same_value(*results)


@settings(max_examples=300, deadline=None)
@example(b"\x00", 0, b"", b"\x0c")
@given(
    st.binary(max_size=60),
    st.integers(0, 9),
    st.sampled_from([b"", b"~>", b"~", b"\n~>\n"]),
    st.binary(max_size=2),
)
def test_base_85_is_undone_as_pdfminer_does_it(data: bytes, width: int, end: bytes, junk: bytes) -> None:
    packed = base64.a85encode(data, wrapcol=width) + junk + end
    results: list[Any] = []
    for undo in (ascii85decode, unpacked_85):
        try:
            results.append(undo(packed))
        except ValueError:
            results.append(ValueError)
    assert results[0] == results[1]
