"""The limits that one source may cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``timeout`` in seconds, ``memory`` and ``max_size`` in bytes, ``recycle`` in sources for each child."""

    timeout: float = 60.0
    memory: int = 1_500_000_000
    recycle: int = 300
    max_size: int = 500_000_000

    def as_settings(self) -> dict[str, float | int]:
        """The limits that can change a record, for the journal's fingerprint."""
        kept = asdict(self)
        kept.pop("recycle")
        return kept
