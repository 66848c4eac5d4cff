"""An original to take along: locked in a ZIP, so that no program opens it by itself."""

from __future__ import annotations

from typing import IO

from honmono.web.base import sealed as base
from honmono.web.base.sealed import LARGEST, PASSWORD
from honmono.web.cases.originals import store_of

__all__ = ["LARGEST", "PASSWORD", "sealed"]


def sealed(case: str, sha256: str, password: str) -> IO[bytes]:
    """The ZIP, open at its beginning; the file in it is called by its hash.

    Raises:
        EvidenceError: the original is not there, or was changed on the disk.

    """
    return base.sealed(sha256, store_of(case).read(sha256), password)
