"""Program attached: one click runs it.

    請求書.exe                      a Windows program by its name
    report.pdf  (bytes MZ …)       a Windows program by its bytes
    tool.zip with setup.exe        the same in a zip, also in an encrypted one

Programs of macOS, Linux, Android and Java count, too, and the parts of which Windows
loads programs (.dll, .cpl, .xll).

It leaves alone: what lies in a zip inside a zip, and in other archives than zip.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import first_that_does

NAME: Final = "executable"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first such file, attached or named in the directory of a zip."""
    return first_that_does(NAME, exhibit)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a program attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
