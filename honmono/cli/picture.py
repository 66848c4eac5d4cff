"""`--picture FILE`: the picture of a trace, written whole or not at all.

    honmono trace --picture case.svg reports/      for a browser
    honmono trace --picture case.png reports/      for a letter

The file's ending says which.  It names people who may be victims, so on a shared computer
only the one who asked may read it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from honmono.cli._core import stop
from honmono.cli.putting import put
from honmono.text import say
from honmono.trace.exposure.saving import CannotSaveError

if TYPE_CHECKING:  # what draws is loaded where a picture is drawn
    from honmono.trace.evidence.picture import Picture

ENDINGS: Final = (".svg", ".png")


def check_ending(path: Path, language: str) -> None:
    """End with one line, before the work begins, where the picture cannot be made."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        stop(say("usage", "picture-ending", language, path=path))
    if ending == ".png" and find_spec("typst") is None:
        stop(say("usage", "picture-no-typst", language, path=path))


def save_picture(path: Path, picture: Picture) -> None:
    """Write it in the place of what was there.

    Raises:
        CannotSaveError: the old picture is still there.

    """
    try:
        put(path.absolute(), _made(path, picture))
    except OSError as error:
        raise CannotSaveError(path, error.strerror or str(error)) from None


def _made(path: Path, picture: Picture) -> bytes:
    from honmono.trace.evidence.picture import to_png, to_svg

    if path.suffix.lower() == ".png":
        return to_png(picture)
    return to_svg(picture).encode("utf-8")
