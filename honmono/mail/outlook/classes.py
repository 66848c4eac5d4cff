"""What an item of Outlook is, by its class: a mail, or an appointment, a contact, a note.

    IPM.Note, IPM.Note.SMIME, REPORT.IPM.Note.NDR, IPM.Schedule.Meeting.Request   mail
    IPM.Contact                                                                   contact

What is not listed is a mail: programs make classes of their own for the mail they send.
"""

from __future__ import annotations

from typing import Final

NOT_MAIL: Final = {
    "IPM.ABCHPERSON": "contact",
    "IPM.CONTACT": "contact",
    "IPM.DISTLIST": "distribution list",
    "IPM.STICKYNOTE": "note",
    "IPM.ACTIVITY": "journal entry",
    "IPM.TASK": "task",
    "IPM.APPOINTMENT": "appointment",
    "IPM.OLE.CLASS": "appointment",
    "IPM.CONFIGURATION": "setting of Outlook",
    "IPM.MICROSOFT": "setting of Outlook",
    "IPM.RULE": "rule",
    "IPM.EXTENDEDRULE": "rule",
}
"""Class, or its beginning up to a dot → what people call it."""

SHOWS_A_SENDER: Final = frozenset({"appointment"})
"""Not mail, but made from mail: who saves one as a file sees an organizer, a text and
links, and forged invitations are real.  Read when it is the file that was asked about."""


def not_mail(message_class: str) -> str:
    """What an item is instead of a mail; empty when it is one."""
    name = message_class.strip().upper()
    for beginning, what in NOT_MAIL.items():
        if name == beginning or name.startswith(beginning + "."):
            return what
    return ""
