"""Names that an export of Exchange keeps apart from the addresses they belong to.

    From: k..allen@enron.example
    X-From: Allen, Phillip K. </O=ENRON/OU=NA/CN=RECIPIENTS/CN=PALLEN>
    X-To: "Jeff Smith" <jsmith@austin.example> @ ENRON, Phillip K Allen/HOU/ECT@ECT

Where as many names as addresses stand there they are joined by place; else they are left
out, for a name beside the wrong address is worse than none.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.message import Address, Message
from honmono.mail.message.charsets import decode

_FIELDS: Final = {"from": "x-from", "to": "x-to", "cc": "x-cc"}

_BEHIND_A_NAME: Final = re.compile(
    r"\s*</?O=[^>]{0,300}>?|\s*<[^<>]{0,300}>|/[^,;@]{0,300}@"
)
_BETWEEN_BRACKETS: Final = re.compile(r"(?<=>)(?: @ \w{1,40})?,")

MAX_FIELD: Final = 64 * 2**10
"""Bytes of such a field that are read."""


def has_names_apart(message: Message) -> bool:
    """Is it of such an export?  Other mail is not asked further."""
    return bool(message.values("x-from"))


def names_beside(
    message: Message, field: str, mailboxes: tuple[Address, ...]
) -> list[str]:
    """The names for the mailboxes of From, To or Cc, in their order; empty without."""
    values = message.values(_FIELDS[field])
    if not values or not mailboxes or len(values[0]) > MAX_FIELD:
        return []
    text = decode(values[0], "")[0].replace("\n", " ").strip()
    if len(mailboxes) == 1:
        names = [text]
    elif "<" in text:
        names = _BETWEEN_BRACKETS.split(text)
    else:
        names = text.split(",")
    return [_plain(name) for name in names] if len(names) == len(mailboxes) else []


def _plain(name: str) -> str:
    """`Phillip K Allen/HOU/ECT@ECT` → `Phillip K Allen`; an address alone → empty."""
    cut = _BEHIND_A_NAME.search(name)
    plain = (name[: cut.start()] if cut else name).strip(" \"'\t\r")
    return "" if "@" in plain else plain
