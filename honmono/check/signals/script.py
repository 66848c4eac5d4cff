"""Script attached: one click makes the computer do what stands in it.

    update.js, 資料.zip with 資料.vbs, setup.hta, invoice.bat

Windows runs these by a program of its own; .chm, .inf, .reg and .iqy belong to them.
So do a picture (.svg) that brings a script along, and a web page whose script writes
what it decodes first, so that nobody who looks at it sees what it does.

It leaves alone: .py, .sh and other texts that need an interpreter no office PC has, and
the ordinary script of an attached web page.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._files import first_that_does
from honmono.mail.message import Attachment
from honmono.mail.message.file_marks import DECODES_ITSELF, RUNS_SCRIPT

NAME: Final = "script"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first such file, attached or named in the directory of a zip."""
    for attachment in exhibit.message.attachments:
        if _brings_script(attachment):
            shown = attachment.name or attachment.content_type
            return Finding(NAME, "attachment", shown, attachment.magic or "html")
    return first_that_does(NAME, exhibit)


def _brings_script(attachment: Attachment) -> bool:
    """Is it a picture with a script, or a page with one that nobody can read?"""
    picture = attachment.magic == "svg" and RUNS_SCRIPT in attachment.marks
    return picture or DECODES_ITSELF in attachment.marks


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a script attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
