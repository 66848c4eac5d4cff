"""What cannot be done, and why."""

from __future__ import annotations

from honmono.text import say


class SweepError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `sweep_command`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)

    def told(self, language: str) -> str:
        """As a sentence."""
        return say("sweep_command", self.key, language, **self.values)


class PcChangedError(Exception):
    """Somebody else has changed the PC since the page was made.  Nothing was changed."""


class KitError(Exception):
    """A kit does not let this in.  Nothing was stored."""

    def __init__(self, why: str) -> None:
        self.why = why
        """A code: `wrong-token`, `ended`, `revoked`, `used-up`."""
        super().__init__(why)
