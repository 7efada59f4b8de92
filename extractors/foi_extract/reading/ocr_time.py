"""How long OCR of one source may take: a long scan gives its first pages in time, and not a time-out.

A supervised child is told the time that each source has; read in one's own process, a source has for ever.
"""

from __future__ import annotations

import math
import os
import time

VARIABLE = "FOI_EXTRACT_CHILD_TIMEOUT"
FOR_OCR, FOR_ONE_CALL = 0.5, 0.25
"""Shares of a source's time: for all its pages, and for one call of the OCR program."""
LONGEST_CALL = 120.0


def seconds_of_source() -> float:
    """The seconds that a source has in this process."""
    return float(os.environ.get(VARIABLE) or math.inf)


def end_of_ocr() -> float:
    """When OCR of a source that begins now must begin no further page, by the monotonic clock."""
    return time.monotonic() + FOR_OCR * seconds_of_source()


def seconds_of_call() -> float:
    """The seconds that one call of the OCR program may take."""
    return min(LONGEST_CALL, FOR_ONE_CALL * seconds_of_source())
