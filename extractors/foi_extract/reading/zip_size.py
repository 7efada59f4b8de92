"""Zip-packed Office files too large to be opened safely."""

from __future__ import annotations

import zipfile
from io import BytesIO

from foi_extract.errors import SourceError

LARGEST = 300_000_000
STEEPEST = 200


def refuse_bomb(data: bytes, name: str) -> None:
    """Raise ``SourceError`` for a packed file that would grow beyond any document when unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            whole = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise SourceError("unreadable", f"{name} is damaged. Fetch it again.") from error
    if whole > LARGEST or (whole > 50_000_000 and whole > STEEPEST * len(data)):
        raise SourceError(
            "memory", f"{name} is too large to be opened ({whole:,} bytes). Split it and give the parts."
        )
