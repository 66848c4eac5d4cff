"""Right-to-left override: `invoice_fdp.exe` is drawn as `invoice_exe.pdf`.

    U+202E turns round what follows it, on the screen alone:
    見積書[U+202E]fdp.exe    is shown as    見積書exe.pdf

The character is made for mixed scripts; Arabic and Hebrew file names do without it.

It leaves alone: marks of direction that turn nothing round (U+200E, U+200F), and the
character in a sender's name, which the matcher of names reads as people do.
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.names.folding import forwards
from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import files

NAME: Final = "right-to-left-override"

_OVERRIDE: Final = "\u202e"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first file whose name is turned round, and say how it is drawn."""
    for file in files(exhibit):
        if _OVERRIDE in file.name:
            actual = f".{file.ending}" if file.ending else file.kind
            return Finding(NAME, "attachment", forwards(file.name), actual)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a file's name turned round, so that its end is not what it seems?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
