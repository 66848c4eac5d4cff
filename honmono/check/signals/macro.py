"""Document with macros: it asks to "enable content", and then does what it wants.

    契約書.docm                       a kind of document that is made for macros
    支払.xls  (… _VBA_PROJECT …)      an old one that holds some
    form.xlsx with vbaProject.bin    one that says that it holds none

The way Emotet came for most of its life.  Whether a macro does harm is not told: many
firms send calculation sheets with macros of their own.

It leaves alone: macros in an old .ppt and those of Excel 4 in an old .xls, which only
unpacking would show, and documents without such a name in a zip: their bytes are not
looked at.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import File, files
from honmono.mail.message.file_marks import VBA

NAME: Final = "macro"

_MEMBERS: Final = {
    "ooxml": ("vbaproject.bin", "/macrosheets/"),
    "odf": ("basic/", "scripts/"),
}
"""What the directory of a document names when it holds macros: the end of a name, or a
folder in it."""


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first document with macros."""
    for file in files(exhibit):
        if NAME in file.does or _holds(file):
            actual = file.inside or file.ending or file.kind
            return Finding(NAME, "attachment", file.shown, actual)
    return None


def _holds(file: File) -> bool:
    if file.inside:
        return False
    attachment = file.attachment
    if VBA in attachment.marks:
        return True
    signs = _MEMBERS.get(attachment.magic, ())
    names = (member.name.lower() for member in attachment.members) if signs else ()
    return any(
        name.endswith(s) or (s[-1:] == "/" and s in name)
        for name in names
        for s in signs
    )


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a document with macros attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
