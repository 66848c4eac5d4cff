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
    ALREADY,
    LARGEST,
    NOT_READ,
    Importer,
    Read,
    ReportFile,
    Trouble,
    believable,
)
from honmono.sweep.importers._emocheck_made import named
from honmono.sweep.importers.bundle import Member, members
from honmono.sweep.marks import host_mark

__all__ = [
    "ALL",
    "ALREADY",
    "NOT_READ",
    "Importer",
    "Member",
    "Read",
    "ReportFile",
    "Trouble",
    "about",
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
    """Mark of the PC that the name of a report of EmoCheck speaks of.

    Its text names no PC: two that were scanned in the same second have the same bytes, and
    both have been scanned.  What somebody says of a file is no such name: the bytes that
    were one PC's are not another's because he says so later.
    """
    return host_mark(named(file.name)[0])


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
