"""Japanese and English sentences: catalogues and how they are filled.

A catalogue is a TOML file beside this one: a table for each sentence, with `ja` and `en`
side by side.  What fills a sentence may come from a mail, so it is made harmless first.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("ja", "en")

_MAX_FILLED: Final = 80
"""Characters of a value that a sentence shows; a longer one ends in `…`."""

_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)
"""Control, bidi and zero-width characters, with which a mail could redraw a sentence."""


def say(catalogue: str, key: str, language: str, **values: object) -> str:
    """One sentence of a catalogue, filled.

    >>> say("answers", "forged", "en")
    'forged'
    """
    if not values:
        return _unfilled(catalogue, key, language)
    return say_at_length(catalogue, key, language, _MAX_FILLED, values)


def say_at_length(
    catalogue: str, key: str, language: str, longest: int, values: Mapping[str, object]
) -> str:
    """One sentence whose values may be as long as `longest`, a list of people for one."""
    template = _sentences(catalogue)[key][language]
    return template.format_map(
        {k: harmless(str(v), longest) for k, v in values.items()}
    )


def keys(catalogue: str) -> tuple[str, ...]:
    """Every sentence of a catalogue by its name, in the order of the file."""
    return tuple(_sentences(catalogue))


def template(catalogue: str, key: str, language: str) -> str:
    """A sentence as the catalogue has it, with the places that are to be filled."""
    return _sentences(catalogue)[key][language]


@cache
def catalogues(folder: str = "") -> tuple[str, ...]:
    """All catalogues below this folder, or of one in it (`documents/notice`), sorted."""
    found = []
    for entry in files(__package__).joinpath(folder).iterdir():
        name = f"{folder}/{entry.name}" if folder else entry.name
        if name.endswith(".toml"):
            found.append(name.removesuffix(".toml"))
        elif entry.is_dir():
            found += catalogues(name)
    return tuple(sorted(found))


def harmless(untrusted_text: str, limit: int = _MAX_FILLED) -> str:
    """One line without control, bidi and zero-width characters, at most `limit` long."""
    line = " ".join(_CONTROL.sub(" ", untrusted_text[: 4 * limit]).split())
    line = unicodedata.normalize("NFC", line)
    return line if len(line) <= limit else line[: limit - 1] + "…"


@cache
def _unfilled(catalogue: str, key: str, language: str) -> str:
    """A sentence that nothing fills, which is said of most mails."""
    return _sentences(catalogue)[key][language].format_map({})


@cache
def _sentences(catalogue: str) -> Mapping[str, Mapping[str, str]]:
    text = files(__package__).joinpath(f"{catalogue}.toml").read_text("utf-8")
    return tomllib.loads(text)
