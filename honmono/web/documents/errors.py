"""What cannot be done with a document.  Nothing has been changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Mistake = tuple[str, str, Mapping[str, str]]
"""Language of the words, key of the sentence that tells it, what fills that."""


class DraftError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `web/documents`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


class WordsError(DraftError):
    """Own words that cannot be taken."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("words-refused")
