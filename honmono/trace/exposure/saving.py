"""A file that is there whole or not at all, whenever the power goes.

Another reader sees the old file or the new one, never half of one.  A link stays a link:
its target is written.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


class CannotSaveError(Exception):
    """A file could not be written; what stood in its place is unchanged."""

    def __init__(self, path: Path, why: str) -> None:
        """Name the file and what the system said."""
        self.path, self.why = path, why
        super().__init__(f"{path}: cannot be written: {why}; nothing was changed")


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Write a new file beside the old one, and put it there when all is on the disk.

    Raises:
        CannotSaveError: the disk is full, the folder is not there or not ours.

    """
    target = path.resolve()
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".tmp", f".{target.name}.", target.parent)
        temporary = Path(name)
        with os.fdopen(
            handle, "w", encoding="utf-8", errors="backslashreplace", newline=""
        ) as file:  # half a character becomes its escape, which JSON knows
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise CannotSaveError(path, error.strerror or str(error)) from None
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)
    with suppress(OSError):  # Windows opens no folders, and needs none opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
