"""Mail as it comes: the folder is read, and then somebody sits by it.

    a9 IDLE
    + idling
    * 813 EXISTS            something came: DONE, ask what it is, judge it, sit down again

IDLE (RFC 2177) is renewed before a server or a router forgets us.  A server that does not
know it is asked with NOOP every half minute.  Whatever came between reading and sitting
down is found as well, because the question is always "what lies behind the last mail?".

Cut off, we come back more patiently than while reading: a server may be restarted at night.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.mail.source._core import RawMail, Unreadable
from honmono.mail.source.imap._core import CutError, NoError
from honmono.mail.source.imap.mailbox import Mailbox
from honmono.mail.source.imap.reading import Reading


def follow(box: Mailbox, reading: Reading) -> Iterator[RawMail | Unreadable]:
    """Yield every mail of the folder, and then every one that comes, without end.

    Raises:
        RefusedError: the folder, or the account, cannot be read any more.

    """
    reading.look()
    yield from reading.read()
    box.waits = box.pace.waits + box.pace.waits_following
    while True:
        _wait_for_news(box, reading)
        reading.look()
        yield from reading.read()


def _wait_for_news(box: Mailbox, reading: Reading) -> None:
    """Return when there is something to look for, or when we were away."""
    while True:
        session = reading.session()
        if session.news:
            return
        try:
            if "IDLE" in session.capabilities:
                session.idle(box.pace.idle)
            else:
                box.pause(box.pace.poll)
                session.do(b"NOOP")
        except NoError:
            session.capabilities -= {"IDLE"}
        except CutError as cut:
            box.was_cut(cut)
            return
        box.went_on()
