"""What the sandbox is asked to do with an Outlook file: bytes in, a mail out.

The answer of a rebuilt mail is one line with its notes (`rebuilt header-rebuilt`), then
the mail.
"""

from __future__ import annotations

from honmono.mail.outlook import classes, msg, tnef
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.letter import rebuilt
from honmono.mail.outlook.properties import Tag
from honmono.mail.outlook.trouble import NotMail


def mail_of_msg(data: bytes) -> bytes:
    """A `.msg` file → the mail in it."""
    return _written(msg.read(data))


def mail_of_tnef(data: bytes) -> bytes:
    """A TNEF file (`winmail.dat`) → the mail in it."""
    return _written(tnef.read(data))


def _written(item: Item) -> bytes:
    what = classes.not_mail(item.properties.text(Tag.MESSAGE_CLASS))
    if what and what not in classes.SHOWS_A_SENDER:
        raise NotMail(f"an Outlook item that is {what}, not a mail")
    letter = rebuilt(item)
    notes = " ".join(note.value for note in letter.notes)
    return notes.encode() + b"\n" + letter.data
