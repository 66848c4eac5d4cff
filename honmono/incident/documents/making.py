"""Makes a document of a kind, or says why it cannot be made.

    make("public-notice", incident, "ja", date(2022, 6, 10), stage="report")

The kind writes it; then the rules of wording look at it.  What they forbid is not made,
whoever wrote the words: a kind, a record, or the organization's own templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from honmono.incident.case import Certainty, Incident, Scope
from honmono.incident.documents import kinds
from honmono.incident.documents._core import (
    Audience,
    Document,
    Letterhead,
    Sentence,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds._core import Kind
from honmono.incident.documents.wording import Violation, check_wording
from honmono.text import LANGUAGES


class MakingError(ValueError):
    """A document cannot be made; the message says what to do."""


class WordingError(MakingError):
    """A document says what must not be said of this incident."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        self.violations = violations
        super().__init__("; ".join(map(str, violations)))


def make(
    name: str,
    incident: Incident,
    language: str,
    day: date,
    *,
    stage: str = "",
    client: str | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Document:
    """Make the document of that kind.

    Args:
        name: of the kind.
        incident: what it is made from.
        language: `ja` or `en`.
        day: that stands on it.
        stage: of the kind's; its first where nobody says.
        client: whose persons it is about, where we handle data for others.
        overrides: the organization's own words, as `overriding` reads them.

    Raises:
        MakingError: there is no such kind, stage, language or client.
        WordingError: the rules of wording forbid it.

    """
    brief = Brief(
        incident=incident,
        language=language,
        day=day,
        catalogue=f"documents/{name}",
        stage=stage,
        client=client,
        overrides=overrides or {},
    )
    return made_by(kind_named(name), brief)


def kind_named(name: str) -> Kind:
    """The kind of that name.

    Raises:
        MakingError: there is none; the nearest one is named.

    """
    try:
        return kinds.kind(name)
    except LookupError:
        raise MakingError(
            f"`{name}` is no kind of document{_meant(name, kinds.NAMES)}"
        ) from None


def made_by(kind: Kind, brief: Brief) -> Document:
    """Have the kind write it, and the rules look at it.

    Raises:
        MakingError: there is no such stage, language or client.
        WordingError: the rules of wording forbid it.

    """
    document, violations = drafted(kind, brief)
    if violations:
        raise WordingError(violations)
    return document


def drafted(kind: Kind, brief: Brief) -> tuple[Document, tuple[Violation, ...]]:
    """What the kind writes, and what of it must not be said: for whoever mends it.

    Nothing that has violations may leave the house.

    Raises:
        MakingError: there is no such stage, language or client.

    """
    document = unchecked(kind, brief)
    incident = _without_excluded(brief.incident)
    return document, _violations(document, incident, kind.audience)


def unchecked(kind: Kind, brief: Brief) -> Document:
    """What the kind writes: for whoever asks what it says, and lets nobody read it.

    Most of the time that a document takes is for its rules.

    Raises:
        MakingError: there is no such stage, language or client.

    """
    if brief.language not in LANGUAGES:
        raise MakingError(f"`{brief.language}` is no language of documents: ja, en")
    _check_client(brief)
    brief = replace(brief, incident=_without_excluded(brief.incident))
    document = kind.make(_with_stage(kind, brief))
    if brief.number:
        head = replace(document.head, number=Sentence(brief.number))
        document = replace(document, head=head)
    return document


def _with_stage(kind: Kind, brief: Brief) -> Brief:
    if not brief.stage:
        return replace(brief, stage=kind.stages[0]) if kind.stages else brief
    if not kind.stages:
        raise MakingError(f"{kind.name} has no stages; leave out `{brief.stage}`")
    if brief.stage not in kind.stages:
        raise MakingError(
            f"`{brief.stage}` is no stage of {kind.name}; say one of: "
            + ", ".join(kind.stages)
        )
    return brief


def _without_excluded(incident: Incident) -> Incident:
    """What somebody has ruled out is told by no document as if it were so.

    Other parts say `excluded` themselves, where that is worth telling.
    """
    kept = {
        part: tuple(
            record
            for record in getattr(incident, part)
            if record.certainty is not Certainty.EXCLUDED
        )
        for part in ("traits", "measures", "genuine", "advice")
    }
    return incident.model_copy(update=kept)


def _check_client(brief: Brief) -> None:
    """A client whom no record names would get a letter about nobody."""
    client = brief.client
    known = dict.fromkeys(clients_of(brief.incident))
    if client is not None and client not in known:
        raise MakingError(
            f"no record names the client `{client}`{_meant(client, known)}"
        )


def clients_of(incident: Incident) -> Iterator[str]:
    """Yield every client whom a record names, as often as one does."""
    for _, record in incident.records():
        for field in ("client", "partner"):
            name = getattr(record, field, None)
            if name is not None:
                yield name
        yield from getattr(record, "clients", ())
        scope = getattr(record, "scope", None)
        if isinstance(scope, Scope):
            yield from scope.clients


def _meant(word: str, known: Mapping[str, None] | tuple[str, ...]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _violations(
    document: Document, incident: Incident, audience: Audience
) -> tuple[Violation, ...]:
    found = list(check_wording(document, incident, audience))
    if document.subject:  # the subject of a mail is read, too; the rest was looked at
        title = Sentence(document.subject)
        as_title = replace(
            document,
            title=title,
            head=Letterhead(),
            opening=(),
            sections=(),
            closing=(),
        )
        again = check_wording(as_title, incident, audience)
        found += [violation for violation in again if violation not in found]
    return tuple(found)
