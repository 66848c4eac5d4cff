"""Secrets of second factors are locked in the database: a copy of it opens no account.

The home's key is in no backup.  So a backup takes them out unlocked, as everything else in
it, and a restored desk locks them with the key of its new home.  What was stored before
there was a lock is read as it is, and locked at the next start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.db import transaction

from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.locks import lock_for

_MARK: Final = "sealed:"
_FOR: Final = "honmono second factors 1"
_SECRETS: Final = ("secret", "seed")
"""Of an app, and of recovery codes; what a security key leaves here is public."""


class SealedError(ValidationError):
    """It was locked by the key of another home; a form shows the sentence."""

    def __init__(self) -> None:
        super().__init__(say("web/accounts", "factor-sealed", language()))


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks when it stores a secret and when it needs one."""

    def encrypt(self, text: str) -> str:
        """Lock it."""
        return (
            text
            if text.startswith(_MARK)
            else _MARK + lock_for(_FOR).encrypt(text.encode()).decode("ascii")
        )

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock it.

        Raises:
            SealedError: another key locked it.

        """
        if not encrypted_text.startswith(_MARK):
            return encrypted_text
        try:
            return (
                lock_for(_FOR).decrypt(encrypted_text[len(_MARK) :].encode()).decode()
            )
        except InvalidToken:
            raise SealedError from None


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """What a row holds, with its secrets locked."""
    return _changed(data, Adapter().encrypt)


def opened(data: dict[str, Any]) -> dict[str, Any]:
    """The same with its secrets as they are.

    Raises:
        SealedError: another key locked them.

    """
    return _changed(data, Adapter().decrypt)


@transaction.atomic
def seal_all() -> int:
    """Lock what is not yet; how many rows."""
    count = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        locked = sealed(row.data)
        if locked != row.data:
            row.data = locked
            row.save(update_fields=["data"])
            count += 1
    return count


def _changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    new = {
        key: change(value) if key in _SECRETS and isinstance(value, str) else value
        for key, value in data.items()
    }
    codes = data.get("migrated_codes")
    if isinstance(codes, list):
        new["migrated_codes"] = [change(str(code)) for code in codes]
    return new
