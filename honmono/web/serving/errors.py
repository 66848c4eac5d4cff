"""Why the desk cannot be served: one line that names what to change."""

from __future__ import annotations

from honmono.text import say_at_length


class ServingError(Exception):
    """The desk was not started.  Nothing has been changed."""

    def __init__(self, key: str, **values: object) -> None:
        """Name a sentence of the catalogue `web/serving`, and what fills it."""
        self.key, self.values = key, values
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say_at_length("web/serving", self.key, language, 300, self.values)
