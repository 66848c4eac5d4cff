"""Mailboxes that may be indexed: what lies in HOME/mailboxes, and nothing else.

    HOME/mailboxes/m.sato/           one mailbox; its name tells whose
    HOME/mailboxes/backup/           a folder of mailboxes: each of them
    HOME/mailboxes/upload-3f9a.pst   came by the browser

Nobody types a path: a form names a mailbox by the hash of its place, and whatever is not
in the listing is not there.  Names are looked at, and no file is opened.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from honmono.check.org import Organization
from honmono.text import harmless
from honmono.trace.archive.boxes import is_empty, main_address
from honmono.trace.archive.owners import boxes_in, owner_by_name

MOST: Final = 5_000
"""Mailboxes that a page lists; a job reads all that lie there."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mailbox on the disk."""

    key: str
    path: Path
    shown: str
    named: str
    """Whose it is, as far as its name tells; else empty."""

    size: int | None
    """Bytes of a file; of a folder nobody has counted them."""


def folder() -> Path:
    """Where mailboxes lie."""
    return Path(settings.HOME) / "mailboxes"


def places(org: Organization | None, most: int | None = None) -> list[Place]:
    """Every mailbox that lies there, in the order of the names; a page wants `most`."""
    root = folder()
    if not root.is_dir():
        return []
    found = []
    for child in sorted(root.iterdir()):
        if child.name.startswith("."):
            continue
        for box in boxes_in(str(child), org):
            if not is_empty(box):
                found.append(_place(Path(box), root, org))
            if most is not None and len(found) >= most:
                return found
    return found


def _place(path: Path, root: Path, org: Organization | None) -> Place:
    below = path.relative_to(root)
    named = owner_by_name(str(path), org)
    return Place(
        key=key_of(below),
        path=path,
        shown=harmless(below.as_posix(), 300),
        named=main_address(named, org) if named else "",
        size=path.stat().st_size if path.is_file() else None,
    )


def key_of(below: Path) -> str:
    """What forms name a mailbox by."""
    return hashlib.sha256(os.fsencode(below.as_posix())).hexdigest()
