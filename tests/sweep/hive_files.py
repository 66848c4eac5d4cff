"""Real registry files, written by Debian's libhivex: keys and values by a few lines."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path
from typing import Final

import pytest

APT: Final = "sudo apt-get install -y libhivex-bin"

Values = dict[str, str]
"""Name → value as hivexsh writes it: `string:…`, `dword:1`, `hex:3:28,44`."""


def hive_file(folder: Path, keys: dict[str, Values], name: str = "hive") -> bytes:
    """A registry file with these keys; `Software\\Microsoft` makes both."""
    hivexsh = shutil.which("hivexsh")
    if hivexsh is None:
        pytest.fail(f"hivexsh is missing.  On Debian or Ubuntu:\n    {APT}")
    path = folder / name
    path.write_bytes(_empty())
    lines: list[str] = []
    made: set[str] = set()
    for key, values in keys.items():
        here = ""
        for part in key.split("\\"):
            lines += [f"cd \\{here}"]
            here = f"{here}\\{part}".strip("\\")
            if here.lower() not in made:
                made.add(here.lower())
                lines += [f"add {part}"]
        if values:
            lines += [f"cd \\{here}", f"setval {len(values)}"]
            for title, value in values.items():
                lines += [title, _written(value)]
    lines += ["commit", "quit", ""]
    done = subprocess.run(
        [hivexsh, "-w", str(path)],
        input="\n".join(lines).encode(),
        capture_output=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return path.read_bytes()


def _written(value: str) -> str:
    """Text as bytes: hivexsh itself takes ASCII alone."""
    kind, _, text = value.partition(":")
    number = {"string": 1, "expandstring": 2}.get(kind)
    if number is None:
        return value
    return f"hex:{number}:" + (text + "\0").encode("utf-16-le").hex(",")


def _empty() -> bytes:
    """The smallest registry file: a header, one block, a root key and its rights."""
    rights = struct.pack("<BBHIIII", 1, 0, 0x8000, 0, 0, 0, 0)
    root_at, rights_at = 0x20, 0x20 + 0x60
    root = (
        b"nk"
        + struct.pack("<H", 0x2C)
        + bytes(8)
        + struct.pack("<IIII", 0, 0xFFFFFFFF, 0, 0)
    )
    root += struct.pack("<IIIII", 0xFFFFFFFF, 0xFFFFFFFF, 0, 0xFFFFFFFF, rights_at)
    root += struct.pack("<IIIIIIHH", 0xFFFFFFFF, 0, 0, 0, 0, 0, 4, 0) + b"root"
    root_cell = struct.pack("<i", -0x60) + root.ljust(0x5C, b"\0")
    sk = b"sk" + struct.pack("<HIIII", 0, rights_at, rights_at, 1, len(rights)) + rights
    rights_cell = struct.pack("<i", -0x30) + sk.ljust(0x2C, b"\0")
    used = 0x20 + len(root_cell) + len(rights_cell)
    rest = struct.pack("<i", 0x1000 - used).ljust(0x1000 - used, b"\0")
    block = b"hbin" + struct.pack("<II", 0, 0x1000) + bytes(20)
    head = (
        b"regf"
        + struct.pack("<IIQIIIIII", 1, 1, 0, 1, 5, 0, 1, root_at, 0x1000)
        + struct.pack("<I", 1)
    )
    head = head.ljust(508, b"\0")
    total = 0
    for (word,) in struct.iter_unpack("<I", head):
        total ^= word
    head = (head + struct.pack("<I", total)).ljust(4096, b"\0")
    return head + block + root_cell + rights_cell + rest
