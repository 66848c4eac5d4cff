"""What cannot be done, and why."""

from __future__ import annotations


class SweepError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `sweep_command`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)
