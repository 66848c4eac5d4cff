"""Files in a ZIP that somebody handed in: read one by one, bounded, never to the disk.

osaka.zip
TKY-PC014_20220518110233_emocheck.txt     a report
../../etc/passwd                          a report called `passwd`: no path is followed
inner.zip                                 opened too, once
a bomb, one with a password               told, and kept in the ZIP
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Final
from zoneinfo import ZoneInfo

from honmono.sweep.importers import Read, ReportFile, Trouble
from honmono.sweep.importers._core import LARGEST
from honmono.web.sweep.reading import MOST_TROUBLES, Prepared, prepared

FORMAT: Final = "zip"
MOST: Final = 100_000
"""Members of one ZIP."""

MOST_BYTES: Final = 4 * 2**30
"""Of all members together, unpacked."""

_DEEP: Final = 1
"""ZIPs in the ZIP that are opened."""

_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError, KeyError, OverflowError),
)
"""What `zipfile` says of files that are none, or that need what we do not have."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report beside its bytes."""

    received: datetime
    zone: ZoneInfo
    host: str = ""
    operator: str = ""
    keys: Mapping[str, bytes] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def file(self, name: str, data: bytes) -> ReportFile:
        """A file as importers want it."""
        return ReportFile(
            name=name.replace("\\", "/").rpartition("/")[2][:255],
            data=data,
            received=self.received,
            zone=self.zone,
            host=self.host,
            operator=self.operator,
            columns=self.columns,
            keys=self.keys,
        )


def is_packed(data: bytes) -> bool:
    """Is it a ZIP, by its first bytes?"""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


class Packed:
    """A ZIP and what lies in it.  `files` is gone through once; then `itself`."""

    def __init__(self, name: str, data: bytes, about: About) -> None:
        self._file, self._about = about.file(name, data), about
        self._troubles = list[Trouble]()
        self._count = self._bytes = 0

    @property
    def files(self) -> Iterator[ReportFile]:
        """Its members that can be read, in their order."""
        yield from self._of(io.BytesIO(self._file.data), "", _DEEP)

    def itself(self) -> Prepared:
        """The ZIP as a file that is kept, with what of it could not be read."""
        return prepared(self._file, Read(FORMAT, troubles=tuple(self._troubles)))

    def _of(self, packed: IO[bytes], place: str, deep: int) -> Iterator[ReportFile]:
        try:
            with zipfile.ZipFile(packed) as opened:
                for info in opened.infolist():
                    if not info.is_dir():
                        yield from self._member(opened, info, place, deep)
                    if self._count >= MOST or self._bytes >= MOST_BYTES:
                        self._tell("too-many-members", place)
                        return
        except _BROKEN:
            self._tell("broken-zip", place)

    def _member(
        self, opened: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, deep: int
    ) -> Iterator[ReportFile]:
        where = f"{place}{info.filename[:200]}"
        self._count += 1
        if info.flag_bits & 1:
            self._tell("member-locked", where)
            return
        if info.file_size > LARGEST:
            self._tell("member-too-large", where)
            return
        try:
            with opened.open(info) as member:
                data = member.read(LARGEST + 1)
        except _BROKEN:
            self._tell("member-broken", where)
            return
        self._bytes += len(data)
        if len(data) > LARGEST:
            self._tell("member-too-large", where)
        elif is_packed(data) and deep:
            yield from self._of(io.BytesIO(data), f"{where}/", deep - 1)
        else:
            yield self._about.file(info.filename, data)

    def _tell(self, code: str, place: str) -> None:
        if len(self._troubles) < MOST_TROUBLES:
            self._troubles.append(Trouble(code, place))
