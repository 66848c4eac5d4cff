"""What cannot be done with the organization file.  Nothing has been changed."""

from __future__ import annotations


class OfficeError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `web/office`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)
