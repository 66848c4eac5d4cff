"""Originals by their hash: written once, never changed, on the disk before anybody says so.

    keep("report.eml") → originals/3f/3f9a…, and 3f9a… is its name from now on

The bytes are those of the file: nothing is parsed, renamed or unpacked here.  With a key
each original is encrypted under a key of its own; destroying that erases it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from honmono.incident.evidence import durable
from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.sealing import SealingKey, new_object_key, seal, unseal

INCOMING: Final = "incoming-"
"""Begins the name of a file that is being written."""

_CHUNK: Final = 2**18
_AT_ONCE: Final = 16
"""Files; a disk that takes 6 ms to confirm one confirms these in the same time."""


class Kept(NamedTuple):
    """An original that is on the disk."""

    sha256: str
    size: int


class Store:
    """The originals of one incident.  Whoever writes holds the lock."""

    def __init__(self, place: Place, key: SealingKey | None) -> None:
        self._place, self._key = place, key
        self._touched: set[Path] = set()

    def keep(self, files: Sequence[Path]) -> list[tuple[Path, Kept | EvidenceError]]:
        """Store files; `settle` before anything refers to them.

        What cannot be kept is an error in its place.  Several are written at once: most
        of the time goes into waiting for the disk.
        """
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = list(pool.map(_hashed, files))
            once = {
                each.sha256: file
                for file, each in zip(files, found, strict=True)
                if isinstance(each, Kept)
            }
            failed = dict(zip(once, pool.map(self._kept, *_split(once)), strict=True))
        return [
            (file, (failed[each.sha256] or each) if isinstance(each, Kept) else each)
            for file, each in zip(files, found, strict=True)
        ]

    def settle(self) -> None:
        """All that was stored is there to stay."""
        for folder in self._touched:
            durable.sync_folder(folder)
        self._touched.clear()

    def has(self, name: str) -> bool:
        """Can it be had?  An encrypted one only while its key is there."""
        if self._place.original(name).exists():
            return True
        sealed = self._place.original(name, sealed=True)
        return sealed.exists() and self._place.key(name).exists()

    def is_sealed(self, name: str) -> bool:
        """Is it encrypted?"""
        return not self._place.original(name).exists()

    def size(self, name: str) -> int:
        """About how many bytes it has; 0 when it is not there."""
        path = self._place.original(name, sealed=self.is_sealed(name))
        return path.stat().st_size if path.exists() else 0

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of an original, which are its own, or an error at their end.

        Raises:
            EvidenceError: it is not there, cannot be opened, or was changed on the disk.

        """
        digest = hashlib.sha256()
        try:
            for chunk in self._chunks(name):
                digest.update(chunk)
                yield chunk
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise EvidenceError("original-damaged", original=name, why=why) from None
        if digest.hexdigest() != name:
            raise EvidenceError("original-damaged", original=name, why="SHA-256")

    def destroy(self, name: str) -> None:
        """Erase an original: its key first, then its bytes."""
        for path in self._files(name):
            if path.exists():
                path.chmod(0o600)  # Windows keeps what is read-only
                if path == self._place.key(name):
                    _overwrite(path)
                path.unlink()
                durable.sync_folder(path.parent)

    def is_left(self, name: str) -> bool:
        """Is anything of it on the disk?"""
        return any(path.exists() for path in self._files(name))

    def _files(self, name: str) -> tuple[Path, ...]:
        return (
            self._place.key(name),
            self._place.original(name, sealed=True),
            self._place.original(name),
        )

    def _kept(self, name: str, source: Path) -> EvidenceError | None:
        try:
            if self.has(name):
                path = self._place.original(name, sealed=self.is_sealed(name))
                self._touched.add(path.parent)  # a kill may have come before `settle`
            else:
                self._write(source, name)
        except EvidenceError as error:
            return error
        except OSError as error:
            return _not_kept(source, error)
        return None

    def _write(self, source: Path, name: str) -> None:
        target = self._place.original(name, sealed=self._key is not None)
        incoming = self._place.folder / f"{INCOMING}{name}"
        chunks = _same_again(source, name)
        if self._key is not None:
            own = new_object_key()
            wrapped = self._place.key(name)
            durable.make_folder(wrapped.parent)
            durable.write(wrapped, [self._key.wrap(own, name)])
            self._touched.add(wrapped.parent)
            chunks = seal(chunks, own)
        durable.make_folder(target.parent)
        target.unlink(missing_ok=True)  # of another key, which was destroyed
        durable.write(incoming, chunks)
        incoming.chmod(0o400)
        incoming.replace(target)
        self._touched.add(target.parent)

    def _chunks(self, name: str) -> Iterator[bytes]:
        plain = self._place.original(name)
        if plain.exists():
            with plain.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
            return
        wrapped = self._place.key(name).read_bytes()
        if self._key is None:
            raise EvidenceError("key-wanted", original=name)
        own = self._key.unwrap(wrapped, name)
        with self._place.original(name, sealed=True).open("rb") as file:
            yield from unseal(file, own)


def _split(files: dict[str, Path]) -> tuple[list[str], list[Path]]:
    return list(files), list(files.values())


def _hashed(source: Path) -> Kept | EvidenceError:
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        return _not_kept(source, error)
    return Kept(digest.hexdigest(), size)


def _not_kept(source: Path, error: OSError) -> EvidenceError:
    return EvidenceError("not-kept", file=source, why=error.strerror or str(error))


def _same_again(source: Path, name: str) -> Iterator[bytes]:
    """The same bytes a second time, or an error."""
    digest = hashlib.sha256()
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            yield chunk
    if digest.hexdigest() != name:
        raise EvidenceError("changes-meanwhile", file=source)


def _overwrite(path: Path) -> None:
    """Best effort: disks and file systems may keep the old bytes elsewhere."""
    with suppress(OSError), path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
