"""Incidents on the disk, short to write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from honmono.incident.evidence.bundle import Exported, export
from honmono.incident.evidence.place import Place
from honmono.incident.evidence.sealing import SealingKey
from honmono.incident.evidence.signing import Signer
from honmono.incident.evidence.writing import Note, commit, writing

NOON = datetime(2026, 4, 6, 3, 0, tzinfo=UTC)
FIRST, SECOND = b'{"id":"n001"}\n', b'{"id":"n001","style":"unknown"}\n'
KEY = SealingKey(bytes(range(32)))


def note(what: str = "changed", by: str = "山田 花子") -> Note:
    return Note(what, NOON, by)


def mails(folder: Path, *contents: bytes) -> list[Path]:
    """Files that will be originals."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number}.eml" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return files


def incident(folder: Path, *contents: bytes, key: SealingKey | None = None) -> Place:
    """An incident with two states and some originals."""
    place = Place(folder / "n001.json")
    commit(place, None, FIRST, note("opened"))
    originals = mails(folder / "mails", *contents)
    commit(place, FIRST, SECOND, note(), originals=originals, key=key)
    return place


def exported(
    place: Place, out: Path, *, key: SealingKey | None = None, sealed: bool = False
) -> Exported:
    """Its bundle, signed by the home beside it."""
    signer = Signer.of_home(place.file.parent / "home")
    with writing(place, key) as writer:
        return export(writer, out, signer, at=NOON, by="山田 花子", sealed=sealed)
