"""`--picture FILE`: the picture of a trace, written whole or not at all.

    honmono trace --picture case.svg reports/      for a browser
    honmono trace --picture case.png reports/      for a letter

The file's ending says which.  It names people who may be victims, so on a shared computer
only the one who asked may read it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from honmono.cli._core import stop
from honmono.text import harmless
from honmono.trace.evidence.picture import Picture, to_png, to_svg

ENDINGS: Final = (".svg", ".png")


def check_ending(path: Path) -> None:
    """End with one line, before the work begins, where the ending says nothing."""
    if path.suffix.lower() not in ENDINGS:
        stop(f"--picture {_shown(path)}: name a file that ends in .svg or .png")


def save_picture(path: Path, picture: Picture) -> None:
    """Write it in the place of what was there; end with one line where that fails."""
    check_ending(path)
    try:
        made = _made(path, picture)
        _put(path.absolute(), made)
    except ImportError:
        stop("a PNG needs the package typst, which this computer lacks; name an .svg")
    except OSError as error:
        stop(f"--picture {_shown(path)}: cannot be written: {error.strerror}")


def _made(path: Path, picture: Picture) -> bytes:
    if path.suffix.lower() == ".png":
        return to_png(picture)
    return to_svg(picture).encode("utf-8")


def _put(target: Path, made: bytes) -> None:
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


def _shown(path: Path) -> str:
    return harmless(str(path), 300)
