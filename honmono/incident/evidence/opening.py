"""The manifest and the signature of a bundle, also where bytes around them were changed.

Both stand at the front.  Their headers say how long they are; where a header is damaged,
their own form does: rows of the manifest are lines, and what follows them holds a zero
byte, which no row does.  What is found is believed only if the signature fits.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from typing import IO, Final, NamedTuple

from honmono.incident.evidence.differences import Difference
from honmono.incident.evidence.manifest import (
    MAX_FILES,
    MAX_MANIFEST,
    MAX_ROW,
    NAME,
    SIGNATURE,
    Cover,
    File,
    read_cover,
    read_file,
)
from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.signing import FORMAT, SIZE, Signature
from honmono.incident.evidence.zip_layout import LOCAL, LOCAL_SIZE, Member

_FIRST: Final = b'{"created":"'
_SIGNATURE: Final = f'{{"format":"{FORMAT}"'.encode()
_CHUNK: Final = 2**20
_NEAR: Final = 4096
"""Bytes in which the signature is looked for behind the manifest."""


class Front(NamedTuple):
    """What a bundle says of itself."""

    cover: Cover | None
    files: tuple[File, ...]
    manifest: Member
    signature_file: Member
    signature: Signature | None
    signed: bool
    """The signature fits the manifest."""

    whole: bool
    """Every row of the manifest could be read."""

    differences: tuple[Difference, ...]


class _Header(NamedTuple):
    """What a local header says, as far as it can be read."""

    crc: int
    size: int


def open_front(file: IO[bytes], size: int) -> Front:
    """Read manifest and signature.

    Raises:
        EvidenceError: the file is no bundle.

    """
    start = _start_of_manifest(file)
    header = _header_before(file, start, NAME)
    end = _end_of_manifest(file, start, header, size)
    cover, files, differences, digest, crc = _read_manifest(file, start, end)
    begin, content, signature = _signature_after(file, end)
    signed = signature is not None and signature.fits(digest)
    own = _header_before(file, begin, SIGNATURE)
    sealed = Member(SIGNATURE, SIZE, zlib.crc32(content))
    listed = Member(NAME, end - start, crc)
    if not signed:
        differences += _whose_fault(
            (listed, header, start, end), (sealed, own, begin, begin + len(content))
        )
        listed = _as_headed(listed, header)
        sealed = _as_headed(sealed, own)._replace(size=SIZE)
    whole = cover is not None and cover.files == len(files)
    return Front(
        cover,
        tuple(files),
        listed,
        sealed,
        signature,
        signed,
        whole,
        tuple(differences),
    )


def _start_of_manifest(file: IO[bytes]) -> int:
    usual = LOCAL_SIZE + len(NAME)
    file.seek(0)
    head = file.read(usual + len(_FIRST))
    if head[LOCAL_SIZE:usual] == NAME.encode() or head[usual:] == _FIRST:
        return usual
    found = _find(file, _FIRST)
    if found is None:
        raise EvidenceError("no-bundle", file=getattr(file, "name", ""))
    return found


def _find(file: IO[bytes], wanted: bytes) -> int | None:
    """The first place of some bytes in a file."""
    file.seek(0)
    held, offset = b"", 0
    while chunk := file.read(_CHUNK):
        held += chunk
        if (place := held.find(wanted)) >= 0:
            return offset + place
        offset += len(held) - len(wanted)
        held = held[-len(wanted) :]
    return None


def _header_before(file: IO[bytes], start: int, name: str) -> _Header | None:
    length = LOCAL_SIZE + len(name)
    if start < length:
        return None
    file.seek(start - length)
    raw = file.read(length)
    if raw[:4] != LOCAL or raw[LOCAL_SIZE:] != name.encode():
        return None
    crc, _, size = struct.unpack_from("<III", raw, 14)
    return _Header(crc, size)


def _end_of_manifest(
    file: IO[bytes], start: int, header: _Header | None, size: int
) -> int:
    if header and 0 < header.size <= min(size - start, MAX_MANIFEST):
        end = start + header.size
        file.seek(end - 1)
        behind = file.read(1 + LOCAL_SIZE + len(SIGNATURE))
        if behind[:1] == b"\n" and behind.endswith(SIGNATURE.encode()):
            return end
    file.seek(start)
    end = start
    for _ in range(MAX_FILES + 1):
        line = file.readline(MAX_ROW)
        if not line or b"\0" in line or end + len(line) > start + MAX_MANIFEST:
            break
        end += len(line)
    return end


def _read_manifest(
    file: IO[bytes], start: int, end: int
) -> tuple[Cover | None, list[File], list[Difference], bytes, int]:
    cover: Cover | None = None
    files: list[File] = []
    differences: list[Difference] = []
    digest, crc, place, names = hashlib.sha256(), 0, start, {NAME, SIGNATURE}
    for number, line in enumerate(_lines(file, start, end), 1):
        digest.update(line)
        crc = zlib.crc32(line, crc)
        row = read_file(line)
        if number == 1:
            cover = read_cover(line)
        elif row and row.name not in names:
            names.add(row.name)
            files.append(row)
        if (number == 1 and not cover) or (number > 1 and not row):
            what = "manifest-row"
        elif number > 1 and row and (not files or files[-1] is not row):
            what = "name-twice"
        else:
            what = ""
        if what:
            where = (place, place + len(line))
            differences.append(Difference(what, NAME, *where, {"row": number}))
        place += len(line)
    if cover and cover.files != len(files):
        counts = {"said": cover.files, "found": len(files)}
        differences.append(Difference("manifest-count", NAME, start, end, counts))
    return cover, files, differences, digest.digest(), crc


def _lines(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    left = end - start
    for _ in range(MAX_FILES + 1):
        if not (line := file.readline(min(left, MAX_ROW))):
            return
        left -= len(line)
        yield line


def _signature_after(file: IO[bytes], end: int) -> tuple[int, bytes, Signature | None]:
    """Where it begins, its bytes, and what they say."""
    file.seek(end)
    near = file.read(_NEAR)
    usual = LOCAL_SIZE + len(SIGNATURE)
    found = near.find(_SIGNATURE)
    for place in (usual, found):
        content = near[place : place + SIZE]
        if place >= 0 and (signature := Signature.read(content)):
            return end + place, content, signature
    return end + usual, near[usual : usual + SIZE], None


def _whose_fault(
    *pairs: tuple[Member, _Header | None, int, int],
) -> list[Difference]:
    """Which of the two was changed, as far as their checksums say."""
    changed = [
        Difference("front-changed", member.name, start, end)
        for member, header, start, end in pairs
        if header is None or header.crc != member.crc
    ]
    if changed:
        return changed
    (member, _, start, end), _ = pairs
    return [Difference("signature-does-not-fit", member.name, start, end)]


def _as_headed(member: Member, header: _Header | None) -> Member:
    """As its own header says that it was, where there is one."""
    return member._replace(crc=header.crc, size=header.size) if header else member
