"""HTML smuggling: a web page that builds a file on the reader's own computer.

    voicemail.htm:  <script> … new Blob([atob('TVqQ…')]) … URL.createObjectURL(…)

What is built never passed the mail server as a file, so nobody could look at it there.
Found by the words that such a page needs (MITRE ATT&CK T1027.006): building an object
and its address, or decoding data and offering it as a download.

It leaves alone: a page that hides these words as well (then `script` says that it
decodes itself), and the mail's own HTML: mail programs run no script there.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.mail.message.file_marks import BUILDS_FILE

NAME: Final = "html-smuggling"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first attached page that builds a file."""
    for attachment in exhibit.message.attachments:
        if BUILDS_FILE in attachment.marks:
            shown = attachment.name or attachment.content_type
            return Finding(NAME, "attachment", shown, attachment.magic or "html")
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a web page attached that builds a file when it is opened?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
