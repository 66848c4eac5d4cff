"""An incident from a file: the incident file alone, or a folder in a ZIP.

    hoshimine-2026-10.json                     the incident
    hoshimine-2026-10/log.jsonl  values.jsonl  the chained log, which goes on here
    hoshimine-2026-10/originals/3f/3f9a…       as they came
    hoshimine-2026-10/lists/persons-77d0….jsonl

A name in a ZIP is held against this layout and never becomes a path; what a member says
of its size is not believed.  Nothing is taken over of a folder in which something does not
fit: log, names, incident, originals and lists tell one story, or the place is named.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from honmono.incident.case import Incident, IncidentFileError, parse_incident
from honmono.incident.case.mistakes import Mistake
from honmono.incident.case.reading import MAX_FILE
from honmono.text import say_at_length
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case

MAX_ZIP: Final = 4 * 2**30
"""Bytes of an uploaded ZIP, and of all that is in it."""

MAX_MEMBERS: Final = 200_000
MAX_DIRECTORY: Final = 64 * 2**20
"""Bytes of its directory; 200,000 originals have 40 MB."""

_MISTAKES: Final = 3
"""Mistakes of a file that are named; their number is told."""

_LONGEST: Final = 1_200
"""Characters of what fills a sentence: three mistakes with their places."""

_TAIL: Final = 2**17
"""Bytes at the end in which the end of the directory stands."""

_WIDE: Final = 0xFFFFFFFF
"""Stands where a number is too long for its place: another record says it."""

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How members may be packed: others take as much memory as the file demands."""

MAX_MEMBER: Final = 2**30
MAX_LOG: Final = 256 * 2**20
"""Bytes of the log and of its values, which are read at once."""

_CHUNK: Final = 2**18
_NAME: Final = re.compile(
    r"(?P<file>[a-z0-9][a-z0-9._-]{0,79}?)\.json"
    r"|(?P<case>[a-z0-9][a-z0-9._-]{0,79})/(?:"
    r"(?P<log>log\.jsonl)|(?P<values>values\.jsonl)"
    r"|originals/(?P<two>[0-9a-f]{2})/(?P<original>[0-9a-f]{64})"
    r"|(?P<sealed>originals/[0-9a-f]{2}/[0-9a-f]{64}\.enc|keys/[0-9a-f]{2}/[0-9a-f]{64})"
    r"|lists/(?P<list>[a-z0-9][a-z0-9._-]{0,79}-[0-9a-f]{64})\.jsonl"
    r"|documents/(?P<document>[^\x00-\x1f\x7f\\]{1,200})"
    r"|(?P<let>lock|incident\.next|\.lock|values\.next)"
    r")"
)

_OF_SYSTEMS: Final = re.compile(
    r"^__MACOSX/|(?:^|/)(?:\.DS_Store|desktop\.ini|Thumbs\.db)$"
)
"""What systems put into folders by themselves."""


class NotTakenError(Exception):
    """A file cannot be taken over.  Nothing of it was.

    `key` names a sentence of the catalogue `web/evidence`.
    """

    def __init__(
        self, key: str, mistakes: Iterable[Mistake] = (), **values: object
    ) -> None:
        self.key, self.values, self.mistakes = key, values, tuple(mistakes)
        super().__init__(key)

    def told(self, language: str) -> str:
        """Why; of the mistakes of an incident file the first ones."""
        values = dict(self.values)
        if self.mistakes:
            first = (one.told(language) for one in self.mistakes[:_MISTAKES])
            values |= {"mistakes": " ".join(first), "count": len(self.mistakes)}
        return say_at_length("web/evidence", self.key, language, _LONGEST, values)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a ZIP each part of an incident stands."""

    name: str
    file: zipfile.ZipInfo
    log: zipfile.ZipInfo | None
    values: zipfile.ZipInfo | None
    originals: dict[str, zipfile.ZipInfo]
    lists: dict[str, zipfile.ZipInfo]
    """By `NAME-SHA256`."""

    documents: dict[str, zipfile.ZipInfo]


def from_file(content: bytes, *, by: User, now: datetime) -> Case:
    """Open the incident in these bytes.

    Raises:
        NotTakenError: it is no incident file; its first mistakes are named.
        CaseError: there is an incident of that name.

    """
    incident = read_incident(content)
    about = {"sha256": hashlib.sha256(content).hexdigest()}
    return open_case(incident, Doing("imported", by, now, about))


def read_incident(content: bytes) -> Incident:
    """The incident in these bytes."""
    if len(content) > MAX_FILE:
        raise NotTakenError("import-too-long", most=MAX_FILE >> 20)
    try:
        return parse_incident(content)
    except IncidentFileError as error:
        raise NotTakenError("import-no-incident", error.mistakes) from None


def opened(path: Path) -> zipfile.ZipFile:
    """A ZIP that may be anybody's."""
    try:
        if _directory_size(path) > MAX_DIRECTORY:
            raise NotTakenError("import-too-much")
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise NotTakenError("import-no-zip") from None


