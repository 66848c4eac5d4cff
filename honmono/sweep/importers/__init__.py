"""Reports of scanners → scans: one form, one file, told by what is in it.

A file that nobody knows, or that is broken, is a `Trouble` and never a clean scan.
"""

from __future__ import annotations

from typing import Final

from honmono.sweep.importers import emocheck, emocheck_ps
from honmono.sweep.importers._core import (
    LARGEST,
    Importer,
    Read,
    ReportFile,
    Trouble,
    believable,
)

__all__ = ["ALL", "Importer", "Read", "ReportFile", "Trouble", "read"]

ALL: Final[tuple[Importer, ...]] = (
    emocheck.IMPORTER,
    emocheck_ps.IMPORTER,
)
"""In the order in which they are asked."""


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
