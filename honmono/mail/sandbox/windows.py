"""On Windows: a job object, which bounds a worker's memory and ends it with its parent.

It may start no process of its own, and has no window, clipboard or desktop.  Files and
network it can reach as its user can: Windows offers no way to give them up from within.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from honmono.mail.sandbox._core import Layer, Limits

_KILL_ON_CLOSE: Final = 0x2000
_DIE_ON_EXCEPTION: Final = 0x400
_PROCESS_MEMORY: Final = 0x100
_ACTIVE_PROCESS: Final = 0x8
_EXTENDED_LIMITS: Final = 9
_UI_RESTRICTIONS: Final = 4
_ALL_OF_UI: Final = 0xFF


def confine(process: subprocess.Popen[bytes], limits: Limits) -> tuple[Layer, ...]:
    """Put a process that has just been started into a job of its own.

    The job's handle is never closed: when this process ends, so does the job.
    """
    if sys.platform != "win32":
        return ()
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_user_time", ctypes.c_int64),
            ("per_job_user_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (
        *(wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD),
    )
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    limit = Extended()
    limit.basic.flags = (
        _KILL_ON_CLOSE | _DIE_ON_EXCEPTION | _PROCESS_MEMORY | _ACTIVE_PROCESS
    )
    limit.basic.active_processes = 1
    limit.process_memory = limits.memory
    screen = wintypes.DWORD(_ALL_OF_UI)
    done = (
        job,
        kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limit), ctypes.sizeof(limit)
        ),
        kernel.SetInformationJobObject(
            job, _UI_RESTRICTIONS, ctypes.byref(screen), ctypes.sizeof(screen)
        ),
        kernel.AssignProcessToJobObject(job, int(process._handle)),
    )
    detail = "memory, no processes, ends with its parent"
    if not all(done):
        detail = f"refused by the system ({ctypes.get_last_error()})"
    return (Layer("job object", holds=all(done), detail=detail),)
