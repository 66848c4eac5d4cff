"""What cannot be done with a file or a mail at the desk.  Nothing has been changed."""

from __future__ import annotations

from honmono.text import say


class MailsError(Exception):
    """Something cannot be done.  `key` names a sentence of the catalogue `web/mails`."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)

    def told(self, language: str) -> str:
        """The sentence."""
        return say("web/mails", self.key, language, **self.values)


class WrongPlaceError(MailsError):
    """A piece that does not follow what has come; the sender goes on at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__("wrong-place")
        self.offset = offset
