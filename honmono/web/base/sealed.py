"""A file to take along: locked in a ZIP, so that no program opens it by itself.

Nothing of it is parsed; its bytes go from where they lie into the ZIP.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import IO, Final

import pyzipper
from django.http import FileResponse

PASSWORD: Final = "infected"
LARGEST: Final = 64 * 2**20
"""Bytes that are locked while somebody waits."""


def sealed(sha256: str, chunks: Iterable[bytes], password: str) -> IO[bytes]:
    """The ZIP, open at its beginning; the file in it is called by its hash."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
    try:
        with pyzipper.AESZipFile(
            target,
            "w",
            compression=pyzipper.ZIP_DEFLATED,
            encryption=pyzipper.WZ_AES,
        ) as archive:
            archive.setpassword(password.encode())
            with archive.open(f"{sha256}.bin", "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target


def is_password(text: str) -> bool:
    """May it lock a ZIP that every program opens?"""
    return text.isascii() and text.isprintable() and 0 < len(text) <= 100


def to_save(file: IO[bytes], sha256: str) -> FileResponse:
    """As a file to save: no browser shows it, and nothing in it could run."""
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{sha256[:16]}.zip",
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
