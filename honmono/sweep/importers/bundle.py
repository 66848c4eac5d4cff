"""Many reports at once: a ZIP file, with ZIP files in it, one step deep.

    members("tokyo.zip", data)    every file in it; a file that is no ZIP is its own

Names are shown and never opened.  Sizes, counts and steps are bounded, and what is left
out is told: nothing disappears silently.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from honmono.sweep.importers._core import LARGEST, Trouble
from honmono.sweep.importers.wording import said

MOST_MEMBERS: Final = 100_000
MOST_UNPACKED: Final = 1 * 2**30
"""Bytes of all that comes out of one ZIP file, those in it included."""

MOST_ENCRYPTED: Final = 16 * 2**20
"""The same of encrypted members: deciphering them is slow."""

_ENTRY: Final = 46
"""Bytes of the shortest entry in a ZIP file's directory."""

_LARGEST_DIRECTORY: Final = 16 * 2**20
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_NOBODYS: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""Files that Windows and macOS put into folders by themselves."""

_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError, struct.error, IndexError, KeyError),
)
"""What `zipfile` raises over ZIP files that are broken, or of a kind it does not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file with its bytes, or why it could not be had."""

    name: str
    """Without folders, as importers want it."""

    place: str
    """For people: `tokyo.zip/floor2/TKY-PC014_msert.log`."""

    data: bytes = b""
    trouble: Trouble | None = None


@dataclass(slots=True)
class _Left:
    """What may still come out of a bundle."""

    members: int = MOST_MEMBERS
    unpacked: int = MOST_UNPACKED
    encrypted: int = MOST_ENCRYPTED


def is_bundle(data: bytes) -> bool:
    """Is it a ZIP file?"""
    return data.startswith(_ZIP)


def members(name: str, data: bytes, password: str = "") -> Iterator[Member]:
    """The files in a ZIP file, or the file itself."""
    place = shown(name)
    if not is_bundle(data):
        yield Member(_last(name), place, data)
        return
    yield from _unpacked(place, data, password, _Left(), is_inner=False)


def shown(untrusted_name: str) -> str:
    """A name for people: its end, since that tells most."""
    return said(
        "".join(c if c.isprintable() else "\ufffd" for c in untrusted_name[-200:])
    )


def _last(untrusted_name: str) -> str:
    return shown(untrusted_name.replace("\\", "/").rstrip("/").rpartition("/")[2])


def _unpacked(
    place: str, data: bytes, password: str, left: _Left, *, is_inner: bool
) -> Iterator[Member]:
    name = _last(place)
    trouble = _directory_trouble(data)
    if trouble is not None:
        yield Member(name, place, trouble=trouble)
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        yield Member(name, place, trouble=Trouble("bundle-broken"))
        return
    # Not `is_dir`: it raises over an entry without a name.
    entries = [one for one in archive.infolist() if not one.filename.endswith("/")]
    if any(one.filename == "[Content_Types].xml" for one in entries):
        yield Member(name, place, trouble=Trouble("office-file"))
        return
    if not entries:
        yield Member(name, place, trouble=Trouble("bundle-empty"))
    for entry in entries:
        if left.members <= 0 or left.unpacked <= 0:
            yield Member(name, place, trouble=Trouble("bundle-too-much"))
            return
        left.members -= 1
        yield from _member(archive, entry, place, password, left, is_inner=is_inner)


def _member(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    place: str,
    password: str,
    left: _Left,
    *,
    is_inner: bool,
) -> Iterator[Member]:
    full = _name(entry)
    name, inner_place = _last(full), shown(f"{place}/{full}")
    if name.casefold() in _NOBODYS or full.startswith("__MACOSX/"):
        return
    data, trouble = _bytes(archive, entry, full, password, left)
    if trouble is not None:
        yield Member(name, inner_place, trouble=trouble)
    elif not is_bundle(data):
        yield Member(name, inner_place, data)
    elif is_inner:
        yield Member(name, inner_place, trouble=Trouble("bundle-too-deep"))
    else:
        yield from _unpacked(inner_place, data, password, left, is_inner=True)


def _bytes(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    full: str,
    password: str,
    left: _Left,
) -> tuple[bytes, Trouble | None]:
    """The bytes of a member, counted while they come: what a ZIP says of sizes may lie."""
    if not _is_inside(full) or stat.S_ISLNK(entry.external_attr >> 16):
        return b"", Trouble("bundle-name")
    if entry.compress_type not in _METHODS:
        return b"", Trouble("bundle-method")
    is_encrypted = bool(entry.flag_bits & 1)
    if is_encrypted and not password:
        return b"", Trouble("bundle-encrypted")
    most = min(LARGEST, left.unpacked, left.encrypted if is_encrypted else LARGEST)
    try:
        with archive.open(
            entry, pwd=password.encode() if is_encrypted else None
        ) as file:
            data = file.read(most + 1)
    except RuntimeError:
        return b"", Trouble("bundle-password" if is_encrypted else "bundle-broken")
    except _BROKEN:
        return b"", Trouble("bundle-broken")
    left.unpacked -= len(data)
    left.encrypted -= len(data) if is_encrypted else 0
    if len(data) > most:
        return b"", Trouble("too-large", values={"most": f"{most >> 20}"})
    return data, None


def _directory_trouble(data: bytes) -> Trouble | None:
    """Is its directory so large that reading it alone would be too much?"""
    end = len(data) - 22
    if data[end : end + 4] != _ZIP[1] or data[-2:] != b"\0\0":
        end = data.rfind(_ZIP[1], max(0, len(data) - 22 - 65_535))
    if end < 0 or len(data) < end + 22:
        return Trouble("bundle-broken")
    count, size = struct.unpack("<HI", data[end + 10 : end + 16])
    if 0xFFFF in (count, size >> 16):  # ZIP64: larger than anything we take
        return Trouble("bundle-too-much")
    if size > _LARGEST_DIRECTORY or count * _ENTRY > max(size, 1):
        too_much = size > _LARGEST_DIRECTORY
        return Trouble("bundle-too-much" if too_much else "bundle-broken")
    return None


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: Japanese Windows writes CP932 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.orig_filename.encode("cp437").decode("cp932").replace("\\", "/")
    except UnicodeError:
        return entry.filename


def _is_inside(full: str) -> bool:
    """Would it stay inside of a folder?  We unpack nothing to one; others might."""
    path = PurePosixPath(full.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or full[1:2] == ":")
