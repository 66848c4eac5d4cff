"""What cannot be done with an account.  Nothing has been changed."""

from __future__ import annotations


class AccountError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `web/accounts`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


class FoundedAlreadyError(AccountError):
    """The first account is there; somebody was faster."""

    def __init__(self) -> None:
        super().__init__("founded-already")


class LastAdministratorError(AccountError):
    """Nobody could administer the desk afterwards."""

    def __init__(self) -> None:
        super().__init__("last-administrator")
