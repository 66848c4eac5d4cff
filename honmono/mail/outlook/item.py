"""A mail as Outlook keeps it: its values, whom it went to, and its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from honmono.mail.outlook.properties import Properties

MAX_DEPTH: Final = 8
"""Mails inside mails that are opened; of deeper ones only the name is told.

A forward of a forward is 2; each takes two of the 32 levels that parse follows."""

MAX_FILES: Final = 2_000
"""Files of one mail; parse would not tell more of them."""

MAX_RECIPIENTS: Final = 20_000
"""Of one mail; Exchange allows 1,000."""


@dataclass(slots=True)
class File:
    """Something that hangs on a mail: a file, a picture of its text, another mail."""

    properties: Properties
    data: bytes = b""
    mail: Item | None = None
    """The mail, when it is one."""


@dataclass(slots=True)
class Item:
    """One mail, or what else Outlook keeps in the form of a mail."""

    properties: Properties
    recipients: list[Properties] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    cut: bool = False
    """Was a bound reached, so that something of it is missing here?"""
