r"""Paths of Windows as one form, so that the same file is the same text.

    "C:/Users/Tanaka/AppData/Local\\certcli\KBDFR.EXE"   c:\users\tanaka\appdata\local\…
    \??\C:\Windows\System32\lsass.exe                    c:\windows\system32\lsass.exe
    \SystemRoot\System32\smss.exe                        c:\windows\system32\smss.exe
    C:\PROGRA~1\App\app.exe                              the same as C:\Program Files\…

Nothing is asked of a disk: a short name (8.3) is taken for each long name that it may be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 4_096
"""Characters of a path that are looked at; Windows itself allows 32,767."""

_PREFIXES = ("\\\\?\\unc\\", "\\\\?\\", "\\\\.\\", "\\??\\")
_UNEVEN = ("/", "%", '"', "\\\\", "\\.", ".\\", " \\")
_VOLUME = re.compile(r"\\device\\harddiskvolume\d{1,3}\\")
_VARIABLE = re.compile(r"%([a-z0-9_()]{1,40})%")
_SHORT = re.compile(r"([^~.]{1,6})~(\d{1,5})(?:\.([^.]{1,3}))?\Z")
_PATH_LIKE = re.compile(r"[a-z]:[\\/]|[\\/]")


def folded(path: object, variables: Mapping[str, str] | None = None) -> str:
    r"""A path in the form that is compared: lower case, one backslash, no dots.

    >>> folded('"C:/Windows/./System32//cmd.exe. "')
    'c:\\windows\\system32\\cmd.exe'
    """
    text = str(path or "")[:LONGEST].strip().strip('"').strip().lower()
    if text[1:3] == ":\\" and not any(part in text for part in _UNEVEN):
        return text.rstrip(". \\")  # nearly every path of a listing
    text = expanded(text.replace("/", "\\"), variables)
    for prefix in _PREFIXES:
        if text.startswith(prefix):
            text = ("\\\\" if "unc" in prefix else "") + text[len(prefix) :]
            break
    # A volume's number tells no letter; programs of Windows run from the system's.
    found = _VOLUME.match(text)
    if found:
        text = "c:\\" + text[found.end() :]
    if text.startswith("\\systemroot\\"):
        text = "c:\\windows\\" + text[len("\\systemroot\\") :]
    elif text.startswith(("system32\\", "syswow64\\")):
        text = "c:\\windows\\" + text
    head = "\\\\" if text.startswith("\\\\") else ""
    return head + "\\".join(_resolved(text.split("\\")))


def _resolved(parts: list[str]) -> list[str]:
    kept: list[str] = []
    for part in parts:
        if part == "..":
            if not kept or kept[-1] == "..":
                kept.append(part)
            elif len(kept) > 1 or not kept[0].endswith(":"):
                kept.pop()
            continue
        # Windows drops dots and blanks at the end of a name: "a.exe. " is a.exe.
        name = part.rstrip(". ")
        if name:
            kept.append(name)
    return kept


def expanded(text: str, variables: Mapping[str, str] | None = None) -> str:
    """The text, lower case, with the variables of Windows that we know filled in."""
    if "%" not in text:
        return text
    known = dict(_VARIABLES)
    known.update(variables or {})
    return _VARIABLE.sub(lambda m: known.get(m.group(1), m.group(0)).lower(), text)


_VARIABLES: dict[str, str] = {
    "systemroot": "c:\\windows",
    "windir": "c:\\windows",
    "systemdrive": "c:",
    "homedrive": "c:",
    "programfiles": "c:\\program files",
    "programfiles(x86)": "c:\\program files (x86)",
    "programw6432": "c:\\program files",
    "programdata": "c:\\programdata",
    "allusersprofile": "c:\\programdata",
    "public": "c:\\users\\public",
    "comspec": "c:\\windows\\system32\\cmd.exe",
}


def variables_of(local_appdata: object) -> dict[str, str]:
    r"""The variables of a user, from where his %LOCALAPPDATA% is."""
    local = folded(local_appdata)
    if not local.endswith("\\appdata\\local"):
        return {"localappdata": local} if local else {}
    profile = local[: -len("\\appdata\\local")]
    return {
        "localappdata": local,
        "appdata": profile + "\\appdata\\roaming",
        "userprofile": profile,
        "temp": local + "\\temp",
        "tmp": local + "\\temp",
    }


def base(path: str) -> str:
    r"""The name at the end of a folded path."""
    return path.rpartition("\\")[2]


def parent(path: str) -> str:
    """The folder of a folded path."""
    return path.rpartition("\\")[0]


def stem(name: str) -> str:
    """A file's name without its extension."""
    return name.rpartition(".")[0] or name


def is_below(path: str, folder: str) -> bool:
    """Does a folded path lie somewhere below a folded folder?"""
    return bool(folder) and path.startswith(folder.rstrip("\\") + "\\")


def above_of(path: str) -> list[str]:
    r"""Every folder in which a folded path lies, the nearest first.

    >>> above_of(r"c:\a\b.dll")
    ['c:\\a', 'c:']
    """
    found = []
    while "\\" in path:
        path = parent(path)
        found.append(path)
    return found


def program(name: object) -> str:
    """A process's name in the form that is compared: lower case, with `.exe`."""
    text = base(folded(name))
    return text if "." in text or not text else text + ".exe"


def same(one: str, other: str) -> bool:
    """Are two folded paths one file, also where one of them has short names?"""
    if one == other:
        return bool(one)
    if "~" not in one + other:
        return False
    a, b = one.split("\\"), other.split("\\")
    return len(a) == len(b) and all(map(_same_name, a, b))


def _same_name(one: str, other: str) -> bool:
    return one == other or _stands_for(one, other) or _stands_for(other, one)


def _stands_for(short: str, name: str) -> bool:
    found = _SHORT.match(short)
    if not found or "~" in name:
        return False
    before, extension = found.group(1), found.group(3) or ""
    left, _, right = name.rpartition(".") if "." in name else (name, "", "")
    left = re.sub(r"[ .]", "", left)
    if right.replace(" ", "")[:3] != extension:
        return False
    if re.fullmatch(r"..[0-9a-f]{4}", before) and left[:2] == before[:2]:
        return True  # from the fifth on Windows writes two letters and a checksum
    return left[:6] == before[:6] if len(left) >= 6 else left == before


def mentions(command_line: str, path: str) -> bool:
    r"""Does a folded command line (`commands.folded_line`) hold a folded path?

    >>> mentions(r"rundll32.exe c:\a\b.dll,run", r"c:\a\b.dll")
    True
    """
    begin = command_line.find(path) if path else -1
    while begin >= 0:
        after = command_line[begin + len(path) : begin + len(path) + 2]
        if not re.match(r"[a-z0-9_\-]|\.[a-z0-9]", after):
            return True
        begin = command_line.find(path, begin + 1)
    if "~" not in command_line or not path:
        return False
    return any(same(one, path) for one in short_paths(command_line))


def short_paths(command_line: str) -> list[str]:
    """Paths with a short name: those hold no blanks, or they would not be needed."""
    if "~" not in command_line:
        return []
    words = re.split(r"[ ,]", command_line[:LONGEST])
    return [folded(word) for word in words if "~" in word and _PATH_LIKE.match(word)]
