"""Is all evidence of an incident as it was?  Chain, values, incident, every original.

    chain      does each entry follow the one before it, and is none changed?
    values     is each name the one that the log has a hash of?
    incident   is the incident the one that the log knows?
    originals  is each file there, and does its hash still name it?

What could not be looked at is told apart from what is wrong, and neither is `in order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from honmono.incident.evidence.chain import Break, Head, salted_hash, start
from honmono.incident.evidence.contents import Story
from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.store import Store
from honmono.web.cases import log

NAMED: Final = 20
"""Places that are named one by one."""


@dataclass(slots=True)
class Checked:
    """What was found; becomes the result of a job."""

    entries: int = 0
    breaks: list[tuple[int, str]] = field(default_factory=list)
    values: int = 0
    wrong_values: list[tuple[int, str]] = field(default_factory=list)
    """Row (0: a row that is missing), and why."""

    end: str = "fits"
    """Does the log end where the incident says?  `fits`, `cut`."""

    originals: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    erased: int = 0
    unlogged: list[str] = field(default_factory=list)
    """Rows of originals that the log knows nothing of."""

    unlooked: int = 0
    """Originals that could not be looked at."""

    @property
    def in_order(self) -> bool:
        """Was everything looked at, and is it as it was?"""
        found = (self.breaks, self.wrong_values, self.missing, self.damaged)
        return not any((*found, self.unlogged, self.unlooked, self.end != "fits"))

    def as_result(self) -> dict[str, Any]:
        """Numbers, codes and hashes; of each kind as many as people read."""
        found: dict[str, Any] = {"in_order": self.in_order}
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, list):
                found[name] = [
                    list(v) if isinstance(v, tuple) else v for v in value[:NAMED]
                ]
                found[f"{name}_count"] = len(value)
            else:
                found[name] = value
        return found


def check_log(
    name: str,
    head: Head,
    content: bytes,
    lines: Iterable[bytes],
    values: Iterable[bytes],
    checked: Checked,
) -> Story:
    """Walk the chain, and hold names and incident against it.

    Args:
        name: id of the incident.
        head: where the log ends, as the incident's row says.
        content: the incident as it is.
        lines: of the log.
        values: rows of values.
        checked: takes what is found.

    """
    story = Story(start(name))
    for found in log.walked(lines, name):
        if isinstance(found, Break):
            checked.breaks.append((found.row, found.why))
        else:
            checked.entries += 1
            story.take(found)
    if story.head != head:
        checked.end = "cut"

    def incident_hash(salt: bytes) -> str:
        return salted_hash(salt, content)

    for row, line in enumerate(values, 1):
        checked.values += 1
        if why := story.wrong_with(line, incident_hash):
            checked.wrong_values.append((row, why))
    checked.wrong_values += [(0, "value-missing") for _ in story.hashes]
    return story


def check_originals(
    story: Story, rows: frozenset[str], store: Store, checked: Checked
) -> Iterator[str]:
    """Look at every file; yields each hash when it was looked at."""
    checked.erased = len(story.erased)
    logged = set(story.originals) - set(story.erased)
    checked.unlogged += sorted(rows - logged)
    for sha256 in sorted(logged | rows):
        checked.originals += 1
        _look_at(sha256, store, checked)
        yield sha256


def _look_at(sha256: str, store: Store, checked: Checked) -> None:
    if not store.has(sha256):
        checked.missing.append(sha256)
        return
    try:
        for _ in store.read(sha256):
            pass
    except EvidenceError as error:
        if error.key == "original-damaged":
            checked.damaged.append(sha256)
        else:
            checked.unlooked += 1
