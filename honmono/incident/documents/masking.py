"""Strangers' addresses in documents: their owners are victims, too, and no link may work.

s.kumar@mail.example → s***@mail.example      https://bad.example/x → bad[.]example
"""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"([^\s@<>()\"',;:、。（）「」]{1,64})@([^\s@<>()\"',;、。（）「」]{1,255})"
)
_URL: Final = re.compile(
    r"(?:https?|ftp)://([^\s/<>\"'、。（）「」]+)[^\s<>\"'、。（）「」]*", re.IGNORECASE
)


def masked(untrusted_text: str) -> str:
    """The text with the local part of each address hidden, and no link in it."""
    text = without_links(untrusted_text)
    return _ADDRESS.sub(lambda found: f"{_hidden(found[1])}@{found[2]}", text)


def without_links(untrusted_text: str) -> str:
    """The text with the host alone of each link, so that no reader can follow it."""
    return _URL.sub(lambda found: found[1].replace(".", "[.]"), untrusted_text)


def _hidden(local_part: str) -> str:
    """Its first character and three stars; what is masked already stays."""
    if not any(character.isalnum() for character in local_part) or "***" in local_part:
        return local_part
    return local_part[0] + "***"
