"""What is wrong with what somebody wrote: the place, and a sentence in both languages.

    events[3].when: `2022-13-01`: there is no such month
    出来事 4件目「全台を検査」 › いつ（events[3].when）：『2022-13-01』: その月は…

`str()` is English and for programs too; `told` speaks the reader's language, and calls the
place as the pages do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from honmono.text import say_at_length

_CATALOGUE: Final = "case_mistakes"
_LONGEST: Final = 1_000


class MeaningError(ValueError):
    """What was written cannot be so.  Nothing has been changed.

    `key` names a sentence of the catalogue `case_mistakes`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(_say(key, "en", values))


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a file, and where."""

    place: str
    """`events[3].when`; empty for the file as a whole."""

    what: str
    """In English."""

    key: str = ""
    """Of its sentence in the catalogue; empty where there is none."""

    values: tuple[tuple[str, object], ...] = field(default=())
    where: tuple[tuple[str, str], ...] = ()
    """By language: the record and the field as people call them; empty for no words."""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else self.what

    def words(self, language: str) -> str:
        """What is wrong, without the place."""
        if language == "en" or not self.key:
            return self.what
        return _say(self.key, language, dict(self.values))

    def told(self, language: str) -> str:
        """What is wrong and where, by the names that pages show, with the path."""
        words = self.words(language)
        where = dict(self.where).get(language, "")
        if language == "en":
            at = f"{where} ({self.place})" if where else self.place
            return f"{at}: {words}" if at else words
        at = f"{where}（{self.place}）" if where else self.place
        return f"{at}：{words}" if at else words


def mistake(place: str, key: str, **values: object) -> Mistake:
    """A mistake whose words stand in the catalogue."""
    shown = tuple((name, str(value)) for name, value in values.items())
    return Mistake(place, _say(key, "en", values), key, shown)


def mistake_from(place: str, error: ValueError) -> Mistake:
    """A mistake that some check of a value has found."""
    if isinstance(error, MeaningError):
        return mistake(place, error.key, **error.values)
    return Mistake(place, str(error))


def _say(key: str, language: str, values: dict[str, object]) -> str:
    return say_at_length(_CATALOGUE, key, language, _LONGEST, values)
