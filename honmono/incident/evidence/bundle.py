"""Everything about one incident in one signed file, for whoever must be able to check it.

    manifest.jsonl   signature.json   incident.json   log.jsonl   values.jsonl
    originals/3f/3f9a…   lists/persons-77d0….jsonl   documents/first-notice.pdf

No key is ever in it.  Originals are put in as they came; with `sealed` those that the store
keeps encrypted stay so, and can then be read by nobody who lacks their keys.  An original
that cannot be read is left out and named: the rest can still be handed over.

`export` hands over a folder and logs it.  `build` takes the same files from wherever they
are, a database for one, and logs nothing.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from honmono.incident.evidence import durable
from honmono.incident.evidence.chain import Head, utc
from honmono.incident.evidence.manifest import (
    INCIDENT,
    LOG,
    MAX_FILES,
    MAX_MANIFEST,
    NAME,
    SIGNATURE,
    VALUES,
    Cover,
    File,
    Measured,
    read_file,
)
from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.signing import Signer
from honmono.incident.evidence.store import Store
from honmono.incident.evidence.writing import Note, Writer
from honmono.incident.evidence.zip_layout import Member, directory, local_header

_CHUNK: Final = 2**18


class Source(NamedTuple):
    """A file that goes into a bundle, and how its bytes are had (twice)."""

    name: str
    size: int
    chunks: Callable[[], Iterable[bytes]]


class Plain(NamedTuple):
    """A file whose bytes are at hand."""

    name: str
    content: bytes

    @property
    def member(self) -> Member:
        """As the ZIP has it."""
        return Member(self.name, len(self.content), zlib.crc32(self.content))


class Exported(NamedTuple):
    """A bundle that was written."""

    files: int
    size: int
    sha256: str
    fingerprint: str
    left_out: tuple[EvidenceError, ...]
    """Originals that could not be read."""


def export(
    writer: Writer,
    out: Path,
    signer: Signer,
    *,
    at: datetime,
    by: str,
    sealed: bool = False,
) -> Exported:
    """Write a bundle and log that it was made.

    Args:
        writer: of the incident; nobody changes it meanwhile.
        out: a file that is not there yet.
        signer: signs it.
        at: now.
        by: who makes it.
        sealed: leave encrypted originals encrypted.

    Raises:
        EvidenceError: it cannot be written; nothing is left of it then.

    """
    if out.exists():
        raise EvidenceError("bundle-there", file=out)
    writer.acknowledge(at=at, by=by)
    head = writer.state.head
    sources = _sources(writer, sealed=sealed)
    done = build(writer.place.incident, head, sources, out, signer, at=at)
    about = {"bundle": done.sha256, "files": done.files, "sealed": sealed}
    writer.record(Note("exported", at, by, about, {"out": out.name}))
    return done


def build(
    incident: str,
    head: Head,
    sources: Iterable[Source],
    out: Path,
    signer: Signer,
    *,
    at: datetime,
) -> Exported:
    """Write a bundle of these files; nothing is logged.

    Args:
        incident: its id.
        head: the end of its log as it is in `sources`.
        sources: `incident.json`, `log.jsonl`, `values.jsonl`, originals, lists, documents.
        out: a file that is not there yet.
        signer: signs it.
        at: now.

    Raises:
        EvidenceError: it cannot be written; nothing is left of it then.

    """
    left_out: list[EvidenceError] = []
    measured = list(_measured(sources, left_out))
    cover = Cover(incident, utc(at), len(measured), head)
    manifest = b"".join((cover.as_line(), *(file.as_line() for _, file in measured)))
    if len(measured) > MAX_FILES or len(manifest) > MAX_MANIFEST:
        raise EvidenceError("too-many-files", count=len(measured), most=MAX_FILES)
    signature = signer.sign(hashlib.sha256(manifest).digest())
    front = (Plain(NAME, manifest), Plain(SIGNATURE, signature.as_line()))
    written = Measured(0)
    _write(out, _passing(_bundle(front, measured), written))
    return Exported(
        len(measured),
        written.size,
        written.sha256,
        signature.fingerprint,
        tuple(left_out),
    )


def original(store: Store, sha256: str) -> Source:
    """An original as it came."""
    name = f"originals/{sha256[:2]}/{sha256}"
    return Source(name, store.size(sha256), partial(store.read, sha256))


def _sources(writer: Writer, *, sealed: bool) -> Iterator[Source]:
    """Yield every file, in the order of the bundle."""
    place, store = writer.place, writer.store
    for name, path in (
        (INCIDENT, place.file),
        (LOG, place.log),
        (VALUES, place.values),
    ):
        if path.exists():
            yield _file(name, path)
    for sha256 in sorted(writer.state.originals):
        plain = original(store, sha256)
        if sealed and store.is_sealed(sha256):
            yield _file(f"{plain.name}.enc", place.original(sha256, sealed=True))
        else:
            yield plain
    for folder in ("lists", "documents"):
        for path in sorted((place.folder / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield _file(path.relative_to(place.folder).as_posix(), path)


def _file(name: str, path: Path) -> Source:
    return Source(name, _size_of(path), partial(_chunks, path))


def _measured(
    sources: Iterable[Source], left_out: list[EvidenceError]
) -> Iterator[tuple[Source, File]]:
    """Read each once; what cannot be read is left out."""
    for source in sources:
        try:
            file = Measured.of(source.chunks(), source.size).file(source.name)
            if read_file(file.as_line()) is None:
                raise EvidenceError("bad-name", file=source.name)
            yield source, file
        except EvidenceError as error:
            left_out.append(error)


def _bundle(
    front: Iterable[Plain], measured: Iterable[tuple[Source, File]]
) -> Iterator[bytes]:
    """Yield every byte of the ZIP."""
    members: list[Member] = []
    for plain in front:
        members.append(plain.member)
        yield local_header(plain.member)
        yield plain.content
    for source, file in measured:
        members.append(file.member)
        yield local_header(file.member)
        again = Measured(source.size)
        yield from _passing(source.chunks(), again)
        if again.file(file.name) != file:
            raise EvidenceError("changes-meanwhile", file=file.name)
    yield from directory(members)


def _passing(chunks: Iterable[bytes], measured: Measured) -> Iterator[bytes]:
    for chunk in chunks:
        measured.take(chunk)
        yield chunk


def _write(out: Path, chunks: Iterable[bytes]) -> None:
    """The whole file or none."""
    temporary = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        durable.write(temporary, chunks)
        if out.exists():
            raise EvidenceError("bundle-there", file=out)
        durable.move(temporary, out)
    except OSError as error:
        why = error.strerror or str(error)
        raise EvidenceError("not-written", file=out, why=why) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        why = error.strerror or str(error)
        raise EvidenceError("not-read", file=path, why=why) from None


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return 0
