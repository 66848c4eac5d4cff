r"""Back-dating: a program that says it is seven days older than its folder, and runs.

    C:\Users\t\AppData\Local\Abcdef          2022-05-17 10:00:00.0
    C:\Users\t\AppData\Local\Abcdef\xyz.dll  2022-05-10 10:00:00.1

Emotet sets the time of its file back by exactly a week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.commands import MODULE_HOSTS
from honmono.sweep.scanner.machine import (
    Listed,
    below,
    blind,
    files,
    is_windows,
    missing,
    processes,
    variables,
)
from honmono.sweep.scanner.mentioned import Mentioned
from honmono.sweep.scanner.paths import base, parent

WEEK = 604_800.0
"""Seconds."""

EARLIER, LATER = 0.3, 0.2
"""Seconds around the week that still are one."""

_MZ = "4d5a"


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does such a program run?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    listed, running = list(files(artefacts)), list(processes(artefacts))
    times = {one.path: one.mtime for one in listed if one.is_folder}
    found: list[Finding] = []
    unseen = ""
    mute = {one.name for one in running if not one.line}
    of_users: dict[str, Mentioned] = {}
    for root, _, file in below(artefacts, listed):
        if not _is_back_dated(file, times):
            continue
        if root.sid not in of_users:
            of_users[root.sid] = Mentioned(running, variables(artefacts, root.sid))
        found += [
            Finding("back-dating", file.said, one.pid, one.said or one.image)
            for one in of_users[root.sid].running(file.path)
        ]
        if mute & MODULE_HOSTS or base(file.path) in mute:
            unseen = "no-command-lines"  # it may be this one
    why = missing(artefacts, "users", "files", "processes", listing=listed)
    why = why or unseen or _timeless(artefacts, listed, times)
    return answer(found, why or blind(artefacts, running, "line"))


def _is_back_dated(file: Listed, times: Mapping[str, float | None]) -> bool:
    folder = times.get(parent(file.path))
    if file.mtime is None or folder is None:
        return False
    if file.head and not file.head.startswith(_MZ):
        return False
    return -EARLIER <= folder - file.mtime - WEEK <= LATER


def _timeless(
    artefacts: Artefacts, listed: Sequence[Listed], times: Mapping[str, float | None]
) -> str:
    """A program without a time, or in a folder without one, cannot be held against it."""
    for _, _, file in below(artefacts, listed):
        is_program = file.head.startswith(_MZ) or file.path.endswith((".exe", ".dll"))
        is_timed = file.mtime is not None and times.get(parent(file.path)) is not None
        if is_program and not is_timed:
            return "no-times"
    real = [one for one in listed if not one.is_folder]
    return "no-first-bytes" if real and not any(one.head for one in real) else ""
