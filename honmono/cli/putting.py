"""A file that a command makes: there whole or not at all, for its owner's eyes alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put(target: Path, made: bytes) -> None:
    """Write it in the place of what was there.

    Raises:
        OSError: the old file is still there.

    """
    handle, name = tempfile.mkstemp(".tmp", f".{target.name}.", target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
