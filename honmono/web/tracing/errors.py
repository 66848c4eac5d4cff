"""What cannot be done about traces."""

from __future__ import annotations


class TracingError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `web/tracing`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)
