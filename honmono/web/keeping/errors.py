"""Why there is no backup, or nothing was restored."""

from __future__ import annotations

from honmono.text import say_at_length


class KeepingError(Exception):
    """It was not done.  Nothing has been changed, and no file has the name."""

    def __init__(self, key: str, **values: object) -> None:
        """Name a sentence of the catalogue `web/keeping`, and what fills it."""
        self.key, self.values = key, values
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say_at_length("web/keeping", self.key, language, 300, self.values)
