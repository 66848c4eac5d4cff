r"""Borrowed name: a program that runs under names of Windows, where Windows has none.

    %LOCALAPPDATA%\certcli\KBDFR.exe      both are names of files in System32
    C:\Windows\SysWOW64\mfc40\winver.exe  the same, started by an administrator

Emotet from April 2020.  Small files, and copies of the file of that name in System32, are
left alone; so are curl and tar in a folder of their own name, which people install.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.machine import (
    Listed,
    Process,
    below,
    blind,
    files,
    is_windows,
    missing,
    processes,
    system32,
)
from honmono.sweep.scanner.paths import base, parent, same, stem

SMALLEST = 10_000
"""Bytes; what is smaller is no Emotet."""

_ALSO_INSTALLED = frozenset({"curl", "tar"})


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does such a program run?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    listed, running = list(files(artefacts)), list(processes(artefacts))
    words = _words(listed, system32(artefacts))
    found, why = [], ""
    by_name: dict[str, list[Process]] = {}
    for one in running:
        by_name.setdefault(one.name, []).append(one)
    for file in _candidates(artefacts, listed, words):
        for one in by_name.get(base(file.path), ()):
            if same(one.image, file.path):
                found.append(
                    Finding("Emotet (borrowed-name)", file.said, one.pid, one.said)
                )
            elif not one.image:
                why = "no-image-paths"  # it may be this one
    why = why or missing(artefacts, "users", "files", "processes", listing=listed)
    if not why and not words:
        why = "no-system32"
    return answer(found, why or blind(artefacts, running, "image"))


def _words(listed: list[Listed], folder: str) -> dict[str, tuple[int, ...]]:
    """Names of exe and dll files in System32, with the sizes of the exe files."""
    words: dict[str, tuple[int, ...]] = {}
    for one in listed:
        if parent(one.path) == folder and one.path.endswith((".exe", ".dll")):
            sizes = words.get(stem(base(one.path)), ())
            if one.path.endswith(".exe") and one.size is not None:
                sizes = (*sizes, one.size)
            words[stem(base(one.path))] = sizes
    return words


def _candidates(
    artefacts: Artefacts, listed: list[Listed], words: dict[str, tuple[int, ...]]
) -> Iterator[Listed]:
    for _, folder, file in below(artefacts, listed):
        name = stem(base(file.path))
        if not file.path.endswith(".exe") or folder not in words or name not in words:
            continue
        if folder == name and name in _ALSO_INSTALLED:
            continue
        is_copy = file.size is not None and file.size in words[name]
        is_small = file.size is not None and file.size < SMALLEST
        if not is_copy and not is_small:
            yield file
