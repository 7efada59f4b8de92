"""pdfminer's interpreter of page content on our tokens, with caps, the clip and the opacity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1, stream_value

from foi_extract.reading.pdf_canvas import Canvas
from foi_extract.reading.pdf_paths import TooMuch, boxed, level_box
from foi_extract.reading.pdf_plain import PLAIN, move, nothing
from foi_extract.reading.pdf_states import GraphicState, TextState
from foi_extract.reading.pdf_steps import (
    MOVED,
    MOVES,
    NAMED,
    ODD,
    OPERATOR,
    PIECES,
    SHOWN,
    SHOWN_ONE,
    SIZED,
    STEP,
)
from foi_extract.reading.pdf_tokens import MAX_TOKENS, instruction_at, name_from

MAX_FORMS = 3_000
"""Forms drawn on one page; forms that draw forms double with each level."""
MAX_DEPTH = 12
MAX_OPERATORS = 2_000_000

ODD_WORDS = frozenset((b"BI", b"true", b"false", b"null"))
"""Words that are no operator with its operands before it."""


class Budget:
    """What one page may still cost."""

    def __init__(self) -> None:
        self.forms = MAX_FORMS
        self.operators = MAX_OPERATORS


class CappedInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter, stopped by ``TooMuch`` when a page costs more than any letter's page."""

    def __init__(
        self, manager: PDFResourceManager, device: Canvas, budget: Budget | None = None, depth: int = 0
    ) -> None:
        super().__init__(manager, device)
        self.canvas = device
        self.budget = budget or Budget()
        self.depth = depth
        self.clips: list[Any] = []
        self.clipping = False
        self.opacities: dict[Any, Any] = {}

    def dup(self) -> CappedInterpreter:
        """A fresh interpreter for a form, on the same budget."""
        return type(self)(self.rsrcmgr, self.canvas, self.budget, self.depth + 1)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or a picture, within the budget; a form's clip ends with it."""
        self.budget.forms -= 1
        if self.budget.forms < 0 or self.depth > MAX_DEPTH:
            raise TooMuch
        clip = self.canvas.clip
        super().do_Do(xobjid_arg)
        self.canvas.clip = clip
        self.canvas.set_ctm(self.ctm)

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out content streams, those left out that are being carried out already."""
        self.stream_ids.clear()
        parts: list[bytes] = []
        cut = False
        for reference in streams:
            stream = stream_value(reference)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                parts.append(stream.get_data())
                cut = cut or getattr(stream, "cut", False)
                lost = not isinstance(resolve1(reference), PDFStream) or getattr(stream, "damaged", False)
                self.canvas.damaged = self.canvas.damaged or lost
        self.carry_out(b"\n".join(parts))
        if cut:
            raise TooMuch

    def init_state(self, ctm: Any) -> None:
        """Begin a page or form with a fresh state, in our own slots."""
        super().init_state(ctm)
        self.textstate: Any = TextState()
        self.graphicstate: Any = GraphicState()

    def carry_out(self, data: bytes) -> None:
        """Carry out page content: plain instructions by their pattern, all others token by token."""
        at: int | None = 0
        self.tokens = MAX_TOKENS
        while at is not None:
            at = self._carry_out_plain(data, at)
            if at is not None:
                word, operands, at, self.tokens = instruction_at(data, at, self.tokens)
                if not word:
                    return
                self.budget.operators -= 1 + len(operands)
                if self.budget.operators < 0:
                    raise TooMuch
                self._act(word, operands)

    def _carry_out_plain(self, data: bytes, at: int) -> int | None:
        """Carry out plain instructions from a place on; gives where one is not plain, null at the end."""
        budget, actions = self.budget, PLAIN_ACTIONS.get
        for step in STEP.finditer(data, at):
            if budget.operators < 0:
                raise TooMuch
            kind = step.lastindex
            if kind == OPERATOR:
                numbers, word = step.group(OPERATOR - 1, OPERATOR)
                operands: list[Any] = [*map(float, numbers.split())] if numbers else []
                budget.operators -= 1 + len(operands)
                method, needed = actions(word, UNKNOWN)
                if len(operands) == needed:
                    self.argstack = operands
                    method(self, *operands)
                elif word in ODD_WORDS:
                    return step.start(OPERATOR - 1)
                else:
                    self._act(word, operands)
            elif kind == SHOWN:
                self._show(PIECES.findall(step[SHOWN]))
            elif kind == SHOWN_ONE:
                self._show((step[SHOWN_ONE],))
            elif kind == MOVED:
                self._show_moved(MOVES.findall(step[MOVED]))
            elif kind == SIZED:
                budget.operators -= 3
                self.do_Tf(name_from(step[SIZED - 1]), float(step[SIZED]))
            elif kind == NAMED and step[NAMED] not in ODD_WORDS:
                budget.operators -= 2
                self._act(step[NAMED], [name_from(step[NAMED - 1])])
            elif kind is None:
                return None
            else:
                return step.start(ODD) if kind == ODD else step.start(NAMED - 1) - 1
        return None

    def _show(self, tokens: Sequence[bytes]) -> None:
        """Show a string, given as the strings and numbers of its array are written."""
        self.budget.operators -= 2
        self.tokens -= len(tokens)
        if self.tokens < 0:
            raise TooMuch
        if self.textstate.font is not None:
            self.canvas.show(self.textstate, tokens, self.graphicstate)

    def _show_moved(self, moves: Sequence[tuple[bytes, bytes, bytes]]) -> None:
        """Show a series of strings, each at a distance from the last one's beginning."""
        self.budget.operators -= 5 * len(moves)
        self.tokens -= len(moves)
        if self.tokens < 0 or self.budget.operators < 0:
            raise TooMuch
        if self.textstate.font is not None:
            self.canvas.show_moved(self.textstate, moves, self.graphicstate)
        else:
            for tx, ty, _ in moves:
                move(self, float(tx), float(ty))

    def _act(self, word: bytes, operands: list[Any]) -> None:
        """Carry out one operator, if it is one and has operands enough."""
        act = ACTIONS.get(word)
        if act is None:
            return
        method, needed = act
        if needed:
            if len(operands) >= needed:
                method(self, *operands[-needed:])
        else:
            self.argstack = operands
            method(self)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show a string; the canvas keeps nothing of the state, so that no copy is made."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def do_BI(self) -> None:  # noqa: N802
        """Keep where a picture given within the content stands."""
        self.canvas.render_image("inline", None)

    def do_q(self) -> None:
        """Save the state, the clip with it."""
        if len(self.gstack) > 10_000:
            raise TooMuch
        self.gstack.append((self.ctm, self.textstate.copy(), self.graphicstate.copy()))
        self.clips.append((self.canvas.clip, getattr(self.graphicstate, "alpha", 1.0)))

    def do_Q(self) -> None:  # noqa: N802
        """Restore the state, the clip with it."""
        super().do_Q()
        if self.clips:
            self.canvas.clip, alpha = self.clips.pop()
            self.graphicstate.alpha = alpha

    def do_W(self) -> None:  # noqa: N802
        """Clip by the path that the next painting ends."""
        self.clipping = True

    def do_W_a(self) -> None:  # noqa: N802
        """Clip likewise, by the other rule."""
        self.clipping = True

    def do_n(self) -> None:
        """End a path, clipping by it if that was asked."""
        if self.clipping and self.curpath:
            self._clip()
        self.clipping = False
        self.curpath = []

    def _clip(self) -> None:
        """Narrow the clip to the box of the current path."""
        found = level_box(self.curpath, self.ctm)
        if found is None:
            points = [step[-2:] for step in self.curpath if len(step) >= 3]
            if not points:
                return
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            found = boxed(self.ctm, (min(xs), min(ys), max(xs), max(ys)))
        x0, y0, x1, y1 = found
        box = (x0, self.canvas.height - y1, x1, self.canvas.height - y0)
        old = self.canvas.clip
        self.canvas.clip = box if old is None else _overlap(box, old)

    def do_sh(self, name: Any) -> None:
        """Note that the page has shading, of which no colour is known."""
        self.canvas.shaded = True

    def do_gs(self, name: Any) -> None:
        """Take the opacity of fills from a named state."""
        name = getattr(name, "name", name)
        if name not in self.opacities:
            states = dict_value(dict_value(self.resources or {}).get("ExtGState", {}))
            self.opacities[name] = resolve1(dict_value(states.get(name, {})).get("ca"))
        opacity = self.opacities[name]
        if isinstance(opacity, (int, float)):
            self.graphicstate.alpha = float(opacity)


def _overlap(a: Any, b: Any) -> Any:
    """The box that two boxes share, empty when they share none."""
    x0, top = max(a[0], b[0]), max(a[1], b[1])
    return (x0, top, max(x0, min(a[2], b[2])), max(top, min(a[3], b[3])))


def _actions() -> dict[bytes, tuple[Callable[..., None], int]]:
    """Each operator's method and how many operands it takes."""
    spelled = {"_a": "*", "_q": "'", "_w": '"'}
    found: dict[bytes, tuple[Callable[..., None], int]] = {}
    for name in dir(CappedInterpreter):
        if name.startswith("do_"):
            word = name[3:]
            for ours, theirs in spelled.items():
                if word.endswith(ours):
                    word = word[: -len(ours)].rstrip("_") + theirs
            method = getattr(CappedInterpreter, name)
            found[word.encode()] = (method, method.__code__.co_argcount - 1)
    return found


ACTIONS = _actions()
PLAIN_ACTIONS = {**ACTIONS, **PLAIN, **dict.fromkeys(ODD_WORDS, (nothing, -1))}
UNKNOWN = (nothing, 0)
