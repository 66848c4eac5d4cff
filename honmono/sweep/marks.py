"""What tells one machine from another: its names and its numbers, made comparable.

    tky-pc014.example.co.jp, TKY-PC014$  →  host:TKY-PC014
    serial number " 5cg1234xyz "         →  serial:5CG1234XYZ

NetBIOS cuts names at 15 characters, and EmoCheck prints them so: names are compared by
their first 15; two that are longer, and differ, are two machines.  Numbers that makers
leave empty ("To be filled by O.E.M.") are no marks.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NETBIOS: Final = 15
"""Characters of a NetBIOS name."""

NAME: Final = "name:"
"""Begins the mark of a long name."""

KINDS: Final = ("serial", "uuid", "asset", "computer")
"""Numbers that name a machine: of its case, its board, our list, its installation."""

LASTING: Final = frozenset({"serial", "uuid", "asset"})
"""Those that stay when Windows is installed anew."""

WHOLE: Final = "name:"
"""Begins the mark of a name that is longer than NetBIOS has it."""

_ADDRESS: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
"""An address is a name as a whole: `192` is none."""

_NOBODY: Final = frozenset({"LOCALHOST", "UNKNOWN", "NONE", "NULL", "-"})
"""Names that any machine may have."""

_LONGEST: Final = 200
_FILLERS: Final = frozenset(
    {
        *("", "0", "NONE", "N/A", "NA", "NULL", "DEFAULT STRING", "UNKNOWN", "-"),
        *("TO BE FILLED BY O.E.M.", "SYSTEM SERIAL NUMBER", "NOT SPECIFIED"),
        *("00000000-0000-0000-0000-000000000000", "INVALID", "CHASSIS SERIAL NUMBER"),
        *("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "NOT APPLICABLE", "123456789"),
        *("不明", "なし", "無し", "無", "未定", "未記入", "未確認"),
        *("未登録", "該当なし", "同上", "ー", "―"),
        "03000200-0400-0500-0006-000700080009",  # boards of several makers carry it
    }
)


def host_mark(untrusted_host: str) -> str:
    """A host's name in the form that is compared; empty where there is none."""
    name = _name(untrusted_host)
    return "host:" + name[:NETBIOS] if name else ""


def name_mark(untrusted_host: str) -> str:
    """The whole of a name that NetBIOS would cut; empty for every other.

    `MacBook-Pro-of-Sato` and `MacBook-Pro-of-Kato` are two machines.
    """
    name = _name(untrusted_host)
    return (NAME + name)[:_LONGEST] if len(name) > NETBIOS else ""


def _name(untrusted_host: str) -> str:
    name = unicodedata.normalize("NFKC", untrusted_host[:_LONGEST]).strip()
    name = name.strip("\\").split("\\")[-1]
    if not _ADDRESS.fullmatch(name):
        name = name.split(".")[0].rstrip("$").strip()
    if name.upper() in _NOBODY:
        return ""
    if not name or not all(c.isprintable() and c not in '/:*?"<>| ' for c in name):
        return ""
    return name.upper()


def id_mark(kind: str, untrusted_value: str) -> str:
    """A number of a machine in the form that is compared; empty where it says nothing."""
    value = unicodedata.normalize("NFKC", untrusted_value[:_LONGEST]).strip()
    value = " ".join(value.strip("{}").upper().split())
    if value in _FILLERS or not set(value) - set("0-. ") or not value.isprintable():
        return ""
    return f"{kind}:{value}"[:_LONGEST]
