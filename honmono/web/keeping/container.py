"""The file of a backup: parts in a row, and at its end a seal over all of them.

about.json                         what it is, which steps the database had taken
rows/accounts.user/000000.jsonl    the first line names the columns
originals/CASE/3f9a…               as it came
handed-in/9c41…                    waits for a job
files/honmono.toml
seal.json                          SHA-256 over every part, their number

It is a tar in gzip, so that it can be looked into without us; with a passphrase it is
locked by `age.py`.  Reader and writer hold one part of rows or one piece of a file in
memory, never more.  A file without its seal was cut short, and nothing is restored from it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from honmono.web.keeping import age
from honmono.web.keeping.errors import KeepingError

ABOUT: Final = "about.json"
SEAL: Final = "seal.json"
MAX_PART: Final = 64 * 2**20
"""Bytes of a part that is held in memory: rows, settings."""

_CHUNK: Final = 2**18
_LEVEL: Final = 3
"""Of gzip: mails shrink to a half at a third of the time that 9 takes."""

_OF_TARFILE: Final = (ValueError, OverflowError, RecursionError)
"""What it raises as well, of heads that somebody made up."""

_NAMES: Final = re.compile(
    r"about\.json|seal\.json|files/(?:[a-z]+\.toml|evidence-signing\.pem)"
    r"|handed-in/[0-9a-f]{32}"
    r"|rows/[a-z_]+\.[a-z_]+/\d{6}\.jsonl"
    r"|originals/[a-z0-9][a-z0-9._-]{0,79}/[0-9a-f]{64}"
)
"""Everything that a part may be called; a path is never made of another name."""


@dataclass(slots=True)
class _Running:
    """The seal as far as it has come."""

    digest: Any = field(default_factory=hashlib.sha256)
    parts: int = 0

    def add(self, name: str, size: int, sha256: str) -> None:
        self.digest.update(f"{name}\0{size}\0{sha256}\n".encode())
        self.parts += 1

    def told(self) -> dict[str, Any]:
        return {"parts": self.parts, "sha256": self.digest.hexdigest()}


class Writer:
    """Adds parts."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar, self._seal = tar, _Running()
        self.tell: Callable[[int], None] = lambda _: None
        """Called with 1 for every part, when it is written and when it is read back, and
        with 0 as long as one is being written or read."""

        self.broken: list[str] = []
        """Parts whose file could not be read to its end: zeros stand for the rest, since
        one bad place of a disk may not keep everything else out of a backup."""

    def add(self, name: str, content: bytes) -> None:
        """A part that is in memory."""
        self._add(name, len(content), io.BytesIO(content))

    def add_open(self, name: str, file: IO[bytes]) -> str:
        """A part that is an open file, whether or not it still has a name.

        Returns:
            Its SHA-256, as it was read.

        """
        return self._add(name, os.fstat(file.fileno()).st_size, file)

    def seal(self) -> None:
        """The last part."""
        content = json.dumps(self._seal.told()).encode()
        self._tar.addfile(_entry(SEAL, len(content)), io.BytesIO(content))

    def read_back(self, part: Part) -> None:
        """Read a part of what was written, to its end."""
        for _ in part.chunks:
            self.tell(0)
        self.tell(1)

    def _add(self, name: str, size: int, file: IO[bytes]) -> str:
        digest = _Digesting(file, self.tell)
        self._tar.addfile(_entry(name, size), digest)
        _forget(self._tar)
        sha256: str = digest.digest.hexdigest()
        self._seal.add(name, size, sha256)
        if digest.is_broken:
            self.broken.append(name)
        self.tell(1)
        return sha256


