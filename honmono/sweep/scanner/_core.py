r"""What a check is given, and what it answers.

`Artefacts` is what a PC showed, in one JSON object (form `honmono-artefacts-1`):

    {"form": "honmono-artefacts-1",
     "host": {"name": "TKY-PC014", "os": "windows", "os_version": "10.0.19045",
              "volume_serial": "1a2b3c4d", "user": "TKY\\tanaka", "elevated": true,
              "collected_at": "2022-05-18T11:02:33+09:00", "collector": "honmono 1.0",
              "ids": ["serial:5CG1234XYZ"],
              "folders": {"system32": …, "syswow64": …, "program_files": […],
                          "local_appdata": {SID: folder}, "appdata": {SID: folder}}},
     "processes": [{"name", "pid", "ppid", "image_path", "command_line", "user"}],
     "registry": [{"hive": "HKLM" or "HKU\\S-1-5-…", "key", "name", "type", "data"}],
     "services": [{"name", "display_name", "command_line", "state"}],
     "files": [{"path", "size", "mtime", "head", "sha256", "is_folder"}],
     "autoruns": [{"where", "name", "command_line", "user"}],
     "could_not": {"registry:HKU\\S-1-5-…": "access denied"}}

A part that nobody gathered is null, which is another thing than an empty list.  Numbers of
seconds are since 1970, UTC; `head` is the first two bytes in hex; binary data are hex.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

FORM = "honmono-artefacts-1"

NOTHING = "nothing"
"""Looked everywhere it looks, and saw none of it."""

FOUND = "found"
COULD_NOT = "could-not-look"
"""An input is missing, or not all of it could be read."""

NOT_LOOKED = "not-looked"
"""It does not apply here, or nobody gave what it needs: a word list."""


@dataclass(frozen=True)
class Artefacts:
    """What a PC showed.  Lists are None where nobody gathered them."""

    host: dict[str, Any] = field(default_factory=dict)
    processes: list[dict[str, Any]] | None = None
    registry: list[dict[str, Any]] | None = None
    services: list[dict[str, Any]] | None = None
    files: list[dict[str, Any]] | None = None
    autoruns: list[dict[str, Any]] | None = None
    could_not: dict[str, str] = field(default_factory=dict)
    """By part or place: why it could not be read."""


@dataclass(frozen=True)
class Finding:
    """One thing that a check saw."""

    name: str
    """What it is: `borrowed-name`, or the name of an indicator."""

    path: str = ""
    pid: str = ""
    detail: str = ""
    """What was seen: a command line, a registry value."""


@dataclass(frozen=True)
class Answer:
    """What a check says."""

    outcome: str
    findings: tuple[Finding, ...] = ()
    why: str = ""
    """For could-not-look and not-looked: a code, `no-processes` or `no-word-list`."""


@dataclass(frozen=True)
class Knowledge:
    """What checks are held against; made by whoever built the kit."""

    made: str = ""
    """Its date, ISO 8601: the definitions of this scanner."""

    words: tuple[str, ...] = ()
    """Word list of the dictionary method; empty: nobody supplied one."""

    indicators: tuple[dict[str, str], ...] = ()
    """`{"kind": "sha256"|"name", "value", "called", "from", "to", "source"}`."""


Check = Callable[[Artefacts, Knowledge], Answer]
