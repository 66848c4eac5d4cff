"""Type differs: named and declared as a document, and by its bytes something else.

    Content-Type: application/pdf; name="invoice.pdf"        4d 5a 90 00 … (a program)

Looked at only where it matters: the name, or without an ending the declared type, says
document, picture or sound, and the bytes are those of a program, a shortcut, a disk
image, an archive or a web page.  Where the name already says that it is a program, the
declared type is asked as well, because that is what some mail programs show.

It leaves alone: one picture named as another, old documents in new clothes (a .doc may
be RTF, HTML, XML or a zip, and web sites export .xls that is HTML), texts, and
`application/octet-stream`, which says nothing.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import WHAT, File, files

NAME: Final = "type-differs"

_PROGRAMS: Final = {
    **dict.fromkeys(("pe", "mz"), "EXE"),
    **dict.fromkeys(("elf", "macho", "jar", "lnk", "onenote", "chm"), ""),
    **dict.fromkeys(("java-class", "iso", "vhd", "vhdx", "vmdk", "dmg", "wim"), ""),
}
"""Kinds that no document and no picture has; what a reason calls them."""

_ARCHIVES: Final = frozenset({"zip", "rar", "7z", "cab", "gzip", "ace", "arj", "lzh"})
_PAGES: Final = frozenset({"html", "svg", "script"})
_MAY_BE_A_PAGE: Final = frozenset(
    {"doc", "dot", "xls", "xlt", "txt", "csv", "ppt", "pps", "rtf"}
)
_MAY_BE_A_ZIP: Final = frozenset(
    {
        *("docx", "dotx", "xlsx", "xlsb", "xltx", "pptx", "ppsx", "potx"),
        *("odt", "ods", "odp", "xps"),
    }
)
_POSES: Final = frozenset({"document", "picture", "media"})
_DECLARED: Final = ("image/", "audio/", "video/")


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first attachment that poses as something harmless."""
    for file in files(exhibit):
        if not file.inside and _poses(file):
            actual = _PROGRAMS.get(file.kind) or file.kind.upper()
            return Finding(NAME, "attachment", file.shown, actual)
    return None


def _poses(file: File) -> bool:
    named = WHAT.get(file.ending)
    declared = file.attachment.content_type
    declared_harmless = (
        declared.startswith(_DECLARED) or declared == "application/pdf"
    ) and declared != "image/svg+xml"
    if file.kind in _PROGRAMS:
        return named in _POSES or declared_harmless
    harmless = named in _POSES or (not file.ending and declared_harmless)
    if file.kind in _PAGES:
        return harmless and file.ending not in _MAY_BE_A_PAGE
    if file.kind in _ARCHIVES:
        return harmless and not (file.kind == "zip" and file.ending in _MAY_BE_A_ZIP)
    return False


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a file pose as a document or picture that its bytes are not?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
