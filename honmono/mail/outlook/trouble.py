"""What stops the reading of an Outlook file as a whole."""

from __future__ import annotations


class Broken(Exception):
    """The file is not what it says, or is damaged where everything hangs on it.

    The text says what is wrong.  Nothing has been read.
    """


class NotMail(Exception):
    """The file is in order and holds no mail: a contact, a note, a Word document.

    The text says what it is.
    """
