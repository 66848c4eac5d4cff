"""Builders of archives: plain, locked, damaged, absurd."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

import pyzipper

PASSWORD: Final = "Kaisha-2026"


def zipped(
    members: Mapping[str, bytes] | list[tuple[str, bytes]],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An archive with these members, in this order."""
    kept = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return kept.getvalue()


def aes(members: Mapping[str, bytes], password: str = PASSWORD) -> bytes:
    """As 7-Zip and WinZip lock."""
    kept = io.BytesIO()
    with pyzipper.AESZipFile(
        kept, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        for name, data in members.items():
            archive.writestr(name, data)
    return kept.getvalue()


def zip_crypto(
    members: Mapping[str, bytes],
    password: bytes = PASSWORD.encode(),
    plain: Mapping[str, bytes] | None = None,
    flags: int = 1,
) -> bytes:
    """As Windows once locked (APPNOTE 6.1); `plain` are members that are not locked."""
    body, directory, count = b"", b"", 0
    pairs = [(n, d, 0) for n, d in (plain or {}).items()]
    pairs += [(n, d, flags) for n, d in members.items()]
    for name, data, flag in pairs:
        stored = _encrypted(data, password) if flag else data
        crc, raw = zlib.crc32(data), name.encode("cp932")
        common = struct.pack(
            "<HHHHHIIIHH", 20, flag, 0, 0, 33, crc, len(stored), len(data), len(raw), 0
        )
        directory += b"PK\1\2\x14\0" + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + raw
        body += b"PK\3\4" + common + raw + stored
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


_CRCS: Final = [zlib.crc32(bytes([n]), 0xFFFFFFFF) ^ 0xFFFFFFFF for n in range(256)]
"""What one byte makes of a CRC-32 of 0, without the turning of bits at both ends."""


def _step(crc: int, byte: int) -> int:
    return (crc >> 8) ^ _CRCS[(crc ^ byte) & 0xFF]


def _encrypted(data: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = _step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _step(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    header = b"ABCDEFGHIJK" + bytes([zlib.crc32(data) >> 24])
    for byte in header + data:
        wide = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ ((wide * (wide ^ 1)) >> 8) & 0xFF)
        update(byte)
    return bytes(out)


def with_sizes(archive: bytes, size: int) -> bytes:
    """The same, with every member's size in the directory a lie."""
    changed, at = bytearray(archive), 0
    while (at := changed.find(b"PK\1\2", at)) >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size)
        at += 4
    return bytes(changed)


def overlapping(data: bytes, times: int) -> bytes:
    """One deflated body, and a directory that lists it many times."""
    one = zipped({"a.eml": data})
    at = one.index(b"PK\1\2")
    entry = one[at : one.index(b"PK\5\6")]
    directory = entry * times
    end = struct.pack("<HHHHIIH", 0, 0, times, times, len(directory), at, 0)
    return one[:at] + directory + b"PK\5\6" + end


def streamed(members: Mapping[str, bytes]) -> bytes:
    """Written without going back: sizes and checksum stand behind each member."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            super().__init__()
            self.kept = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object, /) -> int:
            piece = bytes(data)  # type: ignore[call-overload]
            self.kept += piece
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return bytes(pipe.kept)
