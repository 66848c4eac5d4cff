"""Which facts a sentence follows from, in words; and what nobody has translated.

2022年5月18日、…を確認いたしました。
    seen    出来事：不審なメールを確認（2022年5月18日、申告）
    ← notice.toml [overview-observed]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from honmono.incident.case import Incident, Moment, Record, Text, Value
from honmono.incident.case.affected import Affected
from honmono.incident.case.events import Figure
from honmono.incident.case.hypotheses import Hypothesis
from honmono.incident.case.kinds import VOCABULARIES, known
from honmono.incident.case.organization import Genuine
from honmono.incident.documents._core import Document, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.comparing import NO_RECORDS
from honmono.incident.documents.overriding import places_of
from honmono.text import harmless, say

_CATALOGUE: Final = "document"
_LONGEST: Final = 120
"""Characters in which a record is told."""


class Fact(NamedTuple):
    """A record that a sentence names, in words."""

    id: str
    words: str


class Traced(NamedTuple):
    """A sentence, its facts, and the files in which its words may be overridden."""

    sentence: Sentence
    facts: tuple[Fact, ...]
    places: tuple[str, ...]


def traced(document: Document, brief: Brief) -> Iterator[Traced]:
    """Yield every sentence of a document with its facts, in reading order."""
    records = {record.id: (part, record) for part, record in brief.incident.records()}
    for sentence in document.sentences():
        facts = tuple(
            Fact(
                name,
                in_words(*records[name], brief)
                if name in records
                else _beside_records(name, brief),
            )
            for name in sentence.facts
        )
        places = places_of(sentence.key) if sentence.key else ()
        yield Traced(sentence, facts, places)


def untranslated(document: Document, incident: Incident) -> tuple[str, ...]:
    """Ids of facts that stand in a document in another language than its own.

    `organization` is among them where its name or desk has no such words.
    """
    cited = {name for sentence in document.sentences() for name in sentence.facts}
    found = [
        record.id
        for _, record in incident.records()
        if record.id in cited and _lacks(record, document.language)
    ]
    if _lacks(incident.organization, document.language):
        found.insert(0, "organization")
    return tuple(found)


def _lacks(value: Any, language: str) -> bool:
    """Is there a text in it that a document may show, and not in this language?"""
    if isinstance(value, Text):
        return not value.is_in(language)
    if isinstance(value, tuple):
        return any(_lacks(one, language) for one in value)
    if isinstance(value, Value) and not isinstance(value, Moment):
        shown = [name for name in type(value).model_fields if name != "internal"]
        return any(_lacks(getattr(value, name), language) for name in shown)
    return False


def _beside_records(name: str, brief: Brief) -> str:
    """What an incident says beside its records; empty for anything else."""
    if name not in NO_RECORDS:
        return ""
    words = say(_CATALOGUE, f"part-{name}", brief.language)
    style = brief.incident.style
    told = _kind("styles", style, brief) if name == "style" else ""
    colon = "：" if brief.language == "ja" else ": "
    return words + (colon + told if told else "")


def in_words(part: str, record: Record, brief: Brief) -> str:
    """A record as short as a reader knows it again by."""
    language = brief.language
    colon, comma, opens, closes = (
        ("：", "、", "（", "）") if language == "ja" else (": ", ", ", " (", ")")
    )
    about = comma.join(filter(None, _about(part, record, brief)))
    when = getattr(record, "when", None) or getattr(record, "as_of", None)
    moment = brief.when(when) if isinstance(when, Moment) else ""
    certainty = say(_CATALOGUE, f"certainty-{record.certainty.value}", language)
    beside = comma.join(filter(None, (moment, certainty)))
    name = say(_CATALOGUE, f"part-{part}", language)
    told = name + (colon + about if about else "") + opens + beside + closes
    return harmless(told, _LONGEST)


def _about(part: str, record: Record, brief: Brief) -> Iterator[str]:
    """What a record is about, in the words of its vocabularies."""
    match record:
        case Hypothesis(code=code, standing=standing):
            yield code.value
            yield say(_CATALOGUE, f"standing-{standing.value}", brief.language)
        case Affected(group=group, data=data):
            yield _kind("groups", group, brief)
            yield from (_kind("data", one, brief) for one in data)
        case _:
            kind = getattr(record, "kind", None)
            if isinstance(kind, str):
                named = getattr(record, "named", None)
                yield named or _kind(VOCABULARIES.get(part, ""), kind, brief)
    if isinstance(record, Figure):
        yield f"{record.value:,}"
    if isinstance(record, Genuine):
        yield record.value or ""


def _kind(vocabulary: str, kind: str, brief: Brief) -> str:
    """The words of a kind; a kind that nobody knows is named as it is."""
    if vocabulary and kind in known(vocabulary):
        return brief.kind(vocabulary, kind)
    return kind
