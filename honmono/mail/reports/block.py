"""The head of a forwarded mail as a value: where it stands, and what it says.

---------------------- Forwarded by Taro Yamada on 06/08/2026 10:15 AM ------
From: 山田 太郎 <xk3@mail.example.net>          fields["sender"]
Subject: Invoice                                fields["subject"]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from honmono.mail.message.quote_heads import DASHES

_FORWARDER: Final = re.compile(
    r"(?:forwarded by|転送者[:：]?)\s+(.{1,120}?)"
    r"(?:\s+(?:on\b|日時|投稿日時|\d{4}[/-]).*)?\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """A head that was found, and where."""

    start: int
    """The line it begins in: its first label, or the mark above."""

    mark: str = ""
    """The line that says that a mail is forwarded: `Begin forwarded message:`."""

    original: bool = False
    """A line such as `-----Original Message-----` stands above."""

    end: int = 0
    """The first line of the forwarded words."""

    fields: dict[str, str] = field(default_factory=dict)
    """`sender`, `date`, `to`, `cc`, `subject`, `reply-to` → what it says."""

    @property
    def forwarder(self) -> str:
        """Who forwarded, where the mark says it: `Forwarded by Taro Yamada on …`."""
        found = _FORWARDER.search(self.mark.strip(DASHES))
        return found[1] if found else ""

    def says(self, kind: str) -> str:
        """What the head says of this kind; empty when it does not."""
        return self.fields.get(kind, "")
