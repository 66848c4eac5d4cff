"""A document of both languages, made from an incident, a wish and own words; pure.

    made(Same(incident), Wish("public-notice", date(2026, 10, 15)), OwnWords())
    → Made: 日本語 and English, what must not be said in them, a digest of every sentence

A document is made in some 20 ms, and the same one is looked at again and again, so the
last ones are remembered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from honmono.incident.case import Incident
from honmono.incident.documents._core import Document
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.making import drafted, kind_named, unchecked
from honmono.incident.documents.overriding import catalogues_of
from honmono.incident.documents.tracing import untranslated
from honmono.incident.documents.wording import Violation
from honmono.incident.documents.written import FOR_PROGRAMS, written
from honmono.incident.evidence.chain import canonical
from honmono.text import LANGUAGES

_MARK: Final = "\ue000"
"""Stands in no text: finds out from which catalogue a sentence comes."""


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """An incident that is itself and no other: told apart by where it lies."""

    incident: Incident

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.incident is other.incident

    def __hash__(self) -> int:
        return id(self.incident)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which document somebody wants."""

    kind: str
    day: date
    stage: str = ""
    client: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The organization's own words for one document."""

    as_json: str = "{}"
    """Language → catalogue and key → text; a text, so that it can be compared."""

    @classmethod
    def of(cls, words: Mapping[str, Mapping[str, str]]) -> OwnWords:
        """From what a row keeps."""
        return cls(json.dumps(words, ensure_ascii=False, sort_keys=True))

    def in_language(self, language: str) -> dict[str, str]:
        """By catalogue and key."""
        found: dict[str, str] = json.loads(self.as_json).get(language, {})
        return found


@dataclass(frozen=True, slots=True)
class Made:
    """One document in both languages, and what is to be said about it."""

    documents: Mapping[str, Document]
    violations: Mapping[str, tuple[Violation, ...]]
    untranslated: Mapping[str, tuple[str, ...]]
    digest: str

    @property
    def is_forbidden(self) -> bool:
        """Does it say what must not be said?  Then it does not leave the house."""
        return any(self.violations.values())


@lru_cache(maxsize=128)
def made(same: Same, wish: Wish, words: OwnWords) -> Made:
    """Make it.

    Raises:
        MakingError: there is no such kind, stage or client.

    """
    kind = kind_named(wish.kind)
    both = {
        language: drafted(kind, brief_of(same.incident, wish, words, language))
        for language in LANGUAGES
    }
    documents = {language: document for language, (document, _) in both.items()}
    return Made(
        documents,
        {language: violations for language, (_, violations) in both.items()},
        {
            language: untranslated(document, same.incident)
            for language, document in documents.items()
        },
        _digest(documents, same.incident, wish),
    )


@lru_cache(maxsize=512)
def digest_of(same: Same, wish: Wish, words: OwnWords) -> str:
    """Names what it would say; the rules of wording are not asked, which takes longest.

    Raises:
        MakingError: there is no such kind, stage or client.

    """
    kind = kind_named(wish.kind)
    documents = {
        language: unchecked(kind, brief_of(same.incident, wish, words, language))
        for language in LANGUAGES
    }
    return _digest(documents, same.incident, wish)


def brief_of(incident: Incident, wish: Wish, words: OwnWords, language: str) -> Brief:
    """What one language of it is written from."""
    return Brief(
        incident=incident,
        language=language,
        day=wish.day,
        catalogue=f"documents/{wish.kind}",
        stage=wish.stage,
        client=wish.client or None,
        number=wish.number,
        overrides=words.in_language(language),
    )


def catalogue_of(incident: Incident, wish: Wish, key: str) -> str:
    """The catalogue from which a document takes its sentence of that key.

    Several catalogues may have one; whichever changes the document is the one.  Empty
    where none does.
    """
    kind = kind_named(wish.kind)
    plain = brief_of(incident, wish, OwnWords(), "ja")
    for name in catalogues_of(key):
        document, _ = drafted(kind, replace(plain, overrides={f"{name}/{key}": _MARK}))
        if any(s.key == key and _MARK in s.text for s in document.sentences()):
            return name
    return ""


def _digest(documents: Mapping[str, Document], incident: Incident, wish: Wish) -> str:
    """Names every sentence of both languages: who approves approves exactly these."""
    content: dict[str, Any] = {
        "kind": wish.kind,
        "stage": wish.stage,
        "client": wish.client,
        "day": wish.day.isoformat(),
        "texts": {name: list(_texts(each)) for name, each in documents.items()},
    }
    if wish.kind == FOR_PROGRAMS:
        for_programs = written(documents["ja"], incident, wish.day, "json")
        content["for-programs"] = for_programs.decode()
    return hashlib.sha256(canonical(content)).hexdigest()


def _texts(document: Document) -> Iterator[str]:
    yield document.subject
    for sentence in document.sentences():
        yield sentence.text
