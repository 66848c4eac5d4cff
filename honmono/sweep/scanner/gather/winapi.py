"""The few functions of Windows that we call, read-only; nothing of them runs elsewhere.

Each returns a plain value or raises OSError with Windows' number.  Our tests cannot call
them: whatever has a branch stands in `windows.py`, which is tested with played answers.
"""

from __future__ import annotations

import ctypes
import importlib
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any

_QUERY_LIMITED = 0x1000
_COMMAND_LINE = 60
"""ProcessCommandLineInformation, Windows 8.1 and later: no reading of foreign memory."""

_NO_SUCH = 87
_NO_MORE = 18
_STILL_ACTIVE = 259
_READ, _SHARED, _EXISTING = 0x80000000, 7, 3
_TOO_SMALL = (0xC0000004, 0xC0000023)
_NO_HANDLE = (1 << (8 * ctypes.sizeof(ctypes.c_void_p))) - 1


class _Entry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = [
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("pid", ctypes.c_uint32),
        ("heap", ctypes.c_size_t),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("ppid", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("name", ctypes.c_wchar * 260),
    ]


class _Text(ctypes.Structure):
    """UNICODE_STRING; lengths are bytes."""

    _fields_ = [
        ("length", ctypes.c_uint16),
        ("most", ctypes.c_uint16),
        ("buffer", ctypes.c_void_p),
    ]


class _Luid(ctypes.Structure):
    """TOKEN_PRIVILEGES with one entry."""

    _fields_ = [
        ("count", ctypes.c_uint32),
        ("low", ctypes.c_uint32),
        ("high", ctypes.c_int32),
        ("attributes", ctypes.c_uint32),
    ]


_HANDLE, _AT = ctypes.c_void_p, ctypes.c_void_p
_U32, _BOOL, _WORDS = ctypes.c_uint32, ctypes.c_int32, ctypes.c_wchar_p

SIGNATURES: dict[tuple[str, str], tuple[Any, ...]] = {
    ("kernel32", "CreateToolhelp32Snapshot"): (_HANDLE, _U32, _U32),
    ("kernel32", "Process32FirstW"): (_BOOL, _HANDLE, _AT),
    ("kernel32", "Process32NextW"): (_BOOL, _HANDLE, _AT),
    ("kernel32", "OpenProcess"): (_HANDLE, _U32, _BOOL, _U32),
    ("kernel32", "GetCurrentProcess"): (_HANDLE,),
    ("kernel32", "CloseHandle"): (_BOOL, _HANDLE),
    ("kernel32", "GetExitCodeProcess"): (_BOOL, _HANDLE, _AT),
    ("kernel32", "QueryFullProcessImageNameW"): (_BOOL, _HANDLE, _U32, _AT, _AT),
    ("kernel32", "GetVolumeInformationW"): (
        *(_BOOL, _WORDS, _AT, _U32, _AT),
        *(_AT, _AT, _AT, _U32),
    ),
    ("kernel32", "GetSystemFirmwareTable"): (_U32, _U32, _U32, _AT, _U32),
    ("kernel32", "GetConsoleProcessList"): (_U32, _AT, _U32),
    ("kernel32", "LocalFree"): (_HANDLE, _HANDLE),
    ("kernel32", "CreateFileW"): (
        *(_HANDLE, _WORDS, _U32, _U32, _AT),
        *(_U32, _U32, _HANDLE),
    ),
    ("advapi32", "OpenProcessToken"): (_BOOL, _HANDLE, _U32, _AT),
    ("advapi32", "GetTokenInformation"): (_BOOL, _HANDLE, _U32, _AT, _U32, _AT),
    ("advapi32", "ConvertSidToStringSidW"): (_BOOL, _AT, _AT),
    ("advapi32", "LookupPrivilegeValueW"): (_BOOL, _WORDS, _WORDS, _AT),
    ("advapi32", "AdjustTokenPrivileges"): (
        *(_BOOL, _HANDLE, _BOOL, _AT, _U32),
        *(_AT, _AT),
    ),
    ("shell32", "IsUserAnAdmin"): (_BOOL,),
    ("ntdll", "NtQueryInformationProcess"): (_U32, _HANDLE, _U32, _AT, _U32, _AT),
}
"""Library and function → what it returns, and what it takes, as Microsoft documents them.

Without these a handle of 64 bits would be cut to 32."""


class WindowsApi:
    """The system itself."""

    def __init__(self) -> None:
        load: Any = vars(ctypes)["WinDLL"]
        self._kernel: Any = load("kernel32", use_last_error=True)
        self._security: Any = load("advapi32", use_last_error=True)
        self._shell: Any = load("shell32", use_last_error=True)
        self._nt: Any = load("ntdll")
        libraries = {
            "kernel32": self._kernel,
            "advapi32": self._security,
            "shell32": self._shell,
            "ntdll": self._nt,
        }
        for (library, name), (answer, *arguments) in SIGNATURES.items():
            function = getattr(libraries[library], name)
            function.restype, function.argtypes = answer, arguments

    def snapshot(self) -> Iterator[tuple[int, int, str]]:
        """Number, number of the parent, and name of each process."""
        handle = self._kernel.CreateToolhelp32Snapshot(2, 0)
        if handle in (None, _NO_HANDLE):
            raise self._error()
        try:
            entry = _Entry(size=ctypes.sizeof(_Entry))
            more = self._kernel.Process32FirstW(handle, ctypes.byref(entry))
            while more:
                yield entry.pid, entry.ppid, entry.name
                more = self._kernel.Process32NextW(handle, ctypes.byref(entry))
            if _last_error() != _NO_MORE:  # else the list would end too early, unseen
                raise self._error()
        finally:
            self._kernel.CloseHandle(handle)

    def image_path(self, pid: int) -> str:
        """Where its program lies."""
        handle = self._open(pid)
        try:
            size = ctypes.c_uint32(32_768)
            text = ctypes.create_unicode_buffer(size.value)
            if not self._kernel.QueryFullProcessImageNameW(
                handle, 0, text, ctypes.byref(size)
            ):
                raise self._error()
            return text.value
        finally:
            self._kernel.CloseHandle(handle)

    def command_line(self, pid: int) -> str:
        """With what it was started."""
        handle = self._open(pid)
        try:
            size = ctypes.c_uint32(2_048)
            for _ in range(4):
                room = ctypes.create_string_buffer(size.value)
                status = self._nt.NtQueryInformationProcess(
                    handle, _COMMAND_LINE, room, size, ctypes.byref(size)
                )
                if status not in _TOO_SMALL:
                    break
            if status != 0:
                raise OSError(status, f"status {status:08x}")
            text = _Text.from_buffer(room)
            if not text.buffer:
                return ""
            return ctypes.wstring_at(text.buffer, text.length // 2)
        finally:
            self._kernel.CloseHandle(handle)

    def user(self, pid: int) -> str:
        """Security id of whoever runs it."""
        handle, token = self._open(pid), ctypes.c_void_p()
        try:
            if not self._security.OpenProcessToken(handle, 8, ctypes.byref(token)):
                raise self._error()
            return self._sid_of(token)
        finally:
            self._kernel.CloseHandle(handle)
            if token:
                self._kernel.CloseHandle(token)

    def has_ended(self, pid: int) -> bool:
        """Is it gone, and only its number kept by somebody?"""
        try:
            handle = self._open(pid)
        except OSError as error:
            return getattr(error, "winerror", None) == _NO_SUCH
        try:
            code = ctypes.c_uint32()
            asked = self._kernel.GetExitCodeProcess(handle, ctypes.byref(code))
            return bool(asked) and code.value != _STILL_ACTIVE
        finally:
            self._kernel.CloseHandle(handle)

    def may_see_all(self) -> bool:
        """Ask for the right to see processes of others, for this process of ours alone."""
        token, wanted = ctypes.c_void_p(), _Luid(count=1, attributes=2)
        ours = self._kernel.GetCurrentProcess()
        if not self._security.OpenProcessToken(ours, 0x28, ctypes.byref(token)):
            return False
        try:
            place = ctypes.byref(wanted, _Luid.low.offset)
            return bool(
                self._security.LookupPrivilegeValueW(None, "SeDebugPrivilege", place)
                and self._security.AdjustTokenPrivileges(
                    token, False, ctypes.byref(wanted), 0, None, None
                )
                and _last_error() == 0
            )
        finally:
            self._kernel.CloseHandle(token)

    def is_elevated(self) -> bool:
        """Do we run as administrator?"""
        return bool(self._shell.IsUserAnAdmin())

    def volume_serial(self, root: str) -> int:
        """Serial number of a volume, by its root."""
        number = ctypes.c_uint32()
        if not self._kernel.GetVolumeInformationW(
            root, None, 0, ctypes.byref(number), None, None, None, 0
        ):
            raise self._error()
        return number.value

    def smbios(self) -> bytes:
        """The table in which the maker wrote serial number and UUID."""
        provider = 0x52534D42  # "RSMB"
        size = self._kernel.GetSystemFirmwareTable(provider, 0, None, 0)
        room = ctypes.create_string_buffer(max(size, 1))
        size = self._kernel.GetSystemFirmwareTable(provider, 0, room, len(room))
        return room.raw[:size]

    def console_processes(self) -> list[int]:
        """Numbers of the processes that share our terminal."""
        room = (ctypes.c_uint32 * 64)()
        count = int(self._kernel.GetConsoleProcessList(room, 64))
        return [int(one) for one in room[: min(count, 64)]]

    def _open(self, pid: int) -> Any:
        handle = self._kernel.OpenProcess(_QUERY_LIMITED, False, pid)
        if not handle:
            raise self._error()
        return handle

    def _sid_of(self, token: Any) -> str:
        size = ctypes.c_uint32(512)
        room = ctypes.create_string_buffer(size.value)
        if not self._security.GetTokenInformation(
            token, 1, room, size, ctypes.byref(size)
        ):
            raise self._error()
        sid = ctypes.c_void_p.from_buffer(room)
        text = ctypes.c_void_p()
        if not self._security.ConvertSidToStringSidW(sid, ctypes.byref(text)):
            raise self._error()
        try:
            return ctypes.wstring_at(text.value or 0)
        finally:
            self._kernel.LocalFree(text)

    def _error(self) -> OSError:
        return _error_of(_last_error())


def opened(path: str) -> IO[bytes]:
    """A file for reading, also while others hold it for writing or may delete it.

    Python's own `open` shares less than that, and most files of a running program would
    be closed to us.
    """
    handle = _kernel().CreateFileW(path, _READ, _SHARED, None, _EXISTING, 0, None)
    if handle in (None, _NO_HANDLE):
        raise _error_of(_last_error())
    of_c: Any = importlib.import_module("msvcrt")
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    return os.fdopen(of_c.open_osfhandle(handle, flags), "rb")


@lru_cache(maxsize=1)
def _kernel() -> Any:
    library: Any = vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
    answer, *arguments = SIGNATURES["kernel32", "CreateFileW"]
    library.CreateFileW.restype, library.CreateFileW.argtypes = answer, arguments
    return library


def _last_error() -> int:
    return int(vars(ctypes)["get_last_error"]())


def _error_of(number: int) -> OSError:
    """Of the right kind: 5 is PermissionError, 2 is FileNotFoundError."""
    error: OSError = vars(ctypes)["WinError"](number)
    return error


class WindowsRegistry:
    """The registry, in its view of 64 bit whatever Python we are."""

    def __init__(self) -> None:
        self._reg: Any = importlib.import_module("winreg")

    def subkeys(self, hive: str, key: str) -> list[str]:
        """Names of the keys below one."""
        with self._open(hive, key) as opened:
            count = self._reg.QueryInfoKey(opened)[0]
            return [self._reg.EnumKey(opened, n) for n in range(count)]

    def values(self, hive: str, key: str) -> list[tuple[str, Any, int]]:
        """Name, data and type of each value of a key; FileNotFoundError without it."""
        with self._open(hive, key) as opened:
            count = self._reg.QueryInfoKey(opened)[1]
            return [self._reg.EnumValue(opened, n) for n in range(count)]

    def _open(self, hive: str, key: str) -> Any:
        top, _, below = hive.partition("\\")
        names = {"HKLM": "HKEY_LOCAL_MACHINE", "HKU": "HKEY_USERS"}
        path = "\\".join(part for part in (below, key) if part)
        access = self._reg.KEY_READ | self._reg.KEY_WOW64_64KEY
        return self._reg.OpenKey(getattr(self._reg, names[top]), path, 0, access)
