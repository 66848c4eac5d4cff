r"""Is a library alone in a folder with a made-up name?

    C:\Users\t\AppData\Local\RWVBqVeOOVI\aAwwxjxqAjEbi.dll    nothing else lies there
    C:\Users\t\AppData\Local\MEGAsync\ShellExtX64.dll         beside MEGAsync.exe: no

So Emotet of 2022 and 2023 lies on a disk.  What a program brings lies beside that program.
"""

from __future__ import annotations

import re

from honmono.sweep.scanner.machine import Listed
from honmono.sweep.scanner.paths import base, parent

_FOLDER = re.compile(r"[a-z]{4,20}")
_FILE = re.compile(r"[a-z]{4,20}\.(?:dll|ocx|[a-z]{3})")
_TOP = re.compile(
    r"c:\\users\\[^\\]+\\appdata\\(?:local|roaming)"
    r"|c:\\programdata|c:\\windows\\(?:system32|syswow64)"
)


def is_lonely(path: str, folders: dict[str, list[Listed]]) -> bool:
    """Does it lie alone in a first-level folder, both named by letters only?"""
    folder = parent(path)
    if not _TOP.fullmatch(parent(folder)) or not _FOLDER.fullmatch(base(folder)):
        return False
    beside = folders.get(folder)
    if not _FILE.fullmatch(base(path)) or not beside:
        return False
    return [one.path for one in beside] == [path]
