"""An original to take along: locked in a ZIP, so that no program opens it by itself.

Nothing of it is parsed; its bytes go from the store into the ZIP.
"""

from __future__ import annotations

import tempfile
from typing import IO, Final

import pyzipper

from honmono.web.cases.originals import store_of

PASSWORD: Final = "infected"
LARGEST: Final = 64 * 2**20
"""Bytes that are locked while somebody waits; larger ones leave with the evidence."""


def sealed(case: str, sha256: str, password: str) -> IO[bytes]:
    """The ZIP, open at its beginning; the file in it is called by its hash.

    Raises:
        EvidenceError: the original is not there, or was changed on the disk.

    """
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
                for chunk in store_of(case).read(sha256):
                    member.write(chunk)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target
