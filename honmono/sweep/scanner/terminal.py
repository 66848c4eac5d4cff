"""The window in which the scanner runs: what it can show, and whether it closes at once."""

from __future__ import annotations

import importlib
import sys
import time
from typing import Any

LONGEST_WAIT = 300.0
"""Seconds; nobody may be there, and a planned task must end."""

_OURS = ("python", "py.exe", "pyw.exe")


def prepare() -> None:
    """A character that the console does not have becomes `?` and never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def languages(encoding: str | None) -> tuple[str, ...]:
    """Both, where the console has Japanese letters; else English alone."""
    try:
        "検査".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return ("en",)
    return ("ja", "en")


def was_opened_for_us() -> bool:
    """Windows, by a double click: everybody in this terminal is a Python of ours."""
    if sys.platform != "win32" or not (sys.stdin and sys.stdin.isatty()):
        return False
    try:
        api = importlib.import_module(
            "honmono.sweep.scanner.gather.winapi"
        ).WindowsApi()
        names = {pid: name for pid, _, name in api.snapshot()}
        return only_ours([names.get(pid, "") for pid in api.console_processes()])
    except (OSError, AttributeError):
        return False


def only_ours(names: list[str]) -> bool:
    """Are these only Pythons and their launcher?"""
    return bool(names) and all(name.casefold().startswith(_OURS) for name in names)


def wait_for_key(most: float = LONGEST_WAIT) -> None:
    """Until a key, but not for ever."""
    keys: Any = importlib.import_module("msvcrt")
    end = time.monotonic() + most
    while time.monotonic() < end:
        if keys.kbhit():
            keys.getwch()
            return
        time.sleep(0.1)
