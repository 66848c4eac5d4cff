"""Records in words, for readers who must know: authorities and investigators.

    scan_all_pcs, Tokyo office, clean   → パソコンの検査を実施（東京事務所、検出なし）

Addresses stay whole, for they are what is asked for; no link works.  Clients and accounts
of a scope are not told: a letter to one client must not name another.
"""

from __future__ import annotations

from collections.abc import Iterable

from honmono.incident.case import Certainty, Moment, Record, Scope, Text
from honmono.incident.case.affected import Affected
from honmono.incident.case.events import Event
from honmono.incident.case.kinds import known
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.forms._core import CATALOGUE
from honmono.incident.documents.masking import without_links


def told(brief: Brief, text: Text | None) -> str:
    """What somebody wrote; in the other language where this one is missing."""
    return without_links(text.in_language(brief.language)) if text is not None else ""


def joined(brief: Brief, parts: Iterable[str]) -> str:
    """Parts in a row, each once, empty ones left out."""
    once = dict.fromkeys(part for part in parts if part)
    return ("、" if brief.language == "ja" else ", ").join(once)


def in_brackets(brief: Brief, *parts: str) -> str:
    """Parts behind the words that they belong to; nothing where there are none."""
    inside = [part for part in parts if part]
    if not inside:
        return ""
    if brief.language == "ja":
        return f"（{'、'.join(inside)}）"
    return f" ({'; '.join(inside)})"


def kind_in_words(
    brief: Brief, vocabulary: str, kind: str, named: str | None = None
) -> str:
    """A kind as people say it; one that no table has, by the name that it was given."""
    if kind in known(vocabulary) and not (kind == "other" and named):
        return brief.kind(vocabulary, kind)
    return without_links((named or kind).replace("_", " "))


def scope_in_words(brief: Brief, scope: Scope | None) -> str:
    """Which offices, and what else was said of it."""
    if scope is None:
        return ""
    offices = (
        office.name.in_language(brief.language)
        for office in brief.incident.organization.offices
        if office.id in scope.offices
    )
    return joined(brief, (*offices, told(brief, scope.text)))


def doubt(brief: Brief, certainty: Certainty) -> str:
    """A word where it is not sure."""
    if certainty in (Certainty.LIKELY, Certainty.POSSIBLE):
        return brief.say(f"doubt-{certainty.value}", catalogue=CATALOGUE).text
    return ""


def event_in_words(brief: Brief, event: Event) -> str:
    """What happened, where, and how sure it is."""
    words = kind_in_words(brief, "events", event.kind, event.named)
    return words + in_brackets(
        brief,
        scope_in_words(brief, event.scope),
        told(brief, event.note),
        doubt(brief, event.certainty),
    )


def event_day(brief: Brief, event: Event) -> Sentence:
    """When it happened, or that nobody knows."""
    if event.said and not brief.when(event.when):
        return Sentence(event.said, (event.id,))
    return day_of(brief, event, event.when)


def day_of(brief: Brief, record: Record, when: Moment | None) -> Sentence:
    """A day of a record, or that nobody knows it."""
    words = brief.when(when)
    if not words:
        return brief.say("day-unknown", record, catalogue=CATALOGUE)
    return Sentence(words, (record.id,))


def data_in_words(brief: Brief, row: Affected) -> str:
    """The kinds of data of a record."""
    return kinds_or_said(brief, row.data, row.said)


def kinds_or_said(brief: Brief, kinds: Iterable[str], said: Text | None) -> str:
    """What somebody said; where that is in the other language, the kinds with it."""
    if said is not None and said.is_in(brief.language):
        return told(brief, said)
    words = [
        kind_in_words(brief, "data", kind)
        for kind in kinds
        if kind != "other" or said is None
    ]
    if not words:
        return told(brief, said)
    return joined(brief, words) + in_brackets(brief, told(brief, said))


def group_in_words(brief: Brief, row: Affected) -> str:
    """Whose data."""
    if row.who is not None:
        return told(brief, row.who)
    return kind_in_words(brief, "groups", row.group)
