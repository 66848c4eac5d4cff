"""Disk image attached: files inside it lose the mark that they came by mail.

    請求.img, INV.iso, scan.vhd

Windows opens such a file like a drive, and warned less of what lies in it than of what
was downloaded.  The bytes tell it, too (ISO 9660 and UDF at 32,769).

It leaves alone: what lies in the image; nothing is opened.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import first_that_does

NAME: Final = "disk-image"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first such file, attached or named in the directory of a zip."""
    return first_that_does(NAME, exhibit)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a disk image attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
