"""What can go wrong with a source, in words that say what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foi_records.response import ErrorKind


class SourceError(Exception):
    """A source that can't be read; becomes a failed record with this kind and message.

    ``message`` says what is wrong and what to do; ``page`` is the page (from 1) where reading stopped.
    """

    def __init__(self, kind: ErrorKind, message: str, page: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.page = page


class MissingExtra(SourceError):
    """A form that needs a package which is not installed."""

    def __init__(self, form: str, extra: str, verb: str = "Reading") -> None:
        super().__init__(
            "unsupported", f"{verb} {form} needs an extra package: pip install 'foi-extract[{extra}]'."
        )
