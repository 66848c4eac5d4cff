"""The files of a mail, and those that a zip's directory names: what each one would do.

    tool.zip with setup.exe   →  File("tool.zip", inside="setup.exe", does="executable")
    invoice.pdf with bytes MZ →  File("invoice.pdf", kind="mz", does="executable")

What a file does is told by the end of its name, as Windows and macOS do, and by its
first bytes.  Names inside a zip can be read even where the zip is encrypted; of what
lies inside the bytes are not known, and a zip inside a zip stays shut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from honmono import tables
from honmono.check.signals._core import Exhibit, Finding
from honmono.mail.message import Attachment
from honmono.mail.message.limits import MAX_ZIP_MEMBERS_IN_ALL

WHAT: Final = {row[0]: row[1] for row in tables.rows("file_endings.tsv")}
"""Ending → what a double click does: `executable`, `document` …"""

_BY_KIND: Final = {
    **dict.fromkeys(("pe", "mz", "elf", "macho", "java-class", "jar"), "executable"),
    **dict.fromkeys(("chm", "hlp"), "script"),
    **dict.fromkeys(("iso", "vhd", "vhdx", "dmg", "vmdk", "wim"), "disk-image"),
    "lnk": "shortcut",
    "onenote": "onenote",
}
"""Kind by the first bytes → the same words."""

_ONE_FILE: Final = frozenset({"ooxml", "odf", "jar"})
"""Zips that people open as one file; their members are not files to anybody."""

_ENDING: Final = re.compile(r"\.([a-z0-9-]{1,20})[\s.\0]*\Z")
"""Windows takes blanks and dots off the end of a name."""

_LONGEST: Final = 300
"""Characters from the end of a name that are looked at; Windows ends at 260."""


class File(NamedTuple):
    """A file somebody could open, and what that would do."""

    attachment: Attachment
    inside: str
    """Its name in the directory of the zip that is attached; empty when it is that."""

    @property
    def name(self) -> str:
        """Its own name, as it is written."""
        return self.inside or self.attachment.name

    @property
    def shown(self) -> str:
        """What a reader sees beside the mail."""
        return self.attachment.name or self.attachment.content_type

    @property
    def kind(self) -> str:
        """What its first bytes say; nobody looks at those inside of a zip."""
        return "" if self.inside else self.attachment.magic

    @property
    def ending(self) -> str:
        """The end of the name that decides, without the dot."""
        return endings(self.name)[0]

    @property
    def does(self) -> frozenset[str]:
        """What a double click would do: by its name, and by its bytes."""
        by_name = "" if self._is_message else WHAT.get(self.ending, "")
        return frozenset({by_name, _BY_KIND.get(self.kind, "")} - {""})

    @property
    def _is_message(self) -> bool:
        """An attached mail is opened as a mail: "Fwd: example.com" is no program."""
        return not self.inside and self.attachment.content_type == "message/rfc822"


def files(exhibit: Exhibit) -> Iterator[File]:
    """Every attachment, each followed by what its zip directory names."""
    for attachment in exhibit.message.attachments:
        yield File(attachment, "")
        if attachment.magic not in _ONE_FILE:
            for member in attachment.members:
                if not member.name.endswith("/"):
                    yield File(attachment, member.name)


@lru_cache(maxsize=MAX_ZIP_MEMBERS_IN_ALL)
def endings(name: str) -> tuple[str, str]:
    """The last ending of a file name and the one before it, in lower case.

    `photo.JPG.lnk` → ("lnk", "jpg"), `a.pdf     .exe` → ("exe", "pdf").  Remembered,
    because ten signals ask it of every name of a mail.
    """
    name = name[-_LONGEST:].lower()
    last = _ENDING.search(name)
    if last is None:
        return "", ""
    before = _ENDING.search(name, 0, last.start())
    return last[1], before[1] if before else ""


def first_that_does(what: str, exhibit: Exhibit) -> Finding | None:
    """The finding about the first file that would do it; its signal has that name."""
    for file in files(exhibit):
        if what in file.does:
            by_bytes = _BY_KIND.get(file.kind) == what
            actual = file.kind if by_bytes else file.ending
            return Finding(what, "attachment", file.shown, file.inside or actual)
    return None
