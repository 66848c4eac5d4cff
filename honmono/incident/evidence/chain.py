"""The log of an incident: each entry holds the hash of the one before it.

    {"about":{"originals":["3f9a…"]},"at":"2026-04-06T00:12:44.000Z","hash":"b1…",
     "number":2,"previous":"77…","salted":{"by":"c4…"},"what":"added"}

Whoever changes, drops, adds or moves an entry must write every later one anew, and a copy
of the log that somebody else holds (each bundle has one) then says where the two part.
Entries are canonical JSON (RFC 8785; whole numbers and ASCII keys alone), so an entry has
one form and its hash one value.  What names people stands in `salted`: as a hash that
says nothing once the salt, which lies beside the log, is erased.

Nothing here reaches the disk: lines in, entries out.  A chain cannot tell that its end
was cut off; that takes a copy.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

MAX_LINE: Final = 2**20
"""Bytes of one entry; 1,000 originals are 67 kB."""

_SEED: Final = b"honmono-evidence-log-1\n"
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_CODE: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Head(NamedTuple):
    """The end of a chain: what the next entry follows."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its place."""

    what: str
    """opened, changed, added, erased, exported, edited-outside …"""

    at: datetime
    about: Mapping[str, Any] = field(default_factory=dict)
    """Numbers, hashes and codes; nothing that names a person."""

    salted: Mapping[str, str] = field(default_factory=dict)
    """Hashes of what names persons, by field."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in its place."""

    number: int
    at: str
    what: str
    about: Mapping[str, Any]
    salted: Mapping[str, str]
    previous: str
    hash: str

    @property
    def head(self) -> Head:
        """The chain's end once it ends here."""
        return Head(self.number, self.hash)


class EntryError(ValueError):
    """A line is no entry, or its hash is not its own.  `why` is a key of the catalogue."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Break(NamedTuple):
    """A place where the chain does not hold."""

    row: int
    """Counted from 1."""

    why: str
    """A key of the catalogue."""


def start(incident: str) -> Head:
    """Where the chain of an incident begins; another incident's begins elsewhere."""
    return Head(0, hashlib.sha256(_SEED + incident.encode()).hexdigest())


def entry_after(head: Head, draft: Draft) -> Entry:
    """The entry that follows."""
    content: dict[str, Any] = {
        "number": head.number + 1,
        "at": utc(draft.at),
        "what": draft.what,
        "about": dict(draft.about),
        "salted": dict(draft.salted),
        "previous": head.hash,
    }
    return Entry(**content, hash=_hash_of(content))


def as_line(entry: Entry) -> bytes:
    """As it stands in the log."""
    return canonical({**_content(entry), "hash": entry.hash}) + b"\n"


def read_entry(line: bytes) -> Entry:
    """An entry of a log.

    Raises:
        EntryError: it is none, or somebody changed it.

    """
    found = parse_object(line)
    if found is None or set(found) != set(Entry.__slots__) or not _well_formed(found):
        raise EntryError("row-unreadable")
    entry = Entry(**found)
    try:
        whole = as_line(entry) == line and _hash_of(_content(entry)) == entry.hash
    except (ValueError, RecursionError):  # half a character, NaN, a deep nest
        whole = False
    if not whole:
        raise EntryError("row-changed")
    return entry


def walk(lines: Iterable[bytes], head: Head) -> Iterator[Entry | Break]:
    """Yield every entry, and before it each place where the chain does not hold."""
    for row, line in enumerate(lines, 1):
        try:
            entry = read_entry(line)
        except EntryError as error:
            yield Break(row, error.why)
            head = Head(head.number + 1, "")  # which hash it had, the next one says
            continue
        if entry.number != head.number + 1 or head.hash not in {"", entry.previous}:
            yield Break(row, "row-does-not-follow")
        yield entry
        head = entry.head


def salted_hash(salt: bytes, value: bytes) -> str:
    """What the log holds of a personal value (HMAC-SHA-256, RFC 2104)."""
    return hmac.digest(salt, value, "sha256").hex()


def canonical(value: Any) -> bytes:
    """The one form of a JSON value (RFC 8785, without fractions)."""
    text = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode()


def parse_object(line: bytes) -> dict[str, Any] | None:
    """A line of JSON that may be anybody's; None when it is no object."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def utc(at: datetime) -> str:
    """A time as the log writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _content(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__slots__ if name != "hash"}


def _hash_of(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def _well_formed(found: Mapping[str, Any]) -> bool:
    texts = (found["at"], found["what"], found["previous"], found["hash"])
    return (
        type(found["number"]) is int
        and all(isinstance(text, str) for text in texts)
        and _TIME.fullmatch(found["at"]) is not None
        and _CODE.fullmatch(found["what"]) is not None
        and is_sha256(found["previous"])
        and is_sha256(found["hash"])
        and isinstance(found["about"], dict)
        and isinstance(found["salted"], dict)
        and all(is_sha256(digest) for digest in found["salted"].values())
    )


def is_sha256(value: object) -> bool:
    """Is it the name of an original, or the hash of an entry?"""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None
