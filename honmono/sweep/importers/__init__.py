"""Reports of scanners → scans: one form, one file, told by what is in it.

A file that nobody knows, or that is broken, is a `Trouble` and never a clean scan.
"""

from __future__ import annotations

from typing import Final

from honmono.sweep.importers import (
    artefact_rows,
    artefacts,
    cef,
    clamav,
    columns,
    defender,
    emocheck,
    emocheck_ps,
    honmono_report,
    msert,
    statement,
)
from honmono.sweep.importers._core import (
    LARGEST,
    Importer,
    Read,
    ReportFile,
    Trouble,
    believable,
)
from honmono.sweep.importers._emocheck_made import named
from honmono.sweep.importers.bundle import Member, find, members
from honmono.sweep.importers.naming import host_of
from honmono.sweep.marks import host_mark

__all__ = [
    "ALL",
    "Importer",
    "Member",
    "Read",
    "ReportFile",
    "Trouble",
    "about",
    "find",
    "members",
    "read",
]

ALL: Final[tuple[Importer, ...]] = (
    honmono_report.IMPORTER,
    artefacts.IMPORTER,
    statement.IMPORTER,
    emocheck.IMPORTER,
    emocheck_ps.IMPORTER,
    defender.IMPORTER,
    msert.IMPORTER,
    clamav.IMPORTER,
    cef.IMPORTER,
    artefact_rows.IMPORTER,
    columns.IMPORTER,  # the last: much looks like rows of columns
)
"""In the order in which they are asked: who is surest first."""


def about(file: ReportFile) -> str:
    """Mark of the PC that a file's name, or whoever brought it, speaks of.

    EmoCheck's text names no PC: two that were scanned in the same second have the same
    bytes, and both have been scanned.
    """
    return host_mark(host_of(file) or named(file.name)[0])


def read(file: ReportFile) -> Read:
    """What stands in a file, whoever wrote it."""
    if len(file.data) > LARGEST:
        return Read(
            "", troubles=(Trouble("too-large", values={"most": f"{LARGEST >> 20}"}),)
        )
    for importer in ALL:
        if importer.claims(file):
            return believable(importer.read(file))
    return Read("", troubles=(Trouble("unknown-form"),))