def _directory_size(path: Path) -> int:
    """What the end of a ZIP says of its directory, which would be read at once.

    An end can be written into another one, and readers do not agree which of them they
    believe: the largest that any says counts.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
    short = (tail[at + 12 : at + 16] for at in _places(tail, b"PK\x05\x06"))
    wide = (tail[at + 40 : at + 48] for at in _places(tail, b"PK\x06\x06"))
    said = [int.from_bytes(each, "little") for each in short]
    return max(
        [each for each in said if each != _WIDE]
        + [int.from_bytes(each, "little") for each in wide],
        default=0,  # no ZIP, which is told when it is opened
    )


def _places(tail: bytes, mark: bytes) -> Iterator[int]:
    at = tail.find(mark)
    while at >= 0:
        yield at
        at = tail.find(mark, at + 1)


def layout_of(archive: zipfile.ZipFile) -> Layout:
    """Where everything stands.

    Raises:
        NotTakenError: a name does not belong here, stands twice, is too long, or is
            locked with a password.

    """
    members = [
        each
        for each in archive.infolist()
        if not each.is_dir() and not _OF_SYSTEMS.search(each.filename)
    ]
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_ZIP:
        raise NotTakenError("import-too-much")
    found: dict[str, dict[str, zipfile.ZipInfo]] = {}
    cases: set[str] = set()
    for member in members:
        kind, name, case = _placed(member)
        if found.setdefault(kind, {}).setdefault(name, member) is not member:
            raise NotTakenError("import-name-twice", name=member.filename)
        cases |= {case} - {""}
    files = found.get("file", {})
    if len(files) != 1 or cases - set(files):
        raise NotTakenError("import-one-incident")
    (name,) = files
    return Layout(
        name,
        files[name],
        found.get("log", {}).get("log.jsonl"),
        found.get("values", {}).get("values.jsonl"),
        found.get("original", {}),
        found.get("list", {}),
        found.get("document", {}),
    )


def chunks(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int = MAX_MEMBER
) -> Iterator[bytes]:
    """The bytes of a member, and not more than it may have.

    Raises:
        NotTakenError: it has more, or is damaged.

    """
    size = 0
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise NotTakenError("import-member-long", name=member.filename)
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise NotTakenError("import-damaged", name=member.filename) from None


def content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo | None, most: int
) -> bytes:
    """All bytes of a short member; of none there are none."""
    return b"".join(chunks(archive, member, most)) if member else b""


def _placed(member: zipfile.ZipInfo) -> tuple[str, str, str]:
    """Kind, name of its own, and incident of a member."""
    match = _NAME.fullmatch(member.filename)
    if match is None or (
        match["two"] != (match["original"] or "")[:2] and match["two"]
    ):
        raise NotTakenError("import-other-name", name=member.filename)
    if match["sealed"]:
        raise NotTakenError("import-sealed", name=member.filename)
    if member.flag_bits & 1:
        raise NotTakenError("import-locked")
    if member.compress_type not in _METHODS:
        raise NotTakenError("import-other-method", name=member.filename)
    found = {
        k: v for k, v in match.groupdict().items() if v and k not in {"case", "two"}
    }
    ((kind, name),) = found.items()
    return kind, name, match["case"] or ""
