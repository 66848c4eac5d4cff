"""Rebuilding: one mail in another form, made into a mail as it would have travelled.

    letter.msg    D0 CF 11 E0 …   →   From: …, To: …, Subject: …, text, HTML, files

What reads such a form takes whatever an attacker wrote into it, so it runs in the sandbox.
The mail keeps the sha256 of its file, by which people can find it again.
"""

from __future__ import annotations

import hashlib
from typing import Final

from honmono.mail import sandbox
from honmono.mail.source import sandboxed
from honmono.mail.source._core import RawMail, Span, Unreadable

ALL: Final[dict[str, str]] = {
    "msg": "honmono.mail.outlook.jobs:mail_of_msg",
    "tnef": "honmono.mail.outlook.jobs:mail_of_tnef",
}
"""Name of a form → the function that rebuilds it, `module:function`, for the sandbox.

It answers with one line of notes (`RawMail.notes`), then the mail."""

MAX_NOTES: Final = 10


def rebuilt(span: Span, data: bytes) -> RawMail | Unreadable:
    """The mail that lies in `data`, or why there is none."""
    sha256 = hashlib.sha256(data).hexdigest()
    answer = sandbox.ask(ALL[span.rebuild], data)
    if isinstance(answer, sandbox.Failure):
        return sandboxed.unreadable(span.source, answer, sha256)
    notes, _, mail = answer.partition(b"\n")
    return RawMail(mail, span.source, sha256, noted(notes.decode("ascii", "replace")))


def noted(line: str) -> tuple[str, ...]:
    """The notes of a line, each once; a worker that went wrong may write anything."""
    return tuple(dict.fromkeys(line.split()[:MAX_NOTES]))
