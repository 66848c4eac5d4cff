"""The process that opens one registry file; its arguments are the path and the hive."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]  # Windows: time alone is bounded there

MEMORY: Final = 2 * 2**30
"""Bytes of address space."""


def main() -> None:
    """Read the file that the first argument names."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from honmono.sweep.hives.reading import read

    parts = read(Path(sys.argv[1]), sys.argv[2])
    sys.stdout.write(json.dumps(asdict(parts)))
