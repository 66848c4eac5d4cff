"""What the sandbox is asked to do with a file of Outlook: bytes in, a mail out.

The answer is one line with notes (`rebuilt header-rebuilt`), then the mail.
"""

from __future__ import annotations

from collections.abc import Callable

from honmono.mail.outlook import classes, msg, tnef
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.letter import Letter, rebuilt
from honmono.mail.outlook.properties import Tag, load_tables
from honmono.mail.sandbox import FailureKind, Refused


def warm_up() -> None:
    """Asked by the sandbox before it closes."""
    load_tables()


def mail_of_msg(data: bytes) -> bytes:
    """A `.msg` file → the mail in it."""
    return _written(msg.read, data)


def mail_of_tnef(data: bytes) -> bytes:
    """A TNEF file (`winmail.dat`) → the mail in it."""
    return _written(tnef.read, data)


def _written(read: Callable[[bytes], Item], data: bytes) -> bytes:
    item = read(data)
    what = classes.not_mail(item.properties.text(Tag.MESSAGE_CLASS))
    if what and what not in classes.SHOWS_A_SENDER:
        raise Refused(FailureKind.NOT_A_MAIL, f"an Outlook file, not a mail: {what}")
    letter = rebuilt(item)
    return b"".join((notes_of(letter).encode(), b"\n", letter.data))


def notes_of(letter: Letter) -> str:
    """The notes of a letter in one line."""
    return " ".join(note.value for note in letter.notes)
