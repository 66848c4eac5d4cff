"""Password in the body: an encrypted attachment, and its key in the same mail.

    解凍パスワードは「2847」です。          with 2022-03-02.1947.zip, encrypted
    The archive code is kq83.            with docs.zip, encrypted

Nothing is kept secret by that; it keeps out nobody but the virus scanner.  Emotet did it
from September 2020, and honest firms do it, too.

Only where something encrypted is attached.  The password has to stand there: behind a
word of `password_words.tsv` and a sign, は, `is` or a line end; before such a word
(「2847」がパスワードです); or as what has to be typed when the file is opened.  Said to
come separately, by telephone or in the next mail, it is not given.

It leaves alone: quoted mail, passwords of other doors (a meeting, a login), passwords
that are told by a riddle (the last four digits of your telephone number) or drawn in a
picture, and passwords in Japanese letters, which no unpacker takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._passwords import given
from honmono.mail.message import Message
from honmono.mail.message import Role as Words

NAME: Final = "password-in-body"

_LONGEST_TEXT: Final = 200_000
"""Characters of a body's own words that are read: more than a hundred pages."""


def check(exhibit: Exhibit) -> Finding | None:
    """Find the line that gives the password of something encrypted."""
    locked = next((a for a in exhibit.message.attachments if a.encrypted), None)
    if locked is None:
        return None
    for text in _own_words(exhibit.message):
        for line in given(text):
            return Finding(NAME, "body", line, locked.name or locked.content_type)
    return None


def _own_words(message: Message) -> Iterator[str]:
    """What the writer says himself, below his signature, too, and in the subject."""
    for body in message.bodies:
        own = "\n".join(t for who, t in body.segments if who is not Words.QUOTED)
        yield own[:_LONGEST_TEXT]
    yield message.subject.text


SIGNAL: Final = Signal(
    name=NAME,
    question="Does the mail itself give the password of what is attached?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
