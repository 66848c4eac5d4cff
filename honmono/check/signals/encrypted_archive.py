"""Encrypted archive: what lies in it passes every virus scanner unseen.

    2022-03-02.1947.zip, each member encrypted
    契約書.xlsx, encrypted by Excel (also .xls and .doc of old)

Scanners at the border cannot open it, which is why Emotet used it from September 2020.
Many honest firms of Japan send zips so as well; it is a danger, not a proof of one.

It leaves alone: encrypted PDFs, many of which open without a password, an old .ppt, and
archives that do not say it where it can be read without unpacking, as most .7z.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal

NAME: Final = "encrypted-archive"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first file that says that it, or something in it, is encrypted."""
    for attachment in exhibit.message.attachments:
        if attachment.encrypted:
            shown = attachment.name or attachment.content_type
            return Finding(NAME, "attachment", shown, attachment.magic)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is something attached that is encrypted, so that no scanner sees it?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
