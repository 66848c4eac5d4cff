"""The list of a bundle's files, one a line; what is signed.

    {"created":"2026-04-06T…","files":5,"format":"honmono-evidence-1","incident":"n001",…}
    {"crc32":"1c29…","marks":"9b01…","name":"incident.json","sha256":"3f9a…","size":812}

`sha256` decides whether a file is as it was; `marks`, a CRC-32 of each block, only tell
where it is not.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, Self

from honmono.incident.evidence.chain import Head, canonical, is_sha256, parse_object
from honmono.incident.evidence.zip_layout import Member

NAME: Final = "manifest.jsonl"
SIGNATURE: Final = "signature.json"
FORMAT: Final = "honmono-evidence-1"

INCIDENT: Final = "incident.json"
LOG: Final = "log.jsonl"
VALUES: Final = "values.jsonl"

MAX_FILES: Final = 200_000
MAX_MANIFEST: Final = 96 * 2**20
"""Bytes; 200,000 mails have 40 MB."""

MAX_ROW: Final = 2**14
_BLOCK: Final = 2**12
_BLOCKS: Final = 1024
"""Marks of one file at most."""

_NAME: Final = re.compile(r"[^\x00-\x1f\x7f/\\][^\x00-\x1f\x7f\\]{0,254}")
_CRC: Final = re.compile(r"[0-9a-f]{8}")
_MARKS: Final = re.compile(r"(?:[0-9a-f]{8})*")


class File(NamedTuple):
    """One file of a bundle."""

    name: str
    size: int
    sha256: str
    crc: int
    marks: str
    """Eight digits a block; empty for a file of one block."""

    @property
    def member(self) -> Member:
        """As the ZIP has it."""
        return Member(self.name, self.size, self.crc)

    def as_line(self) -> bytes:
        """As the manifest has it."""
        return row(
            crc32=f"{self.crc:08x}",
            marks=self.marks,
            name=self.name,
            sha256=self.sha256,
            size=self.size,
        )


class Cover(NamedTuple):
    """The first line: what the bundle is about."""

    incident: str
    created: str
    files: int
    head: Head
    """End of the log when the bundle was made."""

    def as_line(self) -> bytes:
        """As the manifest has it."""
        return row(
            created=self.created,
            files=self.files,
            format=FORMAT,
            incident=self.incident,
            log={"hash": self.head.hash, "number": self.head.number},
        )


class Measured:
    """Size and hashes of bytes that pass by."""

    def __init__(self, size: int) -> None:
        self.size = self.crc = 0
        self._digest = hashlib.sha256()
        self._block = block_size(size)
        self._marks: list[int] = []
        self._room = 0

    def take(self, chunk: bytes) -> None:
        """Go on by these bytes."""
        self.size += len(chunk)
        self._digest.update(chunk)
        self.crc = zlib.crc32(chunk, self.crc)
        left = memoryview(chunk)
        while left:
            if not self._room:
                self._marks.append(0)
                self._room = self._block
            part, left = left[: self._room], left[self._room :]
            self._marks[-1] = zlib.crc32(part, self._marks[-1])
            self._room -= len(part)

    @property
    def sha256(self) -> str:
        """Of all that passed."""
        return self._digest.hexdigest()

    @property
    def marks(self) -> str:
        """Of all that passed."""
        many = len(self._marks) > 1
        return "".join(f"{mark:08x}" for mark in self._marks) if many else ""

    @classmethod
    def of(cls, chunks: Iterable[bytes], size: int) -> Self:
        """Measure bytes to their end; `size` is about how many there are."""
        measured = cls(size)
        for chunk in chunks:
            measured.take(chunk)
        return measured

    def file(self, name: str) -> File:
        """As a row of the manifest."""
        return File(name, self.size, self.sha256, self.crc, self.marks)


def block_size(size: int) -> int:
    """Bytes of one block of a file: 4 kB, or more where there would be too many."""
    block = _BLOCK
    while block * _BLOCKS < size:
        block *= 2
    return block


def row(**fields: Any) -> bytes:
    """One line of the manifest."""
    return canonical(fields) + b"\n"


def read_file(line: bytes) -> File | None:
    """A row of a manifest that may be anybody's; None when it is none."""
    found = parse_object(line)
    if found is None or set(found) != {"crc32", "marks", "name", "sha256", "size"}:
        return None
    name, size, crc = found["name"], found["size"], found["crc32"]
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        return None
    if type(size) is not int or not 0 <= size < 2**62:
        return None
    if not (isinstance(crc, str) and _CRC.fullmatch(crc)):
        return None
    if not (isinstance(found["marks"], str) and _MARKS.fullmatch(found["marks"])):
        return None
    if not is_sha256(found["sha256"]):
        return None
    file = File(name, size, found["sha256"], int(crc, 16), found["marks"])
    return file if _is_canonical(file, line) else None


def read_cover(line: bytes) -> Cover | None:
    """The first line of a manifest that may be anybody's; None when it is none."""
    found = parse_object(line)
    if found is None or found.get("format") != FORMAT:
        return None
    log, files = found.get("log"), found.get("files")
    incident, created = found.get("incident"), found.get("created")
    if not isinstance(log, dict) or not is_sha256(log.get("hash")):
        return None
    if type(log.get("number")) is not int or type(files) is not int:
        return None
    if not isinstance(incident, str) or not isinstance(created, str):
        return None
    cover = Cover(incident, created, files, Head(log["number"], log["hash"]))
    return cover if _is_canonical(cover, line) else None


def _is_canonical(value: File | Cover, line: bytes) -> bool:
    try:
        return value.as_line() == line
    except ValueError:  # half a character
        return False
