"""Oversized when unpacked: padded so that scanners give up before they have read it.

    report.zip, 60 kB, with report.doc, 523 MB

Scanners skip what is too large; a document full of zeros packs to nothing.  Emotet came
so in March 2023.  The sizes are those of the zip's directory.

It leaves alone: how large other archives become, and a directory that lies.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.mail.message import ZipMember

NAME: Final = "oversized"

LARGE: Final = 50 * 10**6
"""Bytes of a member; mail servers take no mail of this size."""

RATIO: Final = 100
"""Times its packed size; text seldom packs better than 20 times."""

DISTURBS: Final = 10**6
"""Bytes below which no scanner is disturbed, however well they were packed: forms with
empty lines, and disk images, which begin with 32 kB of nothing."""


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first member that becomes far larger than it is."""
    for attachment in exhibit.message.attachments:
        for member in attachment.members:
            if _grows(member):
                shown = attachment.name or attachment.content_type
                return Finding(NAME, "attachment", shown, member.name)
    return None


def _grows(member: ZipMember) -> bool:
    padded = member.size > DISTURBS and member.size > RATIO * member.packed > 0
    return padded or member.size > LARGE


SIGNAL: Final = Signal(
    name=NAME,
    question="Does something in an attached zip become abnormally large?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
