"""On macOS: the profile `pure-computation`, with which a process can only compute."""

from __future__ import annotations

from typing import Final

from honmono.mail.sandbox._core import Layer

_NAMED: Final = 1


def pure_computation() -> Layer:
    """Give up files, network, processes and everything else but memory and open pipes."""
    import ctypes

    name = "sandbox profile"
    try:
        system = ctypes.CDLL("/usr/lib/libSystem.dylib")
        error = ctypes.c_char_p()
        status = system.sandbox_init(b"pure-computation", _NAMED, ctypes.byref(error))
    except (OSError, AttributeError) as missing:
        return Layer(name, holds=False, detail=f"not available: {missing}")
    if status:
        return Layer(name, holds=False, detail=f"refused by the system ({status})")
    return Layer(name, holds=True, detail="no files, network or processes")
