"""The id of a PC that is new: readable, never changed later, the same for the same PC.

asset:0014                 →  asset-0014
serial:5CG1234XYZ          →  5cg1234xyz
host TKY-PC014             →  tky-pc014
host 山田のPC              →  pc-1d2c9a07b3     letters that no address has
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from itertools import count
from typing import Final

from honmono.sweep.pc import Pc

LONGEST: Final = 60
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def new_id(pc: Pc, taken: Container[str]) -> str:
    """An id for a PC that has none: of its asset tag, its serial number, else its name."""
    seed = _seed(pc)
    name = _readable(seed)
    if name not in taken:
        return name
    for number in count():
        tried = f"{name}-{_hash(f'{pc.marks()} {pc.host} {number}')[:6]}"
        if tried not in taken:
            return tried
    raise AssertionError  # numbers do not end


def _seed(pc: Pc) -> str:
    for kind in ("asset:", "serial:"):
        for mark in pc.ids:
            if mark.startswith(kind):
                return mark
    return "host:" + pc.host.split(".")[0]


def _readable(seed: str) -> str:
    """Letters, digits and hyphens; what loses others carries a hash."""
    kind, _, value = seed.partition(":")
    lower = value.lower()
    name = _OTHER.sub("-", lower).strip("-")
    if not name:
        return f"pc-{_hash(seed)[:10]}"
    if name != lower or len(name) > LONGEST:
        name = f"{name[:LONGEST]}-{_hash(seed)[:6]}"
    return f"{kind}-{name}" if name.isdecimal() else name


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
