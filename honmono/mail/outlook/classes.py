"""What an item of Outlook is, by its class: a mail, or an appointment, a contact, a note …

    IPM.Note, IPM.Note.SMIME, REPORT.IPM.Note.NDR, IPM.Schedule.Meeting.Request   mail
    IPM.Contact                                                                   a contact

What is not listed is a mail: programs make classes of their own for the mail they send.
"""

from __future__ import annotations

from typing import Final

NOT_MAIL: Final = {
    "IPM.ABCHPERSON": "a contact",
    "IPM.CONTACT": "a contact",
    "IPM.DISTLIST": "a distribution list",
    "IPM.STICKYNOTE": "a note",
    "IPM.ACTIVITY": "a journal entry",
    "IPM.TASK": "a task",
    "IPM.APPOINTMENT": "an appointment",
    "IPM.OLE.CLASS": "an exception of an appointment",
    "IPM.CONFIGURATION": "a setting of Outlook",
    "IPM.MICROSOFT": "a setting of Outlook",
    "IPM.RULE": "a rule",
    "IPM.EXTENDEDRULE": "a rule",
}
"""Class, or its beginning up to a dot → what people call it."""

SHOWS_A_SENDER: Final = frozenset({"an appointment"})
"""Not mail, but made from mail: who saves one as a file sees an organizer, a text and
links, and forged invitations are real.  Read when it is the file that was asked about."""


def not_mail(message_class: str) -> str:
    """What an item is instead of a mail; empty when it is one."""
    name = message_class.strip().upper()
    for beginning, what in NOT_MAIL.items():
        if name == beginning or name.startswith(beginning + "."):
            return what
    return ""
