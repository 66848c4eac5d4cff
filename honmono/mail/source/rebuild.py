"""A file that holds one mail in another form, made into a mail as it would have travelled.

    letter.msg    D0 CF 11 E0 …   →   From: …, To: …, Subject: …, text, HTML, files

What reads such a form takes whatever an attacker wrote into it, so it runs in the sandbox.
The mail keeps the sha256 of its file, by which people can find it again.
"""

from __future__ import annotations

from typing import Final

from honmono.mail.source._core import RawMail, Span, Trouble, Unreadable

ALL: Final[dict[str, str]] = {}
"""Name of a form → the function that rebuilds it, `module:function`, for the sandbox."""


def rebuilt(span: Span, data: bytes) -> RawMail | Unreadable:
    """The mail that lies in `data`, or why there is none."""
    del data
    detail = f"nobody rebuilds {span.rebuild}"
    return Unreadable(span.source, Trouble.NOT_SUPPORTED, detail)
