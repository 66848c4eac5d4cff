"""One new file, whole or not at all; never over one that is there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from honmono.cli.sweep._core import Desk


def put(desk: Desk, out: Path, content: bytes) -> None:
    """Write it for its owner's eyes."""
    try:
        with out.open("xb") as file:
            out.chmod(0o600)
            file.write(content)
    except FileExistsError:
        desk.stop("there-already", file=out)
    except OSError as error:
        if out.is_file():
            with suppress(OSError):
                out.unlink()
        desk.stop("not-written", file=out, why=desk.reason(error))