class _Digesting:
    """A file whose bytes are summed up while they are read."""

    def __init__(self, file: IO[bytes], tell: Callable[[int], None]) -> None:
        self._file, self._tell, self.digest = file, tell, hashlib.sha256()
        self.is_broken = False

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, whatever becomes of the file: its length was said before."""
        content = b""
        if not self.is_broken:
            with suppress(OSError):
                content = self._file.read(size)
        self.is_broken = len(content) < size
        content += bytes(size - len(content))
        self.digest.update(content)
        self._tell(0)
        return content


def _forget(tar: tarfile.TarFile) -> None:
    """It would remember every part, and originals are many."""
    vars(tar)["members"].clear()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


@contextmanager
def written(target: Path, own: Path, passphrase: str = "") -> Iterator[Writer]:
    """A backup that has its name when it was read back from the disk, and not before.

    Args:
        target: its name.
        own: what it is called until then (`part_of`).
        passphrase: locks it; empty: it is not locked.

    Raises:
        KeepingError: something has that name, or it cannot be written there.

    """
    if target.exists():
        raise KeepingError("there-already", file=target)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        try:
            raw = os.fdopen(os.open(own, flags, 0o600), "wb")
        except OSError as error:
            raise KeepingError("not-written", file=target, why=error.strerror) from None
        with raw:
            with _locked(raw, passphrase) as out, _tar(out) as tar:
                writer = Writer(tar)
                yield writer
                writer.seal()
            raw.flush()
            os.fsync(raw.fileno())
            _forget_cached(raw)
        for part in parts(own, passphrase):  # what was written can be read, all of it
            writer.read_back(part)
        _name(own, target)
    except BaseException:
        with suppress(OSError):
            own.unlink(missing_ok=True)
        raise


def part_of(target: Path) -> Path:
    """What a backup is called while it is written."""
    own = f"{os.getpid()}.{secrets.token_hex(4)}"
    return target.with_name(f".{target.name}.{own}.part")


def _locked(raw: IO[bytes], passphrase: str) -> Any:
    return closing(age.Locking(raw, passphrase)) if passphrase else nullcontext(raw)


def _tar(out: Any) -> tarfile.TarFile:
    # gzip by tarfile itself; stream mode never seeks back
    return tarfile.open(
        fileobj=out, mode="w:gz", compresslevel=_LEVEL, format=tarfile.PAX_FORMAT
    )


def _forget_cached(raw: IO[bytes]) -> None:
    """So that it is read from the disk afterwards, where the system lets us say so."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(raw.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _name(own: Path, target: Path) -> None:
    """Give it its name, unless somebody else was given it meanwhile."""
    try:
        os.link(own, target)
        own.unlink()
    except FileExistsError:
        raise KeepingError("there-already", file=target) from None
    except OSError:  # a file system without links
        if target.exists():
            raise KeepingError("there-already", file=target) from None
        own.rename(target)
    with suppress(OSError):  # Windows opens no folders
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is being read."""

    name: str
    size: int
    chunks: Iterator[bytes]
    """To be read to its end before the next part."""

    def content(self) -> bytes:
        """All of it, where it is one that is held in memory.

        Raises:
            KeepingError: it is longer than any that we write.

        """
        if self.size > MAX_PART:
            raise KeepingError("damaged", part=self.name)
        return b"".join(self.chunks)


def parts(file: Path, passphrase: str = "") -> Iterator[Part]:
    """Every part in order; ends well only where the seal is there and right.

    Raises:
        KeepingError: it is no backup, was cut short, was changed, or needs another
            passphrase.

    """
    with _told(file), file.open("rb") as raw:
        source: Any = raw
        if age.is_locked(raw):
            if not passphrase:
                raise KeepingError("needs-passphrase", file=file)
            source = age.Opening(raw, passphrase)
        with tarfile.open(fileobj=source, mode="r|gz") as tar:
            yield from _parts(file, tar)
        while source.read(_CHUNK):  # a lock is whole only with its last piece
            pass


def is_locked(file: Path) -> bool:
    """Does it need a passphrase?

    Raises:
        KeepingError: it cannot be read.

    """
    with _told(file), file.open("rb") as raw:
        return age.is_locked(raw)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """What goes wrong while it is read is one sentence about it."""
    try:
        yield
    except age.LockedError as error:
        key, part = str(error), file.name
        raise KeepingError(key, file=file, part=part) from None
    except (tarfile.TarError, EOFError, zlib.error, *_OF_TARFILE) as error:
        raise KeepingError("cut-short", file=file) from error
    except OSError as error:
        key = "cut-short" if error.errno is None else "not-read"
        why = error.strerror or "gzip"
        raise KeepingError(key, file=file, why=why) from error


def _parts(file: Path, tar: tarfile.TarFile) -> Iterator[Part]:
    running = _Running()
    while (entry := tar.next()) is not None:
        _forget(tar)
        if not _is_plain(entry) or not _NAMES.fullmatch(entry.name):
            raise KeepingError("no-backup", part=entry.name)
        stream = tar.extractfile(entry)
        if stream is None:  # a folder, which was refused above
            continue
        if entry.name == SEAL:
            _compare(stream.read(_CHUNK), running)
            return
        digest = hashlib.sha256()
        yield Part(entry.name, entry.size, _chunks(file, stream, digest))
        for _ in _chunks(file, stream, digest):  # what the reader left
            pass
        running.add(entry.name, entry.size, digest.hexdigest())
    raise KeepingError("cut-short", file=file)


def _is_plain(entry: tarfile.TarInfo) -> bool:
    """A file that has the bytes that it says; one with holes can be of any length."""
    return entry.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and entry.sparse is None


def _chunks(file: Path, stream: IO[bytes], digest: Any) -> Iterator[bytes]:
    """Read by whoever has the part: what goes wrong here is raised there."""
    while True:
        with _told(file):
            chunk = stream.read(_CHUNK)
        if not chunk:
            return
        digest.update(chunk)
        yield chunk


def _compare(content: bytes, running: _Running) -> None:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if said != running.told():
        raise KeepingError("damaged", part=SEAL)
