"""What cannot be done, and why."""

from __future__ import annotations


class PcChangedError(Exception):
    """Somebody else has changed the PC since the page was made.  Nothing was changed."""


class KitError(Exception):
    """A kit does not let this in.  Nothing was stored."""

    def __init__(self, why: str) -> None:
        self.why = why
        """A code: `wrong-token`, `ended`, `revoked`, `used-up`."""
        super().__init__(why)
