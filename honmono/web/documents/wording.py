"""Own words for one sentence: may they stand there?  Told in plain words; pure.

{we}は{count}台を検査しました   ours has {we} alone  →  nothing can stand for {count}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from honmono.incident.documents.making import MakingError
from honmono.incident.documents.overriding import MAX_TEXT, places_in
from honmono.text import LANGUAGES, say, template
from honmono.web.documents.errors import DraftError, WordsError
from honmono.web.documents.making import Made, OwnWords, Same, Wish, made


@dataclass(frozen=True, slots=True)
class Ours:
    """The words of the catalogue, and what can be filled in."""

    text: str
    places: tuple[str, ...]


def ours(catalogue: str, key: str) -> dict[str, Ours]:
    """Our own words for a sentence, by language.

    Raises:
        KeyError: there is no such sentence.

    """
    texts = {name: template(catalogue, key, name) for name in LANGUAGES}
    return {name: Ours(text, places_in(text)) for name, text in texts.items()}


def check_words(
    same: Same,
    wish: Wish,
    overrides: Mapping[str, Mapping[str, str]],
    catalogue: str,
    key: str,
    before: Made,
) -> None:
    """See whether own words fit, and break no rule that was kept before.

    Raises:
        WordsError: with a sentence for each mistake, by language.

    """
    name = f"{catalogue}/{key}"
    mistakes = [
        (language, key_of, values)
        for language in LANGUAGES
        if (own := overrides.get(language, {}).get(name))
        for key_of, values in _of_places(own, ours(catalogue, key)[language])
    ]
    if mistakes:
        raise WordsError(mistakes)
    try:
        after = made(same, wish, OwnWords.of(overrides))
    except (MakingError, ValueError, LookupError):
        raise DraftError("cannot-be-made") from None
    broken = [
        (language, "rule", {"rule": violation.rule})
        for language, found in after.violations.items()
        for violation in found
        if violation not in before.violations[language]
    ]
    if broken:
        raise WordsError(broken)


def in_words(key: str, values: Mapping[str, str], language: str) -> str:
    """A mistake as a sentence."""
    if key == "rule":
        return say("documents/wording", values["rule"], language)
    return say("web/documents", f"words-{key}", language, **values)


def _of_places(own: str, words: Ours) -> Iterator[tuple[str, dict[str, str]]]:
    if len(own) > MAX_TEXT:
        yield "too-long", {"most": f"{MAX_TEXT:,}"}
        return
    try:
        used = places_in(own)
    except ValueError:
        yield "lone-brace", {}
        return
    for place in used:
        if place not in words.places:
            may = " ".join(f"{{{name}}}" for name in words.places) or "–"
            yield "no-place", {"place": f"{{{place}}}", "may": may}
