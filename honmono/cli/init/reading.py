"""The archive is read once, with a bar like that of `check`; each mail is counted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from operator import length_hint
from typing import Final

from honmono.cli.screen import bar_for
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import Unreadable, find, load, survey
from honmono.text import harmless, say

_EVERY: Final = 0.1
"""Seconds between two movements of the bar."""


def mails_of(
    sources: Sequence[str], language: str, unread: list[str]
) -> Iterator[Message]:
    """Yield every mail, parsed; what cannot be read becomes a line of `unread`."""
    bar = bar_for(None, language) if sys.stderr.isatty() else None
    begun = moved = time.monotonic()
    done = mails = 0
    if bar:
        label = say("setup", "reading", language)
        total = sum(map(survey, sources))
        task = bar.add_task(label, total=total or None, mails="")
        bar.start()
    try:
        for source in sources:
            for found in find(source):
                mail = load(found)
                done += length_hint(found, 0)
                mails += 1
                if isinstance(mail, Unreadable):
                    where = harmless(mail.source, 300)
                    unread.append(f"honmono: {where}: {harmless(str(mail), 300)}")
                else:
                    yield parse(mail)
                now = time.monotonic()
                if bar and now - moved >= _EVERY:
                    moved = now
                    rate = f"{mails / (now - begun):,.0f}"
                    shown = say(
                        "cli", "progress-mails", language, mails=f"{mails:,}", rate=rate
                    )
                    bar.update(task, completed=done, mails=shown)
    finally:
        if bar:
            bar.stop()
