"""Double extension: `invoice.pdf.exe` reads like a PDF where Windows hides the end.

    請求書.pdf.exe        photo.jpg.lnk        見積書.docx                  .scr

Windows hides known endings unless told otherwise, and that of a shortcut always.
Blanks that push the end out of sight are the same trick.

It leaves alone: an archive behind a document (`a.pdf.zip` is what macOS makes), and
versions and dates (`setup-1.2.exe`).
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import WHAT, endings, files

NAME: Final = "double-extension"

_ACTIVE: Final = frozenset(
    {"executable", "script", "shortcut", "disk-image", "onenote", "macro", "page"}
)
_CALM: Final = frozenset({"document", "picture", "media", "archive"})


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first name that shows one kind and ends in a dangerous one."""
    for file in files(exhibit):
        last, before = endings(file.name)
        if WHAT.get(last) in _ACTIVE and WHAT.get(before) in _CALM:
            return Finding(NAME, "attachment", file.name, f".{last}")
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a file's name show a document's ending before the one that counts?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
