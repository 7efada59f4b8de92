"""Bytes to documents: one module a form, and the registry that chooses by what the bytes are."""

from foi_extract.reading.registry import documents_from_bytes

__all__ = ["documents_from_bytes"]
