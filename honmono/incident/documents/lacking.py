"""Which facts a document lacks: what it says is under investigation, or not known.

notice  [leaked-unknown]   情報の流出の有無については、現在調査中です。   → leak
notice  [day-unknown]      日時不明                                → day, of event seen

The mark stands on the sentence (`Sentence.lacks`), so it stays with words of somebody's own
and in both languages.  `document_lacks.tsv` says which sentences of the catalogues lack
something; `document_facts.tsv` names the facts, the most important one first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, Protocol, TypeVar

from honmono.incident.case import Incident
from honmono.incident.documents._core import Document, Lack, Sentence
from honmono.tables import rows
from honmono.text import keys, say

_FOLDER = "documents/"


class Lacks(Protocol):
    """A sentence, or what is shown of one."""

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Facts that are missing for it to say more."""


S = TypeVar("S", bound=Lacks)


class Fact(NamedTuple):
    """A fact that a document can lack."""

    code: str
    part: str
    """Of the incident file; `clocks`: the questions of the duties; `organization`."""

    filled: str
    """What the form of a new record begins with: `kind=police_consulted`; or `-`."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A fact that a document lacks, and the sentences that say so."""

    lack: Lack
    sentences: tuple[Sentence, ...]


@cache
def facts() -> dict[str, Fact]:
    """Every fact by its code, the most important one first."""
    return {code: Fact(code, *rest) for code, *rest in rows("document_facts.tsv")}


def lacks_of(name: str, cited: Iterable[str], incident: Incident) -> tuple[Lack, ...]:
    """What a sentence of the catalogues lacks.

    Args:
        name: its catalogue and key: `documents/notice/day-unknown`.
        cited: ids of the records that it follows from.
        incident: where they stand.

    """
    told = _told().get(name)
    if told is None:
        return ()
    fact, part = told
    return (Lack(fact, _record(part, cited, incident)),)


def lacking(document: Document) -> tuple[Lacking, ...]:
    """Every fact that it lacks, the most important first."""
    return tuple(Lacking(*one) for one in by_fact(document.sentences()))


def by_fact(sentences: Iterable[S]) -> list[tuple[Lack, tuple[S, ...]]]:
    """Every fact that these lack, with those that do, the most important fact first."""
    found: dict[Lack, list[S]] = {}
    for sentence in sentences:
        for lack in sentence.lacks:
            found.setdefault(lack, []).append(sentence)
    order = {code: place for place, code in enumerate(facts())}
    ordered = sorted(found, key=lambda lack: order[lack.fact])
    return [(lack, tuple(found[lack])) for lack in ordered]


def marked(sentence: Sentence, *lacks: Lack) -> Sentence:
    """The sentence, which lacks these facts, too."""
    return replace(sentence, lacks=joined((sentence.lacks, lacks)))


def joined(held: Iterable[Iterable[Lack]]) -> tuple[Lack, ...]:
    """What several sentences lack, each fact once."""
    return tuple(dict.fromkeys(lack for lacks in held for lack in lacks))


def fact_in_words(code: str, language: str) -> str:
    """The fact that is missing: 漏えいの有無についての判断."""
    if code in keys("lacking"):
        return say("lacking", code, language)
    return say(f"{_FOLDER}report", f"need-{code}", language)


@cache
def _told() -> dict[str, tuple[str, str]]:
    """Catalogue and key → fact, and the part of the record that lacks it."""
    return {
        f"{_FOLDER}{catalogue}/{key}": (fact, part)
        for catalogue, key, fact, part in rows("document_lacks.tsv")
        if fact != "-"
    }


def _record(part: str, cited: Iterable[str], incident: Incident) -> str:
    """The first cited record of that part."""
    if part == "-":
        return ""
    if part == "any":
        return next(iter(cited), "")
    held = {record.id for record in getattr(incident, part)}
    return next((name for name in cited if name in held), "")
