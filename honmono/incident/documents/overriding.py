"""An organization's own words instead of ours: a folder of files like our catalogues.

    templates/notice.toml      [apology-ours]
                               ja = "{we}のメールに関し、ご迷惑をおかけし…"

A file is named after the catalogue, a table after the sentence; `--trace` names both.
Whoever misspells one would never see his words, so every mistake is an error that names
the file, the key and what to do.  A placeholder that our sentence lacks has no value; one
of ours may be left out.  The rules of wording hold for these words, too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from string import Formatter
from typing import Any, Final

from honmono.text import LANGUAGES, catalogues, keys, template

_FOLDER: Final = "documents"
_OTHERS: Final = frozenset({"documents/wording"})
"""Catalogues of that folder that say something about documents."""

MAX_FILE: Final = 2**20
"""Bytes of one file of templates."""

MAX_TEXT: Final = 4_000
"""Characters of one sentence."""


class OverrideError(ValueError):
    """The templates of an organization cannot be used; every mistake is named."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


def overrides_from(contents: Mapping[str, bytes], language: str) -> dict[str, str]:
    """The words of all files, by catalogue and key, in one language.

    Args:
        contents: file name → what is in it.
        language: of the document; the other one is checked and left out.

    Raises:
        OverrideError: with every mistake of every file.

    """
    mistakes: list[str] = []
    words: dict[str, str] = {}
    for name in sorted(contents):
        for key, by_language in _file(name, contents[name], mistakes):
            if language in by_language:
                words[key] = by_language[language]
    if mistakes:
        raise OverrideError(mistakes)
    return words


def places_of(key: str) -> tuple[str, ...]:
    """The files in which a key may be overridden: `notice.toml`."""
    return tuple(
        f"{name.removeprefix(_FOLDER + '/')}.toml" for name in catalogues_of(key)
    )


def catalogues_of(key: str) -> tuple[str, ...]:
    """The catalogues of documents that have a sentence of that name."""
    return tuple(name for name in _catalogues() if key in keys(name))


def _catalogues() -> tuple[str, ...]:
    """Those whose sentences stand in documents."""
    return tuple(name for name in catalogues(_FOLDER) if name not in _OTHERS)


def _file(
    name: str, content: bytes, mistakes: list[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    catalogue = f"{_FOLDER}/{name.removesuffix('.toml')}"
    if catalogue not in _catalogues():
        known = [f"{c.removeprefix(_FOLDER + '/')}.toml" for c in _catalogues()]
        mistakes.append(
            f"{name}: no document has sentences of that name{_near(name, known)}"
        )
        return
    try:
        if len(content) > MAX_FILE:
            raise ValueError(f"is longer than {MAX_FILE >> 20} MB")
        tables = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        mistakes.append(f"{name}: is not UTF-8; save it as UTF-8")
        return
    except (ValueError, RecursionError) as error:
        mistakes.append(
            f"{name}: {error or 'is nested too deep'}; mend it or take it away"
        )
        return
    for key, sentence in tables.items():
        wrong = list(_mistakes(catalogue, key, sentence))
        mistakes += [f"{name}: [{key}]{what}" for what in wrong]
        if not wrong:
            yield f"{catalogue}/{key}", sentence


def _mistakes(catalogue: str, key: str, sentence: Any) -> Iterator[str]:
    if key not in keys(catalogue):
        yield f": there is no such sentence{_near(key, keys(catalogue))}"
        return
    if not isinstance(sentence, dict) or not sentence:
        yield ': needs a line `ja = "…"` or `en = "…"`'
        return
    for language, text in sentence.items():
        if language not in LANGUAGES:
            yield f".{language}: is no language of documents; write ja or en"
        elif not isinstance(text, str) or not 0 < len(text) <= MAX_TEXT:
            yield f".{language}: needs a text of 1 to {MAX_TEXT:,} characters"
        else:
            for what in _of_places(text, template(catalogue, key, language)):
                yield f".{language}: {what}"


def _of_places(text: str, ours: str) -> Iterator[str]:
    """What is wrong with the placeholders."""
    known = places_in(ours)
    try:
        fields = places_in(text)
    except ValueError:
        yield "a brace stands alone; write {{ or }} for a brace that is text"
        return
    for field in fields:
        if field not in known:
            may = ", ".join(f"{{{name}}}" for name in known) or "none"
            yield f"there is nothing to put in the place of {{{field}}}; possible: {may}"


def places_in(text: str) -> tuple[str, ...]:
    """Every placeholder as it is written, with whatever format follows its name.

    Raises:
        ValueError: a brace stands alone.

    """
    found = (
        field + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, field, form, conversion in Formatter().parse(text)
        if field is not None
    )
    return tuple(sorted(set(found)))


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
