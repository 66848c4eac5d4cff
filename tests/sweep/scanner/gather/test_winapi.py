"""The calls into Windows, played: what is asked, and what of the answers is believed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pytest

from honmono.sweep.scanner.gather import winapi

HANDLE = 0x1_2345_6789
"""Of more than 32 bits."""


class Function:
    """One function of a library; it keeps how it was declared."""

    def __init__(self, act: Callable[..., Any]) -> None:
        self.act = act
        self.restype: Any = ctypes.c_int
        self.argtypes: Any = None

    def __call__(self, *given: Any) -> Any:
        assert self.argtypes is not None, "called without having been declared"
        assert len(given) == len(self.argtypes)
        return self.act(*given)


class Library:
    """All that was not played answers 1."""

    def __init__(self, acts: dict[str, Callable[..., Any]]) -> None:
        self.acts = acts
        self.functions: dict[str, Function] = {}

    def __getattr__(self, name: str) -> Function:
        act = self.acts.get(name, lambda *_: 1)
        return self.functions.setdefault(name, Function(act))


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Callable[..., winapi.WindowsApi]:
    def make(last_error: int = 0, **acts: Callable[..., Any]) -> winapi.WindowsApi:
        def error(number: int) -> OSError:
            kind = PermissionError if number == 5 else OSError
            made = kind(number, f"Windows error {number}")
            made.winerror = number  # type: ignore[attr-defined, unused-ignore]
            return made

        def load(name: str, **_: object) -> Library:
            return Library(acts)

        monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
        monkeypatch.setattr(ctypes, "WinError", error, raising=False)
        monkeypatch.setattr(ctypes, "get_last_error", lambda: last_error, raising=False)
        return winapi.WindowsApi()

    return make


def two_processes() -> dict[str, Callable[..., Any]]:
    entries = iter([(4, 0, "System"), (716, 4, "app.exe")])

    def fill(handle: Any, place: Any) -> int:
        assert handle == HANDLE
        for pid, ppid, name in entries:
            entry = place._obj
            entry.pid, entry.ppid, entry.name = pid, ppid, name
            return 1
        return 0

    return {
        "CreateToolhelp32Snapshot": lambda *_: HANDLE,
        "Process32FirstW": fill,
        "Process32NextW": fill,
    }


def test_a_list_of_processes_that_came_to_its_end_is_whole(played: Any) -> None:
    api = played(18, **two_processes())
    assert list(api.snapshot()) == [(4, 0, "System"), (716, 4, "app.exe")]


def test_a_list_of_processes_that_broke_off_is_not_taken_for_whole(played: Any) -> None:
    with pytest.raises(PermissionError):
        list(played(5, **two_processes()).snapshot())


def test_every_function_that_is_called_is_declared() -> None:
    import inspect
    import re

    source = inspect.getsource(winapi)
    called = re.findall(r"self\._(?:kernel|security|shell|nt)\.([A-Z]\w+)", source)
    assert set(called) <= {name for _, name in winapi.SIGNATURES}


def test_handles_keep_their_64_bits() -> None:
    for (_, name), (answer, *_) in winapi.SIGNATURES.items():
        if name in {"OpenProcess", "CreateToolhelp32Snapshot", "CreateFileW"}:
            assert answer is ctypes.c_void_p


@pytest.mark.parametrize(("number", "gone"), [(87, True), (5, False)])
def test_a_process_is_gone_only_where_its_number_is_none(
    played: Any, number: int, gone: bool
) -> None:
    api = played(number, OpenProcess=lambda *_: None)
    assert api.has_ended(716) is gone


def test_structures_lie_as_windows_lays_them() -> None:
    is_wide = ctypes.sizeof(ctypes.c_void_p) == 8
    assert winapi._Entry.name.offset == (44 if is_wide else 36)
    assert winapi._Entry.ppid.offset == (32 if is_wide else 24)
    assert winapi._Text.buffer.offset == (8 if is_wide else 4)
    assert ctypes.sizeof(winapi._Luid) == 16
