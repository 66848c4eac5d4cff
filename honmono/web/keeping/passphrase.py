"""The passphrase of backups: the first line of a file that its owner keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from honmono.web.keeping.errors import KeepingError

SHORTEST: Final = 16
"""Letters: whoever has the backup may try for years."""

_LONGEST: Final = 4_096


def of_file(path: Path) -> str:
    """Read it.

    Raises:
        KeepingError: it cannot be read, or is too short to lock anything.

    """
    try:
        with path.open("rb") as file:
            # Notepad puts a mark before it, which nobody could type.
            line = file.readline(_LONGEST).decode("utf-8-sig").strip()
    except OSError as error:
        raise KeepingError("not-read", file=path, why=error.strerror) from None
    except UnicodeDecodeError:
        raise KeepingError("not-read", file=path, why="UTF-8") from None
    if len(line) < SHORTEST:
        raise KeepingError("passphrase-short", file=path, least=SHORTEST)
    return line
