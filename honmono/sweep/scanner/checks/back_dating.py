r"""Back-dating: a program that says it is seven days older than its folder, and runs.

    C:\Users\t\AppData\Local\Abcdef          2022-05-17 10:00:00.0
    C:\Users\t\AppData\Local\Abcdef\xyz.dll  2022-05-10 10:00:00.1

Emotet sets the time of its file back by exactly a week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.commands import MODULE_HOSTS, folded_line
from honmono.sweep.scanner.machine import (
    Listed,
    Process,
    Root,
    below,
    blind,
    files,
    is_windows,
    missing,
    processes,
    variables,
)
from honmono.sweep.scanner.paths import base, mentions, parent, same

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
    for root, _, file in below(artefacts, listed):
        if not _is_back_dated(file, times):
            continue
        hits = [one for one in running if _runs(artefacts, root, file, one)]
        found += [
            Finding("back-dating", file.said, one.pid, one.said or one.image)
            for one in hits
        ]
        if any(_may_run(file, one) for one in running):
            unseen = "no-command-lines"
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


def _runs(artefacts: Artefacts, root: Root, file: Listed, one: Process) -> bool:
    if same(one.image, file.path):
        return True
    if base(file.path) not in one.line and "~" not in one.line:
        return False
    return mentions(folded_line(one.said, variables(artefacts, root.sid)), file.path)


def _may_run(file: Listed, one: Process) -> bool:
    """It could be this file that runs, and nobody saw with what."""
    return not one.line and (one.name in MODULE_HOSTS or one.name == base(file.path))


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
