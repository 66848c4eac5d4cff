"""Archives that are made to harm whoever unpacks them, built here and kept nowhere."""

from __future__ import annotations

import bz2
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from tests.mail.source.build import mail
from tests.mail.source.zips import PASSWORD, aes, overlapping, zip_crypto, zipped

_MB: Final = 2**20
_DEFLATED, _BZIP2, _LZMA = 8, 12, 14


class Part(NamedTuple):
    """One member as it is written: what it says of itself need not be so."""

    name: str
    packed: bytes
    says: int
    """Bytes that it says to unpack to."""

    method: int = _DEFLATED
    crc: int = 0


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each with its name; it is built when it is called."""
    yield "one member of 4 GB", partial(_zeros, 4096, 4096)
    yield "4 GB that say 100 MB", partial(_zeros, 4096, 100)
    yield "4 GB that say 1 kB", partial(_zeros, 4096, 0)
    yield "archives in archives, 16 wide, 5 deep", partial(_nested, 16, 5)
    yield "an archive in an archive, 200 deep", partial(_nested, 1, 200)
    yield "5,000 members in the same bytes", _shared
    yield "bzip2: 50 members of 120 MB", partial(_many_of, _bzip2, 50)
    yield "LZMA: 50 members of 120 MB", partial(_many_of, _lzma, 50)
    yield "deflate: 50 members of 120 MB, checksums wrong", _wrong_checksums
    yield "LZMA: 20 members that want 4 GB of memory", partial(_many_of, _hungry, 20)
    yield "1,000,000 members of nothing", partial(_nothing, 1_000_000)
    yield "100,000 members of nothing", partial(_nothing, 100_000)
    yield "1,000 names of 60 kB", _long_names
    yield "extra fields without end", _extra_fields
    yield "a directory that says it is everywhere", _lost_directory
    yield "zip64 sizes of 2^64 - 1", _absurd_sizes
    yield "30 MB under ZipCrypto", partial(_locked, zip_crypto, 30)
    yield "120 MB under AES", partial(_locked, aes, 120)


def zeros(megabytes: int) -> bytes:
    """So many MB of nothing, deflated: one block, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(_MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + packer.flush()


def archive_of(parts: list[Part]) -> bytes:
    """Write an archive by hand."""
    body, directory = bytearray(), bytearray()
    for part in parts:
        name = part.name.encode()
        common = struct.pack("<HHHHH", 20, 0, part.method, 0, 33)
        common += struct.pack("<III", part.crc, len(part.packed), part.says)
        common += struct.pack("<HH", len(name), 0)
        directory += b"PK\1\2\x14\0" + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\3\4" + common + name + part.packed
    count = min(len(parts), 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory) + b"PK\5\6" + end


def _zeros(megabytes: int, says: int) -> bytes:
    size = min(says * _MB or 1000, 0xFFFFFFFE)
    return archive_of([Part("bomb.eml", zeros(megabytes), size)])


def _nested(width: int, depth: int) -> bytes:
    inner = zipped({"0.eml": mail() + bytes(100 * _MB if width > 1 else 1)})
    for _ in range(depth):
        inner = zipped({f"{number}.zip": inner for number in range(width)})
    return inner


def _shared() -> bytes:
    return overlapping(mail() + bytes(20 * _MB), 5_000)


def _many_of(make: Callable[[], Part], count: int) -> bytes:
    return archive_of([make()] * count)


def _bzip2() -> Part:
    data = mail() + bytes(120 * _MB)
    return Part("a.eml", bz2.compress(data), len(data), _BZIP2, zlib.crc32(data))


def _lzma() -> Part:
    data = mail() + bytes(120 * _MB)
    return _packed_by_lzma(data)


def _hungry() -> Part:
    part = _packed_by_lzma(mail())
    wish = part.packed[:5] + b"\xff\xff\xff\xff" + part.packed[9:]
    return part._replace(packed=wish)


def _packed_by_lzma(data: bytes) -> Part:
    archive = zipped({"a.eml": data}, zipfile.ZIP_LZMA)
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        (member,) = read.infolist()
    start = 30 + len("a.eml")
    packed = archive[start : start + member.compress_size]
    # bit 1 of the flags, which says that an end is marked, is not needed
    return Part("a.eml", packed, len(data), _LZMA, member.CRC)


def _wrong_checksums() -> bytes:
    return archive_of([Part("a.eml", zeros(120), 120 * _MB, crc=1)] * 50)


def _nothing(count: int) -> bytes:
    return archive_of([Part("a", b"", 0, 0)] * count)


def _long_names() -> bytes:
    return archive_of([Part("あ" * 20_000, b"", 0, 0)] * 1_000)


def _extra_fields() -> bytes:
    one = bytearray(zipped({"a.eml": mail()}))
    at = one.index(b"PK\1\2")
    entry = bytearray(one[at : one.index(b"PK\5\6")])
    fields = b"\x01\x00\x00\x00" * 16_000
    entry[30:32] = struct.pack("<H", len(fields))
    directory = (bytes(entry) + fields) * 100
    end = struct.pack("<HHHHIIH", 0, 0, 100, 100, len(directory), at, 0)
    return bytes(one[:at]) + directory + b"PK\5\6" + end


def _lost_directory() -> bytes:
    data = zipped({"a.eml": mail()})
    at = data.index(b"PK\5\6")
    absurd = struct.pack("<HHHHIIH", 0, 0, 1, 1, 0xFFFFFFF0, 0xFFFFFFF0, 0)
    return data[:at] + b"PK\5\6" + absurd


def _absurd_sizes() -> bytes:
    one = bytearray(zipped({"a.eml": mail()}))
    at = one.index(b"PK\1\2")
    entry = bytearray(one[at : one.index(b"PK\5\6")])
    entry[20:28] = b"\xff" * 8
    field = struct.pack("<HHQQ", 1, 16, 2**64 - 1, 2**64 - 1)
    entry[30:32] = struct.pack("<H", len(field))
    directory = bytes(entry) + field
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), at, 0)
    return bytes(one[:at]) + directory + b"PK\5\6" + end


def _locked(lock: Callable[[dict[str, bytes]], bytes], megabytes: int) -> bytes:
    return lock({"a.eml": mail() + bytes(megabytes * _MB)})


KNOWN: Final = PASSWORD
"""What opens those that are locked."""
