"""Which role may what.  Every view names one right; a test holds the views to it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from django.db.models import TextChoices


class Right(Enum):
    """What a view asks of whoever calls it."""

    ANYBODY = "anybody"
    """Without an account: signing in, health."""

    OWN = "own"
    """Of one's own account alone."""

    READ = "read"
    HANDLE = "handle"
    """Put facts on record, judge mail, write documents."""

    APPROVE = "approve"
    """Let a document go out."""

    RETURN = "return"
    """Send a document back to whoever wrote it."""

    ADMINISTER = "administer"
    """Accounts, settings, backups, who may see an incident."""


class Role(TextChoices):
    """What somebody is at the desk."""

    ADMINISTRATOR = "administrator"
    HANDLER = "handler"
    APPROVER = "approver"
    READER = "reader"


_READS: Final = frozenset({Right.ANYBODY, Right.OWN, Right.READ})

RIGHTS: Final[dict[str, frozenset[Right]]] = {
    Role.ADMINISTRATOR: frozenset(Right),
    Role.HANDLER: _READS | {Right.HANDLE, Right.RETURN},
    Role.APPROVER: _READS | {Right.APPROVE, Right.RETURN},
    Role.READER: _READS,
}
"""A small firm's clerk is its administrator and may do all; two people see more than one,
so a document that its author approved himself says so."""


def may(role: str, right: Right) -> bool:
    """May somebody of this role?"""
    return right in RIGHTS.get(role, frozenset())
