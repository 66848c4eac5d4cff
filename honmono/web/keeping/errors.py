"""Why there is no backup, or nothing was restored."""

from __future__ import annotations

from typing import ClassVar

from honmono.text import say_at_length


class KeepingError(Exception):
    """It was not done.  Nothing has been changed, and no file has the name."""

    catalogue: ClassVar = "web/keeping"

    def __init__(self, key: str, **values: object) -> None:
        """Name a sentence of the catalogue `web/keeping`, and what fills it."""
        self.key, self.values = key, values
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say_at_length(self.catalogue, self.key, language, 300, self.values)


class BadHomeError(KeepingError):
    """The folder of the desk cannot be used: said as where it is served."""

    catalogue: ClassVar = "web/serving"
