"""Accounts, and the change of their passwords: asked, changed when, how we know.

"All passwords were changed" may be said when it is so of all of them, not of most.
"""

from __future__ import annotations

from enum import Enum

from honmono.incident.case._core import Answer, Line, Record, RecordId, Value
from honmono.incident.case.moment import Moment


class AccountKind(Enum):
    """What an account opens."""

    MAILBOX = "mailbox"
    SERVER_ADMINISTRATOR = "server-administrator"
    SERVICE = "service"
    SHARED = "shared"


class HowKnown(Enum):
    """How we know when a password was changed."""

    DIRECTORY = "directory"
    """An export of the directory: Microsoft 365, Google Workspace, Active Directory."""

    SERVER = "server"
    """The mail server's own record."""

    STATED = "stated"
    """Its owner says so."""


class Rotation(Value):
    """The change of one account's password, and what a thief may have left beside it."""

    asked: Moment | None = None
    changed: Moment | None = None
    how: HowKnown | None = None
    sessions: Answer = Answer.NOT_LOOKED
    """Were its sessions and tokens revoked?"""

    app_passwords: Answer = Answer.NOT_LOOKED
    """Were passwords of programs deleted?"""

    forwarding: Answer = Answer.NOT_LOOKED
    """Was a rule found that forwards or hides mail, which nobody of ours made?"""

    delegates: Answer = Answer.NOT_LOOKED
    """Was somebody found who may read it and should not?"""


class Account(Record):
    """One account of ours."""

    kind: AccountKind
    name: Line
    """Its address, or the name that it signs in with."""

    owner: Line | None = None
    office: RecordId | None = None
    rotation: Rotation = Rotation()
