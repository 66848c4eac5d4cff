"""A file for somebody's computer, in a ZIP with a password: nothing opens by a click.

The customary password keeps scanners and hasty fingers away, and is no secret; whoever
sends the file on chooses one of his own.  AES, which 7-Zip and macOS' tools open, and the
ZIP folders of Windows' Explorer do not.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, Final

import pyzipper
from django.http import FileResponse

CUSTOMARY: Final = "infected"
_UNUSUAL: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 80


def sealed(chunks: Iterable[bytes], inside: str, password: str) -> IO[bytes]:
    """A ZIP with one file, from its beginning; on the disk, and gone when it is closed.

    What the chunks raise is raised, and nothing is left of the ZIP.
    """
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        with pyzipper.AESZipFile(
            out,
            "w",
            compression=pyzipper.ZIP_DEFLATED,
            compresslevel=1,
            encryption=pyzipper.WZ_AES,
        ) as archive:
            archive.setpassword(password.encode())
            with archive.open(inside, "w", force_zip64=True) as file:
                for chunk in chunks:
                    file.write(chunk)
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return out


def harmless_name(untrusted_name: str) -> str:
    """What a file may be called in a ZIP: no path, no sign that a shell reads."""
    last = re.split(r"[/\\]", untrusted_name)[-1]
    name = _UNUSUAL.sub("_", last).lstrip(".-_")
    return name[-_LONGEST:] or "file"


def handed_out(file: IO[bytes], name: str) -> FileResponse:
    """Bytes for the disk of whoever asked: no page of ours, and never shown in one."""
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def dated(stem: str, now: datetime, ending: str) -> str:
    """`hoshimine-2026-10-20261126-0312.zip`."""
    return f"{stem}-{now.astimezone(UTC):%Y%m%d-%H%M}{ending}"
