"""The plain instructions of page content by one pattern: an operator with its operands in one match.

Nearly all of a page is in a few plain forms: numbers and an operator, a string or an array of strings to be
shown, a name and an operator.  Whatever else there is comes as ``ODD`` and is left to ``pdf_tokens``, which
knows every token.
"""

from __future__ import annotations

import re

PIECE = rb"(?:\([^()\\]*+(?:\\.[^()\\]*+)*+\)|<[0-9A-Fa-f]*+>)"
PARTS = {
    b"blank": rb"[\t\n\f\r\x20]",
    b"amount": rb"[+-]?+(?:\d{1,15}+(?:\.\d*+)?+|\.\d++)",
    b"word": rb"[A-Za-z'\"][A-Za-z0-9'\"*]*+",
    b"ended": rb"(?![A-Za-z0-9'\"*])",
    b"name": rb"[^\x00\t\n\f\r\x20()<>\[\]{}/%]*+",
    b"piece": PIECE,
}
PARTS[b"moved"] = (
    rb"%(amount)b%(blank)b++ %(amount)b%(blank)b++ Td %(blank)b*+ %(piece)b %(blank)b*+ Tj%(ended)b" % PARTS
)
STEP = re.compile(
    rb"""(?: %(blank)b++ | E(?:T|MC)%(ended)b                                # what leaves no trace
      | /%(name)b %(blank)b*+ (?:<<(?:[^<>()]++|%(piece)b)*+>>|/%(name)b) %(blank)b*+ BDC%(ended)b )*+
    (?: ((?: %(moved)b %(blank)b*+ ){2,}+)                                  # strings, each moved to its place
      | ((?:%(amount)b%(blank)b++)*+) (%(word)b)                            # numbers, an operator
      | \[ ((?:%(blank)b*+(?:%(piece)b|%(amount)b(?=[\t\n\f\r\x20(<\]])))*+) %(blank)b*+
        \] %(blank)b*+ TJ%(ended)b                                          # an array of strings to be shown
      | (%(piece)b) %(blank)b*+ Tj%(ended)b
      | /(%(name)b) %(blank)b++ (%(amount)b) %(blank)b++ Tf%(ended)b
      | /(%(name)b) %(blank)b++ (%(word)b)                                     # a name, an operator
      | ([\x00-\xff])
      | \Z )"""
    % PARTS,
    re.VERBOSE | re.DOTALL,
)
"""One instruction, from where the last one ended; always matches, at the end of the content with nothing."""
MOVED, OPERATOR, SHOWN, SHOWN_ONE, SIZED, NAMED, ODD = 1, 3, 4, 5, 7, 9, 10
"""The last group that each form fills: its kind."""

MOVES = re.compile(
    rb"([-+.0-9]++)[\t\n\f\r\x20]++([-+.0-9]++)[\t\n\f\r\x20]++Td[\t\n\f\r\x20]*+(" + PIECE + rb")", re.DOTALL
)
"""The distances and strings of a series of strings that ``STEP`` found plain."""
PIECES = re.compile(PIECE + rb"|[-+.0-9]++", re.DOTALL)
"""The strings and numbers of an array that ``STEP`` found plain."""
