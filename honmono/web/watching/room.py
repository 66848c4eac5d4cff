"""Room on the disk for what a process counts, taken before it counts.

The counts are a file in memory that every process can read.  Where such a file has holes
and the disk is full, the system kills whoever writes into one: so it has none.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

COUNTS: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Environment: the folder of these files."""

_SIZE: Final = 2**20
"""Bytes of one; all views with all their figures take a fifth of it."""


def make_room() -> None:
    """Write this process's files; without room for them it counts for itself alone."""
    folder = os.environ.get(COUNTS)
    if not folder:
        return
    try:
        for kind in ("counter", "histogram"):
            path = Path(folder) / f"{kind}_{os.getpid()}.db"
            if not path.exists():
                path.write_bytes(bytes(_SIZE))
    except OSError:
        os.environ.pop(COUNTS)
