"""A zip to documents, read in memory and never written anywhere."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from foi_extract.errors import SourceError
from foi_extract.reading.asking import message_answered
from foi_extract.reading.characters import decoded
from foi_extract.reading.correspondence import (
    Letter,
    document_from_letters,
    documents_from_correspondence,
    is_correspondence,
)
from foi_extract.reading.registry import documents_of_part
from foi_records.document import Document, Known, Note, Source

MOST_MEMBERS = 5_000
LARGEST_MEMBER = 200_000_000
LARGEST_WHOLE = 1_000_000_000
STEEPEST = 300
"""Times that a large member may be larger than it is packed; beyond it is a bomb."""
LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db\Z|desktop\.ini\Z)")
BATCH_MESSAGE = re.compile(
    r"(?P<folder>\A(?:[^/]{1,300}/){1,4})(?P<way>incoming|outgoing)_(?P<id>\d{1,12})\.txt\Z"
)
UNPRINTED = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(slots=True)
class Member:
    """A file in a zip; its name without steps up or drive letters, for reading only."""

    name: str
    data: bytes


def read(data: bytes, source: Source) -> list[Document]:
    """The documents in a zip, in the order of its members; what can't be read is noted on the first."""
    notes: list[Note] = []
    members = list(members_of_zip(data, source, notes))
    documents, members = documents_from_batch(members, source)
    errors: list[SourceError] = []
    for member in members:
        try:
            documents += _documents_of_member(member, members, source)
        except SourceError as error:
            errors.append(error)
            notes.append(Note("attachment-unread", f"{member.name}: {error.message}"))
    if not documents:
        if len(notes) == len(errors) == 1:
            raise SourceError(errors[0].kind, f"{source.name}: {errors[0].message}")
        first = f" {notes[0].message}" if notes else ""
        raise SourceError("empty", f"{source.name} is a zip without a file that can be read.{first}")
    documents[0].notes += notes
    return documents


def _documents_of_member(member: Member, members: list[Member], source: Source) -> list[Document]:
    """A member's documents; the correspondence of a request becomes one for each reply."""
    if PurePosixPath(member.name).name == "correspondence.txt":
        text = decoded(member.data)
        if is_correspondence(text):
            folder = str(PurePosixPath(member.name).parent)
            beside = [
                PurePosixPath(m.name).name for m in members if str(PurePosixPath(m.name).parent) == folder
            ]
            return documents_from_correspondence(text, source, beside)
    return documents_of_part(member.data, member.name, source, member.name)


def documents_from_batch(members: list[Member], source: Source) -> tuple[list[Document], list[Member]]:
    """The replies in a zip of a batch of requests, and the members that are none of their texts.

    Each request has a folder "{authority} - {title}/{time}" of ``outgoing_{id}.txt`` and ``incoming_…``.
    These don't say which came first: where a later message asks anew, what a reply answers is left open.
    """
    messages = {m.name: found for m in members if (found := BATCH_MESSAGE.search(m.name))}
    if not messages:
        return [], members
    documents: list[Document] = []
    by_name = {m.name: m for m in members}
    for name, found in messages.items():
        folder = found["folder"]
        sent = [n for n, f in messages.items() if f["folder"] == folder and f["way"] == "outgoing"]
        sent.sort(key=lambda n: int(messages[n]["id"]))
        asked = message_answered([decoded(by_name[n].data) for n in sent])
        request = by_name[sent[0]] if asked and asked.place == 0 else None
        if found["way"] == "incoming" and by_name[name].data.strip():
            documents.append(_batch_document(by_name[name], request, folder, found["id"], members, source))
    return documents, [m for m in members if m.name not in messages]


def _batch_document(
    reply: Member, request: Member | None, folder: str, number: str, members: list[Member], source: Source
) -> Document:
    """One reply of a batch, its request after it; the folder's name says whose reply it is."""
    inside = f"{folder}attachments-{number}/"
    files = tuple(m.name[len(inside) :] for m in members if m.name.startswith(inside))
    authority = folder.split("/")[0].rpartition(" - ")[0]
    letters = [
        Letter(0, "", "", None, decoded(m.data) if m else "", names)
        for m, names in ((reply, files), (request, ()))
    ]
    known = Known(authority=authority or None)
    return document_from_letters(letters[0], letters[1], source, known, reply.name)


def members_of_zip(data: bytes, source: Source, notes: list[Note]) -> Iterator[Member]:
    """The files of a zip, capped in number and size; locked and overlarge ones are noted."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise SourceError("unreadable", f"{source.name} is a zip that is damaged. Fetch it again.") from error
    whole = 0
    with archive:
        files = [i for i in archive.infolist() if not i.is_dir() and not LITTER.search(i.filename)]
        if files and all(info.flag_bits & 1 for info in files):
            raise SourceError(
                "encrypted", f"{source.name} is a zip with a password. Unpack it and give its files."
            )
        for info in files[:MOST_MEMBERS]:
            member = _member(archive, info, notes)
            whole += len(member.data) if member else 0
            if whole > LARGEST_WHOLE:
                notes.append(
                    Note("truncated", f"{source.name} holds more than can be read; the rest was left.")
                )
                return
            if member:
                yield member
        if len(files) > MOST_MEMBERS:
            notes.append(
                Note("truncated", f"Only the first {MOST_MEMBERS} files of {source.name} were read.")
            )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, notes: list[Note]) -> Member | None:
    """One file's bytes, null when it is locked, broken, or larger than it may be."""
    name = safe_name(info.filename)
    steep = info.file_size > 10_000_000 and info.file_size > STEEPEST * max(info.compress_size, 1)
    if info.file_size > LARGEST_MEMBER or steep:
        notes.append(
            Note("truncated", f"{name} is too large to be read out of its zip. Unpack it and give it alone.")
        )
        return None
    try:
        with archive.open(info) as stream:
            data = stream.read(LARGEST_MEMBER + 1)
    except (
        zipfile.BadZipFile,
        RuntimeError,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        MemoryError,
    ) as error:
        locked = "needs a password" if info.flag_bits & 1 else "is damaged"
        notes.append(Note("attachment-unread", f"{name} {locked}: {type(error).__name__}. Give it alone."))
        return None
    except Exception:  # zlib.error and its kin, which have no common base
        notes.append(Note("attachment-unread", f"{name} is damaged. Fetch the zip again."))
        return None
    return Member(name, data) if len(data) <= LARGEST_MEMBER else None


def safe_name(name: str) -> str:
    """A member's name as a plain relative path: no root, no drive, no steps up, nothing unprinted."""
    parts = [p for p in re.split(r"[\\/]+", UNPRINTED.sub("", name)) if p not in {"", ".", ".."}]
    parts = [p for p in parts if not re.fullmatch(r"[A-Za-z]:", p)]
    return "/".join(parts)[:400] or "unnamed"
