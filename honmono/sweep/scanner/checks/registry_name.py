r"""Registry name: a process whose name a value of the registry hides.

    HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer  1a2b3c4d = 28 44 4a 77 …
    each byte XOR the bytes of the disk's number              → examplesvc.exe

Emotet from February 2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.sweep.scanner._core import Answer, Artefacts, Finding, Knowledge
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.machine import is_windows, missing, processes, values
from honmono.sweep.scanner.serial import serial_of

_KEYS = frozenset(
    {
        "software\\microsoft\\windows\\currentversion\\explorer",
        "software\\wow6432node\\microsoft\\windows\\currentversion\\explorer",
    }
)
_LONGEST = 2_048
"""Hex digits of a value that are read; a name is far shorter."""


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does a process run under a name that is hidden so?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    serial = serial_of(artefacts)
    if serial is None:
        return answer((), "no-volume-serial")
    hidden = dict(_hidden_names(artefacts, serial))
    found = (
        Finding("Emotet (registry-name)", one.image, one.pid, hidden[one.name])
        for one in processes(artefacts)
        if one.name in hidden
    )
    return answer(found, missing(artefacts, "processes", "registry", "users"))


def _hidden_names(artefacts: Artefacts, serial: int) -> Iterator[tuple[str, str]]:
    """Names that values hide, each with where it stands."""
    wanted = format(serial, "x")
    for value in values(artefacts):
        if value.key in _KEYS and value.name.lower() == wanted:
            name = name_in(value.data, serial)
            if name:
                yield name, f"{value.hive}\\{value.key}\\{value.name}"


def name_in(data: str, serial: int) -> str:
    """The name that a value's bytes (in hex) hide; empty where they hide none."""
    try:
        hidden = bytes.fromhex(data[:_LONGEST])
    except ValueError:
        return ""
    key = serial.to_bytes(4, "little")
    plain = (byte ^ key[n % 4] for n, byte in enumerate(hidden))
    name = "".join(chr(byte) for byte in plain if 0x21 <= byte <= 0x7D)
    return (name + ".exe").lower() if name else ""
