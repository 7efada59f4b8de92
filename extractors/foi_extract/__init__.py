"""foi-extract: published Freedom of Information responses, read into structured records.

>>> from foi_extract import extract
>>> response = extract("samples/healthy-minds/response.pdf")[0]
>>> response.exchanges[0].answer.text

``extract`` gives the records of one source, ``extract_all`` those of many by supervised processes, and
``Corpus`` puts records into DataFrames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foi_extract.front import extract, extract_all
    from foi_records.corpus import Corpus
    from foi_records.response import Response

__all__ = ["Corpus", "Response", "extract", "extract_all"]

_HOMES = {
    "Corpus": "foi_records.corpus",
    "Response": "foi_records.response",
    "extract": "foi_extract.front",
    "extract_all": "foi_extract.front",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command starts without them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
