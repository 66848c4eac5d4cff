"""Members of a ZIP archive: unpacked one by one, in the sandbox.

    letters.zip     order.eml   deflated   12,304 bytes   →   item 0
                    re.eml      AES-256    locked         →   item 1, with the password
                    bomb.txt    4 GB                      →   too large, by its directory

The directory at the archive's end says what lies where.  Nothing else of it is believed:
no more is unpacked than a member may have, checksums are compared, members that share
bytes with others are refused (so are bombs built), and names are shown and never used.
Over damaged data the libraries raise whatever comes to them, so everything is caught
where they are called, but for the end of memory, which is the sandbox's to tell.

Encrypted are ZipCrypto, which everybody can break, and AES as WinZip and 7-Zip write it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Final

import pyzipper

from honmono.mail.sandbox import FailureKind, Item, Refused

MAX_MEMBER: Final = 128 * 2**20
"""Bytes of one member: it has to fit into the worker's memory twice."""

_PIECE: Final = 2**20
_SHOWN: Final = 120
"""Characters of a name."""

_AES: Final = 99
"""The compression type of members that are encrypted with AES (APPNOTE, appendix E)."""
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_LOCAL_HEADER: Final = 30
"""Bytes of the header before each member, without name and extra fields."""


def members(
    file: IO[bytes],
    *,
    most: str,
    password: str = "",
    start: str = "0",
    locked: str = "read",
) -> Iterator[Item]:
    """Yield how many members there are, then each from `start` on.

    Args:
        file: the archive.
        most: files that it may have.
        password: opens those that are encrypted.
        start: number of the first that is wanted.
        locked: `skip` to pass over those that are encrypted.

    Raises:
        Refused: it is no archive, or locked, and the password does not open it.

    """
    archive = _opened(file)
    files = [m for m in archive.infolist() if not m.filename.endswith("/")]
    if len(files) > int(most):
        detail = f"{len(files):,} files in one archive; up to {int(most):,} are read"
        raise Refused(FailureKind.TOO_LARGE, detail)
    keys = [member for member in files if member.flag_bits & _ENCRYPTED]
    key, known = b"", dict[int, bytes]()
    if keys and locked != "skip":
        key, known = _key(archive, keys, len(files), password)
    shared = _overlapping(files)
    yield Item(json.dumps({"files": len(files)}), b"")
    for member in files[int(start) :]:
        label = {"name": shown(member), "size": min(member.file_size, MAX_MEMBER)}
        if locked == "skip" and member.flag_bits & _ENCRYPTED:
            yield Item(json.dumps({**label, "skipped": True}), b"")
            continue
        try:
            if id(member) in shared:
                detail = "it shares its bytes with another file of the archive"
                raise Refused(FailureKind.BROKEN, detail)
            data = known.get(id(member)) or _unpacked(archive, member, key)
            yield Item(json.dumps(label), data)
        except Refused as refused:
            trouble = {"trouble": refused.kind.value, "detail": refused.detail}
            yield Item(json.dumps({**label, **trouble}), b"")


def warm_up() -> None:
    """Have the ciphers loaded, which come with the first archive that needs them."""
    kept = io.BytesIO()
    with pyzipper.AESZipFile(
        kept, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(b"warm")
        archive.writestr("up", b"data")
    with pyzipper.AESZipFile(kept) as archive:
        archive.read("up", b"warm")
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(io.BytesIO(), "w", method) as plain:
            plain.writestr("up", b"data")
            plain.read("up")


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    """Read the directory, with the library that can decrypt it."""
    try:
        archive = zipfile.ZipFile(file)
        if any(member.compress_type == _AES for member in archive.infolist()):
            return pyzipper.AESZipFile(file)  # type: ignore[no-any-return]
    except NotImplementedError as error:
        raise Refused(FailureKind.NOT_SUPPORTED, str(error)) from error
    except MemoryError:
        raise
    except Exception as error:
        detail = "a ZIP archive without a directory at its end: cut off, or damaged"
        raise Refused(FailureKind.BROKEN, detail) from error
    return archive


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, key: bytes) -> bytes:
    """Unpack one member, as far as it may go."""
    if member.file_size > MAX_MEMBER:
        raise Refused(FailureKind.TOO_LARGE, _too_large(member.file_size))
    pieces, size = [], 0
    try:
        with archive.open(member, pwd=key or None) as stream:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > MAX_MEMBER:
                    raise Refused(FailureKind.TOO_LARGE, _too_large(size))
    except NotImplementedError as error:  # Deflate64, PPMd, "strong" encryption
        raise Refused(FailureKind.NOT_SUPPORTED, f"{error}; unpack it first") from error
    except RuntimeError as error:
        detail = "another password than that of the others"
        raise Refused(FailureKind.LOCKED, detail) from error
    except (MemoryError, Refused):
        raise
    except Exception as error:
        detail = f"damaged: {str(error) or type(error).__name__}"
        raise Refused(FailureKind.BROKEN, detail) from error
    return b"".join(pieces)


def _too_large(size: int) -> str:
    return f"{size:,} bytes or more; up to {MAX_MEMBER:,} are read; unpack it first"


def _key(
    archive: zipfile.ZipFile, keys: list[zipfile.ZipInfo], files: int, password: str
) -> tuple[bytes, dict[int, bytes]]:
    """Find the bytes of the password that open the archive, and what they opened.

    The smallest members are unpacked whole: a ZipCrypto header lets one wrong password
    of 256 through, the checksum does not.
    """
    what = f"{len(keys):,} of its {files:,} files are locked with a password"
    mend = "give it in HONMONO_ZIP_PASSWORD, or on a terminal, which asks for it"
    if not password:
        raise Refused(FailureKind.LOCKED, f"{what}: {mend}")
    for member in sorted(keys, key=lambda member: member.file_size)[:3]:
        for charset in ("utf-8", "cp932"):
            key = password.encode(charset, "replace")
            try:
                data = _unpacked(archive, member, key)
            except Refused as refused:
                if refused.kind is FailureKind.NOT_SUPPORTED:
                    raise
            else:
                return key, {id(member): data}
    wrong = "and the one given does not open them"
    raise Refused(FailureKind.LOCKED, f"{what}, {wrong}: {mend}")


def _overlapping(files: list[zipfile.ZipInfo]) -> set[int]:
    """Which members reach into the next one's bytes, by `id`."""
    ordered = sorted(files, key=lambda member: member.header_offset)
    return {
        id(member)
        for member, after in pairwise(ordered)
        if member.header_offset + _LOCAL_HEADER + member.compress_size
        > after.header_offset
    }


def shown(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 where it says so, else the Japanese of Windows."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for charset in ("utf-8", "cp932"):
            try:
                name = raw.decode(charset)
                break
            except UnicodeDecodeError:
                continue
    return name[-_SHOWN:]
