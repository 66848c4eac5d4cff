"""Folder names on the wire: IMAP writes them in an alphabet of its own.

    受信トレイ     →  &U9dP4TDIMOwwpA-
    Tom & Jerry   →  Tom &- Jerry

"Modified UTF-7" (RFC 3501 §5.1.3): printable ASCII stands for itself, all else is UTF-16
in a base64 whose `/` is a `,` and which has no padding.  What a server sends that is not
of this form is shown as it is: it is a name that somebody gave, not a fault to stop at.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

_OTHER: Final = re.compile(r"[^ -~]+|&")
_SHIFTED: Final = re.compile(rb"&([A-Za-z0-9+,]*)-")


def encode(name: str) -> bytes:
    """As the server wants the name; a lone surrogate has no form and is replaced."""
    return _OTHER.sub(_shift, name).encode("ascii")


def decode(raw: bytes) -> str:
    """As people know the folder."""
    try:
        return _SHIFTED.sub(_unshift, raw).decode("utf-8")
    except (UnicodeDecodeError, binascii.Error):
        return raw.decode("utf-8", "replace")


def _shift(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    coded = base64.b64encode(found[0].encode("utf-16-be", "replace"), b"+,")
    return f"&{coded.decode('ascii').rstrip('=')}-"


def _unshift(found: re.Match[bytes]) -> bytes:
    if not found[1]:
        return b"&"
    padding = b"=" * (-len(found[1]) % 4)
    data = base64.b64decode(found[1].replace(b",", b"/") + padding)
    return data.decode("utf-16-be").encode("utf-8")
