"""The archive is read once, with a bar like that of `check`; each mail is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import length_hint

from honmono.cli.bar import Bar
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import Unreadable, find, load
from honmono.text import harmless, say


def mails_of(
    sources: Sequence[str], language: str, unread: list[str]
) -> Iterator[Message]:
    """Yield every mail, parsed; what cannot be read becomes a line of `unread`."""
    done = 0
    everything = (found for source in sources for found in find(source))
    with Bar(sources, language, say("setup", "reading", language)) as bar:
        for mails, found in enumerate(everything, 1):
            mail = load(found)
            if isinstance(mail, Unreadable):
                where = harmless(mail.source, 300)
                unread.append(f"honmono: {where}: {harmless(str(mail), 300)}")
            else:
                yield parse(mail)
            done += length_hint(found, 0)
            bar.move(done, mails)
