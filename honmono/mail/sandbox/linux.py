"""On Linux: landlock takes the files away, seccomp nearly every call to the kernel.

Landlock (5.13 and later) is given no rule, so that nothing may be opened, whoever asks,
root too; from 6.7 on no connection made, from 6.12 on no other process signalled.
Seccomp lets pass what is listed in `_ALLOWED`: memory, the pipes that are open, the
clock, the end.  Everything else fails with EPERM, so that a library which tries fails
like one without permission.  One of the two suffices; they do not depend on each other.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Final, NamedTuple

from honmono.mail.sandbox._core import Layer

_SET_PDEATHSIG: Final = 1
_SET_DUMPABLE: Final = 4
_SET_NO_NEW_PRIVS: Final = 38
_SIGKILL: Final = 9

_LANDLOCK_CREATE: Final = 444
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_VERSION: Final = 1

_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 5: 16}
"""Version of landlock → how many rights about files it knows, as bits from the lowest."""

_RET_KILL: Final = 0x80000000
_RET_EPERM: Final = 0x00050001
_RET_ALLOW: Final = 0x7FFF0000
_TSYNC: Final = 1


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def give_up_privileges() -> None:
    """Never gain rights again, be no one's to look into, and die with the parent."""
    libc = _libc()
    parent = os.getppid()
    libc.prctl(_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
    libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def landlock() -> Layer:
    """Open nothing from here on."""
    libc, name = _libc(), "landlock"
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        why = os.strerror(ctypes.get_errno())
        return Layer(name, holds=False, detail=f"not in this kernel ({why})")
    rights = max(bits for since, bits in _FILE_RIGHTS.items() if since <= version)
    fields = [(1 << rights) - 1]
    if version >= 4:
        fields.append(0b11)  # TCP: bind, connect
    if version >= 6:
        fields.append(0b11)  # abstract sockets and signals, to others
    rules = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = libc.syscall(_LANDLOCK_CREATE, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0 or libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0):
        why = os.strerror(ctypes.get_errno())
        return Layer(name, holds=False, detail=f"refused by the system ({why})")
    os.close(ruleset)
    kept = "files" if version < 4 else "files, connections"
    return Layer(name, holds=True, detail=f"no {kept} (version {version})")


class _Machine(NamedTuple):
    """A kind of processor: how its kernel numbers its calls."""

    audit: int
    """Its number in seccomp's data."""

    column: int
    """Which of the numbers below are its own."""


_MACHINES: Final = {
    "x86_64": _Machine(0xC000003E, 0),
    "aarch64": _Machine(0xC00000B7, 1),
}

_ALLOWED: Final = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66),
    "lseek": (8, 62), "pread64": (17, 67), "close": (3, 57), "fstat": (5, 80),
    "munmap": (11, 215), "mremap": (25, 216), "brk": (12, 214), "madvise": (28, 233),
    "futex": (202, 98), "rseq": (334, 293), "sched_yield": (24, 124),
    "rt_sigreturn": (15, 139), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135),
    "sigaltstack": (131, 132), "getpid": (39, 172), "gettid": (186, 178),
    "getrandom": (318, 278), "getrusage": (98, 165), "sysinfo": (99, 179),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
"""Calls that pass whatever their arguments: x86-64, aarch64."""

_SECCOMP: Final = (317, 277)
_MMAP: Final = (9, 222)
_MPROTECT: Final = (10, 226)
_PRLIMIT64: Final = (302, 261)

# Instructions of the classic packet filter, as seccomp runs them.
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
"""Offsets in struct seccomp_data; each argument has 8 bytes, its lower half first."""

_PROT_EXEC: Final = 4
_RLIMIT_CPU: Final = 0

_Instruction = tuple[int, int, int, int]
"""Code, how far to jump if true, if false, and the constant."""


def seccomp() -> Layer:
    """Make no call to the kernel from here on but those that computing needs."""
    name = "seccomp"
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.maxsize < 2**32:  # 32 bits have calls of their own
        detail = f"its calls are not known for this {platform.machine()}"
        return Layer(name, holds=False, detail=detail)
    code = b"".join(struct.pack("=HBBI", *each) for each in _filter(machine))
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    if _libc().syscall(_SECCOMP[machine.column], 1, _TSYNC, program):
        why = os.strerror(ctypes.get_errno())
        return Layer(name, holds=False, detail=f"refused by the system ({why})")
    return Layer(name, holds=True, detail="no calls but for memory, open pipes, clock")


def _filter(machine: _Machine) -> list[_Instruction]:
    """The program: one look at each call."""
    return [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, machine.audit),
        (_RETURN, 0, 0, _RET_KILL),
        (_LOAD, 0, 0, _NUMBER),
        *_without_exec(_MMAP[machine.column]),
        *_without_exec(_MPROTECT[machine.column]),
        *_own_cpu_limit(_PRLIMIT64[machine.column]),
        *(step for each in _ALLOWED.values() for step in _allow(each[machine.column])),
        (_RETURN, 0, 0, _RET_EPERM),
    ]


def _allow(number: int) -> tuple[_Instruction, ...]:
    return (_JUMP_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _RET_ALLOW)


def _without_exec(number: int) -> tuple[_Instruction, ...]:
    """Memory, unless code shall run in it."""
    return (
        (_JUMP_IF_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENTS + 2 * 8),
        (_JUMP_IF_ANY_BIT, 1, 0, _PROT_EXEC),
        (_RETURN, 0, 0, _RET_ALLOW),
        (_RETURN, 0, 0, _RET_EPERM),
    )


def _own_cpu_limit(number: int) -> tuple[_Instruction, ...]:
    """Bounds of this process (which is called 0), and of them that of CPU time."""
    return (
        (_JUMP_IF_EQUAL, 0, 6, number),
        (_LOAD, 0, 0, _ARGUMENTS),
        (_JUMP_IF_EQUAL, 0, 3, 0),
        (_LOAD, 0, 0, _ARGUMENTS + 8),
        (_JUMP_IF_EQUAL, 0, 1, _RLIMIT_CPU),
        (_RETURN, 0, 0, _RET_ALLOW),
        (_RETURN, 0, 0, _RET_EPERM),
    )
